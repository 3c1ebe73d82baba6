"""The law in words: what references and conditions read as, without any markup."""

import re
from dataclasses import dataclass

from playbook.law import REFERENCE, Condition, Deadline, Fact, Rule
from playbook.model import Playbook

_OWN_START = re.compile(r"(?:た日|発生|判断して)から|時点で|の経過後")
"""Words of a rule that tell from when it counts."""
_NO_START = re.compile(r"ごと|要確認|報告命令による|平時に")
"""Words of a rule or label of which no one start is true: what is repeated, ordered, unknown, or arranged beforehand."""
_START_IN_LABEL = re.compile(r"（[^（）]+から）$")


def clock_words(deadline: Deadline, rule: Rule) -> tuple[str, str]:
    """What a deadline is called, and from when it counts (empty when there is nothing to add).

    The start is told once: where the rule itself tells it, neither the label nor the data add one.
    """
    if _OWN_START.search(rule.text):
        return _START_IN_LABEL.sub("", deadline.label), ""
    if _NO_START.search(rule.text + deadline.label):
        return deadline.label, ""
    return deadline.label, f"{deadline.starts.label}から"


def plain(text: str, book: Playbook) -> str:
    """``text`` with its references as words, for titles and links."""
    return REFERENCE.sub(lambda match: book.rules[match[1]].basis if match[2] else book.rules[match[1]].text, text)


@dataclass(frozen=True)
class Outline:
    """A condition as nested lines: what is asked, and the parts it is made of."""

    text: str
    parts: tuple["Outline", ...] = ()


def limit_words(condition: Condition, fact: Fact) -> tuple[str, str]:
    """A comparison as a reader says it, when it is met and when it is not."""
    amount = f"{condition.limit:,}{fact.unit or ''}"
    if condition.over is not None:
        return f"{amount}を超える", f"{amount}を超えない"
    return f"{amount}以上である", f"{amount}に満たない"


def outline(condition: Condition, facts: dict[str, Fact], inside: bool = False) -> Outline:
    """A condition as a reader reads it; ``inside`` another one, facts that go together share a line."""
    if condition.fact:
        fact = facts[condition.fact]
        return Outline(fact.label if condition.limit is None else f"{fact.label}が{limit_words(condition, fact)[0]}")
    if condition.negated:
        inner = outline(condition.negated, facts, True)
        return Outline(f"【除く】{inner.text}", inner.parts)
    parts = tuple(outline(part, facts, True) for part in condition.all or condition.any)
    if condition.all and inside and not any(part.parts for part in parts):
        return Outline("、かつ、".join(part.text for part in parts))
    return Outline("次のすべて" if condition.all else "次のどれか", parts)


def when_words(condition: Condition, facts: dict[str, Fact]) -> str:
    """A condition in one line, to stand before 「とき」."""
    labels = [f"「{facts[leaf.fact].label}」" for leaf in (condition.negated or condition).leaves()]
    if condition.negated:
        return ("にも".join([*labels, ""]) if len(labels) > 1 else f"{labels[0]}に") + "当たらない"
    return ("と" if condition.all else "か").join(labels) + "に当たる"
