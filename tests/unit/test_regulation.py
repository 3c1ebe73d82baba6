"""Numbers of the regulation: an article that is inserted renumbers everything that refers to what follows it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from playbook.pages import Pages
from playbook.regulation import Article, Here, Numbering
from playbook.render import Renderer
from tests.conftest import ROOT


def article(id: str, *paragraphs, chapter: str = "章") -> Article:
    return Article(
        id=id, chapter=chapter, title=id, paragraphs=paragraphs or ("文。",), commentary="解説", owner="担当", alone="例"
    )


def numbering(*articles: Article) -> Numbering:
    return Numbering({one.id: one for one in articles})


SINGLE = article("a-single", {"text": "次の各号。", "items": ["一", {"id": "two", "text": "二"}]})
LONG = article(
    "a-long", {"id": "first", "text": "一"}, {"id": "second", "text": "二", "items": [{"id": "item", "text": "号"}]}, "三"
)
SUPPLEMENT = article("a-end", chapter="附則")
NUMBERS = numbering(SINGLE, LONG, SUPPLEMENT)


@pytest.mark.parametrize(
    ("target", "here", "words"),
    [
        pytest.param(("a-long", None), None, "第2条", id="条"),
        pytest.param(("a-long", "second"), None, "第2条第2項", id="項"),
        pytest.param(("a-long", "item"), None, "第2条第2項第1号", id="項の号"),
        pytest.param(("a-single", "two"), None, "第1条第2号", id="項が一つの条の号"),
        pytest.param(("a-end", None), None, "附則第1条", id="附則"),
        pytest.param(("a-long", "second"), Here("a-single", 0), "第2条第2項", id="ほかの条から"),
        pytest.param(("a-long", "first"), Here("a-long", 1), "前項", id="すぐ前の項"),
        pytest.param(("a-long", "first"), Here("a-long", 2), "第1項", id="離れた前の項"),
        pytest.param(("a-long", "second"), Here("a-long", 0), "第2項", id="後ろの項"),
        pytest.param(("a-long", "item"), Here("a-long", 1), "第1号", id="同じ項の号"),
        pytest.param(("a-long", "item"), Here("a-long", 2), "前項第1号", id="前の項の号"),
        pytest.param(("a-long", "item"), Here("a-long"), "第2項第1号", id="解説から"),
        pytest.param(("a-long", None), Here("a-long", 0), "この条", id="自分の条"),
    ],
)
def test_words_as_a_drafter_writes_them(target, here, words):
    assert NUMBERS.words(*target, here) == words


@pytest.mark.parametrize("target", [("a-none", None), ("a-long", "none")])
def test_what_leads_nowhere_is_an_error(target):
    with pytest.raises(KeyError):
        NUMBERS.words(*target)


def test_chapters_are_numbered_but_not_the_supplement():
    found = numbering(article("a-a"), article("a-b", chapter="次"), SUPPLEMENT).chapters()
    assert [title for title, _ in found] == ["第1章　章", "第2章　次", "附則"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param([], id="項がない"),
        pytest.param([{"id": "a", "text": "一"}, {"id": "a", "text": "二"}], id="項の id の重なり"),
        pytest.param([{"id": "a", "text": "一", "items": [{"id": "a", "text": "二"}]}], id="項と号の id の重なり"),
        pytest.param([{"text": "一", "items": [{"text": "二", "instead_of": ["三"]}]}], id="用語のない言い換え"),
    ],
)
def test_articles_that_are_none(paragraphs):
    with pytest.raises(ValidationError):
        Article(id="a-a", chapter="章", title="題", paragraphs=paragraphs, commentary="解説", owner="担当")


# --- the real regulation ------------------------------------------------------------------------------------


def pages_of(book) -> Pages:
    return Pages(book, Renderer(book, ROOT / "partials"))


def shown(book) -> dict[tuple[str, int], tuple[str, str]]:
    """Every reference of the regulation's page: the article and its place in it, what it leads to, its words."""
    found = {}
    for part in BeautifulSoup(pages_of(book).regulation.regulation_page("../"), "html.parser").select(".article"):
        for at, link in enumerate(part.select(".article-ref")):
            found[part["id"], at] = (link["href"].split("#")[1], link.get_text())
    return found


def with_articles(book, articles):
    return replace(book, regulation={one.id: one for one in articles})


def number_of(words: str) -> int:
    return int(words.removeprefix("附則").removeprefix("第").split("条")[0])


@pytest.mark.parametrize("at", [0, 3, 15, 30])
def test_an_inserted_article_renumbers_every_reference(loaded, at):
    book = loaded.playbook
    articles = list(book.regulation.values())
    new = article("a-inserted", chapter=articles[at].chapter)
    after = {one.id for one in articles[at:] if one.chapter != "附則"}
    before, later = shown(book), shown(with_articles(book, [*articles[:at], new, *articles[at:]]))
    assert before.keys() == later.keys() and len(before) > 30
    moved = 0
    for place, (target, words) in before.items():
        assert later[place][0] == target
        if "条" not in words or words == "この条":
            assert later[place][1] == words  # 前項 and the like stay
            continue
        shift = target.split("_")[0] in after
        rest = words.split("条", 1)[1]
        assert later[place][1] == f"第{number_of(words) + shift}条{rest}"
        moved += shift
    assert moved > 0


def test_an_inserted_paragraph_renumbers_its_references(loaded):
    book = loaded.playbook
    report = book.regulation["a-report"]
    known = next(at for at, paragraph in enumerate(report.paragraphs) if paragraph.id == "known")
    paragraphs = (*report.paragraphs[:known], article("a-x").paragraphs[0], *report.paragraphs[known:])
    longer = report.model_copy(update={"paragraphs": paragraphs})
    place = next(place for place, (target, _) in shown(book).items() if target == "a-report_known")
    later = shown(with_articles(book, [longer if one is report else one for one in book.regulation.values()]))
    number = Numbering(book.regulation).name("a-report")
    assert shown(book)[place][1] == f"{number}第{known + 1}項"
    assert later[place][1] == f"{number}第{known + 2}項"


def test_prose_and_relations_follow_too(loaded):
    book = loaded.playbook
    later = with_articles(book, [article("a-inserted", chapter="総則"), *book.regulation.values()])
    number = number_of(Numbering(book.regulation).name("a-report"))
    for one, wanted in ((book, number), (later, number + 1)):
        pages = pages_of(one)
        assert BeautifulSoup(pages.regulation.article("a-report", "../"), "html.parser").get_text() == f"第{wanted}条"
        assert f"第{wanted}条 発見者の報告" in pages.template_page("37-internal-escalation")
