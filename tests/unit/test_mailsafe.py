"""What survives a Japanese mail. The lists of characters were tried with ISO-2022-JP and cp932."""

import pytest

from playbook import mailsafe

SAFE = "((【】・※…○×→〒■―ー（）「」『』、。！？：；％＆＋＝／々〆ヴ◎●△▲☆★♪←↑↓§°℃邉邊"
UNSAFE = {
    "丸数字": "①",
    "株式会社の一字": "㈱",
    "電話の一字": "℡",
    "番号の一字": "№",
    "元号の一字": "㍻",
    "単位の一字": "㎡",
    "ローマ数字": "Ⅰ",
    "小さいローマ数字": "ⅰ",
    "全角チルダ": "～",
    "波ダッシュ": "〜",
    "全角ハイフン": "－",
    "マイナス": "\u2212",
    "全角ダッシュ": "—",
    "二分ダッシュ": "–",
    "平行記号": "∥",
    "双柱": "‖",
    "半角の円": "\u00a5",
    "上線": "\u203e",
    "ユーロ": "€",
    "半角カナ": "ｱ",
    "半角の濁点": "ﾞ",
    "半角の句点": "｡",
    "はしご高": "髙",
    "たつ崎": "﨑",
    "つちよし": "𠮷",
    "鴎の正字": "鷗",
    "チェック": "✓",
    "電話の絵": "☎",
    "絵文字": "😀",
    "改行しない空白": "\u00a0",
    "幅のない空白": "\u200b",
    "文字の切り替え": "\x1b",
    "行の中の改行": "\x0b",
    "空の文字": "\x00",
}


@pytest.mark.parametrize("character", sorted(set(SAFE)), ids=lambda c: f"{c} U+{ord(c):04X}")
def test_safe_characters(character):
    assert mailsafe.is_safe(character)


@pytest.mark.parametrize("character", [pytest.param(c, id=name) for name, c in UNSAFE.items()])
def test_unsafe_characters(character):
    assert not mailsafe.is_safe(character)
    assert list(mailsafe.unsafe_characters(f"安全な文\n{character}。")) == [(5, character)]


def test_every_unsafe_character_is_named():
    text = "10～12時に①と②を"
    assert list(mailsafe.unsafe_characters(text)) == [(2, "～"), (7, "①"), (9, "②")]


def test_kana_and_ascii_are_safe():
    kana = [chr(code) for code in (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7))]
    ascii_ = [chr(code) for code in range(0x20, 0x7F)]
    assert [c for c in kana + ascii_ if not mailsafe.is_safe(c)] == []


def test_half_width_kana_are_not():
    assert [c for c in map(chr, range(0xFF61, 0xFFA0)) if mailsafe.is_safe(c)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("（注）", "", id="全角の括弧"),
        pytest.param("12:00", "", id="数字にはさまれたコロン"),
        pytest.param("https://www.example.co.jp/", "", id="URL"),
        pytest.param("Re: (1) a", "", id="英字だけ"),
        pytest.param("障害 (1)", "", id="空白で離れた括弧"),
        pytest.param("障害(1)", "(", id="日本語の後ろの開き"),
        pytest.param("(1)障害", ")", id="日本語の前の閉じ"),
        pytest.param("障害(大)です", "()", id="日本語にはさまれた括弧"),
        pytest.param("時刻: 9時", ":", id="日本語の後ろのコロン"),
        pytest.param("URL:次のページ", ":", id="日本語の前のコロン"),
        pytest.param("対応。(済)", "()", id="句点の後ろの括弧"),
        pytest.param("担当：(1)", "(", id="全角コロンの後ろの括弧"),
        pytest.param("１(1)", "(", id="全角の数字の後ろの括弧"),
    ],
)
def test_half_width_near_japanese(text, found):
    assert "".join(hit for _, hit in mailsafe.half_width_near_japanese(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("10時から12時まで、ABC", [], id="半角"),
        pytest.param("１０時から", [(0, "１０")], id="全角の数字"),
        pytest.param("会員ＩＤとｗｅｂ", [(2, "ＩＤ"), (5, "ｗｅｂ")], id="全角の英字"),
        pytest.param("60％、＋", [], id="全角の記号は別"),
    ],
)
def test_full_width_alphanumerics(text, found):
    assert list(mailsafe.full_width_alphanumerics(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("一行目\n\n二行目\n", [], id="空行"),
        pytest.param("　字下げ 中", [], id="行頭と途中の空白"),
        pytest.param("一行目 \n二行目", [(3, " ")], id="行末の半角の空白"),
        pytest.param("一行目　　", [(3, "　　")], id="行末の全角の空白"),
        pytest.param("一行目\n \n", [(4, " ")], id="空白だけの行"),
        pytest.param("一\t二", [(1, "\t")], id="タブ"),
    ],
)
def test_trailing_blanks(text, found):
    assert list(mailsafe.trailing_blanks(text)) == found


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        pytest.param("", 0, id="空"),
        pytest.param("あ漢ア（）：　", 7, id="全角"),
        pytest.param("abc 12:00", 4.5, id="半角"),
        pytest.param("ｱﾞ", 1, id="半角カナ"),
        pytest.param("…○①α→", 5, id="曖昧な幅は全角と数える"),
        pytest.param("障害ID", 3, id="混在"),
    ],
)
def test_width(line, columns):
    assert mailsafe.width(line) == columns


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("あ" * 35, [], id="ちょうど"),
        pytest.param("あ" * 36, [0], id="一字多い"),
        pytest.param("あ" * 35 + "a", [0], id="半字多い"),
        pytest.param("a" * 70, [], id="半角でちょうど"),
        pytest.param("短い\n" + "あ" * 36 + "\n短い\n" + "い" * 40, [1, 3], id="二行目と四行目"),
        pytest.param("https://www.example.co.jp/" + "a" * 60, [], id="URL だけの行は長くてよい"),
        pytest.param("　https://www.example.co.jp/" + "a" * 60, [], id="字下げした URL だけの行も"),
        pytest.param("詳細：https://www.example.co.jp/" + "a" * 60, [0], id="文のある行の URL は別"),
    ],
)
def test_long_lines(text, numbers):
    assert [number for number, _, _ in mailsafe.long_lines(text)] == numbers


def test_a_long_line_is_measured():
    assert list(mailsafe.long_lines("短い\n" + "あ" * 36)) == [(1, "あ" * 36, 36.0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="空"),
        pytest.param("調べております。次に述べます。", ["調べております。", "次に述べます。"], id="句点"),
        pytest.param("よいですか？はい！", ["よいですか？", "はい！"], id="疑問符と感嘆符"),
        pytest.param("一行目と\n二行目です。", ["一行目と二行目です。"], id="行をまたぐ文は一つ"),
        pytest.param("一段目\n\n二段目", ["一段目", "二段目"], id="空行で切れる"),
        pytest.param("次のとおりです\n・一つ\n・二つ", ["次のとおりです", "・一つ", "・二つ"], id="箇条書き"),
        pytest.param("1. 一つ\n2. 二つ", ["1. 一つ", "2. 二つ"], id="番号"),
        pytest.param("■影響の範囲\n全国です。", ["全国です。"], id="見出しは文ではない"),
        pytest.param("■影響の範囲\n\n全国です。", ["全国です。"], id="空行の前の見出しも"),
        pytest.param(
            "次のページです。\nhttps://www.example.co.jp/\n続きです。",
            ["次のページです。", "続きです。"],
            id="URL だけの行は文ではない",
        ),
        pytest.param("https://example.jp を見る。", ["https://example.jp を見る。"], id="URL で始まる文は文"),
        pytest.param("影響は3.5％です。", ["影響は3.5％です。"], id="小数点では切れない"),
        pytest.param("\n\n。\n", ["。"], id="空行だけは文ではない"),
    ],
)
def test_sentences(text, found):
    assert list(mailsafe.sentences(text)) == found
