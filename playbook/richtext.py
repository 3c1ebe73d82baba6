"""The HTML of the site as plain values, for paper: what the renderer and Markdown made, without tags or classes.

A text is a list of runs. A run is a string, or a list that begins with its kind::

    ["mark", "((名前))"]  ["filled", "値"]  ["nature", "■法令"]  ["todo", "△要確認"]  ["strong", "文"]
    ["link", "文", "law/index.html#l01"]  ["ref", "30日以内", "law/sources.html#rule-…"]  ["words", "文"]  ["break"]

A ``ref`` is a rule or an article as part of a sentence; a ``link`` sends the reader elsewhere;
``words`` are neither, and are read as they stand.

A block is a mapping with ``kind``: ``heading`` (level, id, text), ``par``, ``mail``, ``list`` (ordered, items: lists
of blocks), ``table`` (head, rows of cells), or the value of an element's ``data-paper``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import join, normpath
from typing import Any

Run = str | list[str]
Runs = list[Run]
Block = dict[str, Any]

_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_UNSEEN = frozenset({"button", "input", "script", "style", "template"})
_BLOCKS = frozenset({"div", "section", "article", "p", "ul", "ol", "table", "pre", "h1", "h2", "h3", "h4", "h5", "details"})
_KINDS = {"placeholder": "mark", "filled": "filled", "nature": "nature", "tag--todo": "todo"}
_STRONG = frozenset({"b", "dfn", "em", "strong"})


@dataclass
class Element:
    """An element of HTML: ``nodes`` are texts and elements."""

    tag: str
    attributes: dict[str, str]
    nodes: list["str | Element"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def text(self) -> str:
        """All of its text."""
        return "".join(node if isinstance(node, str) else node.text() for node in self.nodes)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("root", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].nodes.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].nodes.append(data)


def read(html: str) -> Element:
    """``html`` as a tree under one root."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def runs(html: str, *, lines: bool = False) -> Runs:
    """Inline HTML as runs. ``lines``: its line feeds are breaks, as in a mail; else they are nothing."""
    return _runs(read(html), lines)


def _runs(element: Element, lines: bool = False, page: str = "") -> Runs:
    found: Runs = []

    def add(run: Run) -> None:
        if isinstance(run, str) and found and isinstance(found[-1], str):
            found[-1] += run
        elif run:
            found.append(run)

    def walk(node: str | Element, style: str | None) -> None:
        if isinstance(node, str):
            for at, line in enumerate(node.split("\n") if lines else [_joined(node)]):
                if at:
                    add(["break"])
                if line:
                    add([style, line] if style else line)
            return
        if node.tag in _UNSEEN:
            return
        if node.tag == "br":
            add(["break"])
            return
        kind = next((_KINDS[name] for name in node.classes if name in _KINDS), None)
        if kind:
            add([kind, node.text()])
            return
        if node.tag == "a" and (href := node.attributes.get("href")):
            add(["ref" if style == "ref" or "article-ref" in node.classes else "link", node.text(), target(href, page)])
            return
        inner = "ref" if "rule-ref" in node.classes else "strong" if node.tag in _STRONG else style
        for child in node.nodes:
            walk(child, inner)

    for child in element.nodes:
        walk(child, None)
    while found and found[-1] == ["break"]:
        found.pop()
    return found


def _joined(text: str) -> str:
    """``text`` as a browser shows it: a line feed between Japanese letters is nothing, else a blank."""
    return re.sub(r"(?<=[!-~]) *\n *(?=[!-~])", " ", text).replace("\n", "")


def target(href: str, page: str = "") -> str:
    """Where ``href`` on ``page`` leads, seen from the root of the site: the name that paper has for it."""
    if re.match(r"[a-z]+:", href):
        return href
    path, _, anchor = href.partition("#")
    path = normpath(join(page.rpartition("/")[0], path)) if path else page
    path = re.sub(r"\.md$", ".html", path)
    return f"{path}#{anchor}" if anchor else path


def blocks(html: str, page: str = "", special: Callable[[str], Block] | None = None) -> list[Block]:
    """HTML of ``page`` as blocks; ``special`` gives the block of an element with ``data-paper``."""
    return _blocks(read(html), page, special or (lambda name: {"kind": name}))


def _blocks(element: Element, page: str, special: Callable[[str], Block]) -> list[Block]:
    found: list[Block] = []
    loose = Element("p", {})

    def settle() -> None:
        text = _runs(loose, page=page)
        if any(not isinstance(run, str) or run.strip() for run in text):
            found.append({"kind": "par", "text": text})
        loose.nodes.clear()

    for node in element.nodes:
        if isinstance(node, str) or node.tag not in _BLOCKS:
            loose.nodes.append(node)
            continue
        settle()
        if name := node.attributes.get("data-paper"):
            found.append(special(name))
        elif re.fullmatch(r"h[1-5]", node.tag):
            id = node.attributes.get("id", "")
            found.append({"kind": "heading", "level": int(node.tag[1]), "id": f"{page}#{id}", "text": _runs(node, page=page)})
        elif node.tag == "pre":
            found.append({"kind": "mail", "text": _runs(node, True)})
        elif node.tag in ("ul", "ol"):
            items = [_blocks(child, page, special) for child in node.nodes if isinstance(child, Element)]
            found.append({"kind": "list", "ordered": node.tag == "ol", "items": items})
        elif node.tag == "table":
            found.append(_table(node, page))
        else:
            found.extend(_blocks(node, page, special))
    settle()
    return found


def _table(table: Element, page: str) -> Block:
    lines = [
        [_runs(cell, page=page) for cell in row.nodes if isinstance(cell, Element) and cell.tag in ("th", "td")]
        for row in _within(table, "tr")
    ]
    return {"kind": "table", "head": lines[0], "rows": lines[1:]}


def _within(element: Element, tag: str) -> list[Element]:
    found = []
    for node in element.nodes:
        if isinstance(node, Element):
            found += [node] if node.tag == tag else _within(node, tag)
    return found
