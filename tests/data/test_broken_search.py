"""Every way to break the search's data: one fault gives one finding of its number, at its file and line."""

from pathlib import Path

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load

CASES = [
    pytest.param("[漏えい, 漏洩]", "[漏えい, 漏洩, 漏えい]", "PB510", 2, id="組の中で 2 度"),
    pytest.param("[初報, 第一報]", "[初報, 第一報, 漏洩]", "PB510", 3, id="二つの組に同じ言葉"),
    pytest.param("[初報, 第一報]", "[初報, 第一報, ＳＮＳ, sns]", "PB510", 3, id="全角と半角だけが違う"),
    pytest.param("[初報, 第一報]", "[初報, メール, めーる]", "PB510", 3, id="ひらがなとカタカナだけが違う"),
    pytest.param("noise: [とは]", "noise: [とは, 初報]", "PB510", 4, id="組の言葉を探さない言葉にも"),
    pytest.param("keywords: {faq#how-many", "keywords: {none#how-many", "PB511", 7, id="言葉を足す先のページがない"),
    pytest.param("first: templates/01-first,", "first: templates/99-none,", "PB511", 9, id="ないページ"),
    pytest.param("equal: [index]", "equal: [index, none]", "PB511", 9, id="ないページを equal に"),
    pytest.param("among: templates/01-first", "among: law/none#how-many", "PB511", 10, id="ないページの見出し"),
    pytest.param("first: faq#how-many,", "first: faq#how-meny,", "PB511", 10, id="問いにない見出し"),
    pytest.param("keywords: {faq#how-many", "keywords: {faq#office-move", "PB511", 7, id="言葉を足す先の問いがない"),
    pytest.param("query: 漏洩", "query: 第一報", "PB512", 10, id="同じ検索の言葉"),
    pytest.param("[初報, 第一報]", "[初報, 報]", "PB513", 3, id="1 字の同義語"),
    pytest.param("[初報, 第一報]", "[初報]", "PB016", 3, id="一つだけの組"),
    pytest.param("first: templates/01-first,", "first: templates/01-first.html,", "PB015", 9, id="ページの名前に拡張子"),
    pytest.param("equal: [index]", "equal: [index.html]", "PB015", 9, id="equal の名前に拡張子"),
    pytest.param("keywords: {faq#how-many", "keywords: {faq.html", "PB015", 7, id="言葉を足す先に拡張子"),
    pytest.param(" first: templates/01-first,", "", "PB011", 9, id="行き先がない"),
    pytest.param("weak: [会社]", "weaks: [会社]", "PB010", 5, id="知らない項目"),
]


@pytest.fixture
def project(data: Path) -> Path:
    """The folder around the data, with the pages that its acceptance table names."""
    for name in ("index", "templates/01-first", "faq"):
        page = data.parent / "docs" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("# 題\n", "utf-8")
    return data


def test_the_valid_data_has_no_finding(project):
    assert check(load(project)) == []


@pytest.mark.parametrize(("old", "new", "code", "line"), CASES)
def test_broken(project, old, new, code, line):
    path = project / "search.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    found = [(finding.file, finding.line, finding.code) for finding in check(load(project))]
    assert found == [("data/search.yml", line, code)]


def test_a_word_that_stands_twice_names_the_other_line(data):
    path = data / "search.yml"
    path.write_text(path.read_text("utf-8").replace("[初報, 第一報]", "[初報, 第一報, 漏洩]"), "utf-8")
    (finding,) = check(load(data))
    assert "2 行目に「漏洩」として" in finding.reason


def test_every_number_of_the_search_has_a_case():
    assert {case.values[2] for case in CASES} >= {code for code in CODES if code.startswith("PB51")}


def test_without_pages_only_the_words_are_checked(data):
    assert check(load(data)) == []
