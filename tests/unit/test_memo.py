"""The memory of what was checked: it saves work, and never answers for other rules or another text."""

import json
import os
from datetime import date

import pytest

from playbook import holiday, phrase_checks, search
from playbook.memo import Memo, Shelf, digest_of, made_by


def asked(memo: Memo, *keys: str) -> list[str]:
    """The keys for which the memo had no answer."""
    made = []
    for key in keys:
        memo.answer(key, lambda key=key: made.append(key) or [key])
    return made


@pytest.fixture
def file(tmp_path):
    memo = Memo(tmp_path / "cache/answers.json", "rules")
    assert asked(memo, "a", "b") == ["a", "b"]
    memo.keep()
    return tmp_path / "cache/answers.json"


def test_the_same_text_is_not_read_twice(file):
    memo = Memo(file, "rules")
    assert asked(memo, "a", "c", "c") == ["c"]
    assert memo.answer("a", pytest.fail) == ["a"]


def test_other_rules_read_all_again(file):
    assert asked(Memo(file, "other rules"), "a", "b") == ["a", "b"]


def test_what_was_not_asked_for_is_forgotten(file):
    memo = Memo(file, "rules")
    asked(memo, "a")
    memo.keep()
    assert asked(Memo(file, "rules"), "a", "b") == ["b"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"maker": "rules"}', '{"maker": "rules", "answers": null}', "\udce3"], ids=["empty", "cut", "list", "no answers", "null", "bytes"])
def test_a_damaged_memory_is_as_good_as_none(file, damage):
    file.write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert asked(Memo(file, "rules"), "a") == ["a"]


def test_a_place_where_nothing_can_be_written_stops_nothing(tmp_path):
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    memo = Memo(tmp_path / "cache/answers.json", "rules")
    assert asked(memo, "a") == ["a"]
    memo.keep()
    assert (tmp_path / "cache").is_file()


def test_texts_do_not_run_into_each_other():
    assert digest_of("ab", "c") != digest_of("a", "bc")


# --- who answered ----------------------------------------------------------------------------------------


def test_a_module_that_changed_is_another_maker(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("ANSWER = 1")
    before = made_by(str(module))
    assert made_by(str(module)) == before
    module.write_text("ANSWER = 2")
    assert made_by(str(module)) != before


def test_another_text_subject_or_question_is_asked_anew(tmp_path, monkeypatch):
    """What the check of a text is asked is part of what it answers."""
    asked_for = []
    report = type("Report", (), {"findings": ()})
    monkeypatch.setattr(phrase_checks, "check_mail", lambda *all, **named: asked_for.append((all[1:], named)) or report)
    reader = phrase_checks.Reader({}, tmp_path)
    for one in (("文。",), ("別の文。",), ("文。", "件名"), ("文。", None, True), ("文。", None, False, False), ("文。",)):
        reader.read(*one)
    assert len(asked_for) == 5
    reader.keep()
    assert json.loads((tmp_path / ".cache/phrases.json").read_text("utf-8"))["maker"] == digest_of("{}", phrase_checks._MADE_BY)
    phrase_checks.Reader({"rules": []}, tmp_path).read("文。")
    assert len(asked_for) == 6


def test_an_article_read_by_other_code_is_read_anew(tmp_path, monkeypatch):
    pages = {"a.html": "<article><h1>題</h1><p>文。</p></article>"}
    search.read_all(pages, tmp_path)
    read = []
    real = search.sections
    monkeypatch.setattr(search, "sections", lambda article: read.append(article) or real(article))
    search.read_all(pages, tmp_path)
    assert read == []
    monkeypatch.setattr(search, "_MADE_BY", "other code")
    search.read_all(pages, tmp_path)
    assert len(read) == 1


def test_holidays_of_other_rules_are_reckoned_anew(tmp_path, monkeypatch):
    reckoned = []
    monkeypatch.setattr(holiday, "CACHE", tmp_path)
    monkeypatch.setattr(holiday, "_reckoned", lambda year: reckoned.append(year) or {f"{year}-01-01": "元日"})
    known = holiday.national_holidays.__wrapped__
    assert known(2026) == known(2026) == {date(2026, 1, 1): "元日"}
    monkeypatch.setattr(holiday, "made_by", lambda *files: "other rules")
    known(2026)
    assert reckoned == [2026, 2026]


# --- files that were made --------------------------------------------------------------------------------


def test_a_file_is_made_once_for_what_it_is_made_of(tmp_path):
    made = []
    for of in ("甲", "乙", "甲"):
        assert Shelf(tmp_path).file(of, lambda of=of: made.append(of) or of.encode()) == of.encode()
    assert made == ["甲", "乙"]


def test_what_was_not_asked_for_leaves_the_shelf(tmp_path):
    for of in ("甲", "乙"):
        Shelf(tmp_path).file(of, of.encode)
    shelf = Shelf(tmp_path)
    shelf.file("甲", pytest.fail)
    shelf.tidy()
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["甲"]


def test_a_half_written_file_is_made_again(tmp_path):
    Shelf(tmp_path).file("甲", b"whole".strip)
    next(tmp_path.iterdir()).write_bytes(b"")
    assert Shelf(tmp_path).file("甲", b"whole".strip) == b"whole"


def test_a_shelf_that_cannot_be_used_stops_nothing(tmp_path):
    (tmp_path / "shelf").write_text("a file stands where the folder should be")
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.file("甲", b"whole".strip) == b"whole"
    shelf.tidy()
    blocked = Shelf(tmp_path / "full")
    os.makedirs(tmp_path / "full/a folder that nobody put there")
    blocked.tidy()
    assert Shelf().file("甲", b"whole".strip) == b"whole"
