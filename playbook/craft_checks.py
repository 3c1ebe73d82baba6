"""Checks of the craft: terms that are used, pages on writing that fit their data, decisions that leave nothing open."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from playbook.craft import GlossaryTerm, Writing
from playbook.finding import Finding, shorten
from playbook.glossary import any_of
from playbook.law import Nature, references
from playbook.law_checks import used_rules
from playbook.load import Loaded
from playbook.model import Triage
from playbook.passages import reporter, Role, SENT, Texts

PAGE_CHARS = 4000
"""What is read aloud in less than ten minutes."""

_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_EXAMPLE = re.compile(r"""\{\{\s*example\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']""")
_HEAD = re.compile(r"""\{\{\s*writing_head\(\s*["']([^"']*)["']""")
_HEADING = re.compile(r"#+ ")
_ASCII_ID = re.compile(r"\{: #[a-z0-9-]+ \}$")
_NOT_OF_DATA = frozenset({"index", "decisions"})
"""Pages below ``docs/writing`` that show other data."""


def check_terms(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """No two terms look the same, and each stands somewhere where it is marked."""
    owner: dict[str, str] = {}
    for term in loaded.playbook.glossary.values():
        for surface in term.surfaces:
            if owner.setdefault(surface, term.id) != term.id:
                yield reporter(loaded, "glossary", term.id)(
                    "PB901",
                    ("term",),
                    surface,
                    f"「{surface}」は、用語「{owner[surface]}」の書き方でもあります。",
                    "どちらかから消してください。",
                )
    if loaded.broken:
        return
    unmarked = {*SENT, Role.VALUE}
    read = [text.text for text in texts if text.role not in unmarked and text.place.model not in (GlossaryTerm, Triage)]
    read += [line for _, _, line in loaded.prose]
    read += [f"{rule.text} {rule.basis} {rule.unconfirmed or ''}" for rule in loaded.playbook.rules.values()]
    if not owner:
        return
    shown = set(any_of(owner).findall("\n".join(read)))
    for term in loaded.playbook.glossary.values():
        if shown.isdisjoint(term.surfaces):
            yield reporter(loaded, "glossary", term.id)(
                "PB902", ("term",), term.term, f"「{term.term}」は、どこにも出てきません。", "消すか、出てくる書き方を forms に加えてください。"
            )


def check_writing(loaded: Loaded) -> Iterator[Finding]:
    """Every page on writing has its entry, every entry its page, and the page shows all examples and can be read in a sitting."""
    folder = loaded.root.parent / "docs/writing"
    if not folder.is_dir() or "writing" in loaded.nameless:
        return
    pages = {path.stem: path for path in sorted(folder.glob("*.md")) if path.stem not in _NOT_OF_DATA}
    for id in loaded.playbook.writing:
        if id not in pages:
            yield reporter(loaded, "writing", id)(
                "PB903", ("id",), id, f"docs/writing/{id}.md がありません。", "ページを書くか、この項目を消してください。"
            )
    for id, path in pages.items():
        entry = loaded.playbook.writing.get(id)
        if entry:
            yield from _page(loaded, path, entry)
        elif id not in loaded.known["writing"]:
            yield _at(loaded, path, 1, "PB903", id, f"data/writing.yml に「{id}」がありません。", "項目を書くか、ページを消してください。")


def _at(loaded: Loaded, path: Path, line: int, code: str, value: str, reason: str, mend: str) -> Finding:
    return Finding(path.relative_to(loaded.root.parent).as_posix(), line, code, "", "", shorten(value), reason, mend)


def _page(loaded: Loaded, path: Path, entry: Writing) -> Iterator[Finding]:
    file = path.relative_to(loaded.root.parent).as_posix()
    text = loaded.pages[file]
    if not text:
        return  # it could not be read, and the loader says so
    if _HEAD.findall(text) != [entry.id]:
        mend = f'先頭に {{{{ writing_head("{entry.id}", "../") }}}} と書いてください。'
        yield _at(loaded, path, 1, "PB903", entry.id, "このページの題（writing_head）が、一度だけ呼ばれていません。", mend)
    examples = {(entry.id, example.id): at for at, example in enumerate(entry.examples)}
    called = set()
    for match in _EXAMPLE.finditer(text):
        called.add((match[1], match[2]))
        if (match[1], match[2]) not in examples:
            line = text.count("\n", 0, match.start()) + 1
            yield _at(loaded, path, line, "PB903", match[2], f"例「{match[2]}」はこのページにありません。", "data/writing.yml の id を書いてください。")
    for key, at in examples.items():
        if key not in called:
            yield reporter(loaded, "writing", entry.id)(
                "PB905", ("examples", at, "id"), key[1], f"例「{key[1]}」が、ページに出ていません。", "ページで呼ぶか、例を消してください。"
            )
    shown = [_CALL.sub("", text), *(part for one in entry.examples for part in (one.before, one.after, one.why))]
    if (count := len("".join("".join(shown).split()))) > PAGE_CHARS:
        yield _at(loaded, path, 1, "PB904", entry.id, f"例を入れて {count} 字です（上限 {PAGE_CHARS} 字）。", "短くするか、ページを分けてください。")
    for number, line in enumerate(text.splitlines(), 1):
        if _HEADING.match(line) and not _ASCII_ID.search(line):
            yield _at(loaded, path, number, "PB906", line, "見出しに英字の id がありません。", "行の終わりに {: #name } と書いてください。")


def check_decisions(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Every number of our own making (practice without a source) is settled by a decision."""
    if loaded.broken:
        return
    used = used_rules(loaded, texts)
    settled = {id for entry in loaded.playbook.decisions.values() for id in references(entry.model_dump_json())}
    for rule in loaded.playbook.rules.values():
        if rule.nature is Nature.PRACTICE and not rule.sources and rule.id in used and rule.id not in settled:
            yield reporter(loaded, "rules", rule.id)(
                "PB907",
                ("id",),
                rule.id,
                f"社内目標「{rule.text}」が、決めごとに出てきません。",
                f"data/decisions.yml に理由とともに書き、[[{rule.id}]] で引いてください。",
            )


TEXT_CHECKS: tuple[Callable[[Loaded, Texts], Iterator[Finding]], ...] = (check_terms, check_decisions)
ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (check_writing,)
