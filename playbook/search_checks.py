"""Checks of ``data/search.yml``: each word has one meaning, and the acceptance table leads to pages that exist."""

from collections.abc import Callable, Collection, Iterator

from playbook.finding import Finding
from playbook.load import Loaded, Path_, meant_or
from playbook.page_checks import missing_pages
from playbook.passages import reporter
from playbook.search import folded

SHORTEST = 2


def check_words(loaded: Loaded) -> Iterator[Finding]:
    """A word stands in one group, or among the empty words, and only once; spellings that fold alike are one word."""
    if ("search", "search") not in loaded.places:
        return
    report = reporter(loaded, "search", "search")
    search = loaded.playbook.search
    words = [(("synonyms", at), word) for at, group in enumerate(search.synonyms) for word in group]
    words += [(("noise", at), word) for at, word in enumerate(search.noise)]
    seen: dict[str, tuple[str, int]] = {}
    for path, word in words:
        if len(folded(word)) < SHORTEST:
            yield report("PB513", path, word, "1 字の言葉は、ほかの言葉の一部と区別できません。", "2 字以上で書いてください。")
        elif first := seen.get(folded(word)):
            yield report(
                "PB510",
                path,
                word,
                f"「{word}」は、{first[1]} 行目に「{first[0]}」として書かれています。全角と半角、ひらがなとカタカナは区別しません。",
                "片方を消してください。",
            )
        seen.setdefault(folded(word), (word, loaded.places["search", "search"].source.line(path)))


def check_acceptance(loaded: Loaded) -> Iterator[Finding]:
    """Every query of the acceptance table stands once."""
    if ("search", "search") not in loaded.places:
        return
    report = reporter(loaded, "search", "search")
    seen: set[str] = set()
    for at, row in enumerate(loaded.playbook.search.acceptance):
        if row.query in seen:
            yield report("PB512", ("acceptance", at, "query"), row.query, "同じ言葉が前にもあります。", "片方を消してください。")
        seen.add(row.query)


SECTIONS = {"faq": "faq", "law/index": "tables", "law/duties": "duties", "glossary": "glossary", "regulation/index": "regulation"}
"""Pages whose sections are the entries of a collection."""


def _is_section(section: str, ids: Collection[str]) -> bool:
    """Whether ``section`` is an entry, or a part of one: its title, a row, the chapter that begins with it."""
    section = section.removeprefix("chapter-")
    return section in ids or section == "own-targets" or any(section.startswith(f"{id}-") for id in ids)


def check_pages(loaded: Loaded) -> Iterator[Finding]:
    """What the acceptance table and the keywords name are pages of ``docs/``; without pages (tests), nothing is told."""
    docs = loaded.root.parent / "docs"
    if ("search", "search") not in loaded.places or not (docs / "index.md").is_file():
        return
    report = reporter(loaded, "search", "search")
    search = loaded.playbook.search
    named: list[tuple[Path_, str]] = [(("keywords", place), place) for place in search.keywords]
    for at, row in enumerate(search.acceptance):
        named.append((("acceptance", at, "first"), row.first))
        named += [(("acceptance", at, "equal", number), place) for number, place in enumerate(row.equal)]
        named += [(("acceptance", at, "among"), place) for place in [row.among] if place]
    told = missing_pages(loaded)
    for path, place in named:
        page, _, section = place.partition("#")
        collection = SECTIONS.get(page, "")
        ids = loaded.known.get(collection, set())
        if section and ids and collection not in loaded.nameless and not _is_section(section, ids):
            mend = meant_or(section, sorted(ids), f"data/{collection} の id を書いてください。")
            yield report("PB511", path, place, f"ページ「{page}」に、「#{section}」という見出しはありません。", mend)
        if not (docs / f"{page}.md").is_file() and f"{page}.md" not in told:
            yield report("PB511", path, place, f"ページ「{page}」はありません。", "docs の中の名前を書いてください。")


ENTRY_CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (check_words, check_acceptance, check_pages)
