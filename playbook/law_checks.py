"""Checks of the law: every reference leads somewhere, every number of law stands once, nothing is smoothed over.

Nothing here reads the clock, but :func:`overdue`, which is told the day.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from playbook.craft import CRAFT, SEEN
from playbook.craft_texts import craft_texts
from playbook.finding import Finding, shorten
from playbook.law import (
    BROKEN_REFERENCE,
    NUMBER_OF_LAW,
    Condition,
    Confidence,
    Deadline,
    FactKind,
    FirstDay,
    LastDay,
    Nature,
    Rule,
    references,
    without_references,
)
from playbook.load import Loaded, Path_, meant_or, nearest
from playbook.model import Claim, Part, Placeholder, Playbook, Template
from playbook.passages import SENT, Passage, Role, Texts, reporter
from playbook.placeholder import placeholders
from playbook.regulation import Article
from playbook.relations import KINDS, PHRASE_SEEN, Relations

LAW = ("sources", "rules", "facts", "duties", "tables", "faq", "regulation", *CRAFT)
STAFF_FIELDS = frozenset({"why", "when", "approval", "evidence", "case", "reason"})
"""Fields of templates and parts that only staff read, and that may refer to rules."""


def confidence(book: Playbook, rule: Rule) -> Confidence | None:
    """How sure a rule is: as it says, else as the worst of its sources; None for a decision of one's own."""
    if rule.confidence or not rule.sources:
        return rule.confidence
    return max((book.sources[id].confidence for id in rule.sources), key=list(Confidence).index)


# --- the texts of the law -------------------------------------------------------------------------------


def law_texts(loaded: Loaded) -> Iterator[Passage]:
    """Every text that may refer to rules: of facts, duties, tables, questions, and the craft."""
    book = loaded.playbook

    def texts(collection: str, entry: str, *found: tuple[Path_, str | None]) -> Iterator[Passage]:
        for path, text in found:
            if text:
                yield Passage(loaded.places[collection, entry], entry, path, text, Role.NOTE)

    for fact in book.facts.values():
        yield from texts("facts", fact.id, (("label",), fact.label), (("help",), fact.help))
    for duty in book.duties.values():
        yield from texts(
            "duties",
            duty.id,
            *(((name,), getattr(duty, name)) for name in ("title", "who", "addressee", "note", "unconfirmed", "alone")),
            *((("contents", index), text) for index, text in enumerate(duty.contents)),
            *((("deadlines", index, "label"), deadline.label) for index, deadline in enumerate(duty.deadlines)),
        )
    for table in book.tables.values():
        yield from texts(
            "tables",
            table.id,
            *(((name,), getattr(table, name)) for name in ("title", "lead", "alone")),
            *((("columns", index, "title"), column.title) for index, column in enumerate(table.columns)),
            *((("notes", index), text) for index, text in enumerate(table.notes)),
        )
        for index, row in enumerate(table.rows):
            cells = ((("rows", index, "cells", key), text) for key, text in row.cells.items())
            yield from texts("tables", table.id, *cells, (("rows", index, "unconfirmed"), row.unconfirmed))
    for question in book.faq.values():
        yield from texts("faq", question.id, *(((name,), getattr(question, name)) for name in ("q", "a", "alone")))
    yield from craft_texts(loaded)


PROSE_RULE = re.compile(r"""\{\{\s*rule\(\s*["']([^"':]*)(?::basis)?["'][^}]*\}\}""")
"""A rule in the prose of a page: ``{{ rule("appi-final", "") }}``."""


def used_rules(loaded: Loaded, texts: Texts) -> set[str]:
    """The rules that some text, page or duty refers to."""
    book = loaded.playbook
    used = {rule for passage in texts for rule in references(passage.text)}
    used |= {rule for _, _, line in loaded.prose for rule in PROSE_RULE.findall(line)}
    for duty in book.duties.values():
        used |= {*duty.basis, *(deadline.rule for deadline in duty.deadlines)}
    return used


# --- references --------------------------------------------------------------------------------------------

_WHERE = {
    "sources": ("出典", "data/sources.yml"),
    "rules": ("規則", "data/rules.yml"),
    "facts": ("事実", "data/facts.yml"),
    "duties": ("義務", "data/duties.yml"),
    "tables": ("表", "data/tables"),
    "templates": ("テンプレート", "data/templates"),
    "faq": ("問い", "data/faq.yml"),
    "regulation": ("条", "data/regulation.yml"),
    **{kind: (called, f"data/{kind}.yml") for kind, called in CRAFT.items()},
}


def _conditions(condition: Condition, path: Path_) -> Iterator[tuple[Path_, Condition]]:
    """The facts and comparisons of a condition, with their paths."""
    if condition.fact:
        yield path, condition
    for name in ("all", "any"):
        for index, part in enumerate(getattr(condition, name)):
            yield from _conditions(part, (*path, name, index))
    if condition.negated:
        yield from _conditions(condition.negated, (*path, "not"))


def _facts(loaded: Loaded) -> Iterator[tuple[str, Path_, Condition]]:
    """Every fact that a duty asks for: the duty, the path, the leaf."""
    for duty in loaded.playbook.duties.values():
        for path, leaf in _conditions(duty.trigger, ("trigger",)):
            yield duty.id, path, leaf
        for index, deadline in enumerate(duty.deadlines):
            if deadline.when:
                for path, leaf in _conditions(deadline.when, ("deadlines", index, "when")):
                    yield duty.id, path, leaf


def _lists(loaded: Loaded) -> Iterator[tuple[str, str, Path_, str, str]]:
    """Every id that an entry names: collection, entry, path, the collection meant, the id."""
    book = loaded.playbook

    def each(collection: str, entry: str, path: Path_, meant: str, ids: tuple[str, ...]):
        for index, id in enumerate(ids):
            yield collection, entry, (*path, index), meant, id

    for rule in book.rules.values():
        yield from each("rules", rule.id, ("sources",), "sources", rule.sources)
    for duty in book.duties.values():
        yield from each("duties", duty.id, ("basis",), "rules", duty.basis)
        for name in ("sources", "templates", "tables"):
            yield from each("duties", duty.id, (name,), name, getattr(duty, name))
        for index, deadline in enumerate(duty.deadlines):
            yield "duties", duty.id, ("deadlines", index, "rule"), "rules", deadline.rule
    for id, path, leaf in _facts(loaded):
        yield "duties", id, path, "facts", leaf.fact
    for table in book.tables.values():
        for index, row in enumerate(table.rows):
            for name in ("sources", "duties"):
                yield from each("tables", table.id, ("rows", index, name), name, getattr(row, name))
    for question in book.faq.values():
        for name in ("templates", "tables", "duties", "sources"):
            yield from each("faq", question.id, ("see", name), name, getattr(question.see, name))
    for template in book.templates.values():
        yield from each("templates", template.id, ("duties",), "duties", template.duties)
    for article in book.regulation.values():
        for name in ("templates", "duties", "tables", "faq"):
            yield from each("regulation", article.id, (name,), name, getattr(article, name))
    for craft in CRAFT:
        for entry in getattr(book, craft).values():
            for name in (*SEEN, "sources"):
                yield from each(craft, entry.id, ("see", name), name, getattr(entry.see, name))
    for phrase in book.phrases.values():
        for name in (*PHRASE_SEEN, "sources"):
            yield from each("phrases", phrase.id, ("see", name), name, getattr(phrase.see, name))
    for term in book.glossary.values():
        yield from each("glossary", term.id, ("rules",), "rules", term.rules)


def check_links(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """What an entry names exists; sources, rules and facts are named somewhere."""
    dangling = False
    for collection, entry, path, meant, id in _lists(loaded):
        if id in loaded.known.get(meant, ()) or meant in loaded.nameless:
            continue
        dangling = True
        called, where = _WHERE[meant]
        yield reporter(loaded, collection, entry)(
            "PB601", path, id, f"{called}「{id}」はありません。", meant_or(id, sorted(loaded.known.get(meant, ())), f"{where}の id を書いてください。")
        )
    if dangling or loaded.broken:
        return
    used = {"rules": used_rules(loaded, texts), "sources": set(), "facts": set()}
    for _, _, _, meant, id in _lists(loaded):
        if meant in used:
            used[meant].add(id)
    for collection, ids in used.items():
        for id in getattr(loaded.playbook, collection):
            if id not in ids:
                yield reporter(loaded, collection, id)(
                    "PB602", ("id",), id, "どこからも参照されていません。", "使うか、消してください。"
                )


def _staff(passage: Passage) -> bool:
    """Whether only staff read ``passage``, so that it may refer to rules."""
    field = next((part for part in reversed(passage.path) if isinstance(part, str)), "")
    return passage.place.model not in (Template, Part) or field in STAFF_FIELDS


def check_references(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """``[[…]]`` is well formed, known, and never in a text that is sent."""
    for passage in texts:
        staff = _staff(passage)
        if match := BROKEN_REFERENCE.search(without_references(passage.text)):
            yield passage.finding(
                "PB603",
                match.start(),
                passage.text[match.start() : match.start() + 20],
                "「[[」か「]]」が、参照の形になっていません。",
                "「[[規則の id]]」か「[[規則の id:basis]]」と書いてください。",
            )
        for id in references(passage.text):
            at = passage.text.index(f"[[{id}")
            if passage.role in SENT or not staff:
                yield passage.finding(
                    "PB605", at, id, f"「[[{id}]]」は、送る文や題には書けません。", "消すか、why に移してください。"
                )
            elif id not in loaded.known["rules"] and "rules" not in loaded.nameless:
                yield passage.finding(
                    "PB603", at, id, f"規則「{id}」はありません。", meant_or(id, sorted(loaded.known["rules"]), "data/rules.yml の id を書いてください。")
                )
    for file, number, line in loaded.prose:
        for id in PROSE_RULE.findall(line):
            if id not in loaded.known["rules"] and "rules" not in loaded.nameless:
                yield Finding(
                    file, number, "PB603", "", "", id, f"規則「{id}」はありません。",
                    meant_or(id, sorted(loaded.known["rules"]), "data/rules.yml の id を書いてください。"),
                )


_DIGIT = re.compile("[0-9０-９]")
_KANJI_DEADLINE = re.compile(r"[一二三四五六七八九十百]+\s*(?:分|時間|日|週間|営業日|[かヶカケ箇]月|年)\s*(?:以内|以上)")
_KANJI_ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百]+\s*条(?!件)")


def _numbers(text: str, articles: bool = True) -> Iterator[re.Match[str]]:
    """The numbers of law in ``text``; articles in kanji only if asked for: in the regulation itself PB702 tells them."""
    if _DIGIT.search(text):
        yield from NUMBER_OF_LAW.finditer(text)
    if "以内" in text or "以上" in text:
        yield from _KANJI_DEADLINE.finditer(text)
    if articles and "第" in text:
        yield from _KANJI_ARTICLE.finditer(text)


_LOST_REFERENCE = re.compile(r"(?<!\[)\[([a-z0-9]+(?:-[a-z0-9]+)*)(:basis)?\](?![\](])|［+([a-z0-9]+(?:-[a-z0-9]+)*)([:：]basis)?］+")
"""What was meant for a reference and would be printed as it stands: one bracket, or full-width ones."""


def check_lost_references(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """A rule's id between one pair of brackets, or full-width ones, was meant for a reference."""
    known = loaded.known["rules"]
    for passage in texts:
        if "[" not in passage.text and "［" not in passage.text:
            continue
        for match in _LOST_REFERENCE.finditer(without_references(passage.text)):
            id, basis = match[1] or match[3], ":basis" if match[2] or match[4] else ""
            if id in known:
                yield passage.finding(
                    "PB603", match.start(), match.group(), f"「{match.group()}」は参照と読まれず、このまま出ます。", f"「[[{id}{basis}]]」と書いてください。"
                )


UNFILLED = frozenset({"faq", "checklists", "decisions", "glossary", "duties", "facts", "tables"})
"""Collections whose pages show every text as it stands."""


def check_unfilled(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """No mark stands where none is filled: people would read its brackets."""
    files = {f"data/{name}.yml" for name in UNFILLED}
    registered = loaded.known["placeholders"]
    for passage in texts:
        if "((" not in passage.text or passage.role is not Role.NOTE:
            continue
        if passage.place.source.file in files or passage.place.source.file.startswith("data/tables/"):
            for name in (name for name in placeholders(passage.text) if name in registered):
                yield passage.finding(
                    "PB112", passage.text.index(f"(({name}))"), name, f"ここでは、差し込み「(({name}))」が括弧のまま出ます。", "ふつうの言葉に書き替えてください。"
                )


def check_numbers(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Deadlines, thresholds, articles and penalties stand in rules, and are referred to elsewhere."""
    reason = "「{found}」は法令の数字です。改正のときに直し漏れます。"
    mend = "data/rules.yml に書き、{form} で参照してください。"
    sent = "送る文に、決まった期限や数を書けません。((次回連絡時刻)) のような差し込みにするか、数のない言い方にしてください。"
    named = "題や名前には書けません。数のない言い方にしてください。"
    for passage in texts:
        if passage.place.model in (Placeholder, Claim) or passage.path[0] == "keywords":
            continue  # what people type and search for
        for match in _numbers(without_references(passage.text), passage.place.model is not Article):
            yield passage.finding(
                "PB604",
                match.start(),
                match.group(),
                reason.format(found=match.group().strip()),
                sent
                if passage.role in SENT
                else mend.format(form="[[id]]（この規程の条は [[article:id]]）" if passage.place.model is Article else "[[id]]")
                if _staff(passage)
                else named,
            )
    for file, number, line in loaded.prose:
        shown = re.sub(r"\{\{.*?\}\}", lambda match: " " * len(match[0]), line) if "{{" in line else line
        for match in _numbers(shown):
            found = match.group().strip()
            yield Finding(
                file, number, "PB604", "", "", found, reason.format(found=found), mend.format(form='{{ rule("id", "") }}')
            )


# --- honesty -----------------------------------------------------------------------------------------------


def check_confidence(loaded: Loaded) -> Iterator[Finding]:
    """What is not confirmed says what is missing and where to look."""
    book = loaded.playbook
    for rule in book.rules.values():
        known = all(source in book.sources for source in rule.sources)
        if known and confidence(book, rule) is Confidence.UNCONFIRMED and not rule.unconfirmed:
            yield reporter(loaded, "rules", rule.id)(
                "PB606",
                ("id",),
                rule.id,
                "未確認の規則なのに、何が要確認か（unconfirmed）がありません。",
                "何が確かめられていないか、どこを見るかを書いてください。",
            )
    for duty in book.duties.values():
        for index, deadline in enumerate(duty.deadlines):
            open_question = deadline.first_day is FirstDay.UNCONFIRMED or deadline.last_day is LastDay.UNCONFIRMED
            if open_question and not duty.unconfirmed:
                yield reporter(loaded, "duties", duty.id)(
                    "PB606",
                    ("deadlines", index),
                    deadline.id,
                    "数え方が未確認なのに、義務に、何が要確認か（unconfirmed）がありません。",
                    "何が確かめられていないか、どこを見るかを書いてください。",
                )


def check_relations(loaded: Loaded) -> Iterator[Finding]:
    """A duty, table or question relates to something, or says why not."""
    if loaded.broken & {"templates", "scenarios", *LAW}:
        return
    relations = Relations(loaded.playbook)
    # PB601 tells of what they name; whether they relate to it, nobody knows
    dangling = {(c, entry) for c, entry, _, meant, id in _lists(loaded) if id not in loaded.known.get(meant, ())}
    for collection in KINDS:
        if collection == "templates":
            continue
        for id, entry in getattr(loaded.playbook, collection).items():
            alone = not relations.of(collection, id)
            if alone and not entry.alone and (collection, id) not in dangling:
                yield reporter(loaded, collection, id)(
                    "PB607",
                    ("id",),
                    id,
                    "テンプレート、義務、表、よくある質問、書き方、規程のどれとも結び付いていません。",
                    "see などに関係するものを書くか、「alone: 関係するものがない理由」の行を加えてください。",
                )
            elif entry.alone and not alone:
                yield reporter(loaded, collection, id)(
                    "PB607", ("alone",), entry.alone, "関係するものがあるのに、ない理由があります。", "alone を消してください。"
                )


def check_cells(loaded: Loaded) -> Iterator[Finding]:
    """The cells of every row are those of the columns, and none is empty."""
    for table in loaded.playbook.tables.values():
        report = reporter(loaded, "tables", table.id)
        columns = [column.id for column in table.columns]
        for index, row in enumerate(table.rows):
            for id in columns:
                if not row.cells.get(id, "").strip():
                    yield report(
                        "PB609",
                        ("rows", index, "cells"),
                        row.id,
                        f"行「{row.id}」に、列「{id}」の中身がありません。",
                        "書くことがなければ「—」と書いてください。",
                    )
            for id in row.cells:
                if id not in columns:
                    yield report(
                        "PB609",
                        ("rows", index, "cells", id),
                        id,
                        f"列「{id}」はこの表にありません。",
                        f"使えるのは {'、'.join(columns)} です。",
                    )


def check_kinds(loaded: Loaded) -> Iterator[Finding]:
    """Numbers are compared with a limit, flags are not."""
    facts = loaded.playbook.facts
    for id, path, leaf in _facts(loaded):
        if leaf.fact not in facts:
            continue
        number = facts[leaf.fact].kind is FactKind.NUMBER
        if number != (leaf.limit is not None):
            yield reporter(loaded, "duties", id)(
                "PB610",
                path,
                leaf.fact,
                f"「{leaf.fact}」は数なので、限度が要ります。" if number else f"「{leaf.fact}」は数ではありません。",
                "over か at_least を書いてください。" if number else "over や at_least を消してください。",
            )


def check_natures(loaded: Loaded) -> Iterator[Finding]:
    """A deadline has the nature of its rule, and a target of one's own never stands in a duty of law."""
    book = loaded.playbook
    for duty in book.duties.values():
        report = reporter(loaded, "duties", duty.id)
        for index, deadline in enumerate(duty.deadlines):
            path = ("deadlines", index, "nature")
            rule = book.rules.get(deadline.rule)
            if rule and rule.nature is not deadline.nature:
                yield report(
                    "PB611",
                    path,
                    deadline.nature.value,
                    f"規則「{rule.id}」の性質は {rule.nature.value}（{rule.nature.label}）です。",
                    "そろえてください。",
                )
            elif (deadline.nature is Nature.PRACTICE) != (duty.nature is Nature.PRACTICE):
                yield report(
                    "PB611",
                    path,
                    deadline.nature.value,
                    "社内目標（practice）と法令・指針の期限は、一つの義務に並べられません。",
                    "nature: practice の、別の項目に分けてください。",
                )


_HOST = re.compile(r"https?://(?:[\w-]+\.)+\w{2,}(?::\d+)?(?:[/?#]\S*)?")
OLDEST = date(2020, 1, 1)
"""No source was checked before."""


def check_sources(loaded: Loaded) -> Iterator[Finding]:
    """A source has an address that can be opened, was checked in our time, and stands once."""
    seen: dict[tuple[str, str], str] = {}
    for source in loaded.playbook.sources.values():
        report = reporter(loaded, "sources", source.id)
        if not _HOST.fullmatch(source.url):
            yield report("PB614", ("url",), source.url, "Web の住所として読めません。", "ブラウザーのアドレスの欄から写してください。")
        if source.checked_on < OLDEST:
            yield report("PB614", ("checked_on",), source.checked_on.isoformat(), "この手引きができる前の日です。", "年を確かめてください。")
        first = seen.setdefault((source.url, source.title), source.id)
        if first != source.id:
            yield report("PB614", ("id",), source.id, f"出典「{first}」と、題も URL も同じです。", f"「{first}」を参照して、こちらを消してください。")


def check_not_yet(loaded: Loaded, today: date) -> Iterator[Finding]:
    """A warning for a source that was checked after ``today``. It stops nothing: the clock of a computer may be wrong."""
    for source in loaded.playbook.sources.values():
        if source.checked_on > today:
            yield reporter(loaded, "sources", source.id)(
                "PB614", ("checked_on",), source.checked_on.isoformat(), "まだ来ていない日です。", "読んだ日を書いてください。", blocking=False
            )


def check_questions(loaded: Loaded) -> Iterator[Finding]:
    """A question stands once, and a category of one question is not another one misspelt."""
    questions = loaded.playbook.faq
    count = Counter(question.category for question in questions.values())
    seen: dict[str, str] = {}
    for question in questions.values():
        report = reporter(loaded, "faq", question.id)
        first = seen.setdefault(question.q, question.id)
        if first != question.id:
            yield report("PB409", ("q",), question.q, f"「{first}」と同じ問いです。", "片方を消すか、違いが分かる問いにしてください。")
        if count[question.category] == 1:
            meant = nearest(question.category, [name for name in count if count[name] > 1])
            if meant and abs(len(meant) - len(question.category)) <= 1:
                yield report("PB615", ("category",), question.category, "この分類の問いは、これだけです。", f"「{meant}」の書き誤りではありませんか。")


def check_dates(loaded: Loaded) -> Iterator[Finding]:
    """A source is reviewed after it was checked."""
    for source in loaded.playbook.sources.values():
        if source.review_by <= source.checked_on:
            yield reporter(loaded, "sources", source.id)(
                "PB612",
                ("review_by",),
                source.review_by.isoformat(),
                "見直しの期限が、確認日より後ではありません。",
                "日付を直してください。",
            )


def untold(book: Playbook, deadline: Deadline) -> list[int]:
    """The numbers of ``deadline`` that its rule does not tell."""
    rule = book.rules.get(deadline.rule)
    return [number for number in deadline.numbers if not _told(number, rule.text)] if rule else []


def check_amounts(loaded: Loaded) -> Iterator[Finding]:
    """The numbers that are computed with are those that the rules tell the reader."""
    book = loaded.playbook
    for duty in book.duties.values():
        report = reporter(loaded, "duties", duty.id)
        for index, deadline in enumerate(duty.deadlines):
            for number in untold(book, deadline):
                rule = book.rules[deadline.rule]
                yield report(
                    "PB613",
                    ("deadlines", index),
                    str(number),
                    f"数 {number} が、規則「{rule.id}」の文（{shorten(rule.text)}）にありません。",
                    "期限か規則を直してください。",
                )
        if not all(id in book.rules for id in duty.basis):
            continue
        told = " ".join(book.rules[id].text for id in duty.basis)
        for path, leaf in _conditions(duty.trigger, ("trigger",)):
            if leaf.limit and not _told(leaf.limit, told):
                yield report(
                    "PB613",
                    path,
                    str(leaf.limit),
                    f"数 {leaf.limit} が、根拠（basis）の規則のどの文にもありません。",
                    "数を直すか、その数の規則を basis に加えてください。",
                )


def _told(number: int, text: str) -> bool:
    forms = {str(number), f"{number:,}"}
    if number % 10_000 == 0:
        forms |= {f"{number // 10_000}万", f"{number // 10_000:,}万"}
    return any(re.search(rf"(?<![\d,]){form}(?![\d,])" if form[-1] != "万" else rf"(?<![\d,]){form}", text) for form in forms)


# --- the clock ----------------------------------------------------------------------------------------------


def overdue(loaded: Loaded, today: date) -> list[Finding]:
    """A finding for every source whose review is due before ``today``."""
    return sorted(
        reporter(loaded, "sources", source.id)(
            "PB608",
            ("review_by",),
            source.review_by.isoformat(),
            f"見直しの期限（{source.review_by}）を過ぎています。",
            f"{source.url} を読み、checked_on と review_by を改めてください。",
        )
        for source in loaded.playbook.sources.values()
        if source.review_by < today
    )


TEXT_CHECKS: tuple[Callable[[Loaded, Texts], Iterator[Finding]], ...] = (
    check_links,
    check_references,
    check_lost_references,
    check_unfilled,
    check_numbers,
)
ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (
    check_confidence,
    check_relations,
    check_cells,
    check_kinds,
    check_natures,
    check_dates,
    check_sources,
    check_questions,
    check_amounts,
)
