"""The pure functions of the search, in Chromium: folding, cutting a query, ranking, and what is shown."""

import json

import pytest

from playbook.packing import pack
from playbook.search import folded
from tests.conftest import ROOT

PAGES = [
    {
        "u": "a.html", "t": "01 基本の初報", "w": 1, "k": ["止まった"], "x": ["文面"],
        "s": [["", -1, "01 基本の初報", "お客様へメールで送る。<b>お問い合わせ</b>は窓口へ。", "サーバー 復旧"]],
    },
    {
        "u": "b.html", "t": "質問", "w": 1, "k": [], "x": [],
        "s": [
            ["", -1, "質問", "よくある質問です。", ""],
            ["leak", 0, "漏えいのとき", "委員会へ、30日以内に確報を出します。1,000人を超えるとき。", ""],
            ["mail", 0, "誤送信の相手", "消してもらい、返信で確かめます。", ""],
            ["law", 0, "電気通信事業法", "考えられる事故をランサムウェアと分けて書く。130日。", ""],
        ],
    },
    {
        "u": "c.html", "t": "表", "w": 1, "k": [], "x": [],
        "s": [["", -1, "表", "", ""], ["rows", 0, "L01 法令別", "表の説明。", ""], ["rows-bank", 1, "銀行法", "漏えいの報告。", ""]],
    },
    {"u": "d.html", "t": "軽いページ", "w": 0.5, "k": [], "x": [], "s": [["", -1, "軽いページ", "漏えいのとき。", ""]]},
    {"u": "glossary.html", "t": "用語", "w": 0.5, "k": [], "x": [], "s": [["", -1, "用語", "", ""], ["x", 0, "電気通信事業法", "言葉。", ""]]},
]


def data():
    """The pages as the build writes them."""
    rows = [section for page in PAGES for section in page["s"]]
    ids, above, *texts = map(list, zip(*rows, strict=True))
    packed = pack([text for column in texts for text in column])
    count = len(rows)
    return {
        "alphabet": packed.alphabet,
        "repeated": packed.repeated,
        "pages": [{**page, "s": None, "n": len(page["s"])} for page in PAGES],
        "sections": {
            "id": ids, "above": above, "keywords": {3: ["宛先を間違えた"]},
            "heading": packed.texts[:count], "text": packed.texts[count : 2 * count], "more": packed.texts[2 * count :],
        },
        "synonyms": [["漏えい", "漏洩", "もれ", "ろうえい"], ["誤送信", "間違えて送"], ["初報", "第一報"], ["受け付け窓口", "専用窓口"]],
        "leanings": [{"words": ["とは"], "toward": ["glossary"]}, {"words": ["0年"], "toward": ["glossary"]}],
        "noise": ["とは", "って", "しまった"],
        "weak": ["メール"],
    }


@pytest.fixture(scope="module")
def call(browser):
    """Evaluates an expression over ``index`` (of DATA) and ``search`` (the namespace)."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "docs/assets/javascripts/search.js")
    page.evaluate("data => { window.index = playbookSearch.prepare(data); }", data())
    yield lambda expression, argument=None: page.evaluate(
        f"argument => {{ const search = playbookSearch; return {expression}; }}", argument
    )
    page.close()


FOLDED = [
    pytest.param("ＳＮＳ", "sns", id="全角の英字"),
    pytest.param("ﾒｰﾙ", "めーる", id="半角カナ"),
    pytest.param("ﾊﾞｯｸ", "ばつく", id="半角カナの濁点と促音"),
    pytest.param("ランサムウェア", "らんさむうえあ", id="カタカナと小さい字"),
    pytest.param("㈱", "(株)", id="合字"),
    pytest.param("７２時間", "72時間", id="全角の数字"),
    pytest.param("ヴ", "ゔ", id="ヴ"),
    pytest.param("漏えい", "漏えい", id="そのまま"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_folding_is_the_same_in_both_languages(call, text, expected):
    assert call("search.fold(argument)", text) == folded(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("十五", 15), ("七十二", 72), ("千", 1000), ("三万", 30000), ("二千五百", 2500)],
)
def test_numerals(call, text, number):
    assert call("search.numeral(argument)", text) == number


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [("ふつしんぐ", "ふいつしんぐ", 1), ("がdpr", "gdpr", 1), ("gpdr", "gdpr", 1), ("同じ", "同じ", 0), ("あいう", "かきく", 3)],
)
def test_distance(call, a, b, steps):
    assert call("search.distance(argument[0], argument[1], 2)", [a, b]) == steps


UNITS = [
    pytest.param("メール間違えて送ってしまった", ["メール", "間違えて送"], id="言葉の間の語尾は探さない"),
    pytest.param("漏洩　報告", ["漏洩", "報告"], id="全角の空白で分ける"),
    pytest.param("漏洩 もれ", ["漏洩"], id="同じ組の言葉は一つ"),
    pytest.param("とは", ["とは"], id="探さない言葉だけなら、そのまま探す"),
    pytest.param("確報、30日", ["確報", "30日"], id="読点で分け、数と単位は一つ"),
    pytest.param("　？！", [], id="記号だけ"),
]


@pytest.mark.parametrize(("query", "words"), UNITS)
def test_a_query_is_cut_into_ideas(call, query, words):
    assert call("search.units(index, argument).map(unit => unit.word)", query) == words


FIRST = [
    pytest.param("漏洩", "b.html#leak", id="同義語"),
    pytest.param("ﾛｳｴｲ", "b.html#leak", id="半角カナの読み"),
    pytest.param("第1報 初報", "a.html", id="題"),
    pytest.param("止まった", "a.html", id="隠れた言葉"),
    pytest.param("問合せ", "a.html", id="送りがなの違い"),
    pytest.param("間違えて送ってしまった", "b.html#mail", id="言い回しの同義語"),
    pytest.param("30日", "b.html#leak", id="数は数の途中に当たらない"),
    pytest.param("千人", "b.html#leak", id="漢数字と桁区切り"),
    pytest.param("1000人", "b.html#leak", id="桁区切り"),
    pytest.param("電通法", "b.html#law", id="法律の略称"),
    pytest.param("ランサムウエアー", "b.html#law", id="カタカナのつづりの違い"),
    pytest.param("サーバ", "a.html", id="長音の省略"),
    pytest.param("漏えい 銀行", "c.html#rows-bank", id="すべての言葉がある節が先"),
    pytest.param("漏えい 宇宙人", "b.html#leak", id="一つがどこにもなくても出る"),
    pytest.param("宛先を間違えてしまった", "b.html#mail", id="節の隠れた言葉"),
    pytest.param("通信事業法とは", "glossary.html#x", id="意味を尋ねる言い方は用語へ"),
    pytest.param("通信事業法 3年", "glossary.html#x", id="数を含む言い方"),
    pytest.param("漏えい保険金", "b.html#leak", id="知らない言葉とつながっていても出る"),
]


@pytest.mark.parametrize(("query", "location"), FIRST)
def test_first_result(call, query, location):
    assert call("search.search(index, argument).items[0][0].location", query) == location


@pytest.mark.parametrize(
    ("query", "known"),
    [
        pytest.param("受け付け窓口", True, id="組の言葉のまま"),
        pytest.param("受付け窓口", True, id="送りがなを一つ省く"),
        pytest.param("受付窓口", True, id="送りがなをすべて省く"),
        pytest.param("受けつけ窓口", False, id="漢字が違う"),
        pytest.param("窓口", False, id="言葉の一部"),
    ],
)
def test_a_word_of_a_group_is_known_without_its_okurigana(call, query, known):
    groups = call("search.units(index, argument).map(unit => unit.group)", query)
    assert (groups == [3]) is known


def test_leaning_toward_a_page_in_two_ways_is_a_little_more_than_in_one(call):
    found = """((words) => search.search({...index, leanings: words.map(word => ({words: [word], toward: ["b.html"]}))},
        "漏えい 銀行").items.find(group => group[0].location.startsWith("b.html"))[0].score)"""
    none, once, twice = (call(f"{found}(argument)", words) for words in (["x"], ["漏えい"], ["漏えい", "銀行"]))
    assert none < once < twice < once * once / none


def test_katakana_is_not_found_inside_hiragana(call):
    assert call("search.search(index, 'エラ').items.flat().filter(item => item.score > 0.2).length") == 0  # 考えられる


@pytest.mark.parametrize(("weight", "first"), [(0.5, "b.html#leak"), (20, "d.html")])
def test_the_weight_of_a_page_counts(call, weight, first):
    found = "search.search({...index, pages: index.pages.map(page => page.u === 'd.html' ? {...page, w: argument} : page)}, '漏えい')"
    assert call(f"{found}.items[0][0].location", weight) == first


def test_no_answer_without_a_common_character(call):
    assert call("search.search(index, 'qqqq').items") == []


@pytest.mark.parametrize("query", ["漏洩", "初報", "報告", "<b>", "止まった", "30日"])
def test_what_material_needs_of_each_page(call, query):
    """One entry opens the page itself; the first has the highest score; every text is escaped."""
    for group in call("search.search(index, argument).items", query):
        assert sum("#" not in entry["location"] for entry in group) == 1
        assert group[0]["score"] == max(entry["score"] for entry in group)
        for entry in group:
            shown = (entry["title"] + entry["text"]).replace("<mark>", "").replace("</mark>", "")
            assert "<" not in shown and ">" not in shown


def test_hidden_words_never_show(call):
    result = call("search.search(index, '止まった')")
    assert result["items"] and "止まった" not in json.dumps(result, ensure_ascii=False)
    assert call("search.suggestions(index, '止ま')") == []


def test_hits_are_marked(call):
    leak = call("search.search(index, '漏洩 確報').items[0][0]")
    assert "<mark>漏えい</mark>" in leak["title"]
    assert "<mark>確報</mark>" in leak["text"]


def test_a_short_heading_tells_the_section_around_it(call):
    titles = call("search.search(index, '銀行法').items[0][0].title")
    assert titles == "L01 法令別 › <mark>銀行法</mark>"


def test_an_excerpt_shows_the_hits_of_a_long_text(call):
    text = "はじめの文です。" * 40 + "ここに確報の期限があります。" + "おわりの文です。" * 40
    shown = call("search.excerpt(argument, search.units(index, '確報'))", text)
    assert "<mark>確報</mark>" in shown and shown.startswith("…") and shown.endswith("…")
    assert len(shown) < 180


@pytest.mark.parametrize(("query", "expected"), [("電気", ["電気通信事業法"]), ("漏えい 誤送", ["誤送信"]), ("電", []), ("ない", [])])
def test_suggestions_complete_the_last_word(call, query, expected):
    assert call("search.suggestions(index, argument)", query) == expected
