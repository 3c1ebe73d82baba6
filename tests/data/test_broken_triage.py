"""Every way to break the emergency start: one fault gives one finding of its number, at its file and line.

A row: a text of ``triage.yml``, what stands there instead, and the number with a text on the line that is named.
"""

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load
from tests.data.conftest import change, line_of

FILE = "triage.yml"

CASES = [
    # what is named exists
    pytest.param("{template: 01-first", "{template: 99-none", [("PB520", "99-none")], id="今すぐ第一報の行き先がない"),
    pytest.param("{template: 01-first", "{template: 02-desk", [("PB527", "first: {")], id="今すぐ第一報の文面が二つ"),
    pytest.param("[01-first, 02-desk]", "[01-first, 02-dexk]", [("PB520", "02-dexk")], id="段階のテンプレートがない"),
    pytest.param("short: 後日, templates: [02-desk]", "short: 後日, templates: [none]", [("PB520", "[none]")], id="どの場面でも使うものがない"),
    pytest.param("checklists: [sending]}", "checklists: [none]}", [("PB520", "[none]")], id="段階のチェックリストがない"),
    pytest.param("    checklists: [sending]", "    checklists: [none]", [("PB520", "[none]")], id="場面のチェックリストがない"),
    pytest.param("duties: [final-report]", "duties: [final-report, none]", [("PB520", "none]")], id="義務がない"),
    pytest.param("article: a-report", "article: a-none", [("PB520", "a-none")], id="規程の条がない"),
    pytest.param("    calls: [lead]", "    calls: [lead, none]", [("PB520", "none]")], id="呼ぶ相手がない"),
    pytest.param("[01-first, 03-again, 04-later, 05-closing]", "[01-first, 03-again, 04-later, 05-clozing]", [("PB520", "05-clozing")], id="書き誤った行き先だけの文面は、たどり着けないとは言わない"),
    pytest.param("stage: first\n", "stage: frist\n", [("PB520", "frist")], id="段階のつづり"),
    # every situation leads somewhere at every stage
    pytest.param("      - stage: after\n        templates: [01-first]\n", "", [("PB521", "steps:")], id="行き先のない段階"),
    pytest.param("      - stage: after\n", "      - stage: first\n        templates: [01-first]\n      - stage: after\n", [("PB521", "steps:")], id="同じ段階が二度"),
    pytest.param("  - id: partial\n", "  - id: external\n", [("PB521", "situations:")], id="文面のある場面がない"),
    # nothing is out of reach
    pytest.param(", 02-desk]\n      - stage: after", "]\n      - stage: after", None, id="後で出てくる文面は足りている"),
    pytest.param("duties_by_business: [first-notice]", "duties_by_business: [final-report]", [("PB522", "- id: first-notice", "duties.yml"), ("PB524", "duties_by_business")], id="たどり着けない義務"),
    pytest.param("calls:\n", "calls:\n  - {id: spare, who: 控え, why: 交代}\n", [("PB526", "spare")], id="呼ばれない相手"),
    # every reader is asked for once
    pytest.param("partner, press", "press", [("PB523", "readers:")], id="どの相手でもない読み手"),
    pytest.param("audiences: [internal]", "audiences: [internal, press]", [("PB523", "readers:")], id="二つの相手にいる読み手"),
    # nothing twice
    pytest.param("[01-first, 02-desk]", "[01-first, 02-desk, 01-first]", [("PB524", "templates: [01-first, 02-desk, 01-first]")], id="同じ文面が二度"),
    pytest.param("      - stage: after\n        templates: [01-first]", "      - stage: after\n        templates: [02-desk]", [("PB524", "templates: [02-desk]\n    duties")], id="どの場面でも使うものを重ねて"),
    pytest.param("duties: [final-report]", "duties: [final-report, final-report]", [("PB524", "duties: [final")], id="同じ義務が二度"),
    pytest.param("  - {id: after,", "  - {id: first, label: 重なり, short: 重なり}\n  - {id: after,", [("PB524", "stages:")], id="同じ段階の名前"),
    # texts are checked as all others
    pytest.param("why: 判断", "why: 30日以内の判断", [("PB604", "30日以内")], id="法令の数字"),
    pytest.param("((自社_電話番号))", "((自社_電語番号))", [("PB101", "自社_電語番号")], id="無い差し込み"),
    pytest.param("hint: つながらない", "hint: 「[[gaol]]」", [("PB603", "[[gaol]]")], id="無い規則への参照"),
    # shape
    pytest.param("first: {", "frist: {", [("PB010", "frist")], id="項目名のつづり"),
    pytest.param("id: outage", "id: outrage", [("PB013", "outrage")], id="知らない場面"),
    pytest.param("audiences: [internal]", "audiences: []", [("PB016", "audiences: []")], id="読み手のない相手"),
    pytest.param("    calls: [lead]\n    checklists", "    checklists", [("PB011", "- id: outage")], id="呼ぶ相手のない場面"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_broken_triage(data, old, new, expected):
    change(data, FILE, old, new)
    wanted = [
        (f"data/{other[0] if other else FILE}", line_of(data, other[0] if other else FILE, at), code)
        for code, at, *other in expected or []
    ]
    findings = check(load(data))
    assert sorted((finding.file, finding.line, finding.code) for finding in findings) == sorted(wanted)
    for finding in findings:
        assert finding.blocking and finding.mend.endswith("。")


def test_a_notice_that_no_answer_leads_to(data):
    change(data, FILE, "[01-first, 02-desk]", "[01-first]")
    change(data, FILE, "short: 後日, templates: [02-desk]", "short: 後日")
    assert [(finding.file, finding.code) for finding in check(load(data))] == [("data/templates/02-desk.yml", "PB522")]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(["outage", "partial"], set(), id="そろったページ"),
        pytest.param(["outage"], {"data/triage.yml"}, id="ページのない場面"),
        pytest.param(["outage", "partial", "spare"], {"docs/triage/spare.md"}, id="場面のないページ"),
    ],
)
def test_pages_and_situations_are_one_to_one(data, pages, expected):
    folder = data.parent / "docs/triage"
    folder.mkdir(parents=True)
    for page in pages:
        (folder / f"{page}.md").write_text(f'{{{{ triage_page("{page}") }}}}\n', "utf-8")
    findings = check(load(data))
    assert {finding.file for finding in findings} == expected
    assert {finding.code for finding in findings} <= {"PB525"}


def test_every_number_of_the_emergency_start_has_a_case():
    told = {row[0] for case in CASES for row in case.values[2] or []} | {"PB525"}
    assert told >= {code for code in CODES if "PB520" <= code <= "PB529"}
