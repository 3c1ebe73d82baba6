"""What belongs together: template, duty, table and question, told on one side and known on both."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from playbook.craft import CRAFT, SEEN
from playbook.law import references
from playbook.model import Playbook

KINDS = ("templates", "duties", "tables", "faq", *CRAFT)

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
    for question in book.faq.values():
        for kind in ("templates", "duties", "tables"):
            yield from ((("faq", question.id), (kind, id)) for id in getattr(question.see, kind))
    for craft in CRAFT:
        for entry in getattr(book, craft).values():
            yield from (((craft, entry.id), (kind, id)) for kind in SEEN for id in getattr(entry.see, kind))


def dependents(book: Playbook, source: str, pages: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """What to look at again when ``source`` changes: rules, and the ids of all that rests on them, by kind.

    ``pages`` are the pages of prose with the rules they show.
    """
    rules = [rule.id for rule in book.rules.values() if source in rule.sources]

    def rests(entry) -> bool:
        named = {*getattr(entry, "sources", ()), *(entry.see.sources if hasattr(entry, "see") else ())}
        shown = {*references(entry.model_dump_json()), *getattr(entry, "rules", ())}
        return source in named or not shown.isdisjoint(rules)

    found = {kind: [id for id, entry in getattr(book, kind).items() if rests(entry)] for kind in KINDS}
    relations = Relations(book)
    through = {id for duty in found["duties"] for id in relations.of("duties", duty).get("templates", ())}
    found["templates"] = [id for id in book.templates if id in through or id in found["templates"]]
    found["parts"] = [id for id, part in book.parts.items() if rests(part)]
    found["pages"] = [page for page, shown in pages.items() if not shown.isdisjoint(rules)]
    return {"rules": rules} | found
