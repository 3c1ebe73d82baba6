"""The exercises on the built site: what the facilitator knows stands on the facilitator's pages and nowhere else."""

import html
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from playbook import drill
from playbook.scenario import DRILL, FIRST_LINE, LAST_LINE, secrets
from tests.conftest import ROOT

IDS = sorted(path.stem for path in (ROOT / "data/scenarios").glob("*.yml"))
CHANCE = 12
"""Texts shorter than this may stand elsewhere by chance (人数, 総務部)."""


def bare(text: str) -> str:
    return "".join(text.split())


@cache
def words_of(page: Path) -> str:
    """What a page shows, hidden parts and attributes included, without white space."""
    text = page.read_text("utf-8")
    document = BeautifulSoup(text, "html.parser")
    shown = document.get_text() + " ".join(str(value) for tag in document.find_all(True) for value in tag.attrs.values())
    return bare(html.unescape(shown))


@pytest.fixture(scope="module")
def hidden(loaded) -> list[str]:
    """Every text that only the facilitator may know, as it would stand on a page, and the model notices."""
    book = loaded.playbook
    found = []
    for scenario in book.scenarios.values():
        # a reference shows its nature and source too: what stands around it is compared
        found += [drill.spoken(book, scenario, part) for text in secrets(scenario) for part in re.split(r"\[\[.*?\]\]", text)]
        letters = [drill.letter(book, scenario, inject) for inject in scenario.injects]
        found += [letter.text for letter in letters if letter]
    return [text for text in map(bare, found) if len(text) >= CHANCE]


def others(site: Path) -> list[Path]:
    """Every text file of the site but the facilitator's pages."""
    kinds = {".html", ".js", ".json", ".xml", ".txt", ".ics"}
    return [
        path
        for path in sorted(site.rglob("*"))
        if path.suffix in kinds and "facilitator" not in path.relative_to(site).parts
    ]


def test_nothing_else_holds_what_the_facilitator_knows(site, hidden):
    assert len(hidden) > 700
    leaks = []
    for path in others(site):
        text = words_of(path) if path.suffix == ".html" else bare(path.read_text("utf-8"))
        leaks += [(path.name, secret) for secret in hidden if secret in text]
    assert not leaks


def test_the_search_would_find_a_leak(site, hidden):
    """The same comparison finds all of it on the facilitator's pages."""
    text = "".join(words_of(site / f"exercises/facilitator/{id}.html") for id in IDS)
    assert [secret for secret in hidden if secret not in text] == []


def test_search_data_holds_no_page_of_the_facilitator(site):
    for path in site.rglob("*"):
        if path.is_file() and "search" in path.name and path.suffix in {".js", ".json"}:
            assert "exercises/facilitator" not in path.read_text("utf-8"), path.name


def test_cards_stand_on_the_facilitators_pages_alone(site, loaded):
    book = loaded.playbook
    cards = [bare(sheet.text) for scenario in book.scenarios.values() for sheet in drill.deck(book, scenario)]
    guides = "".join(words_of(site / f"exercises/facilitator/{id}.html") for id in IDS)
    assert all(card in guides for card in cards)
    for path in others(site):
        if path.suffix == ".html":
            text = words_of(path)
            assert not [card for card in cards if card in text], path.name


def test_data_pages_and_navigation_are_one_to_one(loaded):
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    named = re.findall(r"exercises/(s\d[\w-]*)\.md", str(config["nav"]))
    assert named == list(loaded.playbook.scenarios) == IDS
    for folder in ("exercises", "exercises/facilitator"):
        assert sorted(path.stem for path in (ROOT / "docs" / folder).glob("s*.md")) == IDS
    assert "facilitator" not in str(config["nav"])


@pytest.mark.parametrize("id", IDS)
def test_a_page_is_one_macro_call(id):
    page, guide = ROOT / f"docs/exercises/{id}.md", ROOT / f"docs/exercises/facilitator/{id}.md"
    assert page.read_text("utf-8") == f'{{{{ exercise_page("{id}", "../") }}}}\n'
    assert guide.read_text("utf-8") == f'---\nsearch: {{exclude: true}}\n---\n{{{{ exercise_guide("{id}", "../../") }}}}\n'


def test_facilitators_pages_are_reached_from_the_overview_alone(site):
    ways = {
        page.relative_to(site).as_posix()
        for page in site.rglob("*.html")
        if re.search(r'href="[^"]*facilitator/', page.read_text("utf-8"))
    }
    assert ways == {"exercises/index.html"}
    overview = BeautifulSoup((site / "exercises/index.html").read_text("utf-8"), "html.parser")
    (closed,) = overview.select("details.facilitator-only")
    assert not closed.has_attr("open") and "参加する方は" in closed.summary.get_text()
    assert [link["href"] for link in closed.select("li a")] == [f"../exercises/facilitator/{id}.html" for id in IDS]


@pytest.mark.parametrize("id", IDS)
def test_guide_warns_first_and_shows_everything(site, loaded, id):
    scenario = loaded.playbook.scenarios[id]
    article = BeautifulSoup((site / f"exercises/facilitator/{id}.html").read_text("utf-8"), "html.parser").article
    assert article.select_one("h1").find_next("p").strong.get_text() == "進行役だけが読むページです。"
    texts = article.select(".drill-card-text")
    assert len(texts) == len(scenario.injects)
    for text in texts:
        lines = text.get_text().strip().splitlines()
        assert lines[0] == FIRST_LINE and lines[-1] == LAST_LINE
    models = article.select("details.drill-model")
    assert len(models) == sum(bool(inject.guide.notice) for inject in scenario.injects)
    for model in models:
        assert model.select_one("pre").get_text().startswith(FIRST_LINE)
        assert model.select_one("pre").get_text().endswith(LAST_LINE)
        subject = model.select_one(".mail-subject")
        assert subject is None or subject.get_text().removeprefix("件名").strip().startswith(DRILL)


def test_templates_duties_and_articles_show_their_exercises(site, loaded):
    book = loaded.playbook
    for scenario in book.scenarios.values():
        pages = [f"templates/{id}.html" for id in scenario.templates]
        for address in (*pages, "law/duties.html", "regulation/index.html", "checklists.html"):
            text = (site / address).read_text("utf-8")
            assert f"exercises/{scenario.id}.html" in text, (address, scenario.id)


def test_marks_of_the_story_are_filled_on_the_players_pages(site, loaded):
    for id in IDS:
        article = BeautifulSoup((site / f"exercises/{id}.html").read_text("utf-8"), "html.parser").article
        assert "((" not in article.get_text()
        assert all(value in article.get_text() for value in loaded.playbook.scenarios[id].names.values())


def papers_linked(site, address: str) -> dict[str, str]:
    """The papers of exercises that a page links to, each with the words of its row."""
    page = BeautifulSoup((site / address).read_text("utf-8"), "html.parser")
    return {
        link["href"].split("downloads/")[1]: link.find_parent("tr").get_text() + link["aria-label"]
        for link in page.select('article a[href*="downloads/s"]')
    }


def test_every_paper_of_every_exercise_is_offered_and_the_secret_ones_say_so(site):
    offered = papers_linked(site, "paper.html")
    assert set(offered) == {f"{id}/{kind}.pdf" for id in IDS for kind in ("facilitator", "injects", "participant", "worksheets")}
    for paper, row in offered.items():
        assert ("進行役だけ" in row) == (Path(paper).stem in ("facilitator", "injects")), paper


def test_the_hour_of_tomorrow_has_its_papers_and_its_minutes(site, loaded):
    page = BeautifulSoup((site / "exercises/running.html").read_text("utf-8"), "html.parser")
    assert page.article.h2.get("id") == "hour"  # before what takes two weeks
    offered = papers_linked(site, "exercises/running.html")
    assert len(offered) == 8
    for paper, row in offered.items():
        assert (site / "downloads" / paper).is_file()
        assert ("進行役だけ" in row) == (Path(paper).stem in ("facilitator", "injects")), paper
    rows = [row.th.get_text() for row in page.select(".timetable tbody tr")]
    assert len(rows) >= 8 and rows[0].startswith("0分") and rows[-1].endswith("60分")
    counts = [sum(bool(inject.short and inject.short.task) for inject in loaded.playbook.scenarios[id].injects) for id in ("s1-stopped-morning", "s3-after-sending")]
    assert f"シナリオ1を{counts[0]}枚、シナリオ3を{counts[1]}枚" in page.get_text()


@pytest.mark.parametrize("address", ["paper.html", "exercises/running.html"])
def test_a_trainer_reads_no_names_of_files(site, address):
    text = BeautifulSoup((site / address).read_text("utf-8"), "html.parser").article.get_text()
    assert not re.findall(r"[a-z_]+\.(?:yml|py|md)|last_drill", text)
