"""The ``((差し込み))`` language: these tables are its specification."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.placeholder import (
    INVISIBLE,
    NAME_MAX,
    TOKEN,
    Fault,
    fill,
    highlight,
    missing,
    near_misses,
    pieces,
    placeholders,
    surplus,
)

REGISTERED = {"名前", "サービス名"}
MEND = "((名前))"

MARKS = [
    # text, names in order of first appearance; nothing in these texts is a near-miss
    pytest.param("", [], id="空の文"),
    pytest.param("ただいま調査しております。", [], id="差し込みのない文"),
    pytest.param("((名前))", ["名前"], id="一つだけ"),
    pytest.param("平素より((サービス名))をご利用いただき", ["サービス名"], id="文の中"),
    pytest.param("((発生時刻))から((サービス名))が", ["発生時刻", "サービス名"], id="二つ"),
    pytest.param("((名前))様、((名前))様", ["名前"], id="同じ名前が二度なら一つ"),
    pytest.param("((b))((a))((b))", ["b", "a"], id="隣り合わせでも順番どおり"),
    pytest.param("【重要】((サービス名))の障害について（第一報）", ["サービス名"], id="隅付き括弧と第一報のある件名"),
    pytest.param("【((名前))】", ["名前"], id="隅付き括弧の中"),
    pytest.param("「((名前))」", ["名前"], id="かぎ括弧の中"),
    pytest.param("（((名前))）", ["名前"], id="全角の括弧の中"),
    pytest.param("（((名前))と((サービス名))）", ["名前", "サービス名"], id="全角の括弧の中に二つ"),
    pytest.param("（担当は((名前))）", ["名前"], id="全角の括弧の中の終わり"),
    pytest.param("（((名前))が担当）", ["名前"], id="全角の括弧の中の始め"),
    pytest.param("((名前))（((サービス名))）", ["名前", "サービス名"], id="差し込みの後ろに括弧の差し込み"),
    pytest.param("((名前))（担当）", ["名前"], id="差し込みの後ろに全角の括弧"),
    pytest.param("((宛先_氏名))\n((自社_会社名))", ["宛先_氏名", "自社_会社名"], id="改行を挟む"),
    pytest.param("((<b>名前</b>))", ["<b>名前</b>"], id="名前の中の HTML は名前の一部"),
    pytest.param("((a&b))", ["a&b"], id="名前の中の & は名前の一部"),
    pytest.param("(({{名前}}))", ["{{名前}}"], id="名前の中の波括弧は名前の一部"),
    pytest.param("((【名前】))", ["【名前】"], id="名前の中の隅付き括弧は名前の一部"),
    pytest.param("((長い長い長い長い長い長い名前))", ["長い長い長い長い長い長い名前"], id="長すぎる名前も名前"),
]

FAULTS = [
    # text, [(fault, what was found, mend)]
    pytest.param("(())", [(Fault.EMPTY, "(())", "")], id="空"),
    pytest.param("（（））", [(Fault.EMPTY, "（（））", "")], id="全角で空"),
    pytest.param("(( ))", [(Fault.EMPTY, "(( ))", "")], id="半角の空白だけ"),
    pytest.param("((　))", [(Fault.EMPTY, "((　))", "")], id="全角の空白だけ"),
    pytest.param("((\u200b))", [(Fault.EMPTY, "((\u200b))", "")], id="見えない文字だけ"),
    pytest.param("((名 前))", [(Fault.BLANK, "((名 前))", MEND)], id="途中に半角の空白"),
    pytest.param("((名　前))", [(Fault.BLANK, "((名　前))", MEND)], id="途中に全角の空白"),
    pytest.param("((名\t前))", [(Fault.BLANK, "((名\t前))", MEND)], id="途中にタブ"),
    pytest.param("((名\u00a0前))", [(Fault.BLANK, "((名\u00a0前))", MEND)], id="途中に改行しない空白"),
    pytest.param("((名\n前))", [(Fault.BLANK, "((名\n前))", MEND)], id="途中で改行"),
    pytest.param("(( 名前))", [(Fault.BLANK, "(( 名前))", MEND)], id="名前の前に空白"),
    pytest.param("((名前　))", [(Fault.BLANK, "((名前　))", MEND)], id="名前の後ろに空白"),
    pytest.param("((名前\n))", [(Fault.BLANK, "((名前\n))", MEND)], id="閉じる前に改行"),
    pytest.param(
        "((\n名前\n))",
        [(Fault.ONE_SIDED, "((", ""), (Fault.ONE_SIDED, "))", "")],
        id="三行にわたると両側を別々に言う",
    ),
    pytest.param("((名前", [(Fault.ONE_SIDED, "((名前", MEND)], id="閉じがない"),
    pytest.param("((名前\n次の行", [(Fault.ONE_SIDED, "((名前", MEND)], id="閉じがないまま改行"),
    pytest.param("((名前)", [(Fault.ONE_SIDED, "((名前)", MEND)], id="閉じが一つ"),
    pytest.param("((名前）", [(Fault.ONE_SIDED, "((名前）", MEND)], id="閉じが全角で一つ"),
    pytest.param("((担当）", [(Fault.ONE_SIDED, "((担当）", "((担当))")], id="登録のない名前でも半角なら片側"),
    pytest.param("(名前))", [(Fault.ONE_SIDED, "(名前))", MEND)], id="開きが一つ"),
    pytest.param("（名前))", [(Fault.ONE_SIDED, "（名前))", MEND)], id="開きが全角で一つ"),
    pytest.param("担当は名前))です", [(Fault.ONE_SIDED, "))", "")], id="開きがない"),
    pytest.param("（（名前", [(Fault.ONE_SIDED, "（（名前", MEND)], id="全角で閉じがない"),
    pytest.param("（（名前）", [(Fault.ONE_SIDED, "（（名前）", MEND)], id="全角で閉じが一つ"),
    pytest.param("担当は名前））です", [(Fault.ONE_SIDED, "））", "")], id="全角で開きがない"),
    pytest.param("((", [(Fault.ONE_SIDED, "((", "")], id="開きだけ"),
    pytest.param("))", [(Fault.ONE_SIDED, "))", "")], id="閉じだけ"),
    pytest.param(
        "((名前)は((サービス名)",
        [(Fault.ONE_SIDED, "((名前)", MEND), (Fault.ONE_SIDED, "((サービス名)", "((サービス名))")],
        id="片側が二つ",
    ),
    pytest.param("(((名前)))", [(Fault.EXTRA, "(((名前)))", MEND)], id="三重"),
    pytest.param("((((名前))))", [(Fault.EXTRA, "((((名前))))", MEND)], id="四重"),
    pytest.param("(((名前))", [(Fault.EXTRA, "(((名前))", MEND)], id="開きが三つ"),
    pytest.param("((名前)))", [(Fault.EXTRA, "((名前)))", MEND)], id="閉じが三つ"),
    pytest.param("((サービス名((名前))))", [(Fault.NESTED, "((サービス名((名前))))", "")], id="入れ子"),
    pytest.param("((名前((担当))様))", [(Fault.NESTED, "((名前((担当))様))", "")], id="入れ子の後ろに文字"),
    pytest.param("((名前(担当)))", [(Fault.NESTED, "((名前(担当)))", "")], id="中に半角の括弧"),
    pytest.param("((名前（担当）))", [(Fault.NESTED, "((名前（担当）))", "")], id="中に全角の括弧"),
    pytest.param("（（名前））", [(Fault.FULL_WIDTH, "（（名前））", MEND)], id="全角の二重"),
    pytest.param("（（担当））", [(Fault.FULL_WIDTH, "（（担当））", "((担当))")], id="登録のない名前でも全角の二重"),
    pytest.param("（（ 名前 ））", [(Fault.FULL_WIDTH, "（（ 名前 ））", MEND)], id="全角の二重に空白"),
    pytest.param("（（（名前）））", [(Fault.FULL_WIDTH, "（（（名前）））", MEND)], id="全角の三重"),
    pytest.param("((名前））", [(Fault.FULL_WIDTH, "((名前））", MEND)], id="開きは半角で閉じは全角"),
    pytest.param("（（名前))", [(Fault.FULL_WIDTH, "（（名前))", MEND)], id="開きは全角で閉じは半角"),
    pytest.param("(（名前）)", [(Fault.FULL_WIDTH, "(（名前）)", MEND)], id="外は半角で中は全角"),
    pytest.param("（(名前)）", [(Fault.FULL_WIDTH, "（(名前)）", MEND)], id="外は全角で中は半角"),
    pytest.param("(名前)", [(Fault.SINGLE, "(名前)", MEND)], id="登録のある名前に半角が一つ"),
    pytest.param("（名前）", [(Fault.SINGLE, "（名前）", MEND)], id="登録のある名前に全角が一つ"),
    pytest.param("( 名前 )", [(Fault.SINGLE, "( 名前 )", MEND)], id="登録のある名前に一つと空白"),
    pytest.param("（名前)", [(Fault.SINGLE, "（名前)", MEND)], id="登録のある名前に全角と半角"),
]

SILENT = [
    pytest.param("（注）", id="ふつうの括弧"),
    pytest.param("(1)", id="半角の番号"),
    pytest.param("「（詳しくは（注））」", id="括弧の中の括弧"),
    pytest.param("（（注）と（補足））", id="括弧で始まる括弧"),
    pytest.param("（（注）など）", id="括弧で始まり文で終わる括弧"),
    pytest.param("（はじめの行\n次の行（注））", id="行をまたぐ括弧"),
    pytest.param("（担当）", id="登録のない名前に全角が一つ"),
    pytest.param("(担当)", id="登録のない名前に半角が一つ"),
    pytest.param("（名前は後日）", id="登録のある名前で始まる文"),
    pytest.param("名前）", id="全角の閉じが一つだけ"),
    pytest.param("（名前", id="全角の開きが一つだけ"),
    pytest.param("()（）", id="何もない一重の括弧"),
    pytest.param("【○月○日】", id="隅付き括弧"),
    pytest.param("1) 2) 3)", id="半角の閉じだけの番号"),
]


def told(text: str) -> list[tuple[Fault, str, str]]:
    return [(miss.fault, miss.found, miss.mend) for miss in near_misses(text, REGISTERED)]


@pytest.mark.parametrize(("text", "names"), MARKS)
def test_marks(text, names):
    assert list(placeholders(text)) == names
    assert told(text) == []


@pytest.mark.parametrize(("text", "misses"), FAULTS)
def test_near_misses(text, misses):
    assert told(text) == misses
    assert placeholders(text) == ()


@pytest.mark.parametrize("text", SILENT)
def test_ordinary_parentheses(text):
    assert told(text) == []
    assert placeholders(text) == ()


@pytest.mark.parametrize("character", [pytest.param(c, id=unicodedata.name(c, "BYTE ORDER MARK")) for c in INVISIBLE])
@pytest.mark.parametrize("name", ["名{}前", "{}名前", "名前{}"], ids=["途中", "前", "後ろ"])
def test_invisible_characters(character, name):
    marked = f"(({name.format(character)}))"
    assert told(marked) == [(Fault.BLANK, marked, MEND)]
    assert placeholders(marked) == ()


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        pytest.param("((名前))は((サービス名です", ["名前"], ["((サービス名です"], id="前が差し込み"),
        pytest.param("((名前と((サービス名))", ["サービス名"], ["((名前と"], id="後ろが差し込み"),
        pytest.param("((名前))、（名前）、((名 前))", ["名前"], ["（名前）", "((名 前))"], id="正しい形と誤りが混じる"),
        pytest.param("((名前))(名前)", ["名前"], ["(名前)"], id="隣が一重"),
        pytest.param("((サービス名))))", [], ["((サービス名))))"], id="閉じが多ければ差し込みではない"),
    ],
)
def test_marks_beside_near_misses(text, names, found):
    assert list(placeholders(text)) == names
    assert [miss.found for miss in near_misses(text, REGISTERED)] == found


def test_place_of_a_near_miss():
    text = "一行目\n二行目は（（名前））です"
    (miss,) = near_misses(text)
    assert text[miss.start : miss.end] == miss.found == "（（名前））"


def test_names_are_short_enough_for_a_form():
    assert NAME_MAX == 12


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        pytest.param("((a))様", {"a": "山田"}, "山田様", id="埋める"),
        pytest.param("((a))((a))", {"a": "山"}, "山山", id="同じ名前はすべて埋める"),
        pytest.param("((a))と((b))", {"a": "山"}, "山と((b))", id="値のない差し込みは残る"),
        pytest.param("((a))", {"a": ""}, "((a))", id="空の値なら残る"),
        pytest.param("((a))", {"b": "川"}, "((a))", id="余った値は使われない"),
        pytest.param("((a))", {"a": "((b))", "b": "川"}, "((b))", id="値の中の差し込みは読まない"),
        pytest.param("((a))", {"a": r"\1 \g<0>"}, r"\1 \g<0>", id="値は正規表現ではない"),
        pytest.param("((a))", {"a": "一行\n二行"}, "一行\n二行", id="値の改行はそのまま"),
        pytest.param("((a))", {"a": "<b>&"}, "<b>&", id="値は HTML ではない"),
        pytest.param("（（a））(a)((a)", {"a": "山"}, "（（a））(a)((a)", id="似た形は埋めない"),
        pytest.param("（((a))）\n", {"a": "山"}, "（山）\n", id="まわりの括弧と改行は残る"),
    ],
)
def test_fill(text, values, filled):
    assert fill(text, values) == filled


@pytest.mark.parametrize(
    ("values", "lacking", "unused"),
    [
        pytest.param({}, ("a", "b"), (), id="何もない"),
        pytest.param({"b": "1", "a": "2"}, (), (), id="そろっている"),
        pytest.param({"a": "1"}, ("b",), (), id="足りない"),
        pytest.param({"a": "1", "b": ""}, ("b",), (), id="空の値は足りない"),
        pytest.param({"c": "1", "a": "1", "b": "1"}, (), ("c",), id="余っている"),
        pytest.param({"c": "", "((a))": "1"}, ("a", "b"), ("c", "((a))"), id="足りず余っている"),
    ],
)
def test_missing_and_surplus(values, lacking, unused):
    text = "((a))と((b))と((a))、（c）"
    assert missing(text, values) == lacking
    assert surplus(text, values) == unused


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("", [], id="空の文"),
        pytest.param("文", [(None, "文")], id="文だけ"),
        pytest.param("((a))", [("a", "((a))")], id="差し込みだけ"),
        pytest.param("前((a))後", [(None, "前"), ("a", "((a))"), (None, "後")], id="前後に文"),
        pytest.param("((a))((b))", [("a", "((a))"), ("b", "((b))")], id="隣り合わせ"),
        pytest.param("（（a））((b))", [(None, "（（a））"), ("b", "((b))")], id="似た形は文のうち"),
    ],
)
def test_pieces(text, cut):
    assert list(pieces(text)) == cut


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("様", "様", id="文だけ"),
        pytest.param("((a))様", '<span class="placeholder">((a))</span>様', id="差し込み"),
        pytest.param("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;", id="文は逃がす"),
        pytest.param(
            "((<b>))", '<span class="placeholder">((&lt;b&gt;))</span>', id="名前の中の HTML も逃がす"
        ),
        pytest.param("（（a））", "（（a））", id="似た形は印にしない"),
    ],
)
def test_highlight(text, shown):
    assert highlight(text) == shown


def test_highlight_in_another_way():
    shown = highlight("<((a))様>", lambda name, mark: f"<mark title={name!r}>{mark}</mark>")
    assert shown == "&lt;<mark title='a'>((a))</mark>様&gt;"


# --- for any text -----------------------------------------------------------------------------------

ANY_CHARACTER = st.characters(exclude_categories=())  # lone surrogates too
FRAGMENTS = [
    *["(", ")", "((", "))", "（", "）", "（（", "））", "((名前))", "((a))", "（((a))）", "((a", "a))", "名前", "a"],
    *["<script>alert(1)</script>", "<", ">", "&", "&amp;", '"', "'", " ", "　", "\n", "\t", "\u200b", "\ud800"],
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(ANY_CHARACTER, max_size=3), max_size=12).map("".join)
VALUES = st.text(st.characters(exclude_characters="()（）"), min_size=1, max_size=5)


@given(TEXTS, st.data())
def test_filling_what_was_extracted_leaves_no_mark(text, data):
    values = {name: data.draw(VALUES) for name in placeholders(text)}
    filled = fill(text, values)
    assert missing(text, values) == () == surplus(text, values)
    assert placeholders(filled) == ()


@given(TEXTS)
def test_highlight_loses_nothing(text):
    assert html.unescape(re.sub(r'<span class="placeholder">|</span>', "", highlight(text))) == text


@given(TEXTS)
def test_highlight_lets_no_tag_through(text):
    assert set(re.findall("<[^>]*>?", highlight(text))) <= {'<span class="placeholder">', "</span>"}


@given(TEXTS)
def test_pieces_are_the_text(text):
    assert "".join(piece for _, piece in pieces(text)) == text
    assert all(piece for _, piece in pieces(text))


@given(TEXTS)
def test_near_misses_and_marks_never_overlap(text):
    misses = {at for miss in near_misses(text, REGISTERED) for at in range(miss.start, miss.end)}
    marks = {at for match in TOKEN.finditer(text) if match["name"] for at in range(*match.span())}
    assert not misses & marks
    assert all(text[miss.start : miss.end] == miss.found for miss in near_misses(text, REGISTERED))


@given(TEXTS)
def test_a_mend_is_a_mark(text):
    for miss in near_misses(text, REGISTERED):
        assert not miss.mend or [f"(({name}))" for name in placeholders(miss.mend)] == [miss.mend]
