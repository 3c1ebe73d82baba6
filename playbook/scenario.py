"""Tabletop exercises as data. What players may see and what only the facilitator may see are different types:
:class:`Handout` and :class:`Card` hold the former, :class:`Guide` and :class:`Facilitator` the latter. So whatever is
made of handouts and cards alone cannot hold what only the facilitator may know.

Nobody types 【訓練】: :func:`drilled` puts it on every text of an exercise.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from playbook.entry import Day, Entry, Id, Term, Text, ids_of, unrepeated, wrong_together
from playbook.law import Related

DRILL = "【訓練】"
FIRST_LINE = f"{DRILL}これは訓練です。実際の出来事ではありません。"
LAST_LINE = f"{DRILL}以上、訓練です。"

SHORT_MINUTES = 20
"""How long the short form takes."""


def _written_as_moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("moment_parsing", "not a moment of the form 2026-11-24 09:40")


Moment = Annotated[datetime, BeforeValidator(_written_as_moment)]
"""A date and time of the story, Japan time, as 2026-11-24 09:40."""


def words(moment: datetime) -> str:
    """``moment`` as people write it: 11月24日（火）9時40分."""
    weekday = "月火水木金土日"[moment.weekday()]
    return f"{moment.month}月{moment.day}日（{weekday}）{moment.hour}時{moment.minute:02}分"


class Medium(Term):
    """How a card reaches the players."""

    ALERT = "alert", "監視の警報"
    CALL = "call", "電話"
    ORAL = "oral", "口頭"
    CHAT = "chat", "チャット"
    EMAIL = "email", "メール"
    SNS = "sns", "SNS"
    WEB = "web", "Web"
    LETTER = "letter", "書面"


class Twist(Term):
    """What makes a story hard. Only the facilitator knows."""

    LEAK = "leak", "途中で漏えいの疑いに変わる"
    FALSE_ALARM = "false_alarm", "漏えいの疑いが、誤報と分かって終わる"
    CORRECTION = "correction", "初めの知らせに誤りがあり、訂正が要る"
    CONFLICT = "conflict", "食い違う報告が届く"
    PRESS = "press", "報道やSNSが先に動く"
    DEMAND = "demand", "無理な求めが来る"


# --- what players may see ------------------------------------------------------------------------------


class Role(Entry):
    """A part that one or more players take."""

    id: Id = Field(title="id")
    name: Text = Field(title="名前")
    task: Text = Field(title="すること")


class Handout(Entry):
    """What every player may read before the exercise. It tells the beginning of the story and no more."""

    title: Text = Field(title="題")
    lead: Text = Field(title="前書き")
    objectives: tuple[Text, ...] = Field(title="目的", min_length=2)
    audience: Text = Field(title="対象者")
    minutes: int = Field(title="所要時間", description="分。振り返りを含む", gt=0)
    story: Text = Field(title="前提")
    facts: tuple[Text, ...] = Field(title="前提の資料", description="会社、サービス、契約などの事実", min_length=3)
    roles: tuple[Role, ...] = Field(title="役割", min_length=3)
    bring: tuple[Text, ...] = Field(title="持ち物", min_length=2)
    reflection: tuple[Text, ...] = Field(title="振り返りの問い", min_length=2)


class Task(Entry):
    """What the players write when they get a card."""

    text: Text = Field(title="書くもの")
    minutes: int = Field(title="持ち時間", description="分", gt=0)


class Short(Entry):
    """A card in the short form: the minute at which it is handed out, and what to write there, if anything."""

    at: int = Field(title="渡す時", description="短い形の開始からの分", ge=0)
    task: Task | None = Field(None, title="課題")


class Card(Entry):
    """One event, as it reaches the players: who says what to whom, by what means."""

    clock: Moment = Field(title="時刻")
    sender: Text = Field(title="差出人")
    to: tuple[Id, ...] = Field(title="受け手", description="役割の id", min_length=1)
    medium: Medium = Field(title="手段")
    subject: Text | None = Field(None, title="件名")
    text: Text = Field(title="内容", description="その人が話し、書くとおりに")
    task: Task | None = Field(None, title="課題", description="書くもの。何を使うかは書かない")

    @model_validator(mode="after")
    def _subject_of_mail(self) -> Self:
        if (self.medium is Medium.EMAIL) != bool(self.subject):
            raise wrong_together("件名（subject）は、手段が email のときに、そのときだけ書きます")
        return self


# --- what only the facilitator may see -----------------------------------------------------------------


class Hint(Entry):
    """What to say when the players are stuck."""

    when: Text = Field(title="止まり方")
    say: Text = Field(title="言うこと")


class Notice(Entry):
    """The notice that a good team writes: a template, with a choice and a value for each place that needs one.

    ``choices`` names sections by heading, claim or part, or by their number among those with choices; the others keep
    their default. ``decided`` are the values that the players decide themselves; every other time, date and number
    must have come up before.
    """

    template: Id = Field(title="テンプレート")
    message: Id | None = Field(None, title="文面", description="文面が組のとき、その id")
    others: tuple[Id, ...] = Field((), title="これでもよい文面")
    choices: dict[str, str] = Field({}, title="選択")
    values: dict[str, str] = Field({}, title="値")
    decided: tuple[str, ...] = Field((), title="参加者が決める値")
    drops: tuple[str, ...] = Field((), title="外す節", description="節の見出し、断定の種類か部品の id")
    adds: tuple[Id, ...] = Field((), title="足す部品", description="data/parts.yml の id。署名の前に入る")
    edits: dict[str, str] = Field({}, title="書き直し", description="テンプレートの言葉と、この場面での言葉")
    good: tuple[Text, ...] = Field(title="よい文面にあること", min_length=2)
    mistakes: tuple[Text, ...] = Field(title="よくある誤り", min_length=2)


class Guide(Entry):
    """How the facilitator handles a card."""

    purpose: Text = Field(title="ねらい")
    expected: tuple[Text, ...] = Field(title="期待する行動", description="見て分かる行動", min_length=1)
    wrong: Text | None = Field(None, title="わざと入れた誤り", description="どこが違い、いつ正しいことが分かるか")
    hints: tuple[Hint, ...] = Field(title="ヒント", min_length=1)
    questions: tuple[Text, ...] = Field((), title="議論の問い")
    notice: Notice | None = Field(None, title="模範の文面")
    templates: tuple[Id, ...] = Field((), title="ほかに使うテンプレート")
    duties: tuple[Id, ...] = Field((), title="関わる義務")
    articles: tuple[Id, ...] = Field((), title="関わる条")
    checklists: tuple[Id, ...] = Field((), title="関わるチェックリスト")


class Clock(Entry):
    """A clock of the law that runs in the story."""

    duty: Id = Field(title="義務")
    deadline: Id = Field(title="期限")
    starts: Moment = Field(title="起算")
    due: Day | None = Field(None, title="期限の日", description="日で数える期限だけ")
    note: Text = Field(title="説明")


class Criterion(Entry):
    """A behaviour that an observer can see or not see."""

    id: Id = Field(title="id")
    behaviour: Text = Field(title="行動")
    where: Text = Field(title="見る所")


class Improvement(Entry):
    """A line of an improvement plan, as an example."""

    finding: Text = Field(title="気づき")
    action: Text = Field(title="直すこと")
    owner: Text = Field(title="担当")
    check: Text = Field(title="直ったと分かること")


class Facilitator(Entry):
    """What the facilitator must know of the whole."""

    title: Text = Field(title="進行役向けの題")
    truth: Text = Field(title="真相")
    twists: tuple[Twist, ...] = Field(title="難しさ", min_length=1)
    prepare: tuple[Text, ...] = Field(title="準備", min_length=2)
    short: Text = Field(title="短い形の進め方")
    clocks: tuple[Clock, ...] = Field(title="法令の時計", min_length=1)
    evaluation: tuple[Criterion, ...] = Field(title="評価", min_length=5)
    hot_wash: tuple[Text, ...] = Field(title="振り返りの進め方", min_length=3)
    improvements: tuple[Improvement, ...] = Field(title="改善計画の例", min_length=2)


class Inject(Entry):
    """One event of an exercise. ``at`` counts minutes from the start of the full form."""

    id: Id = Field(title="id")
    module: Id = Field(title="部")
    at: int = Field(title="渡す時", description="開始からの分", ge=0)
    short: Short | None = Field(None, title="短い形")
    card: Card = Field(title="カード")
    guide: Guide = Field(title="進行")


class Module(Entry):
    """A stretch of the exercise. Its title may stand on cards; its aim is the facilitator's."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    aim: Text = Field(title="ねらい", description="進行役だけが読む")


class Scenario(Related):
    """A complete exercise. ``names`` call the fictitious company; the organization's own values come before them."""

    id: Annotated[str, StringConstraints(pattern=r"^s[0-9]{1,2}(-[a-z0-9]+)+$")] = Field(title="id")
    names: dict[str, str] = Field(title="呼び名", description="差し込みの名前と、この訓練での値")
    handout: Handout = Field(title="参加者に配るもの")
    modules: tuple[Module, ...] = Field(title="部", min_length=2)
    injects: tuple[Inject, ...] = Field(title="状況カード", min_length=1)
    facilitator: Facilitator = Field(title="進行役だけのもの")

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        for word, entries in (
            ("modules", self.modules),
            ("injects", self.injects),
            ("handout.roles", self.handout.roles),
            ("facilitator.evaluation", self.facilitator.evaluation),
        ):
            unrepeated(ids_of(word, entries))
        return self

    @property
    def number(self) -> str:
        """The digits of the id."""
        return self.id.split("-")[0].removeprefix("s")

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is handed out, in order."""
        return tuple(inject.card for inject in self.injects)

    @property
    def short_form(self) -> tuple[Inject, ...]:
        """The injects of the short form, in order."""
        return tuple(inject for inject in self.injects if inject.short)

    @property
    def templates(self) -> tuple[str, ...]:
        """The templates in play, each once."""
        found = (
            id
            for inject in self.injects
            for id in (*_of_notice(inject.guide.notice), *inject.guide.templates)
        )
        return tuple(dict.fromkeys(found))

    @property
    def duties(self) -> tuple[str, ...]:
        """The duties in play, each once."""
        named = (id for inject in self.injects for id in inject.guide.duties)
        return tuple(dict.fromkeys([*(clock.duty for clock in self.facilitator.clocks), *named]))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of the regulation in play, each once."""
        return tuple(dict.fromkeys(id for inject in self.injects for id in inject.guide.articles))

    @property
    def checklists(self) -> tuple[str, ...]:
        """The checklists in play, each once."""
        return tuple(dict.fromkeys(id for inject in self.injects for id in inject.guide.checklists))

    def role_names(self, card: Card) -> tuple[str, ...]:
        """Who gets ``card``, in words."""
        called = {role.id: role.name for role in self.handout.roles}
        return tuple(called[id] for id in card.to)


def _of_notice(notice: Notice | None) -> tuple[str, ...]:
    return (notice.template, *notice.others) if notice else ()


class DrillGuide(Entry):
    """Advice that holds for every exercise: for all, or for the facilitator alone."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    facilitator: bool = Field(False, title="進行役だけ")
    items: tuple[Text, ...] = Field(title="項目", min_length=1)

    @classmethod
    def of(cls, guides: Mapping[str, "DrillGuide"], facilitator: bool) -> tuple["DrillGuide", ...]:
        """Those for the facilitator alone, or those for all."""
        return tuple(guide for guide in guides.values() if guide.facilitator is facilitator)


# --- 【訓練】 -------------------------------------------------------------------------------------------


def drilled(text: str) -> str:
    """``text`` between a first and a last line that say that it is an exercise."""
    return f"{FIRST_LINE}\n{text.strip(chr(10))}\n{LAST_LINE}"


def drilled_subject(subject: str) -> str:
    """The subject of a mail of an exercise."""
    return f"{DRILL}{subject}"


# --- texts ---------------------------------------------------------------------------------------------

NAMES_OF_OTHERS = frozenset(
    {"id", "to", "module", "template", "message", "others", "templates", "duties", "articles", "checklists"}
    | {"duty", "deadline", "decided", "choices", "drops", "adds"}
)
"""Fields that hold ids, not texts."""
SECRET = (Guide, Facilitator)
"""The types that only the facilitator may see, with all that is in them. So is the aim of a module."""

Path_ = tuple[str | int, ...]


def texts(entry: Any, path: Path_ = (), secret: bool = False) -> Iterator[tuple[Path_, str, bool]]:
    """Every text in ``entry`` with its path, and whether only the facilitator may see it. Values of notices included."""
    secret = secret or isinstance(entry, SECRET)
    if isinstance(entry, Entry):
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            if name in NAMES_OF_OTHERS or isinstance(value, Term):
                continue
            yield from texts(value, (*path, name), secret or (isinstance(entry, Module) and name == "aim"))
    elif isinstance(entry, dict):
        for name, value in entry.items():
            yield from texts(value, (*path, name), secret)
    elif isinstance(entry, tuple):
        for index, value in enumerate(entry):
            yield from texts(value, (*path, index), secret)
    elif isinstance(entry, str):
        yield path, entry, secret


def secrets(scenario: Scenario) -> tuple[str, ...]:
    """The texts that no paper or page of the players may hold. Values of notices are facts that cards tell too."""
    return tuple(text for path, text, secret in texts(scenario) if secret and not {"values", "edits"} & set(path))
