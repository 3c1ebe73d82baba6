"""What the site has besides its pages: the data that scripts read, and files to download. Knows no engine."""

import json
from datetime import date
from pathlib import Path

from playbook import glossary
from playbook.deadlines import compiled
from playbook.ics import Event, calendar
from playbook.model import Playbook
from playbook.paper import write_papers
from playbook.phrases import compiled as phrase_rules


def finish(book: Playbook, site: Path, built: date) -> None:
    """Write everything into the folder of the built site; ``built`` is the day of this edition."""
    write(site / "assets/law-data.js", script("playbookLaw", compiled(book, built.year)))
    write(site / "assets/phrases-data.js", script("playbookPhrases", phrase_rules(book)))
    write(site / "downloads/law-reviews.ics", reviews(book, built))
    write_papers(book, site / "downloads", built)
    mark_terms(book, site)


UNMARKED = {"404.html", "glossary.html"}
"""Pages whose terms stay as they are: one may be shown at any address, one explains them itself."""


def mark_terms(book: Playbook, site: Path) -> None:
    """Mark the terms of the glossary in every page."""
    for page in sorted(site.rglob("*.html")):
        inside = page.relative_to(site)
        if inside.as_posix() not in UNMARKED:
            base = "../" * (len(inside.parts) - 1)
            page.write_bytes(glossary.mark(page.read_text("utf-8"), book.glossary.values(), base).encode())


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
