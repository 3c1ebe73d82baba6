"""Sites that must not be built, and a command that must leave the last good site alone."""

import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT, build_site

PARTS = ("data", "docs", "overrides", "paper", "partials", "playbook", "macros.py", "mkdocs.yml", "run.py")


@pytest.fixture
def project(tmp_path):
    """A copy of the project that a test may spoil."""
    for name in PARTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    return tmp_path


def append(path, text):
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda p: append(p / "docs/limits.md", "\n{{ no_such_macro() }}\n"), id="知らないマクロ"),
        pytest.param(lambda p: append(p / "docs/limits.md", "\n{{ no_such_value }}\n"), id="知らない変数"),
        pytest.param(lambda p: append(p / "docs/limits.md", '\n{{ mark("無い名前") }}\n'), id="マクロの中の誤り"),
        pytest.param(lambda p: append(p / "docs/limits.md", '\n{{ template_page("99-none") }}\n'), id="無いテンプレート"),
        pytest.param(lambda p: append(p / "docs/limits.md", "\n[無い](nowhere.md)\n"), id="行き先のないリンク"),
        pytest.param(lambda p: append(p / "docs/limits.md", "\n[無い](claims.md#nowhere)\n"), id="行き先のない見出し"),
        pytest.param(lambda p: (p / "docs/extra.md").write_text("# 余り\n", "utf-8"), id="目次にないページ"),
        pytest.param(lambda p: replace(p / "data/templates/01-first-notice.yml", "part: greeting", "part: none"), id="無い部品"),
        pytest.param(lambda p: replace(p / "partials/notice.html", "message.label", "message.nothing"), id="部品の中の無い値"),
    ],
)
def test_a_faulty_site_is_not_built(project, spoil):
    spoil(project)
    done = build_site(project, project / "site")
    assert done.returncode != 0, done.stdout + done.stderr


def test_the_copy_itself_builds(project):
    done = build_site(project, project / "site")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_failed_build_leaves_the_last_site(project):
    for name in ("requirements.lock.txt", "requirements-test.lock.txt"):
        shutil.copy(ROOT / name, project / name)
    (project / ".venv").symlink_to(ROOT / ".venv")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("good", "utf-8")
    append(project / "docs/limits.md", "\n{{ no_such_macro() }}\n")
    done = subprocess.run([sys.executable, "run.py", "build"], cwd=project, capture_output=True, text=True)
    assert done.returncode != 0
    assert (project / "site/index.html").read_text("utf-8") == "good"
    assert not (project / ".staging").exists()
