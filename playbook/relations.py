"""What belongs together: template, duty, table and question, told on one side and known on both."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.craft import CRAFT, SEEN
from playbook.law import references
from playbook.model import Playbook

KINDS = ("templates", "duties", "tables", "faq", *CRAFT, "phrases", "regulation", "scenarios")

PHRASE_SEEN = (*SEEN, "regulation", "decisions")
"""The kinds that ``see`` of a phrase may name, beside sources."""

Node = tuple[str, str]
"""A kind and an id."""


class Relations:
    """The relations of a playbook, both ways, in the order of the data."""

    def __init__(self, book: Playbook) -> None:
        self._near: dict[Node, set[Node]] = defaultdict(set)
        for one, other in told(book):
            self._near[one].add(other)
            self._near[other].add(one)
        self._order = {(kind, id): at for kind in KINDS for at, id in enumerate(getattr(book, kind))}

    def of(self, kind: str, id: str) -> dict[str, list[str]]:
        """The ids that relate to an entry, by kind; kinds without any are left out."""
        near = sorted((node for node in self._near[kind, id] if node in self._order), key=self._order.__getitem__)
        grouped = {name: [other for found, other in near if found == name] for name in KINDS}
        return {name: ids for name, ids in grouped.items() if ids}


def told(book: Playbook) -> Iterator[tuple[Node, Node]]:
    """Every relation as the data tells it."""
    for template in book.templates.values():
        yield from ((("templates", template.id), ("duties", id)) for id in template.duties)
    for duty in book.duties.values():
        yield from ((("duties", duty.id), ("templates", id)) for id in duty.templates)
        yield from ((("duties", duty.id), ("tables", id)) for id in duty.tables)
    for table in book.tables.values():
        yield from ((("tables", table.id), ("duties", id)) for id in table.duties)
    yield from _by_articles(book)
    yield from _by_scenarios(book)
    for question in book.faq.values():
        for kind in ("templates", "duties", "tables"):
            yield from ((("faq", question.id), (kind, id)) for id in getattr(question.see, kind))
    for craft in CRAFT:
        for entry in getattr(book, craft).values():
            yield from (((craft, entry.id), (kind, id)) for kind in SEEN for id in getattr(entry.see, kind))
    for phrase in book.phrases.values():
        yield from ((("phrases", phrase.id), (kind, id)) for kind in PHRASE_SEEN for id in getattr(phrase.see, kind))


def _by_scenarios(book: Playbook) -> Iterator[tuple[Node, Node]]:
    for scenario in book.scenarios.values():
        yield from ((("scenarios", scenario.id), ("templates", id)) for id in scenario.templates)
        yield from ((("scenarios", scenario.id), ("duties", id)) for id in scenario.duties)
        yield from ((("scenarios", scenario.id), ("regulation", id)) for id in scenario.articles)
        yield from ((("scenarios", scenario.id), ("checklists", id)) for id in scenario.checklists)


def _by_articles(book: Playbook) -> Iterator[tuple[Node, Node]]:
    for article in book.regulation.values():
        for kind in ("templates", "duties", "tables", "faq"):
            yield from ((("regulation", article.id), (kind, id)) for id in getattr(article, kind))


class Dependents:
    """What to look at again when a source changes.

    ``pages`` are the pages of prose with the rules they show.
    """

    def __init__(self, book: Playbook, relations: Relations, pages: Mapping[str, frozenset[str]]) -> None:
        self._book, self._relations, self._pages = book, relations, pages
        self._rests_on = {
            kind: {id: _rests_on(entry) for id, entry in getattr(book, kind).items()} for kind in (*KINDS, "parts")
        }

    def of(self, source: str) -> dict[str, list[str]]:
        """The ids of all that rests on ``source``, directly or through a rule, by kind; ``rules`` among them."""
        rules = [rule.id for rule in self._book.rules.values() if source in rule.sources]
        found = {
            kind: [id for id, (sources, shown) in entries.items() if source in sources or not shown.isdisjoint(rules)]
            for kind, entries in self._rests_on.items()
        }
        through = {id for duty in found["duties"] for id in self._relations.of("duties", duty).get("templates", ())}
        found["templates"] = [id for id in self._book.templates if id in through or id in found["templates"]]
        found["pages"] = [page for page, shown in self._pages.items() if not shown.isdisjoint(rules)]
        return {"rules": rules} | found


def _rests_on(entry: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The sources that ``entry`` names, and the rules that it shows or names."""
    sources = {*getattr(entry, "sources", ()), *(entry.see.sources if hasattr(entry, "see") else ())}
    return frozenset(sources), frozenset({*references(entry.model_dump_json()), *getattr(entry, "rules", ())})
