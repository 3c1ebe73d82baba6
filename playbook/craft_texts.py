"""Every text of the craft with its place, for the checks that read texts."""

from collections.abc import Iterator

from playbook.craft import CRAFT
from playbook.load import Loaded, Path_
from playbook.passages import Passage, Role


def craft_texts(loaded: Loaded) -> Iterator[Passage]:
    """The texts of checklists, examples, decisions and terms; a mended example is held to what is sent."""
    for collection in (*CRAFT, "glossary"):
        for id, entry in getattr(loaded.playbook, collection).items():
            place = loaded.places[collection, id]
            for path, text, role in _texts(collection, entry):
                if text:
                    yield Passage(place, id, path, text, role)


def _texts(collection: str, entry) -> Iterator[tuple[Path_, str | None, Role]]:
    for name in ("title", "when", "lead", "issue", "advice", "decision", "reason", "alone", "meaning"):
        yield (name,), getattr(entry, name, None), Role.NOTE
    if collection == "checklists":
        for index, item in enumerate(entry.items):
            yield ("items", index, "text"), item.text, Role.NOTE
            yield ("items", index, "how"), item.how, Role.NOTE
    if collection == "writing":
        for index, example in enumerate(entry.examples):
            for name in ("title", "before", "why"):
                yield ("examples", index, name), getattr(example, name), Role.NOTE
            yield ("examples", index, "after"), example.after, Role.BODY
