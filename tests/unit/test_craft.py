"""The craft as it stands: what the inventory asks for is there, and the glossary is in the order of a dictionary."""

import re

import pytest

from playbook.craft import GlossaryTerm
from playbook.craft_pages import KANA_ROWS, CraftPages, _collated

COUNTS = {
    "before-sending": 14,
    "after-recovery": 7,
    "first-publication": 5,
    "apology-elements": 6,
    "never": 5,
    "this-month": 5,
}


@pytest.mark.parametrize(("id", "count"), COUNTS.items())
def test_checklists_have_what_the_inventory_lists(loaded, id, count):
    assert len(loaded.playbook.checklists[id].items) == count


def test_decisions_settle_every_point_of_the_inventory(loaded):
    assert set(loaded.playbook.decisions) >= {
        "first-notice", "update-interval", "estimate", "passwords", "apology-and-liability", "no-leak-found",
        "authority-reports", "publication-timing", "identity-check", "recovery-and-final", "apology-temperature", "desk", "means",
    }


def test_every_page_on_writing_leads_to_a_template_and_has_an_example(loaded):
    for page in loaded.playbook.writing.values():
        assert page.see.templates and page.examples


def test_the_glossary_is_large_and_short(loaded):
    terms = loaded.playbook.glossary.values()
    assert len(terms) >= 45
    assert max(len(term.meaning) for term in terms) <= 80


def test_every_term_is_shown_once_in_the_order_of_its_reading(loaded):
    rows = CraftPages(loaded.playbook, None, None).rows()
    shown = [term for _, _, terms in rows for term in terms]
    assert sorted(term.id for term in shown) == sorted(loaded.playbook.glossary)
    assert [row[0] for row in rows] == [row[0] for row in KANA_ROWS if row[0] in {row[0] for row in rows}]
    for _, _, terms in rows:
        readings = [_collated(term.reading) for term in terms]
        assert readings == sorted(readings)


def test_every_letter_that_a_reading_may_begin_with_has_its_row():
    field = GlossaryTerm.model_fields["reading"]
    pattern = next(rule.pattern for rule in field.metadata if getattr(rule, "pattern", None))
    letters = [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 2) if re.match(pattern, chr(code))]
    assert len(letters) > 80 and not re.match(pattern, "ー")
    assert [letter for letter in letters if sum(_collated(letter) in row for *_, row in KANA_ROWS) != 1] == []


@pytest.mark.parametrize(
    ("reading", "collated"),
    [
        pytest.param("ばすけっと", "はすけつと", id="濁点と促音"),
        pytest.param("てぃー", "てい", id="小さな字と長音"),
        pytest.param("ゔぃっしんぐ", "ういつしんく", id="濁点の付いた「う」"),
    ],
)
def test_readings_are_collated_as_in_a_dictionary(reading, collated):
    assert _collated(reading) == collated
