"""The craft as data: checklists, the pages on writing with their examples, decisions, and the glossary."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from playbook.entry import Entry, Id, Text, ids_of, unrepeated, wrong_together
from playbook.law import Nature, Related, See

MEANING_MAX = 80

CRAFT = {"checklists": "チェックリスト", "writing": "書き方", "decisions": "決めごと"}
"""The kinds that relate to others, and what people call them. The glossary relates to every page."""


class CraftSee(See):
    """Where a checklist, a page on writing or a decision leads."""

    faq: tuple[Id, ...] = Field((), title="よくある質問")
    checklists: tuple[Id, ...] = Field((), title="チェックリスト")
    writing: tuple[Id, ...] = Field((), title="書き方")


SEEN = ("templates", "duties", "tables", "faq", "checklists", "writing")
"""The kinds that ``see`` may name, beside sources."""


class CheckItem(Entry):
    """One box to tick: what is to be true, and how to see that it is."""

    id: Id = Field(title="id")
    text: Text = Field(title="確かめること")
    how: Text | None = Field(None, title="見るところ")


class Checklist(Related):
    """A sheet to tick off before something is done."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    when: Text = Field(title="いつ使うか")
    nature: Nature = Field(title="性質")
    items: tuple[CheckItem, ...] = Field(title="項目", min_length=2)
    see: CraftSee = Field(CraftSee(), title="参照")

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        unrepeated(ids_of("items", self.items))
        return self


class Example(Entry):
    """A text as one first writes it, the same text mended, and why."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    before: Text = Field(title="直す前")
    after: Text = Field(title="直した後")
    why: Text = Field(title="なぜ")


class Writing(Related):
    """A page on writing: its prose stands in ``docs/writing/<id>.md``, its title, examples and relations here."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    lead: Text = Field(title="前書き", description="このページで何が分かるか")
    examples: tuple[Example, ...] = Field(title="例", min_length=1)
    see: CraftSee = Field(CraftSee(), title="参照")

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        unrepeated(ids_of("examples", self.examples))
        return self


class Decision(Related):
    """A point on which common advice differs, and what this playbook holds."""

    id: Id = Field(title="id")
    issue: Text = Field(title="論点")
    advice: Text = Field(title="食い違う助言")
    decision: Text = Field(title="決め")
    reason: Text = Field(title="理由")
    natures: tuple[Nature, ...] = Field(title="性質", min_length=1)
    see: CraftSee = Field(CraftSee(), title="参照")


Surface = Annotated[str, StringConstraints(min_length=2, pattern=r"^[^\s<>&\"()（）]+$")]
"""A word as it stands in a text."""


class GlossaryTerm(Entry):
    """A word of law or of incident handling, explained so that a newcomer understands it at once."""

    id: Id = Field(title="id")
    term: Surface = Field(title="用語")
    reading: Annotated[str, StringConstraints(pattern=r"^[ぁ-ゖ][ぁ-ゖー]*$")] = Field(title="読み")
    meaning: Annotated[str, StringConstraints(min_length=1, max_length=MEANING_MAX)] = Field(title="説明")
    forms: tuple[Surface, ...] = Field((), title="別の書き方")
    nature: Nature = Field(Nature.PRACTICE, title="性質")
    rules: tuple[Id, ...] = Field((), title="規則", description="法令と指針の言葉には要る")

    @model_validator(mode="after")
    def _ruled(self) -> Self:
        if (self.nature is Nature.PRACTICE) == bool(self.rules):
            raise wrong_together("法令と指針の言葉には rules を書き、実務の言葉（practice）には書きません")
        return self

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every way in which the term is written."""
        return (self.term, *self.forms)

