"""Every paper of the playbook: what it is called, what it holds, and the one pass that writes them all."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playbook import regulation_docx
from playbook.book_paper import BookPaper
from playbook.card_paper import quick_card
from playbook.edition import edition
from playbook.kit_paper import KitPaper
from playbook.memo import CACHE, Shelf, made_by
from playbook.model import Playbook
from playbook.pages import Pages, Unpublishable
from playbook.press import Misprint, Press
from playbook.render import Renderer

ROOT = Path(__file__).resolve().parent.parent
REGULATION = "regulation.pdf"
"""The paper that is also a Word document."""
_WORD = f"{made_by(regulation_docx.__file__)} python-docx {version('python-docx')}"
"""What makes the Word document."""


@dataclass(frozen=True)
class Paper:
    """A paper to print: its file in the folder of downloads, its layout, and what it holds."""

    file: str
    layout: str
    value: dict[str, Any]


def source_of(book: Playbook) -> BookPaper:
    """What all papers are made from."""
    return BookPaper(Pages(book, Renderer(book, ROOT / "partials")), ROOT / "docs")


def papers(source: BookPaper, told: dict[str, Any]) -> Iterator[Paper]:
    """All papers of the edition ``told``."""
    yield Paper("playbook.pdf", "book", {"edition": told, "chapters": source.value()})
    yield Paper("quick-card.pdf", "quick-card", {"edition": told, **quick_card(source)})
    yield Paper(REGULATION, "regulation", {"edition": told, "chapters": source.regulation(notes=False), "blanks": source.blanks()})
    for scenario in source.book.scenarios.values():
        for name, value in KitPaper(source, scenario).papers().items():
            yield Paper(f"{scenario.id}/{name}.pdf", f"kit-{name}", {"edition": told, **value})


def write_papers(book: Playbook, folder: Path, built: date) -> None:
    """Write all papers into ``folder``. Raises :class:`Unpublishable` when one cannot be printed."""
    source, told = source_of(book), edition(book, built)
    shelf = Shelf(CACHE / "papers")
    press = Press(ROOT / "paper", shelf)

    def print_one(paper: Paper) -> bytes:
        try:
            return press.pdf(paper.layout, paper.value)
        except Misprint as reason:
            raise Unpublishable([f"{paper.file} {reason}"]) from None

    wanted = list(papers(source, told))
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the book takes one core for itself; the rest is done meanwhile
        for paper, made in zip(wanted, pool.map(print_one, wanted), strict=True):
            write(folder / paper.file, made)
    value = next(paper.value for paper in wanted if paper.file == REGULATION)
    word = shelf.file(f"{_WORD} {built} {json.dumps(value, ensure_ascii=False)}", lambda: regulation_docx.document(value, built))
    write(folder / Path(REGULATION).with_suffix(".docx"), word)
    shelf.tidy()


def write(path: Path, content: bytes) -> None:
    """``content`` in a folder that may not yet exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
