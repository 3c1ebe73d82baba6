"""The papers as they are written with the site, read by two tools that know nothing of Typst: pypdf and poppler."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from playbook.book_paper import BookPaper
from playbook.edition import edition
from playbook.load import Loaded
from playbook.paper import ROOT, Paper, papers, source_of
from playbook.press import Press

BUILT = date(2026, 11, 22)
MILLIMETRE = 72 / 25.4


def squeezed(text: str) -> str:
    """``text`` without white space: extraction puts blanks between kana and digits."""
    return re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Word:
    """A word of a page with its box, in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Printed:
    """A PDF on the disk."""

    path: Path

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        """It as pypdf reads it."""
        return pypdf.PdfReader(self.path)

    @cached_property
    def raw(self) -> list[str]:
        """The text of each page in the order in which it was written, line by line."""
        done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", self.path, "-"], capture_output=True, check=True)
        return done.stdout.decode().replace("\u2060", "").split("\f")[:-1]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page without white space."""
        return [squeezed(page) for page in self.raw]

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of each page with their boxes."""
        done = subprocess.run(["pdftotext", "-bbox", "-enc", "UTF-8", self.path, "-"], capture_output=True, check=True)
        tree = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"|<!DOCTYPE[^>]*>', "", done.stdout.decode()))
        return [
            [Word(word.text or "", *(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax"))) for word in page.iter("word")]
            for page in tree.iter("page")
        ]

    @cached_property
    def bookmarks(self) -> list[tuple[str, int, int]]:
        """Every bookmark without white space, its depth from 1, and the 0-based page to which it leads."""
        return list(self._bookmarks(self.reader.outline, 1))

    def _bookmarks(self, entries: list, depth: int) -> Iterator[tuple[str, int, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._bookmarks(entry, depth + 1)
            else:
                yield squeezed(entry.title), depth, self.reader.get_destination_page_number(entry)


@pytest.fixture(scope="session")
def folder(site: Path) -> Path:
    """The papers of the built site."""
    return site / "downloads"


@pytest.fixture(scope="session")
def printed(folder: Path) -> dict[str, Printed]:
    """Every PDF by its name."""
    return {path.relative_to(folder).as_posix(): Printed(path) for path in sorted(folder.rglob("*.pdf"))}


@pytest.fixture(scope="session")
def source(loaded: Loaded) -> BookPaper:
    """What papers are made from."""
    return source_of(loaded.playbook)


@pytest.fixture(scope="session")
def values(source: BookPaper) -> dict[str, Paper]:
    """Every paper by its file, as a value."""
    return {paper.file: paper for paper in papers(source, edition(source.book, BUILT))}


@pytest.fixture(scope="session")
def press() -> Press:
    """A press without a cache."""
    return Press(ROOT / "paper")
