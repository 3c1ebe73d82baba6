"""The emergency start: its texts with their places, and checks that every answer leads somewhere and leaves nothing out."""

from collections import Counter
from collections.abc import Callable, Iterator

from playbook.finding import Finding
from playbook.load import Loaded, Path_, meant_or
from playbook.model import Audience, Situation, Triage
from playbook.passages import Passage, Role, reporter

ID = "triage"
"""There is one emergency start; collection and entry have the same name."""

_CALLED = {
    "templates": "テンプレート",
    "duties": "義務",
    "checklists": "チェックリスト",
    "regulation": "規程の条",
    "calls": "呼ぶ相手",
    "stages": "段階",
}


def triage_texts(loaded: Loaded) -> Iterator[Passage]:
    """Every text of the emergency start; staff read them, nobody sends them."""
    triage = loaded.playbook.triage
    if triage is None:
        return
    place = loaded.places[ID, ID]
    for path, text in _texts(triage):
        if text:
            yield Passage(place, ID, path, text, Role.NOTE)


def _texts(triage: Triage) -> Iterator[tuple[Path_, str | None]]:
    yield ("lead",), triage.lead
    for name, words in (("first", ("label", "note")), ("questions", ("situation", "stage", "reader"))):
        for field in words:
            yield (name, field), getattr(getattr(triage, name), field)
    for index, move in enumerate(triage.moves):
        yield ("moves", index), move
    for name, fields in (
        ("calls", ("who", "why", "reach")),
        ("stages", ("label", "short")),
        ("readers", ("label",)),
        ("situations", ("group", "label", "hint")),
    ):
        for index, entry in enumerate(getattr(triage, name)):
            for field in fields:
                yield (name, index, field), getattr(entry, field)
    for index, happening in enumerate(triage.situations):
        for at, step in enumerate(happening.steps):
            yield ("situations", index, "steps", at, "note"), step.note


def _lists(triage: Triage) -> Iterator[tuple[Path_, str, tuple[str, ...]]]:
    """Every list of ids: its path, the collection meant, the ids."""
    for index, stage in enumerate(triage.stages):
        for name in ("templates", "checklists"):
            yield ("stages", index, name), name, getattr(stage, name)
    for index, happening in enumerate(triage.situations):
        here = ("situations", index)
        for field, meant in (
            ("duties", "duties"),
            ("duties_by_business", "duties"),
            ("calls", "calls"),
            ("checklists", "checklists"),
        ):
            yield (*here, field), meant, getattr(happening, field)
        for at, step in enumerate(happening.steps):
            yield (*here, "steps", at, "templates"), "templates", step.templates


def _names(triage: Triage) -> Iterator[tuple[Path_, str, str]]:
    """Every id that is named: its path, the collection meant, the id."""
    yield ("first", "template"), "templates", triage.first.template
    for path, meant, ids in _lists(triage):
        for at, id in enumerate(ids):
            yield (*path, at), meant, id
    for index, happening in enumerate(triage.situations):
        for at, step in enumerate(happening.steps):
            yield ("situations", index, "steps", at, "stage"), "stages", step.stage
    for index, call in enumerate(triage.calls):
        if call.article:
            yield ("calls", index, "article"), "regulation", call.article


def check_names(loaded: Loaded) -> Iterator[Finding]:
    """What the emergency start names exists, and is named once in a place."""
    triage = loaded.playbook.triage
    if triage is None:
        return
    report = reporter(loaded, ID, ID)
    known = {**loaded.known, "calls": {call.id for call in triage.calls}, "stages": {one.id for one in triage.stages}}
    for path, meant, id in _names(triage):
        if id not in known.get(meant, ()) and meant not in loaded.nameless:
            reason = f"{_CALLED[meant]}「{id}」はありません。"
            yield report("PB520", path, id, reason, meant_or(id, sorted(known.get(meant, ())), "id を確かめてください。"))
    first = loaded.playbook.templates.get(triage.first.template)
    if first and len(first.messages) > 1:
        yield report(
            "PB527",
            ("first", "template"),
            first.id,
            f"「{first.id}」には文面が {len(first.messages)} つあり、どれを出すかが決まりません。",
            "文面が一つだけのテンプレートを書いてください。",
        )
    common = {stage.id: stage.templates for stage in triage.stages}
    lists = [(path, ids) for path, _, ids in _lists(triage)]
    for index, happening in enumerate(triage.situations):
        lists.append((("situations", index, "duties_by_business"), (*dict.fromkeys(happening.duties), *happening.duties_by_business)))
        for at, step in enumerate(happening.steps):
            path = ("situations", index, "steps", at, "templates")
            lists.append((path, (*step.templates, *common.get(step.stage, ()))))
    for name in ("calls", "stages", "readers", "situations"):
        lists.append(((name,), tuple(entry.id for entry in getattr(triage, name))))
    told = set()
    for path, ids in lists:
        for id in (id for id, count in Counter(ids).items() if count > 1):
            if (path, id) not in told:
                told.add((path, id))
                yield report("PB524", path, id, f"「{id}」が 2 度出ます。", "片方を消してください。")


def check_ways(loaded: Loaded) -> Iterator[Finding]:
    """Every situation leads somewhere at every stage, every reader is asked for once, nothing is out of reach."""
    triage = loaded.playbook.triage
    if triage is None:
        return
    report = reporter(loaded, ID, ID)
    for index, happening in enumerate(triage.situations):
        steps = Counter(step.stage for step in happening.steps)
        if not set(steps) <= {stage.id for stage in triage.stages}:
            continue  # a misspelt stage is missing, too
        for stage in triage.stages:
            if steps[stage.id] != 1:
                count = "ありません" if not steps[stage.id] else "2 つ以上あります"
                yield report(
                    "PB521",
                    ("situations", index, "steps"),
                    stage.id,
                    f"場面「{happening.label}」に、段階「{stage.id}」の文面の組が{count}。",
                    "段階ごとに一つだけ書いてください。",
                )
    readers = Counter(audience for reader in triage.readers for audience in reader.audiences)
    for audience in Audience:
        if readers[audience] != 1:
            count = "どの相手にも入っていません" if not readers[audience] else "2 つの相手に入っています"
            yield report(
                "PB523",
                ("readers",),
                audience.value,
                f"読み手「{audience.label}」（{audience.value}）が、{count}。",
                "相手の一つに入れてください。",
            )
    called = {id for happening in triage.situations for id in happening.calls}
    for index, call in enumerate(triage.calls):
        if call.id not in called:
            yield report("PB526", ("calls", index, "id"), call.id, "どの場面でも呼ばれません。", "場面に加えるか、消してください。")
    if loaded.broken or loaded.findings or any(finding.code == "PB520" for finding in check_names(loaded)):
        return  # what is misspelt cannot be reached, too
    meant = {happening.id for happening in triage.situations}
    for situation in Situation:
        if situation in meant or situation is Situation.ANY:
            continue
        if any(situation in template.situations for template in loaded.playbook.templates.values()):
            yield report(
                "PB521",
                ("situations",),
                situation.value,
                f"場面「{situation.label}」（{situation.value}）の行き先がありません。",
                "場面を加えてください。",
            )
    for collection, ids in triage.reached().items():
        for id in getattr(loaded.playbook, collection):
            if id not in ids:
                yield reporter(loaded, collection, id)(
                    "PB522",
                    ("id",),
                    id,
                    "いちばん初めのページからたどり着けません。",
                    "data/triage.yml の、使う場面に加えてください。",
                )


def check_pages(loaded: Loaded) -> Iterator[Finding]:
    """Every situation has its page, every page its situation."""
    triage = loaded.playbook.triage
    folder = loaded.root.parent / "docs/triage"
    if triage is None or not folder.is_dir():
        return
    situations = {happening.id.value: index for index, happening in enumerate(triage.situations)}
    pages = {path.stem for path in folder.glob("*.md")}
    for id, index in situations.items():
        if id not in pages:
            reason, mend = f"docs/triage/{id}.md がありません。", "ページを書くか、場面を消してください。"
            yield reporter(loaded, ID, ID)("PB525", ("situations", index, "id"), id, reason, mend)
    for id in sorted(pages - set(situations)):
        reason, mend = f"data/triage.yml に場面「{id}」がありません。", "場面を書くか、ページを消してください。"
        yield Finding(f"docs/triage/{id}.md", 1, "PB525", "", "", id, reason, mend)


ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (check_names, check_ways, check_pages)
