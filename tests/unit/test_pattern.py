"""Which regular expressions two engines read alike, and which of them may run long."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.pattern import fault_of, heaviness, words_of
from playbook.phrase_rules import compiled

VECTORS = json.loads((Path(__file__).resolve().parents[1] / "vectors/phrases.json").read_text("utf-8"))
NOT_PATTERNS = {"id", "name", "stage", "target", "rounded"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("漏えい(は|も)ありません", id="文字と選択"),
        pytest.param("[^。]{0,24}復旧", id="上限のある繰り返し"),
        pytest.param("(?:a|b)(?=c)(?!d)", id="先読み"),
        pytest.param("(?<=約)[0-9]{1,3}名", id="後読み"),
        pytest.param("a+b", id="上限のない繰り返しが一つ"),
        pytest.param("a+xb+", id="間に必ず読む字"),
        pytest.param(r"[\[［]名前[\]］]", id="角括弧の字"),
        pytest.param("^(お知らせ)$", id="始めと終わり"),
        pytest.param(r"\u3000a", id="番号で書いた字"),
        pytest.param("a{2}?b", id="短いほうから"),
    ],
)
def test_common_and_light(pattern):
    assert fault_of(pattern) is None
    assert heaviness(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\s名", id="空白の略記"),
        pytest.param(r"\d時", id="数字の略記"),
        pytest.param(r"\w", id="字の略記"),
        pytest.param(r"\b名", id="語の境"),
        pytest.param("(?i)no", id="旗"),
        pytest.param("(?P<name>a)", id="名前付きの括弧"),
        pytest.param(r"(a)\1", id="前の括弧を指す"),
        pytest.param("a{", id="閉じない波括弧"),
        pytest.param("a]", id="閉じる角括弧だけ"),
        pytest.param("[[a]", id="角括弧の中の角括弧"),
        pytest.param("[]", id="空の角括弧"),
        pytest.param("[a--b]", id="差の集合"),
        pytest.param("(a", id="閉じない括弧"),
        pytest.param("a)", id="余る括弧"),
        pytest.param("*a", id="繰り返す字がない"),
        pytest.param("a**", id="繰り返しの重ね"),
        pytest.param(r"a\-b", id="要らない逆斜線"),
        pytest.param("a\\", id="逆斜線で終わる"),
    ],
)
def test_not_common(pattern):
    assert "文字目" in fault_of(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(a+)+b", id="入れ子"),
        pytest.param("(a|aa)*b", id="組の繰り返し"),
        pytest.param("(a*b*)*c", id="隣り合い、入れ子"),
        pytest.param("a+a+b", id="隣り合い"),
        pytest.param("a*x?b*c", id="間が空にもなる"),
        pytest.param("(a+|b)(c?d*)e", id="括弧をまたぐ隣り合い"),
        pytest.param("(a+){2,3}b", id="さらに繰り返す"),
        pytest.param("(?=a*)b", id="先読みの中"),
        pytest.param("a?", id="空に当たる"),
        pytest.param("a|", id="空の選択"),
        pytest.param("[^。]{0,90}[^、]{0,90}x", id="上限の積が大きい"),
    ],
)
def test_heavy(pattern):
    assert fault_of(pattern) is None
    assert heaviness(pattern)


# --- the patterns of the house ------------------------------------------------------------------------------


def strings(name: str, value) -> Iterator[tuple[str, str]]:
    """Every pattern within ``value``, with the way to it."""
    if isinstance(value, str):
        yield from [(name, value)] if value else []
    elif isinstance(value, dict):
        texts = {"label"} if "sentences" not in value else set()  # of a time, it is a pattern
        for key in value.keys() - NOT_PATTERNS - texts:
            yield from strings(f"{name}.{key}", value[key])
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from strings(f"{name}.{number}", one)


@pytest.fixture(scope="module")
def house(loaded) -> list[tuple[str, str]]:
    rules = compiled(loaded.playbook)
    wordings = [(rule["id"], rule[key]) for rule in rules["rules"] for key in ("pattern", "unless") if rule[key]]
    parts = ("marks", "notations", "elements", "guesses", "facts", "text")
    return wordings + [found for part in parts for found in strings(part, rules[part])]


def test_every_pattern_of_the_house_is_common_and_light(house):
    """Dates and times may be read in many ways from one place, but each way is short: benchmarks/phrases.py."""
    assert len(house) > 200
    for name, pattern in house:
        assert fault_of(pattern) is None, name
        heavy = heaviness(pattern)
        assert heavy is None or ("通りあります" in heavy and name.startswith(("facts.times", "facts.when", "facts.counts"))), name


def test_a_match_has_one_of_the_words(house):
    """What lets the Python engine skip a pattern never skips a match."""
    texts = [vector["subject"] + "\n" + vector["text"] for vector in VECTORS]
    skipped = 0
    for name, pattern in house:
        words = words_of(pattern)
        for text in texts if words else ():
            has_word = any(word in text for word in words)
            skipped += not has_word
            assert has_word or not re.search(pattern, text), name
    assert skipped > len(texts) * 50


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param("まもなく復旧", {"まもなく復旧"}, id="一語"),
        pytest.param("(まもなく|じきに)[^。]{0,9}復旧", {"まもなく", "じきに"}, id="長いほうの語"),
        pytest.param("ご?利用", {"利用"}, id="省ける字"),
        pytest.param("[!！]", {"!", "！"}, id="字の組"),
        pytest.param("[ぁ-ん]名", {"名"}, id="範囲は語にしない"),
        pytest.param("(?<=約)名(?=様)", {"名"}, id="前後を見るだけの字"),
        pytest.param("(復旧|[0-9])時", {"時"}, id="分からない選択を含む"),
        pytest.param("[0-9]|復旧", None, id="分からない選択だけ"),
        pytest.param("(復旧)?", None, id="全部が省ける"),
        pytest.param("[^。]{1,3}", None, id="除く字の組"),
    ],
)
def test_words(pattern, words):
    assert words_of(pattern) == words
