"""A small data folder that is in order, for tests to break."""

import shutil
from pathlib import Path

import pytest

VALID = Path(__file__).parent / "valid"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of ``tests/data/valid``."""
    return shutil.copytree(VALID, tmp_path / "data")


def change(data: Path, file: str, old: str, new: str) -> None:
    """Put ``new`` in place of the first ``old`` of a file."""
    path = data / file
    text = path.read_text("utf-8")
    assert old in text, "the row does not fit the valid file"
    path.write_text(text.replace(old, new, 1), "utf-8")


def line_of(data: Path, file: str, at: str) -> int:
    """The line of a file, counted from 1, on which ``at`` first stands."""
    text = (data / file).read_text("utf-8")
    return text.count("\n", 0, text.index(at)) + 1
