"""The regulation as data: articles with paragraphs and items, and the numbers that follow from their order.

No number of an article is written anywhere. ``[[article:a-report]]`` in a text stands for an article,
``[[article:a-report:known]]`` for the paragraph or item of that id; :class:`Numbering` gives the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from playbook.entry import Id, Shorthand, Text, unrepeated, wrong_together
from playbook.law import Related

SUPPLEMENT = "附則"
"""The chapter without a number, whose articles are counted apart."""


class Clause(Shorthand):
    """A paragraph or an item. One that nobody refers to may be written as its text alone."""

    alone = "text"

    id: Id | None = Field(None, title="id", description="ほかから参照するときだけ書く")
    text: Text = Field(title="文")


class Item(Clause):
    """A 号 of a paragraph. In the definitions it is a term, with the words that must not stand for it."""

    term: Text | None = Field(None, title="用語", description="この号が定める言葉")
    instead_of: tuple[Text, ...] = Field((), title="使わない言い方", description="同じ意味で規程の条文に書いてはいけない言葉")

    @model_validator(mode="after")
    def _term_first(self) -> Self:
        if self.instead_of and not self.term:
            raise wrong_together("使わない言い方（instead_of）は、用語（term）と一緒に書きます")
        return self


class Paragraph(Clause):
    """A 項 of an article."""

    items: tuple[Item, ...] = Field((), title="号")


class Article(Related):
    """A 条: what it rules, why, who sees to it, and what of the playbook belongs to it."""

    id: Annotated[str, StringConstraints(pattern=r"^a(-[a-z0-9]+)+$")] = Field(title="id", description="変えない")
    chapter: Text = Field(title="章")
    title: Text = Field(title="題")
    paragraphs: tuple[Paragraph, ...] = Field(title="項", min_length=1)
    commentary: Text = Field(title="解説")
    owner: Text = Field(title="担当")
    duties: tuple[Id, ...] = Field((), title="義務")
    templates: tuple[Id, ...] = Field((), title="テンプレート")
    tables: tuple[Id, ...] = Field((), title="表")
    faq: tuple[Id, ...] = Field((), title="よくある質問")

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        unrepeated(
            (("paragraphs", paragraph, *(() if item is None else ("items", item)), "id"), clause.id)
            for paragraph, item, clause in self.clauses()
        )
        return self

    def clauses(self) -> Iterator[tuple[int, int | None, Clause]]:
        """Its paragraphs and items in reading order: the 0-based paragraph, the 0-based item if it is one."""
        for at, paragraph in enumerate(self.paragraphs):
            yield at, None, paragraph
            for inner, item in enumerate(paragraph.items):
                yield at, inner, item


@dataclass(frozen=True)
class Here:
    """Where a reference stands: in a paragraph of an article, or (None) elsewhere in it, as in its commentary."""

    article: str
    paragraph: int | None = None


class Numbering:
    """The numbers of all articles, from nothing but their order."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._numbers: dict[str, str] = {}
        counts = {True: 0, False: 0}
        for article in articles.values():
            supplement = article.chapter == SUPPLEMENT
            counts[supplement] += 1
            self._numbers[article.id] = f"第{counts[supplement]}条"

    def chapters(self) -> list[tuple[str, list[Article]]]:
        """Every chapter with its number, and its articles."""
        names = list(dict.fromkeys(article.chapter for article in self._articles.values()))
        return [
            (
                name if name == SUPPLEMENT else f"第{number}章　{name}",
                [article for article in self._articles.values() if article.chapter == name],
            )
            for number, name in enumerate(names, 1)
        ]

    def heading(self, article: str) -> str:
        """第5条（発見者の報告）, as it stands above the article."""
        return f"{self._numbers[article]}（{self._articles[article].title}）"

    def name(self, article: str) -> str:
        """第5条, or 附則第1条: how the article is called from elsewhere."""
        prefix = SUPPLEMENT if self._articles[article].chapter == SUPPLEMENT else ""
        return prefix + self._numbers[article]

    def find(self, article: str, clause: str | None) -> tuple[int | None, int | None] | None:
        """The 0-based paragraph and item of a reference; None where it leads nowhere."""
        if article not in self._articles:
            return None
        if clause is None:
            return None, None
        found = (place[:2] for place in self._articles[article].clauses() if place[2].id == clause)
        return next(found, None)

    def words(self, article: str, clause: str | None, here: Here | None = None) -> str:
        """A reference in words, as a drafter would write it at ``here``. Raises KeyError when it leads nowhere."""
        found = self.find(article, clause)
        if found is None:
            raise KeyError(f"{article}:{clause}" if clause else article)
        paragraph, item = found
        inside = here is not None and here.article == article
        if paragraph is None:
            return "この条" if inside else self.name(article)
        parts = [] if inside else [self.name(article)]
        if len(self._articles[article].paragraphs) > 1 and not (inside and item is not None and here.paragraph == paragraph):
            before = inside and here.paragraph is not None and here.paragraph == paragraph + 1
            parts.append("前項" if before else f"第{paragraph + 1}項")
        if item is not None:
            parts.append(f"第{item + 1}号")
        return "".join(parts) or "この条"
