"""The craft on the built site: terms marked as they should be on every page, and nothing of a mail touched."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from playbook import compose
from playbook.finish import UNMARKED

NEVER_AROUND = {"a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "label", "legend", "option", "pre", "select", "summary"}


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, BeautifulSoup]:
    """Every page, parsed, by its address."""
    return {
        page.relative_to(site).as_posix(): BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for page in sorted(site.rglob("*.html"))
    }


def test_terms_are_marked_once_a_section_and_never_inside_what_is_sent(documents, loaded):
    marked = 0
    for address, document in documents.items():
        seen: set[str] = set()
        for element in document.find_all(["h1", "h2", "h3", "a"]):
            if element.name != "a":
                seen.clear()
            elif "term" in (element.get("class") or []):
                id = element["href"].split("#")[1]
                assert address not in UNMARKED
                assert id not in seen, (address, id)
                assert not {parent.name for parent in element.parents} & NEVER_AROUND, (address, id)
                assert element.get_text() in loaded.playbook.glossary[id].surfaces
                assert document.find(id=element["aria-describedby"]).get_text() == loaded.playbook.glossary[id].meaning
                seen.add(id)
                marked += 1
    assert marked > 300


def test_every_term_is_marked_somewhere(documents, loaded):
    found = {link["href"].split("#")[1] for document in documents.values() for link in document.select("a.term")}
    assert set(loaded.playbook.glossary) - found == set()


def test_the_mails_read_as_they_did(documents, loaded):
    for template in loaded.playbook.templates.values():
        shown = [pre.get_text() for pre in documents[f"templates/{template.id}.html"].select("pre.mail-text")]
        wanted = [
            text
            for message in template.messages
            for block in compose.blocks(loaded.playbook, message)
            for text in compose.options(block.section)
        ]
        assert [text.strip("\n") for text in shown] == [text.strip("\n") for text in wanted]


def test_every_checklist_item_and_decision_is_shown(documents, loaded):
    page = documents["checklists.html"]
    for checklist in loaded.playbook.checklists.values():
        boxes = page.select(f'form[data-checklist="{checklist.id}"] input[type="checkbox"]')
        assert [box["name"] for box in boxes] == [f"{checklist.id}:{item.id}" for item in checklist.items]
    decisions = documents["writing/decisions.html"]
    assert [heading["id"] for heading in decisions.select("article h2")] == list(loaded.playbook.decisions)


def test_pages_on_writing_stand_in_the_order_of_the_data(documents, loaded):
    links = [link["href"] for link in documents["writing/index.html"].select(".writing-index a:not(.term)")]
    assert [link.split("/")[-1] for link in links] == [f"{id}.html" for id in loaded.playbook.writing]
    for id, entry in loaded.playbook.writing.items():
        page = documents[f"writing/{id}.html"]
        assert page.h1.get_text() == entry.title
        assert len(page.select(".rewrite")) == len(entry.examples)
