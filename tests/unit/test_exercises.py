"""How an exercise is played: who sees what, 【訓練】 everywhere, model notices, and the days of the clocks."""

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest

from playbook import drill
from playbook.law import Deadline
from playbook.scenario import (
    DRILL,
    FIRST_LINE,
    LAST_LINE,
    SHORT_MINUTES,
    Card,
    Guide,
    Handout,
    Medium,
    Twist,
    drilled,
    drilled_subject,
    secrets,
    texts,
    words,
)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def book(loaded):
    return loaded.playbook


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        pytest.param(datetime(2026, 11, 24, 9, 5), "11月24日（火）9時05分", id="分は二桁"),
        pytest.param(datetime(2027, 1, 1, 0, 0), "1月1日（金）0時00分", id="真夜中"),
        pytest.param(datetime(2026, 12, 6, 23, 59), "12月6日（日）23時59分", id="日曜"),
    ],
)
def test_words(moment, said):
    assert words(moment) == said


def test_every_text_of_an_exercise_is_framed():
    assert drilled("一\n二\n") == f"{FIRST_LINE}\n一\n二\n{LAST_LINE}"
    assert drilled_subject("件名") == "【訓練】件名"
    assert FIRST_LINE.startswith(DRILL) and LAST_LINE.startswith(DRILL)


def deadline(**changes) -> Deadline:
    shape = {"id": "d", "label": "期限", "rule": "r", "starts": "known", "nature": "law"}
    return Deadline.model_validate(shape | changes)


@pytest.mark.parametrize(
    ("changes", "start", "due"),
    [
        pytest.param({"days": "30", "first_day": "counted", "last_day": "rolls"}, date(2026, 11, 24), date(2026, 12, 23), id="初日を数える"),
        pytest.param({"days": "30", "first_day": "next", "last_day": "rolls"}, date(2026, 11, 24), date(2026, 12, 24), id="翌日から"),
        pytest.param({"days": "30", "first_day": "unconfirmed", "last_day": "unconfirmed"}, date(2026, 11, 21), date(2026, 12, 20), id="分からなければ早い日で、日曜でも延ばさない"),
        pytest.param({"days": "30", "first_day": "counted", "last_day": "rolls"}, date(2026, 11, 21), date(2026, 12, 21), id="日曜は月曜へ"),
        pytest.param({"days": "30", "first_day": "counted", "last_day": "rolls"}, date(2026, 11, 30), date(2027, 1, 4), id="年末は1月4日へ"),
        pytest.param({"days": "30", "first_day": "counted", "last_day": "rolls"}, date(2026, 12, 13), date(2027, 1, 12), id="成人の日の次の日へ"),
        pytest.param({"days": "60", "first_day": "counted", "last_day": "rolls"}, date(2026, 12, 4), date(2027, 2, 1), id="60日目の月曜"),
        pytest.param({"minutes": "30"}, date(2026, 11, 24), None, id="分の期限には日がない"),
        pytest.param({"months": "2", "first_day": "next", "last_day": "rolls"}, date(2026, 11, 24), None, id="月で数えるもの"),
        pytest.param({"days": "30", "first_day": "next", "last_day": "stays", "starts": "fiscal_year"}, date(2026, 11, 24), None, id="年度の末日から数えるもの"),
        pytest.param({}, date(2026, 11, 24), None, id="速やかに"),
    ],
)
def test_due(changes, start, due):
    assert drill.due(deadline(**changes), start) == due


# --- who sees what -------------------------------------------------------------------------------------


def models_in(annotation, seen=None) -> set:
    """Every model that can stand in ``annotation``."""
    seen = set() if seen is None else seen
    for found in (annotation, *getattr(annotation, "__args__", ())):
        if hasattr(found, "model_fields") and found not in seen:
            seen.add(found)
            for field in found.model_fields.values():
                models_in(field.annotation, seen)
        elif found is not annotation:
            models_in(found, seen)
    return seen


@pytest.mark.parametrize("shown", [Handout, Card])
def test_what_players_see_cannot_hold_what_the_facilitator_knows(shown):
    names = {model.__name__ for model in models_in(shown)}
    assert shown.__name__ in names
    assert names.isdisjoint({"Guide", "Facilitator", "Hint", "Notice", "Clock", "Criterion", "Improvement", "Inject", "Module", "Scenario"})


def test_brief_and_sheets_hold_no_secret(book):
    for scenario in book.scenarios.values():
        brief = drill.brief(book, scenario)
        decks = [*drill.deck(book, scenario), *drill.deck(book, scenario, short=True)]
        shown = bare(brief.handout.model_dump_json() + "".join(repr(sheet) for sheet in decks))
        kept = [bare(drill.spoken(book, scenario, text)) for text in secrets(scenario)]
        assert len(kept) > 100
        assert not [text for text in kept if len(text) >= 12 and text in shown]


def test_secrets_are_all_of_guide_and_facilitator(book):
    scenario = next(iter(book.scenarios.values()))
    kept = set(secrets(scenario))
    assert {scenario.facilitator.truth, scenario.modules[0].aim, scenario.injects[0].guide.purpose} <= kept
    assert {hint.say for inject in scenario.injects for hint in inject.guide.hints} <= kept
    assert kept.isdisjoint({scenario.handout.lead, scenario.modules[0].title, *(card.text for card in scenario.cards)})
    assert isinstance(scenario.injects[0].guide, Guide)


def test_what_players_see_has_the_words_of_the_rules(book):
    scenario = book.scenarios["s1-stopped-morning"]
    handout = scenario.handout.model_copy(update={"facts": ("報告は[[appi-report]]。", *scenario.handout.facts[1:])})
    first = scenario.injects[0].model_copy(update={"card": scenario.cards[0].model_copy(update={"text": "確報は[[appi-final]]。"})})
    asked = scenario.model_copy(update={"handout": handout, "injects": (first, *scenario.injects[1:])})
    assert drill.brief(book, asked).handout.facts[0] == f"報告は{book.rules['appi-report'].text}。"
    assert f"確報は{book.rules['appi-final'].text}。" in drill.deck(book, asked)[0].text


# --- the real exercises --------------------------------------------------------------------------------


def test_every_card_carries_the_mark(book):
    for scenario in book.scenarios.values():
        for sheet in drill.deck(book, scenario):
            lines = sheet.text.splitlines()
            assert lines[0] == FIRST_LINE and lines[-1] == LAST_LINE and len(lines) > 2
            assert (sheet.medium == Medium.EMAIL.label) == bool(sheet.subject)
            assert not sheet.subject or sheet.subject.startswith(DRILL)


def test_every_model_notice_carries_the_mark_and_is_complete(book):
    for scenario in book.scenarios.values():
        written = [(inject, drill.letter(book, scenario, inject)) for inject in scenario.injects if inject.guide.notice]
        assert len(written) >= 3
        for inject, letter in written:
            assert letter.text.splitlines()[0] == FIRST_LINE and letter.text.splitlines()[-1] == LAST_LINE
            channel = book.templates[inject.guide.notice.template].channel.value
            assert letter.subject.startswith(DRILL) if channel == "email" else True
            assert drill.unfilled(book, scenario, inject) == ()


def test_the_names_of_the_company_replace_those_of_the_story(book):
    own = book.organization.model_copy(update={"values": book.organization.values | {"自社_会社名": "有限会社やまびこ"}})
    mine = replace(book, organization=own)
    scenario = book.scenarios["s1-stopped-morning"]
    fiction = scenario.names["自社_会社名"]
    theirs, ours = drill.brief(book, scenario), drill.brief(mine, scenario)
    assert fiction in theirs.handout.story and fiction not in ours.handout.story
    assert "有限会社やまびこ" in ours.handout.story and ours.names["自社_会社名"] == "有限会社やまびこ"


def test_names_in_a_scenario_are_marks(book):
    """The fictitious names stand in ``names`` alone, so that one line changes them everywhere."""
    for scenario in book.scenarios.values():
        fiction = [value for name, value in scenario.names.items() if not value.startswith("http")]
        written = "".join(text for path, text, _ in texts(scenario) if not {"names", "edits"} & set(path))
        assert not [value for value in fiction if value in written]


def test_short_form_keeps_the_numbers_of_the_full_form(book):
    for scenario in book.scenarios.values():
        full = {sheet.number: sheet for sheet in drill.deck(book, scenario)}
        short = drill.deck(book, scenario, short=True)
        assert 3 <= len(short) < len(full)
        assert all(full[sheet.number].text == sheet.text for sheet in short)
        assert any(sheet.task for sheet in short)
        assert all(inject.short.at < SHORT_MINUTES for inject in scenario.short_form)


def test_together_they_are_hard(book):
    twists = {twist for scenario in book.scenarios.values() for twist in scenario.facilitator.twists}
    assert len(book.scenarios) >= 5
    assert twists == set(Twist)
    assert sum(bool(inject.guide.wrong) for scenario in book.scenarios.values() for inject in scenario.injects) >= 8


def test_values_of_the_incident_last_and_those_of_a_notice_do_not(book):
    scenario = book.scenarios["s1-stopped-morning"]
    inject = next(one for one in scenario.injects if one.id == "notify")
    values = drill.values_at(book, scenario, inject)
    assert values["発生時刻"] == "11月24日（火）9時40分"  # said once, at the second card
    assert "次回連絡時刻" in values and values["次回連絡時刻"].startswith("11月27日")
    assert "調査方法" not in values  # of an earlier notice alone


def test_a_dropped_section_and_an_added_part(book):
    scenario = book.scenarios["s4-payment-page"]
    inject = next(one for one in scenario.injects if one.id == "page")
    text = drill.letter(book, scenario, inject).text
    assert "専用のお問い合わせ窓口" in text and "((自社_窓口名))" not in text
    assert text.index("専用のお問い合わせ窓口") < text.index("――――")


def test_an_unknown_message_gives_no_letter(book):
    notice = SimpleNamespace(template="36-call-script", message="none")
    assert drill.message_of(book, notice) is None
    assert drill.message_of(book, SimpleNamespace(template="99-none", message=None)) is None


# --- an hour at short notice ---------------------------------------------------------------------------


def slots_of(guide) -> list[tuple[int, int]]:
    """From which minute to which each item of a timetable lasts."""
    found = (re.match(r"(\d+)分から(\d+)分：", item) for item in guide.items)
    return [(int(slot[1]), int(slot[2])) for slot in found if slot]


def test_the_hour_is_an_hour_without_a_gap_and_holds_two_short_forms(book):
    slots = slots_of(book.exercises["hour"])
    assert slots[0][0] == 0 and slots[-1][1] == 60
    assert all(before[1] == after[0] for before, after in pairwise(slots))
    assert [end - start for start, end in slots].count(SHORT_MINUTES) == 2
    assert min(end - start for start, end in slots) >= 3


def test_every_short_form_can_be_held_in_its_time(book):
    """A task ends before the next card is handed out, and the last one a minute before the end, for the questions."""
    for scenario in book.scenarios.values():
        forms = sorted((inject.short for inject in scenario.injects if inject.short), key=lambda short: short.at)
        assert len(forms) >= 3
        ends = [*(form.at for form in forms[1:]), SHORT_MINUTES - 1]
        for form, end in zip(forms, ends, strict=True):
            assert form.at + (form.task.minutes if form.task else 0) <= end, (scenario.id, form)
