"""How a finding reads, in a terminal and beside a line on GitHub."""

import re
from pathlib import Path

import pytest

from playbook.finding import CODES, Finding, shorten

FINDING = Finding("data/parts.yml", 3, "PB101", "contact", "文", "明日", "「明日」は登録されていません。", "直してください。")


def finding(**changes: object) -> Finding:
    return Finding(**{**FINDING.__dict__, **changes})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({}, "contact・文：「明日」は登録されていません。直してください。", id="理由に値があれば値を繰り返さない"),
        pytest.param({"value": "x"}, "contact・文：「x」：「明日」は登録されていません。直してください。", id="なければ値を示す"),
        pytest.param({"field": ""}, "contact：「明日」は登録されていません。直してください。", id="項目がない"),
        pytest.param({"entry": "", "field": ""}, "「明日」は登録されていません。直してください。", id="場所の名前がない"),
        pytest.param({"reason": "「名\u200b前」です。", "value": ""}, "contact・文：「名[U+200B]前」です。直してください。", id="見えない文字"),
        pytest.param({"reason": "「\u202e」です。", "value": ""}, "contact・文：「[U+202E]」です。直してください。", id="向きを変える文字"),
        pytest.param({"reason": "一\n二　三。", "value": ""}, "contact・文：一[U+000A]二　三。直してください。", id="改行は番号で、全角の空白はそのまま"),
    ],
)
def test_message(changes, message):
    assert finding(**changes).message() == message


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        pytest.param({}, "data/parts.yml:3 PB101 contact・文：", id="誤り"),
        pytest.param({"blocking": False}, "data/parts.yml:3 PB101（注意） contact・文：", id="注意"),
    ],
)
def test_as_text(changes, line):
    assert finding(**changes).as_text().startswith(line)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        pytest.param({}, "::error file=data/parts.yml,line=3,title=PB101 登録のない差し込み::contact・文：", id="誤り"),
        pytest.param({"blocking": False}, "::warning file=data/parts.yml,line=3,title=PB101 ", id="注意"),
    ],
)
def test_as_github(changes, line):
    assert finding(**changes).as_github().startswith(line)


def test_github_reads_percent_signs_as_escapes():
    assert finding(reason="60%0Aです。").as_github().endswith("60%250Aです。直してください。")


def test_unknown_number():
    with pytest.raises(ValueError, match="PB999"):
        finding(code="PB999")


@pytest.mark.parametrize("code", CODES)
def test_numbers_are_named_for_github(code):
    assert code[:2] == "PB" and code[2:].isdigit() and not set(CODES[code]) & set(":,%\n")


@pytest.mark.parametrize(
    ("value", "short"),
    [
        pytest.param("あ" * 30, "あ" * 30, id="ちょうど"),
        pytest.param("あ" * 31, "あ" * 29 + "…", id="一字多い"),
        pytest.param(" 一行目\n  二行目 ", "一行目 二行目", id="改行は空白に"),
        pytest.param("", "", id="空"),
    ],
)
def test_shorten(value, short):
    assert shorten(value) == short


def test_contributing_explains_every_number():
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    explained = re.findall(r"^\| (PB\d{3}) \| (.+) \|$", text, re.MULTILINE)
    assert [(code, meaning.replace("`", "")) for code, meaning in explained] == list(CODES.items())
