"""Regular expressions that Python's ``re`` and JavaScript's ``RegExp`` (flag u) read alike, and that stay fast.

The subset: literals, ``.``, classes, groups, lookarounds, ``^ $ | * + ? {m,n}`` and lazy quantifiers. Not in
it: ``\\s \\w \\d \\b`` (each engine has its own idea of them), flags, named groups and back references.
"""

from collections.abc import Iterator
from dataclasses import dataclass

ESCAPABLE = set("^$\\.*+?()[]{}|/")
CLASS_ESCAPABLE = ESCAPABLE | {"-"}
WORK_LIMIT = 5000
"""How many ways through a pattern one starting place may have."""


class PatternFault(ValueError):
    """What is wrong, in Japanese, and at which character."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(f"{at + 1} 文字目：{reason}")


@dataclass(frozen=True)
class Node:
    """A piece of a pattern, as far as its cost goes."""

    nullable: bool = False
    unbounded: bool = False
    opens: bool = False  # it can begin with an unbounded quantifier
    closes: bool = False  # it can end with one
    work: int = 1
    around: bool = False  # a lookaround: tried once where it stands


@dataclass
class _Reader:
    text: str
    at: int = 0
    heavy: str | None = None

    def peek(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def take(self) -> str:
        if self.at >= len(self.text):
            raise PatternFault(self.at, "途中で終わっています")
        self.at += 1
        return self.text[self.at - 1]

    def fault(self, reason: str) -> PatternFault:
        return PatternFault(self.at, reason)

    def blame(self, reason: str) -> None:
        self.heavy = self.heavy or f"{self.at} 文字目まで：{reason}"


def fault_of(pattern: str) -> str | None:
    """Why the two engines may read ``pattern`` differently, or None."""
    try:
        _read(pattern)
    except PatternFault as fault:
        return str(fault)
    return None


def heaviness(pattern: str) -> str | None:
    """Why ``pattern`` may take long on hostile text, or None. It must be in the subset."""
    return _read(pattern).heavy


def _read(pattern: str) -> _Reader:
    reader = _Reader(pattern)
    node = _alternatives(reader)
    if reader.at < len(pattern):
        raise reader.fault("「)」が余っています")
    if node.nullable:
        reader.blame("空の文字列に当たります")
    if node.work > WORK_LIMIT:
        reader.blame(f"読み方が {node.work} 通りあります（{WORK_LIMIT} 通りまで）")
    return reader


def _alternatives(reader: _Reader) -> Node:
    nodes = [_sequence(reader)]
    while reader.peek() == "|":
        reader.take()
        nodes.append(_sequence(reader))
    return Node(
        any(node.nullable for node in nodes),
        any(node.unbounded for node in nodes),
        any(node.opens for node in nodes),
        any(node.closes for node in nodes),
        max(node.work for node in nodes),
    )


def _sequence(reader: _Reader) -> Node:
    nodes = list(_items(reader))
    work, aside, trailing = 1, 0, False
    for node in nodes:
        if trailing and node.opens:
            reader.blame("上限のない繰り返しが隣り合っています")
        trailing = node.closes or (trailing and node.nullable)
        if node.around:
            aside += work * node.work
        else:
            work *= node.work
    leading = False
    for node in nodes:
        leading = leading or node.opens
        if not node.nullable:
            break
    return Node(
        all(node.nullable for node in nodes), any(node.unbounded for node in nodes), leading, trailing, work + aside
    )


def _items(reader: _Reader) -> Iterator[Node]:
    while reader.peek() and reader.peek() not in "|)":
        yield _quantified(reader, _atom(reader))


def _atom(reader: _Reader) -> Node:
    character = reader.take()
    match character:
        case "(":
            return _group(reader)
        case "[":
            _class(reader)
        case "\\":
            _escape(reader, ESCAPABLE)
        case "^" | "$":
            return Node(nullable=True)
        case "*" | "+" | "?" | "{" | "}" | "]":
            reader.at -= 1
            raise reader.fault(f"「{character}」は、前に \\ を付けて書きます")
    return Node()


def _group(reader: _Reader) -> Node:
    around = False
    if reader.peek() == "?":
        opening = next((mark for mark in ("?:", "?=", "?!", "?<=", "?<!") if reader.text.startswith(mark, reader.at)), "")
        if not opening:
            raise reader.fault("使える括弧は (…) (?:…) (?=…) (?!…) (?<=…) (?<!…) だけです")
        reader.at += len(opening)
        around = opening != "?:"
    node = _alternatives(reader)
    if reader.peek() != ")":
        raise reader.fault("「(」が閉じていません")
    reader.take()
    if not around:
        return node
    if node.unbounded:
        reader.blame("先読みや後読みの中に、上限のない繰り返しがあります")
    return Node(nullable=True, work=node.work, around=True)


def _class(reader: _Reader) -> None:
    if reader.peek() == "^":
        reader.take()
    if reader.peek() == "]":
        raise reader.fault("空の [] は使えません")
    while (character := reader.take()) != "]":
        if character == "\\":
            _escape(reader, CLASS_ESCAPABLE)
        elif character == "[":
            raise reader.fault("[ ] の中の「[」は、前に \\ を付けて書きます")
        elif character in "-&|~" and reader.peek() == character:
            raise reader.fault(f"[ ] の中で「{character}」を続けて書けません")


def _escape(reader: _Reader, allowed: set[str]) -> None:
    character = reader.take()
    if character == "u" and len(digits := reader.peek(4)) == 4 and all(c in "0123456789abcdefABCDEF" for c in digits):
        reader.at += 4
    elif character not in allowed | {"n", "t"}:
        raise reader.fault(f"「\\{character}」は、Python と JavaScript で働きが違うので使えません")


def _quantified(reader: _Reader, node: Node) -> Node:
    least, most = _quantifier(reader)
    if (least, most) == (1, 1):
        return node
    if reader.peek() in ("*", "+") or (reader.peek() == "{"):
        raise reader.fault("繰り返しを重ねて書けません")
    if reader.peek() == "?":
        reader.take()
    if most is None:
        if node.unbounded:
            reader.blame("上限のない繰り返しが入れ子になっています")
        return Node(least == 0 or node.nullable, True, True, True, node.work)
    if node.unbounded and most > 1:
        reader.blame("上限のない繰り返しを、さらに繰り返しています")
    work = node.work if most == 1 else max(node.work, 1) * (most - least + 1)
    return Node(least == 0 or node.nullable, node.unbounded, node.opens, node.closes, work + (least == 0 and most == 1))


def _quantifier(reader: _Reader) -> tuple[int, int | None]:
    match reader.peek():
        case "*":
            reader.take()
            return 0, None
        case "+":
            reader.take()
            return 1, None
        case "?":
            reader.take()
            return 0, 1
        case "{":
            end = reader.text.find("}", reader.at)
            least, comma, most = reader.text[reader.at + 1 : end].partition(",")
            if end < 0 or not least.isdecimal() or (comma and most and not most.isdecimal()):
                raise reader.fault("「{」は、{2,5} の形で書くか、前に \\ を付けます")
            reader.at = end + 1
            if not comma:
                return int(least), int(least)
            return int(least), int(most) if most else None
    return 1, 1
