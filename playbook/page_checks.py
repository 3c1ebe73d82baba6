"""Checks of what stands around the data: a page for each entry that needs one, and a line for each page in the navigation.

MkDocs would stop at these, in English and long after. Where there is no ``mkdocs.yml`` (tests), nothing is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playbook.finding import Finding, shorten
from playbook.load import Loaded, nearest

CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Shown:
    """Where the page of an entry stands below ``docs/``, and what it holds."""

    collection: str
    data: str
    page: str
    text: str

    def page_of(self, id: str) -> str:
        """The page of an entry."""
        return self.page.format(id=id)

    def id_of(self, page: str) -> str | None:
        """The entry whose page this must be, if it is one of these pages."""
        before, after = self.page.split("{id}")
        id = page.removeprefix(before).removesuffix(after)
        return id if page == before + id + after and re.fullmatch("(?:[0-9]|s[0-9])[a-z0-9-]*", id) else None


PAGES = (
    Shown("templates", "data/templates/{id}.yml", "docs/templates/{id}.md", '{{ template_page("ID") }}'),
    Shown("scenarios", "data/scenarios/{id}.yml", "docs/exercises/{id}.md", '{{ exercise_page("ID", "../") }}'),
    Shown(
        "scenarios",
        "data/scenarios/{id}.yml",
        "docs/exercises/facilitator/{id}.md",
        '---\nsearch: {exclude: true}\n---\n{{ exercise_guide("ID", "../../") }}',
    ),
)
"""Pages that are one call of a macro; those of writing and of the emergency start have checks of their own (PB903, PB525)."""


def check_pages(loaded: Loaded) -> Iterator[Finding]:
    """Every template and exercise has its page, every such page its data, and it calls no other."""
    if not (loaded.root.parent / CONFIG).is_file():
        return
    misnamed = {finding.entry for finding in loaded.findings if finding.code in ("PB008", "PB020")}
    for shown in PAGES if not misnamed else ():
        wanted = {id: shown.page_of(id) for id in sorted(loaded.known.get(shown.collection, ()))}
        for id, page in wanted.items():
            text = shown.text.replace("ID", id)
            if page not in loaded.pages:
                yield Finding(
                    shown.data.format(id=id), 1, "PB540", id, "", "", f"このデータのページ {page} がありません。",
                    f"消したのなら、元に戻してください。新しく作るなら、中身は「{text.splitlines()[-1]}」です。",
                )
            elif (held := loaded.pages[page]) is not None and held.strip() != text:
                line, found = _unlike(held, text)
                yield Finding(
                    page, line, "PB540", id, "", shorten(found), "このページの中身が、データの名前と合いません。",
                    f"この行を「{text.splitlines()[min(line, text.count(chr(10)) + 1) - 1]}」と直してください。",
                )
        for page in loaded.pages:
            id = shown.id_of(page)
            if id is not None and id not in wanted:
                yield Finding(
                    page, 1, "PB540", id, "", "", f"このページのデータ {shown.data.format(id=id)} がありません。",
                    "データを元に戻すか、このページと、mkdocs.yml の目次にあればその行を消してください。",
                )


def _unlike(text: str, wanted: str) -> tuple[int, str]:
    """The first line of ``text``, from 1, that is not that of ``wanted``."""
    lines, right = text.strip().splitlines() or [""], wanted.splitlines()
    at = next((at for at, line in enumerate(lines) if at >= len(right) or line != right[at]), len(lines) - 1)
    return at + 1, lines[at]


# --- the navigation -----------------------------------------------------------------------------------

_ENTRY = re.compile(r"""\s+- +(?:(?:"[^"]*"|'[^']*'|[^"'#:][^:#]*): +)?["']?(?P<page>[^"'#\s:][^"'#:]*?)["']?\s*(?:#.*)?""")
_GROUP = re.compile(r"""\s+- +(?:"[^"]*"|'[^']*'|[^"'#:][^:#]*):\s*(?:#.*)?""")


def check_navigation(loaded: Loaded) -> Iterator[Finding]:
    """Every page stands in the navigation once, and the navigation names just pages that exist.

    A page whose entry is gone, and the line of one that is gone with its entry still there, are told by PB540.
    """
    path = loaded.root.parent / CONFIG
    if not path.is_file():
        return
    lines = path.read_text("utf-8").splitlines()
    named = list(_named(lines))
    pages = {page.removeprefix("docs/") for page in loaded.pages}
    hidden = tuple(line.strip().removeprefix("/") for line in _block(lines, "not_in_nav"))
    unnamed = sorted(page for page in pages - {page for _, page in named} if not page.startswith(hidden or ("\0",)))
    unnamed = [page for page in unnamed if not _orphan(loaded, page)]
    first: dict[str, int] = {}
    for line, page in named:
        if page in first:
            lost = next((other for other in unnamed if _folder(other) == _folder(page)), None)
            if lost:
                unnamed.remove(lost)
            mend = f"目次にない「{lost}」の書き誤りではありませんか。" if lost else "片方を消してください。"
            yield _at(line, page, f"「{page}」は {first[page]} 行目にもあります。", mend)
        first.setdefault(page, line)
        if page in pages or _told_by_pages(loaded, page):
            continue
        meant = nearest(page, unnamed)
        if meant:
            unnamed.remove(meant)
        yield _at(
            line, page, f"目次にある「{page}」というページは、docs にありません。",
            f"「{meant}」の書き誤りではありませんか。" if meant else "ページを元に戻すか、この行を消してください。",
        )
    for page in unnamed:
        neighbours = sorted(other for other in first if _folder(other) == _folder(page))
        near = next((other for other in reversed(neighbours) if other < page), neighbours[0] if neighbours else "")
        line = first.get(near, next(iter(first.values()), 1))
        where = f"（{line} 行目の「{near}」の前か後ろ）" if near else ""
        yield _at(line, page, f"docs/{page} が、目次にありません。", f"目次の並べたい所{where}に「- {page}」の行を加えてください。")


def _folder(page: str) -> str:
    return page.rpartition("/")[0]


def _at(line: int, page: str, reason: str, mend: str) -> Finding:
    return Finding(CONFIG, line, "PB541", "nav", "", shorten(page, 60), reason, mend)


def _block(lines: list[str], key: str) -> Iterator[str]:
    """The indented lines below a key at the left margin."""
    return (line for _, line in _numbered(lines, key))


def _numbered(lines: list[str], key: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(lines, 1):
        if line[:1].strip() and not line.startswith("#"):
            inside = line.startswith(f"{key}:")
        elif inside and line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _named(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Line and page of every entry of the navigation."""
    for number, line in _numbered(lines, "nav"):
        if not _GROUP.fullmatch(line) and (match := _ENTRY.fullmatch(line)):
            yield number, match["page"]


def missing_pages(loaded: Loaded) -> frozenset[str]:
    """The pages that are not there though the navigation or an entry asks for them: told by PB540, PB541 and their like."""
    path = loaded.root.parent / CONFIG
    if not path.is_file():
        return frozenset()
    wanted = {page for _, page in _named(path.read_text("utf-8").splitlines())}
    wanted |= {shown.page_of(id).removeprefix("docs/") for shown in PAGES for id in loaded.known.get(shown.collection, ())}
    return frozenset(page for page in wanted if f"docs/{page}" not in loaded.pages)


def _told_by_pages(loaded: Loaded, page: str) -> bool:
    """Whether ``page`` is not there though its entry is."""
    file = f"docs/{page}"
    return file not in loaded.pages and any(shown.id_of(file) in loaded.known.get(shown.collection, ()) for shown in PAGES)


def _orphan(loaded: Loaded, page: str) -> bool:
    """Whether the entry of ``page`` is gone, so that the page should go, too."""
    file = f"docs/{page}"
    return any((id := shown.id_of(file)) is not None and id not in loaded.known.get(shown.collection, ()) for shown in PAGES)


ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (check_pages, check_navigation)
