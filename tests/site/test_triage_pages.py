"""The emergency start on the built site: every answer of the data has its way, short enough, without a script."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from playbook.triage_pages import first_notice_address

CLICKS = 3


@pytest.fixture(scope="module")
def parse(site: Path):
    """A page of the site, parsed, by its address."""
    return lambda address: BeautifulSoup((site / address).read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def triage(loaded):
    return loaded.playbook.triage


def linked(document: BeautifulSoup) -> list[str]:
    """What the emergency start of a page links to, as addresses from the root, without fragments."""
    links = (link["href"].split("#")[0] for link in document.select(".start a[href]"))
    return [link.removeprefix("../") for link in links if link]


def test_the_first_link_of_the_start_page_is_the_first_notice(parse, triage):
    page = parse("index.html")
    first = page.select_one("article a")
    assert first["href"] == first_notice_address(triage)
    assert first.get_text().startswith(triage.first.label)


def test_every_notice_is_at_most_three_clicks_away(parse, loaded):
    clicks = {"index.html": 0}
    reached = ["index.html"]
    for address in reached:  # grows while it is read
        for link in linked(parse(address)):
            if link not in clicks and clicks[address] < CLICKS:
                clicks[link] = clicks[address] + 1
                if link.startswith("triage/"):
                    reached.append(link)
    wanted = {f"templates/{id}.html" for id in loaded.playbook.templates}
    assert wanted <= set(clicks)
    # the third click is the choice of a stage, a link within the page of the situation
    assert max(clicks[address] for address in wanted) <= CLICKS - 1


def test_every_situation_and_stage_tells_whom_to_send_what(parse, triage, loaded):
    templates = loaded.playbook.templates
    start = linked(parse("index.html"))
    for happening in triage.situations:
        assert f"triage/{happening.id.value}.html" in start
        page = parse(f"triage/{happening.id.value}.html")
        assert page.h1.get_text() == happening.label
        choices = [link["href"] for link in page.select(".triage-stages a")]
        assert choices == [f"#{stage.id}" for stage in triage.stages]
        for stage, step in zip(triage.stages, sorted(happening.steps, key=lambda step: [s.id for s in triage.stages].index(step.stage))):
            section = page.find(id=stage.id).find_parent("section")
            shown = {}
            for row in section.select("dl.facts > div"):
                shown[row.dt.get_text()] = [Path(link["href"]).stem for link in row.select("ol a")]
            sent = [*step.templates, *stage.templates]
            for reader in triage.readers:
                wanted = [id for id in sent if templates[id].audience in reader.audiences]
                assert shown.get(reader.label, []) == wanted, (happening.id, stage.id, reader.id)
            lists = [link["href"].split("#")[1] for link in section.select('a[href*="checklists.html#"]')]
            assert lists == list(stage.checklists)


def test_every_situation_tells_its_duties_with_their_clocks_and_whom_to_call(parse, triage, loaded):
    book = loaded.playbook
    calls = {call.id: call for call in triage.calls}
    for happening in triage.situations:
        page = parse(f"triage/{happening.id.value}.html")
        entries = page.select(".triage-duties > li")
        told = [entry.a["href"].split("#")[1] for entry in entries]
        assert told == [*happening.duties, *happening.duties_by_business]
        for entry, id in zip(entries, told, strict=True):
            duty = book.duties[id]
            text = entry.get_text()
            assert duty.nature.label in text
            for deadline in duty.deadlines:
                assert book.rules[deadline.rule].text in text
        people = [row.get_text() for row in page.select(".triage-calls dd")]
        assert len(people) == len(happening.calls) + 1
        for text, id in zip(people, happening.calls, strict=False):
            assert calls[id].why in text


def test_an_emergency_reader_is_not_distracted(parse, triage):
    """No explained words, no script of its own, no table of contents on the ways to a notice."""
    for address in ["index.html", "templates/index.html", *(f"triage/{one.id.value}.html" for one in triage.situations)]:
        page = parse(address)
        assert not page.select("article a.term"), address
        assert not page.select("article script"), address
        assert not page.select(".md-sidebar--secondary:not([hidden]) .md-nav--secondary li"), address


STARTS = re.compile(r"た日から|発生から|してから|の判断から|時点で|日時から")


def test_every_clock_tells_one_start(parse, triage):
    shown = 0
    for happening in triage.situations:
        for line in parse(f"triage/{happening.id.value}.html").select(".triage-duties ul li"):
            told = STARTS.findall(line.get_text())
            assert len(told) <= 1, (happening.id, line.get_text())
            shown += len(told)
    assert shown > 60
    for line in parse("index.html").select(".flow-duties li"):
        for clock in line.get_text().split("／"):
            assert len(STARTS.findall(clock)) <= 1, clock
