"""Every way to break the regulation: one fault gives one finding of its number, at its file and line.

A row: the file, a text of it, what stands there instead, and the number with a text on the line that is named.
"""

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load
from tests.data.conftest import line_of

REGULATION = "regulation.yml"

CASES = [
    pytest.param(REGULATION, "報告は、[[article:a-purpose]]", "報告は、[[article:a-purpos]]", [("PB701", "[[article:a-purpos]]")], id="無い条"),
    pytest.param(REGULATION, '"[[article:a-report:known]]の', '"[[article:a-report:knwn]]の', [("PB701", "knwn"), ("PB706", "id: known")], id="無い項"),
    pytest.param(REGULATION, 'commentary: "[[article:a-report:guide]]', 'commentary: "[[article:a-start:guide]]', [("PB701", "a-start:guide")], id="解説の無い号"),
    pytest.param(REGULATION, "、事故への備え", "、次条の備え", [("PB702", "次条")], id="次条"),
    pytest.param(REGULATION, "決めた日から", "前項の日から", [("PB702", "前項")], id="前項"),
    pytest.param(REGULATION, "決めた日から", "第十二条の日から", [("PB702", "第十二条")], id="漢数字の条"),
    pytest.param(REGULATION, "決めた日から", "第 2 項の日から", [("PB702", "第 2 項")], id="項の番号"),
    pytest.param(REGULATION, "知らせてから", "第3号を知らせてから", [("PB702", "第3号")], id="解説の号の番号"),
    pytest.param(REGULATION, "決めた日から", "第2条の日から", [("PB604", "第2条")], id="条の番号"),
    pytest.param(REGULATION, "おそれを含む。", "30日以内に報告する。", [("PB604", "30日以内")], id="解説に期限"),
    pytest.param(REGULATION, "  chapter: 総則\n  title: 定義", "  chapter: 定義\n  title: 定義", [], id="章を分けても誤りでない"),
    pytest.param(REGULATION, "  chapter: 附則", "  chapter: 総則", [("PB703", "chapter: 総則\n  title: 施行")], id="離れた章"),
    pytest.param(REGULATION, "  chapter: 総則\n  title: 定義", "  chapter: 附則\n  title: 定義", [("PB703", "chapter: 対応"), ("PB703", "chapter: 附則\n  title: 施行")], id="附則が途中"),
    pytest.param(REGULATION, "term: 事故", "term: 事態", [("PB704", "term: 事態")], id="使われない用語"),
    pytest.param(REGULATION, "title: 報告", "title: インシデントの報告", [("PB705", "title: インシデント")], id="題の別の言い方"),
    pytest.param(REGULATION, "決めた日から", "インシデントの日から", [("PB705", "- この規程は、インシデント")], id="条文の別の言い方"),
    pytest.param(REGULATION, "    - この規程は、決めた", "    - id: day\n      text: この規程は、決めた", [("PB706", "id: day")], id="参照されない項"),
    pytest.param(REGULATION, "((自社_会社名))は", "((サービス名))は", [("PB707", "((サービス名))")], id="事案の差し込み"),
    pytest.param(REGULATION, "((自社_会社名))は", "((宛先_氏名))は", [("PB707", "((宛先_氏名))")], id="宛先の差し込み"),
    pytest.param(REGULATION, "((自社_会社名))は", "((自社_社名))は", [("PB101", "((自社_社名))")], id="無い差し込み"),
    pytest.param("faq.yml", "[[persons]]とき", "[[persons]]とき（[[article:a-report]]）", [("PB708", "[[article:a-report]]")], id="答えに条"),
    pytest.param("templates/01-first.yml", "why: 名", "why: \"[[article:a-report]]。\"\n    heading: 名", [("PB708", "[[article:a-report]]")], id="なぜに条"),
    pytest.param(REGULATION, "[[article:a-purpose]]に", "[[article:purpose]]に", [("PB603", "[[article:purpose]]")], id="条の id の書式"),
    pytest.param(REGULATION, "[[final]]（", "[[finale]]（", [("PB603", "[[finale]]")], id="無い規則"),
    pytest.param(REGULATION, "[final-report]", "[none]", [("PB601", "[none]")], id="無い義務"),
    pytest.param(REGULATION, "[01-first]", "[01-first, 99-none]", [("PB601", "99-none]")], id="無いテンプレート"),
    pytest.param(REGULATION, "  tables: [l01-deadlines]\n\n", "  tables: [l01-deadlines]\n  faq: [none]\n\n", [("PB601", "[none]")], id="無い質問"),
    pytest.param(REGULATION, "  alone: 日付だけの条。\n", "", [("PB607", "id: a-start")], id="何とも結び付かない条"),
    pytest.param(REGULATION, "- id: a-purpose", "- id: purpose", [("PB015", "id: purpose")], id="id の書式"),
    pytest.param(REGULATION, "- id: a-terms", "- id: a-purpose", [("PB021", "- id: a-purpose\n  chapter: 総則\n  title: 定義")], id="id の重複"),
    pytest.param(REGULATION, "  commentary: 迷う時間をなくす。\n", "", [("PB011", "- id: a-purpose")], id="解説がない"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken_regulation(data, file, old, new, expected):
    path = data / file
    text = path.read_text("utf-8")
    assert old in text, "the row does not fit the valid file"
    path.write_text(text.replace(old, new, 1), "utf-8")
    findings = check(load(data))
    wanted = [(f"data/{file}", line_of(data, file, at), code) for code, at in expected]
    assert sorted((finding.file, finding.line, finding.code) for finding in findings) == sorted(wanted)
    for finding in findings:
        assert finding.blocking and finding.mend.endswith("。")


def test_articles_in_pages_exist(data):
    docs = data.parent / "docs"
    docs.mkdir()
    (docs / "a.md").write_text(
        '# 題\n\n{{ article("a-report", "") }}、{{ article("a-none", "") }}\n{{ article("a-report:none", "") }}\n', "utf-8"
    )
    found = [(finding.file, finding.line, finding.code) for finding in check(load(data))]
    assert found == [("docs/a.md", 3, "PB701"), ("docs/a.md", 4, "PB701")]


def test_a_page_counts_as_a_use_of_a_paragraph(data):
    path = data / "regulation.yml"
    path.write_text(path.read_text("utf-8").replace("    - この規程は、決めた", "    - id: day\n      text: この規程は、決めた"), "utf-8")
    docs = data.parent / "docs"
    docs.mkdir()
    (docs / "a.md").write_text('# 題\n\n{{ article("a-start:day", "") }}\n', "utf-8")
    assert check(load(data)) == []


def test_every_number_of_the_regulation_has_a_case():
    told = {row[0] for case in CASES for row in case.values[3]}
    assert told >= {code for code in CODES if code.startswith("PB7")}
