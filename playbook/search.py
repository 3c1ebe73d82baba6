"""What readers can search: the sections of the built pages, with the keywords and synonyms of the data.

Reads HTML, knows no engine. ``docs/assets/javascripts/search.js`` folds, matches and ranks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from playbook.memo import Memo, made_by
from playbook.model import Playbook
from playbook.packing import Packed, pack

_MADE_BY = made_by(__file__)
UNSEARCHED_CLASSES = frozenset(
    {"unsearched", "nature", "related", "users", "law-contents", "notice-instead", "grid", "by-number", "mail-label"}
)
"""Signs, and lists that only lead elsewhere. ``.unsearched`` on a heading leaves out its section too."""
COMMON_PAGES = 4
"""A block of text that stands on more pages than these tells nothing about any of them."""
ALL_BYTES = 255_000
"""How large headings and texts are together when packed: 160 kB of search data, as a server sends it, must do."""
LEADS = (80, 120, 160, 220, 300, 400, 500, 700, 1000, 10_000)
"""How much of a section is kept as it is, for phrases and for the lines shown; of the rest, the words alone."""
_WORD = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z0-9][A-Za-z0-9,.-]+|[一-鿿][ぁ-ん]")
_LABEL = "cell-label"
"""What a cell holds: the heading of its column, said again for narrow screens."""
_ASIDE = "note"
"""What stands in a heading and is not part of it: the reading of a term."""
_BLOCK = "\x1f"

_UNSEARCHED_TAGS = frozenset({"script", "style", "template", "svg", "button", "select", "noscript", "textarea"})
_VOID_TAGS = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_INLINE_TAGS = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "ruby", "rt", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SECTIONS = frozenset({"section", "article", "div"})
_ROW = 7
"""A row of a table with an id is a section below every heading."""
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL_KANA = dict(zip(map(ord, "ぁぃぅぇぉゃゅょゎっ"), "あいうえおやゆよわつ", strict=True))


def folded(word: str) -> str:
    """``word`` as it is compared: width, case, kind and size of kana do not matter. Twin of ``fold`` in search.js."""
    return unicodedata.normalize("NFKC", word).lower().translate(_KATAKANA).translate(_SMALL_KANA)


@dataclass
class Section:
    """A part of a page that can be opened by its ``id`` (the page itself: ``""``)."""

    id: str
    level: int
    parent: int
    """The position of the section around it, in the list of the page; -1 for the page itself."""
    heading: str = ""
    blocks: list[str] = field(default_factory=list)
    searched: bool = True


@dataclass
class Page:
    """A page as search sees it."""

    title: str
    sections: list[Section]
    weight: float = 1
    words: list[str] = field(default_factory=list)

    def place(self, at: int) -> int:
        """The position of the section ``at`` among those that are searched; -1 for none."""
        return sum(section.searched for section in self.sections[:at]) if at >= 0 and self.sections[at].searched else -1


class _Reader(HTMLParser):
    """Splits an article at its headings, and at the rows of tables that have ids."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [Section("", 1, -1)]
        self._path: list[tuple[str, bool, str]] = []
        self._labels: list[bool] = []
        self._hidden = 0
        self._around: list[int] = [0]
        self._in_row: int | None = None
        self._pieces: dict[int, list[str]] = {0: []}
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID_TAGS:
            self._separate(tag)
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        hidden = tag in _UNSEARCHED_TAGS or (tag not in _HEADINGS and bool(classes & UNSEARCHED_CLASSES))
        self._labels.append(_LABEL in classes)
        self._path.append((tag, hidden, (given.get("id") or "") if tag in _SECTIONS else ""))
        self._hidden += hidden
        if self._hidden:
            return
        if _ASIDE in classes and self._heading is not None:
            self._finish_heading()
        section_id = given.get("id") or self._section_id() if tag in _HEADINGS and tag != "h1" else ""
        if section_id:
            self._open(section_id, _HEADINGS[tag], not classes & UNSEARCHED_CLASSES)
        if section_id or tag == "h1":
            self._heading = []
        elif tag == "tr" and given.get("id"):
            self._open(given["id"] or "", _ROW, True)
            self._in_row = len(self._path)
        elif tag == "dt" and (entry_id := self._section_id()):
            self._open(entry_id, _ROW, True)
            self._in_row = len(self._path) - 1
            self._heading = []
        elif tag == "th" and self._in_row and given.get("scope") == "row":
            self._heading = []
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._path:
            name, hidden, _ = self._path.pop()
            if self._labels.pop():
                self.handle_data("：")
            self._hidden -= hidden
            if name == tag:
                break
        if self._heading is not None and (tag in _HEADINGS or tag in ("th", "dt")) and not self._hidden:
            self._finish_heading()
        if self._in_row and len(self._path) < self._in_row:
            self._in_row = None
            self._around.pop()
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        (self._pieces[self._around[-1]] if self._heading is None else self._heading).append(data)

    def _finish_heading(self) -> None:
        self.sections[self._around[-1]].heading = _unbroken("".join(self._heading or ()).replace(_BLOCK, " "))
        self._heading = None

    def _section_id(self) -> str:
        """The id of the section around a heading that has none of its own; each id opens one section."""
        around = next((section_id for *_, section_id in reversed(self._path) if section_id), "")
        return around if all(around != section.id for section in self.sections) else ""

    def _separate(self, tag: str) -> None:
        if tag not in _INLINE_TAGS and not self._hidden:
            (self._pieces[self._around[-1]] if self._heading is None else self._heading).append(_BLOCK)

    def _open(self, section_id: str, level: int, searched: bool) -> None:
        while len(self._around) > 1 and self.sections[self._around[-1]].level >= level:
            self._around.pop()
        around = self._around[-1]
        self._around.append(len(self.sections))
        self._pieces[len(self.sections)] = []
        self.sections.append(Section(section_id, level, around, searched=searched and self.sections[around].searched))

    def close(self) -> None:
        super().close()
        for at, section in enumerate(self.sections):
            section.blocks = [block for piece in "".join(self._pieces[at]).split(_BLOCK) if (block := _unbroken(piece))]


def _unbroken(text: str) -> str:
    """``text`` without the line breaks of its source."""
    return " ".join(re.sub(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])", "", text).split())


def sections(article: str) -> list[Section]:
    """The sections of an article in HTML, the page itself first."""
    reader = _Reader()
    reader.feed(article)
    reader.close()
    return reader.sections


_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_META = re.compile(r'<meta name="search-(weight|words)" content="([^"]*)">')


def read(html: str, sections_of: Callable[[str], list[Section]] = sections) -> Page | None:
    """The page that ``html`` is; None when its front matter says ``search: {exclude: true}`` or it has no article."""
    meta = dict(_META.findall(html))
    weight = float(meta.get("weight", 1))
    article = _ARTICLE.search(html)
    if not weight or not article:
        return None
    found = sections_of(article.group())
    return Page(found[0].heading, found, weight, meta.get("words", "").split()) if found[0].heading else None


def read_all(built: Mapping[str, str], cache: Path) -> dict[str, Page]:
    """The pages of the site (address: HTML) that are searched; an article that has not changed is known from ``cache``."""
    memo = Memo(cache / "search.json", _MADE_BY)

    def known(article: str) -> list[Section]:
        return [Section(**one) for one in memo.answer(article, lambda: [asdict(one) for one in sections(article)])]

    pages = {address: page for address, html in sorted(built.items()) if address != "404.html" and (page := read(html, known))}
    memo.keep()
    return pages


def search_data(book: Playbook, pages: Mapping[str, Page]) -> dict[str, object]:
    """What ``search.js`` works on: the ``pages`` by address, synonym groups, words without meaning of their own."""
    common = _common(pages)
    found = [(address, page, section) for address, page in pages.items() for section in page.sections if section.searched]
    blocks = [[block for block in one.blocks if common.get(block, address) == address] for address, _, one in found]
    headings = [section.heading for *_, section in found]

    @cache
    def kept(lead: int) -> Packed:
        split = [
            _split(texts, round(lead * min(1, page.weight))) for texts, (_, page, _) in zip(blocks, found, strict=True)
        ]
        return pack([*headings, *(text for text, _ in split), *(more for _, more in split)])

    fitting = bisect_right(LEADS, ALL_BYTES, key=lambda lead: kept(lead).size)
    packed = kept(LEADS[max(0, fitting - 1)])
    count = len(found)
    return {
        "alphabet": packed.alphabet,
        "repeated": packed.repeated,
        "pages": [_listed(book, address, page) for address, page in pages.items()],
        "sections": {
            "id": [section.id for *_, section in found],
            "above": [page.place(section.parent) for _, page, section in found],
            "heading": packed.texts[:count],
            "text": packed.texts[count : 2 * count],
            "more": packed.texts[2 * count :],
            "keywords": _keywords(book, [(address, section.id) for address, _, section in found]),
        },
        "synonyms": _synonyms(book),
        "leanings": [leaning.model_dump() for leaning in book.search.leanings],
        "noise": book.search.noise,
        "weak": book.search.weak,
    }


def _listed(book: Playbook, address: str, page: Page) -> dict[str, Any]:
    """A page as the data has it: address, title, weight, keywords, context, number of sections."""
    template = book.templates.get(Path(address).stem) if address.startswith("templates/") else None
    context = list(page.words)
    if template:
        terms = (template.stage, *template.situations, template.audience, template.channel)
        context += [term.label for term in terms]
    return {
        "u": address,
        "t": page.title,
        "w": page.weight,
        "k": template.keywords if template else (),
        "x": context,
        "n": sum(section.searched for section in page.sections),
    }


def _synonyms(book: Playbook) -> list[list[str]]:
    """The groups of ``data/search.yml``, each term of the glossary with its reading and other forms joined to its group."""
    groups = [list(group) for group in book.search.synonyms]
    at = {folded(word): group for group in groups for word in group}
    for term in book.glossary.values():
        words = [term.term, term.reading, *term.forms]
        group = next((at[folded(word)] for word in words if folded(word) in at), None)
        if group is None:
            groups.append(group := [])
        new = {folded(word): word for word in words if folded(word) not in at and len(word) > 1}
        group += new.values()
        at |= dict.fromkeys(new, group)
    return [group for group in groups if len(group) > 1]


def _keywords(book: Playbook, places: list[tuple[str, str]]) -> dict[int, tuple[str, ...]]:
    """The words of ``data/search.yml`` for pages and sections, by the number of the section."""
    numbers = {f"{address.removesuffix('.html')}#{section}".rstrip("#"): at for at, (address, section) in enumerate(places)}
    return {numbers[place]: words for place, words in sorted(book.search.keywords.items()) if place in numbers}


def _split(blocks: Iterable[str], lead: int) -> tuple[str, str]:
    """The beginning of a text, as it is; and of the rest the words that the beginning does not have."""
    text, rest = "", []
    for block in blocks:
        if len(text) < lead:
            text = f"{text} {block}".lstrip()
        else:
            rest.append(block)
    return text, " ".join(sorted({word for word in _WORD.findall(" ".join(rest)) if word not in text}))


def _common(pages: Mapping[str, Page]) -> dict[str, str]:
    """The blocks of text that stand on many pages, each with the page that keeps it: the first."""
    holders: dict[str, list[str]] = {}
    for address, page in pages.items():
        for block in {block for section in page.sections if section.searched for block in section.blocks}:
            holders.setdefault(block, []).append(address)
    return {block: found[0] for block, found in holders.items() if len(found) > COMMON_PAGES}
