"""Conditions, references, relations and calendars: small cases of each."""

import re
from datetime import date

import pytest
from icalendar import Calendar
from pydantic import ValidationError

from playbook.deadlines import compiled
from playbook.ics import Event, calendar
from playbook.law import NUMBER_OF_LAW, Condition, Deadline, Fact, Rule, references, without_references
from playbook.law_words import clock_words, outline, when_words


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        pytest.param("leak", ["leak"], id="事実だけ"),
        pytest.param({"fact": "people", "over": "1000"}, ["people"], id="数"),
        pytest.param({"all": ["leak", {"any": ["card", {"not": "sealed"}]}]}, ["leak", "card", "sealed"], id="入れ子"),
    ],
)
def test_conditions_as_written(written, leaves):
    assert [leaf.fact for leaf in Condition.model_validate(written).leaves()] == leaves


@pytest.mark.parametrize(
    "written",
    [
        pytest.param({}, id="何もない"),
        pytest.param({"all": ["leak"], "any": ["card"]}, id="二つの組み合わせ"),
        pytest.param({"fact": "people", "over": "1", "at_least": "2"}, id="二つの限度"),
        pytest.param({"all": ["leak"], "over": "1"}, id="事実のない限度"),
        pytest.param({"fact": "leak", "max_counts": "true"}, id="限度のない最大"),
        pytest.param({"fact": "people", "over": "-1"}, id="負の限度"),
        pytest.param({"some": ["leak"]}, id="知らない組み合わせ"),
    ],
)
def test_conditions_that_are_none(written):
    with pytest.raises(ValidationError):
        Condition.model_validate(written)


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param({"days": 30}, id="数え方がない"),
        pytest.param({"days": 30, "hours": 1, "first_day": "counted", "last_day": "rolls"}, id="二つの単位"),
        pytest.param({"first_day": "counted", "last_day": "rolls"}, id="数のない数え方"),
        pytest.param({"days": 3, "earliest_days": 5, "first_day": "next", "last_day": "stays"}, id="早い方が遅い"),
        pytest.param({"days": 0, "first_day": "next", "last_day": "stays"}, id="ゼロ日"),
    ],
)
def test_deadlines_that_are_none(numbers):
    whole = {"id": "a", "label": "報告", "rule": "r", "starts": "known", "nature": "law"}
    Deadline.model_validate(whole)
    with pytest.raises(ValidationError):
        Deadline.model_validate(whole | numbers)


def test_outline_reads_as_a_sentence_or_a_list():
    facts = {
        id: Fact(id=id, group="g", label=label, kind=kind, unit=unit)
        for id, label, kind, unit in [("a", "漏れた", "flag", None), ("n", "本人の数", "number", "人"), ("x", "暗号化", "flag", None)]
    }
    read = outline(
        Condition.model_validate(
            {"all": ["a", {"any": [{"fact": "n", "over": 1000}, {"all": ["a", {"fact": "n", "at_least": 3}]}]}, {"not": "x"}]}
        ),
        facts,
    )
    assert read.text == "次のすべて"
    assert [part.text for part in read.parts] == ["漏れた", "次のどれか", "【除く】暗号化"]
    assert [part.text for part in read.parts[1].parts] == ["本人の数が1,000人を超える", "漏れた、かつ、本人の数が3人以上である"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("a", "「漏れた」に当たる", id="事実だけ"),
        pytest.param({"any": ["a", "x"]}, "「漏れた」か「盗まれた」に当たる", id="どれか"),
        pytest.param({"not": "a"}, "「漏れた」に当たらない", id="でない"),
        pytest.param({"not": {"any": ["a", "x"]}}, "「漏れた」にも「盗まれた」にも当たらない", id="どれでもない"),
    ],
)
def test_when_reads_before_toki(written, words):
    facts = {id: Fact(id=id, group="g", label=label, kind="flag") for id, label in [("a", "漏れた"), ("x", "盗まれた")]}
    assert when_words(Condition.model_validate(written), facts) == words


def test_references_are_found_and_keep_their_room():
    text = "[[a-1]]までに、[[b:basis]]。[[a-1]]"
    assert references(text) == ("a-1", "b")
    assert without_references(text) == "       までに、           。       "


@pytest.mark.parametrize(
    "text",
    [
        "30日以内", "３０日以内", "72時間以内", "15 分以内", "2か月以内", "3〜5日", "3から5日", "26条", "第10条", "58条の2",
        "1,000人を超える", "100人以上", "3万人", "1,000万人", "50万円以下の罰金", "1年以下の拘禁刑", "2時間以上",
    ],
)
def test_numbers_of_law_are_seen(text):
    assert NUMBER_OF_LAW.search(text)


@pytest.mark.parametrize("text", ["9時40分", "3つの点", "2026年11月22日", "1日3回", "3条件", "100人", "8ページ", "30日目"])
def test_other_numbers_are_left_alone(text):
    assert not NUMBER_OF_LAW.search(text)


def test_python_calendar_parses_and_folds():
    title = "【法令の見直し】" + "とても長い題、読点；と\\を含む,もの" * 6
    text = calendar([Event("a", date(2027, 2, 28), title, "一行目\n二行目")], date(2026, 11, 22))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n", "").count("\n") == 0
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["SUMMARY"] == title
    assert event["DESCRIPTION"] == "一行目\n二行目"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 2, 28), date(2027, 3, 1))


def test_holidays_of_the_compiled_data(loaded):
    data = compiled(loaded.playbook, 2026)
    assert (data["holidaysFrom"], data["holidaysUntil"]) == ("2025-01-01", "2031-12-31")
    expected = {"2026-05-06": "振替休日", "2026-09-22": "国民の休日", "2026-11-23": "勤労感謝の日", "2027-01-11": "成人の日"}
    assert {day: data["holidays"][day] for day in expected} == expected
    assert "2026-11-24" not in data["holidays"]


@pytest.mark.parametrize(
    ("fact", "whole"), [("persons", True), ("outage-users", True), ("my-number-persons", True), ("outage-hours", False), ("malicious", False)]
)
def test_people_are_counted_whole_and_hours_are_not(loaded, fact, whole):
    assert compiled(loaded.playbook, 2026)["facts"][fact].get("whole", False) is whole


def test_every_duty_of_the_compiled_data_has_a_nature_in_words(loaded):
    data = compiled(loaded.playbook, 2026)
    assert data["natures"] == {"law": "■法令", "guideline": "◆指針", "practice": "●実務"}
    assert {duty["nature"] for duty in data["duties"]} <= set(data["natures"])
    assert all(fact["group"] for fact in data["facts"].values())


@pytest.mark.parametrize(
    ("words", "label", "starts", "told"),
    [
        pytest.param("速やかに", "速報", "known", ("速報", "知った日時から"), id="起算を足す"),
        pytest.param("速やかに", "第一報", "occurred", ("第一報", "発生した日時から"), id="発生から数えるもの"),
        pytest.param("概ね3日から5日以内", "速報の目安", "known", ("速報の目安", "知った日時から"), id="幅の「から」は起算ではない"),
        pytest.param("加盟店から契約先への直ちの連絡", "連絡", "known", ("連絡", "知った日時から"), id="人の「から」は起算ではない"),
        pytest.param("知った日から30日以内", "詳細の報告", "known", ("詳細の報告", ""), id="知った日から、とある"),
        pytest.param("発生から原則30分以内", "初報の周知", "occurred", ("初報の周知", ""), id="発生から、とある"),
        pytest.param("認識した時点で直ちに", "開示（要るとき）", "known", ("開示（要るとき）", ""), id="時点で、とある"),
        pytest.param("影響ありと判断してから15分", "初報の目標（影響ありの判断から）", "known", ("初報の目標", ""), id="実務の目標。名前の起算も一つにする"),
        pytest.param("30分ごと", "更新の間隔（重大）", "known", ("更新の間隔（重大）", ""), id="繰り返すもの"),
        pytest.param("時期は要確認", "事実の報告", "known", ("事実の報告", ""), id="時期が分からないもの"),
    ],
)
def test_a_clock_tells_one_start(words, label, starts, told):
    deadline = Deadline.model_validate({"id": "d", "label": label, "rule": "r", "starts": starts, "nature": "law"})
    rule = Rule.model_construct(text=words)
    assert clock_words(deadline, rule) == told


def test_every_clock_of_the_data_tells_one_start_or_needs_none(loaded):
    book = loaded.playbook
    shown = {}
    for duty in book.duties.values():
        for deadline in duty.deadlines:
            label, start = clock_words(deadline, book.rules[deadline.rule])
            shown[f"{label}：{book.rules[deadline.rule].text}"] = start
            starts = [*filter(None, [start]), *re.findall(r"た日から|発生から|してから|の判断から|時点で", label + book.rules[deadline.rule].text)]
            assert len(starts) <= 1, (duty.id, label, starts)
    assert {words for words, start in shown.items() if not start and not re.search("から|時点で|経過後", words)} == NO_START


NO_START = {
    "周知の更新：少なくとも1時間ごと（深夜早朝を除く）",
    "更新の間隔（重大）：30分ごと",
    "更新の間隔（軽微）：2時間ごと",
    "発生・中間・最終の報告：あらかじめ出された報告命令による発生・中間・最終の報告",
    "事実の報告：時期は要確認",
    "本人への通知（権利への高いリスクがあるとき）：時期は要確認（高いリスクがあるとき）",
    "受託者に取らせる措置（平時に、契約などで定めておく）：直ちに委託元へ連絡し、調査の結果を通知させる",
}
"""The clocks of which no one start is true."""
