"""What every entry of the data is built from: the frozen base, fixed vocabularies, and the kinds of text."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints
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


class Entry(BaseModel):
    """The base of all entries: frozen, and no key that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
