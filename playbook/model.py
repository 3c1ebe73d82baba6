"""What the playbook is made of. Every entry is frozen and typed; what a field is for stands in its description.

The titles are the field names that people see in error messages and in editors.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from playbook.craft import Checklist, CraftSee, Decision, GlossaryTerm, Writing
from playbook.entry import Day, Entry, Id, Term, Text, ids_of, unrepeated, wrong_together
from playbook.law import Duty, Fact, Question, Related, Rule, Source, Table
from playbook.placeholder import INVISIBLE, NAME_MAX
from playbook.regulation import Article
from playbook.scenario import DrillGuide, Scenario


class Stage(Term):
    """When in an incident a notice is sent."""

    INITIAL = "initial", "初報"
    PROGRESS = "progress", "経過"
    RECOVERY = "recovery", "復旧"
    FOLLOW_UP = "follow_up", "事後"
    LEAK = "leak", "漏えいの通知・公表"
    SUPPORT = "support", "社内・窓口・当局など"


class Situation(Term):
    """What has happened."""

    ANY = "any", "どの場面でも"
    OUTAGE = "outage", "システムの停止・障害"
    PARTIAL = "partial", "一部の機能だけの障害"
    EXTERNAL = "external", "外部サービスが原因の障害"
    ATTACK = "attack", "サイバー攻撃・不正アクセス"
    DATA = "data", "データの欠損・不整合"
    LEAK = "leak", "個人情報の漏えい・そのおそれ"
    DISASTER = "disaster", "自然災害"
    MIGRATION = "migration", "システムの更改・移行"
    FINANCE = "finance", "金融・決済サービス"
    TELECOM = "telecom", "通信サービス"
    EC = "ec", "EC・予約サイト"
    CLOUD = "cloud", "クラウド・SaaS"


class Audience(Term):
    """Who reads the notice."""

    CUSTOMER = "customer", "お客様"
    KEY_ACCOUNT = "key_account", "重要顧客・個別のお客様"
    AFFECTED_PERSON = "affected_person", "漏えいしたご本人"
    PUBLIC = "public", "一般"
    PARTNER = "partner", "取引先"
    PRESS = "press", "報道"
    REGULATOR = "regulator", "当局"
    INTERNAL = "internal", "社内"


class Channel(Term):
    """How the notice travels."""

    EMAIL = "email", "メール"
    WEB = "web", "Web・書面"
    SNS = "sns", "SNS"
    PHONE = "phone", "電話"
    FORM = "form", "報告様式・社内書式"


class Element(Term):
    """What a section of a notice tells the reader."""

    OVERVIEW = "overview", "何が起きているか"
    IMPACT = "impact", "影響の範囲"
    OCCURRED_AT = "occurred_at", "発生・検知の時刻"
    RESPONSE = "response", "いま行っている対応"
    WORKAROUND = "workaround", "回避策・代わりの手段"
    NEXT_UPDATE = "next_update", "次の連絡"
    CONTACT = "contact", "問い合わせ窓口"
    SECURITY = "security", "お客様の情報への影響"
    INVESTIGATION = "investigation", "調査の継続"
    AUTHORITY = "authority", "関係機関への報告"
    CAUSE = "cause", "原因"
    VERIFICATION = "verification", "復旧後に確認したこと"
    PREVENTION = "prevention", "再発防止"
    LEAKED_ITEMS = "leaked_items", "漏えいした情報の項目"
    SECONDARY_DAMAGE = "secondary_damage", "二次被害とそのおそれ"
    PROTECTIVE_ACTION = "protective_action", "今すぐお願いする防御"
    COMPENSATION = "compensation", "補償・見舞・減額"
    APOLOGY = "apology", "お詫び"
    THANKS = "thanks", "感謝"
    ESTIMATE = "estimate", "復旧の見込み"
    TIMELINE = "timeline", "時系列"
    SUPPORT = "support", "追加の支援"
    PLAN = "plan", "今後の予定"


REQUIRED_ELEMENTS: dict[Stage, frozenset[Element]] = {
    Stage.INITIAL: frozenset(
        {
            Element.OVERVIEW,
            Element.IMPACT,
            Element.OCCURRED_AT,
            Element.RESPONSE,
            Element.WORKAROUND,
            Element.NEXT_UPDATE,
            Element.CONTACT,
            Element.SECURITY,
            Element.APOLOGY,
        }
    ),
    Stage.PROGRESS: frozenset(
        {Element.OVERVIEW, Element.RESPONSE, Element.NEXT_UPDATE, Element.CONTACT, Element.APOLOGY}
    ),
    Stage.RECOVERY: frozenset(
        {
            Element.OVERVIEW,
            Element.IMPACT,
            Element.OCCURRED_AT,
            Element.CAUSE,
            Element.VERIFICATION,
            Element.CONTACT,
            Element.APOLOGY,
        }
    ),
    Stage.FOLLOW_UP: frozenset({Element.OVERVIEW, Element.CONTACT, Element.APOLOGY}),
    # 個人情報の保護に関する法律施行規則第10条 (the first five); contact and apology are practice
    Stage.LEAK: frozenset(
        {
            Element.OVERVIEW,
            Element.LEAKED_ITEMS,
            Element.CAUSE,
            Element.SECONDARY_DAMAGE,
            Element.PROTECTIVE_ACTION,
            Element.CONTACT,
            Element.APOLOGY,
        }
    ),
    Stage.SUPPORT: frozenset(),
}
"""What a notice of each stage must tell. A support text declares its own in ``requires``."""


class Scope(Term):
    """Who fills a placeholder, and how long the value holds."""

    ORGANIZATION = "organization", "会社で一度だけ"
    INCIDENT = "incident", "事案ごとに一度"
    NOTICE = "notice", "この連絡だけ"
    RECIPIENT = "recipient", "宛先ごと（配信の仕組みが埋める）"


class Kind(Term):
    """What sort of value fills a placeholder."""

    TEXT = "text", "短い文"
    LONGTEXT = "longtext", "長い文"
    DATETIME = "datetime", "日時"
    TIME = "time", "時刻"
    DATE = "date", "日付"
    DURATION = "duration", "長さ（時間）"
    COUNT = "count", "人数・件数"
    PERCENT = "percent", "割合"
    TEL = "tel", "電話番号"
    EMAIL = "email", "メールアドレス"
    URL = "url", "Web の住所"
    LIST = "list", "箇条書き"
    CHOICE = "choice", "選択"


class Auto(Term):
    """A value that the desk works out by itself: true by definition, or a start that the sender corrects."""

    STARTED = "started", "机を開いた日時"
    NOW = "now", "いまの日時"
    TODAY = "today", "今日の日付"
    NEXT_UPDATE = "next-update", "60 分後を 15 分単位に丸めた日時"
    ORDINAL = "ordinal", "この事案で何報目か（送信の記録から）"
    FIRST_SENT = "first-sent", "最初の知らせを送った日時（送信の記録から）"
    ELAPSED = "elapsed", "発生時刻から復旧時刻までの長さ"


class Tense(Term):
    """On which side of the moment of sending a time lies."""

    PAST = "past", "起きたこと"
    AHEAD = "ahead", "約束"


class Proof(Term):
    """What a value tells of the evidence of a claim: the desk asks for it beside the claim and fills it in there."""

    AT = "at", "確かめた時刻"
    OF = "of", "調べた対象"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise PydanticCustomError("bad_pattern", "正規表現として読めません（{error}）", {"error": str(error)}) from error
    return pattern


Name = Annotated[str, StringConstraints(pattern=rf"^[^()（）\s{INVISIBLE}]+$", max_length=NAME_MAX)]
Pattern = Annotated[str, AfterValidator(_compiles)]
Blankable = BeforeValidator(lambda value: None if value == "" else value)
"""An empty value of the YAML means: not yet known."""



class Choice(Entry):
    """One of the texts a section can have."""

    id: Id = Field(title="id")
    label: Text = Field(title="名前", description="選ぶ人に見せる短い名前")
    evidence: Text | None = Field(None, title="根拠", description="何を確かめたら選べるか。書いたものは断定してよい")
    text: Text = Field(title="文")


class Section(Entry):
    """A section of a notice: the name of a part, a fixed text, or a choice of texts."""

    part: Id | None = Field(None, title="部品", description="data/parts.yml の部品の id")
    elements: tuple[Element, ...] = Field((), title="要素", description="この節が読み手に伝えること")
    heading: Text | None = Field(None, title="見出し")
    text: Text | None = Field(None, title="文")
    claim: Id | None = Field(None, title="断定", description="data/claims.yml のどの断定か。choices の先頭が既定になる")
    choices: tuple[Choice, ...] = Field((), title="選択肢")
    why: Text | None = Field(None, title="なぜ", description="研修用の注釈")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.part:
            if self.elements or self.heading or self.text or self.claim or self.choices:
                raise wrong_together("部品を使う節には part と why だけを書きます。ほかの項目を消してください")
            return self
        if bool(self.text) == bool(self.choices):
            raise wrong_together("text か choices の、どちらか一つを書きます")
        if self.choices and len(self.choices) < 2:
            raise wrong_together("choices には二つ以上の選択肢を書きます")
        if self.claim and not self.choices:
            raise wrong_together("claim を書く節には text でなく choices を書きます")
        unrepeated(ids_of("choices", self.choices))
        return self


class Part(Section):
    """A section that several notices share."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    when: Text | None = Field(None, title="使いどころ", description="書いたものは、どの文面にも差し込める部品として一覧に載る")

    @model_validator(mode="after")
    def _no_part_in_part(self) -> Self:
        if self.part:
            raise wrong_together("部品の中に部品は使えません")
        return self


class Message(Entry):
    """One text to send: a subject where the channel has one, and the sections of the body."""

    id: Id = Field(title="id")
    label: Text = Field(title="名前")
    stage: Stage | None = Field(None, title="段階", description="書かなければテンプレートの段階")
    lang: Annotated[str, StringConstraints(pattern="^(ja|en)$")] = Field("ja", title="言語")
    max_chars: int | None = Field(None, title="字数の上限", description="記入例で埋めた本文の字数", gt=0)
    subject: Text | None = Field(None, title="件名")
    body: tuple[Section, ...] = Field(title="本文", min_length=1)


class Waiver(Entry):
    """A required element that this template leaves out, and why that is right."""

    element: Element = Field(title="要素")
    reason: Text = Field(title="理由")


class Alternative(Entry):
    """When another template serves better than this one."""

    case: Text = Field(title="場合")
    template: Id = Field(title="テンプレート")


class Template(Entry):
    """A notice for one stage and situation: one text (subject and body) or several (texts)."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,3}(-[a-z0-9]+)+$")] = Field(title="id")
    title: Text = Field(title="題")
    stage: Stage = Field(title="段階")
    situations: tuple[Situation, ...] = Field(title="場面", min_length=1)
    audience: Audience = Field(title="読み手")
    channel: Channel = Field(title="手段")
    keywords: tuple[Text, ...] = Field(title="検索の言葉", min_length=3)
    when: Text = Field(title="いつ使うか")
    approval: Text = Field(title="承認者")
    one_recipient: bool = Field(False, title="一人・一社あて", description="true なら、宛名を「お客様各位」にしない")
    requires: tuple[Element, ...] = Field((), title="加える必須要素")
    waives: tuple[Waiver, ...] = Field((), title="必須要素の例外")
    max_chars: int | None = Field(None, title="字数の上限", description="記入例で埋めた本文の字数", gt=0)
    subject: Text | None = Field(None, title="件名")
    body: tuple[Section, ...] = Field((), title="本文")
    texts: tuple[Message, ...] = Field((), title="文面の組")
    instead: tuple[Alternative, ...] = Field((), title="代わりに使うもの")
    next: tuple[Id, ...] = Field((), title="次に送るもの")
    duties: tuple[Id, ...] = Field((), title="関わる義務", description="data/duties.yml の id")
    many_fields: Text | None = Field(
        None, title="入力が多い理由", description="第一報の後に新しく入れる値が 6 つを超えるときに書く。「作成する」の画面に出る"
    )

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if bool(self.body) == bool(self.texts):
            raise wrong_together("body か texts の、どちらか一つを書きます")
        if self.texts and (self.subject or self.max_chars):
            raise wrong_together("texts を使うときは、subject と max_chars を文面ごとに書きます")
        unrepeated(ids_of("texts", self.texts))
        return self

    @property
    def number(self) -> str:
        """The digits of the inventory that the id begins with."""
        return self.id.split("-")[0]

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """The texts to send; a template with one text has one message of its own id and title."""
        if self.texts:
            return self.texts
        return (Message(id=self.id, label=self.title, subject=self.subject, max_chars=self.max_chars, body=self.body),)

    def demanded(self, message: Message) -> frozenset[Element]:
        """The elements that the stage of ``message`` and ``requires`` demand."""
        return REQUIRED_ELEMENTS[message.stage or self.stage] | set(self.requires)

    def required(self, message: Message) -> frozenset[Element]:
        """The elements that ``message`` must hold: those demanded, without what is waived."""
        return self.demanded(message) - {waiver.element for waiver in self.waives}


class Placeholder(Entry):
    """A name that texts may hold between ``((`` and ``))``."""

    name: Name = Field(title="名前")
    meaning: Text = Field(title="意味")
    example: Text = Field(title="記入例")
    kind: Kind = Field(title="種類")
    scope: Scope = Field(title="範囲")
    default: Text | None = Field(None, title="既定値")
    options: tuple[Text, ...] = Field((), title="選べる値")
    auto: Auto | None = Field(None, title="自動の既定", description="「作成する」の画面が自分で入れる値。人が直せる")
    same_as: Name | None = Field(None, title="同じ値の差し込み", description="入力がなければ、この差し込みの値を使う")
    proves: Proof | None = Field(None, title="根拠の種類", description="断定を選んだとき、その根拠の欄から入る値")
    tense: Tense | None = Field(None, title="日時の向き", description="past なら先の時刻、ahead なら過ぎた時刻を、画面が尋ねる")
    after: tuple[Name, ...] = Field((), title="前後", description="この値は、挙げた差し込みの時刻より前にならない")

    @model_validator(mode="after")
    def _one_default(self) -> Self:
        if sum(map(bool, (self.default, self.auto, self.same_as))) > 1:
            raise wrong_together("default、auto、same_as は、どれか一つだけを書きます")
        return self

    @model_validator(mode="after")
    def _options_for_choice(self) -> Self:
        if (self.kind is Kind.CHOICE) != bool(self.options):
            raise wrong_together("選べる値（options）は、種類が choice のときに、そのときだけ書きます")
        if self.options and self.example not in self.options:
            raise wrong_together("記入例は、選べる値（options）の一つにします")
        return self


class Specs(Entry):
    """Texts that a pattern must find, and texts that it must leave alone."""

    hit: tuple[Text, ...] = Field(title="当たる例", min_length=1)
    miss: tuple[Text, ...] = Field(title="当たらない例", min_length=1)


class Severity(Term):
    """How much a finding in a finished mail weighs."""

    BLOCKER = "blocker", "送れない"
    WARNING = "warning", "直す"
    HINT = "hint", "見直す"


class Assertion(Entry):
    """A wording that states something as fact."""

    pattern: Pattern = Field(title="型")
    specs: Specs = Field(title="例")
    severity: Severity = Field(Severity.BLOCKER, title="重さ", description="送る前の確認で、裏づけが見えないときの扱い")
    stages: tuple[Stage, ...] = Field((), title="段階", description="送る前の確認で見る段階。書かなければすべて")


class Claim(Entry):
    """A kind of statement that needs evidence: its safe wording, what allows more, and who may say so."""

    id: Id = Field(title="id")
    title: Text = Field(title="題")
    cautious: Pattern = Field(title="慎重な言い方の型", description="既定の選択肢に必ず含まれる言い方（正規表現）")
    safe: Text = Field(title="安全な言い方")
    evidence: Text = Field(title="根拠", description="何がそろえば、それ以上を言えるか")
    who: Text = Field(title="言ってよい人")
    backed: Pattern | None = Field(None, title="裏づけの型", description="同じ段落にあれば、根拠が書かれているとみなす言い方")
    near: bool = Field(False, title="項目の中だけを見る", description="箇条書きでは、同じ項目に裏づけがなければならない")
    assertions: tuple[Assertion, ...] = Field(title="断定の言い方", min_length=1)


class Detection(Term):
    """What the checker finds without a pattern of the phrase's own."""

    MARK = "mark", "差し込みの印の残り"
    SUBJECT = "subject", "空の件名"
    CLAIM = "claim", "根拠の書かれていない断定"
    SENDER = "sender", "送り主の名の食い違い"
    TIME = "time", "時刻の食い違い"
    COUNT = "count", "数の食い違い"
    WEEKDAY = "weekday", "日付と曜日の食い違い"
    CHARACTER = "character", "メールで化ける文字"
    IDENTITY = "identity", "漏れた項目での本人確認"
    ELEMENT = "element", "段階に要る要素の不足"


class Target(Term):
    """Which text a phrase is looked for in."""

    BODY = "body", "本文"
    SUBJECT = "subject", "件名"


class Pardon(Entry):
    """A text of ours that a phrase may find, and why that is right."""

    entry: Text = Field(title="項目", description="テンプレート、部品、質問、文例の id")
    reason: Text = Field(title="理由")


class PhraseSee(CraftSee):
    """Where a phrase leads."""

    regulation: tuple[Id, ...] = Field((), title="規程の条")
    decisions: tuple[Id, ...] = Field((), title="決めごと")


class Phrase(Related):
    """A wording that harms, why, and what to write instead; how it is found, or that only people can."""

    id: Id = Field(title="id")
    ng: Text = Field(title="避ける文")
    why: Text = Field(title="なぜ")
    ok: Text = Field(title="よい文")
    category: Text = Field(title="分類")
    mend: Text | None = Field(None, title="直し方", description="送る前の確認で出す直し方。書かなければ、よい文")
    severity: Severity = Field(title="重さ")
    pattern: Pattern | None = Field(None, title="型", description="Python と JavaScript の両方で同じに働く正規表現")
    unless: Pattern | None = Field(None, title="除く型", description="近くにあれば当たらないとみなす言い方")
    anywhere: bool = Field(False, title="全文で除く", description="unless を段落でなく文面の全体で探す")
    target: Target = Field(Target.BODY, title="見るところ")
    stages: tuple[Stage, ...] = Field((), title="段階", description="見る段階。書かなければすべて")
    check: Detection | None = Field(None, title="しくみ", description="型でなく、しくみで見つけるもの")
    human: bool = Field(False, title="人が見る", description="機械では見つけられないもの")
    specs: Specs | None = Field(None, title="例")
    see: PhraseSee = Field(PhraseSee(), title="参照")
    exceptions: tuple[Pardon, ...] = Field((), title="例外")

    @model_validator(mode="after")
    def _one_detection(self) -> Self:
        if (self.pattern is not None) + (self.check is not None) + self.human != 1:
            raise wrong_together("pattern、check、human: true の、どれか一つを書きます")
        if self.human == bool(self.specs):
            raise wrong_together("specs は、pattern か check のあるものに必ず書き、human のものには書きません")
        if not self.pattern and (self.unless or self.stages or self.target is not Target.BODY):
            raise wrong_together("unless、stages、target は、pattern のあるものにだけ書きます")
        if self.anywhere and not self.unless:
            raise wrong_together("anywhere は、unless のあるものにだけ書きます")
        return self


class LegalReview(Entry):
    """Who of the company's lawyers has read the playbook, and when."""

    by: Annotated[str | None, Blankable] = Field(None, title="確認した人")
    on: Annotated[Day | None, Blankable] = Field(None, title="確認した日")

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if bool(self.by) != bool(self.on):
            raise wrong_together("by（確認した人）と on（確認した日）は、両方を書くか、両方を空にします")
        return self


class Organization(Entry):
    """What is true for the whole company: values of placeholders of its scope, and the state of its reviews."""

    values: dict[str, str] = Field(title="値")
    legal_review: LegalReview = Field(title="法務の確認")
    last_drill: Annotated[Day | None, Blankable] = Field(None, title="前回の訓練")

    @property
    def filled(self) -> dict[str, str]:
        """The values that are not empty."""
        return {name: value for name, value in self.values.items() if value}


PageName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*(#[a-z0-9-]+)?$")]
"""A page of the site as ``docs/`` names it, and the section to open: ``faq``, ``law/index#l03-deadlines``."""


class Expectation(Entry):
    """A query as people type it, and what the search must answer."""

    query: Text = Field(title="検索の言葉")
    first: PageName = Field(title="先頭に出るもの")
    equal: tuple[PageName, ...] = Field((), title="先頭に出てよい、同じことを答えるもの")
    among: PageName | None = Field(None, title="ほかに、5 番目までに出るもの")

    @property
    def best(self) -> tuple[PageName, ...]:
        """The answers of which one must come first."""
        return (self.first, *self.equal)


class Leaning(Entry):
    """Words of a query that tell what kind of page is wanted: an explanation, the meaning of a word, a text to send."""

    words: tuple[Text, ...] = Field(title="打たれる言葉")
    toward: tuple[Text, ...] = Field(title="先に出すページの、アドレスの始まり")


class Search(Entry):
    """What the search knows besides the pages: words that mean the same, empty words, and the acceptance table."""

    synonyms: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = Field(title="同じ意味の言葉の組")
    noise: tuple[Text, ...] = Field((), title="探さない言葉")
    weak: tuple[Text, ...] = Field((), title="軽く扱う言葉")
    leanings: tuple[Leaning, ...] = Field((), title="言葉から分かる、求めているページの種類")
    keywords: dict[PageName, tuple[Text, ...]] = Field({}, title="ページや節に、書かれていなくても当たる言葉")
    acceptance: tuple[Expectation, ...] = Field(title="検索の合格表")


class TriageStage(Entry):
    """An answer to the second question of the emergency start: how far the incident has come."""

    id: Id = Field(title="id")
    label: Text = Field(title="名前")
    short: Text = Field(title="紙での名前")
    templates: tuple[Id, ...] = Field((), title="テンプレート", description="どの場面でも使うもの")
    checklists: tuple[Id, ...] = Field((), title="チェックリスト")


class Reader(Entry):
    """An answer to the third question: whom to tell."""

    id: Id = Field(title="id")
    label: Text = Field(title="名前")
    audiences: tuple[Audience, ...] = Field(title="読み手", min_length=1)


class Call(Entry):
    """Somebody to call at once, what for, and where they are reached."""

    id: Id = Field(title="id")
    who: Text = Field(title="呼ぶ相手")
    why: Text = Field(title="用件")
    reach: Text | None = Field(None, title="連絡先")
    article: Id | None = Field(None, title="規程の条")


class Step(Entry):
    """What is sent in a situation at a stage, first things first."""

    stage: Id = Field(title="段階")
    templates: tuple[Id, ...] = Field(title="テンプレート", min_length=1)
    note: Text | None = Field(None, title="注意")


class Happening(Entry):
    """An answer to the first question: what has happened, and where that leads."""

    id: Situation = Field(title="場面")
    group: Text = Field(title="まとまり")
    label: Text = Field(title="名前")
    hint: Text = Field(title="例")
    steps: tuple[Step, ...] = Field(title="段階ごとの文面", min_length=1)
    duties: tuple[Id, ...] = Field((), title="義務", description="まず確かめる義務")
    duties_by_business: tuple[Id, ...] = Field((), title="業種や立場による義務")
    calls: tuple[Id, ...] = Field(title="呼ぶ相手", min_length=1)
    checklists: tuple[Id, ...] = Field((), title="チェックリスト")


class FirstNotice(Entry):
    """What is sent when there is no time for questions."""

    template: Id = Field(title="テンプレート")
    label: Text = Field(title="名前")
    note: Text = Field(title="注")


class Questions(Entry):
    """The three questions, as they are asked."""

    situation: Text = Field(title="何が起きたか")
    stage: Text = Field(title="いまの段階")
    reader: Text = Field(title="知らせる相手")


class Triage(Entry):
    """The emergency start: the first moves, and three questions that lead to the right notice."""

    first: FirstNotice = Field(title="今すぐ第一報")
    lead: Text = Field(title="前書き")
    questions: Questions = Field(title="三つの問い")
    moves: tuple[Text, ...] = Field(title="まずすること", min_length=1)
    calls: tuple[Call, ...] = Field(title="呼ぶ相手の一覧", min_length=1)
    stages: tuple[TriageStage, ...] = Field(title="段階", min_length=1)
    readers: tuple[Reader, ...] = Field(title="相手", min_length=1)
    situations: tuple[Happening, ...] = Field(title="場面", min_length=1)

    def reached(self) -> dict[str, list[str]]:
        """The ids that some answer leads to, by collection."""
        templates = [id for stage in self.stages for id in stage.templates]
        templates += [id for one in self.situations for step in one.steps for id in step.templates]
        duties = [id for one in self.situations for id in (*one.duties, *one.duties_by_business)]
        return {"templates": templates, "duties": duties}


@dataclass(frozen=True, kw_only=True, repr=False)
class Playbook:
    """All of the data, each entry checked by its own model. Mappings are in the order of the files."""

    organization: Organization
    placeholders: dict[str, Placeholder]
    claims: dict[str, Claim]
    parts: dict[str, Part]
    templates: dict[str, Template]
    sources: dict[str, Source] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    faq: dict[str, Question] = field(default_factory=dict)
    phrases: dict[str, Phrase] = field(default_factory=dict)
    regulation: dict[str, Article] = field(default_factory=dict)
    search: Search = Search(synonyms=(), acceptance=())
    checklists: dict[str, Checklist] = field(default_factory=dict)
    writing: dict[str, Writing] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    glossary: dict[str, GlossaryTerm] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    exercises: dict[str, DrillGuide] = field(default_factory=dict)
    triage: Triage | None = None
    """None only while its file cannot be read; nothing is published then."""

    def __repr__(self) -> str:
        """Short: mkdocs-macros prints every macro with all that it is bound to."""
        return f"Playbook({len(self.templates)} templates)"


def json_schema(model: type[Entry], flat_list: bool) -> dict[str, Any]:
    """The JSON Schema of a data file that holds one ``model``, or a list of them, for editor completion."""
    schema = _without_null(model.model_json_schema())
    if not flat_list:
        return schema
    definitions = schema.pop("$defs", {})
    return {"type": "array", "items": schema, "$defs": definitions}


def _without_null(schema: Any) -> Any:
    """``schema`` without the nulls: what is not known is not written, and every scalar of the YAML is text."""
    if isinstance(schema, list):
        return [_without_null(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items()}
    options = [option for option in kept.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        del kept["anyOf"]
        kept |= options[0]
    return kept
