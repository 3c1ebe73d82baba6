"""Every way to break the phrases: one fault gives one finding of its number, at its file and line.

A row: the file, a text of it, what stands there instead, and the number with a text on the line that is named.
"""

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load
from playbook.model import Detection
from tests.data.conftest import line_of

PHRASES, CLAIMS, FIRST, PARTS, FAQ = "phrases.yml", "claims.yml", "templates/01-first.yml", "parts.yml", "faq.yml"
PATTERN = "pattern: (まもなく|もうすぐ)[^。]{0,12}復旧"


def pattern(text: str, *codes: str):
    """The row of a pattern in place of the valid one."""
    return (PHRASES, PATTERN, f"pattern: {text}", [(code, "pattern: ") for code in codes])


CASES = [
    pytest.param(PHRASES, "hit: [まもなく復旧します]", "hit: [復旧しました]", [("PB801", "[復旧しました]")], id="当たるはずの例"),
    pytest.param(PHRASES, "miss: [復旧しだい", "miss: [まもなく復旧しだい", [("PB801", "miss: [まもなく")], id="当たらないはずの例"),
    pytest.param(PHRASES, "miss: [1番]", "miss: [②番]", [("PB801", "[②番]")], id="しくみの例"),
    pytest.param(PHRASES, "hit: [情報の漏えいはございません]", "hit: [漏えいを調べております]", [("PB801", "hit: [漏えい")], id="断定の例"),
    pytest.param(*pattern(r"'まもなく\s復旧'", "PB802"), id="空白の略記"),
    pytest.param(*pattern(r"'まもなく\w{0,4}復旧'", "PB802"), id="字の略記"),
    pytest.param(*pattern(r"'まもなく\b復旧'", "PB802"), id="語の境"),
    pytest.param(*pattern("'(?i)まもなく復旧'", "PB802"), id="旗"),
    pytest.param(*pattern("'(?P<a>まもなく)復旧'", "PB802"), id="名のある組"),
    pytest.param(*pattern(r"'(まも)なく\1復旧'", "PB802"), id="後方参照"),
    pytest.param(*pattern("'まもなく{復旧'", "PB802"), id="閉じない波括弧"),
    pytest.param(*pattern("'まもなく[復旧-'", "PB019"), id="閉じない角括弧"),
    pytest.param(*pattern("'(まもなく|もうすぐ)[^。]*[^、]*復旧'", "PB803"), id="隣り合う上限のない繰り返し"),
    pytest.param(*pattern("'((まもなく)+)+復旧'", "PB803"), id="入れ子の上限のない繰り返し"),
    pytest.param(*pattern("'(ま|まま)*なく復旧'", "PB803"), id="組の上限のない繰り返し"),
    pytest.param(*pattern("'(?=[^。]*復旧)まもなく復旧'", "PB803"), id="先読みの上限のない繰り返し"),
    pytest.param(*pattern("'(まもなく)?'", "PB803"), id="空の文字列に当たる型"),
    pytest.param(*pattern("'(まもなく|.{0,90}.{0,90})復旧'", "PB803"), id="読み方の多い型"),
    pytest.param(PHRASES, "  severity: warning\n", "  severity: warning\n  unless: '\\d時'\n", [("PB802", "unless: ")], id="除く型の略記"),
    pytest.param(CLAIMS, "  cautious: ", "  backed: '\\d'\n  cautious: ", [("PB802", "backed: ")], id="断定の裏づけの型"),
    pytest.param(CLAIMS, "(漏えい|流出)は(", "(漏えい|流出)は[^。]*[^、]*(", [("PB803", "pattern: ")], id="断定の重い型"),
    pytest.param(PHRASES, "ng: まもなく復旧します。", "ng: 復旧は近い。", [("PB806", "ng: 復旧は近い。")], id="避ける文が当たらない"),
    pytest.param(PHRASES, "ok: 11時までに", "ok: まもなく復旧します。11時までに", [("PB804", "ok: まもなく")], id="よい文が当たる"),
    pytest.param(FIRST, "復旧の作業を進めております。", "まもなく復旧する見込みです。", [("PB804", "まもなく復旧")], id="テンプレートが当たる"),
    pytest.param(FIRST, "復旧の作業を進めております。", "作業を進めております。\n      もうすぐ\n      復旧する見込みです。", [("PB804", "もうすぐ")], id="行をまたいで当たる"),
    pytest.param(PARTS, "調べた範囲では", "もうすぐ復旧します。調べた範囲では", [("PB804", "もうすぐ復旧")], id="部品の二つ目の選択肢が当たる"),
    pytest.param(FAQ, "  a: |\n    ", "  a: |\n    まもなく復旧します。", [("PB804", "まもなく")], id="答えが当たる"),
    pytest.param(PHRASES, "  specs:\n    hit: [まもなく", "  exceptions: [{entry: 01-first, reason: 試し。}]\n  specs:\n    hit: [まもなく", [("PB805", "exceptions")], id="要らない例外"),
    pytest.param(PHRASES, "  human: true\n", "  human: true\n  pattern: 心配\n", [("PB017", "- id: by-people")], id="人が見るのに型"),
    pytest.param(PHRASES, "  human: true\n", "", [("PB017", "- id: by-people")], id="見つけ方がない"),
    pytest.param(PHRASES, "see: {templates: [01-first]}", "see: {templates: [01-first, 99-none]}", [("PB601", "99-none")], id="無いテンプレート"),
    pytest.param(PHRASES, "see: {templates: [01-first]}", "see: {templates: [01-first], regulation: [a-none]}", [("PB601", "a-none")], id="無い条"),
    pytest.param(PHRASES, "see: {templates: [01-first]}", "see: {templates: [01-first], decisions: [none]}", [("PB601", "[none]")], id="無い決めごと"),
    pytest.param(PHRASES, "  see: {templates: [01-first]}\n", "", [("PB607", "- id: soon")], id="何とも結び付かない文例"),
    pytest.param(PHRASES, "- id: by-people", "- id: soon", [("PB021", "- id: soon\n  ng: 担当者")], id="id の重複"),
    pytest.param(PHRASES, "severity: warning", "severity: fatal", [("PB013", "severity: fatal")], id="無い重さ"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken_phrases(data, file, old, new, expected):
    path = data / file
    text = path.read_text("utf-8")
    assert old in text, "the row does not fit the valid file"
    path.write_text(text.replace(old, new, 1), "utf-8")
    findings = check(load(data))
    wanted = [(f"data/{file}", line_of(data, file, at), code) for code, at in expected]
    assert sorted((finding.file, finding.line, finding.code) for finding in findings) == sorted(wanted)
    for finding in findings:
        assert finding.blocking and finding.reason.endswith("。") and finding.mend.endswith("。")


def test_an_exception_pardons_its_entry(data):
    template, phrases = data / FIRST, data / PHRASES
    template.write_text(template.read_text("utf-8").replace("復旧の作業を進めております。", "まもなく復旧する見込みです。"), "utf-8")
    text = phrases.read_text("utf-8")
    phrases.write_text(text.replace("  specs:\n", "  exceptions: [{entry: 01-first, reason: 試し。}]\n  specs:\n", 1), "utf-8")
    assert check(load(data)) == []


@pytest.mark.parametrize("kind", [check.value for check in Detection])
def test_a_check_needs_its_words(data, kind):
    path = data / PHRASES
    entries = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join(entry for entry in entries if f"check: {kind}\n" not in entry + "\n"), "utf-8")
    found = [(finding.file, finding.code, finding.value) for finding in check(load(data))]
    assert found == [("data/phrases.yml", "PB806", kind)]


def test_every_number_has_a_case():
    mine = {code for code in CODES if code.startswith("PB80")}
    assert mine <= {code for case in CASES for code, _ in case.values[3]}
