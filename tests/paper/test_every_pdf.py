"""What must hold for every PDF: fonts, glyphs, text, bookmarks, contents, tags, margins, size, the same bytes."""

import copy
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import typst

from playbook.card_paper import quick_card
from playbook.pack import packed
from playbook.paper import ROOT, source_of
from playbook.press import Misprint, Press, font_folders
from tests.paper.conftest import MILLIMETRE, Printed, Word, squeezed

MEGABYTE = 1_000_000
KINDS_OF_RUNS = ("mark", "filled", "nature", "todo", "strong", "link", "ref", "words", "break")
KITS = ("facilitator", "participant", "injects", "worksheets")
DEPTH_OF_CONTENTS = {"playbook": 3, "quick-card": 0, "injects": 0}
"""Down to which level of headings the contents go; 2 in all other papers, 0 where a sheet or a heading tells enough."""


def texts_of(value: object) -> list[str]:
    """Every string of a paper's value that is to be read."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("id", "kind", "lang") for text in texts_of(inner)]
    if isinstance(value, list | tuple):
        if value and value[0] in KINDS_OF_RUNS:
            return list(value[1:2])
        return [text for inner in value for text in texts_of(inner)]
    return []


def planted(tmp_path: Path, body: str) -> Printed:
    """A PDF of one A4 page that holds ``body`` in Typst."""
    layout = tmp_path / "planted.typ"
    layout.write_text(f'#set page(paper: "a4", margin: 20mm)\n#set text(font: "Noto Sans CJK JP")\n{body}', "utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
    made = tmp_path / "planted.pdf"
    made.write_bytes(typst.Compiler(root=str(tmp_path), font_paths=fonts, ignore_system_fonts=True).compile(input=str(layout), format="pdf"))
    return Printed(made)


def test_every_paper_is_there(printed, values, folder):
    assert set(printed) == set(values)
    scenarios = {path.name for path in folder.iterdir() if path.is_dir()}
    assert len(scenarios) >= 4 and set(printed) == {"playbook.pdf", "quick-card.pdf", "regulation.pdf"} | {
        f"{scenario}/{kind}.pdf" for scenario in scenarios for kind in KITS
    }
    assert (folder / "regulation.docx").is_file()


# --- fonts and glyphs --------------------------------------------------------------------------------------


def foreign_fonts(paper: Printed) -> set[str]:
    """The fonts that are not embedded, or are none of ours."""
    found = set()
    for page in paper.reader.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                descriptor = inner.get_object().get("/FontDescriptor", {})
                name = inner.get_object()["/BaseFont"]
                if "/FontFile3" not in descriptor or not re.fullmatch(r"/[A-Z]{6}\+NotoSansCJKjp-(Regular|Bold)(-Identity-H)?", name):
                    found.add(name)
    return found


def test_all_fonts_are_embedded_and_ours(printed):
    assert {name: fonts for name, paper in printed.items() if (fonts := foreign_fonts(paper))} == {}


def test_a_font_that_is_not_embedded_is_found(tmp_path):
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject(f"/{key}"): pypdf.generic.NameObject(f"/{value}") for key, value in
         (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))}
    )
    page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Font"): pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})}
    )
    writer.write(tmp_path / "foreign.pdf")
    assert foreign_fonts(Printed(tmp_path / "foreign.pdf")) == {"/Helvetica"}


def test_a_letter_without_a_glyph_stops_the_press(press, values):
    value = copy.deepcopy(values["quick-card.pdf"].value)
    value["calls"][0][1] = ["03-0000-0000 \U0001f4de"]
    with pytest.raises(Misprint, match="PB871.*\U0001f4de"):
        press.pdf("quick-card", value)


def test_a_layout_that_fails_is_told_by_its_name(tmp_path):
    (tmp_path / "bad.typ").write_text("#let x = ", "utf-8")
    with pytest.raises(Misprint, match="PB870.*paper/bad.typ"):
        Press(tmp_path).pdf("bad", {})


# --- text --------------------------------------------------------------------------------------------------

TERMS = (
    "個人情報保護委員会", "個人情報の保護に関する法律", "速報", "確報", "本人への通知", "概ね3日から5日以内", "30日以内", "60日以内",
    "電気通信事業法", "番号法", "割賦販売法", "不正アクセス", "ランサムウェア", "フィッシング", "二次被害", "再発防止", "委託先",
    "漏えい", "要確認", "法令", "指針", "実務", "第一報", "次回のご連絡", "お問い合わせ", "ステータスページ", "トークスクリプト",
    "取締役会", "報道発表", "補償", "苦情", "自然災害", "証拠", "なぜこう書くか", "選べる条件", "直す前", "直した後", "確かめた人",
    "懲戒", "差止め", "適時開示", "自社の法務確認：未", "法的助言ではありません", "((サービス名))", "((自社_管理責任者))",
)


FORMS = (
    "カードの番号", "班・名前", "使った文面の番号", "書き始めた時刻", "書き終えた時刻", "承認した人と時刻", "宛先", "知った日時", "知った部署",
    "物語の時刻", "実際の時刻", "分かったこと", "決めたこと", "理由と根拠", "決めた人", "見直す条件", "目的ごとの評価", "そう言える根拠",
    "実施した日", "参加した人数と部署", "うまくいったこと", "止まったところ", "気づき", "直すこと", "担当", "期日", "直ったと分かること",
)
"""Words of the worksheets that stand in their layout."""


def test_the_book_holds_the_terms_that_people_look_for(printed):
    book = "".join(printed["playbook.pdf"].texts)
    assert len(TERMS) >= 40
    assert [term for term in TERMS if term not in book] == []


def test_every_paper_can_be_searched_for_what_it_was_made_from(printed, values):
    for name, paper in values.items():
        text = "".join(printed[name].texts)
        terms = {squeezed(term) for term in texts_of(paper.value) if 4 <= len(squeezed(term)) <= 45}
        terms |= set(FORMS if name.endswith("worksheets.pdf") else ())
        found = {term for term in terms if term in text}
        assert len(found) >= 30, name
        # words that a page break or a hyphenated address tears apart are the rest
        assert len(found) >= 0.96 * len(terms), (name, sorted(terms - found)[:20])


def test_nothing_is_left_unresolved(printed, loaded):
    names = set(loaded.playbook.placeholders)
    for name, paper in printed.items():
        text = "".join(paper.texts)
        assert "[[" not in text and "]]" not in text and "{{" not in text, name
        # a mark that a page break tears is not whole; the names of the others are registered
        assert {mark for mark in re.findall(r"\(\(([^()（）]{1,12})\)\)", text)} <= names | {"枠の言葉"}, name


# --- structure ----------------------------------------------------------------------------------------------


def misleading_contents(paper: Printed, depth: int) -> list[str]:
    """The headings down to ``depth`` that the contents do not list with the number printed on their page."""
    listed = "\n".join(paper.raw[: first_of(paper)])
    labels = paper.reader.page_labels
    missing = []
    for title, level, page in paper.bookmarks:
        if level > depth or (level == 1 and title.startswith("【訓練】")):
            continue
        pattern = r"\s*".join(map(re.escape, title)) + r"[\s.]*?" + re.escape(labels[page]) + r"[ \t]*$"
        if not re.search(pattern, listed, re.MULTILINE):
            missing.append(f"{title} {labels[page]}")
    return missing


def first_of(paper: Printed) -> int:
    """The number of pages that the contents may take: up to the page of the last line with leader dots."""
    dotted = [at for at, page in enumerate(paper.raw[:12]) if re.search(r"(\. ?){6,}", page)]
    return dotted[-1] + 1 if dotted else 0


def test_contents_tell_the_pages_where_headings_are(printed):
    for name, paper in printed.items():
        assert misleading_contents(paper, DEPTH_OF_CONTENTS.get(Path(name).stem, 2)) == [], name


def test_contents_with_a_wrong_page_are_found(tmp_path):
    right = planted(tmp_path, "一覧 . . . . . . . . 2\n#pagebreak()\n= 一覧\n")
    assert misleading_contents(right, 1) == []
    wrong = planted(tmp_path, "一覧 . . . . . . . . 3\n#pagebreak()\n= 一覧\n")
    assert misleading_contents(wrong, 1) == ["一覧 2"]


def test_bookmarks_lead_to_their_headings(printed, loaded):
    for name, paper in printed.items():
        assert paper.bookmarks, name
        assert [title for title, _, page in paper.bookmarks if title not in paper.texts[page]] == [], name
    book = loaded.playbook
    titles = {title for title, *_ in printed["playbook.pdf"].bookmarks}
    for entries in (
        [f"{one.number} {one.title}" for one in book.templates.values()],
        [one.title for one in (*book.writing.values(), *book.checklists.values(), *book.claims.values())],
        [one.issue for one in book.decisions.values()],
    ):
        assert {squeezed(title) for title in entries} <= titles
    assert len(titles) > 350


def test_the_number_on_a_page_is_its_label(printed):
    for name, paper in printed.items():
        for at, (label, text) in enumerate(zip(paper.reader.page_labels, paper.texts, strict=True)):
            if not (name == "playbook.pdf" and at == 0):  # the cover
                assert re.search(rf"(未|済（.+）){label}(/\d+)?$", text), (name, at, label, text[-60:])


def test_running_heads_name_the_chapter(printed):
    paper = printed["playbook.pdf"]
    chapters = [(title, page) for title, depth, page in paper.bookmarks if depth == 1]
    for (title, first), (_, end) in zip(chapters, [*chapters[1:], ("", len(paper.texts))], strict=True):
        assert [at for at in range(first, end) if not paper.texts[at].startswith(title)] == [], title


def test_every_pdf_is_accessible_by_its_own_word(printed):
    for name, paper in printed.items():
        root = paper.reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root, name
        assert root["/Lang"] == "ja-JP" and root["/ViewerPreferences"]["/DisplayDocTitle"], name
        xmp = root["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp and "<dc:title>" in xmp, name
        assert paper.reader.metadata.title and paper.reader.metadata.author, name
    titles = [paper.reader.metadata.title for name, paper in printed.items() if "/" not in name]
    assert len(set(titles)) == len(titles)


# --- margins --------------------------------------------------------------------------------------------------

FRAMES = {
    "playbook.pdf": (15, 10, 194, 289),  # the numbers of notes stand in the margin
    "quick-card.pdf": (10.5, 7, 199, 290.5),
    "injects": (8, 10, 201, 289),
    "other": (20, 10, 194, 289),
}
"""Left, top, right, bottom in millimetres; up to 2 mm more than the margin, because the blank half of a bracket at the
edge of a line is cut, yet counted in its box."""


def outside(words: list[Word], frame: tuple[float, float, float, float]) -> list[str]:
    """The words that stand outside ``frame`` (left, top, right, bottom in millimetres)."""
    left, top, right, bottom = (edge * MILLIMETRE for edge in frame)
    return [w.text for w in words if w.left < left or w.top < top or w.right > right or w.bottom > bottom]


def test_every_word_stands_inside_the_margins(printed):
    for name, paper in printed.items():
        frame = FRAMES.get(name) or FRAMES.get(Path(name).stem) or FRAMES["other"]
        assert sum(map(len, paper.words)) > 100, name
        assert {at: found for at, words in enumerate(paper.words) if (found := outside(words, frame))} == {}, name


def test_a_word_outside_the_margins_is_found(tmp_path):
    paper = planted(tmp_path, "中 #place(dx: -15mm)[左の外] #place(dx: 175mm)[右の外] #place(dy: 270mm)[下の外]")
    assert set(outside(paper.words[0], FRAMES["quick-card.pdf"])) == {"左の外", "右の外", "下の外"}


def test_the_quick_card_is_one_sheet(printed):
    assert len(printed["quick-card.pdf"].reader.pages) == 1
    box = printed["quick-card.pdf"].reader.pages[0].mediabox
    assert (round(box.width / MILLIMETRE), round(box.height / MILLIMETRE)) == (210, 297)


def test_what_is_posted_or_bound_has_a_place_for_the_day_it_was_exchanged(printed):
    for name, page in (("quick-card.pdf", 0), ("playbook.pdf", -1)):
        text = printed[name].texts[page] if page == 0 else "".join(printed[name].texts)
        assert "差し替えた日" in text, name


def test_long_values_of_the_organization_still_fit_one_sheet(press, source, values):
    organization = source.book.organization
    long = {name: "とても長い名前の総合お客様窓口の担当" for name in organization.values}
    book = replace(source.book, organization=organization.model_copy(update={"values": long}))
    value = {"edition": values["quick-card.pdf"].value["edition"], **quick_card(source_of(book))}
    assert len(pypdf.PdfReader(io.BytesIO(press.pdf("quick-card", value))).pages) == 1


def test_a_quick_card_that_runs_over_stops_the_press(press, values):
    value = copy.deepcopy(values["quick-card.pdf"].value)
    value["calls"] *= 12
    with pytest.raises(Misprint, match="PB873"):
        press.pdf("quick-card", value)


# --- size and bytes ---------------------------------------------------------------------------------------------


def test_no_paper_is_heavy(printed):
    assert {name: size for name, paper in printed.items() if (size := paper.path.stat().st_size) > 3 * MEGABYTE} == {}


def told(thing: object) -> object:
    """An object of a PDF with all that it holds, as plain values; a reference is its number."""
    if isinstance(thing, pypdf.generic.IndirectObject):
        return ("to", thing.idnum)
    if isinstance(thing, pypdf.generic.StreamObject):
        return {key: told(thing.raw_get(key)) for key in thing}, thing.get_data()
    if isinstance(thing, dict):
        return {key: told(thing.raw_get(key)) for key in thing}
    return [told(inner) for inner in thing] if isinstance(thing, list) else repr(thing)


def test_packing_changes_no_object(values, press):
    plain = press._compiler.compile(
        input=str(ROOT / "paper/quick-card.typ"), format="pdf", pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(values["quick-card.pdf"].value, ensure_ascii=False)},
    )
    small = packed(plain)
    assert len(small) < 0.8 * len(plain)
    before, after = (pypdf.PdfReader(io.BytesIO(made)) for made in (plain, small))
    objects = [number for number in before.xref[0] if number]
    assert len(objects) > 100
    for number in objects:
        assert told(before.get_object(number)) == told(after.get_object(number))
    with pytest.raises(ValueError, match="plain cross-reference"):
        packed(small)


PRINT_ALL = """
import sys
from datetime import date
from pathlib import Path
from playbook.load import load
from playbook import paper
from playbook.memo import Shelf
paper.Shelf = lambda folder: Shelf()
paper.write_papers(load(paper.ROOT / "data").playbook, Path(sys.argv[1]), date(2026, 11, 22))
"""


def test_the_same_bytes_elsewhere_and_later(folder, tmp_path):
    elsewhere = {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_ALL, tmp_path], cwd=ROOT, env=os.environ | elsewhere, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    papers = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert len(papers) >= 20
    assert [path for path in papers if (tmp_path / path).read_bytes() != (folder / path).read_bytes()] == []


def test_another_date_gives_another_edition(press, values):
    value = copy.deepcopy(values["quick-card.pdf"].value)
    first = press.pdf("quick-card", value)
    value["edition"]["date"] = [2027, 1, 5]
    assert press.pdf("quick-card", value) != first


# --- the edition ---------------------------------------------------------------------------------------------------


def test_every_footer_tells_edition_date_and_reviews(printed, values, source):
    told = values["quick-card.pdf"].value["edition"]
    oldest = min(one.checked_on for one in source.book.sources.values())
    assert told["checked"] == f"{oldest.year}年{oldest.month}月{oldest.day}日"
    line = squeezed(f"版 {told['edition']}　作成日 {told['built']}　法令確認日 {told['checked']}　自社の法務確認：未")
    for name, paper in printed.items():
        pages = paper.texts[1:] if name == "playbook.pdf" else paper.texts
        assert [at for at, text in enumerate(pages) if line not in text] == [], name
    assert all(squeezed(words) in printed["playbook.pdf"].texts[0] for words in (told["edition"], told["built"], "未"))
