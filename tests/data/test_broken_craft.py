"""Every way to break the craft: one fault gives one finding of its number, at its file and line.

A row: the file, a text of it, what stands there instead, and the number with a text on the line that is named.
"""

import pytest

from playbook.checks import check
from playbook.craft_checks import PAGE_CHARS
from playbook.finding import CODES
from playbook.load import load
from tests.data.conftest import change, line_of

CHECKLISTS, WRITING, DECISIONS, GLOSSARY = "checklists.yml", "writing.yml", "decisions.yml", "glossary.yml"
RULES = "rules.yml"

CASES = [
    pytest.param(GLOSSARY, "forms: [相談窓口]", "forms: [確報]", [("PB901", "term: 窓口")], id="同じ書き方の用語"),
    pytest.param(GLOSSARY, "term: 窓口", "term: 黒板", [("PB902", "term: 黒板")], id="どこにも出ない用語"),
    pytest.param(DECISIONS, '"[[goal]]とする。"', "早くする。", [("PB907", "- id: goal", RULES)], id="決めにない社内目標"),
    # references, texts and relations are checked as those of the law
    pytest.param(CHECKLISTS, "templates: [01-first]", "templates: [99-none]", [("PB601", "99-none")], id="一覧のテンプレートがない"),
    pytest.param(CHECKLISTS, "duties: [final-report]", "duties: [none]", [("PB601", "none]")], id="一覧の義務がない"),
    pytest.param(CHECKLISTS, "writing: [subject]", "writing: [subjects]", [("PB601", "subjects]")], id="一覧の書き方がない"),
    pytest.param(DECISIONS, "see: {", "see: {faq: [none], ", [("PB601", "none]")], id="決めの問いがない"),
    pytest.param(DECISIONS, "checklists: [sending]", "checklists: [none]", [("PB601", "none]")], id="決めの一覧がない"),
    pytest.param(WRITING, "templates: [01-first]", "sources: [none], templates: [02-desk]", [("PB601", "none]")], id="書き方の出典がない"),
    pytest.param(GLOSSARY, "rules: [final]", "rules: [finale]", [("PB601", "finale")], id="用語の規則がない"),
    pytest.param(CHECKLISTS, "[[goal]]に", "[[gaol]]に", [("PB603", "[[gaol]]")], id="無い規則への参照"),
    pytest.param(DECISIONS, "一つに決めるため。", "30日以内だから。", [("PB604", "30日以内")], id="決めに法令の数字"),
    pytest.param(GLOSSARY, "二回目の報告。", "30日以内の報告。", [("PB604", "30日以内")], id="用語に法令の数字"),
    pytest.param(WRITING, "((サービス名))が使えません", "((サービス名))が[[final]]使えません", [("PB605", "[[final]]")], id="直した文に参照"),
    pytest.param(WRITING, "((サービス名))が使えません", "((部屋名))が使えません", [("PB101", "((部屋名))")], id="直した文に無い差し込み"),
    pytest.param(WRITING, "((サービス名))が使えません", "情報の漏えいはございません", [("PB201", "漏えいはございません")], id="直した文に断定"),
    pytest.param(WRITING, "((サービス名))が使えません", "使えません" * 8, [("PB303", "使えません" * 8)], id="直した文の長い行"),
    pytest.param(WRITING, "        ((サービス名))が使えません", "        ①使えません", [("PB301", "①")], id="直した文の化ける文字"),
    # shape
    pytest.param(GLOSSARY, "meaning: 二回目の報告。", f"meaning: {'長い' * 41}", [("PB018", "meaning: 長い")], id="長い説明"),
    pytest.param(GLOSSARY, "reading: かくほう", "reading: カクホウ", [("PB015", "カクホウ")], id="片仮名の読み"),
    pytest.param(GLOSSARY, "term: 確報", "term: 確 報", [("PB015", "確 報")], id="空白のある用語"),
    pytest.param(GLOSSARY, "  nature: law\n", "", [("PB017", "- id: final")], id="実務の用語に規則"),
    pytest.param(GLOSSARY, "  rules: [final]\n", "", [("PB017", "- id: final")], id="法令の用語に規則がない"),
    pytest.param(CHECKLISTS, "{id: contact,", "{id: subject,", [("PB017", "{id: subject, text: 窓口")], id="項目の重複"),
    pytest.param(CHECKLISTS, "nature: practice", "nature: habit", [("PB013", "habit")], id="知らない性質"),
    pytest.param(DECISIONS, "natures: [practice]", "natures: []", [("PB016", "natures")], id="性質のない決め"),
    pytest.param(WRITING, "      before: |\n        お知らせ\n", "", [("PB011", "- id: empty")], id="直す前のない例"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken_craft(data, file, old, new, expected):
    change(data, file, old, new)
    wanted = [
        (f"data/{other[0] if other else file}", line_of(data, other[0] if other else file, at), code)
        for code, at, *other in expected
    ]
    findings = check(load(data))
    assert sorted((finding.file, finding.line, finding.code) for finding in findings) == sorted(wanted)
    for finding in findings:
        assert finding.blocking and finding.mend.endswith("。")


PAGE = """{{ writing_head("subject", "../") }}

## 部品 {: #parts }

{{ example("subject", "empty", "../") }}
"""

PAGES = [
    pytest.param(PAGE, [], id="整ったページ"),
    pytest.param(PAGE.replace(" {: #parts }", ""), [(3, "PB906")], id="id のない見出し"),
    pytest.param(PAGE.replace("#parts", "#部品"), [(3, "PB906")], id="日本語の id"),
    pytest.param(PAGE.replace('writing_head("subject"', 'writing_head("title"'), [(1, "PB903")], id="ほかの題"),
    pytest.param(PAGE.replace('"empty"', '"none"'), [(5, "PB903"), (5, "PB905", "data/writing.yml")], id="無い例"),
    pytest.param(PAGE + "字" * PAGE_CHARS, [(1, "PB904")], id="長いページ"),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_broken_pages(data, text, expected):
    folder = data.parent / "docs/writing"
    folder.mkdir(parents=True)
    (folder / "subject.md").write_text(text, "utf-8")
    found = {(finding.file, finding.line, finding.code) for finding in check(load(data))}
    assert found == {(other[0] if other else "docs/writing/subject.md", line, code) for line, code, *other in expected}


def test_a_page_that_is_not_utf_8_is_told_like_a_data_file(data):
    folder = data.parent / "docs/writing"
    folder.mkdir(parents=True)
    (folder / "subject.md").write_bytes(PAGE.encode() + "\n日付\n".encode("cp932"))
    (data.parent / "docs/other.md").write_bytes(b"# \x93\xfa\n")
    found = [(finding.file, finding.line, finding.code) for finding in check(load(data))]
    assert found == [("docs/other.md", 1, "PB002"), ("docs/writing/subject.md", PAGE.count("\n") + 2, "PB002")]


def test_a_page_without_its_entry_and_an_entry_without_its_page(data):
    folder = data.parent / "docs/writing"
    folder.mkdir(parents=True)
    (folder / "spare.md").write_text("## 余り {: #spare }\n", "utf-8")
    (folder / "index.md").write_text("# 書き方\n", "utf-8")
    found = {(finding.file, finding.line, finding.code) for finding in check(load(data))}
    assert found == {("docs/writing/spare.md", 1, "PB903"), ("data/writing.yml", 1, "PB903")}


def test_every_number_of_the_craft_has_a_case():
    told = {row[0] for case in CASES for row in case.values[3]} | {row[1] for case in PAGES for row in case.values[1]}
    assert told >= {code for code in CODES if code.startswith("PB9")}
