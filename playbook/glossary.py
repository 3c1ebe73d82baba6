"""Marks the terms of the glossary in a built page: the first in a section, never inside a mail, heading or link.

Works on the HTML as written, page by page, because a section runs over prose and many partials.
Knows no engine: the text of a page is its first ``article``.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from playbook.craft import GlossaryTerm

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""", re.DOTALL)
_ARTICLE = re.compile(r"<article\b[^>]*>")
_CLASS = re.compile(r"""\sclass=["']([^"']*)["']""")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_RAW = frozenset({"script", "style"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NEVER_IN = frozenset(
    {"a", "abbr", "button", "caption", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend", "nav", "option",
     "pre", "script", "select", "style", "summary", "svg", "textarea", "thead"}
)
_NEVER_IN_CLASS = frozenset(
    {"gallery", "start", "mail-subject", "placeholder", "filled", "nature", "tag", "ng", "deadlines", "desk"}
)
"""``gallery`` and ``start``: ways to a notice, where nothing may distract. ``deadlines``: a form whose cards a script moves; every duty there leads to its own text, where terms are marked. ``desk``: a form whose text is rewritten at every key."""


@dataclass
class _Page:
    """What is known while one page is read."""

    by_surface: dict[str, GlossaryTerm]
    pattern: re.Pattern[str]
    base: str
    seen: set[str] = field(default_factory=set)
    noted: dict[str, GlossaryTerm] = field(default_factory=dict)

    def text(self, text: str) -> str:
        return self.pattern.sub(self._term, text)

    def _term(self, match: re.Match[str]) -> str:
        term = self.by_surface[match[0]]
        if term.id in self.seen:
            return match[0]
        self.seen.add(term.id)
        self.noted[term.id] = term
        return (
            f'<a class="term" href="{self.base}glossary.html#{term.id}"'
            f' aria-describedby="term-note-{term.id}">{match[0]}</a>'
        )

    def notes(self) -> str:
        """The explanations of all marked terms: what screen readers and the tooltip read, and what paper shows."""
        if not self.noted:
            return ""
        entries = "".join(
            f'<div><dt>{html.escape(term.term)}</dt><dd id="term-note-{term.id}">{html.escape(term.meaning)}</dd></div>'
            for term in self.noted.values()
        )
        return f'<div class="term-notes"><p>＊を付けた言葉</p><dl>{entries}</dl></div>'


def mark(page: str, terms: Iterable[GlossaryTerm], base: str) -> str:
    """``page`` with its terms marked, and their explanations at the end of its article.

    ``base`` is the way from the page to the root of the site.
    """
    by_surface = {surface: term for term in terms for surface in term.surfaces}
    if not by_surface:
        return page
    opening = _ARTICLE.search(page)
    if opening is None:
        return page
    state = _Page(by_surface, any_of(by_surface), base)
    out = [page[: opening.end()]]
    stack = [("article", _never_class(opening[0]))]  # the open elements, and whether terms stay unmarked in each
    at = opening.end()
    while found := _TAG.search(page, at):
        text, at = page[at : found.start()], found.end()
        out.append(text if stack[-1][1] else state.text(text))
        closing, name = found[1], found[2]
        if closing:
            if any(open_name == name for open_name, _ in stack):
                while stack.pop()[0] != name:
                    pass
                if not stack:
                    return "".join([*out, state.notes(), found[0], page[at:]])
        elif name in _HEADINGS:
            state.seen.clear()
        out.append(found[0])
        if name in _RAW and not closing:
            end = max(page.find(f"</{name}", at), at)
            out.append(page[at:end])
            at = end
        if not closing and name and name not in _VOID and not found[3].endswith("/"):
            stack.append((name, stack[-1][1] or name in _NEVER_IN or _never_class(found[3])))
    return "".join([*out, page[at:]])


def _never_class(attributes: str) -> bool:
    classes = _CLASS.search(attributes)
    return bool(classes) and not _NEVER_IN_CLASS.isdisjoint(classes[1].split())


def any_of(surfaces: Iterable[str]) -> re.Pattern[str]:
    """The longest first, and only whole words: ログ is not found in ログイン, nor IPA in IPAddress.

    Each begins with its own letter, the look at the one before comes after it: ``re`` then skips what begins none.
    """
    longest_first = sorted(surfaces, key=lambda surface: (-len(surface), surface))
    return re.compile("|".join(_whole(surface) for surface in longest_first))


_SCRIPTS = ("A-Za-z0-9", "ァ-ヺー")
"""Letters that go on in a word: Latin letters and digits, and katakana."""


def _whole(surface: str) -> str:
    first, rest = re.escape(surface[0]), re.escape(surface[1:])
    before, after = (_script(letter) for letter in (surface[0], surface[-1]))
    return first + (f"(?<![{before}]{first})" if before else "") + rest + (f"(?![{after}])" if after else "")


def _script(letter: str) -> str | None:
    return next((script for script in _SCRIPTS if re.match(f"[{script}]", letter)), None)
