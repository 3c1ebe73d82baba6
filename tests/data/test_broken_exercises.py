"""Every way to break an exercise: one fault gives one finding of its number, at its line.

A row: a text of the scenario, what stands there instead, and the number with a text on the line that is named.
"""

from pathlib import Path

import pytest

from playbook.checks import check
from playbook.finding import CODES
from playbook.load import load

SCENARIO = "scenarios/s1-stop.yml"
COMMON = "exercises.yml"

CASES = [
    # references
    pytest.param("template: 01-first", "template: 01-frist", [("PB850", "01-frist")], id="模範のテンプレートがない"),
    pytest.param("others: [05-closing]", "others: [05-closing, 99-none]", [("PB850", "99-none")], id="代わりのテンプレートがない"),
    pytest.param("      duties: [final-report]", "      duties: [none]", [("PB850", "duties: [none]")], id="義務がない"),
    pytest.param("articles: [a-report]", "articles: [a-none]", [("PB850", "a-none")], id="条がない"),
    pytest.param("checklists: [sending]", "checklists: [none]", [("PB850", "none]")], id="チェックリストがない"),
    pytest.param("    - duty: final-report", "    - duty: none", [("PB850", "duty: none")], id="時計の義務がない"),
    pytest.param("deadline: guide", "deadline: none", [("PB850", "deadline: none")], id="時計の期限がない"),
    pytest.param("        others: [05-closing]", "        others: [05-closing]\n        adds: [none]", [("PB850", "adds: [none]")], id="足す部品がない"),
    pytest.param("    module: two\n    at: 48", "    module: three\n    at: 48", [("PB850", "module: three")], id="部がない"),
    pytest.param("  - {id: two, title: 第2部", "  - {id: three, title: 第3部, aim: 余った時間を使うためのもの}\n  - {id: two, title: 第2部", [("PB850", "id: three")], id="カードのない部"),
    # time
    pytest.param("    at: 24", "    at: 12", [("PB851", "at: 12\n    short:\n      at: 12"), ("PB867", "task: {text: 3通目")], id="同じ分"),
    pytest.param("clock: 2026-11-24 10:10", "clock: 2026-11-24 09:59", [("PB851", "09:59")], id="戻る時刻"),
    pytest.param("    short:\n      at: 12", "    short:\n      at: 6", [("PB851", "at: 6\n    card:\n      clock: 2026-11-24 10:00")], id="短い形の同じ分"),
    pytest.param("clock: 2026-11-24 10:10", "clock: 11月24日10時10分", [("PB014", "11月24日10時10分")], id="時刻の書き方"),
    pytest.param("clock: 2026-11-24 10:10", "clock: 2026-11-31 10:10", [("PB014", "2026-11-31")], id="ない日"),
    pytest.param("minutes: 90", "minutes: 89", [("PB866", "minutes: 89")], id="短すぎる"),
    pytest.param("minutes: 90", "minutes: 121", [("PB866", "minutes: 121")], id="長すぎる"),
    pytest.param("    at: 72", "    at: 91", [("PB867", "card:\n      clock: 2026-11-24 10:50")], id="時間に収まらないカード"),
    pytest.param("task: {text: 1通目を書いてください。, minutes: 10}", "task: {text: 1通目を書いてください。, minutes: 13}", [("PB867", "task: {text: 2通目")], id="重なる課題"),
    pytest.param("task: {text: 短く書いてください。, minutes: 5}", "task: {text: 短く書いてください。, minutes: 21}", [("PB867", "short:\n      at: 0")], id="短い形に収まらない課題"),
    # enough
    pytest.param("      task: {text: 1通目を書いてください。, minutes: 10}\n", "", [("PB857", "notice:\n        template: 01-first")], id="課題のない模範"),
    pytest.param("      task: {text: 短く書いてください。, minutes: 5}\n", "", [("PB860", "injects:")], id="短い形に課題がない"),
    pytest.param("    short:\n      at: 6\n", "", [("PB860", "injects:")], id="短い形のカードが足りない"),
    pytest.param("        others: [05-closing]\n", "", [("PB853", "injects:")], id="テンプレートが足りない"),
    pytest.param("twists: [leak, false_alarm, correction]", "twists: [leak, correction]", [("PB864", "twists: [leak, correction]")], id="誤報の訓練がない"),
    # what players see
    pytest.param("4枚目の電話です。", "【訓練】4枚目の電話です。", [("PB855", "【訓練】4枚目")], id="カードに手で書いた印"),
    pytest.param("title: 止まった朝", "title: 【訓練】止まった朝", [("PB855", "【訓練】止まった朝")], id="題に手で書いた印"),
    pytest.param("4枚目の電話です。", "予約の画面の部品が、朝のうちに 壊れていた。", [("PB865", "予約の画面の部品が、朝のうちに壊れていた。")], id="カードに真相"),
    pytest.param("lead: 予約が止まります。", "lead: 早さを見るための時間である。", [("PB865", "aim: 早さを")], id="前書きに部のねらい"),
    pytest.param("to: [lead]", "to: [lead, boss]", [("PB856", "boss]")], id="いない役"),
    pytest.param("    - {id: scribe,", "    - {id: boss, name: 社長, task: 見る}\n    - {id: scribe,", [("PB856", "id: boss")], id="何も届かない役"),
    pytest.param("  サービス名: みなと予約\n", "", [("PB863", "((サービス名))を営みます")], id="呼び名がない"),
    pytest.param("  サービス名: みなと予約\n", "  サービス名: みなと予約\n  影響人数: 3名\n", [("PB863", "影響人数: 3名")], id="使わない呼び名"),
    pytest.param("  サービス名: みなと予約\n", "  サービス名: みなと予約\n  店の名: 港\n", [("PB863", "店の名")], id="登録のない呼び名"),
    pytest.param("2026年11月24日（火）の話", "2026年11月24日（水）の話", [("PB862", "（水）")], id="違う曜日"),
    pytest.param("4枚目の電話です。", "11月25日（火）に続けます。", [("PB862", "11月25日（火）")], id="年のない日の違う曜日"),
    pytest.param("4枚目の電話です。", "11月31日（火）に続けます。", [("PB862", "11月31日（火）")], id="曜日つきのない日"),
    pytest.param("4枚目の電話です。", "((サービス名)の電話です。", [("PB102", "((サービス名)の電話")], id="カードの差し込みの誤り"),
    pytest.param("4枚目の電話です。", "((店の名))の電話です。", [("PB101", "((店の名))")], id="カードの登録のない差し込み"),
    pytest.param("4枚目の電話です。", "30日以内です。", [("PB604", "30日以内")], id="カードに法令の数字"),
    pytest.param("say: 4枚目の時刻はいつですか。", "say: \"[[none]]はいつですか。\"", [("PB603", "[[none]]")], id="ヒントの無い規則"),
    # notices
    pytest.param("{お客様の情報について: investigating}", "{お客様の情報について: none}", [("PB858", "お客様の情報について: none")], id="選択肢がない"),
    pytest.param("{お客様の情報について: investigating}", "{窓口: investigating}", [("PB858", "窓口: investigating")], id="節がない"),
    pytest.param("          影響人数: 最大1,200名\n", "", [("PB858", "values:")], id="値がない"),
    pytest.param("          影響人数: 最大1,200名\n", "          影響人数: 最大1,200名\n          宛先_氏名: 山\n          復旧: 昼\n", [("PB858", "復旧: 昼")], id="文面にない値"),
    pytest.param("message: note\n        good", "message: memo\n        good", [("PB858", "message: memo")], id="文面がない"),
    pytest.param("        others: [05-closing]", "        others: [05-closing]\n        edits: {夜: 朝}", [("PB858", "edits: {夜")], id="文面にない言葉の書き直し"),
    pytest.param("        others: [05-closing]", "        others: [05-closing]\n        drops: [窓口]", [("PB858", "drops: [窓口]")], id="外せない節"),
    pytest.param("        others: [05-closing]", "        others: [05-closing]\n        decided: [影響人数]", [("PB858", "decided: [影響人数]")], id="値のない決める値"),
    pytest.param("発生時刻: 11月24日（火）9時40分", "発生時刻: 11月24日（火）9時41分", [("PB859", "9時41分")], id="出てこない時刻"),
    pytest.param("影響人数: 最大1,200名", "影響人数: 最大200名", [("PB859", "最大200名")], id="出てこない人数"),
    # clocks
    pytest.param("due: 2026-11-28", "due: 2026-11-29", [("PB861", "due: 2026-11-29")], id="違う期限の日"),
    pytest.param("      due: 2026-11-28\n", "", [("PB861", "- duty: final-report")], id="期限の日がない"),
    # shape
    pytest.param("medium: call", "medium: email", [("PB017", "- id: card-1"), ("PB017", "clock")], id="件名のないメール"),
    pytest.param("medium: call", "medium: call\n      subject: 件名", [("PB017", "clock")], id="件名のある電話"),
    pytest.param("- id: card-2", "- id: card-1", [("PB017", "id: s1-stop")], id="カードの id の重複"),
    pytest.param("id: s1-stop", "id: stop", [("PB015", "id: stop")], id="id の書式"),
    pytest.param("      hints:\n        - {when: 止まった, say: 1枚目の時刻はいつですか。}\n", "", [("PB011", "purpose: 1枚目")], id="ヒントがない"),
    pytest.param("twists: [leak,", "twists: [lost,", [("PB013", "lost")], id="知らない難しさ"),
]
SAME_LINE_ONLY = {"件名のないメール", "件名のある電話", "ヒントがない", "カードの id の重複"}
"""Faults of shape: the line is that of the mapping around them, and what else is missing is not told."""


def line_of(text: str, at: str) -> int:
    return text.count("\n", 0, text.index(at)) + 1


@pytest.mark.parametrize(("old", "new", "expected"), [case for case in CASES if case.id not in SAME_LINE_ONLY])
def test_broken_exercise(data: Path, old, new, expected):
    path = data / SCENARIO
    text = path.read_text("utf-8")
    assert old in text, "the row does not fit the valid file"
    broken = text.replace(old, new, 1)
    path.write_text(broken, "utf-8")
    findings = check(load(data))
    wanted = sorted((line_of(broken, at), code) for code, at in expected)
    assert sorted((finding.line, finding.code) for finding in findings) == wanted
    for finding in findings:
        assert finding.file == f"data/{SCENARIO}" and finding.blocking and finding.mend.endswith(("。", "？"))


@pytest.mark.parametrize(("old", "new", "expected"), [case for case in CASES if case.id in SAME_LINE_ONLY])
def test_misshapen_exercise(data: Path, old, new, expected):
    path = data / SCENARIO
    text = path.read_text("utf-8")
    assert old in text, "the row does not fit the valid file"
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert {finding.code for finding in check(load(data))} == {code for code, _ in expected}


def test_too_few_cards_and_notices(data: Path):
    path = data / SCENARIO
    text = path.read_text("utf-8")
    start, end = text.index("  - id: card-8"), text.index("facilitator:\n  title")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert [finding.code for finding in check(load(data))] == ["PB852"]
    start, end = text.index("      notice:\n        template: 03-again"), text.index("  - id: card-3")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert [finding.code for finding in check(load(data))] == ["PB853", "PB857"]


def test_a_stage_that_no_exercise_uses(data: Path):
    path = data / "templates/03-again.yml"
    path.write_text(path.read_text("utf-8").replace("    label: 覚え", "    label: 覚え\n    stage: progress", 1), "utf-8")
    assert "PB854" not in [finding.code for finding in check(load(data))]
    other = data / "templates/06-unused.yml"
    text = path.read_text("utf-8").replace("03-again", "06-unused").replace("続きの案内", "使わない案内").replace("progress", "recovery")
    other.write_text(text, "utf-8")
    assert [finding.code for finding in check(load(data)) if finding.code == "PB854"] == ["PB854"]


def test_no_scenarios(data: Path):
    (data / SCENARIO).unlink()
    assert [(finding.file, finding.code) for finding in check(load(data))] == [("data/scenarios", "PB001")]


def test_marks_in_the_common_advice_are_checked(data: Path):
    path = data / COMMON
    path.write_text(path.read_text("utf-8").replace("渡す時刻を守る。", "((守る。"), "utf-8")
    assert [(finding.file, finding.line, finding.code) for finding in check(load(data))] == [("data/exercises.yml", 9, "PB102")]


def test_every_number_of_exercises_has_a_case():
    told = {row[0] for case in CASES for row in case.values[2]} | {"PB852", "PB853", "PB854", "PB857"}
    assert told >= {code for code in CODES if code.startswith("PB85") or code.startswith("PB86")}
