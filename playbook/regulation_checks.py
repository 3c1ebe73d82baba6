"""Checks of the regulation: every reference follows, no number is typed, terms are used as they are defined."""

import re
from collections.abc import Callable, Iterator

from playbook.finding import Finding
from playbook.law import ARTICLE_REFERENCE
from playbook.load import Loaded
from playbook.model import Scope
from playbook.passages import Passage, reporter, Role, Texts
from playbook.placeholder import placeholders
from playbook.regulation import SUPPLEMENT, Article, Clause, Item, Numbering

TYPED_NUMBER = re.compile(
    r"第\s*[一二三四五六七八九十百]+\s*条|第\s*[0-9０-９一二三四五六七八九十百]+\s*[項号章]|[前次][条項号章]|前[0-9０-９一二三四五六七八九十]+[条項号]"
)
"""The number or place of an article, paragraph or item. 第5条 itself is one of the numbers of PB604."""

PROSE_ARTICLE = re.compile(r"""\{\{\s*article\(\s*["']([^"']*)["'][^}]*\}\}""")
"""An article in the prose of a page: ``{{ article("a-report", "../") }}``."""


def _articles(texts: Texts) -> Iterator[Passage]:
    return (passage for passage in texts if passage.place.model is Article)


def _split(reference: str) -> tuple[str, str | None]:
    article, _, clause = reference.partition(":")
    return article, clause or None


def _prose(loaded: Loaded) -> Iterator[tuple[str, int, str]]:
    """Every article that a page names: file, line, reference."""
    for file, number, line in loaded.prose:
        yield from ((file, number, found) for found in PROSE_ARTICLE.findall(line))


def check_article_references(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """References lead to an article and to what it holds, and stand in the regulation alone."""
    numbering = Numbering(loaded.playbook.regulation)
    whole = "regulation" not in loaded.broken
    reason, mend = "「{id}」という条、項、号はありません。", "data/regulation.yml の id を書いてください。"
    for passage in texts:
        for match in ARTICLE_REFERENCE.finditer(passage.text):
            id = ":".join(filter(None, match.groups()))
            if passage.place.model is not Article:
                yield passage.finding(
                    "PB708",
                    match.start(),
                    id,
                    "条への参照は、規程の外には書けません。",
                    "消して、規程の条の側に templates や duties として書いてください。",
                )
            elif whole and numbering.find(*match.groups()) is None:
                yield passage.finding("PB701", match.start(), id, reason.format(id=id), mend)
    for file, line, id in _prose(loaded):
        if whole and numbering.find(*_split(id)) is None:
            yield Finding(file, line, "PB701", "", "", id, reason.format(id=id), mend)


def check_typed_numbers(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """The place of an article is never typed: it would be wrong as soon as one is inserted."""
    for passage in _articles(texts):
        for match in TYPED_NUMBER.finditer(passage.text):
            yield passage.finding(
                "PB702",
                match.start(),
                match.group(),
                f"「{match.group()}」は手で書いた番号です。条や項を加えるとずれます。",
                "[[article:条の id]] か [[article:条の id:項の id]] と書いてください。",
            )


def check_chapters(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """The articles of a chapter stand together, and the supplement comes last."""
    seen: list[str] = []
    for article in loaded.playbook.regulation.values():
        if seen and article.chapter == seen[-1]:
            continue
        after = bool(seen) and seen[-1] == SUPPLEMENT
        if article.chapter in seen or after:
            yield reporter(loaded, "regulation", article.id)(
                "PB703",
                ("chapter",),
                article.chapter,
                "附則の後に、ほかの章があります。" if after else f"章「{article.chapter}」の条が、離れた所にもあります。",
                "同じ章の条を並べ、附則を最後にしてください。",
            )
        seen.append(article.chapter)


def _clauses(loaded: Loaded) -> Iterator[tuple[Article, tuple, Clause]]:
    for article in loaded.playbook.regulation.values():
        for paragraph, item, clause in article.clauses():
            yield article, ("paragraphs", paragraph, *(() if item is None else ("items", item))), clause


def check_terms(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """A term that is defined is used, and no other word stands for it."""
    if "regulation" in loaded.broken:
        return
    terms = [(article, path, clause) for article, path, clause in _clauses(loaded) if isinstance(clause, Item) and clause.term]
    rulings = [passage for passage in _articles(texts) if passage.role is Role.ARTICLE]
    for article, path, item in terms:
        others = [p for p in rulings if (p.entry, p.path[: len(path)]) != (article.id, path)]
        if not any(item.term in passage.text for passage in others):
            yield reporter(loaded, "regulation", article.id)(
                "PB704", (*path, "term"), item.term, "どの条文でも使われていません。", "使うか、定義を消してください。"
            )
        for passage in others:
            for word in item.instead_of:
                if word in passage.text:
                    yield passage.finding(
                        "PB705",
                        passage.text.index(word),
                        word,
                        f"「{word}」は、定義した用語「{item.term}」と同じ意味の別の言い方です。",
                        f"「{item.term}」と書いてください。",
                    )


def check_named_clauses(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """A paragraph or item has an id because somebody refers to it."""
    if "regulation" in loaded.broken:
        return
    used = {match.groups() for passage in _articles(texts) for match in ARTICLE_REFERENCE.finditer(passage.text)}
    used |= {_split(id) for _, _, id in _prose(loaded)}
    for article, path, clause in _clauses(loaded):
        if clause.id and (article.id, clause.id) not in used:
            yield reporter(loaded, "regulation", article.id)(
                "PB706", (*path, "id"), clause.id, "どこからも参照されていません。", "id の行を消してください。"
            )


def check_blanks(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """What the regulation leaves blank is decided once for the company, never by incident or recipient."""
    registry = loaded.playbook.placeholders
    for passage in _articles(texts):
        for name in placeholders(passage.text):
            if name in registry and registry[name].scope is not Scope.ORGANIZATION:
                yield passage.finding(
                    "PB707",
                    passage.text.index(f"(({name}))"),
                    name,
                    f"差し込み「{name}」は、会社で一度だけ決める値ではありません。",
                    "「自社_」で始まる差し込みにしてください。",
                )


TEXT_CHECKS: tuple[Callable[[Loaded, Texts], Iterator[Finding]], ...] = (
    check_article_references,
    check_typed_numbers,
    check_chapters,
    check_terms,
    check_named_clauses,
    check_blanks,
)
