"""Read ``data/`` into a :class:`Playbook`, with the file and line of every value, and of every fault.

Every scalar is text until the model says otherwise: plain YAML would turn 9:40 into 580, ``on`` into
true and 1.10 into 1.1.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from playbook.craft import Checklist, Decision, GlossaryTerm, Writing
from playbook.entry import Term
from playbook.finding import Finding, shorten
from playbook.law import Duty, Fact, Question, Rule, Table
from playbook.law import Source as LawSource
from playbook.model import (
    Claim,
    Entry,
    LegalReview,
    Organization,
    Part,
    Phrase,
    Placeholder,
    Playbook,
    Search,
    Template,
    Triage,
)
from playbook.regulation import Article
from playbook.scenario import DrillGuide, Scenario

ORGANIZATION = "organization.yml"
SEARCH = "search.yml"
TRIAGE = "triage.yml"
FOLDERS: dict[str, tuple[type[Entry], str]] = {
    "templates": (Template, "テンプレート"),
    "tables": (Table, "表"),
    "scenarios": (Scenario, "訓練のシナリオ"),
}
"""Folders with a file for each entry: the model of an entry, and what people call it."""
LISTS: dict[str, tuple[type[Entry], str]] = {
    "placeholders": (Placeholder, "name"),
    "claims": (Claim, "id"),
    "parts": (Part, "id"),
    "sources": (LawSource, "id"),
    "rules": (Rule, "id"),
    "facts": (Fact, "id"),
    "duties": (Duty, "id"),
    "faq": (Question, "id"),
    "regulation": (Article, "id"),
    "checklists": (Checklist, "id"),
    "writing": (Writing, "id"),
    "decisions": (Decision, "id"),
    "glossary": (GlossaryTerm, "id"),
    "exercises": (DrillGuide, "id"),
    "phrases": (Phrase, "id"),
}
"""Flat list files: name without ``.yml``, the model of an entry, and the field that names it."""

Path_ = tuple[str | int, ...]
"""Where a value stands in its file: keys and 0-based positions."""


@dataclass(frozen=True)
class Source:
    """A data file as read: its path for messages, and the line of every value."""

    file: str
    lines: Mapping[Path_, int]
    blocks: frozenset[Path_] = frozenset()

    def line(self, path: Path_ = (), offset: int = 0) -> int:
        """The 1-based line of the value at ``path``, or of the nearest value around it.

        ``offset`` counts lines into a ``|`` block; a quoted or plain text stands on one line.
        """
        if path in self.blocks:
            return self.lines[path] + 1 + offset
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True)
class Place:
    """Where an entry stands: its file and the path to it in the file."""

    source: Source
    path: Path_
    model: type[Entry]


@dataclass
class Loaded:
    """A playbook, as far as it could be read, with places and faults.

    ``known`` holds the ids of broken entries too, and ``broken`` the collections that have some; in those
    that are ``nameless`` an id is unreadable, so any reference may be right: a check across entries must not
    report what only follows from another fault.
    """

    root: Path
    playbook: Playbook
    places: dict[tuple[str, str], Place]
    findings: list[Finding]
    known: dict[str, set[str]]
    broken: set[str]
    nameless: set[str]
    pages: dict[str, str | None]
    """The pages below ``docs/``: file and text, None for one that is not UTF-8."""
    prose: tuple[tuple[str, int, str], ...]
    """The lines of the pages below ``docs/``: file, line number from 1, text."""


@dataclass
class _Reading:
    """What one run of :func:`load` gathers."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    nameless: set[str] = field(default_factory=set)

    def fault(self, code: str, file: str, line: int, reason: str, mend: str, *, entry="", name="", value="") -> None:
        self.findings.append(Finding(file, line, code, entry, name, shorten(value), reason, mend))


def load(root: Path) -> Loaded:
    """Read all data files below ``root``; faults are collected, none raises."""
    reading = _Reading(root)
    _unknown_files(reading)
    organization = _organization(reading)
    lists = {name: _entries(reading, name, model, key) for name, (model, key) in LISTS.items()}
    folders = {name: _folder(reading, name, model, called) for name, (model, called) in FOLDERS.items()}
    search = _search(reading)
    playbook = Playbook(organization=organization, search=search, triage=_triage(reading), **folders, **lists)
    pages = {_shown(reading, path): _text(reading, path) for path in sorted((root.parent / "docs").rglob("*.md"))}
    prose = tuple((file, number, line) for file, text in pages.items() for number, line in enumerate((text or "").splitlines(), 1))
    return Loaded(
        root, playbook, reading.places, reading.findings, reading.known, reading.broken, reading.nameless, pages, prose
    )


def _unknown_files(reading: _Reading) -> None:
    expected = {ORGANIZATION, SEARCH, TRIAGE, *(f"{name}.yml" for name in LISTS)}
    for path in sorted(reading.root.rglob("*")):
        inside = path.relative_to(reading.root)
        folder = inside.parent.as_posix()
        by_the_system = path.name.startswith(".") or path.name == "Thumbs.db"  # .DS_Store and the like
        is_entry = folder in FOLDERS and inside.suffix == ".yml"
        if path.is_dir() or is_entry or by_the_system or inside.as_posix() in expected:
            continue
        if folder in FOLDERS:
            reading.broken.add(folder)
            reading.known.setdefault(folder, set()).add(path.name.split(".")[0])
        reading.fault(
            "PB008",
            _shown(reading, path),
            1,
            "このファイルは読まれません。",
            "名前を確かめるか（拡張子は .yml です）、data の外へ移してください。",
        )


def _shown(reading: _Reading, path: Path) -> str:
    return path.relative_to(reading.root.parent).as_posix()


def _organization(reading: _Reading) -> Organization:
    read = _read(reading, reading.root / ORGANIZATION)
    if read:
        value, source = read
        organization = _validate(reading, Organization, value, source, (), "organization", "organization")
        if organization:
            reading.places["organization", "organization"] = Place(source, (), Organization)
            return organization
    reading.broken.add("organization")
    return Organization(values={}, legal_review=LegalReview())


def _search(reading: _Reading) -> Search:
    read = _read(reading, reading.root / SEARCH)
    if read:
        value, source = read
        search = _validate(reading, Search, value, source, (), "search", "search")
        if search:
            reading.places["search", "search"] = Place(source, (), Search)
            return search
    reading.broken.add("search")
    return Search(synonyms=(), acceptance=())


def _triage(reading: _Reading) -> Triage | None:
    read = _read(reading, reading.root / TRIAGE)
    triage = None
    if read:
        value, source = read
        triage = _validate(reading, Triage, value, source, (), "triage", "triage")
        reading.places["triage", "triage"] = Place(source, (), Triage)
    if triage is None:
        reading.broken.add("triage")
    return triage


def _entries(reading: _Reading, name: str, model: type[Entry], key: str) -> dict[str, Any]:
    reading.known[name] = set()
    read = _read(reading, reading.root / f"{name}.yml")
    if read is None:
        reading.broken.add(name)
        reading.nameless.add(name)
        return {}
    value, source = read
    if not isinstance(value, list):
        reading.broken.add(name)
        reading.nameless.add(name)
        reading.fault(
            "PB012",
            source.file,
            source.line(),
            f"このファイルは、{key} を持つ項目の一覧です。",
            "各項目を「- 」で始めてください。",
        )
        return {}
    entries: dict[str, Any] = {}
    for index, item in enumerate(value):
        entry = _validate(reading, model, item, source, (index,), name, _name_of(item, key, index))
        if entry is None:
            continue
        entry_id = getattr(entry, key)
        if entry_id in entries:
            reading.broken.add(name)
            first = reading.places[name, entry_id].source.line(reading.places[name, entry_id].path)
            reading.fault(
                "PB021",
                source.file,
                source.line((index, key)),
                f"「{entry_id}」は {first} 行目にもあります。",
                "どちらかの名前を変えるか、消してください。",
                entry=entry_id,
                name=title_of(model, (key,)),
                value=entry_id,
            )
            continue
        entries[entry_id] = entry
        reading.places[name, entry_id] = Place(source, (index,), model)
    return entries


def _name_of(item: Any, key: str, index: int) -> str:
    name = item.get(key) if isinstance(item, dict) else None
    return name if isinstance(name, str) and name else f"{index + 1} 番目"


def _folder(reading: _Reading, name: str, model: type[Entry], called: str) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    paths = sorted((reading.root / name).glob("*.yml"))
    reading.known.setdefault(name, set()).update(_id_of(path) for path in paths)
    if not paths:
        reading.broken.add(name)
        reading.nameless.add(name)
        reading.fault(
            "PB001",
            _shown(reading, reading.root / name),
            1,
            f"{called}が一つもありません。",
            "消したのなら、元に戻してください。",
        )
    numbers: dict[str, str] = {}
    for path in paths:
        read = _read(reading, path)
        entry = None
        if read:
            value, source = read
            entry = _validate(reading, model, value, source, (), name, _id_of(path))
        if entry is None:
            reading.broken.add(name)
            continue
        if entry.id != _id_of(path):
            reading.broken.add(name)
            reading.known[name].add(entry.id)  # what refers to it is right, or will be
            reading.fault(
                "PB020",
                source.file,
                source.line(("id",)),
                f"id「{entry.id}」がファイル名「{_id_of(path)}」と違います。",
                f"id を「{_id_of(path)}」にするか、ファイルの名前を変えてください。",
                entry=_id_of(path),
                name="id",
                value=entry.id,
            )
            continue
        if entry.number in numbers:
            reading.fault(
                "PB021",
                source.file,
                source.line(("id",)),
                f"番号 {entry.number} は {numbers[entry.number]} が使っています。",
                "空いている番号に変えてください。",
                entry=entry.id,
                name="id",
                value=entry.id,
            )
        numbers[entry.number] = entry.id
        entries[entry.id] = entry
        reading.places[name, entry.id] = Place(source, (), model)
    return entries


def _id_of(path: Path) -> str:
    """The id of the entry in a file of its own: its name, in small letters (L01-… is a table's)."""
    return path.stem.lower()


# --- one file -------------------------------------------------------------------------------------


def _read(reading: _Reading, path: Path) -> tuple[Any, Source] | None:
    """The value of a YAML file with its lines, or None after telling why not."""
    file = _shown(reading, path)
    if not path.is_file():
        reading.fault("PB001", file, 1, "ファイルがありません。", "消したのなら、元に戻してください。")
        return None
    text = _text(reading, path)
    if text is None:
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        reading.findings.append(_yaml_fault(file, text, error))
        return None
    if node is None:
        reading.fault("PB003", file, 1, "中身がありません。", "書きかけなら、ファイルごと消してください。")
        return None
    walk = _Walk(reading, file, text.splitlines())
    value = walk.value(node, ())
    if walk.refused:
        return None
    return value, Source(file, walk.lines, frozenset(walk.blocks))


def _text(reading: _Reading, path: Path) -> str | None:
    """The text of a file, or None after telling that it is not UTF-8."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        reading.fault("PB002", _shown(reading, path), line, "文字コードが UTF-8 ではありません。", "UTF-8 で保存し直してください。")
        return None


class _Loader(yaml.CBaseLoader):
    """Leaves out the guess of what kind of value a text is: the model says it, and tags are refused."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str:
        return ""


class _Walk:
    """Turns YAML nodes into plain values and notes where each stands."""

    def __init__(self, reading: _Reading, file: str, text_lines: list[str]) -> None:
        self.reading, self.file, self.text_lines = reading, file, text_lines
        self.lines: dict[Path_, int] = {}
        self.blocks: set[Path_] = set()
        self.seen: set[int] = set()
        self.suspect = any("&" in line or "!" in line for line in text_lines)  # it may hold an anchor or a tag
        self.refused = False

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if self.suspect:
            if id(node) in self.seen:
                return ""  # an alias: its anchor was refused
            self.seen.add(id(node))
            self._refuse_properties(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._mapping(node, path)

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> str:
        if node.style in ("|", ">"):
            self.blocks.add(path)
        if node.style:
            return node.value
        end = node.end_mark
        if node.value.startswith(("｜", "＞")):
            self._refuse("PB004", node, "「|」が全角です。本文とみなされます。", "半角の「|」に替え、文は次の行から、字下げして書いてください。")
        elif end.line > node.start_mark.line:
            self._refuse(
                "PB004", node, "2 行以上の文なのに、項目名の後ろに「|」がありません。改行が消えます。",
                "「項目名: |」と書き、文は次の行から、字下げして書いてください。1 行の文なら、1 行に収めてください。",
            )
        rest = self.text_lines[end.line][end.column :] if end.line < len(self.text_lines) else ""
        comment = rest.lstrip(" ")
        if comment.startswith("#") and comment[1:2].strip():
            self._refuse(
                "PB007",
                node,
                f"「 {comment}」が注釈とみなされ、消えています。",
                "文の一部なら、値の全体を \" で囲んでください。注釈なら「# 」と空白を入れてください。",
                line=end.line,
            )
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        repeated: list[yaml.Node] = []
        for key_node, value_node in node.value:
            key = key_node.value
            if self.suspect:
                self._refuse_properties(key_node)
            if not isinstance(key, str):
                self._refuse("PB004", key_node, "項目名が文ではありません。", "項目名を半角の英字で書いてください。")
            elif key.startswith("\u3000"):
                self._refuse("PB004", key_node, *_FULL_WIDTH_INDENT_MESSAGE)
            elif key in mapping:
                repeated.append(key_node)
            else:
                mapping[key] = self.value(value_node, (*path, key))
                self.lines[*path, key] = key_node.start_mark.line + 1
        self._refuse_repeated(repeated, path)
        return mapping

    def _refuse_repeated(self, nodes: list[yaml.Node], path: Path_) -> None:
        """Refuse fields that stand twice: several of them in an item of a list are a new item without its dash."""
        if len(nodes) > 1 and path and isinstance(path[-1], int):
            names = "、".join(f"「{node.value}」" for node in nodes)
            self._refuse(
                "PB006", nodes[0], f"{names}が、一つの項目に 2 回あります。",
                "新しい項目なら、その初めの行に「- 」を付けてください。", name=nodes[0].value,
            )
            return
        for node in nodes:
            self._refuse("PB006", node, f"項目「{node.value}」がこの組に 2 回あります。", "片方を消してください。", name=node.value)

    def _refuse_properties(self, node: yaml.Node) -> None:
        """Refuse an anchor or a tag: it stands before the value and would vanish without a word."""
        mark = node.start_mark
        line = self.text_lines[mark.line] if mark.line < len(self.text_lines) else ""
        if line.startswith(("&", "!"), mark.column):
            self._refuse("PB005", node, *_PROPERTY_MESSAGE)

    def _refuse(self, code: str, node: yaml.Node, reason: str, mend: str, *, name="", line: int | None = None) -> None:
        self.refused = True
        at = (node.start_mark.line if line is None else line) + 1
        self.reading.fault(code, self.file, at, reason, mend, name=name)


_PROPERTY_MESSAGE = (
    "「*」「&」「!」で始まる値は、文と読まれません。",
    "「*」「&」「!」で始まる文は、全体を \" で囲んでください。",
)
_FULL_WIDTH_INDENT_MESSAGE = ("字下げに全角の空白があります。", "半角の空白に替えてください。")
_FULL_WIDTH_COLON_MESSAGE = ("項目名の後ろのコロンが全角です。", "半角の「: 」（コロンと空白）に替えてください。")
_CLOSE_COLON_MESSAGE = ("項目名の後ろのコロンに、空白が続いていません。", "半角の「: 」（コロンと空白）に替えてください。")
_OPEN_QUOTE_MESSAGE = ("\" や ' で始まった文が閉じていません。", "文の終わりに同じ引用符を書いてください。")

_KEY = r" *(?:- )?(?:[a-z_]+|自社_[^\s:：]+)"
_FULL_WIDTH_COLON = re.compile(rf"{_KEY}：")
_CLOSE_COLON = re.compile(rf"{_KEY}:[^\s/]")
_FULL_WIDTH_INDENT = re.compile(r"\u3000| +\u3000\s*(?:- |[a-z_]+:)")
_OPEN_QUOTE = re.compile(r"\s*(?:- +)*(?:[^\s:\"']+: +|- +)(?:\"(?:[^\"\\]|\\.)*|'[^']*)$")
"""Lines at fault that the parser takes as they are, to stumble over a later one."""

YAML_MESSAGES: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "PB004",
        "文の中に「: 」（半角コロンと空白）があるか、字下げがずれています。",
        "文なら全体を \" で囲むか、全角の「：」にしてください。",
    ),
    (
        "alias",
        "PB005",
        *_PROPERTY_MESSAGE,
    ),
    (
        "scanning an anchor",
        "PB005",
        *_PROPERTY_MESSAGE,
    ),
    (
        "a tag",
        "PB005",
        *_PROPERTY_MESSAGE,
    ),
    (
        "scanning a quoted scalar",
        "PB004",
        *_OPEN_QUOTE_MESSAGE,
    ),
    (
        "found unknown escape character",
        "PB004",
        "\" で囲んだ文の中に「\\」があります。",
        "「\\」を「\\\\」と書くか、\" の代わりに ' で囲んでください。",
    ),
    (
        "expected comment or line break",
        "PB004",
        "「|」や「>」と同じ行に文があります。",
        "文は次の行から、字下げして書いてください。",
    ),
    (
        "entries are not allowed",
        "PB004",
        "「項目名: 」と同じ行に「- 」があります。",
        "一覧は次の行から書き、「- 」で始まる文は全体を \" で囲んでください。",
    ),
    (
        "keys are not allowed",
        "PB004",
        "「? 」で始まる文は、YAML の書き方とみなされます。",
        "全体を \" で囲んでください。",
    ),
    (
        "directive",
        "PB004",
        "「%」で始まる行は、YAML の指示とみなされます。",
        "文なら全体を \" で囲んでください。",
    ),
    (
        "characters are not allowed",
        "PB004",
        "目に見えない制御文字が混じっています。",
        "この行を打ち直してください。",
    ),
    (
        "found character that cannot start any token",
        "PB004",
        "字下げにタブがあるか、値が使えない記号（@ ` % など）で始まっています。",
        "字下げは半角の空白にし、記号で始まる文は \" で囲んでください。",
    ),
    (
        "found a tab character",
        "PB004",
        "字下げにタブがあります。",
        "半角の空白に替えてください。",
    ),
    (
        "could not find expected ':'",
        "PB004",
        "項目名の後ろに半角の「: 」（コロンと空白）がないか、本文の字下げが足りません。",
        "項目名なら「: 」を付け、本文なら上の行にそろえて字下げしてください。",
    ),
    (
        "expected ',' or",
        "PB004",
        "「[」「{」で始まる値が閉じていません。",
        "一覧なら閉じ、文なら全体を \" で囲んでください。",
    ),
    (
        "expected a single document",
        "PB004",
        "「---」で区切られた二つ目の文書があります。",
        "ファイルを分けてください。",
    ),
    (
        "did not find expected",
        "PB004",
        "前の行と字下げがそろっていないか、引用符や括弧の後ろに余分な文字があります。",
        "同じ組の項目は同じ数の半角空白で始め、「[」や引用符で始まる文は全体を \" で囲んでください。",
    ),
)


def _yaml_fault(file: str, text: str, error: yaml.YAMLError) -> Finding:
    problem = str(getattr(error, "problem", None) or error)
    told = f"{getattr(error, 'context', None)}: {problem}"
    for needle, code, reason, mend in YAML_MESSAGES:
        if needle in told:
            break
    else:
        code, reason, mend = "PB004", f"YAML として読めません（{problem}）。", "この行の前後の書き方を見直してください。"
    lines = text.splitlines()
    line = _yaml_line(text, error, needle)
    for number in range(min(line, len(lines)), 0, -1):
        if _FULL_WIDTH_INDENT.match(lines[number - 1]):
            line, (reason, mend) = number, _FULL_WIDTH_INDENT_MESSAGE
            break
        if number >= line - 1 and _FULL_WIDTH_COLON.match(lines[number - 1]):
            line, (reason, mend) = number, _FULL_WIDTH_COLON_MESSAGE
            break
        if number >= line - 1 and _CLOSE_COLON.match(lines[number - 1]):
            line, (reason, mend) = number, _CLOSE_COLON_MESSAGE
            break
        if needle == "did not find expected" and number < line and _OPEN_QUOTE.match(lines[number - 1]):
            line, (reason, mend) = number, _OPEN_QUOTE_MESSAGE
            break
    value = lines[line - 1].strip() if line <= len(lines) else ""
    return Finding(file, line, code, "", "", shorten(value), reason, mend)


_BEGUN_EARLIER = {"scanning a quoted scalar", "could not find expected ':'", "expected ',' or"}
"""Needles of faults that are found at the end of what lacks its end: the line to mend is where it begins."""


def _yaml_line(text: str, error: yaml.YAMLError, needle: str) -> int:
    if isinstance(error, yaml.reader.ReaderError):
        return text.encode()[: error.position].count(b"\n") + 1
    mark = error.context_mark if needle in _BEGUN_EARLIER else error.problem_mark
    return mark.line + 1 if mark else 1


# --- the model --------------------------------------------------------------------------------------

_TYPE_CODES: dict[str, str] = {
    "missing": "PB011",
    "extra_forbidden": "PB010",
    "string_type": "PB012",
    "tuple_type": "PB012",
    "dict_type": "PB012",
    "model_type": "PB012",
    "model_attributes_type": "PB012",
    "enum": "PB013",
    "date_type": "PB012",
    "date_parsing": "PB014",
    "date_from_datetime_parsing": "PB014",
    "date_from_datetime_inexact": "PB014",
    "moment_parsing": "PB014",
    "int_parsing": "PB014",
    "int_parsing_size": "PB014",
    "int_type": "PB012",
    "bool_parsing": "PB014",
    "bool_type": "PB012",
    "greater_than_equal": "PB014",
    "string_pattern_mismatch": "PB015",
    "string_too_short": "PB016",
    "too_short": "PB016",
    "wrong_together": "PB017",
    "repeated_id": "PB017",
    "string_too_long": "PB018",
    "greater_than": "PB014",
    "bad_pattern": "PB019",
}
"""Pydantic's error types, by the number we give them."""


def _validate(
    reading: _Reading, model: type[Entry], value: Any, source: Source, base: Path_, collection: str, entry: str
) -> Any:
    """``value`` as a ``model``, or None after telling every fault."""
    reading.known.setdefault(collection, set()).add(entry)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        reading.broken.add(collection)
        details = error.errors(include_url=False)
        name = (LISTS[collection][1],) if collection in LISTS else None
        if not isinstance(value, dict) or name in (detail["loc"] for detail in details):
            reading.nameless.add(collection)
        for detail in details:
            if _only_follows(detail, details):
                continue
            reading.findings.append(_shape_fault(model, detail, source, base, entry))
        return None


def _only_follows(detail: Any, details: list[Any]) -> bool:
    """Whether ``detail`` repeats another: a misspelt field is missing too, a list of broken items is too short."""
    path = detail["loc"]
    others = [(other["loc"], other["type"]) for other in details if other is not detail]
    if detail["type"] == "missing":
        misspelt = [loc[-1] for loc, kind in others if kind == "extra_forbidden" and loc[:-1] == path[:-1]]
        return any(str(name).startswith(f"{path[-1]}:") or nearest(str(name), [str(path[-1])]) for name in misspelt)
    return detail["type"] == "too_short" and any(loc[: len(path)] == path for loc, _ in others)


def _shape_fault(model: type[Entry], detail: Any, source: Source, base: Path_, entry: str) -> Finding:
    path: Path_ = tuple(detail["loc"])
    code = _TYPE_CODES[detail["type"]]
    if detail["type"] == "repeated_id":
        context = detail["ctx"]
        first = source.line((*base, *path, *context["first"]))
        path = (*path, *context["again"])
        reason, mend = f"id「{context['id']}」は {first} 行目にもあります。", "どちらかを、ほかの id に変えてください。"
    else:
        reason, mend = _shape_message(model, path, detail)
    value = detail["input"] if isinstance(detail["input"], str) else ""
    place = path[:-1] if detail["type"] == "missing" else path
    return Finding(
        source.file, source.line((*base, *place)), code, entry, title_of(model, path), shorten(value), reason, mend
    )


def _shape_message(model: type[Entry], path: Path_, detail: Any) -> tuple[str, str]:
    """Reason and mend, in Japanese, for one of pydantic's errors."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return f"必要な項目「{path[-1]}」がありません。", f"「{path[-1]}: …」の行を加えてください。"
        case "extra_forbidden":
            key = str(path[-1])
            name, colon, rest = key.partition(":")
            if colon and rest:
                return "項目名の後ろのコロンに、空白が続いていません。", f"「{name}: {rest}」と書いてください。"
            if re.fullmatch(r"\d{3}", key):
                return f"数の途中の「,」で切れ、「{key}」という項目とみなされました。", "1000 のように、区切りの「,」を付けずに書いてください。"
            return f"「{key}」という項目はありません。", _spelling(key, list(_fields(_descend(model, path[:-1])[1])))
        case "string_type":
            return "ここには文を書きます。", "一覧や項目の組でなく、文にしてください。"
        case "tuple_type":
            return "ここには一覧を書きます。", "各行を「- 」で始めるか、[ と ] で囲んでください。"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "ここには「項目名: 値」の組を書きます。", "字下げと「- 」の付け方を見直してください。"
        case "enum":
            return _choice(model, path, str(detail["input"]), context["expected"])
        case "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact" | "date_type":
            return "日付として読めません。", "2026-11-22 の形で書いてください。"
        case "moment_parsing":
            return "日時として読めません。", "2026-11-24 09:40 の形で書いてください。"
        case "int_parsing" | "int_parsing_size" | "int_type":
            return "数として読めません。", "半角の数字だけを書いてください（1000 のように、区切りの「,」も付けません）。"
        case "bool_parsing" | "bool_type":
            return "はい・いいえとして読めません。", "true か false を書いてください。"
        case "string_pattern_mismatch":
            if mend := next((mend for start, mend in _ID_FORMATS.items() if context["pattern"].startswith(start)), None):
                return "この項目の書式に合いません。", mend
            return "この項目の書式に合いません。", _FORMATS[next((str(part) for part in reversed(path) if part in _FORMATS), "id")]
        case "string_too_short" | "too_short":
            least = context["min_length"]
            if least > 1:
                return f"{least} つ以上必要です。", "足してください。"
            if isinstance(path[-1], int):
                return "空です。", "書くか、この行を消してください。"
            field = _fields(_descend(model, path[:-1])[1] or model).get(path[-1])
            needed = field is not None and field.is_required()
            return "空です。", "必ず要る項目です。書いてください。" if needed else "書くか、項目ごと消してください。"
        case "string_too_long":
            return f"{context['max_length']} 字を超えています。", "短くしてください。"
        case "greater_than" | "greater_than_equal":
            return f"{context.get('ge', 1)} 以上の数を書きます。", "直してください。"
        case "bad_pattern":
            at = re.search(r"position (\d+)", context["error"])
            where = f"（{int(at[1]) + 1} 文字目のあたり）" if at else ""
            return f"型（探す言い方の書き方）として読めません{where}。", "括弧の閉じ忘れと「\\」を見てください。"
        case _:
            return f"{detail['msg']}。", "この組の項目を見直してください。"


FEW = 8
"""So many values of a vocabulary can be explained in one line."""
SLIP = 0.75
"""How like a value must be to be taken for another one. One that begins otherwise means otherwise: not_counted, unknown."""


def _choice(model: type[Entry], path: Path_, written: str, expected: str) -> tuple[str, str]:
    """Reason and mend for a value that a vocabulary does not have. Only a slip is taken for another value."""
    term = _term(model, path)
    values = [one.value for one in term] if term else [item.strip(" '") for item in expected.replace(" or ", ", ").split(",")]
    meant = nearest(written.lower(), [value for value in values if value[:1] == written[:1].lower()], SLIP)
    explained = term and (meant is None or len(values) <= FEW)
    shown = "、".join(f"{one.value}（{one.label}）" for one in term) if explained else "、".join(values) + " "
    mend = f"「{meant}」の書き誤りではありませんか。" if meant else "この中から選んで書いてください。"
    if labelled := next((one.value for one in term or () if one.label == written), None):
        mend = f"「{labelled}」と書いてください。"
    return f"選べる値は {shown}です。", mend


def _term(model: type[Entry], path: Path_) -> type[Term] | None:
    """The vocabulary of the value at ``path``."""
    keys = [at for at, key in enumerate(path) if isinstance(key, str)]
    for at in reversed(keys):
        parent = _descend(model, path[:at])[1]
        if parent and (info := _fields(parent).get(path[at])):
            return _inner(info.annotation, Term)
    return None


_PAGE_FORMAT = "faq や law/index#l03-deadlines のように、ページの名前（と、# に続けて見出しの id）を書いてください。"
_ID_FORMATS = {
    "^a(": "条の id は「a-」で始め、半角の英小文字と数字を - でつないでください（例：a-report）。",
    "^[0-9]{2": "テンプレートの id は 2 桁の番号で始め、半角の英小文字と数字を - でつないでください（例：01-first-notice）。",
    "^l[0-9]": "表の id は l と 2 桁の番号で始め、半角の英小文字と数字を - でつないでください（例：l03-deadlines）。",
    "^s[0-9]": "訓練の id は s と番号で始め、半角の英小文字と数字を - でつないでください（例：s1-stopped-morning）。",
}
"""How ids that begin with a letter or number of their own are written, by the start of their pattern."""
_FORMATS = {
    "id": "半角の英小文字と数字を - でつないでください（例：01-first-notice）。",
    "name": "空白と括弧は使えません。",
    "lang": "ja か en を書いてください。",
    "url": "https:// か http:// で始まる、空白のない文字を書いてください。",
    "number": "L01 の形で書いてください。",
    "first": _PAGE_FORMAT,
    "equal": _PAGE_FORMAT,
    "among": _PAGE_FORMAT,
    "keywords": _PAGE_FORMAT,
    "reading": "ひらがなだけで書いてください。",
    "term": "空白、括弧、記号の入らない 2 字以上の言葉にしてください。",
}


def _spelling(word: str, candidates: list[str]) -> str:
    if "\u3000" in word:
        return "全角の空白が入っています。半角にしてください。"
    if meant := nearest(word, candidates):
        return f"「{meant}」の書き誤りではありませんか。"
    return f"使えるのは {'、'.join(candidates)} です。" if len(candidates) < 12 else "つづりを確かめるか、消してください。"


def meant_or(word: str, candidates: Iterable[str], otherwise: str) -> str:
    """The mend of a name that does not exist: the nearest one that does, else ``otherwise``."""
    meant = nearest(word, candidates)
    return f"「{meant}」の書き誤りではありませんか。" if meant else otherwise


def nearest(word: str, candidates: Iterable[str], likeness: float = 0.6) -> str | None:
    """The candidate that is most like ``word``, if one is like it enough (0 to 1, as ``difflib`` measures)."""
    return next(iter(difflib.get_close_matches(word, list(candidates), 1, likeness)), None)


def _descend(model: type[Entry], path: Path_) -> tuple[list[str], type[BaseModel] | None]:
    """``path`` in words (「本文3」「選択肢2」「文」), and the model it ends in."""
    words: list[str] = []
    current: type[BaseModel] | None = model
    for key in path:
        if isinstance(key, int):
            if words:
                words[-1] += str(key + 1)
            continue
        info = _fields(current).get(key) if current else None
        words.append(info.title if info and info.title else key)
        current = _inner(info.annotation, BaseModel) if info else None
    return words, current


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of ``model``, by the names that the data has for them."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _inner(annotation: Any, kind: type) -> Any:
    """The first subclass of ``kind`` in ``annotation``, or None."""
    if isinstance(annotation, type) and issubclass(annotation, kind):
        return annotation
    return next(filter(None, (_inner(part, kind) for part in getattr(annotation, "__args__", ()))), None)


def title_of(model: type[Entry], path: Path_) -> str:
    """``path`` into an entry in words, as people see it: 本文3・選択肢2・文."""
    return "・".join(_descend(model, path)[0])
