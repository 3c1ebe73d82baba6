"""What all tests share: the project folder, the real data, and the site built from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.load import Loaded, load

ROOT = Path(__file__).resolve().parent.parent


def build_site(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build ``project`` with MkDocs into ``site``, as ``run.py build`` does; never raises."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The real data."""
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once a worker."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build_site(ROOT, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
