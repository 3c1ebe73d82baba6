"""One stylesheet and one script instead of many small ones: the first visit asks for less. Knows no engine."""

import re
from collections.abc import Mapping
from pathlib import Path

_STYLES = re.compile(r'<link rel="stylesheet" href="(?P<way>[^"]*?)(?P<file>assets/stylesheets/[\w-]+\.css)">')
_SCRIPTS = re.compile(r'<script src="(?P<way>[^"]*?)(?P<file>assets/javascripts/[\w-]+\.js)"></script>')
STYLES = "assets/stylesheets/playbook.css"
SCRIPTS = "assets/javascripts/playbook.js"


def bundle(site: Path, pages: Mapping[str, str]) -> dict[str, str]:
    """``pages`` (address: HTML), asking for one file where all of them ask for several; writes that file into ``site``.

    Joined are files whose names hold no hash: our own. What only some pages ask for stays apart.
    """
    joined_pages = dict(pages)
    for pattern, joined, tag in (
        (_STYLES, STYLES, '<link rel="stylesheet" href="{}">'),
        (_SCRIPTS, SCRIPTS, '<script src="{}"></script>'),
    ):
        asked = [[match["file"] for match in pattern.finditer(html)] for html in joined_pages.values()]
        everywhere = [file for file in asked[0] if all(file in files for files in asked) and "iframe-worker" not in file]
        if not everywhere:
            continue
        whole = "".join((site / file).read_text("utf-8").rstrip() + "\n" for file in everywhere)
        (site / joined).write_bytes(whole.encode())  # the same line breaks on every system
        for address, html in joined_pages.items():
            joined_pages[address] = _asking_once(html, pattern, everywhere, joined, tag)
        for file in everywhere:
            (site / file).unlink()
    return joined_pages


def _asking_once(html: str, pattern: re.Pattern[str], files: list[str], joined: str, tag: str) -> str:
    """``html`` with one tag for ``joined`` in place of the first of ``files``, and none for the others."""
    told = False

    def replace(match: re.Match[str]) -> str:
        nonlocal told
        if match["file"] not in files:
            return match.group()
        first, told = not told, True
        return tag.format(match["way"] + joined) if first else ""

    return pattern.sub(replace, html)
