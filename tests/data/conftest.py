"""A small data folder that is in order, for tests to break."""

import shutil
from pathlib import Path

import pytest

VALID = Path(__file__).parent / "valid"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of ``tests/data/valid``."""
    return shutil.copytree(VALID, tmp_path / "data")
