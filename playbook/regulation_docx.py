"""The regulation as a Word document that a company makes its own: real styles, and numbers that Word counts.

Articles, paragraphs and items are numbered by Word, so that they move when one is put in. References in the text are
words, as on the site.
"""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from playbook.richtext import Runs

SERIF, SANS = "游明朝", "游ゴシック"
"""Fonts that Word has on Windows and macOS; nothing is embedded."""

TITLE = "顧客情報の漏えい等への対応に関する規程"
CHAPTER, ARTICLE, PARAGRAPH, ITEM = range(4)
_LEVELS = (
    ("第%1章　", "Heading 1", 1, 0, 0, ""),
    ("第%2条", "Heading 2", 1, 0, 0, '<w:lvlRestart w:val="0"/>'),  # articles run on through the chapters
    ("%3　", "項", 2, 0, 240, ""),  # the first paragraph of an article has no number
    ("（%4）", "号", 1, 480, 480, ""),
)
"""Text, style, first number, left and hanging indent in twentieths of a point, and what else a level holds."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member of the file: the same bytes each time."""


def document(value: dict[str, Any], built: date) -> bytes:
    """The document of the edition ``built``, from the same ``value`` as ``regulation.pdf``."""
    told = value["edition"]
    word = Document()
    _page(word, told)
    _styles(word)
    numbers = _numbering(word)
    core = word.core_properties
    core.title, core.author, core.last_modified_by, core.language = TITLE, told["title"], told["title"], "ja-JP"
    core.created = core.modified = datetime.combine(built, time())
    core.revision, core.comments, core.version = 1, "", told["edition"]

    word.add_paragraph(TITLE, style="Title")
    review = "" if told["reviewed"] else "自社の法務確認：未。"
    word.add_paragraph(
        f"ひな形です。{review}枠の言葉を自社の値に書き替え、弁護士か自社の法務の確認を受けてから施行してください。"
        "この段落と別紙は、施行の前に消します。",
        style="注記",
    )
    for chapter in value["chapters"]:
        number, _, name = chapter["title"].rpartition("　")
        heading = word.add_paragraph(name, style="Heading 1")
        if not number:
            _number(heading, 0, CHAPTER)
            numbers.articles = _restarted(word, numbers)
        for article in chapter["articles"]:
            _article(word, article, numbers.articles)
    _blanks(word, value["blanks"])
    return _steady(word)


def _article(word: Word, article: dict[str, Any], articles: int) -> None:
    title = word.add_paragraph(article["title"].partition("条")[2], style="Heading 2")
    _number(title, articles, ARTICLE)
    for at, paragraph in enumerate(article["paragraphs"]):
        clause = word.add_paragraph(style="項" if at else "条文")
        if at:
            _number(clause, articles, PARAGRAPH)
        _write(clause, paragraph["text"])
        for item in paragraph["items"]:
            line = word.add_paragraph(style="号")
            _number(line, articles, ITEM)
            if item["term"]:
                line.add_run(f"{item['term']}　").bold = True
            _write(line, item["text"])


def _blanks(word: Word, blanks: list[list[Any]]) -> None:
    heading = word.add_paragraph("別紙　決めること", style="Heading 1")
    _number(heading, 0, CHAPTER)
    heading.paragraph_format.page_break_before = True
    table = word.add_table(rows=1, cols=4, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("空欄", "書くこと", "自社の値", "出てくる条"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for mark, meaning, value, where in blanks:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        _write(row.cells[0].paragraphs[0], [mark])
        for cell, words in zip(row.cells[1:], (meaning, value, where), strict=True):
            cell.paragraphs[0].add_run(words)
    for column, width in zip(table.columns, (40, 60, 40, 30), strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
            for paragraph in cell.paragraphs:
                paragraph.style = word.styles["表の文"]


def _write(paragraph: Paragraph, runs: Runs) -> None:
    """Runs as Word has them; a mark is boxed and shaded, so that nobody overlooks it on paper."""
    for run in runs:
        if isinstance(run, str):
            paragraph.add_run(run)
        elif run[0] == "mark":
            paragraph.add_run(run[1], style="差し込み")
        elif run[0] == "break":
            paragraph.add_run().add_break()
        else:
            paragraph.add_run(f"〔{run[1]}〕" if run[0] in ("nature", "todo") else run[1])


# --- page, styles, numbers -------------------------------------------------------------------------------


def _page(word: Word, told: dict[str, Any]) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    header = section.header.paragraphs[0]
    header.text = TITLE
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    review = f"自社の法務確認：{told['review']}"
    footer = section.footer.paragraphs[0]
    footer.add_run(f"版 {told['edition']}　作成日 {told['built']}　法令確認日 {told['checked']}　{review}　　")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _styles(word: Word) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for properties in defaults.iter(qn("w:rPr")):
        for old in (*properties.findall(qn("w:rFonts")), *properties.findall(qn("w:lang"))):
            properties.remove(old)
        properties.insert(0, _fonts(SERIF))
        properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'))
    for style in word.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            _set_font(style, SANS if style.name.startswith(("Heading", "Title")) else SERIF)
    black = RGBColor(0, 0, 0)
    for name, size, before in (("Title", 16, 0), ("Heading 1", 13, 18), ("Heading 2", 10.5, 10)):
        style = word.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, black
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    title = word.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(14)
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for name, size in (("条文", 10.5), ("項", 10.5), ("号", 10.5), ("注記", 9), ("表の文", 9)):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.line_spacing = 1.3
        _set_font(style, SERIF)
    mark = word.styles.add_style("差し込み", WD_STYLE_TYPE.CHARACTER)
    _set_font(mark, SERIF)
    mark.element.get_or_add_rPr().append(parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'))
    mark.element.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E7E7"/>'))


def _fonts(name: str) -> Any:
    return parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>')


def _set_font(style: ParagraphStyle, name: str) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts(name))


class _Numbers:
    """The list of all numbers, and the instance of it that articles use at the moment."""

    def __init__(self, root: Any, abstract: int, articles: int) -> None:
        self.root, self.abstract, self.articles = root, abstract, articles


def _numbering(word: Word) -> _Numbers:
    root = word.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>{more}'
        f'<w:pStyle w:val="{word.styles[style].style_id}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for at, (text, style, start, left, hanging, more) in enumerate(_LEVELS)
    )
    root.append(parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    ))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    for at, (_, name, *_) in enumerate(_LEVELS):
        properties = word.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'))
    return _Numbers(root, 1, 1)


def _restarted(word: Word, numbers: _Numbers) -> int:
    """Another instance of the list, whose articles begin at 1 again."""
    number = len(numbers.root.findall(qn("w:num"))) + 1
    override = f'<w:lvlOverride w:ilvl="{ARTICLE}"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers.root.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{numbers.abstract}"/>{override}</w:num>'
    ))
    return number


def _number(paragraph: Paragraph, number: int, level: int) -> None:
    """Give ``paragraph`` the number of ``level`` in the instance ``number``; 0 is none."""
    properties = paragraph._p.get_or_add_pPr()._add_numPr()
    properties._add_ilvl().val = level
    properties._add_numId().val = number


def _steady(word: Word) -> bytes:
    """The file with the same bytes each time: all of one time, and not compressed, which differs between versions of zlib."""
    made = io.BytesIO()
    word.save(made)
    steady = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_STORED) as target:
        for info in source.infolist():
            member = zipfile.ZipInfo(info.filename, EPOCH)
            member.create_system = 3
            target.writestr(member, source.read(info.filename))
    return steady.getvalue()
