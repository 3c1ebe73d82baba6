"""Checks across entries. Each yields findings; none repairs anything.

A check that would only repeat a fault of the loader (an entry that could not be read is missing
elsewhere) is silent while that collection has broken entries.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from playbook import (
    compose,
    craft_checks,
    desk_checks,
    law_checks,
    mailsafe,
    organization_checks,
    page_checks,
    phrase_checks,
    regulation_checks,
    scenario_checks,
    search_checks,
    triage_checks,
)
from playbook.finding import Finding, shorten
from playbook.load import Loaded, meant_or
from playbook.model import Channel, Element, Kind, Scope, Stage, Template
from playbook.passages import CUSTOMER_AUDIENCES, PRINTED, SENT, Role, Texts, messages, passages, reporter, reporter_at, sections
from playbook.placeholder import Fault, fill, near_misses, pieces, placeholders
from playbook.skeleton import LEFT
from playbook.today import today

WHY_NOTES = 3
SHARED_PARAGRAPH_CHARS = 40
NAME_PREFIXES = {Scope.ORGANIZATION: "自社_", Scope.RECIPIENT: "宛先_"}


def check(loaded: Loaded, day: date | None = None) -> list[Finding]:
    """All findings of all checks, the loader's own included, in the order of files and lines.

    ``day`` is the one in Japan on which the days of reviews must have come; None: that of the clock.
    """
    found = list(loaded.findings)
    general = replace(loaded, playbook=compose.generic(loaded.playbook))
    texts = (
        *passages(general),
        *law_checks.law_texts(general),
        *scenario_checks.scenario_texts(general),
        *triage_checks.triage_texts(general),
    )
    for run in TEXT_CHECKS:
        found.extend(run(general, texts))
    for run in ENTRY_CHECKS:
        found.extend(run(general))
    found.extend(organization_checks.check_values(loaded))
    day = day or today()
    found.extend(organization_checks.check_reviews(loaded, day))
    found.extend(law_checks.check_not_yet(loaded, day))
    found.extend(organization_checks.check_fit(loaded, texts))
    return _gathered(sorted(set(found)))


_DANGLING = frozenset({"PB501", "PB503", "PB520", "PB601", "PB850"})
_GONE = re.compile("(テンプレート|部品|義務|規則|事実|出典|表|問い|条|チェックリスト|段階)「(.+?)」はありません。")
MANY = 3
"""So many places that name what is not there mean that it was deleted or renamed."""
PLACES = 12


def _gathered(found: list[Finding]) -> list[Finding]:
    """``found``, with one finding for all places that name the same thing that is gone.

    What is used by nothing else then (PB109) only follows from a deleted template or part, and is left out.
    """
    gone: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.code in _DANGLING and _GONE.fullmatch(finding.reason):
            gone.setdefault(finding.reason, []).append(finding)
    if not gone:
        return found
    texts_gone = any(reason.startswith(("テンプレート", "部品")) for reason in gone)
    gathered = {one: None for places in gone.values() if len(places) >= MANY for one in places}
    kept = [one for one in found if one not in gathered and not (texts_gone and one.code == "PB109")]
    for reason, places in gone.items():
        if len(places) < MANY:
            continue
        called, id = _GONE.fullmatch(reason).groups()
        shown = "、".join(f"{one.file}:{one.line}" for one in places[:PLACES])
        more = f"、ほか {len(places) - PLACES} か所" if len(places) > PLACES else ""
        first = places[0]
        kept.append(
            replace(
                first,
                reason=f"{called}「{id}」がなくなっています（{len(places)} か所で使われています）。",
                mend=f"消したか、id を変えたのなら、元に戻すか、次を直してください：{shown}{more}。",
            )
        )
    return sorted(kept)


# --- placeholders -----------------------------------------------------------------------------------

_NEAR_MISS: dict[Fault, tuple[str, str]] = {
    Fault.ONE_SIDED: ("PB102", "差し込み「{found}」の括弧が、片側で足りません。"),
    Fault.NESTED: ("PB103", "差し込み「{found}」の中に、ほかの括弧があります。"),
    Fault.EMPTY: ("PB104", "差し込み「{found}」に名前がありません。"),
    Fault.BLANK: ("PB105", "差し込み「{found}」の中に、空白、改行か、見えない文字があります。"),
    Fault.FULL_WIDTH: ("PB106", "「{found}」は全角の括弧です。差し込みと読まれません。"),
    Fault.SINGLE: ("PB107", "「{found}」は括弧が 1 つです。差し込みと読まれません。"),
    Fault.EXTRA: ("PB108", "「{found}」は括弧が 3 つ以上あります。"),
}


def check_marks(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Near-misses and unknown names, in every text that is sent or read."""
    registered = loaded.known["placeholders"]
    for passage in texts:
        for miss in near_misses(passage.text, registered):
            code, reason = _NEAR_MISS[miss.fault]
            mend = f"「{miss.mend}」と書いてください。" if miss.mend else "「((名前))」の形に直してください。"
            yield passage.finding(code, miss.start, miss.found, reason.format(found=shorten(miss.found)), mend)
        if "placeholders" in loaded.nameless:
            continue
        for name in placeholders(passage.text):
            if name not in registered:
                yield passage.finding(
                    "PB101",
                    passage.text.index(f"(({name}))"),
                    name,
                    f"差し込み「(({name}))」は登録されていません。",
                    meant_or(name, sorted(registered), "data/placeholders.yml に加えるか、名前を直してください。"),
                )


def check_registry(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Every registered name is used, is named after its scope, and has an example of its kind."""
    used = {name for passage in texts if passage.role in PRINTED for name in placeholders(passage.text)}
    all_read = not loaded.broken and next(check_marks(loaded, texts), None) is None
    for entry in loaded.playbook.placeholders.values():
        report = reporter(loaded, "placeholders", entry.name)
        if entry.name not in used and all_read:
            yield report("PB109", ("name",), entry.name, "どの文面でも使われていません。", "消すか、使ってください。")
        for scope, prefix in NAME_PREFIXES.items():
            if (entry.scope is scope) != entry.name.startswith(prefix):
                yield report(
                    "PB110",
                    ("scope",),
                    entry.scope.value,
                    f"名前が「{prefix}」で始まることと、範囲が {scope.value} であることは、同時でなければなりません。",
                    "名前か範囲を直してください。",
                )
                break
        if reason := _unlike_kind(entry.kind, entry.example):
            yield report("PB111", ("example",), entry.example, reason, "記入例か種類を直してください。")


_KIND_FORMATS: dict[Kind, tuple[str, str]] = {
    Kind.DATETIME: (r"\d{1,2}月\d{1,2}日（[月火水木金土日]）\d{1,2}時\d{2}分", "11月24日（火）9時40分"),
    Kind.TIME: (r"\d{1,2}時\d{2}分", "9時40分"),
    Kind.DATE: (r"\d{4}年\d{1,2}月\d{1,2}日（[月火水木金土日]）", "2026年11月24日（火）"),
    Kind.DURATION: (r"約?(\d+(年|か月|週間|日|時間|分)(間|半)?)+", "1時間20分"),
    Kind.COUNT: (r"(最大|約)?[\d,]+(名|件|社|人|回線|台|か所|項目)", "最大1,200名"),
    Kind.PERCENT: (r"約?\d+(\.\d+)?％", "60％"),
    Kind.TEL: (r"0\d{1,4}-\d{1,4}-\d{3,4}", "03-0000-0000"),
    Kind.EMAIL: (r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.example|[\w.+-]+@example\.(com|co\.jp|jp)", "support@example.co.jp"),
    Kind.URL: (r"https://[\w.-]*example\.(com|co\.jp|jp)(/\S*)?", "https://www.example.co.jp/status"),
}
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日（([月火水木金土日])）")
_EXAMPLE_YEAR = 2026
"""Examples without a year tell of this one: their weekdays are checked against it."""


def _unlike_kind(kind: Kind, example: str) -> str | None:
    if kind in _KIND_FORMATS:
        pattern, model = _KIND_FORMATS[kind]
        if not re.fullmatch(pattern, example):
            return f"種類「{kind.label}」の書き方ではありません（例：{model}）。"
    if "\n" in example and kind not in (Kind.LIST, Kind.LONGTEXT):
        return f"種類「{kind.label}」は 1 行で書きます。"
    for year, month, day, weekday in _DATE.findall(example):
        try:
            actual = "月火水木金土日"[date(int(year or _EXAMPLE_YEAR), int(month), int(day)).weekday()]
        except ValueError:
            return "存在しない日付です。"
        if actual != weekday:
            return f"曜日が違います（正しくは{actual}曜日）。"
    return None


# --- claims -----------------------------------------------------------------------------------------


def check_assertions(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Nothing is asserted outside a choice that demands evidence."""
    patterns = [
        (claim, re.compile(assertion.pattern))
        for claim in loaded.playbook.claims.values()
        for assertion in claim.assertions
    ]
    for passage in texts:
        if passage.role not in SENT or passage.evidence:
            continue
        text = _unwrapped(passage.text)
        for claim, pattern in patterns:
            if (match := pattern.search(text)) and match.group():
                yield passage.finding(
                    "PB201",
                    _wrapped_at(passage.text, match.start()),
                    match.group(),
                    f"「{match.group()}」は断定（{claim.title}）です。確かめる前に送られてしまいます。",
                    f"選択文（claim: {claim.id}）にして根拠の欄を付けるか、慎重な言い方にしてください。",
                )


_LINE_BREAK = re.compile(r"\n(?!\n)")


def _unwrapped(text: str) -> str:
    """``text`` without the line breaks that end no paragraph."""
    return _LINE_BREAK.sub("", text)


def _wrapped_at(text: str, at: int) -> int:
    """Where in ``text`` the character stands that is at ``at`` when it is unwrapped."""
    for line_break in _LINE_BREAK.finditer(text):
        if line_break.start() > at:
            break
        at += 1
    return at


def check_claims(loaded: Loaded) -> Iterator[Finding]:
    """The first choice of a claim is the cautious one; all others demand evidence; patterns fit their specs."""
    claims = loaded.playbook.claims
    used, unknown = set(), set()
    for place, entry, path, section in sections(loaded):
        if not section.claim:
            continue
        used.add(section.claim)
        finding = reporter_at(place, entry)
        if section.claim not in claims:
            if section.claim not in loaded.known["claims"] and "claims" not in loaded.nameless:
                unknown.add(section.claim)
                yield finding(
                    "PB204",
                    (*path, "claim"),
                    section.claim,
                    f"断定の種類「{section.claim}」はありません。",
                    meant_or(section.claim, sorted(loaded.known["claims"]), "data/claims.yml の id を書いてください。"),
                )
            continue
        claim = claims[section.claim]
        default, *others = section.choices
        if default.evidence or not re.search(claim.cautious, _unwrapped(default.text)):
            yield finding(
                "PB202",
                (*path, "choices", 0, "text"),
                default.text,
                f"断定「{claim.title}」の先頭の選択肢は既定になります。慎重な言い方でなければなりません。",
                f"「{claim.safe}」のように書き、evidence は付けないでください。",
            )
        for index, choice in enumerate(others, 1):
            if not choice.evidence and not default.evidence:
                yield finding(
                    "PB203",
                    (*path, "choices", index),
                    choice.id,
                    f"選択肢「{choice.label}」に、何を確かめたら選べるか（evidence）がありません。",
                    "evidence を書いてください。",
                )
    for claim in claims.values():
        report = reporter(loaded, "claims", claim.id)
        if claim.id not in used and not loaded.broken and not unknown:
            yield report("PB205", ("id",), claim.id, "どの節でも使われていません。", "消すか、使ってください。")
        for index, assertion in enumerate(claim.assertions):
            pattern = re.compile(assertion.pattern)
            wrong = [text for text in assertion.specs.hit if not pattern.search(text)]
            wrong += [text for text in assertion.specs.miss if pattern.search(text)]
            for text in wrong:
                yield report(
                    "PB206",
                    ("assertions", index, "pattern"),
                    text,
                    f"型が、例「{text}」に対して書かれたとおりに働きません。",
                    "型か例を直してください。",
                )


# --- mail safety ------------------------------------------------------------------------------------

_CHARACTER_RULES: tuple[tuple[str, Callable[[str], Iterator[tuple[int, str]]], str, str], ...] = (
    ("PB301", mailsafe.unsafe_characters, "メールで化けるおそれのある文字です。", "ほかの字や言葉に替えてください。"),
    (
        "PB302",
        mailsafe.half_width_near_japanese,
        "日本語に接する半角の記号です。",
        "全角の（）や：にしてください。",
    ),
    ("PB305", mailsafe.trailing_blanks, "行末の空白か、タブがあります。", "消してください。"),
    ("PB306", mailsafe.full_width_alphanumerics, "全角の数字や英字です。", "半角で書いてください。"),
)


def check_characters(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Characters and typography of all that is sent, and of the values that fill it."""
    registered = loaded.known["placeholders"]
    for passage in texts:
        if passage.role is Role.NOTE:
            continue
        # the name of a mark is not sent; a Japanese letter of the same length keeps positions and neighbours
        text = "".join("あ" * len(piece) if name else piece for name, piece in pieces(passage.text))
        for miss in near_misses(passage.text, registered):
            text = text[: miss.start] + re.sub(".", "あ", miss.found) + text[miss.end :]
        for code, rule, reason, mend in _CHARACTER_RULES:
            lines: dict[int, list[tuple[int, str]]] = {}
            for at, found in rule(text):
                lines.setdefault(text.count("\n", 0, at), []).append((at, found))
            for hits in lines.values():
                shown = dict.fromkeys(
                    f"「{found}」（U+{ord(found):04X}）" if code == "PB301" else f"「{found}」" for _, found in hits
                )
                yield passage.finding(code, *hits[0], f"{''.join(shown)}は、{reason}", mend)


def check_lengths(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Lines, subjects and sentences, measured with the examples filled in."""
    examples = compose.examples(loaded.playbook)
    for passage in texts:
        if passage.role is Role.SUBJECT:
            filled = fill(passage.text, examples)
            if len(filled) > mailsafe.SUBJECT_CHARS and not placeholders(filled):
                yield passage.finding(
                    "PB304",
                    0,
                    filled,
                    f"記入例で埋めると {len(filled)} 字です（上限 {mailsafe.SUBJECT_CHARS} 字）。",
                    "件名を短くしてください。",
                )
        if passage.role is not Role.BODY:
            continue
        at = 0
        for line in passage.text.split("\n"):
            for _, filled, columns in mailsafe.long_lines(fill(line, examples)):
                if placeholders(filled):
                    continue  # a broken or unknown name is said elsewhere; how long its value is, nobody knows
                yield passage.finding(
                    "PB303",
                    at,
                    filled,
                    f"記入例で埋めると、全角で {columns:g} 字の行です（上限 {mailsafe.LINE_WIDTH} 字）。",
                    "文の切れ目で改行してください。",
                )
            at += len(line) + 1
        if not passage.customer:
            continue
        for sentence in mailsafe.sentences(fill(passage.text, examples)):
            if len(sentence) > mailsafe.SENTENCE_CHARS and not placeholders(sentence):
                yield passage.finding(
                    "PB307",
                    0,
                    sentence,
                    f"「{shorten(sentence)}」は {len(sentence)} 字の文です（上限 {mailsafe.SENTENCE_CHARS} 字）。",
                    "文を二つに分けてください。",
                )


# --- completeness -----------------------------------------------------------------------------------


def check_messages(loaded: Loaded) -> Iterator[Finding]:
    """Each text holds what its stage requires, within its limits, what happened first."""
    book = loaded.playbook
    examples = compose.examples(book)
    for template in book.templates.values():
        report = reporter(loaded, "templates", template.id)
        for path, message in messages(template):
            stage = message.stage or template.stage
            complete = all(section.part in book.parts or section.elements for section in message.body)
            lacking = template.required(message) - compose.elements(book, message)
            for element in sorted(lacking) if complete else ():
                yield report(
                    "PB401",
                    (*path, "body"),
                    element.value,
                    f"段階「{stage.label}」に必須の要素「{element.label}」（{element.value}）の節がありません。",
                    f"節を加えるか、waives に「- {{element: {element.value}, reason: 要らない理由}}」と書いてください。",
                )
            if template.channel is Channel.EMAIL and not message.subject:
                yield report(
                    "PB404", path, message.id, "メールに件名（subject）がありません。", "subject を書いてください。"
                )
            text = compose.body(book, message, examples)
            if placeholders(text):
                continue
            if message.max_chars and len(text.replace("\n", "")) > message.max_chars:
                yield report(
                    "PB405",
                    (*path, "max_chars"),
                    str(message.max_chars),
                    f"記入例で埋めた本文が {len(text.replace(chr(10), ''))} 字です（上限 {message.max_chars} 字）。",
                    "短くしてください。",
                )
            if template.audience not in CUSTOMER_AUDIENCES or not complete:
                continue
            told = (set(block.section.elements) - {Element.THANKS} for block in compose.blocks(book, message))
            if stage is not Stage.SUPPORT and Element.OVERVIEW not in next(filter(None, told), set()):
                yield report(
                    "PB406",
                    (*path, "body"),
                    message.id,
                    "宛名と名乗りの次の節が、何が起きたか（overview）を述べていません。",
                    "最初の節で、何が起きたかを述べてください。",
                )
            lengths = [len(sentence) for sentence in mailsafe.sentences(text)]
            if message.lang == "ja" and lengths and sum(lengths) / len(lengths) >= mailsafe.SENTENCE_AVERAGE:
                yield report(
                    "PB308",
                    (*path, "body"),
                    message.id,
                    f"文の長さの平均が {sum(lengths) / len(lengths):.0f} 字です（{mailsafe.SENTENCE_AVERAGE} 字未満）。",
                    "長い文を分けてください。",
                )


def check_templates(loaded: Loaded) -> Iterator[Finding]:
    """Waivers that waive something, enough reasons for trainees, elements on every section."""
    book = loaded.playbook
    for template in book.templates.values():
        report = reporter(loaded, "templates", template.id)
        notes = 0
        for path, message in messages(template):
            for index, section in enumerate(message.body):
                notes += bool(section.why)
                if not section.part and not section.elements:
                    yield report(
                        "PB407",
                        (*path, "body", index),
                        "",
                        "この節が読み手に何を伝えるか（elements）がありません。",
                        "elements を書いてください。",
                    )
        if notes < WHY_NOTES:
            yield report(
                "PB403",
                ("body",) if template.body else ("texts",),
                str(notes),
                f"「なぜ」（why）の注釈が {notes} つです（{WHY_NOTES} つ以上）。",
                "研修で説明に使える理由を書いてください。",
            )
        needed = frozenset().union(
            *(template.demanded(message) - compose.elements(book, message) for message in template.messages)
        )
        for index, waiver in enumerate(template.waives):
            if waiver.element not in needed:
                yield report(
                    "PB402",
                    ("waives", index, "element"),
                    waiver.element.value,
                    f"要素「{waiver.element.label}」は、どの文面でも必須でないか、すでに書かれています。",
                    "この例外を消してください。",
                )


def check_shared_paragraphs(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """A paragraph that stands in two entries should be a part."""
    seen: dict[str, str] = {}
    for passage in texts:
        if passage.role is not Role.BODY:
            continue
        for paragraph in passage.text.split("\n\n"):
            flat = paragraph.replace("\n", "")
            if len(flat) < SHARED_PARAGRAPH_CHARS:
                continue
            first = seen.setdefault(flat, passage.entry)
            if first != passage.entry:
                yield passage.finding(
                    "PB505",
                    passage.text.index(paragraph),
                    flat,
                    f"「{shorten(flat)}」は {first} にもあります。",
                    "部品（data/parts.yml）にして、両方から使ってください。",
                )


def check_skeleton(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Nothing of the skeleton of a new template is left; told once a template, at the first place."""
    told = set()
    for passage in texts:
        if passage.place.model is Template and passage.text.strip() in LEFT and passage.entry not in told:
            told.add(passage.entry)
            yield passage.finding(
                "PB408", 0, passage.text.strip(), f"ひな形の文「{passage.text.strip()}」が残っています。", "この文面の言葉に書き替えてください。ほかの項目も見てください。"
            )


_REASONS = frozenset({"evidence", "why", "reason", "alone", "unconfirmed", "many_fields"})
_SAYS_NOTHING = re.compile("(なし|無し|特になし|不要|同上|省略|未定|理由)。?")


def check_empty_words(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """A text that is sent, a reason and a condition say something: 「。」, 「あ」 and 「なし」 do not."""

    def says_nothing(text: str, reason: bool) -> bool:
        return len(text) < 8 and (sum(map(str.isalnum, text)) < 2 or (reason and bool(_SAYS_NOTHING.fullmatch(text.strip()))))

    for passage in texts:
        field = passage.path[-1]
        if says_nothing(passage.text, field in _REASONS) and (passage.role is Role.BODY or field in _REASONS):
            yield passage.finding("PB410", 0, passage.text, f"「{passage.text.strip()}」では、何も伝わりません。", "読む人が分かるように書いてください。")
    for phrase in loaded.playbook.phrases.values():
        for index, pardon in enumerate(phrase.exceptions):
            if says_nothing(pardon.reason, True):
                yield reporter(loaded, "phrases", phrase.id)(
                    "PB410", ("exceptions", index, "reason"), pardon.reason, f"「{pardon.reason}」では、何も伝わりません。", "当たってよい理由を書いてください。"
                )


def check_repeated(loaded: Loaded) -> Iterator[Finding]:
    """Titles of templates and of parts are their own; a text uses a part once, and leads to a template once."""
    for collection, called in (("templates", "テンプレート"), ("parts", "部品")):
        seen: dict[str, str] = {}
        for entry in getattr(loaded.playbook, collection).values():
            first = seen.setdefault(entry.title, entry.id)
            if first != entry.id and entry.title not in LEFT:
                yield reporter(loaded, collection, entry.id)(
                    "PB409", ("title",), entry.title, f"{called}「{first}」と同じ題です。", "違いが分かる題にしてください。"
                )
    for template in loaded.playbook.templates.values():
        report = reporter(loaded, "templates", template.id)
        lists = [((*path, "body"), [section.part for section in message.body], "part") for path, message in messages(template)]
        lists += [(("next",), list(template.next), None), (("duties",), list(template.duties), None)]
        for path, ids, key in lists:
            for index, id in enumerate(ids):
                if id and id in ids[:index]:
                    yield report("PB409", (*path, index, *([key] if key else [])), id, f"「{id}」が、ここに 2 度あります。", "片方を消してください。")
    for phrase in loaded.playbook.phrases.values():
        if phrase.ok == phrase.ng:
            yield reporter(loaded, "phrases", phrase.id)("PB409", ("ok",), phrase.ok, "避ける文と、よい文が同じです。", "よい文を直してください。")


# --- references -------------------------------------------------------------------------------------


def check_references(loaded: Loaded) -> Iterator[Finding]:
    """Parts and templates that are referred to exist, and every part is used or offered."""
    used, unknown = set(), set()
    for place, entry, path, section in sections(loaded):
        if section.part is None:
            continue
        used.add(section.part)
        if section.part not in loaded.known["parts"] and "parts" not in loaded.nameless:
            unknown.add(section.part)
            yield reporter_at(place, entry)(
                "PB501",
                (*path, "part"),
                section.part,
                f"部品「{section.part}」はありません。",
                meant_or(section.part, sorted(loaded.known["parts"]), "data/parts.yml の id を書いてください。"),
            )
    for part in loaded.playbook.parts.values():
        if part.id not in used and not part.when and not loaded.broken and not unknown:
            yield reporter(loaded, "parts", part.id)(
                "PB502",
                ("id",),
                part.id,
                "どのテンプレートでも使われていません。",
                "使うか、使いどころ（when）を書いて部品の一覧に載せてください。",
            )
    for template in loaded.playbook.templates.values():
        report = reporter(loaded, "templates", template.id)
        references = [(("next", index), target) for index, target in enumerate(template.next)]
        references += [(("instead", i, "template"), item.template) for i, item in enumerate(template.instead)]
        for path, target in references:
            if target not in loaded.known["templates"] or target == template.id:
                others = sorted(loaded.known["templates"] - {template.id})
                reason, mend = f"テンプレート「{target}」はありません。", "data/templates のファイル名を、拡張子なしで書いてください。"
                if target == template.id:
                    reason, mend = f"「{target}」は、この文面自身です。", "ほかの文面を書くか、消してください。"
                else:
                    mend = meant_or(target, others, mend)
                yield report("PB503", path, target, reason, mend)


TEXT_CHECKS: tuple[Callable[[Loaded, Texts], Iterator[Finding]], ...] = (
    check_marks,
    check_registry,
    check_assertions,
    check_characters,
    check_lengths,
    check_shared_paragraphs,
    check_skeleton,
    check_empty_words,
    *law_checks.TEXT_CHECKS,
    *regulation_checks.TEXT_CHECKS,
    *craft_checks.TEXT_CHECKS,
)
ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (
    check_claims,
    check_messages,
    check_templates,
    check_repeated,
    check_references,
    desk_checks.check_new_fields,
    desk_checks.check_defaults,
    *law_checks.ENTRY_CHECKS,
    *search_checks.ENTRY_CHECKS,
    *craft_checks.ENTRY_CHECKS,
    *scenario_checks.ENTRY_CHECKS,
    *phrase_checks.CHECKS,
    *triage_checks.ENTRY_CHECKS,
    *page_checks.ENTRY_CHECKS,
)
