"""The memory of what was checked: it saves work, and never answers for other rules or another text."""

import pytest

from playbook.memo import Memo, digest_of


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


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"maker": "rules"}', "\udce3"], ids=["empty", "cut", "list", "no answers", "bytes"])
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
