"""Every way to break what the desk asks for: one fault gives one finding of its number, at its file and line."""

import shutil
from pathlib import Path

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load
from tests.data.test_broken import DESK, FIRST, PLACEHOLDERS, VALID

MANY = [f"作業{number}" for number in range(1, 7)]
REGISTERED = "".join(
    f"- name: {name}\n  meaning: 進めている作業\n  example: 点検\n  kind: text\n  scope: notice\n" for name in MANY
)
SPOKEN = "((受付区分))の受付で承ります。"
SEVEN = "、\n          ".join(f"(({name}))" for name in MANY) + "を進めております。\n          " + SPOKEN
REASON = "approval: 障害対応の責任者\nmany_fields: 進めている作業を一つずつ示すため。\n"

CASES = [
    pytest.param([(DESK, SPOKEN, SEVEN), (PLACEHOLDERS, "- name: 受付区分", REGISTERED + "- name: 受付区分")], ("PB530", DESK, "id: 02-desk"), id="理由のない七つの入力"),
    pytest.param([(FIRST, "approval: 障害対応の責任者\n", REASON)], ("PB531", FIRST, "many_fields"), id="少ない入力に理由"),
    pytest.param([(PLACEHOLDERS, "  kind: tel\n", "  kind: tel\n  same_as: 自社_会杜名\n")], ("PB532", PLACEHOLDERS, "same_as"), id="同じ値の差し込みがない"),
    pytest.param([(PLACEHOLDERS, "  kind: tel\n", "  kind: tel\n  same_as: 自社_会社名\n")], ("PB532", PLACEHOLDERS, "same_as"), id="同じ値の種類が違う"),
    pytest.param([(PLACEHOLDERS, "  example: みなと予約\n", "  example: みなと予約\n  same_as: 受付区分\n")], ("PB532", PLACEHOLDERS, "same_as"), id="会社の値でない"),
    pytest.param([(PLACEHOLDERS, "  kind: datetime\n", "  kind: datetime\n  proves: at\n")], ("PB533", PLACEHOLDERS, "proves"), id="事案の値が根拠"),
    pytest.param([(PLACEHOLDERS, "  options: [通常, 緊急]", "  options: [通常, 緊急]\n  proves: at")], ("PB533", PLACEHOLDERS, "proves"), id="文が確かめた時刻"),
    pytest.param([(PLACEHOLDERS, "  kind: datetime\n", "  kind: datetime\n  after: [発生時該]\n")], ("PB534", PLACEHOLDERS, "after: [発生時該]"), id="前後を比べる差し込みがない"),
    pytest.param([(PLACEHOLDERS, "  kind: datetime\n", "  kind: datetime\n  after: [自社_会社名]\n")], ("PB534", PLACEHOLDERS, "after: [自社_会社名]"), id="日時でないものとの前後"),
    pytest.param([(PLACEHOLDERS, "  options: [通常, 緊急]", "  options: [通常, 緊急]\n  tense: past")], ("PB534", PLACEHOLDERS, "tense: past"), id="日時でないものの向き"),
    pytest.param([(PLACEHOLDERS, "  default: 調査中\n", "  default: 調査中\n  auto: now\n")], ("PB017", PLACEHOLDERS, "- name: 影響人数"), id="既定が二つ"),
    pytest.param([(PLACEHOLDERS, "  kind: datetime\n", "  kind: datetime\n  auto: soon\n")], ("PB013", PLACEHOLDERS, "auto: soon"), id="知らない自動の既定"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VALID, tmp_path / "data"))


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_a_fault_is_told_where_it_is(data, changes, expected):
    for file, old, new in changes:
        path = data / file
        text = path.read_text("utf-8")
        assert old in text, "the row does not fit the valid file"
        path.write_text(text.replace(old, new, 1), "utf-8")
    code, file, at = expected
    text = (data / file).read_text("utf-8")
    line = text.count("\n", 0, text.index(at)) + 1
    assert [(one.code, one.file, one.line) for one in check(load(data))] == [(code, f"data/{file}", line)]


def test_a_reason_makes_many_values_right(data):
    for file, old, new in [*CASES[0].values[0], (DESK, "approval: 窓口の責任者\n", REASON)]:
        path = data / file
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert check(load(data)) == []


def test_every_number_of_the_desk_has_a_case():
    assert {case.values[1][0] for case in CASES} >= {code for code in CODES if code.startswith("PB53")}
