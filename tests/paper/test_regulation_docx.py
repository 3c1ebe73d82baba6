"""The regulation as a Word document: real styles, numbers that Word counts, East Asian fonts, A4."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from playbook.regulation import SUPPLEMENT, Numbering


@pytest.fixture(scope="module")
def word(folder):
    return Document(folder / "regulation.docx")


@pytest.fixture(scope="module")
def regulation(loaded):
    return loaded.playbook.regulation


def in_style(word, style: str) -> list:
    return [paragraph for paragraph in word.paragraphs if paragraph.style.name == style]


def number_of(word, paragraph) -> tuple[int, int] | None:
    """The list and the level that number ``paragraph``: its own, else those of its style; None without a number."""
    for properties in (paragraph._p.pPr, paragraph.style.element.pPr):
        if properties is not None and properties.numPr is not None:
            numbers = properties.numPr
            return (numbers.numId.val, numbers.ilvl.val) if numbers.numId.val else None
    return None


def test_paper_is_a4(word):
    for section in word.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_structure_is_made_of_styles(word, regulation):
    chapters = Numbering(regulation).chapters()
    assert [one.text for one in in_style(word, "Heading 1")] == [
        *(title.rpartition("　")[2] for title, _ in chapters), "別紙　決めること"
    ]
    articles = [article for _, found in chapters for article in found]
    assert [one.text for one in in_style(word, "Heading 2")] == [f"（{article.title}）" for article in articles]
    paragraphs = sum(len(article.paragraphs) for article in articles)
    assert len(in_style(word, "条文")) == len(articles) and len(in_style(word, "項")) == paragraphs - len(articles)
    assert len(in_style(word, "号")) == sum(len(paragraph.items) for article in articles for paragraph in article.paragraphs)


def test_word_counts_as_the_site_does(word, regulation):
    """Count as Word does, and compare with the numbers on the site."""
    numbering, counters, found = Numbering(regulation), {}, []
    for paragraph in word.paragraphs:
        place = number_of(word, paragraph)
        if place is None:
            continue
        list_, level = place
        start = 2 if level == 2 else 1
        counters[list_, level] = counters.get((list_, level), start - 1) + 1
        for below in range(level + 1, 4):
            if not (level == 0 and below == 1):  # articles run on through the chapters
                counters.pop((list_, below), None)
        if level == 1:
            found.append(f"第{counters[list_, level]}条{paragraph.text}")
    assert found == [numbering.heading(id) for id in regulation]
    assert found[-1].startswith("第1条") and regulation[list(regulation)[-1]].chapter == SUPPLEMENT


def test_numbers_are_defined_once_for_all_levels(word):
    numbering = word.part.numbering_part.element
    levels = {level.get(qn("w:ilvl")): level for level in numbering.iter(qn("w:lvl"))}
    told = {at: level.find(qn("w:lvlText")).get(qn("w:val")) for at, level in levels.items()}
    assert told == {"0": "第%1章　", "1": "第%2条", "2": "%3　", "3": "（%4）"}
    assert levels["1"].find(qn("w:lvlRestart")).get(qn("w:val")) == "0"
    assert levels["2"].find(qn("w:start")).get(qn("w:val")) == "2"
    restarts = [one.get(qn("w:val")) for one in numbering.iter(qn("w:startOverride"))]
    assert restarts == ["1"]  # the supplement
    titles = "".join(one.text for one in (*in_style(word, "Heading 1"), *in_style(word, "Heading 2")))
    assert not re.search(r"第\d+[章条]", titles)  # nobody typed one


def without_east_asian_font(word) -> list[str]:
    """The styles that leave the font of Japanese letters to chance."""
    wrong = []
    for style in word.styles:
        if style.type in (1, 2):
            fonts = style.element.rPr.rFonts if style.element.rPr is not None else None
            name = fonts.get(qn("w:eastAsia")) if fonts is not None else None
            themed = fonts is not None and any("Theme" in key for key in fonts.keys())
            if name not in ("游明朝", "游ゴシック") or themed:
                wrong.append(style.name)
    return wrong


def test_every_style_names_a_japanese_font(word):
    assert without_east_asian_font(word) == []
    defaults = word.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:rFonts"))).get(qn("w:eastAsia")) == "游明朝"
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:eastAsia")) == "ja-JP"


def test_a_style_without_one_is_found():
    assert "Normal" in without_east_asian_font(Document())


def test_every_clause_is_there_with_nothing_unresolved(word, folder):
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "[[" not in text and len(text) > 8000
    assert "この規程は" in text and "30日以内" in text and "自社の法務確認：未" in text


def test_marks_are_boxed_and_listed(word, source):
    marks = [run.text for paragraph in word.paragraphs for run in paragraph.runs if run.style.name == "差し込み"]
    style = word.styles["差し込み"].element.rPr
    assert style.find(qn("w:bdr")) is not None and style.find(qn("w:shd")) is not None
    assert len(marks) > 30 and all(re.fullmatch(r"\(\(自社_[^()]+\)\)", mark) for mark in marks)
    (table,) = word.tables
    listed = {row.cells[0].text for row in table.rows[1:]}
    assert set(marks) <= listed == {blank[0][1] for blank in source.blanks()}


def test_head_and_foot(word):
    (section,) = word.sections
    foot = "".join(node.text or "" for node in section.footer._element.iter(qn("w:t")))
    assert "版 20261122-" in foot and "作成日 2026年11月22日" in foot and "法令確認日" in foot and "自社の法務確認：未" in foot
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert word.core_properties.title and word.core_properties.language == "ja-JP"


def test_members_have_one_time(folder):
    with zipfile.ZipFile(io.BytesIO((folder / "regulation.docx").read_bytes())) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.testzip() is None
