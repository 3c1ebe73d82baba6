"""The model as HTML, through the Jinja partials. Escapes everything; knows no page and no file of the site."""

import html
import re
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from playbook.law import ARTICLE_REFERENCE, REFERENCE
from playbook.law_checks import confidence
from playbook.law_words import clock_words
from playbook.model import Playbook
from playbook.placeholder import highlight
from playbook.regulation import Here, Numbering

COMPANY = "自社_"
"""How the names of the company's own marks begin."""


class Renderer:
    """Renders partials; the marks that the organization has values for are shown as those values."""

    def __init__(self, playbook: Playbook, partials: Path) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(partials),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._wrap = partial(_mark, playbook.organization.filled)
        self._blank = partial(_blank, playbook.organization.filled)
        self._jinja.filters |= {"marks": self.marks, "blanks": self.blanks, "refs": self.refs, "prose": self.prose, "ruling": self.ruling}
        self._numbering = Numbering(playbook.regulation)
        self._rules = playbook.rules
        self._jinja.globals["confidence"] = partial(confidence, playbook)
        self._jinja.globals["clock_words"] = lambda deadline: clock_words(deadline, playbook.rules[deadline.rule])

    def __call__(self, name: str, /, **context: object) -> str:
        """The partial ``name``.html with ``context``, as one block of HTML that Markdown leaves alone."""
        return self._jinja.get_template(f"{name}.html").render(**context).strip()

    def marks(self, text: str) -> Markup:
        """A text to send, with its marks."""
        return Markup(highlight(text, self._wrap))

    def blanks(self, text: str) -> Markup:
        """As :meth:`marks`; a mark of the company without a value is a line to write on where it is printed."""
        return Markup(highlight(text, self._blank))

    def refs(self, text: str, base: str) -> Markup:
        """A text for staff, with its marks and the rules that it refers to."""
        return Markup(REFERENCE.sub(lambda match: self._reference(match, base), self.marks(text)))

    def prose(self, text: str, base: str) -> Markup:
        """As :meth:`refs`, with the lines joined."""
        return self.refs(text.replace("\n", ""), base)

    def ruling(self, text: str, base: str, here: Here | None = None, bare: bool = False) -> Markup:
        """A text of the regulation at ``here``, with rules and articles. ``bare``: rules without their nature."""
        ruled = REFERENCE.sub(lambda match: self._reference(match, base, bare), self.marks(text.replace("\n", "")))
        return Markup(ARTICLE_REFERENCE.sub(lambda match: self._article(match, base, here), ruled))

    def _reference(self, match: re.Match[str], base: str, bare: bool = False) -> str:
        """A rule as readers see it in a text; the way to its entry is one click. ``bare``: without its nature."""
        rule = self._rules[match[1]]
        words = rule.basis if match[2] else rule.text
        return self("rule-reference", rule=rule, words=words, base=base, bare=bare or bool(match[2]))

    def _article(self, match: re.Match[str], base: str, here: Here | None) -> str:
        """An article, paragraph or item as a drafter calls it at ``here``."""
        words = self._numbering.words(match[1], match[2], here)
        anchor = f"{match[1]}_{match[2]}" if match[2] else match[1]
        return self("article-reference", words=words, anchor=anchor, base=base)


def _mark(values: dict[str, str], name: str, mark: str) -> str:
    if value := values.get(name):
        return f'<span class="filled">{html.escape(value)}</span>'
    return f'<span class="placeholder">{html.escape(mark)}</span>'


def _blank(values: dict[str, str], name: str, mark: str) -> str:
    plain = name.removeprefix(COMPANY)
    if name in values or plain == name:
        return _mark(values, name, mark)
    return f'<span class="placeholder" data-blank="{html.escape(plain)}">{html.escape(mark)}</span>'
