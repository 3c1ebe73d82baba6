"""Regular expressions that Python's ``re`` and JavaScript's ``RegExp`` (flag u) read alike, and that stay fast.

The subset: literals, ``.``, classes, groups, lookarounds, ``^ $ | * + ? {m,n}`` and lazy quantifiers. Not in
it: ``\\s \\w \\d \\b`` (each engine has its own idea of them), flags, named groups and back references.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

ESCAPABLE = set("^$\\.*+?()[]{}|/")
CLASS_ESCAPABLE = ESCAPABLE | {"-"}
WORK_LIMIT = 5000
"""How many ways through a pattern one starting place may have."""
WORDS_LIMIT = 400
"""How many words :func:`words_of` may name; more would not be quicker than the pattern itself."""
CLASS_LIMIT = 24
"""How many characters of a class are taken as words."""


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
    words: frozenset[str] | None = None  # every match has one of them; None: nothing is known
    letter: str = ""  # the one character that it is
    single: bool = False  # one character of some kind


@dataclass
class _Reader:
    text: str
    at: int = 0
    heavy: str | None = None
    node: Node = Node()

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


def words_of(pattern: str) -> frozenset[str] | None:
    """Words of which every match of ``pattern`` has at least one, or None when no such words are known.

    A text without any of them need not be searched: that is what keeps the Python engine quick.
    """
    words = _read(pattern).node.words
    return words if words and len(words) <= WORDS_LIMIT else None


@cache
def _read(pattern: str) -> _Reader:
    reader = _Reader(pattern)
    node = reader.node = _alternatives(reader)
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
        words=_union([node.words for node in nodes]),
        letter=nodes[0].letter if len(nodes) == 1 else "",
    )


def _union(choices: list[frozenset[str] | None]) -> frozenset[str] | None:
    return frozenset().union(*choices) if all(choices) else None  # type: ignore[arg-type]


def _best(nodes: list[Node]) -> frozenset[str] | None:
    """The words of a sequence that say most: the longest, then the fewest."""
    choices, letters = [], ""
    for node in [*nodes, Node()]:
        if node.letter:
            letters += node.letter
            continue
        if letters and not node.around:
            choices.append(frozenset({letters}))
            letters = ""
        if node.words:
            choices.append(node.words)
    return max(choices, key=lambda words: (min(map(len, words)), -len(words)), default=None)


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
        all(node.nullable for node in nodes),
        any(node.unbounded for node in nodes),
        leading,
        trailing,
        work + aside,
        words=_best(nodes),
        letter=nodes[0].letter if len(nodes) == 1 else "",
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
            return Node(words=_class(reader), single=True)
        case "\\":
            return _letter(_escape(reader, ESCAPABLE))
        case ".":
            return Node(single=True)
        case "^" | "$":
            return Node(nullable=True)
        case "*" | "+" | "?" | "{" | "}" | "]":
            reader.at -= 1
            raise reader.fault(f"「{character}」は、前に \\ を付けて書きます")
    return _letter(character)


def _letter(character: str) -> Node:
    return Node(words=frozenset({character}), letter=character, single=True)


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


def _class(reader: _Reader) -> frozenset[str] | None:
    """The characters of a class, as far as they are few and named one by one."""
    negated = reader.peek() == "^"
    if negated:
        reader.take()
    if reader.peek() == "]":
        raise reader.fault("空の [] は使えません")
    letters: set[str] = set()
    ranged = False
    while (character := reader.take()) != "]":
        ranged = ranged or (character == "-" and bool(letters) and reader.peek() != "]")
        if character == "\\":
            letters.add(_escape(reader, CLASS_ESCAPABLE))
        elif character == "[":
            raise reader.fault("[ ] の中の「[」は、前に \\ を付けて書きます")
        elif character in "-&|~" and reader.peek() == character:
            raise reader.fault(f"[ ] の中で「{character}」を続けて書けません")
        else:
            letters.add(character)
    return None if negated or ranged or len(letters) > CLASS_LIMIT else frozenset(letters)


def _escape(reader: _Reader, allowed: set[str]) -> str:
    character = reader.take()
    if character == "u" and len(digits := reader.peek(4)) == 4 and all(c in "0123456789abcdefABCDEF" for c in digits):
        reader.at += 4
        return chr(int(digits, 16))
    if character not in allowed | {"n", "t"}:
        raise reader.fault(f"「\\{character}」は、Python と JavaScript で働きが違うので使えません")
    return {"n": "\n", "t": "\t"}.get(character, character)


def _quantified(reader: _Reader, node: Node) -> Node:
    least, most = _quantifier(reader)
    if (least, most) == (1, 1):
        return node
    if reader.peek() in ("*", "+") or (reader.peek() == "{"):
        raise reader.fault("繰り返しを重ねて書けません")
    if reader.peek() == "?":
        reader.take()
    words = node.words if least else None
    if most is None:
        if node.unbounded:
            reader.blame("上限のない繰り返しが入れ子になっています")
        elif not node.single:
            reader.blame("括弧でまとめたものを、上限なく繰り返しています")
        return Node(least == 0 or node.nullable, True, True, True, node.work, words=words)
    if node.unbounded and most > 1:
        reader.blame("上限のない繰り返しを、さらに繰り返しています")
    work = node.work if most == 1 else max(node.work, 1) * (most - least + 1)
    return Node(
        least == 0 or node.nullable, node.unbounded, node.opens, node.closes, work + (least == 0 and most == 1), words=words
    )


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
