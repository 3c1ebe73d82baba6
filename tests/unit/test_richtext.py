"""HTML of the site as runs and blocks for paper."""

import pytest

from playbook.richtext import blocks, runs, target


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("文", ["文"], id="ただの文"),
        pytest.param("a &lt;b&gt; &amp; c", ["a <b> & c"], id="文字参照は文字になる"),
        pytest.param('<span class="placeholder">((x))</span>です', [["mark", "((x))"], "です"], id="差し込み"),
        pytest.param('<span class="filled">みなと</span>', [["filled", "みなと"]], id="埋めた値"),
        pytest.param('<span class="nature nature--law">■法令</span>', [["nature", "■法令"]], id="性質"),
        pytest.param('<span class="tag tag--todo">△要確認</span>', [["todo", "△要確認"]], id="要確認"),
        pytest.param("<strong>強く</strong>言う", [["strong", "強く"], "言う"], id="強調"),
        pytest.param('<a href="law/index.html#l01">表</a>', [["link", "表", "law/index.html#l01"]], id="ほかへ送るリンク"),
        pytest.param(
            '<span class="rule-ref"><a href="law/sources.html#rule-x">30日以内</a><span class="nature">■法令</span></span>',
            [["ref", "30日以内", "law/sources.html#rule-x"], ["nature", "■法令"]],
            id="規則は文の一部",
        ),
        pytest.param('<a class="article-ref" href="r.html#a">第5条</a>', [["ref", "第5条", "r.html#a"]], id="条も文の一部"),
        pytest.param("一<br>二", ["一", ["break"], "二"], id="改行の要素"),
        pytest.param("一\n二", ["一二"], id="日本語の間の改行は何でもない"),
        pytest.param("one\ntwo", ["one two"], id="英語の間の改行は空白"),
        pytest.param("#let x = [y] *z*", ["#let x = [y] *z*"], id="組版の記号も、ただの文字"),
        pytest.param("<script>x</script><button>押す</button>文", ["文"], id="紙にないもの"),
    ],
)
def test_runs(html, found):
    assert runs(html) == found


def test_a_mail_keeps_its_lines():
    assert runs('一\n\n<span class="placeholder">((x))</span>\n', lines=True) == ["一", ["break"], ["break"], ["mark", "((x))"]]


@pytest.mark.parametrize(
    ("href", "page", "found"),
    [
        ("../law/index.html#l01", "writing/a.html", "law/index.html#l01"),
        ("decisions.md", "writing/a.html", "writing/decisions.html"),
        ("#here", "faq.html", "faq.html#here"),
        ("https://example.jp/a.md", "faq.html", "https://example.jp/a.md"),
    ],
)
def test_target(href, page, found):
    assert target(href, page) == found


def test_blocks():
    html = (
        '<h2 id="a">題</h2><div class="table"><table><thead><tr><th>一</th></tr></thead><tbody><tr><td>二</td></tr></tbody></table></div>'
        '<p>文</p><ul><li>一</li><li><p>二</p><ol><li>三</li></ol></li></ul><pre>行\n行</pre><div data-paper="example:x:y"></div>むき出し'
    )
    par = lambda text: {"kind": "par", "text": [text]}  # noqa: E731
    assert blocks(html, "p.html", lambda name: {"kind": name}) == [
        {"kind": "heading", "level": 2, "id": "p.html#a", "text": ["題"]},
        {"kind": "table", "head": [["一"]], "rows": [[["二"]]]},
        par("文"),
        {"kind": "list", "ordered": False, "items": [[par("一")], [par("二"), {"kind": "list", "ordered": True, "items": [[par("三")]]}]]},
        {"kind": "mail", "text": ["行", ["break"], "行"]},
        {"kind": "example:x:y"},
        par("むき出し"),
    ]
