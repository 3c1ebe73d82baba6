"""The quick card as a plain value: what to do in the first minutes, on one sheet, when nothing else is at hand."""

from typing import Any

from playbook import compose
from playbook.book_paper import BookPaper, nature
from playbook.law import Deadline, Nature
from playbook.law_pages import plain
from playbook.model import Situation, Stage
from playbook.pages import FIRST_NOTICE, NOTICE_STAGES

OWN_CONTACTS = ("自社_対応責任者", "自社_緊急電話", "自社_上席連絡先", "自社_法務連絡先", "自社_広報電話", "自社_電話番号")
"""The organization's values that are called first."""

CONTACTS_TABLE = "l11-contacts"
OUTSIDE_CONTACTS = ("lawyer", "forensics", "insurance", "police", "ppc")
"""Rows of the table of contacts that every company may need."""


def quick_card(paper: BookPaper) -> dict[str, Any]:
    """Three questions, the first notice, the clocks, whom to call, where the copies are."""
    book = paper.book
    templates = book.templates.values()
    first = book.templates[FIRST_NOTICE]
    (message,) = first.messages
    outside = [row.cells["body"] for row in book.tables[CONTACTS_TABLE].rows if row.id in OUTSIDE_CONTACTS]
    return {
        "situations": [
            [situation.label, "・".join(template.number for template in paper.pages.first(situation))]
            for situation in Situation
            if situation is not Situation.ANY
        ],
        "stages": [
            [stage.label, "・".join(template.number for template in templates if template.stage is stage)]
            for stage in NOTICE_STAGES
        ],
        "readers": [
            [template.number, template.title] for template in templates if template.stage is Stage.SUPPORT
        ],
        "first": f"{first.number} {first.title}",
        "subject": paper.mail(message.subject or ""),
        "text": paper.mail(compose.body(book, message)),
        "clocks": [
            [
                nature(deadline.nature),
                f"{plain(duty.title, book)}" if deadline.label in duty.title else f"{plain(duty.title, book)}：{deadline.label}",
                book.rules[deadline.rule].text,
                _start(deadline, book.rules[deadline.rule].text),
            ]
            for duty in book.duties.values()
            for deadline in duty.deadlines
            if deadline.minutes or deadline.hours or deadline.days
        ],
        "contacts": [[book.placeholders[name].meaning, book.organization.filled.get(name, "")] for name in OWN_CONTACTS],
        "outside": outside,
    }


def _start(deadline: Deadline, words: str) -> str:
    """From when a deadline counts, where its own words do not tell."""
    return "" if "から" in words or deadline.nature is Nature.PRACTICE else f"（{deadline.starts.label}から）"
