"""The law as data: sources, rules (every number of law, once), facts, duties with their deadlines, tables, questions.

``[[rule-id]]`` in a text stands for the rule's own words, ``[[rule-id:basis]]`` for its articles.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from playbook.entry import Day, Entry, Id, Shorthand, Term, Text, ids_of, unrepeated, wrong_together


class Nature(Term):
    """What makes a rule binding. The mark is a shape, for those who see no colour."""

    LAW = "law", "法令"
    GUIDELINE = "guideline", "指針"
    PRACTICE = "practice", "実務"

    @property
    def mark(self) -> str:
        """The shape that goes with the word."""
        return {"law": "■", "guideline": "◆", "practice": "●"}[self.value]


class Confidence(Term):
    """How a source was read. From the best to the worst."""

    PRIMARY = "primary", "一次（条文か公式ページの写しを直接読んだ）"
    RELAYED = "relayed", "準一次（原文を日付つきで引く記録を読んだ）"
    SECONDARY = "secondary", "二次（解説や報道を読んだ）"
    UNCONFIRMED = "unconfirmed", "未確認"


class Source(Entry):
    """A document: a law, an ordinance, a guideline, a page."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    publisher: Text = Field(title="発行者")
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] = Field(title="URL")
    checked_on: Day = Field(title="確認日")
    review_by: Day = Field(title="見直しの期限")
    confidence: Confidence = Field(title="確度")
    note: Text | None = Field(None, title="注")


class Rule(Entry):
    """A number, deadline, threshold or article, as readers see it, with what it rests on."""

    id: Id = Field(title="id")
    text: Text = Field(title="文", description="読む人に見せる言葉（例：30日以内）")
    basis: Text = Field(title="根拠", description="条や項")
    nature: Nature = Field(title="性質")
    sources: tuple[Id, ...] = Field(title="出典", description="実務（自社の決め）だけは、空でよい")
    confidence: Confidence | None = Field(None, title="確度", description="書かなければ、出典のうち最も低いもの")
    unconfirmed: Text | None = Field(None, title="要確認", description="何が確かめられていないか、どこを見るか")

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if not self.sources and self.nature is not Nature.PRACTICE:
            raise wrong_together("法令と指針の規則には、出典（sources）が要ります")
        return self


class FactKind(Term):
    """How a fact is entered."""

    FLAG = "flag", "当たる・当たらない"
    NUMBER = "number", "数（分からない、最大も書ける）"


class Fact(Entry):
    """One thing to be told of an incident; the duties follow from all of them."""

    id: Id = Field(title="id")
    group: Text = Field(title="まとまり")
    label: Text = Field(title="名前")
    kind: FactKind = Field(title="種類")
    unit: Text | None = Field(None, title="単位")
    help: Text | None = Field(None, title="説明")


class Condition(Shorthand):
    """A fact, a comparison with a number, or several of them joined. A fact alone is written as its id."""

    model_config = ConfigDict(populate_by_name=True)
    alone = "fact"

    all: tuple["Condition", ...] = Field((), title="すべて")
    any: tuple["Condition", ...] = Field((), title="どれか")
    negated: "Condition | None" = Field(None, alias="not", title="でない")
    fact: Id | None = Field(None, title="事実")
    over: int | None = Field(None, title="超える", ge=0)
    at_least: int | None = Field(None, title="以上", ge=0)
    max_counts: bool = Field(False, title="最大で判断", description="数が分からなくても、最大が限度を超えれば当たる")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(map(bool, (self.all, self.any, self.negated, self.fact))) != 1:
            raise wrong_together("all、any、not、fact のうち一つだけを書きます")
        limits = sum(limit is not None for limit in (self.over, self.at_least))
        if limits > 1 or (limits and not self.fact):
            raise wrong_together("over か at_least の一つを、fact と一緒に書きます")
        if self.max_counts and not limits:
            raise wrong_together("max_counts は over か at_least と一緒に書きます")
        return self

    @property
    def limit(self) -> int | None:
        """The number that the fact is compared with."""
        return self.over if self.over is not None else self.at_least

    def leaves(self) -> Iterator["Condition"]:
        """The facts and comparisons in it."""
        if self.fact:
            yield self
        for part in (*self.all, *self.any, *([self.negated] if self.negated else [])):
            yield from part.leaves()


class Start(Term):
    """When a clock starts."""

    KNOWN = "known", "知った日時"
    OCCURRED = "occurred", "発生した日時"
    FISCAL_YEAR = "fiscal_year", "発生した年度の末日（3月31日）"


class FirstDay(Term):
    """Whether the day on which the clock starts is day 1."""

    COUNTED = "counted", "起算の日を1日目と数える"
    NEXT = "next", "翌日を1日目と数える"
    UNCONFIRMED = "unconfirmed", "数え方は要確認で、ここでは早めの日（その日を1日目と数える）を示す"


class LastDay(Term):
    """What happens when the last day is a day on which offices are closed."""

    ROLLS = "rolls", "末日が閉庁日なら、次の開庁日まで"
    STAYS = "stays", "末日が休みでも延びない"
    UNCONFIRMED = "unconfirmed", "末日が休みでも延ばさずに数える（要確認）"


class Deadline(Entry):
    """A clock of a duty. Without a number the source has none: 速やかに、直ちに."""

    id: Id = Field(title="id")
    label: Text = Field(title="名前")
    rule: Id = Field(title="規則")
    starts: Start = Field(title="起算")
    minutes: int | None = Field(None, title="分", gt=0)
    hours: int | None = Field(None, title="時間", gt=0)
    days: int | None = Field(None, title="日", gt=0)
    months: int | None = Field(None, title="月", gt=0)
    earliest_days: int | None = Field(None, title="早い方の日", gt=0)
    first_day: FirstDay | None = Field(None, title="初日")
    last_day: LastDay | None = Field(None, title="末日")
    when: Condition | None = Field(None, title="条件")
    nature: Nature = Field(title="性質")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(number is not None for number in (self.minutes, self.hours, self.days, self.months)) > 1:
            raise wrong_together("minutes、hours、days、months は、どれか一つだけを書きます")
        if self.by_days and not (self.first_day and self.last_day):
            raise wrong_together("days か months があるときは first_day と last_day の両方を書きます")
        if not self.numbers and (self.first_day or self.last_day):
            raise wrong_together("数のない期限に first_day と last_day は書きません")
        if self.earliest_days and not (self.days and self.earliest_days < self.days):
            raise wrong_together("earliest_days は、days と一緒に、days より小さい数で書きます")
        return self

    @property
    def by_days(self) -> bool:
        """Whether days of the calendar are counted."""
        return bool(self.days or self.months)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that the rule's text must hold."""
        return tuple(filter(None, (self.minutes, self.hours, self.days, self.months, self.earliest_days)))


class Related(Entry):
    """The base of what relates to others: an entry that stands alone says why."""

    alone: Text | None = Field(None, title="関係なしの理由")


class Duty(Related):
    """Who must tell whom, when the facts are such, by when, and what."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    law: Text = Field(title="法令")
    who: Text = Field(title="義務を負う人")
    addressee: Text = Field(title="相手")
    basis: tuple[Id, ...] = Field(title="根拠", min_length=1)
    nature: Nature = Field(title="性質")
    trigger: Condition = Field(title="条件")
    deadlines: tuple[Deadline, ...] = Field(title="期限", description="時期の定めがなければ、空の一覧")
    contents: tuple[Text, ...] = Field((), title="書くこと")
    templates: tuple[Id, ...] = Field((), title="テンプレート")
    tables: tuple[Id, ...] = Field((), title="表")
    sources: tuple[Id, ...] = Field(title="出典", description="実務だけは、空でよい")
    note: Text | None = Field(None, title="注")
    unconfirmed: Text | None = Field(None, title="要確認")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.sources and self.nature is not Nature.PRACTICE:
            raise wrong_together("法令と指針の義務には、出典（sources）が要ります")
        unrepeated(ids_of("deadlines", self.deadlines))
        return self


    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that it rests on and computes with."""
        return tuple(dict.fromkeys((*self.basis, *(deadline.rule for deadline in self.deadlines))))


class Column(Entry):
    """A column of a table."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")


class Row(Entry):
    """A row of a table."""

    id: Id = Field(title="id")
    cells: dict[str, str] = Field(title="欄")
    nature: Nature | None = Field(None, title="性質")
    sources: tuple[Id, ...] = Field((), title="出典")
    duties: tuple[Id, ...] = Field((), title="義務")
    unconfirmed: Text | None = Field(None, title="要確認")


class Table(Related):
    """A table of the law pages: one file each."""

    id: Annotated[str, StringConstraints(pattern=r"^l[0-9]{2}[a-z]?(-[a-z0-9]+)+$")] = Field(title="id")
    number: Annotated[str, StringConstraints(pattern=r"^L[0-9]{2}[a-z]?$")] = Field(title="番号")
    title: Text = Field(title="題")
    lead: Text = Field(title="前書き")
    nature: Nature = Field(title="性質")
    columns: tuple[Column, ...] = Field(title="列", min_length=2)
    rows: tuple[Row, ...] = Field(title="行", min_length=1)
    notes: tuple[Text, ...] = Field((), title="注")

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        for word, entries in (("columns", self.columns), ("rows", self.rows)):
            unrepeated(ids_of(word, entries))
        if self.number != self.id.split("-")[0].capitalize():
            raise wrong_together("number は、id の先頭の番号の l を大文字にしたものです")
        return self

    @property
    def duties(self) -> tuple[str, ...]:
        """The duties of its rows."""
        return tuple(dict.fromkeys(duty for row in self.rows for duty in row.duties))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of its rows."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))


class See(Entry):
    """Where an answer leads."""

    templates: tuple[Id, ...] = Field((), title="テンプレート")
    tables: tuple[Id, ...] = Field((), title="表")
    duties: tuple[Id, ...] = Field((), title="義務")
    sources: tuple[Id, ...] = Field((), title="出典")


class Question(Related):
    """A question that people ask, and an answer that begins with the answer."""

    id: Id = Field(title="id")
    category: Text = Field(title="分類")
    q: Text = Field(title="問い")
    a: Text = Field(title="答え")
    basis: Nature = Field(title="性質")
    see: See = Field(See(), title="参照")


# --- references in texts -------------------------------------------------------------------------------

REFERENCE = re.compile(r"\[\[([a-z0-9]+(?:-[a-z0-9]+)*)(:basis)?\]\]")
"""A reference to a rule; the second group is set when its basis is meant."""

ARTICLE_REFERENCE = re.compile(r"\[\[article:(a(?:-[a-z0-9]+)+)(?::([a-z0-9]+(?:-[a-z0-9]+)*))?\]\]")
"""A reference to an article of the regulation; the second group is the id of one of its paragraphs or items."""

BROKEN_REFERENCE = re.compile(r"\[\[|\]\]")
"""What must not remain once the references are taken out."""

_NUMBER = r"[0-9０-９][0-9０-９,，.．]*\s*[万億]?"
NUMBER_OF_LAW = re.compile(
    rf"{_NUMBER}\s*(?:分|時間|日|週間|[かヶカケ箇]月|年)\s*(?:以内|以上)"
    rf"|{_NUMBER}\s*[〜～から-]+\s*{_NUMBER}\s*日"
    rf"|第?{_NUMBER}\s*条(?!件)"
    rf"|{_NUMBER}\s*(?:人|名|件)\s*(?:を超え|以上|超)"
    rf"|[0-9０-９]\s*[万億]\s*(?:人|名|件)"
    rf"|{_NUMBER}\s*円以下の(?:罰金|過料|課徴金)"
    rf"|{_NUMBER}\s*[年月]以下の(?:拘禁刑|懲役|禁錮)"
    rf"|(?<![0-9０-９,，月])(?<!から){_NUMBER}\s*(?:日|週間|営業日)\s*前?\s*まで"  # 12月25日まで is a date, 1日から24日まで a span
)
"""A deadline, threshold, article or penalty that belongs into a rule."""


def references(text: str) -> tuple[str, ...]:
    """The ids of the rules that ``text`` refers to, each once."""
    if "[[" not in text:
        return ()
    return tuple(dict.fromkeys(match[1] for match in REFERENCE.finditer(text)))


def without_references(text: str) -> str:
    """``text`` with its references blanked out, so that every character keeps its place."""
    for pattern in (REFERENCE, ARTICLE_REFERENCE) if "[[" in text else ():
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
