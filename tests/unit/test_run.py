"""The one command: what it swaps, what it hands on, and where it takes the day of an edition from."""

import os
import subprocess
import sys

import pytest

import run
from tests.conftest import ROOT


def folder(path, text):
    path.mkdir()
    (path / "page.html").write_text(text)
    return path


def test_the_new_site_takes_the_place_of_the_old(tmp_path):
    new, old = folder(tmp_path / "new", "新"), folder(tmp_path / "site", "旧")
    run.swap(new, old)
    assert (old / "page.html").read_text() == "新"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_site_needs_no_old_one(tmp_path):
    run.swap(folder(tmp_path / "new", "新"), tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(tmp_path):
    elsewhere = folder(tmp_path / "elsewhere", "別の場所")
    (tmp_path / "site").symlink_to(elsewhere, target_is_directory=True)
    run.swap(folder(tmp_path / "new", "新"), tmp_path / "site")
    assert (tmp_path / "site/page.html").read_text() == "新"
    assert (elsewhere / "page.html").read_text() == "別の場所"


def test_the_old_site_stays_whole_when_the_new_one_cannot_come(tmp_path):
    old = folder(tmp_path / "site", "旧")
    with pytest.raises(OSError):
        run.swap(tmp_path / "nowhere", old)
    assert (old / "page.html").read_text() == "旧"


def test_a_file_is_named_in_full_and_a_subject_left_alone(tmp_path, monkeypatch):
    (tmp_path / "mail.txt").write_text("文")
    monkeypatch.chdir(tmp_path)
    subject = "とても長い件名" * 40
    assert [run.in_full(one) for one in ("mail.txt", "--subject", subject, "-")] == [
        str(tmp_path.resolve() / "mail.txt"), "--subject", subject, "-"
    ]


def test_help_is_japanese_whatever_the_console_writes():
    said = subprocess.run(
        [sys.executable, ROOT / "run.py", "help"], env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}, capture_output=True
    )
    assert said.returncode == 0 and "使い方" in said.stdout.decode("utf-8")


def test_a_copy_inside_another_project_does_not_take_its_day(tmp_path, monkeypatch):
    assert run.commit_time().isdigit() or not (ROOT / ".git").exists()
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert run.commit_time() == ""
