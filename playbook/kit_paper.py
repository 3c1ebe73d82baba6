"""The papers of an exercise as plain values.

What players get (:func:`participant`, :func:`cards`, :func:`worksheets`) is made of briefs, decks and common advice
alone, so that it cannot hold what only the facilitator may know. Worksheets tell no task either: they lie on the
table from the start.
"""

from typing import Any

from playbook import drill
from playbook.book_paper import BookPaper
from playbook.law_words import plain
from playbook.model import Playbook
from playbook.placeholder import fill
from playbook.regulation import Numbering
from playbook.richtext import Runs
from playbook.scenario import DRILL, FIRST_LINE, LAST_LINE, SHORT_MINUTES, DrillGuide, Inject, Scenario, words

Value = dict[str, Any]


class KitPaper:
    """The papers of one exercise."""

    def __init__(self, paper: BookPaper, scenario: Scenario) -> None:
        self.paper, self.book, self.scenario = paper, paper.book, scenario
        self._brief = drill.brief(self.book, scenario)
        self._names = drill.names(self.book, scenario)

    def papers(self) -> dict[str, Value]:
        """Every paper by its name."""
        return {
            "facilitator": self.facilitator(),
            "participant": self.participant(),
            "injects": self.cards(),
            "worksheets": self.worksheets(),
        }

    def _head(self, kind: str) -> Value:
        handout = self._brief.handout
        return {"drill": DRILL, "title": f"{DRILL}{handout.title}", "kind": kind, "number": self._brief.number, "lead": handout.lead}

    def _guides(self, facilitator: bool) -> list[Value]:
        return [
            {"title": guide.title, "items": [self.text(item) for item in guide.items]}
            for guide in DrillGuide.of(self.book.exercises, facilitator)
        ]

    def text(self, text: str) -> Runs:
        """A text with the names of the story, as one paragraph."""
        return self.paper.text(fill(text, self._names))

    def lines(self, text: str) -> Runs:
        """A text with the names of the story, line by line."""
        return self.paper.lines(fill(text, self._names))

    # --- for the players -------------------------------------------------------------------------------------

    def participant(self) -> Value:
        """The participants' manual."""
        handout = self._brief.handout
        return self._head("参加者の手引き") | {
            "objectives": handout.objectives,
            "audience": handout.audience,
            "minutes": handout.minutes,
            "story": self.paper.mail(handout.story),
            "facts": [self.paper.mail(fact) for fact in handout.facts],
            "names": [[name, value] for name, value in self._brief.names.items()],
            "roles": [[role.name, role.task] for role in handout.roles],
            "bring": handout.bring,
            "guides": self._guides(False),
            "first": FIRST_LINE,
            "last": LAST_LINE,
        }

    def cards(self) -> Value:
        """The cards to cut out, in the full and in the short form."""
        decks = [
            ("全部の形", f"{self._brief.handout.minutes}分", drill.deck(self.book, self.scenario)),
            ("短い形", f"{SHORT_MINUTES}分", drill.deck(self.book, self.scenario, short=True)),
        ]
        return self._head("状況カード") | {
            "decks": [
                {"title": f"{title}（{length}）", "cards": [self._card(sheet) for sheet in deck]}
                for title, length, deck in decks
                if deck
            ]
        }

    def _card(self, sheet: drill.Sheet) -> Value:
        return {
            "number": sheet.number,
            "part": sheet.part,
            "clock": sheet.clock,
            "sender": sheet.sender,
            "receivers": "、".join(sheet.receivers),
            "medium": sheet.medium,
            "subject": self.paper.mail(sheet.subject),
            "text": self.paper.mail(sheet.text),
            "task": self.paper.mail(sheet.task),
            "minutes": sheet.minutes,
        }

    def worksheets(self) -> Value:
        """The sheets to write on; a drafting sheet for each task."""
        handout = self._brief.handout
        return self._head("記入用紙") | {
            "drafts": sum(bool(sheet.task) for sheet in drill.deck(self.book, self.scenario)),
            "subject": DRILL,
            "first": FIRST_LINE,
            "last": LAST_LINE,
            "objectives": handout.objectives,
            "reflection": handout.reflection,
        }

    # --- for the facilitator -----------------------------------------------------------------------------------

    def facilitator(self) -> Value:
        """The facilitator's guide: the truth, every card with how to handle it, and how to end."""
        secret, handout = self.scenario.facilitator, self._brief.handout
        deck = drill.deck(self.book, self.scenario)
        injects = list(zip(self.scenario.injects, deck, strict=True))
        return self._head("進行役の手引き") | {
            "secret_title": secret.title,
            "truth": self.lines(secret.truth),
            "twists": [twist.label for twist in secret.twists],
            "audience": handout.audience,
            "minutes": handout.minutes,
            "objectives": handout.objectives,
            "names": [[name, value] for name, value in self._brief.names.items()],
            "prepare": [self.text(item) for item in secret.prepare],
            "short": self.text(secret.short),
            "short_minutes": SHORT_MINUTES,
            "guides": self._guides(True),
            "modules": [
                {
                    "title": module.title,
                    "aim": self.text(module.aim),
                    "injects": [self._inject(inject, sheet) for inject, sheet in injects if inject.module == module.id],
                }
                for module in self.scenario.modules
            ],
            "clocks": [self._clock(clock) for clock in secret.clocks],
            "evaluation": [[self.text(one.behaviour), self.text(one.where)] for one in secret.evaluation],
            "hot_wash": [self.text(item) for item in secret.hot_wash],
            "reflection": handout.reflection,
            "improvements": [[self.text(part) for part in (one.finding, one.action, one.owner, one.check)] for one in secret.improvements],
        }

    def _inject(self, inject: Inject, sheet: drill.Sheet) -> Value:
        guide, book = inject.guide, self.book
        short = inject.short and drill.sheet(book, self.scenario, inject, sheet.number, short=True)
        letter = drill.letter(book, self.scenario, inject)
        numbering = Numbering(book.regulation)
        used = {
            "文面": [_called(book, id) for id in guide.templates],
            "義務": [plain(book.duties[id].title, book) for id in guide.duties],
            "規程": [f"{numbering.name(id)} {book.regulation[id].title}" for id in guide.articles],
            "チェックリスト": [book.checklists[id].title for id in guide.checklists],
        }
        notice = guide.notice
        return {
            "at": inject.at,
            "short": {"at": inject.short.at, "task": self.paper.mail(short.task), "minutes": short.minutes} if short else None,
            "card": self._card(sheet),
            "purpose": self.text(guide.purpose),
            "expected": [self.text(item) for item in guide.expected],
            "wrong": self.text(guide.wrong) if guide.wrong else [],
            "hints": [[self.text(hint.when), self.text(hint.say)] for hint in guide.hints],
            "questions": [self.text(item) for item in guide.questions],
            "used": [[label, found] for label, found in used.items() if found],
            "notice": {
                "template": _called(book, notice.template),
                "others": [_called(book, id) for id in notice.others],
                "subject": self.paper.mail(letter.subject),
                "text": self.paper.mail(letter.text),
                "good": [self.text(item) for item in notice.good],
                "mistakes": [self.text(item) for item in notice.mistakes],
            }
            if notice and letter
            else None,
        }

    def _clock(self, clock: Any) -> Value:
        duty = self.book.duties[clock.duty]
        deadline = next(one for one in duty.deadlines if one.id == clock.deadline)
        return {
            "duty": plain(duty.title, self.book),
            "words": self.text(f"{deadline.label}：[[{deadline.rule}]]"),
            "starts": words(clock.starts),
            "due": f"{clock.due.year}年{clock.due.month}月{clock.due.day}日" if clock.due else "―",
            "note": self.text(clock.note),
        }


def _called(book: Playbook, template: str) -> str:
    return f"{book.templates[template].number} {book.templates[template].title}"
