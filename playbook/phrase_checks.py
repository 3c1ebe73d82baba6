"""Checks of the phrases: patterns that both engines read alike, specs that hold, our own texts under our own rules."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from playbook import compose, law_checks, mailsafe, pattern, phrases
from playbook.finding import Finding, shorten
from playbook.law import REFERENCE
from playbook.load import Loaded, nearest
from playbook.memo import Memo, digest_of, made_by
from playbook.model import Phrase, Playbook
from playbook.passages import passages, reporter
from playbook.pattern import fault_of, heaviness
from playbook.phrase_rules import compiled
from playbook.phrases import check_mail
from playbook.placeholder import fill

SPEC_DAY = date(2026, 11, 24)
"""The day on which specs and our own texts are read: that of the examples."""
_READ_BY = made_by(pattern.__file__)
_MADE_BY = made_by(__file__, phrases.__file__, pattern.__file__, mailsafe.__file__)
UNREAD = frozenset({"title", "when", "why", "ng", "before", "label", "evidence", "q"})
"""Fields that the phrases are not looked for in."""
QUOTED = re.compile("「[^「」]*」|『[^『』]*』")


class Said(NamedTuple):
    """What the checks of the data ask of a finding."""

    rule: str
    severity: str
    found: str
    reason: str


class Reader:
    """Reads texts by the rules; one that was read by the same rules before is known (``.cache/phrases.json``)."""

    def __init__(self, rules: dict[str, Any], project: Path) -> None:
        self.rules = rules
        self._memo = Memo(project / ".cache/phrases.json", digest_of(json.dumps(rules, sort_keys=True), _MADE_BY))

    def read(self, text: str, subject: str | None = None, wants_subject: bool = False, whole: bool = True) -> list[Said]:
        """What is found in ``text``, by :func:`check_mail`."""

        def make() -> list[Said]:
            report = check_mail(self.rules, text, subject, day=SPEC_DAY, wants_subject=wants_subject, whole=whole)
            return [Said(one.rule, one.severity, one.found, one.reason) for one in report.findings]

        return [Said(*one) for one in self._memo.answer(json.dumps([text, subject, wants_subject, whole]), make)]

    def keep(self) -> None:
        """Remember what was read."""
        self._memo.keep()


def check_patterns(loaded: Loaded) -> Iterator[Finding]:
    """Every pattern of phrases and claims is in the common subset and cannot run long.

    A pattern of a claim that does not fit its examples (PB206) is left to them.
    """
    memo = Memo(loaded.root.parent / ".cache/patterns.json", _READ_BY)
    for collection in ("phrases", "claims"):
        for entry in getattr(loaded.playbook, collection).values():
            report = reporter(loaded, collection, entry.id)
            for path, written in _patterns(entry):
                fault, heavy = memo.answer(written, lambda written=written: _judged(written))
                if fault:
                    yield report("PB802", path, written, f"この型は、検査と画面で同じに働きません。{fault}。", "書き直してください。")
                elif heavy:
                    yield report("PB803", path, written, f"長い文で重くなる型です。{heavy}。", "繰り返しに上限を付けてください。")
    memo.keep()


def _judged(written: str) -> tuple[str | None, str | None]:
    """What is wrong with a pattern, and why it may run long."""
    fault = fault_of(written)
    return fault, None if fault else heaviness(written)


def _patterns(entry) -> Iterator[tuple[tuple, str]]:
    if isinstance(entry, Phrase):
        yield from (((name,), pattern) for name in ("pattern", "unless") if (pattern := getattr(entry, name)))
        return
    if entry.backed:
        yield ("backed",), entry.backed
    for index, assertion in enumerate(entry.assertions):
        if any(re.search(assertion.pattern, text) for text in assertion.specs.miss):
            continue
        yield ("assertions", index, "pattern"), assertion.pattern


def check_phrases(loaded: Loaded) -> Iterator[Finding]:
    """Specs hold, what is recommended passes, what is not recommended is found, and so are we."""
    book = loaded.playbook
    if loaded.broken & {"phrases", "claims", "placeholders"} or next(check_patterns(loaded), None):
        return
    if any(re.search(one.pattern, "") for claim in loaded.playbook.claims.values() for one in claim.assertions):
        return  # it finds nothing at every place; PB206 says so
    reader = Reader(compiled(book), loaded.root.parent)
    if lacking := _lacking_checks(book):
        first = next(iter(book.phrases.values()), None)
        if first:
            yield reporter(loaded, "phrases", first.id)(
                "PB806", ("check",), lacking[0], f"しくみ「{lacking[0]}」の文例がありません。", "加えてください。"
            )
        return
    for phrase in book.phrases.values():
        report = reporter(loaded, "phrases", phrase.id)
        ids = _rule_ids(phrase, book)
        for wanted, texts in ((True, phrase.specs.hit), (False, phrase.specs.miss)) if phrase.specs else ():
            for index, text in enumerate(texts):
                said = reader.read(text, wants_subject=phrase.check in ("subject", "element"))
                if _hits(said, ids) is not wanted:
                    how = "当たりません" if wanted else "当たってしまいます"
                    path = ("specs", "hit" if wanted else "miss", index)
                    yield report("PB801", path, text, f"例「{shorten(text)}」に{how}。", "型か例を直してください。")
        if phrase.pattern and phrase.target.value == "body" and not phrase.stages:
            if not re.search(phrase.pattern, phrase.ng):
                yield report("PB806", ("ng",), phrase.ng, "避ける文が、自分の型に当たりません。", "型か文を直してください。")
    yield from _own_texts(loaded, reader)
    reader.keep()


def _lacking_checks(book: Playbook) -> list[str]:
    """The built-in checks that no phrase gives words to; without them the checker has nothing to say."""
    from playbook.model import Detection

    given = {phrase.check for phrase in book.phrases.values()}
    return [check.value for check in Detection if check not in given]


def _rule_ids(phrase: Phrase, book: Playbook) -> set[str]:
    return {f"claim-{id}" for id in book.claims} if phrase.check == "claim" else {phrase.id}


def _hits(said: list[Said], ids: set[str]) -> bool:
    """Whether one of ``ids`` is found; of claims, only what blocks counts."""
    claims = any(id.startswith("claim-") for id in ids)
    return any(one.rule in ids and (not claims or one.severity == "blocker") for one in said)


def own_texts(book: Playbook) -> Iterator[tuple[str, str, str, str]]:
    """Collection, id, subject and text of all that we recommend: every choice of every text, answers, OK wordings."""
    values = compose.examples(book)
    for template in book.templates.values():
        for message in template.messages:
            if message.lang == "ja":
                options = [o for block in compose.blocks(book, message) for o in compose.options(block.section)]
                yield "templates", template.id, fill(message.subject or "", values), fill("\n\n".join(options), values)
    for part in book.parts.values():
        yield "parts", part.id, "", fill("\n\n".join(compose.options(part)), values)
    for question in book.faq.values():
        yield "faq", question.id, "", QUOTED.sub("", REFERENCE.sub("", fill(question.a, values)))
    for phrase in book.phrases.values():
        if not phrase.ok.startswith("【"):
            yield "phrases", phrase.id, "", fill(phrase.ok, values)
        else:
            yield "phrases", phrase.id, fill(phrase.ok, values), ""
    for claim in book.claims.values():
        yield "claims", claim.id, "", fill(claim.safe, values)
    for page in book.writing.values():
        for example in page.examples:
            yield "writing", page.id, "", fill(example.after, values)


def _own_texts(loaded: Loaded, reader: Reader) -> Iterator[Finding]:
    book, rules = loaded.playbook, reader.rules
    pardoned = {(phrase.id, pardon.entry) for phrase in book.phrases.values() for pardon in phrase.exceptions}
    used, said = set(), []
    for collection, id, subject, text in own_texts(book):
        for one in reader.read(text, subject, whole=False):
            if _said_elsewhere(one, collection, rules["checks"], book.placeholders):
                continue
            if (one.rule, id) in pardoned:
                used.add((one.rule, id))
                continue
            said.append((collection, id, one))
    of_parts = {(id, one.rule, one.found) for collection, id, one in said if collection == "parts"}
    for collection, id, one in said:
        parts = {part for part in _parts_of(book, id) if (part, one.rule, one.found) in of_parts} if collection == "templates" else ()
        if parts:
            continue  # it is the part that must be mended, once
        yield _at(loaded, collection, id, one.found)(
            one.found,
            f"「{one.found}」は、文例の規則 {one.rule} に当たります（{shorten(one.reason, 60)}）。",
            "文を直すか、data/phrases.yml の exceptions に理由を書いてください。",
        )
    if loaded.broken:
        return
    for phrase in book.phrases.values():
        for index, pardon in enumerate(phrase.exceptions):
            if (phrase.id, pardon.entry) not in used:
                reason, mend = "この例外がなくても、規則に当たりません。", "この例外を消してください。"
                ids = {id for name in ("templates", "parts", "faq", "phrases", "claims", "writing") for id in loaded.known[name]}
                if pardon.entry not in ids:
                    reason = f"「{pardon.entry}」というテンプレート、部品、問い、文例、断定、書き方のページは、どれもありません。"
                    meant = nearest(pardon.entry, sorted(ids))
                    mend = f"「{meant}」の書き誤りではありませんか。" if meant else "id を確かめるか、この例外を消してください。"
                yield reporter(loaded, "phrases", phrase.id)("PB805", ("exceptions", index, "entry"), pardon.entry, reason, mend)


def _parts_of(book: Playbook, template: str) -> set[str]:
    """The parts that a template uses."""
    return {section.part for message in book.templates[template].messages for section in message.body if section.part}


def _at(loaded: Loaded, collection: str, id: str, found: str) -> Callable[..., Finding]:
    """A reporter of PB804 at the line of the entry where ``found`` stands, once marks are filled with the examples."""
    place, values = loaded.places[collection, id], compose.examples(loaded.playbook)
    wanted = "".join(found.split())
    for passage in (*passages(loaded), *law_checks.law_texts(loaded)):
        if passage.place != place or passage.path[-1] in UNREAD:
            continue
        lines = ["".join(fill(line, values).split()) for line in passage.text.split("\n")]
        if (start := "".join(lines).find(wanted)) < 0:
            continue
        number = next(at for at in range(len(lines)) if len("".join(lines[: at + 1])) > start)
        at = sum(len(line) + 1 for line in passage.text.split("\n")[:number])
        return partial(passage.finding, "PB804", at)
    return partial(reporter(loaded, collection, id), "PB804", ())


def _said_elsewhere(one: Said, collection: str, checks: Mapping[str, Any], names: Collection[str]) -> bool:
    """Whether another check of the data tells it: marks (PB10x), claims (PB201), characters (PB301)."""
    sent = collection in ("templates", "parts", "writing")
    if one.rule.startswith("claim-"):
        return sent or collection == "faq" or one.severity != "blocker"
    if one.rule == checks["mark"]["id"]:
        single = one.found[:1] in ("(", "（") and one.found[1:-1] in names
        return single or any(brackets in one.found for brackets in ("((", "))", "（（", "））", "[["))
    return one.rule == checks["character"]["id"] and sent


CHECKS = (check_patterns, check_phrases)
