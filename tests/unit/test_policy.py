"""The Content Security Policy names every script that stands in a page, and nothing else."""

from base64 import b64encode
from hashlib import sha256

import pytest

from playbook.policy import as_nginx, inline_scripts, policy


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<script>var a = 1</script>", ["var a = 1"], id="ページの中のもの"),
        pytest.param('<script src="a.js"></script>', [], id="別のファイル"),
        pytest.param('<script id="x" type="application/json">{}</script>', [], id="データ"),
        pytest.param("<script type=text/javascript>b()</script>", ["b()"], id="型を書いたもの"),
        pytest.param('<script type="text/javascript">b()</script>', ["b()"], id="型を引用符で書いたもの"),
        pytest.param("<script type='module'>b()</script>", ["b()"], id="モジュール"),
        pytest.param("<script>\n a\n</script><p>x</p><script>b</script>", ["\n a\n", "b"], id="空白もそのまま、二つ"),
        pytest.param("<SCRIPT>a</SCRIPT>", ["a"], id="大文字"),
        pytest.param("<p>script</p>", [], id="言葉"),
    ],
)
def test_inline_scripts(page, expected):
    assert inline_scripts(page) == expected


def test_each_script_is_named_once_whatever_the_order():
    pages = ["<script>a</script><script>b</script>", "<script>b</script>"]
    told = policy(pages)
    assert told == policy(reversed(pages))
    for script in "ab":
        assert told.count(b64encode(sha256(script.encode()).digest()).decode()) == 1
    assert "unsafe" not in told
    assert "default-src 'none'" in told and "http" not in told


def test_without_scripts_only_the_own_folder_remains():
    assert policy(["<p></p>"]) == (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_as_nginx_includes_it():
    line = as_nginx("default-src 'none'")
    assert line == "add_header Content-Security-Policy \"default-src 'none'\" always;\n"
