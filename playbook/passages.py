"""Every text of the data with its place, and findings at a place: what all checks build on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from playbook.finding import Finding, shorten
from playbook.load import Loaded, Path_, Place, title_of
from playbook.model import Audience, Message, Section, Template

CUSTOMER_AUDIENCES = frozenset(Audience) - {Audience.REGULATOR, Audience.INTERNAL}


class Role(Enum):
    """What a text of the data is for."""

    SUBJECT = auto()
    HEADING = auto()
    BODY = auto()
    VALUE = auto()  # an example or a default that fills a mark
    ARTICLE = auto()  # what the regulation rules
    NOTE = auto()  # read by staff, never sent


SENT = frozenset({Role.SUBJECT, Role.HEADING, Role.BODY})
PRINTED = SENT | {Role.ARTICLE}
"""Texts in which marks are filled: those that are sent, and the regulation."""


@dataclass(frozen=True)
class Passage:
    """A text with its place. ``evidence``: it may be chosen only on evidence, so it may assert."""

    place: Place
    entry: str
    path: Path_
    text: str
    role: Role
    evidence: bool = False
    customer: bool = True

    def finding(self, code: str, at: int, value: str, reason: str, mend: str, *, blocking: bool = True) -> Finding:
        """A finding at character ``at`` of the text."""
        return Finding(
            self.place.source.file,
            self.place.source.line((*self.place.path, *self.path), self.text.count("\n", 0, at)),
            code,
            self.entry,
            title_of(self.place.model, self.path),
            shorten(value),
            reason,
            mend,
            blocking,
        )


Texts = tuple[Passage, ...]
"""Every text of the data, gathered once for all checks that read texts."""


def passages(loaded: Loaded) -> Iterator[Passage]:
    """Every text of templates, parts, claims and placeholders."""
    book = loaded.playbook
    for template in book.templates.values():
        place = loaded.places["templates", template.id]
        yield from _notes(place, template.id, template, ("title", "when", "approval", "many_fields"))
        yield from _note_list(place, template.id, ("keywords",), template.keywords)
        yield from _note_list(place, template.id, ("instead",), (item.case for item in template.instead), "case")
        yield from _note_list(place, template.id, ("waives",), (item.reason for item in template.waives), "reason")
        for path, message in messages(template):
            if path:
                yield Passage(place, template.id, (*path, "label"), message.label, Role.NOTE)
            customer = template.audience in CUSTOMER_AUDIENCES and message.lang == "ja"
            if message.subject:
                yield Passage(place, template.id, (*path, "subject"), message.subject, Role.SUBJECT, customer=customer)
            for index, section in enumerate(message.body):
                yield from _section(place, template.id, (*path, "body", index), section, customer)
    for part in book.parts.values():
        place = loaded.places["parts", part.id]
        yield from _notes(place, part.id, part, ("title", "when"))
        yield from _section(place, part.id, (), part, True)
    for claim in book.claims.values():
        place = loaded.places["claims", claim.id]
        yield from _notes(place, claim.id, claim, ("title", "safe", "evidence", "who"))
    for phrase in book.phrases.values():
        yield from _notes(loaded.places["phrases", phrase.id], phrase.id, phrase, ("why", "ok"))
    for entry in book.placeholders.values():
        place = loaded.places["placeholders", entry.name]
        yield Passage(place, entry.name, ("meaning",), entry.meaning, Role.NOTE)
        yield Passage(place, entry.name, ("example",), entry.example, Role.VALUE)
        if entry.default:
            yield Passage(place, entry.name, ("default",), entry.default, Role.VALUE)
        for index, option in enumerate(entry.options):
            yield Passage(place, entry.name, ("options", index), option, Role.VALUE)
    for article in book.regulation.values():
        place = loaded.places["regulation", article.id]
        yield Passage(place, article.id, ("title",), article.title, Role.ARTICLE)
        for paragraph, item, clause in article.clauses():
            path = ("paragraphs", paragraph, *(() if item is None else ("items", item)))
            # a clause that is written as its text alone stands at the path itself
            written = (*path, "text") if (*place.path, *path, "text") in place.source.lines else path
            yield Passage(place, article.id, written, clause.text, Role.ARTICLE)
        yield from _notes(place, article.id, article, ("chapter", "commentary", "owner", "alone"))


def messages(template: Template) -> Iterator[tuple[Path_, Message]]:
    """Each text of ``template`` with its path."""
    if template.texts:
        yield from ((("texts", index), message) for index, message in enumerate(template.texts))
    else:
        yield (), template.messages[0]


def _notes(place: Place, entry: str, model: object, fields: tuple[str, ...]) -> Iterator[Passage]:
    for name in fields:
        if text := getattr(model, name):
            yield Passage(place, entry, (name,), text, Role.NOTE)


def _note_list(place: Place, entry: str, path: Path_, texts, key: str | None = None) -> Iterator[Passage]:
    for index, text in enumerate(texts):
        yield Passage(place, entry, (*path, index, *([key] if key else [])), text, Role.NOTE)


def _section(place: Place, entry: str, path: Path_, section: Section, customer: bool) -> Iterator[Passage]:
    if section.heading:
        yield Passage(place, entry, (*path, "heading"), section.heading, Role.HEADING, customer=customer)
    if section.text:
        yield Passage(place, entry, (*path, "text"), section.text, Role.BODY, customer=customer)
    for index, choice in enumerate(section.choices):
        here = (*path, "choices", index)
        evidence = bool(choice.evidence or (section.claim and index))  # PB203 asks for what is missing
        yield Passage(place, entry, (*here, "text"), choice.text, Role.BODY, evidence, customer)
        yield Passage(place, entry, (*here, "label"), choice.label, Role.NOTE)
        if choice.evidence:
            yield Passage(place, entry, (*here, "evidence"), choice.evidence, Role.NOTE)
    if section.why:
        yield Passage(place, entry, (*path, "why"), section.why, Role.NOTE)


def sections(loaded: Loaded) -> Iterator[tuple[Place, str, Path_, Section]]:
    """Every section of templates and parts, with its place and path."""
    for template in loaded.playbook.templates.values():
        for path, message in messages(template):
            for index, section in enumerate(message.body):
                yield loaded.places["templates", template.id], template.id, (*path, "body", index), section
    for part in loaded.playbook.parts.values():
        yield loaded.places["parts", part.id], part.id, (), part


def reporter(loaded: Loaded, collection: str, entry: str) -> Callable[..., Finding]:
    return reporter_at(loaded.places[collection, entry], entry)


def reporter_at(place: Place, entry: str) -> Callable[..., Finding]:
    def report(code: str, path: Path_, value: str, reason: str, mend: str, *, blocking: bool = True) -> Finding:
        source = place.source
        line = source.line((*place.path, *path))
        return Finding(
            source.file, line, code, entry, title_of(place.model, path), shorten(value), reason, mend, blocking
        )

    return report
