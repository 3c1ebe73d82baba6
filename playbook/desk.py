"""The desk, where a notice is filled and copied: what its scripts read, and what a sender has to type.

The scripts hold the rules of filling (docs/assets/javascripts/desk-core.js, the twin of ``placeholder`` and
``compose``); here stands only what is known at build time.
"""

from typing import Any

from playbook import compose, mailsafe
from playbook.law_words import plain
from playbook.model import Message, Part, Placeholder, Playbook, Scope, Section, Template, Tense
from playbook.placeholder import placeholders

NEW_FIELDS = 6
"""How many values a later notice may ask for before it has to say why."""

EVIDENCE_EXAMPLES = {
    "who": "情報システム部長 高橋 三郎",
    "at": "11月24日（火）9時55分",
    "what": "11月20日以後の接続記録",
}
"""Examples of what backs a claim: who looked, until when, and at what."""


def compiled(book: Playbook) -> dict[str, Any]:
    """All that the scripts of the desk read, as plain values."""
    offered = [part for part in book.parts.values() if part.when]
    return {
        "first": first_notice(book),
        "placeholders": {entry.name: _field(entry) for entry in used(book)},
        "organization": book.organization.filled,
        "claims": {claim.id: {"title": claim.title} for claim in book.claims.values()},
        "evidence": EVIDENCE_EXAMPLES,
        "subjectChars": mailsafe.SUBJECT_CHARS,
        "times": {
            "begun": [entry.name for entry in book.placeholders.values() if entry.tense is Tense.PAST],
            "order": [{"earlier": earlier, "later": entry.name} for entry in book.placeholders.values() for earlier in entry.after],
            "ahead": [entry.name for entry in book.placeholders.values() if entry.tense is Tense.AHEAD],
        },
        "templates": [_template(book, template) for template in book.templates.values()],
        "sections": {part.id: _section(book, part, part) for part in book.parts.values()},
        "parts": [{"id": part.id, "title": part.title, "when": plain(part.when or "", book)} for part in offered],
    }


def first_notice(book: Playbook) -> str:
    """The notice that the start page leads to; what it asks for is known to every later one."""
    return book.triage.first.template if book.triage else ""


def used(book: Playbook) -> tuple[Placeholder, ...]:
    """The placeholders that the texts to send can hold; those of the regulation alone are none of the desk's."""
    texts = [message.subject or "" for template in book.templates.values() for message in template.messages]
    sections = [part for part in book.parts.values()]
    sections += [s for template in book.templates.values() for message in template.messages for s in message.body]
    texts += [text for section in sections for text in compose.options(section)]
    held = placeholders("\n".join(texts))
    wanted = set(held) | {entry.same_as for name in held if (entry := book.placeholders.get(name)) and entry.same_as}
    return tuple(entry for entry in book.placeholders.values() if entry.name in wanted)


def new_fields(book: Playbook, message: Message) -> tuple[str, ...]:
    """What ``message`` asks for by default when the first notice and the profile are filled, in order."""
    first = book.templates.get(first_notice(book))
    known = set(_names(book, first.messages[0])) if first else set()
    return tuple(
        name
        for name in _names(book, message)
        if name not in known and (entry := book.placeholders.get(name)) and _asked(entry)
    )


def _asked(entry: Placeholder) -> bool:
    return entry.scope in (Scope.INCIDENT, Scope.NOTICE) and not (entry.default or entry.auto or entry.same_as)


def _names(book: Playbook, message: Message) -> tuple[str, ...]:
    return placeholders("\n".join([message.subject or "", compose.body(book, message)]))


def _field(entry: Placeholder) -> dict[str, Any]:
    field = entry.model_dump(mode="json", exclude={"name"}, exclude_defaults=True)
    return field | {"kind": entry.kind.value, "scope": entry.scope.value}


def _template(book: Playbook, template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "number": template.number,
        "title": template.title,
        "stage": template.stage.value,
        "stageLabel": template.stage.label,
        "channel": template.channel.value,
        "when": plain(template.when, book).replace("\n", ""),
        "approval": plain(template.approval, book),
        "oneRecipient": template.one_recipient,
        "next": list(template.next),
        "many": plain(template.many_fields or "", book),
        "messages": [
            {
                "id": message.id,
                "label": message.label,
                "stage": (message.stage or template.stage).value,
                "lang": message.lang,
                "maxChars": message.max_chars,
                "subject": message.subject or "",
                "required": sorted(template.required(message)),
                "blocks": [
                    {"part": block.part} if block.part else _section(book, block.section, None)
                    for block in compose.blocks(book, message)
                ],
            }
            for message in template.messages
        ],
    }


def _section(book: Playbook, section: Section, part: Part | None) -> dict[str, Any]:
    texts = compose.options(section)
    choices = [
        {"id": choice.id, "label": choice.label, "evidence": plain(choice.evidence or "", book), "text": text}
        for choice, text in zip(section.choices, texts, strict=True)
    ] if section.choices else [{"id": "text", "label": "", "evidence": "", "text": texts[0]}]
    return {
        "part": part.id if part else "",
        "name": section.heading or (part.title if part else ""),
        "claim": section.claim or "",
        "elements": list(section.elements),
        "choices": choices,
    }
