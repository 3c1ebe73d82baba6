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


def across_the_cut(words: list[Word]) -> list[str]:
    """The words of a page of cards that are in no card, or too near the line that is cut."""
    wrong = []
    for word in words:
        left, top, right, bottom = (edge / MILLIMETRE for edge in (word.left, word.top, word.right, word.bottom))
        if bottom < HEADING[1] - 1 or top > 279:  # heading, header, footer
            continue
        column, row = int((left - LEFT) // CELL_WIDTH), int((top - TOP) // CELL_HEIGHT)
        inside = (
            LEFT + column * CELL_WIDTH + INSET <= left and right <= LEFT + (column + 1) * CELL_WIDTH - INSET
            and TOP + row * CELL_HEIGHT + INSET <= top and bottom <= TOP + (row + 1) * CELL_HEIGHT - INSET
        )
        if not inside or column not in (0, 1) or row not in (0, 1):
            wrong.append(word.text)
    return wrong


def test_every_word_stands_inside_its_card(kits):
    for id, papers in kits.items():
        pages = papers["injects"].words[1:]
        assert len(pages) >= 2
        assert {at: words for at, page in enumerate(pages) if (words := across_the_cut(page))} == {}, id


@pytest.mark.parametrize(
    ("left", "top"),
    [
        pytest.param(100, 60, id="縦の線をまたぐ"),
        pytest.param(30, 149, id="横の線をまたぐ"),
        pytest.param(10.5, 60, id="縁に寄りすぎ"),
        pytest.param(30, 274, id="下にはみ出す"),
    ],
)
def test_a_word_across_the_cut_is_found(left, top):
    box = [edge * MILLIMETRE for edge in (left, top, left + 20, top + 4)]
    assert across_the_cut([Word("はみ出し", *box)]) == ["はみ出し"]
    assert across_the_cut([Word("中", *(edge * MILLIMETRE for edge in (20, 40, 50, 44)))]) == []


def test_four_cards_a_sheet(kits, loaded):
    for id, scenario in loaded.playbook.scenarios.items():
        decks = [drill.deck(loaded.playbook, scenario), drill.deck(loaded.playbook, scenario, short=True)]
        sheets = sum(-(-len(deck) // 4) for deck in decks)
        assert len(kits[id]["injects"].reader.pages) == 1 + sheets, id


def test_a_card_that_is_too_long_stops_the_press(press, values, loaded):
    value = copy.deepcopy(values[f"{next(iter(loaded.playbook.scenarios))}/injects.pdf"].value)
    value["decks"][0]["cards"][2]["text"] += ["長い話が続きます。" * 120]
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
