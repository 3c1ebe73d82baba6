"""The pages of the craft: checklists, prose on writing with its examples, decisions, the glossary."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playbook.craft import GlossaryTerm
from playbook.law_pages import LawPages
from playbook.model import Playbook
from playbook.render import Renderer

KANA_ROWS = (
    ("a", "あ行", "あいうえお"),
    ("ka", "か行", "かきくけこ"),
    ("sa", "さ行", "さしすせそ"),
    ("ta", "た行", "たちつてと"),
    ("na", "な行", "なにぬねの"),
    ("ha", "は行", "はひふへほ"),
    ("ma", "ま行", "まみむめも"),
    ("ya", "や行", "やゆよ"),
    ("ra", "ら・わ行", "らりるれろわゐゑをん"),
)
"""Sections of the glossary: id, title, the letters that a reading begins with as dictionaries sort it."""


@dataclass(frozen=True)
class CraftPages:
    """The macros of the craft. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer
    law: LawPages

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {
            "checklists_page": self.checklists_page,
            "writing_index": self.writing_index,
            "writing_head": self.writing_head,
            "example": self.example,
            "writing_related": self.writing_related,
            "decisions_page": self.decisions_page,
            "glossary_page": self.glossary_page,
        }

    # --- checklists ----------------------------------------------------------------------------------

    def checklists_page(self, base: str) -> str:
        """Every checklist, with boxes."""
        lists = self.playbook.checklists.values()
        pages = [self.render("checklists-head", lists=lists, base=base)]
        for entry in lists:
            pages.append(f"## {entry.title} {{: #{entry.id} }}")
            pages.append(
                self.render("checklist", list=entry, related=self.law.related("checklists", entry.id, base), base=base)
            )
        return "\n\n".join(pages)

    # --- writing ---------------------------------------------------------------------------------------

    def writing_index(self, base: str) -> str:
        """The pages on writing in reading order, each with what it tells."""
        return self.render("writing-index", pages=self.playbook.writing.values(), base=base)

    def writing_head(self, page_id: str, base: str) -> str:
        """The title of a page on writing, and what it tells."""
        page = self.playbook.writing[page_id]
        return f"# {page.title} {{: #{page_id} }}\n\n" + self.render("writing-head", page=page, base=base)

    def example(self, page_id: str, example_id: str, base: str) -> str:
        """One of the examples of a page on writing: before, after, and why."""
        (example,) = (one for one in self.playbook.writing[page_id].examples if one.id == example_id)
        return self.render("example", example=example, base=base)

    def writing_related(self, page_id: str, base: str) -> str:
        """Where a page on writing leads."""
        related = self.law.related("writing", page_id, base)
        return "## 関わるもの {: #related }\n\n" + self.render("related", related=related)

    def decisions_page(self, base: str) -> str:
        """Every decision: what is held, what is said elsewhere, and why."""
        decisions = self.playbook.decisions.values()
        pages = [self.render("decisions-head", decisions=decisions, base=base)]
        for entry in decisions:
            pages.append(f"## {entry.issue} {{: #{entry.id} }}")
            pages.append(
                self.render("decision", entry=entry, related=self.law.related("decisions", entry.id, base), base=base)
            )
        return "\n\n".join(pages)

    # --- glossary --------------------------------------------------------------------------------------

    def glossary_page(self, base: str) -> str:
        """Every term, in the order of its reading."""
        pages = []
        for row_id, title, terms in self.rows():
            pages.append(f"## {title} {{: #row-{row_id} }}")
            pages.append(self.render("glossary", terms=terms, rules=self.playbook.rules, base=base))
        return "\n\n".join(pages)

    def rows(self) -> list[tuple[str, str, list[GlossaryTerm]]]:
        """The terms in the order of their readings, by row of the kana: id, title, terms."""
        terms = sorted(self.playbook.glossary.values(), key=lambda term: (_collated(term.reading), term.id))
        rows = ((id, title, [term for term in terms if _collated(term.reading)[0] in letters]) for id, title, letters in KANA_ROWS)
        return [row for row in rows if row[2]]


_PLAIN = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉゕゖっゃゅょゎ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほうあいうえおかけつやゆよわ",
)


def _collated(reading: str) -> str:
    """A reading as dictionaries sort it: without voice marks, small letters and long marks."""
    return re.sub("ー", "", reading.translate(_PLAIN))
