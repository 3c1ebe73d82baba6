"""How pages become search data: sections, what is left out, what is kept of long texts, and how much it weighs."""

import gzip
import json
import shutil

import pytest

from playbook import packing, search
from playbook.packing import LETTERS, PRIVATE, pack
from playbook.search import Page, read, read_all, search_data
from tests.conftest import ROOT, build_site

BUDGET = 160_000


def page_of(article, head=""):
    return read(f"<html><head>{head}</head><body><nav>目次</nav><article class=\"md-content\">{article}</article></body></html>")


def sections(page: Page):
    return [(one.id, one.heading, " ".join(one.blocks)) for one in page.sections if one.searched]


CASES = [
    pytest.param(
        '<h1 id="_1">題</h1><p>前文。</p><h2 id="a">節 <b>一</b></h2><p>文1。</p><h3 id="b">項</h3><p>文2。</p>',
        [("", "題", "前文。"), ("a", "節 一", "文1。"), ("b", "項", "文2。")],
        id="見出しで分かれる",
    ),
    pytest.param(
        '<h1>題</h1><section id="s"><h3>節</h3><p>文。</p></section><section id="t"><h3>次</h3></section>',
        [("", "題", ""), ("s", "節", "文。"), ("t", "次", "")],
        id="id は外側の section にあってもよい",
    ),
    pytest.param(
        '<h1>題</h1><h2 id="a">表</h2><table><tr id="a-x"><th scope="row">行</th><td><span class="cell-label">期限</span>30日</td></tr>'
        "</table><p>後の文。</p>",
        [("", "題", ""), ("a", "表", "後の文。"), ("a-x", "行", "期限：30日")],
        id="id のある行も開ける",
    ),
    pytest.param(
        '<h1>題</h1><h2 id="a" class="unsearched">一覧</h2><p>文1。</p><h3 id="c">中</h3><p>文2。</p><h2 id="b">次</h2><p>文3。</p>',
        [("", "題", ""), ("b", "次", "文3。")],
        id="unsearched の見出しは、その節ごと",
    ),
    pytest.param(
        '<h1>題</h1><p>見える<span class="nature">■法令</span></p><p class="unsearched">隠す<b>中</b></p><script>x</script>'
        "<button>押す</button><select><option>選ぶ</option></select><p>後。</p>",
        [("", "題", "見える 後。")],
        id="操作するものと印は除く",
    ),
    pytest.param("<h1>題</h1><p>一行目の\n  続き。\nEnglish\nwords</p><pre>甲\n乙</pre>", [("", "題", "一行目の続き。 English words 甲乙")], id="改行でつながる"),
    pytest.param("<h1>題</h1><p>a &lt;b&gt; &amp; ((名前))</p>", [("", "題", "a <b> & ((名前))")], id="文字の実体"),
]


@pytest.mark.parametrize(("article", "expected"), CASES)
def test_sections_of_a_page(article, expected):
    assert sections(page_of(article)) == expected


def test_front_matter_tells_weight_and_words():
    page = page_of("<h1>題</h1>", '<meta name="search-weight" content="0.4"><meta name="search-words" content="文面 メール">')
    assert (page.weight, page.words) == (0.4, ["文面", "メール"])
    assert page_of("<h1>題</h1>", '<meta name="search-weight" content="0">') is None


def built(name, article):
    return f"<article><h1>{name}</h1>{article}</article>"


def pages_of(articles):
    return {name: read(built(name, article)) for name, article in articles.items()}


def test_an_article_that_has_not_changed_is_not_read_again(tmp_path, monkeypatch):
    html = {"a.html": built("甲", "<p>変わる文。</p>"), "b.html": built("乙", "<h2 id=s>節</h2><p>文。</p>")}
    first = read_all(html, tmp_path)
    assert first == {address: read(page) for address, page in html.items()}
    reads = []
    monkeypatch.setattr(search, "sections", lambda article: reads.append(article) or REAL(article))
    changed = html | {"a.html": built("甲", "<p>変わった文。</p>")}
    assert read_all(changed, tmp_path) == {address: read(page) for address, page in changed.items()}
    assert [article for article in reads if "変わった文" in article] == reads != []


REAL = search.sections


def unpacked(data, column):
    """A column of the sections as readers see it."""
    letters = dict(zip(LETTERS, data["alphabet"], strict=False))

    def whole(text):
        return "".join(
            whole(data["repeated"][ord(char) - PRIVATE]) if ord(char) >= PRIVATE else letters.get(char, char) for char in text
        )

    return [whole(text) for text in data["sections"][column]]


def test_what_stands_on_many_pages_is_kept_once(loaded):
    pages = {f"p{number}.html": f"<p>どのページにもある文。</p><p>{number} 番だけの文。</p>" for number in range(6)}
    data = search_data(loaded.playbook, pages_of(pages))
    texts = unpacked(data, "text")
    assert texts[0] == "どのページにもある文。 0 番だけの文。"
    assert texts[1:] == [f"{number} 番だけの文。" for number in range(1, 6)]


def test_long_texts_keep_their_beginning_and_their_words(loaded, monkeypatch):
    monkeypatch.setattr(search, "ALL_BYTES", 150)
    blocks = "".join(f"<p>{number} 段目の、長い説明の文です。</p>" for number in range(40)) + "<p>最後に緊急通報のことを送った。</p>"
    data = search_data(loaded.playbook, pages_of({"a.html": blocks}))
    [text], [more] = unpacked(data, "text"), unpacked(data, "more")
    assert text.startswith("0 段目の") and len(text) < 120
    assert "緊急通報" in more and "緊急通報" not in text
    assert len("".join(data["sections"]["text"] + data["sections"]["more"]).encode()) <= 150


def test_every_findable_page_is_in_the_data(site):
    text = (site / "assets/search-data.js").read_text("utf-8")
    data = json.loads(text.removeprefix("window.playbookSearchData = ").removesuffix(";\n"))
    listed = {page["u"] for page in data["pages"]}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    hidden = {path.relative_to(site).as_posix() for path in (site / "exercises/facilitator").glob("*.html")}
    assert hidden and files - listed == {"404.html"} | hidden
    ids = iter(data["sections"]["id"])
    for page in data["pages"]:
        own = [next(ids) for _ in range(page["n"])]
        assert page["t"] and own[0] == ""
        html = (site / page["u"]).read_text("utf-8")
        assert [section for section in own[1:] if f'id="{section}"' not in html] == []
    assert not list(ids)


def test_the_data_keeps_to_its_budget(site):
    assert len(gzip.compress((site / "assets/search-data.js").read_bytes(), 6)) <= BUDGET


PACKED = [
    pytest.param(["漏えいのお詫び。", "漏えいのお詫び。つぎに、報告。"], 1, id="繰り返す文は一度だけ"),
    pytest.param(["a\"b\\c ~", "×÷é", ""], 0, id="記号と、字でない字"),
    pytest.param(["短い。 短い。"], 0, id="短い文は、そのまま"),
]


@pytest.mark.parametrize(("texts", "repeated"), PACKED)
def test_packed_texts_come_back(texts, repeated):
    packed = pack(texts)
    data = {"alphabet": packed.alphabet, "repeated": packed.repeated, "sections": {"text": packed.texts}}
    assert unpacked(data, "text") == texts
    assert len(packed.repeated) == repeated


def test_rare_characters_stay_when_letters_run_out(monkeypatch):
    monkeypatch.setattr(packing, "LETTERS", LETTERS[:2])
    packed = packing.pack(["漏漏漏えええい"])
    assert packed.alphabet == "え漏"
    assert packed.texts == [LETTERS[1] * 3 + LETTERS[0] * 3 + "い"]


def test_readings_of_terms_join_the_groups(loaded):
    groups = search_data(loaded.playbook, pages_of({"a.html": ""}))["synonyms"]
    assert [group for group in groups if "じゅうだいなじこ" in group and "重大な事故" in group]
    assert [group for group in groups if "さしとめ" in group and "差し止め" in group]
    words = [search.folded(word) for group in groups for word in group]
    assert len(words) == len(set(words))


SMALL = """site_name: 小さなサイト
strict: true
use_directory_urls: false
theme: {name: material, language: ja, font: false, custom_dir: overrides}
plugins: [meta]
"""


def test_pages_that_ask_for_it_stay_out_of_the_search(tmp_path, loaded):
    """``search: {exclude: true}``, in a page or for its folder: papers of a facilitator are not found."""
    pages = {
        "index.md": "# はじめ\n\n誰でも読む。\n",
        "secret.md": "---\nsearch: {exclude: true}\n---\n# 進行役\n\n筋書き。\n",
        "exercises/.meta.yml": "search: {exclude: true}\n",
        "exercises/guide.md": "# 進行役の手引き\n\n模範解答。\n",
    }
    for name, text in pages.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    (tmp_path / "mkdocs.yml").write_text(SMALL, "utf-8")
    done = build_site(tmp_path, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    html = {path.name: path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "secret.html", "guide.html"} <= html.keys()
    data = search_data(loaded.playbook, read_all(html, tmp_path / "cache"))
    assert [page["u"] for page in data["pages"]] == ["index.html"]
    assert unpacked(data, "text") == ["誰でも読む。"]
