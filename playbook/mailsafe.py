"""What survives a Japanese mail: characters, line widths, and where a sentence ends.

Widths count an East Asian wide (or ambiguous) character as 1 and any other as ½: full-width columns.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LINE_WIDTH = 35
SUBJECT_CHARS = 50
SENTENCE_CHARS = 80
SENTENCE_AVERAGE = 45

_JAPANESE = r"ぁ-ゖァ-ヺー々〆一-鿿。、「」『』（）【】・：０-９"
_UNSAFE_THOUGH_ENCODABLE = {"\u00a5", "\u203e"}  # ¥ and ‾ switch to a Latin set that receivers mangle
_HALF_WIDTH_NEAR_JAPANESE = re.compile(rf"(?<=[{_JAPANESE}])[():]|[():](?=[{_JAPANESE}])")
_FULL_WIDTH_ALPHANUMERIC = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_TRAILING_BLANK = re.compile(r"[ \u3000]+$|\t", re.MULTILINE)
_URL_LINE = re.compile(r"\s*https?://\S+\s*")
_NO_SENTENCE = re.compile(r"■|\s*https?://\S+\s*$")
_ITEM = re.compile(r"[・●○※□◆]|[0-9]+\. ")
_CONTINUED_ITEM = "\u3000"
_SENTENCE_END = re.compile(r"(?<=[。？！])")


@cache
def is_safe(character: str) -> bool:
    """Whether ``character`` reads the same after ISO-2022-JP and after cp932."""
    if character in _UNSAFE_THOUGH_ENCODABLE or (character < " " and character not in "\n\t"):
        return False
    try:
        return (
            character.encode("iso2022_jp").decode("iso2022_jp") == character
            and character.encode("cp932").decode("cp932") == character
        )
    except UnicodeError:
        return False


def unsafe_characters(text: str) -> Iterator[tuple[int, str]]:
    """Position and character of everything in ``text`` that a Japanese mail may garble."""
    unsafe = {char for char in set(text) if char != "\n" and not is_safe(char)}
    return ((at, char) for at, char in enumerate(text) if char in unsafe) if unsafe else iter(())


def half_width_near_japanese(text: str) -> Iterator[tuple[int, str]]:
    """Position and character of half-width brackets and colons that touch a Japanese character."""
    return ((match.start(), match.group()) for match in _HALF_WIDTH_NEAR_JAPANESE.finditer(text))


def full_width_alphanumerics(text: str) -> Iterator[tuple[int, str]]:
    """Position and run of full-width digits or letters."""
    return ((match.start(), match.group()) for match in _FULL_WIDTH_ALPHANUMERIC.finditer(text))


def trailing_blanks(text: str) -> Iterator[tuple[int, str]]:
    """Position and run of blanks at the end of a line, and of tabs."""
    return ((match.start(), match.group()) for match in _TRAILING_BLANK.finditer(text))


def width(line: str) -> float:
    """The width of ``line`` in full-width columns."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line)


def long_lines(text: str) -> Iterator[tuple[int, str, float]]:
    """0-based line number, line and width of each line over the limit; a URL alone on its line may be long."""
    for number, line in enumerate(text.split("\n")):
        if len(line) <= LINE_WIDTH:
            continue  # no character is wider than one column
        if (columns := width(line)) > LINE_WIDTH and not _URL_LINE.fullmatch(line):
            yield number, line, columns


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, the lines of one joined; list items stand alone, headings and URLs are none."""
    runs: list[str] = []
    open_run, in_item = False, False
    for line in text.split("\n"):
        if not line.strip() or _NO_SENTENCE.match(line):
            open_run = in_item = False
            continue
        starts_item = bool(_ITEM.match(line))
        if open_run and not starts_item and not (in_item and not line.startswith(_CONTINUED_ITEM)):
            runs[-1] += line.strip()
        else:
            runs.append(line.strip())
            in_item = starts_item
        open_run = True
    return tuple(part.strip() for run in runs for part in _SENTENCE_END.split(run) if part.strip())
