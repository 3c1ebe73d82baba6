"""The papers of exercises: 【訓練】 wherever it must be, no word of the facilitator's, cards that can be cut, room to write."""

import copy
import re

import pytest

from playbook import drill
from playbook.press import Misprint
from playbook.scenario import DRILL, FIRST_LINE, LAST_LINE, secrets
from tests.paper.conftest import MILLIMETRE, Printed, Word, squeezed

LEAST_SECRET = 12
"""Shorter texts of the facilitator's may by chance be part of a card."""

PLAYERS = ("participant", "injects", "worksheets")

HEADING = (20, 30)
"""Top and bottom of the heading over the cards, in millimetres; header and footer lie outside 20 to 277."""
CELL_WIDTH, CELL_HEIGHT, LEFT, TOP = 95, 121, 10, 30
INSET = 3
"""How far, in millimetres, a word stays from the line that is cut."""


@pytest.fixture(scope="module")
def kits(printed, loaded) -> dict[str, dict[str, Printed]]:
    """The papers of each exercise by their names."""
    return {
        id: {kind: printed[f"{id}/{kind}.pdf"] for kind in ("facilitator", *PLAYERS)} for id in loaded.playbook.scenarios
    }


def text_of(paper: Printed) -> str:
    return "".join(paper.texts)


# --- what the players may not see ---------------------------------------------------------------------------


def told(text: str, words: list[str]) -> list[str]:
    """Those of ``words`` that stand in ``text``; both without white space."""
    return [word for word in words if word in text]


def secrets_of(scenario) -> list[str]:
    """What only the facilitator may know, without white space; the first line stands for a text of several."""
    lines = (squeezed(line) for text in secrets(scenario) for line in re.split(r"\n|\[\[|\(\(", text))
    return [line for line in lines if len(line) >= LEAST_SECRET]


def test_players_get_nothing_of_the_facilitators(kits, loaded):
    for id, scenario in loaded.playbook.scenarios.items():
        hidden = secrets_of(scenario)
        assert len(hidden) > 80, id
        for kind in PLAYERS:
            assert told(text_of(kits[id][kind]), hidden) == [], (id, kind)


def test_the_search_for_secrets_finds_them_where_they_are(kits, loaded):
    for id, scenario in loaded.playbook.scenarios.items():
        hidden = secrets_of(scenario)
        assert len(told(text_of(kits[id]["facilitator"]), hidden)) > 0.9 * len(hidden), id


def test_nothing_on_the_table_tells_what_is_to_come(kits, loaded):
    """The manual and the worksheets are read before the first card; neither may tell a card or a task."""
    for id, scenario in loaded.playbook.scenarios.items():
        lines = [squeezed(line) for sheet in drill.deck(loaded.playbook, scenario) for line in (*sheet.text.split("\n"), sheet.task)]
        coming = [line for line in lines if len(line) >= LEAST_SECRET and DRILL not in line]
        assert len(coming) > 30, id
        for kind in ("participant", "worksheets"):
            assert told(text_of(kits[id][kind]), coming) == [], (id, kind)
        assert len(told(text_of(kits[id]["injects"]), coming)) > 0.9 * len(coming), id


# --- 【訓練】 ----------------------------------------------------------------------------------------------------


def test_every_page_says_that_it_is_an_exercise(kits):
    for id, papers in kits.items():
        for kind, paper in papers.items():
            assert [at for at, text in enumerate(paper.texts) if not text.startswith(DRILL)] == [], (id, kind)


def test_every_text_of_an_exercise_begins_and_ends_with_it(kits, loaded):
    for id, scenario in loaded.playbook.scenarios.items():
        decks = [*drill.deck(loaded.playbook, scenario), *drill.deck(loaded.playbook, scenario, short=True)]
        cards = text_of(kits[id]["injects"])
        assert cards.count(FIRST_LINE) == cards.count(LAST_LINE) == len(decks), id
        letters = [letter for inject in scenario.injects if (letter := drill.letter(loaded.playbook, scenario, inject))]
        guide = text_of(kits[id]["facilitator"])
        assert guide.count(FIRST_LINE) == guide.count(LAST_LINE) == len(scenario.injects) + len(letters), id
        for subject in [sheet.subject for sheet in decks] + [letter.subject for letter in letters]:
            assert not subject or (subject.startswith(DRILL) and squeezed(subject) in cards + guide), subject


def test_a_drafting_sheet_has_it_in_print(kits, values):
    for id, papers in kits.items():
        drafts = [text for text in papers["worksheets"].texts if f"件名{DRILL}" in text]
        assert len(drafts) == values[f"{id}/worksheets.pdf"].value["drafts"] >= 3, id
        assert all(FIRST_LINE in text and LAST_LINE in text for text in drafts), id


# --- cards -------------------------------------------------------------------------------------------------------


def cell_of(word: Word) -> tuple[int, int]:
    """Column and row, from 0, of the quarter of a sheet in which a word begins."""
    return int((word.left / MILLIMETRE - LEFT) // CELL_WIDTH), int((word.top / MILLIMETRE - TOP) // CELL_HEIGHT)


def on_cards(words: list[Word]) -> list[Word]:
    """The words of a sheet of cards without heading, header and footer."""
    return [word for word in words if word.bottom / MILLIMETRE >= HEADING[1] - 1 and word.top / MILLIMETRE <= 279]


def cards_of(words: list[Word]) -> dict[tuple[int, int], tuple[int, int]]:
    """The quarter in which each card of a sheet begins, and how many quarters it takes across and down."""
    heads = {cell_of(word) for word in on_cards(words) if word.text.startswith("カード") and 4 < word.top / MILLIMETRE - TOP - cell_of(word)[1] * CELL_HEIGHT < 8}
    last = min(1, max((cell_of(word)[1] for word in on_cards(words)), default=0))
    return {
        (column, row): (1 if (1, row) in heads else 2, 1 if row == last or {(0, row + 1), (1, row + 1)} & heads else 2)
        for column, row in heads
    }


def across_the_cut(words: list[Word]) -> list[str]:
    """The words of a sheet of cards that are in no card, or too near the line that is cut."""
    boxes = [
        (LEFT + column * CELL_WIDTH + INSET, TOP + row * CELL_HEIGHT + INSET, across * CELL_WIDTH - 2 * INSET, down * CELL_HEIGHT - 2 * INSET)
        for (column, row), (across, down) in cards_of(words).items()
    ]
    wrong = []
    for word in on_cards(words):
        left, top, right, bottom = (edge / MILLIMETRE for edge in (word.left, word.top, word.right, word.bottom))
        if not any(x <= left and right <= x + width and y <= top and bottom <= y + height for x, y, width, height in boxes):
            wrong.append(word.text)
    return wrong


def test_every_word_stands_inside_its_card(kits):
    for id, papers in kits.items():
        pages = papers["injects"].words
        assert len(pages) >= 2
        assert {at: words for at, page in enumerate(pages) if (words := across_the_cut(page))} == {}, id


def sheet_of(*cards: tuple[float, float], words: tuple = ()) -> list[Word]:
    """Words of a sheet: heads of cards, each at its left and top in millimetres, and words of 20 by 4 mm."""
    boxes = [("カード1", *card) for card in cards] + [("語", *word) for word in words]
    return [Word(text, *(edge * MILLIMETRE for edge in (left, top, left + 20, top + 4))) for text, left, top in boxes]


FOUR = ((15.5, 35.5), (110.5, 35.5), (15.5, 156.5), (110.5, 156.5))
WIDE_ABOVE_TWO = (FOUR[0], FOUR[2], FOUR[3])


@pytest.mark.parametrize(
    ("cards", "word", "out"),
    [
        pytest.param(FOUR, (100, 60), True, id="縦の線をまたぐ"),
        pytest.param(FOUR, (30, 149), True, id="横の線をまたぐ"),
        pytest.param(FOUR, (10.5, 60), True, id="縁に寄りすぎ"),
        pytest.param(FOUR, (30, 274), True, id="下にはみ出す"),
        pytest.param(FOUR, (20, 40), False, id="中"),
        pytest.param(WIDE_ABOVE_TWO, (100, 60), False, id="横に長いカードの中"),
        pytest.param(WIDE_ABOVE_TWO, (100, 180), True, id="横に長いカードの下の段で、縦の線をまたぐ"),
    ],
)
def test_a_word_across_the_cut_is_found(cards, word, out):
    assert across_the_cut(sheet_of(*cards, words=(word,))) == (["語"] if out else [])


def test_no_sheet_of_cards_is_nearly_blank(kits, loaded):
    """Cards lie on every sheet from the first, and the upper row of each is full: half a sheet is the least."""
    for id, scenario in loaded.playbook.scenarios.items():
        sheets = [cards_of(page) for page in kits[id]["injects"].words]
        decks = [drill.deck(loaded.playbook, scenario), drill.deck(loaded.playbook, scenario, short=True)]
        assert sum(map(len, sheets)) == sum(map(len, decks)), id
        for cards in sheets:
            assert sum(across for (_, row), (across, _) in cards.items() if row == 0) == 2, id
        assert sum(across * down for cards in sheets for across, down in cards.values()) >= 4 * len(sheets) - 2 * len(decks), id


def letters_of_cards(paper: Printed) -> set[float]:
    """The sizes of letters on the cards of a paper, in points."""
    sizes = set()

    def seen(text: str, place: list, _matrix: list, _font: object, size: float) -> None:
        if text.strip() and HEADING[1] < 297 - place[5] / MILLIMETRE < 279:  # from the top, as all words here
            sizes.add(round(size, 1))

    for page in paper.reader.pages:
        page.extract_text(visitor_text=seen)
    return sizes


def test_letters_are_of_one_size_on_all_cards(kits):
    sizes = {id: letters_of_cards(papers["injects"]) for id, papers in kits.items()}
    assert {id: found for id, found in sizes.items() if len(found) != 1 or min(found) < 9} == {}


def test_a_card_that_is_too_long_stops_the_press(press, values, loaded):
    value = copy.deepcopy(values[f"{next(iter(loaded.playbook.scenarios))}/injects.pdf"].value)
    value["decks"][0]["cards"][2]["text"] += ["長い話が続きます。" * 400]
    with pytest.raises(Misprint, match="PB872.*カード3"):
        press.pdf("kit-injects", value)


# --- room to write -------------------------------------------------------------------------------------------------

_THIN = re.compile(r"1 0 0 -1 ([\d.]+) ([\d.]+) cm/c0 cs 0 scn ([\d.]+) ([\d.]+) m [\d.]+ ([\d.]+) l 0 [\d.]+ l 0 [\d.]+ l\s+h\s+f")
"""A line to write on, as the page has it: a filled strip from its left, a little thick."""


def writing_lines(paper: Printed, page: int) -> list[tuple[float, float, float]]:
    """Left, height above the foot and length of every writing line of a page, in millimetres, from the top."""
    content = paper.reader.pages[page].get_contents().get_data().decode("latin-1")
    strips = [tuple(map(float, found)) for found in _THIN.findall(content)]
    lines = {(x, y - y0, width) for x, y, width, y0, y1 in strips if abs(y1 - y0) < 1 and width > 40 * MILLIMETRE}
    return sorted(((x / MILLIMETRE, y / MILLIMETRE, width / MILLIMETRE) for x, y, width in lines), key=lambda line: -line[1])


def narrowest(lines: list[tuple[float, float, float]]) -> float:
    """The least distance of two writing lines that begin at the same place, in millimetres."""
    return min(above[1] - below[1] for above, below in zip(lines, lines[1:], strict=False) if abs(above[0] - below[0]) < 0.1)


def test_there_is_room_to_write_by_hand(kits):
    for id, papers in kits.items():
        paper = papers["worksheets"]
        drafts = [at for at, text in enumerate(paper.texts) if f"件名{DRILL}" in text]
        for at in drafts:
            lines = [line for line in writing_lines(paper, at) if line[2] > 150]
            assert len(lines) >= 17, id
            assert narrowest(lines) >= 8, id


def test_a_narrow_line_is_found():
    assert narrowest([(24, 200, 160), (24, 191.5, 160), (24, 184, 160)]) == 7.5


def test_the_worksheets_hold_every_form(kits):
    for id, papers in kits.items():
        titles = [title for title, *_ in papers["worksheets"].bookmarks]
        for form in ("課題の用紙1", "時系列の記録", "決めたことの記録", "観察と評価の記録", "参加者の振り返り", "訓練の報告書", "改善計画"):
            assert form in titles, (id, form)
