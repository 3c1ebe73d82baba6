"""What every entry of the data is built from: the frozen base, fixed vocabularies, and the kinds of text."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError


class Term(StrEnum):
    """A fixed vocabulary: the value stands in the data, the label on the page."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def wrong_together(message: str) -> PydanticCustomError:
    """The error of fields that do not fit each other."""
    return PydanticCustomError("wrong_together", message)


def unrepeated(named: Iterable[tuple[tuple[str | int, ...], str | None]]) -> None:
    """Raise the error of an id that stands twice; ``named`` are the ids with their paths, in order."""
    seen: dict[str, tuple[str | int, ...]] = {}
    for path, id in named:
        if id is None:
            continue
        if id in seen:
            raise PydanticCustomError("repeated_id", "an id stands twice", {"id": id, "first": seen[id], "again": path})
        seen[id] = path


def ids_of(word: str, entries: Iterable[Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The ids of a list of the field ``word``, with their paths."""
    return (((*word.split("."), index, "id"), entry.id) for index, entry in enumerate(entries))


class Entry(BaseModel):
    """The base of all entries: frozen, and no key that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shorthand(Entry):
    """An entry that may be written as one text alone, which then stands for its field ``alone``."""

    alone: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: Any) -> Any:
        return {cls.alone: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema = handler(core_schema)
        own = handler.resolve_ref_schema(schema)
        if "if" not in own:
            mapping = dict(own)
            own.clear()
            own |= {"if": {"type": "string"}, "then": {"minLength": 1}, "else": mapping}
        return schema


def _written_as_iso(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"20\d{2}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_parsing", "not a date of the form 2026-11-22")
    return value


Day = Annotated[date, BeforeValidator(_written_as_iso)]
"""A date of this century as 2026-11-22; pydantic alone would read "0" as 1970."""
