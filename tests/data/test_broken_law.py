"""Every way to break the law: one fault gives one finding of its number, at its file and line.

A row: the file, a text of it, what stands there instead, and the number with a text on the line that is named,
and the file when it is another one.
"""

from datetime import date

import pytest

from playbook.checks import check
from playbook.cli import main
from playbook.finding import CODES
from playbook.law_checks import overdue
from playbook.load import load
from tests.data.conftest import change, line_of

SOURCES, RULES, FACTS, DUTIES, FAQ = "sources.yml", "rules.yml", "facts.yml", "duties.yml", "faq.yml"
TABLE, TEMPLATE = "tables/l01-deadlines.yml", "templates/01-first.yml"

CASES = [
    pytest.param(RULES, "sources: [privacy-act]\n- id: persons", "sources: [privacy-akt]\n- id: persons", [("PB601", "privacy-akt")], id="規則の出典がない"),
    pytest.param(DUTIES, "[report, persons]", "[report, persons, none]", [("PB601", "[report, persons, none]")], id="義務の根拠がない"),
    pytest.param(DUTIES, "rule: final\n", "rule: finale\n", [("PB601", "rule: finale")], id="期限の規則がない"),
    pytest.param(DUTIES, "trigger: leak", "trigger: leek", [("PB601", "trigger: leek")], id="条件の事実がない"),
    pytest.param(DUTIES, "[01-first]", "[01-first, 99-none]", [("PB601", "99-none")], id="義務のテンプレートがない"),
    pytest.param(DUTIES, "sources: [privacy-act]", "sources: [privacy-law]", [("PB601", "privacy-law")], id="義務の出典がない"),
    pytest.param(DUTIES, "  templates: [01-first]", "  templates: [01-first]\n  tables: [l09-none]", [("PB601", "l09-none")], id="義務の表がない"),
    pytest.param(TABLE, "duties: [final-report]", "duties: [final-report, none]", [("PB601", "none]")], id="表の義務がない"),
    pytest.param(FAQ, "sources: [privacy-guide]", "sources: [privacy-gide]", [("PB601", "privacy-gide")], id="問いの出典がない"),
    pytest.param(TEMPLATE, "approval: ", "duties: [none]\napproval: ", [("PB601", "duties: [none]")], id="テンプレートの義務がない"),
    pytest.param(RULES, "- id: goal", "- id: spare\n  text: 余り\n  basis: 余り\n  nature: practice\n  sources: []\n- id: goal", [("PB602", "id: spare")], id="使われない規則"),
    pytest.param(FACTS, "- id: people", "- id: spare\n  group: 余り\n  label: 余り\n  kind: flag\n- id: people", [("PB602", "id: spare")], id="使われない事実"),
    pytest.param(
        SOURCES,
        "- id: privacy-guide",
        "- id: spare\n  title: 余り\n  publisher: 余り\n  url: https://example.jp/\n  checked_on: 2026-11-22\n"
        "  review_by: 2027-11-22\n  confidence: primary\n- id: privacy-guide",
        [("PB602", "id: spare")],
        id="使われない出典",
    ),
    pytest.param(FAQ, "[[persons]]とき", "[[parsons]]とき", [("PB603", "[[parsons]]")], id="無い規則への参照"),
    pytest.param(TABLE, "起算と末日。", "起算[[final。", [("PB603", "起算[[")], id="閉じない参照"),
    pytest.param(TABLE, "休みの日も数える。", "\"[[final:text]]を数える。\"", [("PB603", "[[final:text]]")], id="知らない部分への参照"),
    pytest.param(FAQ, "[[persons]]とき", "[persons]とき", [("PB603", "[persons]")], id="括弧が一つの参照"),
    pytest.param(FAQ, "[[persons]]とき", "［［persons］］とき", [("PB603", "［［persons］］")], id="全角の括弧の参照"),
    pytest.param(FAQ, "[[persons]]とき", "［persons：basis］とき", [("PB603", "［persons：basis］")], id="全角の括弧とコロンの参照"),
    pytest.param(FAQ, "[[persons]]とき", "[[persons]]とき［注］", [], id="ふつうの角括弧"),
    pytest.param(FAQ, "[[persons]]とき", "停止の7日前までに知らせるとき", [("PB604", "7日前まで")], id="答えに何日前まで"),
    pytest.param(FAQ, "[[persons]]とき", "5日までに報告するとき", [("PB604", "5日まで")], id="答えに何日まで"),
    pytest.param(FAQ, "[[persons]]とき", "委員会へは三十日以内のとき", [("PB604", "三十日以内")], id="答えに漢数字の期限"),
    pytest.param(FAQ, "[[persons]]とき", "第二十六条のとき", [("PB604", "第二十六条")], id="答えに漢数字の条"),
    pytest.param(FAQ, "[[persons]]とき", "12月25日までのとき", [], id="日付までは法令の数字でない"),
    pytest.param(SOURCES, "https://example.jp/guide", "https://x", [("PB614", "https://x")], id="開けない URL"),
    pytest.param(SOURCES, "checked_on: 2026-11-22", "checked_on: 2016-11-22", [("PB614", "2016")], id="手引きより前の確認"),
    pytest.param(FAQ, "[[persons]]とき", "[[persons]]とき、30日以内", [("PB604", "30日以内")], id="答えに期限"),
    pytest.param(TABLE, "休みの日も数える。", "個人情報保護法26条による。", [("PB604", "26条")], id="表に条"),
    pytest.param(DUTIES, "contents: [概要]", "contents: [概要, 100人以上のときの人数]", [("PB604", "100人以上")], id="義務に人数"),
    pytest.param(FACTS, "label: 情報が漏れた", "label: 3万人の情報が漏れた", [("PB604", "3万人")], id="事実に人数"),
    pytest.param(TEMPLATE, "why: 名", "why: 30日以内に報告する。名", [("PB604", "30日以内")], id="なぜに期限"),
    pytest.param(TEMPLATE, "title: 基本の初報", "title: 基本の[[final]]初報", [("PB605", "[[final]]")], id="題に参照"),
    pytest.param(TEMPLATE, "復旧の作業を進めております。", "復旧の作業を[[final]]進めております。", [("PB605", "[[final]]")], id="送る文に参照"),
    pytest.param(RULES, "  unconfirmed: 指針の原文は読めていない。\n", "", [("PB606", "id: guide")], id="未確認の中身がない規則"),
    pytest.param(DUTIES, "  unconfirmed: 目安の数え方は指針で確かめる。\n", "", [("PB606", "id: guide")], id="数え方の未確認が書かれていない義務"),
    pytest.param(DUTIES, "  alone: 目標だけの項目。\n", "", [("PB607", "id: first-notice")], id="何とも結び付かない義務"),
    pytest.param(FAQ, "tables: [l01-deadlines]", "tables: [l01-deadline]", [("PB601", "l01-deadline]")], id="書き誤った参照だけの問いは、孤立とは言わない"),
    pytest.param(FAQ, "tables: [l01-deadlines], ", "", [("PB607", "id: how-many")], id="何とも結び付かない問い"),
    pytest.param(DUTIES, "  unconfirmed: 目", "  alone: 一つだけ。\n  unconfirmed: 目", [("PB607", "alone: 一つだけ")], id="結び付くのに理由がある"),
    pytest.param(TABLE, "{what: 確報, when:", "{when:", [("PB609", "{when:")], id="表の欄が足りない"),
    pytest.param(TABLE, "{what: 確報,", "{what: \"\",", [("PB609", "{what: \"\"")], id="表の欄が空"),
    pytest.param(TABLE, "{what: 確報,", "{what: 確報, who: 事業者,", [("PB609", "who: 事業者")], id="表の欄が余る"),
    pytest.param(DUTIES, "{fact: people, over: 1000}", "people", [("PB610", "[leak, people]")], id="数に限度がない"),
    pytest.param(DUTIES, "trigger: leak", "trigger: {fact: leak, over: 15}", [("PB610", "{fact: leak")], id="数でないものに限度"),
    pytest.param(DUTIES, "last_day: rolls\n      nature: law", "last_day: rolls\n      nature: guideline", [("PB611", "nature: guideline")], id="規則と違う性質"),
    pytest.param(
        DUTIES,
        "    - id: guide\n      label: 速報の目安\n      rule: guide\n      starts: known\n      days: 5\n      earliest_days: 3\n"
        "      first_day: unconfirmed\n      last_day: unconfirmed\n      nature: guideline",
        "    - {id: guide, label: 目標, rule: goal, starts: known, minutes: 15, nature: practice}",
        [("PB602", "id: guide", RULES), ("PB611", "id: guide, label"), ("PB861", "due: 2026-11-28", "scenarios/s1-stop.yml")],
        id="義務の中の社内目標",
    ),
    pytest.param(SOURCES, "review_by: 2027-05-22", "review_by: 2026-11-22", [("PB612", "review_by: 2026-11-22")], id="見直しが確認と同じ日"),
    pytest.param(DUTIES, "days: 30", "days: 60", [("PB613", "- id: final\n")], id="期限の数が規則にない"),
    pytest.param(DUTIES, "      days: 5\n", "      days: 6\n", [("PB613", "- id: guide\n")], id="訓練で使う期限の数は、訓練のせいにしない"),
    pytest.param(DUTIES, "over: 1000", "over: 100", [("PB613", "over: 100}")], id="基準の数が規則にない"),
    # shape
    pytest.param(DUTIES, "      first_day: counted\n", "", [("PB017", "- id: final\n")], id="数え方が半分"),
    pytest.param(DUTIES, "trigger: leak", "trigger: {all: [leak], any: [leak]}", [("PB017", "{all: [leak]")], id="条件が二つ"),
    pytest.param(DUTIES, "trigger: leak", "trigger: {some: [leak]}", [("PB010", "{some")], id="知らない条件"),
    pytest.param(DUTIES, "over: 1000", "over: 千", [("PB014", "over: 千")], id="数でない限度"),
    pytest.param(DUTIES, "over: 1000", "over: 1000, max_counts: 多分", [("PB014", "max_counts")], id="真偽でない値"),
    pytest.param(RULES, "nature: practice", "nature: habit", [("PB013", "nature: habit")], id="知らない性質"),
    pytest.param(RULES, "sources: [privacy-act]\n- id: persons", "sources: []\n- id: persons", [("PB017", "id: report")], id="出典のない法令"),
    pytest.param(SOURCES, "https://example.jp/guide", "example.jp", [("PB015", "url: example.jp")], id="URL でない"),
    pytest.param(SOURCES, "2027-01-15", "来年", [("PB014", "来年")], id="日付でない"),
    pytest.param(TABLE, "number: L01", "number: L02", [("PB017", "id: l01-deadlines")], id="表の番号が違う"),
    pytest.param(TABLE, "id: l01-deadlines", "id: l01-deadline", [("PB020", "id: l01-deadline")], id="表の id とファイル名"),
    pytest.param(FACTS, "- id: people", "- id: leak\n  group: 余り\n  label: 余り\n  kind: flag\n- id: people", [("PB021", "- id: leak\n  group: 余り")], id="事実の重複"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken_law(data, file, old, new, expected):
    change(data, file, old, new)
    findings = check(load(data))
    wanted = [(f"data/{other[0] if other else file}", line_of(data, other[0] if other else file, at), code) for code, at, *other in expected]
    assert sorted((finding.file, finding.line, finding.code) for finding in findings) == sorted(wanted)
    for finding in findings:
        assert finding.blocking and finding.mend.endswith("。")


def test_numbers_typed_into_pages(data):
    docs = data.parent / "docs/law"
    docs.mkdir(parents=True)
    (docs / "a.md").write_text('# 題\n\n{{ rule("final", "../") }}に、30日以内。\n{{ rule("none", "../") }}\n', "utf-8")
    found = [(finding.file, finding.line, finding.code) for finding in check(load(data))]
    assert found == [("docs/law/a.md", 3, "PB604"), ("docs/law/a.md", 4, "PB603")]


def test_a_source_that_stands_twice(data):
    path = data / SOURCES
    text = path.read_text("utf-8")
    path.write_text(text + "\n" + text.replace("id: ", "id: again-"), "utf-8")
    found = [(finding.code, finding.entry) for finding in check(load(data)) if finding.code == "PB614"]
    assert found == [("PB614", "again-privacy-act"), ("PB614", "again-privacy-guide")]


def test_a_source_checked_in_the_future_is_a_warning(data):
    found = check(load(data), date(2026, 11, 21))
    assert {(finding.code, finding.file, finding.blocking) for finding in found} == {("PB614", f"data/{SOURCES}", False)}
    assert check(load(data), date(2026, 11, 22)) == []


@pytest.mark.parametrize(("category", "expected"), [("漏えう", ["PB615"]), ("通信", []), ("漏えい", [])])
def test_a_category_of_one_question(data, category, expected):
    path = data / FAQ
    text = path.read_text("utf-8")
    more = [text.replace("id: how-many", f"id: n{n}").replace("何人から", f"{n}人から") for n in (2, 3)]
    path.write_text(text + more[0] + more[1].replace("category: 漏えい", f"category: {category}"), "utf-8")
    assert [finding.code for finding in check(load(data))] == expected


def test_only_due_looks_at_the_calendar(data, capsys):
    loaded = load(data)
    assert check(loaded) == []
    assert overdue(loaded, date(2027, 1, 15)) == []
    (finding,) = overdue(loaded, date(2027, 1, 16))
    assert (finding.code, finding.entry) == ("PB608", "privacy-guide")
    assert main(["check", "--root", str(data.parent)]) == 0
    assert main(["check", "--root", str(data.parent), "--due", "2027-01-15"]) == 0
    assert main(["check", "--root", str(data.parent), "--due", "2027-06-01"]) == 1
    assert "PB608" in capsys.readouterr().out


def test_every_number_of_law_has_a_case():
    told = {row[0] for case in CASES for row in case.values[3]} | {"PB608"}
    assert told >= {code for code in CODES if code.startswith("PB6")} - {"PB615"}
