"""What the site has besides its pages: the data that scripts read, and files to download. Knows no engine."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playbook import desk, glossary, phrase_rules
from playbook.bundle import bundle
from playbook.deadlines import compiled
from playbook.ics import Event, calendar
from playbook.markup import mended
from playbook.memo import CACHE
from playbook.model import Playbook
from playbook.offline import write_archive
from playbook.paper import write_papers
from playbook.policy import as_nginx, policy
from playbook.search import read_all, search_data


def finish(book: Playbook, site: Path, built: date) -> None:
    """Write everything into the folder of the built site; ``built`` is the day of this edition."""
    write(site / "assets/law-data.js", script("playbookLaw", compiled(book, built.year)))
    write(site / "assets/compose-data.js", script("playbookCompose", desk.compiled(book)))
    write(site / "assets/phrases-data.js", script("playbookPhrases", {**phrase_rules.compiled(book), "safe": phrase_rules.safe_characters()}))
    write(site / "downloads/law-reviews.ics", reviews(book, built))
    write_papers(book, site / "downloads", built)
    pages = {path.relative_to(site).as_posix(): mended(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    # Before terms are marked: their explanations would be found on every page.
    write(site / "assets/search-data.js", script("playbookSearchData", search_data(book, read_all(pages, CACHE))))
    pages = marked(book, bundle(site, pages))
    for address, page in pages.items():
        write(site / address, page)
    write(site / "csp.conf", as_nginx(policy(pages.values())))
    write_archive(site, built)  # the last: it holds all of the above


UNMARKED = {"404.html", "glossary.html", "index.html"}
"""Pages whose terms stay as they are: one may be shown at any address, one explains them itself, one is for emergencies."""


def marked(book: Playbook, pages: Mapping[str, str]) -> dict[str, str]:
    """``pages`` (address: HTML), with the terms of the glossary marked in each."""
    terms = book.glossary.values()
    return {
        address: page if address in UNMARKED else glossary.mark(page, terms, "../" * address.count("/"))
        for address, page in pages.items()
    }


def script(name: str, value: object) -> str:
    """``value`` as a classic script: neither ``fetch`` nor modules work from the disk."""
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def write(path: Path, text: str) -> None:
    """``text`` as it is, in a folder that may not yet exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def reviews(book: Playbook, built: date) -> str:
    """The days on which sources of law are to be read again."""
    sources = sorted(book.sources.values(), key=lambda source: source.review_by)
    return calendar(
        (
            Event(
                f"review.{source.id}.{source.review_by}",
                source.review_by,
                f"【法令の見直し】{source.title}",
                f"{source.publisher}\n{source.url}\n前に確かめた日：{source.checked_on}",
            )
            for source in sources
        ),
        built,
    )
