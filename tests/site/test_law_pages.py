"""The law on the built site: every number leads to its source in one click, every relation is shown both ways."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from playbook.law import Nature
from playbook.relations import Dependents, Relations, told

PAGES = {"templates": "templates/{}.html", "duties": "law/duties.html", "tables": "law/index.html", "faq": "faq.html",
         "checklists": "checklists.html", "writing": "writing/{}.html", "decisions": "writing/decisions.html"}
PAGES["regulation"] = "regulation/index.html"
PAGES["phrases"] = "phrases.html"
PAGES["scenarios"] = "exercises/facilitator/{}.html"  # what is in play is told to the facilitator alone
LAW_PAGES = ["law/index.html", "law/duties.html", "law/sources.html", "law/changes.html", "faq.html", "deadlines.html"]


@pytest.fixture(scope="module")
def read(site: Path):
    """A page of the site, parsed once."""
    known: dict[str, BeautifulSoup] = {}

    def page(address: str) -> BeautifulSoup:
        if address not in known:
            known[address] = BeautifulSoup((site / address).read_text("utf-8"), "html.parser")
        return known[address]

    return page


def links_of(read, kind: str, id: str) -> set[str]:
    """Where the page of an entry leads, from the entry's own part of it, without the way up."""
    page = read(PAGES[kind].format(id))
    part = page.find(id={"templates": "law", "writing": "related", "scenarios": "related"}.get(kind, id))
    assert part, (kind, id)
    around = []
    for element in part.next_elements:
        if element.name in ("h1", "h2", "h3") and element is not part:
            break
        if element.name == "a":
            around.append(element["href"])
    return {href.replace("../", "") for href in around if "href"}


def address(kind: str, id: str) -> set[str]:
    """The ways in which a page may name an entry."""
    if kind == "templates":
        return {f"templates/{id}.html", f"{id}.html"}
    if kind == "writing":
        return {f"writing/{id}.html", f"{id}.html"}
    if kind in ("checklists", "decisions"):
        page = PAGES[kind]
        return {f"{page}#{id}", f"{page.split('/')[-1]}#{id}"}
    if kind in ("faq", "phrases"):
        return {f"{PAGES[kind]}#{id}"}
    if kind == "scenarios":
        return {f"exercises/{id}.html"}
    if kind == "regulation":
        return {f"regulation/index.html#{id}"}
    name = "duties.html" if kind == "duties" else "index.html"
    return {f"law/{name}#{id}", f"{name}#{id}"}


def test_every_relation_is_shown_on_both_sides(loaded, read):
    relations = list(told(loaded.playbook))
    assert len(relations) > 100
    missing = [
        (one, other)
        for pair in relations
        for one, other in (pair, pair[::-1])
        if not address(*other) & links_of(read, *one)
    ]
    assert not missing


def test_nothing_is_orphaned_without_a_reason(loaded):
    relations = Relations(loaded.playbook)
    for kind in ("duties", "tables", "faq"):
        for id, entry in getattr(loaded.playbook, kind).items():
            assert relations.of(kind, id) or entry.alone, (kind, id)


def test_every_reference_leads_to_a_rule_with_basis_confidence_and_day(read, site):
    """One click from any number of law to what it rests on."""
    entries = {f"rule-{section['id'].removeprefix('rule-')}": section for section in read("law/sources.html").select(".rule-entry")}
    seen = 0
    for page in sorted(site.rglob("*.html")):
        for link in read(page.relative_to(site).as_posix()).select(".rule-ref > a"):
            entry = entries[link["href"].split("#")[1]]
            text = entry.get_text()
            seen += 1
            if "実務" not in text:
                assert "確度：" in text and "確認日：20" in text and entry.select('a[href*="#source-"]')
    assert seen > 300


@pytest.mark.parametrize("page", LAW_PAGES)
def test_law_pages_tell_the_state_of_the_review(loaded, read, page):
    assert not loaded.playbook.organization.legal_review.by
    assert "自社の法務確認：未" in read(page).get_text()
    assert read(page).select(".freshness[data-review-by]")


def test_nature_is_told_by_word_and_shape(read):
    words = {f"{nature.mark}{nature.label}" for nature in Nature}
    for page in LAW_PAGES:
        for tag in read(page).select(".nature"):
            assert tag.get_text() in words


def test_every_source_tells_what_depends_on_it(loaded, read):
    page = read("law/changes.html")
    dependents = Dependents(loaded.playbook, Relations(loaded.playbook), {})
    for source in loaded.playbook.sources:
        shown = page.find(id=f"change-{source}")
        found = dependents.of(source)
        for kind in ("duties", "tables", "faq"):
            for id in found[kind]:
                assert any(link["href"].removeprefix("../") in address(kind, id) for link in shown.select("a")), (source, id)
        for rule in found["rules"]:
            assert shown.select(f'a[href$="#rule-{rule}"]'), (source, rule)


def test_the_reviews_are_a_calendar(loaded, site):
    data = (site / "downloads/law-reviews.ics").read_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 75
    days = {str(event["UID"]): event["DTSTART"].dt for event in Calendar.from_ical(data).walk("VEVENT")}
    assert sorted(days.values()) == sorted(source.review_by for source in loaded.playbook.sources.values())
