"""Check a finished mail: what would go out wrong, where, why, and what to write instead.

The rules are one plain value (:func:`playbook.phrase_rules.compiled`), which this module and its twin
``docs/assets/javascripts/check.js`` both run on; ``tests/vectors/phrases.json`` holds them together.
A false alarm costs more than a missed hint: what is ambiguous is left alone.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from typing import Any

from playbook import mailsafe
from playbook.pattern import words_of
from playbook.phrase_rules import HEADING, QUOTED, RANKS, RUN_ENDS, RUN_STARTS, SEVERITIES, SUBJECT_LINE, SUBJECT_WITHIN, WEEKDAYS

BLANKS = " \t\u3000"
MOST = 100
"""How many places of one rule are told; more help nobody, and only a hostile text has them."""
HALF_WIDTH = str.maketrans({code + 0xFEE0: code for code in [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]})
"""Full-width digits and letters as half-width ones; every character keeps its place."""
HALF_KANA = ("\uff61", "\uff9f")
"""The first and the last half-width kana."""


# --- patterns --------------------------------------------------------------------------------------------------

_regex = cache(re.compile)
_words = cache(words_of)


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return _regex(pattern).search(text)


def _may(pattern: str, text: str) -> bool:
    """False when ``text`` has none of the words that every match of ``pattern`` has: no need to search."""
    words = _words(pattern)
    if words is None:
        return True
    for word in words:  # half the time of any(): it is asked for every rule and text
        if word in text:
            return True
    return False


# --- what is told ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What reads as one: a sentence or item, its wrapped lines joined; where each character stands; its paragraph."""

    text: str
    positions: tuple[int, ...]
    paragraph: int


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``line`` and ``column`` count from 1; ``where`` is ``subject`` or ``body``."""

    rule: str
    severity: str
    where: str
    line: int
    column: int
    found: str
    reason: str
    mend: str


@dataclass(frozen=True)
class Report:
    """What the check says of a mail: findings, the most fundamental first, and the merge fields it has."""

    stage: str
    guessed: bool
    subject: str
    merge: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def blockers(self) -> int:
        """How many findings forbid sending."""
        return sum(finding.severity == "blocker" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """A plain value, as JSON shows it and as the JavaScript twin returns it."""
        findings = [asdict(one) for one in self.findings]
        return {**asdict(self), "merge": list(self.merge), "findings": findings, "blockers": self.blockers}


@dataclass
class _Mail:
    """The mail under check, and what is found in it."""

    subject: str
    body: str
    stage: str
    guessed: bool
    day: date
    found: list[tuple[tuple[int, ...], Finding]] = field(default_factory=list)
    known: set[tuple[str, str, int, str]] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def texts(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Where and what: the subject, then the body."""
        return ("subject", self.subject), ("body", self.body)

    def full(self, rule: Mapping[str, Any]) -> bool:
        """Whether enough is told of ``rule``."""
        return self.told[rule["id"]] >= MOST

    def add(self, kind: str, rule: Mapping[str, Any], where: str, at: int, found: str, reason: str = "") -> None:
        text = self.subject if where == "subject" else self.body
        line = text.count("\n", 0, at) + 1
        same = (rule["id"], where, line, found)
        if same in self.known or self.full(rule):
            return
        self.known.add(same)
        self.told[rule["id"]] += 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        one = Finding(rule["id"], rule["severity"], where, line, column, found, reason or rule["reason"], rule["mend"])
        self.found.append(((SEVERITIES.index(one.severity), RANKS[kind], where == "body", at, len(self.found)), one))


# --- a text, cut up --------------------------------------------------------------------------------------------


def normalise(text: str) -> str:
    """``text`` with one kind of line break."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def split_subject(text: str) -> tuple[str | None, str]:
    """The subject that one of the first lines names, and the text with that line emptied; None when none does."""
    lines = text.split("\n")
    seen = 0
    for number, line in enumerate(lines):
        if not line.strip(BLANKS):
            continue
        seen += 1
        if seen > SUBJECT_WITHIN:
            break
        if match := _search(SUBJECT_LINE, line):
            lines[number] = ""
            return match[1].strip(BLANKS), "\n".join(lines)
    return None, text


def runs(text: str) -> list[Run]:
    """The runs of ``text``: wrapped lines joined, items and headings apart, quoted lines left out."""
    found: list[Run] = []
    letters: list[str] = []
    positions: list[int] = []
    paragraph, at, open_run = 0, 0, False

    def close() -> None:
        nonlocal open_run
        if letters:
            found.append(Run("".join(letters), tuple(positions), paragraph))
            letters.clear()
            positions.clear()
        open_run = False

    for line in text.split("\n"):
        bare = line.strip(BLANKS)
        start = at + len(line) - len(line.lstrip(BLANKS))
        at += len(line) + 1
        if not bare:
            close()
            paragraph += 1
            continue
        if _search(QUOTED, bare):
            close()
            continue
        if not open_run or _search(RUN_STARTS, bare):
            close()
        elif letters[-1] < "\u0080" and bare[0] < "\u0080":
            letters.append(" ")
            positions.append(start - 1)
        letters.extend(bare)
        positions.extend(range(start, start + len(bare)))
        open_run = not (_search(RUN_ENDS, bare) or _search(HEADING, bare))
        if not open_run:
            close()
    close()
    return found


# --- the check ---------------------------------------------------------------------------------------------------


def check_mail(
    rules: Mapping[str, Any],
    text: str,
    subject: str | None = None,
    stage: str = "",
    notation: str = "none",
    day: date | None = None,
    wants_subject: bool = True,
    whole: bool = True,
) -> Report:
    """What ``rules`` say of a mail. ``day`` is the reader's today, for dates without a year.

    A text that is not ``whole``, because its alternatives stand side by side, is read sentence by sentence only: what
    a mail lacks and where it contradicts itself is not looked for.
    """
    body = normalise(text)
    if not (subject or "").strip(BLANKS):
        found, body = split_subject(body)
        subject = found if found is not None else subject
    guessed = stage not in rules["stages"]
    mail = _Mail(normalise(subject or "").replace("\n", " ").strip(BLANKS), body, stage, guessed, day or date.today())
    pieces = runs(mail.body)
    if guessed:
        mail.stage = _guess(rules, mail, pieces)
    merge = _marks(rules, mail, notation)
    _wordings(rules, mail, pieces)
    _identity(rules, mail, pieces)
    _characters(rules, mail)
    if whole:
        _contradictions(rules, mail, pieces)
    if whole and wants_subject:  # a post or a status line need not tell everything
        if not mail.subject:
            mail.add("subject", rules["checks"]["subject"], "subject", 0, "")
        _elements(rules, mail)
    findings = tuple(finding for _, finding in sorted(mail.found, key=lambda pair: pair[0]))
    return Report(mail.stage, guessed, mail.subject, merge, findings)


def _guess(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> str:
    subject = mail.subject.translate(HALF_WIDTH)
    for guess in rules["guesses"]:
        texts = [subject] if guess["target"] == "subject" else [run.text for run in pieces]
        if any(_search(guess["pattern"], text) for text in texts):
            return guess["stage"]
    return ""


def _marks(rules: Mapping[str, Any], mail: _Mail, notation: str) -> tuple[str, ...]:
    """Note every mark that is left; the merge fields in the chosen ``notation`` are not, and are returned."""
    chosen = next((one["pattern"] for one in rules["notations"] if one["id"] == notation), "")
    merge: dict[str, None] = {}
    rule = rules["checks"]["mark"]
    for where, text in mail.texts:
        narrow = text.translate(HALF_WIDTH)
        patterns = [_regex(pattern) for pattern in rules["marks"] if _may(pattern, narrow)]
        for at, line in _lines(text):
            taken = bytearray(len(line))
            for match in _regex(chosen).finditer(line) if chosen else ():
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                merge[match[1]] = None
            if _search(rules["text"]["cited"], line):
                continue  # somebody else's words
            words = narrow[at : at + len(line)]
            for pattern in patterns:
                for match in pattern.finditer(words):
                    start, end = match.span()
                    if 1 in taken[start:end] or mail.full(rule):
                        continue
                    taken[start:end] = b"\1" * (end - start)
                    mail.add("mark", rule, where, at + start, line[start:end])
    return tuple(merge)


def _wordings(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    """Note the claims and the phrases. Words of others (in 「」) are let through, and so is what a claim says already."""
    paragraphs: dict[int, str] = {}
    for run in pieces:
        paragraphs[run.paragraph] = paragraphs.get(run.paragraph, "") + run.text.translate(HALF_WIDTH)
    whole = "。".join(run.text.translate(HALF_WIDTH) for run in pieces)
    text = "\n".join(run.text for run in pieces)
    subject = [Run(mail.subject, tuple(range(len(mail.subject))), -1)] if mail.subject else []
    paragraphs[-1] = mail.subject.translate(HALF_WIDTH)
    claimed = bytearray(len(mail.body))
    backed: dict[tuple[str, bool, int], bool] = {}
    quotes: dict[int, tuple[list[int], list[int]]] = {}
    for rule in rules["rules"]:
        in_subject = rule["target"] == "subject"
        if rule["stages"] and mail.stage not in rule["stages"]:
            continue
        if not _may(rule["pattern"], mail.subject if in_subject else text):
            continue
        if not in_subject and rule["anywhere"] and _search(rule["unless"], whole):
            continue
        pattern = _regex(rule["pattern"])
        for number, run in enumerate(subject if in_subject else pieces):
            for match in pattern.finditer(run.text):
                if mail.full(rule):
                    break
                key = -1 if in_subject else number
                if key not in quotes:
                    quotes[key] = _quotes(rules, run.text)
                if _within(quotes[key], match.start(), match.end()):
                    continue
                alone = rule["near"] and bool(_search(rules["facts"]["item"], run.text))
                place = (rule["unless"], alone, key if alone else run.paragraph)
                if place not in backed:
                    around = run.text.translate(HALF_WIDTH) if alone else paragraphs[run.paragraph]
                    backed[place] = bool(rule["unless"] and _search(rule["unless"], around))
                if backed[place]:
                    break
                start, end = run.positions[match.start()], run.positions[match.end() - 1] + 1
                if not in_subject:
                    if 1 in claimed[start:end]:
                        continue
                    if rule["kind"] == "claim":
                        claimed[start:end] = b"\1" * (end - start)
                mail.add(rule["kind"], rule, rule["target"], start, match.group())


def _quotes(rules: Mapping[str, Any], text: str) -> tuple[list[int], list[int]]:
    """Where quotations start and end."""
    spans = [match.span() for match in _regex(rules["text"]["quotes"]).finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def _within(spans: tuple[list[int], list[int]], start: int, end: int) -> bool:
    at = bisect_right(spans[0], start) - 1
    return at >= 0 and end <= spans[1][at]


# --- what contradicts itself -----------------------------------------------------------------------------------------


def _contradictions(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    _senders(rules, mail)
    if not _search(rules["facts"]["correction"], mail.subject + "\n" + mail.body):  # it names both values
        narrow = [run.text.translate(HALF_WIDTH) for run in pieces]
        _times(rules, mail, pieces, narrow)
        _counts(rules, mail, pieces, narrow)
    _weekdays(rules, mail)


def _senders(rules: Mapping[str, Any], mail: _Mail) -> None:
    """The name a mail introduces itself by, against the one it is signed with.

    Introduced: a sentence near the top (○○でございます), else the name that stands below the addressee. A signature
    that has the introduced name may have others besides: a seller and a maker, an agent and its principal.
    """
    facts = rules["facts"]
    lines = [(at, line) for at, line in _lines(mail.body) if line.strip(BLANKS)]
    introduced = [
        (found[0], at, found[1])
        for at, line in lines[:8]
        if _search(facts["intro"], line)
        and not _search(facts["addressee"], line)
        and not _search(facts["item"], line)
        and (found := _introduced(facts, line))
    ]
    if not introduced:
        addressed = max((number for number, (_, line) in enumerate(lines[:8]) if _search(facts["addressee"], line)), default=-1)
        introduced = [
            (match.start(), at, _company(match))
            for at, line in lines[addressed + 1 : 8]
            if not _search(facts["intro"], line) and (match := _search(facts["company"], line)) and match.start() == _indent(line)
        ][:1]
    cut = _last_rule(rules, lines)
    if cut >= len(lines) - 1:  # the signature stands between two rules
        cut = _last_rule(rules, lines[: max(cut, 0)])
    foot = lines[cut + 1 :] if cut >= 0 else lines[-6:]
    if not introduced:
        _towns(rules, mail, lines, foot)
        return
    first = introduced[0]
    name = first[2]
    others = [(at + start, other) for start, at, other in introduced[1:] if not _same(facts, name, other)]
    below = [(at, line) for at, line in foot if at > first[1]]
    if not any(_plain(facts, name) in _plain(facts, line) and not _search(facts["item"], line) for _, line in below):
        signed = [
            (at + _indent(line), _full(facts, line, match[1]))
            for at, line in below
            if not _search(facts["addressee"], line)
            and not _search(facts["intro"], line)
            and (match := _search(facts["signed"], line))
        ]
        if not any(_same(facts, name, shown) for _, shown in signed):
            others += signed
    for at, shown in others[:1]:
        reason = f"名乗りの「{name}」と、ここの「{shown}」が違います。" + rules["checks"]["sender"]["reason"]
        mail.add("sender", rules["checks"]["sender"], "body", at, shown, reason)


def _towns(rules: Mapping[str, Any], mail: _Mail, lines: list[tuple[int, str]], foot: list[tuple[int, str]]) -> None:
    """The town that a mail speaks of at its top, against the office of another town that signs it and stands nowhere else."""
    facts = rules["facts"]
    top, first = next(((at, match) for at, line in lines[:6] if (match := _search(facts["town"], line))), (0, None))
    foot = [(at, line) for at, line in foot if at > top]
    if not first or any(first[1] in line for _, line in foot):
        return
    for at, line in foot:
        match = _search(facts["townSigned"], line)
        if match and match[2] == first[2] and mail.body.count(match[1]) == 1 and match[1] not in mail.subject:
            reason = f"本文の「{first[1]}」と、ここの「{match[1]}」が違います。" + rules["checks"]["sender"]["reason"]
            mail.add("sender", rules["checks"]["sender"], "body", at + _indent(line), match[1], reason)
            return


def _same(facts: Mapping[str, Any], one: str, other: str) -> bool:
    first, second = _plain(facts, one), _plain(facts, other)
    return first in second or second in first


def _plain(facts: Mapping[str, Any], name: str) -> str:
    """``name`` without its legal form and without blanks."""
    return _regex(facts["legal"]).sub("", name)


def _introduced(facts: Mapping[str, Any], line: str) -> tuple[int, str] | None:
    """Where the name stands by which ``line`` introduces the sender (○○でございます), and the name; None if it does not."""
    for pattern, group in ((facts["named"], 1), (facts["company"], 0)):
        for match in _regex(pattern).finditer(line):
            if _search(facts["introduces"], line[match.end() :]):
                return match.start(group), match.group(group)
    return None


def _full(facts: Mapping[str, Any], line: str, least: str) -> str:
    """The name from the indent to the next blank; at least ``least``."""
    name = _search(facts["full"], line[_indent(line) :])
    return name.group() if name and len(name.group()) > len(least) else least


def _company(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3]


def _last_rule(rules: Mapping[str, Any], lines: list[tuple[int, str]]) -> int:
    return max((number for number, (_, line) in enumerate(lines) if _search(rules["facts"]["rule"], line)), default=-1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(BLANKS))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


@dataclass(frozen=True)
class _Value:
    """A time or a number that the mail gives for something: what it is, where it stands, how it is written."""

    value: Any
    at: int
    text: str


def _moment(groups: tuple[str | None, ...]) -> tuple[tuple[int, int] | None, int | None]:
    """Day (month, day) and minute of the day of a match of ``when``, each None when not written."""
    day = (int(groups[1] or 0), int(groups[2] or 0)) if groups[1] else None
    half, hour, minute, thirty, colon = groups[4:9] if groups[5] else groups[9:14]
    if not hour:
        return day, None
    hours = int(hour) + (12 if half == "午後" and int(hour) < 12 else 0)
    return day, hours * 60 + (30 if thirty else int(minute or colon or 0))


def _differ(one: _Value, other: _Value) -> bool:
    return any(a is not None and b is not None and a != b for a, b in zip(one.value, other.value, strict=True))


def _alike(values: list[_Value]) -> list[_Value]:
    """``values``, unless they differ among themselves."""
    return [] if any(_differ(values[0], one) for one in values[1:]) else values


def _times(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run], narrow: list[str]) -> None:
    facts, rule = rules["facts"], rules["checks"]["time"]
    plain = [not _search(facts["other"], text) for text in narrow]
    for kind in facts["times"]:
        labelled: list[_Value] = []
        told: list[_Value] = []
        loose: list[_Value] = []
        for number, (run, text) in enumerate(zip(pieces, narrow, strict=True)):
            if not plain[number] or _search(kind["except"], text):
                continue
            if label := _search(kind["label"], text):
                labelled += _after(facts, pieces, narrow, number, label.end())
            if _search(facts["item"], text):
                continue  # a timeline, or one service beside another
            for pattern in kind["sentences"]:
                told += [_told(facts, run, match) for match in _regex(pattern).finditer(text)]
            if kind["loose"]:
                loose += [_told(facts, run, match) for match in _regex(kind["loose"]).finditer(text)]
        if kind.get("single"):  # restored in steps, or service by service
            labelled, told = _alike(labelled), _alike(told)
        if len(_alike(told + loose)) == len(told + loose):
            told += loose
        values = sorted(labelled + told, key=lambda one: one.at)
        for other in values[1:]:
            if _differ(values[0], other):
                reason = f"{kind['name']}が、「{values[0].text}」と「{other.text}」の二通りあります。" + rule["reason"]
                mail.add("time", rule, "body", other.at, other.text, reason)
                break


def _after(facts: Mapping[str, Any], pieces: list[Run], narrow: list[str], number: int, end: int) -> list[_Value]:
    """The time that follows a label: on its line, or on the next when the label stands alone."""
    if end == len(narrow[number]):
        number, end = number + 1, 0
        if number == len(pieces):
            return []
    rest = narrow[number][end : end + 60]
    skipped = _regex(facts["day"]).match(rest)
    match = _regex(facts["when"]).match(rest, skipped.end() if skipped else 0)
    return [_value(pieces[number], match, end, match.groups())] if match else []


def _told(facts: Mapping[str, Any], run: Run, match: re.Match[str]) -> _Value:
    """The time of a sentence, of which ``match`` is the part that says it."""
    when = _search(facts["when"], match.group())
    assert when  # the sentence has one
    return _value(run, when, match.start(), match.groups())


def _value(run: Run, when: re.Match[str], offset: int, groups: tuple[str | None, ...]) -> _Value:
    start, end = offset + when.start(), offset + when.end()
    return _Value(_moment(groups), run.positions[start], run.text[start:end].strip(" \u3000、"))


def _counts(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run], narrow: list[str]) -> None:
    facts, rule = rules["facts"], rules["checks"]["count"]
    for kind in facts["counts"]:
        values: list[_Value] = []
        loose: list[_Value] = []
        for number, (run, text) in enumerate(zip(pieces, narrow, strict=True)):
            if _search(facts["other"], text):
                continue
            if number and _search(kind["heading"], narrow[number - 1]) and (match := _search(facts["countsAlone"], text)):
                values.append(_count(facts, run, match, 1))
            for pattern in kind["patterns"]:
                values += [_count(facts, run, match, 1) for match in _regex(pattern).finditer(text)]
            if kind.get("loose"):
                loose += [_count(facts, run, match, 1) for match in _regex(kind["loose"]).finditer(text)]
        if len({one.value for one in loose}) == 1:  # else several groups are told of
            values += loose
        values.sort(key=lambda one: one.at)
        for other in values[1:]:
            if other.value[:2] == values[0].value[:2] and other.value[2] != values[0].value[2]:
                reason = f"{kind['name']}が、「{values[0].text}」と「{other.text}」の二通りあります。" + rule["reason"]
                mail.add("count", rule, "body", other.at, other.text, reason)
                break
    _nouns(rules, mail, pieces, narrow)


def _count(facts: Mapping[str, Any], run: Run, match: re.Match[str], group: int) -> _Value:
    """The count whose three groups (about, number, unit) begin at ``group``: the value is about, unit, number."""
    about, number, unit = match.group(group, group + 1, group + 2)
    about, unit = facts["rounded"].get(about, about) or "", "名" if unit == "人" else unit
    shown = run.text[match.start(group + 1) : match.end(group + 2)]
    return _Value((about, unit, int(number.replace(",", ""))), run.positions[match.start(group + 1)], shown)


def _nouns(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run], narrow: list[str]) -> None:
    """The same noun with two numbers, one in a sentence and one in an item; a table of many is left alone."""
    facts, rule = rules["facts"], rules["checks"]["count"]
    said: dict[tuple[str, str, str], list[tuple[bool, _Value]]] = {}
    for run, text in zip(pieces, narrow, strict=True):
        if _search(facts["other"], text):
            continue
        for match in _regex(facts["countsNoun"]).finditer(text):
            one = _count(facts, run, match, 2)
            said.setdefault((match[1], *one.value[:2]), []).append((bool(_search(facts["item"], text)), one))
    for (noun, _, _), told in said.items():
        values = [one for _, one in told]
        if len({item for item, _ in told}) == 2 and len({one.value for one in values}) == 2:
            other = next(one for one in values if one.value != values[0].value)
            reason = f"「{noun}」の数が、「{values[0].text}」と「{other.text}」の二通りあります。" + rule["reason"]
            mail.add("count", rule, "body", other.at, other.text, reason)


def _weekdays(rules: Mapping[str, Any], mail: _Mail) -> None:
    facts, rule = rules["facts"], rules["checks"]["weekday"]
    full = _search(facts["fullDate"], (mail.subject + "\n" + mail.body).translate(HALF_WIDTH))
    anchor = (full and _day(*map(int, full.groups()))) or mail.day
    anchors = [anchor, mail.day] if anchor.year > mail.day.year else [anchor]  # it may be a day far ahead
    found = []
    for where, text in mail.texts:
        for match in _regex(facts["dates"]).finditer(text.translate(HALF_WIDTH)):
            year, month, day, weekday = match.groups()
            near = int(year) if year else _nearest_year(int(month), anchor)
            found.append((where, match, bool(year), near, int(month), int(day), weekday))
    yearless = [one for one in found if not one[2]]
    for shift in (-1, 1):  # several dates that all fit another year were written for that year
        if len({one[4:6] for one in yearless}) >= 3 and all(_fits(one[3] + shift, *one[4:]) for one in yearless):
            found = [one for one in found if one[2]]
            break
    for where, match, _, year, month, day, weekday in found:
        years = {year} if match[1] else {year} | {near for one in anchors for near in (one.year, _nearest_year(month, one))}
        if any(_fits(near, month, day, weekday) for near in years):
            continue
        real = _day(year, month, day)
        said = f"{year}年{month}月{day}日は{WEEKDAYS[real.weekday()]}曜日です。" if real else f"{year}年に{month}月{day}日はありません。"
        text = mail.subject if where == "subject" else mail.body
        mail.add("weekday", rule, where, match.start(), text[match.start() : match.end()], said + rule["reason"])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fits(year: int, month: int, day: int, weekday: str) -> bool:
    real = _day(year, month, day)
    return real is not None and WEEKDAYS[real.weekday()] == weekday


def _nearest_year(month: int, anchor: date) -> int:
    """The year that puts a month within half a year of ``anchor``."""
    months = anchor.month - month
    return anchor.year + (1 if months > 6 else -1 if months < -6 else 0)


# --- other checks ----------------------------------------------------------------------------------------------------


def _identity(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    """An identity check that asks for what leaked, or for a secret."""
    facts, rule = rules["facts"], rules["checks"]["identity"]
    asking = [run for run in pieces if _search(facts["identity"], run.text)]
    if not asking:
        return
    about = [run for run in pieces if not _search(facts["identity"], run.text)]
    leaking = set()
    for run in about:
        if _search(facts["leaked"], run.text):
            leaking.add(run.paragraph)
            if _search(facts["follows"], run.text):  # the items stand below
                leaking.add(run.paragraph + 1)
    told = "\n".join(run.text for run in about if run.paragraph in leaking)
    items = [item for item in facts["items"] if item.get("secret") or _search(item["words"], told)]
    for run in asking:
        start = 0
        for sentence in run.text.split("。"):
            match = _search(facts["identity"], sentence)
            if match and _search(facts["asks"], sentence) and not _search(facts["negation"], sentence):
                asked = [item["name"] for item in items if _search(item["words"], sentence)]
                if asked:
                    reason = f"本人確認に、{'、'.join(asked)}を使おうとしています。" + rule["reason"]
                    mail.add("identity", rule, "body", run.positions[start + match.start()], match.group(), reason)
            start += len(sentence) + 1


def _characters(rules: Mapping[str, Any], mail: _Mail) -> None:
    """What receivers may garble. Kanji of names, dashes and tildes are only hinted at; half-width kana are told by the run."""
    rule = rules["checks"]["character"]
    seen = set()
    for where, text in mail.texts:
        end = 0
        for at, character in mailsafe.unsafe_characters(text.replace("\t", " ")):
            if at < end:
                continue  # the rest of a run of half-width kana
            end = at + 1
            if HALF_KANA[0] <= character <= HALF_KANA[1]:
                while end < len(text) and HALF_KANA[0] <= text[end] <= HALF_KANA[1]:
                    end += 1
                character = text[at:end]
            facts, around = rules["facts"], text[max(at - 1, 0) : at + 2]
            lenient = bool(_search(facts["kanji"] + "|" + facts["mild"], character) or _search(facts["dash"], around))
            if (character, lenient) in seen:
                continue
            seen.add((character, lenient))
            hidden = len(character) == 1 and (character < " " or character in rules["invisible"] or character == "\u00a0")
            shown = f"U+{ord(character):04X}" if hidden else character
            reason = f"「{shown}」は、受け取る側で化けることがあります。" + rule["reason"]
            mail.add("character", {**rule, "severity": "hint"} if lenient else rule, where, at, shown, reason)


def _elements(rules: Mapping[str, Any], mail: _Mail) -> None:
    """What the stage needs and no word tells; a text that is hardly Japanese is left alone."""
    stage, rule = rules["stages"].get(mail.stage), rules["checks"]["element"]
    if not stage or len(_regex(rules["text"]["japanese"]).findall(mail.body)) * 5 < len(mail.body):
        return
    text = (mail.subject + "\n" + mail.body).translate(HALF_WIDTH)
    for id in stage["required"]:
        element = rules["elements"][id]
        if not _search(element["cue"], text):
            reason = f"「{stage['label']}」に要る「{element['label']}」が見当たりません。" + rule["reason"]
            weighty = not mail.guessed and id in rules["weighty"].get(mail.stage, [])
            mail.add("element", {**rule, "severity": "warning"} if weighty else rule, "body", 0, element["label"], reason)
