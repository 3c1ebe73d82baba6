"""A template as plain text: its sections with parts put in, a choice made for each, and marks filled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from playbook.model import Element, Message, Playbook, Section
from playbook.placeholder import fill, placeholders

DRAFT_LINE = "【下書き・送信不可】"


@dataclass(frozen=True)
class Block:
    """A section as it stands in a message: the section itself, and the part it came from, if any."""

    section: Section
    part: str | None
    why: str | None


def blocks(playbook: Playbook, message: Message) -> tuple[Block, ...]:
    """The sections of ``message`` in order, parts replaced by what they hold. Unknown parts are left out."""
    found = []
    for section in message.body:
        if section.part is None:
            found.append(Block(section, None, section.why))
        elif section.part in playbook.parts:
            part = playbook.parts[section.part]
            found.append(Block(part, part.id, section.why or part.why))
    return tuple(found)


def elements(playbook: Playbook, message: Message) -> frozenset[Element]:
    """What the sections of ``message``, parts included, tell the reader."""
    return frozenset(element for block in blocks(playbook, message) for element in block.section.elements)


def options(section: Section) -> tuple[str, ...]:
    """The texts ``section`` can have as plain text, heading included; the first is the default."""
    heading = f"■{section.heading}\n" if section.heading else ""
    texts = [choice.text for choice in section.choices] or [section.text or ""]
    return tuple(heading + text.rstrip("\n") for text in texts)


def body(playbook: Playbook, message: Message, values: Mapping[str, str] | None = None) -> str:
    """The body of ``message`` with its default choices, marks that have a value filled."""
    text = "\n\n".join(options(block.section)[0] for block in blocks(playbook, message))
    return fill(text, values or {})


def draft(playbook: Playbook, message: Message, values: Mapping[str, str] | None = None) -> str:
    """What 「下書きをコピー」 puts on the clipboard: subject and body, under a warning while marks remain."""
    subject = [f"件名：{fill(message.subject, values or {})}", ""] if message.subject else []
    text = "\n".join([*subject, body(playbook, message, values)])
    return f"{DRAFT_LINE}\n{text}" if placeholders(text) else text


def examples(playbook: Playbook) -> dict[str, str]:
    """A value for every placeholder: the organization's own where given, else the example."""
    return {name: entry.example for name, entry in playbook.placeholders.items()} | playbook.organization.filled


def generic(playbook: Playbook) -> Playbook:
    """The playbook as it is for any company: without the organization's own values."""
    organization = playbook.organization
    return replace(playbook, organization=organization.model_copy(update={"values": dict.fromkeys(organization.values, "")}))
