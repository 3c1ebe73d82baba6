"""An exercise as it is played: cards with 【訓練】 and names filled in, and the notices that a good team writes.

:func:`brief` and :func:`deck` hold nothing that only the facilitator may know; participant papers and pages are made
of them alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from playbook import compose
from playbook.holiday import national_holidays
from playbook.law import Deadline, FirstDay, LastDay, Start
from playbook.law_words import plain
from playbook.model import Message, Playbook, Scope, Section
from playbook.placeholder import fill, placeholders
from playbook.scenario import Handout, Inject, Notice, Scenario, drilled, drilled_subject, words


SIGNATURE = "signature"
"""The part that ends a notice."""


@dataclass(frozen=True)
class Sheet:
    """A card as it is handed out: number from 1, who says what to whom, and what to write in how many minutes."""

    number: int
    part: str
    clock: str
    sender: str
    receivers: tuple[str, ...]
    medium: str
    subject: str
    text: str
    task: str
    minutes: int


@dataclass(frozen=True)
class Brief:
    """What players get before the exercise: the handout with names filled in, and how they are called."""

    id: str
    number: str
    handout: Handout
    names: Mapping[str, str]


def names(book: Playbook, scenario: Scenario) -> dict[str, str]:
    """The names of the story; the organization's own values come first."""
    return scenario.names | book.organization.filled


def spoken(book: Playbook, scenario: Scenario, text: str) -> str:
    """``text`` of an exercise with its names, and with the words of the rules that it refers to."""
    return fill(plain(text, book), names(book, scenario))


def brief(book: Playbook, scenario: Scenario) -> Brief:
    """What players may read at any time."""
    called = names(book, scenario)
    filled = type(scenario.handout).model_validate(_filled(scenario.handout.model_dump(), partial(spoken, book, scenario)))
    return Brief(scenario.id, scenario.number, filled, {name: called[name] for name in scenario.names})


def _filled(value: object, say: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, dict):
        return {key: _filled(inner, say) for key, inner in value.items()}
    return [_filled(inner, say) for inner in value] if isinstance(value, list | tuple) else value


def deck(book: Playbook, scenario: Scenario, short: bool = False) -> tuple[Sheet, ...]:
    """The cards to hand out, in order; those of the short form keep the numbers they have in the full form."""
    return tuple(
        sheet(book, scenario, inject, number, short)
        for number, inject in enumerate(scenario.injects, 1)
        if inject.short or not short
    )


def sheet(book: Playbook, scenario: Scenario, inject: Inject, number: int, short: bool = False) -> Sheet:
    """One card."""
    say = partial(spoken, book, scenario)
    card = inject.card
    task = inject.short.task if short and inject.short else card.task
    return Sheet(
        number,
        next(module.title for module in scenario.modules if module.id == inject.module),
        words(card.clock),
        say(card.sender),
        scenario.role_names(card),
        card.medium.label,
        say(drilled_subject(card.subject)) if card.subject else "",
        say(drilled(card.text)),
        say(task.text) if task else "",
        task.minutes if task else 0,
    )


# --- the notices of a good team ------------------------------------------------------------------------


@dataclass(frozen=True)
class Letter:
    """A notice of an exercise as a good team writes it."""

    subject: str
    text: str


def message_of(book: Playbook, notice: Notice) -> Message | None:
    """The text of its template that a notice uses; None when there is no such."""
    template = book.templates.get(notice.template)
    if template is None:
        return None
    wanted = notice.message or (template.id if template.body else None)
    return next((message for message in template.messages if message.id == wanted), None)


def values_at(book: Playbook, scenario: Scenario, inject: Inject) -> dict[str, str]:
    """The values of the notice of ``inject``; what holds for the incident stays from notice to notice."""
    values = names(book, scenario)
    for earlier in scenario.injects:
        if earlier.guide.notice:
            own = earlier is inject
            values |= {
                name: value
                for name, value in earlier.guide.notice.values.items()
                if own or (name in book.placeholders and book.placeholders[name].scope is Scope.INCIDENT)
            }
        if earlier is inject:
            break
    return values


def body(book: Playbook, message: Message, notice: Notice) -> tuple[str, tuple[str, ...]]:
    """The body of ``message`` as ``notice`` chooses and drops, marks left; and the keys that fit no section."""
    left, drops = dict(notice.choices), list(notice.drops)
    texts, number = [], 0
    added = tuple(Section(part=id) for id in notice.adds)
    own = message.body
    at = next((index for index, section in enumerate(own) if section.part == SIGNATURE), len(own))
    for block in compose.blocks(book, message.model_copy(update={"body": (*own[:at], *added, *own[at:])})):
        options = compose.options(block.section)
        ids = [choice.id for choice in block.section.choices]
        chosen = 0
        number += bool(ids)
        keys = (str(number), block.section.heading, block.section.claim, block.part)
        if dropped := next((key for key in keys if key in drops), None):
            drops.remove(dropped)
            continue
        for key in keys:
            if key in left and left[key] in ids:
                chosen = ids.index(left.pop(key))
                break
        texts.append(options[chosen])
    return "\n\n".join(texts), (*left, *drops)


def letter(book: Playbook, scenario: Scenario, inject: Inject) -> Letter | None:
    """The notice that a good team writes on the card of ``inject``, if it is to write one."""
    notice = inject.guide.notice
    message = notice and message_of(book, notice)
    if not message:
        return None
    values = values_at(book, scenario, inject)
    text = edited(fill(body(book, message, notice)[0], values), notice)
    subject = edited(fill(message.subject, values), notice) if message.subject else ""
    return Letter(drilled_subject(subject) if subject else "", drilled(text))


def edited(text: str, notice: Notice) -> str:
    """``text`` with the words that the notice writes otherwise than its template."""
    for old, new in notice.edits.items():
        text = text.replace(old, new)
    return text


def unfilled(book: Playbook, scenario: Scenario, inject: Inject) -> tuple[str, ...]:
    """The marks that the notice of ``inject`` leaves open, without those of the organization and the recipient."""
    written = letter(book, scenario, inject)
    if not written:
        return ()
    ours = (Scope.ORGANIZATION, Scope.RECIPIENT)
    found = placeholders(f"{written.subject}\n{written.text}")
    return tuple(name for name in found if name in book.placeholders and book.placeholders[name].scope not in ours)


# --- clocks --------------------------------------------------------------------------------------------


def due(deadline: Deadline, start: date) -> date | None:
    """The last day of a deadline that is counted in days from ``start``; None for others (months, the end of a year).

    The reckoning for readers is in ``deadlines.js``. This one only proves the days that exercises name.
    """
    if not deadline.days or deadline.starts is Start.FISCAL_YEAR:
        return None
    day = start + timedelta(days=deadline.days - (0 if deadline.first_day is FirstDay.NEXT else 1))
    while deadline.last_day is LastDay.ROLLS and _closed(day):
        day += timedelta(days=1)
    return day


def _closed(day: date) -> bool:
    """Whether offices of the state are closed (行政機関の休日に関する法律1条)."""
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or new_year or day in national_holidays(day.year)
