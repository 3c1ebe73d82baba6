"""The checker of finished mails in Python: the vectors it shares with JavaScript, its parts, and its command."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from playbook import compose, prh
from playbook.cli import main
from playbook.phrase_rules import NOTATIONS, compiled
from playbook.phrases import check_mail, normalise, runs, split_subject
from playbook.placeholder import fill

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/phrases.json").read_text("utf-8"))
DAY = date(2026, 11, 24)
NOT_SENT = {"36-call-script", "38-board-report", "39-ppc-report", "40-ministry-report"}
"""Forms and scripts that keep their blanks on purpose (the reasons stand in data/phrases.yml)."""


@pytest.fixture(scope="module")
def rules(loaded):
    return compiled(loaded.playbook)


def check(rules, text, subject="【重要】みなとオンラインの障害について（第一報）", **options):
    return check_mail(rules, text, subject, day=options.pop("day", DAY), **options)


def found(report, severities=("blocker", "warning", "hint")):
    return [(one.rule, one.severity) for one in report.findings if one.severity in severities]


def test_there_are_enough_vectors():
    kinds = [vector["kind"] for vector in VECTORS]
    assert kinds.count("clean") >= 30 and kinds.count("planted") >= 30
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(rules, vector):
    report = check_mail(
        rules, vector["text"], vector["subject"], vector["stage"], vector["notation"],
        date.fromisoformat(vector["day"]), vector["wantsSubject"],
    )
    assert report.stage == vector["expect_stage"]
    assert list(report.merge) == vector["merge"]
    stopping = [one for one in report.findings if one.severity != "hint"]
    if vector["kind"] == "clean":
        assert stopping == []
        return
    wanted = vector["expect"]
    told = [one for one in report.findings if one.rule == wanted["rule"]]
    assert told, "the planted fault is not found"
    assert {one.severity for one in told} == {wanted["severity"]}
    assert (told[0].where, told[0].line, told[0].found) == (wanted["where"], wanted["line"], wanted["found"])
    assert [one for one in stopping if one.rule != wanted["rule"]] == []


def test_every_own_mail_passes(loaded, rules):
    """Each choice of each template, filled with examples: nothing to mend before sending."""
    book, values, told = loaded.playbook, compose.examples(loaded.playbook), []
    for template in book.templates.values():
        for message in template.messages:
            options = [compose.options(block.section) for block in compose.blocks(book, message)]
            for turn in range(max(map(len, options))):
                text = fill("\n\n".join(one[min(turn, len(one) - 1)] for one in options), values)
                report = check_mail(
                    rules, text, fill(message.subject or "", values), (message.stage or template.stage).value,
                    day=DAY, wants_subject=bool(message.subject),
                )
                told += [
                    (template.id, turn, one.rule, one.found)
                    for one in report.findings
                    if one.severity != "hint" and not (template.id in NOT_SENT and one.rule == "mark-left")
                ]
    assert told == []


def test_a_mail_without_filling_cannot_be_sent(loaded, rules):
    """Every template, as it stands with its marks, is blocked by each of them."""
    book = loaded.playbook
    for template in book.templates.values():
        for message in template.messages:
            text = compose.body(book, message)
            report = check(rules, text)
            marks = set(re.findall(r"\(\([^()]*\)\)", text))
            assert marks <= {one.found for one in report.findings if one.severity == "blocker"}


# --- what blocks ------------------------------------------------------------------------------------------

def test_only_marks_subjects_and_assertions_block(rules):
    blocking = {rule["kind"] for rule in rules["rules"] if rule["severity"] == "blocker"}
    checks = {kind for kind, rule in rules["checks"].items() if rule["severity"] == "blocker"}
    assert blocking == {"claim"}
    assert checks == {"mark", "subject", "claim"}


BACKED = [
    pytest.param("お客様の情報の漏えいは確認されておりません。", True, id="裏づけなし"),
    pytest.param("11月24日10時までに接続記録を調べました。\nこの範囲では、漏えいは確認されておりません。", False, id="前の文に裏づけ"),
    pytest.param("10時に復旧を試験しました。\n\n漏えいは確認されておりません。", True, id="別の段落は裏づけでない"),
    pytest.param("漏えいは確認されておりません。現在、原因を調査しております。", True, id="調査中は裏づけでない"),
    pytest.param("漏えいの有無は、調査しております。", False, id="まだ言えない側"),
    pytest.param("「漏えいはありません」とお伝えしたことを、取り消します。", False, id="引いた言葉"),
    pytest.param("> 漏えいはありませんか", False, id="引用した行"),
    pytest.param("お客様の情報の\n漏えいは\nございません。", True, id="折り返した行"),
    pytest.param("警察に相談しております。", False, id="警察への相談は止めない"),
    pytest.param("約款に基づき、11月分を減額いたします。", False, id="条件の書かれた減額"),
]


@pytest.mark.parametrize(("text", "blocked"), BACKED)
def test_assertions_block_without_backing(rules, text, blocked):
    assert bool(check(rules, text).blockers) is blocked


# --- how heavy ------------------------------------------------------------------------------------------------

HEAVY = [
    pytest.param("9時〜18時", [("〜", "hint")], id="波線"),
    pytest.param("9時～18時", [("～", "hint")], id="全角チルダ"),
    pytest.param("①影響", [("①", "warning")], id="丸数字"),
    pytest.param("ﾎﾟｲﾝﾄの付与とﾛｸﾞｲﾝ、ﾎﾟｲﾝﾄの残高", [("ﾎﾟｲﾝﾄ", "warning"), ("ﾛｸﾞｲﾝ", "warning")], id="半角のカナは続きで一つ"),
]


@pytest.mark.parametrize(("text", "told"), HEAVY)
def test_characters(rules, text, told):
    assert [(one.found, one.severity) for one in check(rules, text).findings if one.rule == "unsafe-character"] == told


@pytest.mark.parametrize(("stage", "severity"), [("initial", "warning"), ("", "hint"), ("progress", "hint")])
def test_what_a_first_notice_lacks_weighs_more_when_the_stage_is_chosen(rules, stage, severity):
    subject = "障害の経過について" if stage == "progress" else "障害について（第一報）"
    told = check(rules, "会員サイトにログインできません。原因を調べております。", subject, stage=stage).findings
    assert {one.severity for one in told if one.found == "次の連絡"} == {severity}


def test_a_date_in_another_item_backs_no_report(rules):
    report = "・届出　関係機関への報告を完了しております。"
    assert check(rules, f"・概要　11月20日に紛失しました。\n{report}").blockers == 1
    assert check(rules, "・届出　11月20日に、関係機関への報告を完了しております。").blockers == 0
    assert check(rules, "11月20日に紛失しました。\n関係機関への報告を完了しております。").blockers == 0


# --- what contradicts itself -------------------------------------------------------------------------------------

TWO_VALUES = [
    pytest.param("9時15分頃から、ログインできない状態が続いております。\n\n■発生時刻\n9時51分頃", ["time-differs"], id="始まりの時刻"),
    pytest.param("9時15分頃から、ログインできません。\n10時20分から、検索もできません。\n\n■発生時刻\n9時15分頃", [], id="二つの事象"),
    pytest.param("遅れているお荷物は、あわせて1,350件です。\n\n・遅れているお荷物(合計)　1,530件", ["count-differs"], id="同じ名詞の数"),
    pytest.param("・東京店のお客様　30名\n・大阪店のお客様　20名", [], id="店ごとの数"),
    pytest.param("・お預かりした注文　30件\n・お預かりした注文　20件", [], id="項目どうしは、別の表とみる"),
    pytest.param("対象は312名です。\n\n■情報\n321名の方の、お名前", ["count-differs"], id="漏えいの数"),
    pytest.param("対象は50名です。\n\n・30名の方の、お名前\n・20名の方の、ご住所", [], id="内訳"),
    pytest.param("若葉市の施設予約システムは、復旧しました。\n\nお問い合わせ\n花岡市 総務部 情報政策課", ["sender-differs"], id="ほかの市"),
    pytest.param("若葉市の施設予約システムは、復旧しました。\n\nお問い合わせ\n若葉市 総務部 情報政策課", [], id="同じ市"),
    pytest.param("株式会社みなとでございます。\n\n・開発元の株式会社さくら様を通じてご契約の8台です。\n\n株式会社みなと", [], id="文の中の会社"),
    pytest.param("みやび損害保険株式会社でございます。\n\nお詫びいたします。\n\nひので損害保険株式会社 お客様部", ["sender-differs"], id="平仮名の社名"),
    pytest.param("2027年3月31日までです。\n11月24日（火）から承ります。", [], id="先の日付があっても、年なしの日は今年"),
]


@pytest.mark.parametrize(("text", "told"), TWO_VALUES)
def test_two_values(rules, text, told):
    wanted = {"time-differs", "count-differs", "sender-differs", "weekday-differs"}
    assert [one.rule for one in check(rules, text).findings if one.rule in wanted] == told


# --- merge fields ------------------------------------------------------------------------------------------

FIELDS = {
    "double-brace": "{{氏名}}", "brace": "{氏名}", "percent": "%氏名%", "double-bracket": "[[氏名]]", "bracket": "[氏名]",
    "double-angle": "<<氏名>>", "star": "*|氏名|*", "hash": "##氏名##", "playbook": "((宛先_氏名))",
}


def test_every_notation_has_a_case():
    assert set(FIELDS) == {id for id, _, _ in NOTATIONS} - {"none"}


@pytest.mark.parametrize("written", FIELDS)
@pytest.mark.parametrize("chosen", ["none", *FIELDS])
def test_only_the_chosen_notation_passes(rules, written, chosen):
    report = check(rules, f"{FIELDS[written]} 様\n\nお世話になっております。", notation=chosen)
    marks = [one for one in report.findings if one.rule == "mark-left"]
    if written == chosen:
        assert marks == [] and report.merge == ("宛先_氏名" if chosen == "playbook" else "氏名",)
    else:
        assert marks


# --- subject, runs, days -----------------------------------------------------------------------------------

SUBJECTS = [
    pytest.param("件名：障害について\n\n本文", "障害について", id="全角のコロン"),
    pytest.param("【下書き・送信不可】\n件名: 障害について\n本文", "障害について", id="二行目"),
    pytest.param("Subject: Outage\nHello", "Outage", id="英語"),
    pytest.param("本文\n本文\n本文\n件名：後", None, id="四行目は本文"),
    pytest.param("件名：\n本文", "", id="空の件名"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_subject_line(text, subject):
    found, rest = split_subject(text)
    assert found == subject
    assert rest.count("\n") == text.count("\n"), "line numbers stay"


RUNS = [
    pytest.param("情報の漏えいは、\n現在調査して\nおります。\n次の文。", ["情報の漏えいは、現在調査しております。", "次の文。"], id="折り返し"),
    pytest.param("・侵入：調査中\n・流出：調査中", ["・侵入：調査中", "・流出：調査中"], id="箇条書き"),
    pytest.param("・対象\n　氏名、住所", ["・対象氏名、住所"], id="箇条書きの続き"),
    pytest.param("■原因\n調査中です", ["■原因", "調査中です"], id="見出し"),
    pytest.param("No evidence of\ndata loss", ["No evidence of data loss"], id="英語は空白でつなぐ"),
    pytest.param("> 引用\n本文", ["本文"], id="引用は除く"),
]


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_runs(text, expected):
    pieces = runs(text)
    assert [piece.text for piece in pieces] == expected
    for piece in pieces:
        joined = "".join(text[at] for at in piece.positions)
        assert joined.replace("\n", " ") == piece.text


def test_line_breaks_are_one_kind():
    assert normalise("\ufeffa\r\nb\rc\u2028d") == "a\nb\nc\nd"


DAYS = [
    pytest.param("11月24日（火）", "2026-11-22", [], id="年なし、合う"),
    pytest.param("11月24日（水）", "2026-11-22", ["11月24日（水）"], id="年なし、違う"),
    pytest.param("1月5日（火）", "2026-11-22", [], id="年をまたぐ先"),
    pytest.param("12月28日（月）", "2027-01-05", [], id="年をまたぐ前"),
    pytest.param("2024年2月29日（木）", "2026-11-22", [], id="うるう日"),
    pytest.param("2025年2月29日（土）", "2026-11-22", ["2025年2月29日（土）"], id="ない日"),
    pytest.param("11/24(火)", "2026-11-22", [], id="斜線と半角"),
    pytest.param("１１月２４日（火）", "2026-11-22", [], id="全角の数字"),
    pytest.param("11月24日（水）と11月25日（月）", "2026-11-22", ["11月24日（水）", "11月25日（月）"], id="どの年でもない"),
    pytest.param("11月24日（水）の11月24日（水）", "2026-11-22", ["11月24日（水）"], id="同じ日の繰り返しは、ほかの年の証しでない"),
    pytest.param("11月24日（月）、25日、11月26日（水）、12月1日（月）", "2026-11-22", [], id="三つの日が前の年に合えば、前の年の文"),
    pytest.param("3月5日（木）", "2026-11-22", [], id="遠い月は、今年でもよい"),
]


@pytest.mark.parametrize(("text", "day", "wrong"), DAYS)
def test_weekdays(rules, text, day, wrong):
    report = check(rules, text, day=date.fromisoformat(day))
    assert [one.found for one in report.findings if one.rule == "weekday-differs"] == wrong


def test_findings_begin_with_the_most_fundamental(rules):
    text = "まもなく復旧します。①\n情報の漏えいはございません。\n○月○日から続いております。"
    told = [one.rule for one in check(rules, text, subject="", stage="initial").findings]
    assert told[:3] == ["mark-left", "subject-empty", "claim-leak"]
    assert told.index("soon") < told.index("unsafe-character") < told.index("element-missing")


# --- the command, and the export ----------------------------------------------------------------------------

def test_command(tmp_path, capsys):
    mail = tmp_path / "mail.txt"
    mail.write_text("件名：【重要】みなとオンラインの障害について（第一報）\n\n○月○日に発生しました。\n", "utf-8")
    assert main(["check-text", str(mail), "--today", "2026-11-24"]) == 1
    said = capsys.readouterr().out
    assert "【送れない】3行目「○月○日」（mark-left）" in said and "このままでは送れません" in said
    assert main(["check-text", str(mail), "--format", "json", "--today", "2026-11-24"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["stage"], told["guessed"], told["blockers"]) == ("initial", True, 1)
    assert told["findings"][0]["found"] == "○月○日" and told["findings"][0]["line"] == 3


def test_command_lets_a_clean_mail_pass(tmp_path, capsys):
    clean = next(vector for vector in VECTORS if vector["kind"] == "clean" and vector["notation"] == "double-brace")
    mail = tmp_path / "mail.txt"
    mail.write_bytes(clean["text"].replace("\n", "\r\n").encode("cp932"))
    arguments = ["check-text", str(mail), "--subject", clean["subject"], "--notation", "double-brace", "--today", clean["day"]]
    assert main(arguments) == 0
    assert "差し込み（配信の仕組みが入れるもの）：氏名、会員番号" in capsys.readouterr().out
    assert main(arguments[:-4] + ["--today", clean["day"]]) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "iso2022_jp"])
def test_command_reads_what_mails_and_editors_write(tmp_path, capsys, encoding):
    mail = tmp_path / "mail.txt"
    mail.write_bytes("件名：【重要】障害について（第一報）\n\n○月○日に発生しました。\n".encode(encoding))
    assert main(["check-text", str(mail), "--today", "2026-11-24"]) == 1
    assert "【送れない】3行目「○月○日」（mark-left）" in capsys.readouterr().out


def test_a_character_that_nobody_sees_is_named(rules):
    told = [one for one in check(rules, "障害が\x0b起きております。", subject="件名").findings if one.rule == "unsafe-character"]
    assert [one.found for one in told] == ["U+000B"]


def test_command_cannot_read(tmp_path, capsys):
    assert main(["check-text", str(tmp_path / "none.txt")]) == 2
    assert "読めません" in capsys.readouterr().err


def test_prh(loaded, capsys):
    assert main(["export", "prh"]) == 0
    text = capsys.readouterr().out
    assert text == prh.rules(loaded.playbook)
    written = yaml.safe_load(text)
    assert written["version"] == 1 and len(written["rules"]) >= 20
    for rule in written["rules"]:
        body = re.fullmatch(r"/(.*)/u", rule["pattern"])[1]
        id = rule["prh"].split("：")[0]
        assert body.replace(r"\/", "/") == loaded.playbook.phrases[id].pattern.replace(r"\/", "/")
        assert all(re.search(body, hit) for hit in loaded.playbook.phrases[id].specs.hit)
