"""Checks of the exercises: they can be played from their papers alone, and nothing slips to the players too early."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from playbook import drill
from playbook.finding import Finding
from playbook.law_checks import untold
from playbook.load import Loaded, meant_or
from playbook.model import Kind, Playbook, Stage
from playbook.passages import Passage, Role, reporter
from playbook.placeholder import fill, near_misses, placeholders
from playbook.scenario import (
    DRILL,
    SHORT_MINUTES,
    DrillGuide,
    Inject,
    Notice,
    Path_,
    Scenario,
    Twist,
    texts,
    words,
)

LEAST_CARDS = 8
LEAST_TEMPLATES = 4
LEAST_NOTICES = 3
LEAST_SHORT = 3
LENGTH = range(90, 121)
"""Minutes of the full form."""
NEEDED_TWISTS = (Twist.LEAK, Twist.FALSE_ALARM, Twist.CORRECTION)
SECRET_CHARS = 12
"""Shorter texts of the facilitator's may by chance be part of a card."""

Report = Callable[..., Finding]


def scenario_texts(loaded: Loaded) -> Iterator[Passage]:
    """Every text of the exercises."""
    book = loaded.playbook
    for collection, entries in (("scenarios", book.scenarios), ("exercises", book.exercises)):
        for id, entry in entries.items():
            for path, text, _ in texts(entry):
                role = Role.VALUE if {"values", "names"} & set(path) else Role.NOTE
                yield Passage(loaded.places[collection, id], id, path, text, role)


def _scenarios(loaded: Loaded) -> Iterator[tuple[Scenario, Report]]:
    for id, scenario in loaded.playbook.scenarios.items():
        yield scenario, reporter(loaded, "scenarios", id)


def _injects(scenario: Scenario) -> Iterator[tuple[Path_, Inject]]:
    return ((("injects", index), inject) for index, inject in enumerate(scenario.injects))


# --- references -----------------------------------------------------------------------------------------

_CALLED = {
    "templates": ("テンプレート", "data/templates のファイル名"),
    "duties": ("義務", "data/duties.yml の id"),
    "regulation": ("条", "data/regulation.yml の id"),
    "parts": ("部品", "data/parts.yml の id"),
    "checklists": ("チェックリスト", "data/checklists.yml の id"),
}


def _named(scenario: Scenario) -> Iterator[tuple[Path_, str, str]]:
    """Every id of other data that a scenario names: path, collection, id."""
    for path, inject in _injects(scenario):
        guide = (*path, "guide")
        for field, collection in (
            ("templates", "templates"),
            ("duties", "duties"),
            ("articles", "regulation"),
            ("checklists", "checklists"),
        ):
            for index, id in enumerate(getattr(inject.guide, field)):
                yield (*guide, field, index), collection, id
        if notice := inject.guide.notice:
            yield (*guide, "notice", "template"), "templates", notice.template
            for index, id in enumerate(notice.adds):
                yield (*guide, "notice", "adds", index), "parts", id
            for index, id in enumerate(notice.others):
                yield (*guide, "notice", "others", index), "templates", id
    for index, clock in enumerate(scenario.facilitator.clocks):
        yield ("facilitator", "clocks", index, "duty"), "duties", clock.duty


def check_named(loaded: Loaded) -> Iterator[Finding]:
    """Templates, duties, articles and checklists that an exercise names exist; so do its parts and roles."""
    for scenario, report in _scenarios(loaded):
        for path, collection, id in _named(scenario):
            if id not in loaded.known[collection] and collection not in loaded.nameless:
                called, where = _CALLED[collection]
                yield report("PB850", path, id, f"{called}「{id}」はありません。", meant_or(id, sorted(loaded.known[collection]), f"{where}を書いてください。"))
        roles = {role.id for role in scenario.handout.roles}
        modules = {module.id for module in scenario.modules}
        for path, inject in _injects(scenario):
            if inject.module not in modules:
                yield report("PB850", (*path, "module"), inject.module, f"部「{inject.module}」はありません。", "modules の id を書いてください。")
            for index, id in enumerate(inject.card.to):
                if id not in roles:
                    yield report("PB856", (*path, "card", "to", index), id, f"役割「{id}」はありません。", "handout の roles の id を書いてください。")
        reached = {id for card in scenario.cards for id in card.to}
        for index, role in enumerate(scenario.handout.roles):
            if role.id not in reached:
                yield report(
                    "PB856",
                    ("handout", "roles", index, "id"),
                    role.id,
                    f"役割「{role.name}」に届くカードがありません。",
                    "どれかのカードの to に加えるか、役割を消してください。",
                )
        used = {inject.module for inject in scenario.injects}
        for index, module in enumerate(scenario.modules):
            if module.id not in used:
                yield report("PB850", ("modules", index, "id"), module.id, f"部「{module.title}」にカードがありません。", "カードの module に書くか、消してください。")


# --- time -----------------------------------------------------------------------------------------------


def check_times(loaded: Loaded) -> Iterator[Finding]:
    """Minutes and the clock of the story only go forward, no task runs into the next, and all fits the length."""
    for scenario, report in _scenarios(loaded):
        minutes = scenario.handout.minutes
        if minutes not in LENGTH:
            yield report(
                "PB866",
                ("handout", "minutes"),
                str(minutes),
                f"所要時間は{LENGTH[0]}分から{LENGTH[-1]}分までです。",
                "カードを減らすか、足してください。",
            )
        yield from _rising(scenario, report)
        yield from _tasks(scenario, report, minutes)


def _rising(scenario: Scenario, report: Report) -> Iterator[Finding]:
    before: dict[str, object] = {}
    for path, inject in _injects(scenario):
        short = inject.short
        for place, value, shown in (
            (("at",), inject.at, f"{inject.at}分"),
            (("card", "clock"), inject.card.clock, words(inject.card.clock)),
            *([(("short", "at"), short.at, f"{short.at}分")] if short else []),
        ):
            name = "・".join(place)
            if name in before and value <= before[name]:
                yield report("PB851", (*path, *place), shown, f"「{shown}」は、前のカードより後ではありません。", "前のカードより後の時にしてください。")
            before[name] = value


def _tasks(scenario: Scenario, report: Report, minutes: int) -> Iterator[Finding]:
    for places, limit, called in (
        ([((*path, "card"), one.at, one.card.task) for path, one in _injects(scenario)], minutes, "所要時間"),
        ([((*path, "short"), one.short.at, one.short.task) for path, one in _injects(scenario) if one.short], SHORT_MINUTES, "短い形"),
    ):
        busy = 0
        for path, at, task in places:
            end = at + (task.minutes if task else 0)
            if task and at < busy:
                yield report("PB867", (*path, "task"), task.text, f"前の課題が終わる{busy}分より前に、次の課題があります。", "渡す時を遅らせるか、持ち時間を減らしてください。")
            if end > limit:
                yield report("PB867", path, str(at), f"{called}の{limit}分に収まりません（{end}分まで）。", "渡す時か持ち時間を見直してください。")
            busy = max(busy, end)


# --- enough of everything -------------------------------------------------------------------------------


def check_enough(loaded: Loaded) -> Iterator[Finding]:
    """Enough cards, templates, notices to write, and a short form; together all stages and the hard turns."""
    for scenario, report in _scenarios(loaded):
        notices = [inject for inject in scenario.injects if inject.guide.notice]
        for code, place, number, least, called in (
            ("PB852", ("injects",), len(scenario.injects), LEAST_CARDS, "状況カード"),
            ("PB853", ("injects",), len(scenario.templates), LEAST_TEMPLATES, "使うテンプレート"),
            ("PB857", ("injects",), len(notices), LEAST_NOTICES, "文面を書くカード"),
            ("PB860", ("injects",), len(scenario.short_form), LEAST_SHORT, "短い形のカード"),
        ):
            if number < least:
                yield report(code, place, str(number), f"{called}が {number} つです（{least} つ以上）。", "足してください。")
        if scenario.short_form and not any(inject.short.task for inject in scenario.short_form):
            yield report("PB860", ("injects",), "short", "短い形に、書く課題がありません。", "short の task を書いてください。")
        for path, inject in _injects(scenario):
            if inject.guide.notice and not inject.card.task:
                yield report("PB857", (*path, "guide", "notice"), inject.id, "模範の文面があるのに、カードに課題（task）がありません。", "カードに、書くものを書いてください。")
    yield from _together(loaded)


def _together(loaded: Loaded) -> Iterator[Finding]:
    book = loaded.playbook
    if loaded.broken & {"scenarios", "templates"} or not book.scenarios:
        return
    last = list(book.scenarios)[-1]
    report = reporter(loaded, "scenarios", last)
    used = {id for scenario in book.scenarios.values() for id in scenario.templates}
    if not used <= set(book.templates):
        return
    reached = {stage for id in used for stage in _stages(book, id)}
    offered = {stage for id in book.templates for stage in _stages(book, id)}
    for stage in (stage for stage in Stage if stage in offered - reached):
        yield report("PB854", ("id",), stage.value, f"段階「{stage.label}」の文面を使う訓練がありません。", "どれかの訓練で使ってください。")
    held = {twist for scenario in book.scenarios.values() for twist in scenario.facilitator.twists}
    for twist in (twist for twist in NEEDED_TWISTS if twist not in held):
        yield report("PB864", ("facilitator", "twists"), twist.value, f"「{twist.label}」訓練がありません。", "どれかの訓練に入れてください。")


def _stages(book: Playbook, template: str) -> set[Stage]:
    found = book.templates[template]
    return {found.stage, *(message.stage for message in found.texts if message.stage)}


# --- what players see -----------------------------------------------------------------------------------


def check_marks_of_drill(loaded: Loaded) -> Iterator[Finding]:
    """【訓練】 is put on by the program, never typed."""
    for collection in ("scenarios", "exercises"):
        for id, entry in getattr(loaded.playbook, collection).items():
            for path, text, secret in texts(entry):
                if DRILL in text and not secret and not isinstance(entry, DrillGuide):
                    yield reporter(loaded, collection, id)(
                        "PB855", path, text, f"「{DRILL}」は自動で付きます。", "手で書いたものを消してください。"
                    )


def _bare(text: str) -> str:
    return "".join(text.split())


def check_secrets(loaded: Loaded) -> Iterator[Finding]:
    """No text of the facilitator's stands in what players see."""
    for scenario, report in _scenarios(loaded):
        found = list(texts(scenario))
        shown = _bare("\n".join(text for _, text, secret in found if not secret))
        for path, text, secret in found:
            if secret and not {"values", "edits"} & set(path) and len(_bare(text)) >= SECRET_CHARS and _bare(text) in shown:
                yield report("PB865", path, text, "同じ文が、参加者の見る所にもあります。", "どちらかを書き換えてください。")


def _marks(scenario: Scenario) -> dict[str, Path_]:
    """The marks of a story, and where each stands first."""
    used: dict[str, Path_] = {}
    for path, text, _ in texts(scenario):
        if not {"names", "values"} & set(path):
            used |= {name: path for name in placeholders(text) if name not in used}
    return used


def check_names(loaded: Loaded) -> Iterator[Finding]:
    """Each mark of a story has a name, and each name is of a registered mark that is used."""
    known = loaded.known["placeholders"]
    for scenario, report in _scenarios(loaded):
        used = _marks(scenario)
        for name, path in used.items():
            if name not in scenario.names and name in known:
                yield report("PB863", path, name, f"差し込み「{name}」の、この訓練での呼び名がありません。", "names に加えてください。")
        for name in scenario.names:
            if name not in known and "placeholders" not in loaded.nameless:
                yield report("PB863", ("names", name), name, f"差し込み「{name}」は登録されていません。", "data/placeholders.yml の名前を書いてください。")
            elif name not in used:
                yield report("PB863", ("names", name), name, f"差し込み「{name}」は、この訓練のどこにも出てきません。", "使うか、消してください。")


_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日（([月火水木金土日])）")


def check_weekdays(loaded: Loaded) -> Iterator[Finding]:
    """Every day that is named with its weekday has that weekday; a day without a year is at or after the first card."""
    for scenario, report in _scenarios(loaded):
        first = min(card.clock for card in scenario.cards).date()
        for path, text, _ in texts(scenario):
            for year, month, day, weekday in _DAY.findall(text):
                found = _day(int(year or 0), int(month), int(day), first)
                if found is None or "月火水木金土日"[found.weekday()] != weekday:
                    shown = f"{month}月{day}日（{weekday}）"
                    yield report("PB862", path, shown, f"「{shown}」の曜日が違います。", "暦で確かめてください。")


def _day(year: int, month: int, day: int, first: date) -> date | None:
    """The day meant; without a year it is the one nearest to ``first``."""
    try:
        years = [year] if year else [first.year - 1, first.year, first.year + 1]
        return min((date(one, month, day) for one in years), key=lambda found: abs(found - first))
    except ValueError:
        return None


# --- the notices of a good team -------------------------------------------------------------------------


def check_notices(loaded: Loaded) -> Iterator[Finding]:
    """What a good team writes can be written: every mark has a value, and what it states came up before."""
    book = loaded.playbook
    if loaded.broken & {"templates", "parts", "placeholders"}:
        return
    for scenario, report in _scenarios(loaded):
        named = _marks(scenario)
        told = _bare("\n".join([*scenario.names.values(), *(text for _, text, _ in texts(scenario.handout))]))
        for path, inject in _injects(scenario):
            told += _bare("\n".join([words(inject.card.clock), *(text for _, text, _ in texts(inject.card))]))
            notice = inject.guide.notice
            if notice and notice.template in book.templates:
                place = (*path, "guide", "notice")
                yield from _composed(book, scenario, inject, named, report, place)
                yield from _untold(book, notice, told, report, place)


def _composed(
    book: Playbook, scenario: Scenario, inject: Inject, named: Collection[str], report: Report, path: Path_
) -> Iterator[Finding]:
    notice = inject.guide.notice
    message = drill.message_of(book, notice)
    if message is None:
        shown = notice.message or notice.template
        yield report("PB858", (*path, "message"), shown, f"「{notice.template}」に、文面「{shown}」はありません。", "texts の id を message に書いてください。")
        return
    text, left = drill.body(book, message, notice)
    known = frozenset(book.placeholders)
    if near_misses(text, known) or not known.issuperset(placeholders(text)):
        return  # the template's own fault is said there
    for key in left:
        chosen = f"選ぶ文「{notice.choices[key]}」" if key in notice.choices else "外せるもの"
        yield report("PB858", (*path, "choices" if key in notice.choices else "drops"), key, f"「{key}」の節に、{chosen}はありません。", "節の見出し、断定の種類か部品の id と、選択肢の id を書いてください。")
    marks = set(placeholders(f"{message.subject or ''}\n{text}"))
    for name in notice.values:
        if name not in marks:
            yield report("PB858", (*path, "values", name), name, f"差し込み「{name}」は、この文面にありません。", "消すか、選択肢を見直してください。")
    # PB863 asks for the names of those that the story marks itself, PB110 for the scope of those of the company
    unfilled = drill.unfilled(book, scenario, inject)
    for name in (name for name in unfilled if name not in named and not name.startswith("自社_")):
        yield report("PB858", (*path, "values"), name, f"差し込み「{name}」の値がありません。", "values に書いてください。")
    written = fill(f"{message.subject or ''}\n{text}", drill.values_at(book, scenario, inject))
    for old in notice.edits:
        if old not in written:
            yield report("PB858", (*path, "edits", old), old, f"「{old}」は、この文面にありません。", "テンプレートの言葉を、そのまま書いてください。")
    for index, name in enumerate(notice.decided):
        if name not in notice.values:
            yield report("PB858", (*path, "decided", index), name, f"「{name}」は、この文面の値にありません。", "values の名前を書いてください。")


_TOLD = {
    Kind.DATETIME: re.compile(r"\d{1,2}時\d{2}分"),
    Kind.TIME: re.compile(r"\d{1,2}時\d{2}分"),
    Kind.DATE: re.compile(r"\d{1,2}月\d{1,2}日"),
    Kind.COUNT: re.compile(r"\d[\d,]*"),
    Kind.PERCENT: re.compile(r"\d[\d.]*"),
}
"""What of a value must have come up before, by kind."""


def _untold(book: Playbook, notice: Notice, told: str, report: Report, path: Path_) -> Iterator[Finding]:
    for name, value in notice.values.items():
        kind = book.placeholders[name].kind if name in book.placeholders else None
        if kind not in _TOLD or name in notice.decided:
            continue
        for found in _TOLD[kind].findall(value):
            if not re.search(rf"(?<![\d,]){re.escape(found)}(?![\d,])", told):
                yield report(
                    "PB859",
                    (*path, "values", name),
                    value,
                    f"「{found}」が、それまでのカードと前提のどこにも出てきません。",
                    "カードに書くか、参加者が決める値なら decided に名前を加えてください。",
                )


# --- clocks ---------------------------------------------------------------------------------------------


def check_clocks(loaded: Loaded) -> Iterator[Finding]:
    """The days that an exercise names for the clocks of the law are those that the duties give."""
    duties = loaded.playbook.duties
    for scenario, report in _scenarios(loaded):
        for index, clock in enumerate(scenario.facilitator.clocks):
            path = ("facilitator", "clocks", index)
            if clock.duty not in duties:
                continue
            deadline = next((one for one in duties[clock.duty].deadlines if one.id == clock.deadline), None)
            if deadline is None:
                yield report("PB850", (*path, "deadline"), clock.deadline, f"義務「{clock.duty}」に、期限「{clock.deadline}」はありません。", "data/duties.yml の deadlines の id を書いてください。")
            elif untold(loaded.playbook, deadline):
                continue  # PB613 blames the deadline itself
            elif (due := drill.due(deadline, clock.starts.date())) != clock.due:
                mended = f"due に {due} と書き" if due else "日で数えない期限なので due の行を消し"
                meant = f"data/duties.yml の期限を直したのなら、{mended}、直していないなら duties.yml を見直してください。"
                yield report("PB861", (*path, "due"), str(clock.due or ""), "期限の日が、義務の数え方と合いません。", meant)


ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (
    check_named,
    check_times,
    check_enough,
    check_marks_of_drill,
    check_secrets,
    check_names,
    check_weekdays,
    check_notices,
    check_clocks,
)
