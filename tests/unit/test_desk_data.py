"""What the desk is told at build time: few values to type, and data without the recipient's or the facilitator's."""

import json
import re

import pytest

from playbook import desk
from playbook.model import Scope
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def compiled(loaded):
    return desk.compiled(loaded.playbook)


def test_the_first_notice_asks_for_little(loaded):
    """On a bare clone: what neither the registry nor the desk itself has a value for."""
    book = loaded.playbook
    (message,) = book.templates[desk.first_notice(book)].messages
    asked = [
        name for name in desk._names(book, message)
        if (entry := book.placeholders[name]).scope is not Scope.RECIPIENT and not entry.default and not entry.auto
    ]
    assert asked == ["サービス名", "自社_会社名", "症状", "自社_電話番号"]


def test_a_later_notice_asks_for_six_new_values_or_says_why(loaded):
    book = loaded.playbook
    for template in book.templates.values():
        most = max(len(desk.new_fields(book, message)) for message in template.messages)
        assert (most > desk.NEW_FIELDS) == bool(template.many_fields), template.id


def test_all_notices_and_offered_parts_are_there(compiled, loaded):
    book = loaded.playbook
    assert [template["id"] for template in compiled["templates"]] == list(book.templates)
    assert {part["id"] for part in compiled["parts"]} == {part.id for part in book.parts.values() if part.when}
    assert len(compiled["parts"]) >= 15  # P01 to P15
    for template in compiled["templates"]:
        for message in template["messages"]:
            for section in message["blocks"]:
                choices = (section if "choices" in section else compiled["sections"][section["part"]])["choices"]
                assert not choices[0]["evidence"] and all(choice["text"] for choice in choices)


def test_nothing_is_told_that_no_script_reads(compiled):
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "docs/assets/javascripts").glob("desk*.js"))
    keys = {*compiled, *compiled["templates"][0], *compiled["templates"][0]["messages"][0]}
    keys |= {key for claim in compiled["claims"].values() for key in claim}
    keys |= {key for section in compiled["sections"].values() for key in section}
    assert [key for key in sorted(keys) if not re.search(rf"\.{key}\b", scripts)] == []
    assert {key for claim in compiled["claims"].values() for key in claim} == {"title"}


def test_no_reference_is_left(compiled):
    assert "[[" not in json.dumps(compiled, ensure_ascii=False)


def test_every_name_of_the_texts_has_a_field(compiled, loaded):
    texts = json.dumps([compiled["templates"], compiled["sections"]], ensure_ascii=False)
    names = {name for name in loaded.playbook.placeholders if f"(({name}))" in texts}
    assert names <= set(compiled["placeholders"])
    assert "自社_本部長" not in compiled["placeholders"], "the blanks of the regulation are none of the desk's"


def test_the_notices_to_one_recipient_name_one(loaded):
    book = loaded.playbook
    named = [template for template in book.templates.values() if template.one_recipient]
    assert len(named) >= 6
    for template in named:
        assert all("宛先_氏名" in desk._names(book, message) for message in template.messages), template.id


def test_the_times_that_are_compared_come_from_the_data(compiled):
    times = compiled["times"]
    assert {"発生時刻", "復旧時刻", "誤送信の時刻"} <= set(times["begun"]) and "次回連絡時刻" in times["ahead"]
    assert {"earlier": "発生時刻", "later": "復旧時刻"} in times["order"]
    assert set(times["begun"]).isdisjoint(times["ahead"])
