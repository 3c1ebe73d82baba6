"""The ``((差し込み))`` language of the texts.

A mark is a name between exactly two half-width parentheses on either side. One pattern, ``TOKEN``,
reads every text: what it calls a mark is extracted, highlighted, filled and counted; all else that
looks like one is a near-miss. So the functions below can never disagree about what a mark is.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

NAME_MAX = 12

ZERO_WIDTH_SPACE = "\u200b"
ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
WORD_JOINER = "\u2060"
BYTE_ORDER_MARK = "\ufeff"
SOFT_HYPHEN = "\u00ad"
LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
INVISIBLE = "".join(
    [
        ZERO_WIDTH_SPACE,
        ZERO_WIDTH_NON_JOINER,
        ZERO_WIDTH_JOINER,
        WORD_JOINER,
        BYTE_ORDER_MARK,
        SOFT_HYPHEN,
        LEFT_TO_RIGHT_MARK,
        RIGHT_TO_LEFT_MARK,
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # bidirectional controls
    ]
)

_OUTSIDE_NAME = r"()（）\s" + INVISIBLE

_BRACKET = re.compile(r"[()（）]")
_NAME = rf"[^{_OUTSIDE_NAME}]+"
_MARK = rf"\(\({_NAME}\)\)(?!\))"
_PLAIN = r"[^()（）\n]*"

TOKEN = re.compile(
    rf"""
      (?<!\()(?P<mark>\(\((?P<name>{_NAME})\)\)(?!\)))                        # ((名前))
    | (?P<nested>\(\([^()（）\n]+(?:[(（]{{1,2}}{_PLAIN}[)）]{{1,2}}{_PLAIN})+\)\)) # ((名((前))))
    | (?!（{_MARK})                                                            # （((名前))）: a mark in brackets
      (?P<opening>[(（]{{2,}})(?P<inner>{_PLAIN}(?:\n{_PLAIN}(?=\)\)))?)(?P<closing>[)）]*)
    | [(（](?P<single>{_PLAIN})(?P<ending>[)）]+)                               # (名前)  （名前）  (名前))
    | (?P<stray>\)\)|））)                                                    # 名前))  名前））
    """,
    re.VERBOSE,
)


class Fault(StrEnum):
    """Why something that looks like a mark is none."""

    ONE_SIDED = "one-sided"
    EXTRA = "extra"
    NESTED = "nested"
    EMPTY = "empty"
    BLANK = "blank"
    FULL_WIDTH = "full-width"
    SINGLE = "single"


@dataclass(frozen=True)
class NearMiss:
    """A place that looks like a mark: ``text[start:end]`` reads ``found``; ``mend`` is what to write instead."""

    fault: Fault
    start: int
    end: int
    found: str
    mend: str


@lru_cache(maxsize=2**15)
def _tokens(text: str) -> tuple[re.Match[str], ...]:
    """All that ``TOKEN`` finds; kept, because checks and pages read the same text many times."""
    return tuple(TOKEN.finditer(text))


def placeholders(text: str) -> tuple[str, ...]:
    """The names marked in ``text``, each once, in order of first appearance."""
    if "((" not in text:
        return ()
    return tuple(dict.fromkeys(match["name"] for match in _tokens(text) if match["name"]))


def missing(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The names marked in ``text`` that ``values`` has no non-empty value for."""
    return tuple(name for name in placeholders(text) if not values.get(name))


def surplus(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The names in ``values`` that ``text`` does not mark."""
    marked = set(placeholders(text))
    return tuple(name for name in values if name not in marked)


def pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """``text`` cut at its marks: ``(name, "((name))")`` for a mark, ``(None, text)`` for what lies between."""
    end = 0
    for match in _tokens(text):
        if match["name"] is None:
            continue
        if match.start() > end:
            yield None, text[end : match.start()]
        yield match["name"], match.group()
        end = match.end()
    if end < len(text):
        yield None, text[end:]


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with each mark that has a non-empty value replaced by it; other marks stay. Values are not read again."""
    if "((" not in text:
        return text
    return "".join((values.get(name) or piece) if name else piece for name, piece in pieces(text))


def highlight(text: str, wrap: Callable[[str, str], str] | None = None) -> str:
    """``text`` as HTML: marks are elements of class ``placeholder`` that keep their ``((…))``, all else is escaped.

    ``wrap(name, mark)`` may return other HTML for a mark.
    """
    wrap = wrap or (lambda name, mark: f'<span class="placeholder">{html.escape(mark)}</span>')
    return "".join(wrap(name, piece) if name else html.escape(piece) for name, piece in pieces(text))


def near_misses(text: str, registered: Collection[str] = ()) -> tuple[NearMiss, ...]:
    """What looks like a mark in ``text`` and is none, in order.

    A single pair of parentheses counts only around one of the ``registered`` names: all other
    parentheses are ordinary text.
    """
    if not _BRACKET.search(text):
        return ()
    return tuple(miss for match in _tokens(text) if (miss := _near_miss(match, registered)))


def _near_miss(match: re.Match[str], registered: Collection[str]) -> NearMiss | None:
    if match["mark"]:
        return None
    inner = match["inner"] or match["single"] or ""
    name = re.sub(rf"[{_OUTSIDE_NAME}]", "", inner)
    fault = _fault(match, name, registered)
    if fault is None:
        return None
    return NearMiss(fault, match.start(), match.end(), match.group(), f"(({name}))" if name else "")


def _fault(match: re.Match[str], name: str, registered: Collection[str]) -> Fault | None:
    if match["nested"]:
        return Fault.NESTED
    if match["stray"]:
        # ）） may close ordinary brackets; )) never does, nor does a name before it
        half_width = match["stray"] == "))"
        named = match.string.endswith(tuple(registered), 0, match.start())
        return Fault.ONE_SIDED if half_width or named else None
    if match["single"] is not None:
        if "))" in match["ending"]:
            return Fault.ONE_SIDED
        return Fault.SINGLE if name in registered else None
    opening, closing = match["opening"], match["closing"]
    half_width = "((" in opening or "))" in closing
    if len(closing) < 2:
        # （（注）…） is ordinary text, ((名前 is not
        return Fault.ONE_SIDED if half_width or name in registered else None
    if not name:
        return Fault.EMPTY
    if set(opening + closing) != {"(", ")"}:
        return Fault.FULL_WIDTH
    if len(opening) > 2 or len(closing) > 2:
        return Fault.EXTRA
    return Fault.BLANK
