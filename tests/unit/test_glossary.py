"""Terms in a page: marked where they first stand in a section, and nowhere that must stay as it is."""

import re

import pytest

from playbook.craft import GlossaryTerm
from playbook.glossary import any_of, mark

TERMS = [
    GlossaryTerm(id="roei", term="漏えい等", reading="ろうえいとう", meaning="外へ出る、なくなる、壊れる。"),
    GlossaryTerm(id="tsuuchi", term="本人への通知", reading="つうち", meaning="本人に知らせること。", forms=["本人通知"]),
    GlossaryTerm(id="kawaru", term="通知に代わる措置", reading="かわるそち", meaning="公表など。", forms=["本人への通知に代わる措置"]),
    GlossaryTerm(id="log", term="ログ", reading="ろぐ", meaning="記録。"),
    GlossaryTerm(id="ipa", term="IPA", reading="あいぴーえー", meaning="相談先。"),
]


def page(body: str) -> str:
    return f"<html><body><nav>漏えい等</nav><main><article class=\"md\">{body}</article></main><p>漏えい等</p></body></html>"


def marked(body: str) -> list[str]:
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', mark(page(body), TERMS, ""))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>漏えい等のとき</p>", ["漏えい等"], id="一度"),
        pytest.param("<p>漏えい等と漏えい等</p><ul><li>漏えい等</li></ul>", ["漏えい等"], id="節の中では初めだけ"),
        pytest.param("<p>漏えい等</p><h2>次</h2><p>漏えい等</p>", ["漏えい等", "漏えい等"], id="次の節でまた"),
        pytest.param("<p>漏えい等</p><h4>小さな見出し</h4><p>漏えい等</p>", ["漏えい等"], id="小さな見出しは節でない"),
        pytest.param("<div><h3>甲</h3><p>ログ</p></div><div><h3>乙</h3><p>ログ</p></div>", ["ログ", "ログ"], id="箱の中の節"),
        pytest.param("<p>本人通知の後の本人への通知</p>", ["本人通知"], id="別の書き方も同じ用語"),
        pytest.param("<p>本人への通知に代わる措置</p>", ["本人への通知に代わる措置"], id="長い方を取る"),
        pytest.param("<p>ログインとブログ、ログ</p>", ["ログ"], id="片仮名の続きは別の言葉"),
        pytest.param("<p>IPアドレス、IPAddress、IPAへ</p>", ["IPA"], id="英字の続きは別の言葉"),
        pytest.param("<h2>漏えい等</h2>", [], id="見出し"),
        pytest.param('<p><a href="x.html">漏えい等</a></p>', [], id="リンク"),
        pytest.param("<p><code>漏えい等</code></p>", [], id="コード"),
        pytest.param('<div class="mail"><pre class="mail-text">漏えい等</pre></div>', [], id="文面"),
        pytest.param('<p class="mail-subject"><span>漏えい等</span></p>', [], id="件名"),
        pytest.param("<label><input type=checkbox> 漏えい等</label>", [], id="入力の名前"),
        pytest.param("<button>漏えい等</button><select><option>漏えい等</option></select>", [], id="ボタンと選択"),
        pytest.param("<details><summary>漏えい等</summary><p>漏えい等</p></details>", ["漏えい等"], id="開く印の中身"),
        pytest.param("<script>var a = '<p>漏えい等</p>';</script><!-- 漏えい等 --><p>ログ</p>", ["ログ"], id="スクリプトと注釈"),
        pytest.param('<p title="漏えい等 > 漏えい等">何か</p>', [], id="属性"),
        pytest.param('<div class="deadlines"><p>漏えい等</p></div>', [], id="期限の道具"),
        pytest.param("<p>一行目<br>漏えい等<img alt='x'></p><p>ログ</p>", ["漏えい等", "ログ"], id="終わりのないタグ"),
        pytest.param("<article><h3>内</h3><p>ログ</p></article><p>漏えい等</p>", ["ログ", "漏えい等"], id="記事の中の記事"),
        pytest.param("<p>何も出ない</p>", [], id="用語なし"),
    ],
)
def test_where_terms_are_marked(body, expected):
    assert marked(body) == expected


def test_nothing_else_changes():
    body = '<p>漏えい等 &amp; ログ</p><pre class="mail-text">ログ</pre><h2>次</h2><p>漏えい等</p>'
    done = mark(page(body), TERMS, "../")
    unmarked = re.sub(r'<div class="term-notes">.*?</dl></div>', "", re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", done))
    assert unmarked == page(body)


def test_each_explanation_stands_once_at_the_end_of_the_article():
    done = mark(page("<p>漏えい等</p><h2>次</h2><p>漏えい等とログ</p>"), TERMS, "../")
    assert re.findall(r'aria-describedby="([^"]*)"', done) == ["term-note-roei", "term-note-roei", "term-note-log"]
    assert re.findall(r'<dd id="([^"]*)">([^<]*)</dd>', done) == [
        ("term-note-roei", "外へ出る、なくなる、壊れる。"), ("term-note-log", "記録。"),
    ]
    assert done.index("</dl></div></article>") > 0
    assert 'href="../glossary.html#roei"' in done


def test_a_page_without_an_article_or_terms_stays():
    assert mark("<p>漏えい等</p>", TERMS, "") == "<p>漏えい等</p>"
    assert mark(page("<p>漏えい等</p>"), [], "") == page("<p>漏えい等</p>")


def test_the_longest_surface_wins_whatever_the_order():
    assert any_of(["本人", "本人への通知"]).findall("本人への通知と本人") == ["本人への通知", "本人"]
