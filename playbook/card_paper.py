"""The quick card as a plain value: what to do in the first minutes, on one sheet, when nothing else is at hand."""

from typing import Any

from playbook import compose
from playbook.book_paper import BookPaper, nature
from playbook.law import Deadline, Duty
from playbook.law_words import clock_words, plain
from playbook.model import Playbook, Template
from playbook.placeholder import missing
from playbook.triage_pages import LISTED

CONTACTS_TABLE = "l11-contacts"
OUTSIDE_CONTACTS = ("lawyer", "forensics", "police", "ppc")
"""Rows of the table of contacts that every company may need."""


def quick_card(paper: BookPaper) -> dict[str, Any]:
    """First moves, three questions, the first notice, the clocks, whom to call, where the copies are."""
    book, triage = paper.book, paper.book.triage
    assert triage
    first = book.templates[triage.first.template]
    (message,) = first.messages
    filled = book.organization.filled
    return {
        "moves": [paper.mail(move) for move in triage.moves],
        "questions": triage.questions.model_dump(),
        "stages": [stage.short for stage in triage.stages],
        "situations": [
            [happening.label, [_numbers(paper, steps.get(stage.id, ())) for stage in triage.stages]]
            for happening in triage.situations
            if (steps := {step.stage: step.templates for step in happening.steps})
        ],
        "always": [_numbers(paper, stage.templates) for stage in triage.stages],
        "readers": [
            [reader.label, "・".join(template.number for template in found) if len(found) <= LISTED else "上の表から"]
            for reader in triage.readers
            if (found := [template for template in book.templates.values() if template.audience in reader.audiences])
        ],
        "first": _called(first),
        "subject": paper.mail(message.subject or ""),
        "text": paper.mail(compose.body(book, message)),
        "clocks": [
            _clock(book, duty, deadline)
            for duty in book.duties.values()
            for deadline in duty.deadlines
            if deadline.minutes or deadline.hours or deadline.days
        ],
        "calls": [
            [paper.mail(call.who), paper.mail(call.reach) if call.reach and not missing(call.reach, filled) else []]
            for call in triage.calls
        ],
        "outside": [row.cells["body"] for row in book.tables[CONTACTS_TABLE].rows if row.id in OUTSIDE_CONTACTS],
    }


def _called(template: Template) -> str:
    return f"{template.number} {template.title}"


def _numbers(paper: BookPaper, templates: tuple[str, ...]) -> str:
    return "・".join(paper.book.templates[id].number for id in templates)


def _clock(book: Playbook, duty: Duty, deadline: Deadline) -> list[Any]:
    """The nature of a deadline, what is due, within what time, and from when, where its own words do not tell."""
    rule = book.rules[deadline.rule]
    label, start = clock_words(deadline, rule)
    what = plain(duty.title, book) + ("" if label in duty.title else f"：{label}")
    return [nature(deadline.nature), what, rule.text, f"（{start}）" if start else ""]
