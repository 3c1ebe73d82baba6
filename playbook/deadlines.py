"""What the deadlines page computes with: facts, duties and Japanese holidays, as one plain value.

The reckoning itself is in ``docs/assets/javascripts/deadlines.js``, and only there.
"""

from typing import Any

from playbook.holiday import national_holidays
from playbook.law import Condition, Deadline, Duty, Fact, Nature
from playbook.law_words import limit_words, plain
from playbook.model import Playbook

YEARS_BEFORE, YEARS_AFTER = 1, 5
"""How many years of holidays are known before and after that of the edition."""

COUNTING_UNITS = frozenset({"人"})
"""The units that count what cannot be halved: a number in one of them is whole."""


def compiled(book: Playbook, year: int) -> dict[str, Any]:
    """The data of an edition of ``year``."""
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    return {
        "facts": {
            fact.id: {
                "label": plain(fact.label, book),
                "group": fact.group,
                "kind": fact.kind.value,
                "unit": fact.unit or "",
                **({"whole": True} if fact.unit in COUNTING_UNITS else {}),
            }
            for fact in book.facts.values()
        },
        "natures": {nature.value: f"{nature.mark}{nature.label}" for nature in Nature},
        "duties": [_duty(duty, book) for duty in book.duties.values()],
        "holidays": {day.isoformat(): name for year in years for day, name in national_holidays(year).items()},
        "holidaysFrom": f"{years[0]}-01-01",
        "holidaysUntil": f"{years[-1]}-12-31",
    }


def _duty(duty: Duty, book: Playbook) -> dict[str, Any]:
    return {
        "id": duty.id,
        "title": plain(duty.title, book),
        "law": duty.law,
        "nature": duty.nature.value,
        "addressee": plain(duty.addressee, book),
        "trigger": _condition(duty.trigger, book.facts),
        "deadlines": [_deadline(deadline, book) for deadline in duty.deadlines],
    }


def _deadline(deadline: Deadline, book: Playbook) -> dict[str, Any]:
    numbers = deadline.model_dump(include={"minutes", "hours", "days", "months", "earliest_days"}, exclude_none=True)
    rule = book.rules[deadline.rule]
    return {
        "id": deadline.id,
        "label": plain(deadline.label, book),
        "words": rule.text,
        "rule": f"{rule.text}（{rule.basis}）",
        "nature": deadline.nature.label,
        "starts": deadline.starts.value,
        **numbers,
        **({"first_day": deadline.first_day.value} if deadline.first_day else {}),
        **({"last_day": deadline.last_day.value} if deadline.last_day else {}),
        **({"when": _condition(deadline.when, book.facts)} if deadline.when else {}),
    }


def _condition(condition: Condition, facts: dict[str, Fact]) -> dict[str, Any]:
    """A condition with the words of each of its comparisons."""
    if condition.fact:
        if condition.limit is None:
            return {"fact": condition.fact}
        met, unmet = limit_words(condition, facts[condition.fact])
        limit = condition.model_dump(include={"over", "at_least"}, exclude_none=True)
        return {"fact": condition.fact, **limit, "max_counts": condition.max_counts, "met": met, "unmet": unmet}
    if condition.negated:
        return {"not": _condition(condition.negated, facts)}
    name = "all" if condition.all else "any"
    return {name: [_condition(part, facts) for part in getattr(condition, name)]}
