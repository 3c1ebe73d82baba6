"""The desk's functions in Chromium: the twins of the Python ones over the same tables, and what leaves the desk.

The tables of tests/unit are the specification of the marks for both engines.
"""

import csv
import email
import email.policy
import hashlib
import io
import json

import pytest

from playbook import compose
from playbook.model import Auto, Scope
from playbook.placeholder import fill, missing, placeholders
from tests.unit.test_placeholder import FAULTS, MARKS, SILENT

NOON = 1795521600000  # 2026-11-24 12:00 on Japan's clock, as the desk counts: milliseconds as if it were UTC
KNOWN_AT_ONCE = {Auto.STARTED, Auto.NOW, Auto.TODAY, Auto.NEXT_UPDATE, Auto.ORDINAL}


@pytest.fixture(scope="module")
def desk(browser, origins):
    """Calls a function of the desk: ``desk("fill", text, values)``."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{origins['file']}/compose.html")

    def call(name, *arguments):
        return page.evaluate("([name, args]) => window.playbookDesk[name](...args)", [name, list(arguments)])

    call.page = page
    yield call
    context.close()


# --- twins ---------------------------------------------------------------------------------------------------


def test_marks_are_read_as_in_python(desk):
    texts = [case.values[0] for case in (*MARKS, *FAULTS, *SILENT)]
    texts += ["((名\u200b前))", "((\ufeff名前))", "((名\x85前))", "((名\x1c前))", "((a))様((b))（（c））((d))", "((サービス名))))"]
    assert [desk("placeholders", text) for text in texts] == [list(placeholders(text)) for text in texts]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("((a))と((b))", {"a": "山"}, id="一つだけ"),
        pytest.param("((a))", {"a": "((b))", "b": "川"}, id="値の中は読まない"),
        pytest.param("((a))", {"a": r"$& $1 \1"}, id="値は置換の記号ではない"),
        pytest.param("((a))", {"a": ""}, id="空の値"),
        pytest.param("((constructor))((__proto__))", {}, id="どの値にもある名前"),
        pytest.param("（（a））(a)((a)((a))", {"a": "山"}, id="似た形"),
    ],
)
def test_texts_are_filled_as_in_python(desk, text, values):
    assert desk("fill", text, values) == fill(text, values)
    assert desk("missing", text, values) == list(missing(text, values))


COMPOSE_ALL = """values => {
    const desk = window.playbookDesk, data = window.playbookCompose, found = {};
    const text = (state, template, message) => {
        const done = desk.compose(data, state, template, message);
        return {subject: done.subjectText, body: done.bodyText, missing: done.missing.map(one => one.name)};
    };
    for (const template of data.templates) for (const message of template.messages) {
        const bare = desk.fresh(data, 1795521600000), full = desk.fresh(data, 1795521600000);
        full.values = {...values};
        for (const state of [bare, full]) state.notation = {id: "own", own: "<名前>"};
        found[template.id + "/" + message.id] = [text(bare, template.id, message.id), text(full, template.id, message.id)];
    }
    return found;
}"""


def of_messages(book):
    return [(template, message) for template in book.templates.values() for message in template.messages]


def test_all_notices_are_composed_as_in_python(desk, loaded):
    book = loaded.playbook
    values = {name: entry.example for name, entry in book.placeholders.items() if entry.scope is not Scope.RECIPIENT}
    found = desk.page.evaluate(COMPOSE_ALL, values)
    merged = values | {"宛先_氏名": "<氏名>", "宛先_会社名": "<会社名>"}
    for template, message in of_messages(book):
        bare, full = found[f"{template.id}/{message.id}"]
        assert full == {
            "subject": fill(message.subject or "", merged), "body": compose.body(book, message, merged), "missing": [],
        }
        marked = placeholders((message.subject or "") + "\n" + compose.body(book, message))
        entries = [book.placeholders[name] for name in marked]
        assert bare["missing"] == [
            entry.name for entry in entries
            if entry.scope is not Scope.RECIPIENT and not entry.default and entry.auto not in KNOWN_AT_ONCE
        ]


RANDOM = """rounds => {
    const desk = window.playbookDesk, data = window.playbookCompose, faults = [];
    let seed = 1;
    const upTo = most => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % most; };
    const any = list => list[upTo(list.length)];
    for (let round = 0; round < rounds; round += 1) {
        const template = any(data.templates), message = any(template.messages), state = desk.fresh(data, 1795521600000);
        Object.assign(state, {template: template.id, message: message.id, notation: {id: any(desk.NOTATIONS).id, own: any(["", "<<名前>>"])}});
        for (const [name, entry] of Object.entries(data.placeholders)) {
            if (entry.scope !== "recipient" && upTo(8)) state.values[name] = entry.example;
        }
        const chosen = state.notices[template.id + "/" + message.id] = {choices: {}, off: [], added: []};
        for (const block of desk.blocks(data, state, template.id, message)) {
            chosen.choices[block.key] = any(block.section.choices).id;
            if (!upTo(3)) chosen.off.push(block.key);
            if (upTo(4)) state.evidence[block.proofKey] = {who: "a", at: any(["", "9時"]), what: "b"};
        }
        for (let more = upTo(4); more > 1; more -= 1) chosen.added.push({part: any(data.parts).id, at: upTo(12)});
        const done = desk.compose(data, state, template.id, message.id);
        const told = done.blocks.filter(block => !block.off).flatMap(block => block.section.elements);
        const keys = done.blocks.map(block => block.key);
        const again = desk.load(desk.save(state, 1795521600000), data);
        const same = again.state && desk.compose(data, again.state, template.id, message.id).bodyText === done.bodyText;
        if (!done.missing.length && (done.subjectText + done.bodyText).includes("((")) faults.push([template.id, "a hole"]);
        if (message.required.some(element => !told.includes(element))) faults.push([template.id, "an element lost"]);
        if (new Set(keys).size < keys.length) faults.push([template.id, "a key twice"]);
        if (!same) faults.push([template.id, "not loaded as saved"]);
    }
    return faults;
}"""


def test_no_combination_of_choices_leaves_a_hole_or_loses_what_the_stage_needs(desk):
    assert desk.page.evaluate(RANDOM, 1000) == []


# --- values ----------------------------------------------------------------------------------------------------

TIMES = [
    # typed, kind, as notices write it
    pytest.param("9:40", "datetime", "11月24日（火）9時40分", id="時刻だけなら今日"),
    pytest.param("９：４０", "datetime", "11月24日（火）9時40分", id="全角"),
    pytest.param("11/25 14:05", "datetime", "11月25日（水）14時05分", id="日付と時刻"),
    pytest.param("12月31日 午後3時半", "datetime", "12月31日（木）15時30分", id="午後と半"),
    pytest.param("1/5 9:00", "datetime", "1月5日（火）9時00分", id="年をまたぐ"),
    pytest.param("2026-11-20 8:00", "datetime", "11月20日（金）8時00分", id="年から"),
    pytest.param("2026-1-5 8:00", "datetime", "2026-1-5 8:00", id="年を書かないと違う年に読める日"),
    pytest.param("11月24日（火）9時40分", "datetime", "11月24日（火）9時40分", id="記入例のまま"),
    pytest.param("11月24日（水）9時40分", "datetime", "11月24日（水）9時40分", id="曜日は書き替えない"),
    pytest.param("25:10", "datetime", "25:10", id="ない時刻"),
    pytest.param("2/30 9:00", "datetime", "2/30 9:00", id="ない日"),
    pytest.param("昼ごろ", "datetime", "昼ごろ", id="言葉"),
    pytest.param("11/24", "datetime", "11/24", id="時刻のない日時"),
    pytest.param("11/24", "date", "2026年11月24日（火）", id="日付"),
    pytest.param("2027.4.1", "date", "2027年4月1日（木）", id="点の日付"),
    pytest.param("9:40", "time", "9時40分", id="時刻"),
    pytest.param("9:40", "text", "9:40", id="文はそのまま"),
]


COUNTS = [
    pytest.param("最大1,200名", True, id="数字"),
    pytest.param("１，２００名", True, id="全角の数字"),
    pytest.param("調査中", True, id="調査中"),
    pytest.param("全員", True, id="全員"),
    pytest.param("全会員", True, id="全会員"),
    pytest.param("全店舗のお客様", True, id="全店舗"),
    pytest.param("すべてのお客様", True, id="すべて"),
    pytest.param("ご利用中のお客様の一部", True, id="一部"),
    pytest.param("数百名", True, id="漢数字"),
    pytest.param("お客様", False, id="数のない言葉"),
    pytest.param("不明", False, id="不明は調査中と書く"),
]


@pytest.mark.parametrize(("typed", "counts"), COUNTS)
def test_plain_words_count_too(desk, typed, counts):
    told = desk("unlike", typed, "count")
    assert told == "" if counts else "調査中" in told


READABLE = [
    pytest.param("11月24日（火）9時40分", "datetime", True, id="記入例のまま"),
    pytest.param("9:40", "datetime", True, id="時刻だけ"),
    pytest.param("11月24日（火）9時40分ごろ", "datetime", True, id="ごろ"),
    pytest.param("25:10", "datetime", False, id="ない時刻"),
    pytest.param("2/30 9:00", "datetime", False, id="ない日"),
    pytest.param("11/24", "datetime", False, id="時刻のない日時"),
    pytest.param("昼ごろ", "datetime", False, id="言葉"),
    pytest.param("2026年11月24日（火）", "date", True, id="日付"),
    pytest.param("11月下旬", "date", True, id="月まで"),
    pytest.param("2027年", "date", True, id="年だけ"),
    pytest.param("11/31", "date", False, id="ない日付"),
    pytest.param("13月1日", "date", False, id="ない月"),
    pytest.param("近日中", "date", False, id="日付のない言葉"),
    pytest.param("9:70", "time", False, id="ない分"),
]


@pytest.mark.parametrize(("typed", "kind", "readable"), READABLE)
def test_which_times_can_be_read(desk, typed, kind, readable):
    assert desk("readable", typed, kind, NOON) is readable


DOUBTS = """([template, values, evidence, notation, now]) => {
    const desk = window.playbookDesk, data = window.playbookCompose, state = desk.fresh(data, now - 7200000);
    Object.assign(state, {values, noticeAt: now, notation: {id: notation, own: ""}});
    const message = desk.messageOf(data, template, "");
    for (const [key, choice] of Object.entries(evidence.choices || {})) {
        state.notices[template + "/" + message.id] = {choices: {[key]: choice}, off: [], added: []};
        state.evidence[key] = {who: "高橋", at: evidence.at, what: "記録"};
    }
    return desk.doubts(data, state, desk.compose(data, state, template, ""), now).map(one => [desk.doubtWords(one), one.holds]);
}"""

FIRST = "26-shortest-first-notice"
RECOVERY = "27-brief-recovery"
DOUBTFUL = [
    # template, values typed, what is told at 12:00 of November 24
    pytest.param(FIRST, {}, [], id="既定のまま"),
    pytest.param(FIRST, {"検知時刻": "9:40", "次回連絡時刻": "13:00"}, [], id="ふつうの時刻"),
    pytest.param(FIRST, {"検知時刻": "12:01"}, [("「検知時刻」が、いまより先です。", False)], id="先の発生"),
    pytest.param(FIRST, {"検知時刻": "12/31 9:00"}, [("「検知時刻」が、いまより先です。", False)], id="先の日の発生"),
    pytest.param(FIRST, {"検知時刻": "25:10"}, [("「検知時刻」が、日時として読めません（25:10）。", True)], id="読めない発生"),
    pytest.param(FIRST, {"次回連絡時刻": "11:59"}, [("「次回連絡時刻」は、もう過ぎています。", True)], id="過ぎた次回"),
    pytest.param(FIRST, {"次回連絡時刻": "12:00"}, [], id="いまちょうどの次回"),
    pytest.param(FIRST, {"次回連絡時刻": "準備ができ次第"}, [("「次回連絡時刻」が、日時として読めません（準備ができ次第）。", True)], id="言葉の次回"),
    pytest.param(RECOVERY, {"発生時刻": "9:40", "復旧時刻": "11:20"}, [], id="復旧が後"),
    pytest.param(RECOVERY, {"発生時刻": "9:40", "復旧時刻": "9:20"}, [("「復旧時刻」が、「発生時刻」より前です。", True)], id="復旧が前"),
    pytest.param(RECOVERY, {"発生時刻": "11/25 9:40", "復旧時刻": "11/24 11:20"}, [
        ("「復旧時刻」が、「発生時刻」より前です。", True), ("「発生時刻」が、いまより先です。", False),
    ], id="日付の取り違え"),
    pytest.param(RECOVERY, {"発生時刻": "9:40", "復旧時刻": "12:30"}, [("「復旧時刻」が、いまより先です。", False)], id="先の復旧"),
    pytest.param("30-leak-notice-formal", {"事案発生日": "11/24", "事案検知日": "11/20"}, [("「事案検知日」が、「事案発生日」より前です。", True)], id="日付の前後"),
    pytest.param("30-leak-notice-formal", {"事案発生日": "11/20", "事案検知日": "11/24"}, [], id="今日の日付"),
    pytest.param("30-leak-notice-formal", {"事案発生日": "11/31", "事案検知日": "11/24"}, [("「事案発生日」が、日付として読めません（11/31）。", True)], id="ない日付"),
]


@pytest.mark.parametrize(("template", "values", "told"), DOUBTFUL)
def test_doubtful_times_are_told(desk, template, values, told):
    assert [tuple(one) for one in desk.page.evaluate(DOUBTS, [template, values, {}, "brace", NOON])] == told


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("11:30", []),
        ("12:30", [("「お客様の情報について」の確認時刻が、いまより先です。", False)]),
        ("昼", [("「お客様の情報について」の確認時刻が、日時として読めません（昼）。", True)]),
    ],
)
def test_the_time_of_evidence_is_doubted_as_well(desk, at, told):
    second = desk.page.evaluate(
        """() => {
            const desk = window.playbookDesk, data = window.playbookCompose, state = desk.fresh(data, 0);
            const message = desk.messageOf(data, "01-first-notice", "");
            return desk.blocks(data, state, "01-first-notice", message).filter(one => one.key === "claim:leak")[0].section.choices[1].id;
        }"""
    )
    evidence = {"choices": {"claim:leak": second}, "at": at}
    assert [tuple(one) for one in desk.page.evaluate(DOUBTS, ["01-first-notice", {}, evidence, "everyone", NOON])] == told


def test_a_notice_to_one_is_doubted_only_without_a_mailing_tool(desk):
    told = desk.page.evaluate(DOUBTS, ["17-key-account-apology", {}, {}, "everyone", NOON])
    assert told == [["「宛名」が、{{会社名}}、{{氏名}} のままです。", True]]
    assert desk.page.evaluate(DOUBTS, ["17-key-account-apology", {}, {}, "percent", NOON]) == []


def test_labels_are_plain_and_never_the_same(desk, loaded):
    shown = {name: desk("labelOf", name) for name, entry in loaded.playbook.placeholders.items() if entry.scope is not Scope.RECIPIENT}
    assert shown["自社_会社名"] == "会社名" and not [label for label in shown.values() if "_" in label]
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize(("typed", "kind", "written"), TIMES)
def test_times_typed_short_are_written_out(desk, typed, kind, written):
    assert desk("tidyWhen", typed, kind, NOON) == written


@pytest.mark.parametrize(
    ("now", "promised"),
    [
        pytest.param(NOON, "11月24日（火）13時00分", id="ちょうど"),
        pytest.param(NOON + 60_000, "11月24日（火）13時15分", id="1分すぎ"),
        pytest.param(NOON + 14 * 60_000, "11月24日（火）13時15分", id="14分すぎ"),
        pytest.param(NOON + 11 * 3_600_000 + 59 * 60_000, "11月25日（水）1時00分", id="日をまたぐ"),
    ],
)
def test_the_next_update_is_an_hour_on_at_a_quarter(desk, now, promised):
    assert desk("whenWords", desk("nextUpdate", now)) == promised


HOSTILE = [
    pytest.param("a\u202eb\u200bc", "text", "abc", id="向きを変える字と見えない字"),
    pytest.param("a\x00b\x07c", "text", "abc", id="制御文字"),
    pytest.param("一\r\n二\u2028三", "text", "一 二 三", id="一行の欄の改行"),
    pytest.param("一\r\n二\r三", "list", "一\n二\n三", id="箇条書きの改行"),
    pytest.param("　 a ", "text", "a", id="前後の空白"),
    pytest.param("<script>alert(1)</script>", "text", "<script>alert(1)</script>", id="HTML は文のまま"),
    pytest.param("😀髙", "text", "😀髙", id="絵文字と異体字"),
]


@pytest.mark.parametrize(("typed", "kind", "kept"), HOSTILE)
def test_values_are_cleaned(desk, typed, kind, kept):
    assert desk("clean", typed, kind) == kept


def test_half_of_a_character_is_replaced(desk):
    cleaned = desk.page.evaluate(r"window.playbookDesk.clean('a\ud800b\udc00', 'text')")
    assert cleaned == "a\ufffdb\ufffd"


def test_every_example_is_accepted(desk, loaded):
    for name, entry in loaded.playbook.placeholders.items():
        assert desk("clean", entry.example, entry.kind.value) == entry.example
        assert desk("tidyWhen", entry.example, entry.kind.value, NOON) == entry.example
        assert not desk("unlike", entry.example, entry.kind.value), name


def test_unsafe_characters_have_a_plain_one(desk):
    plain = desk.page.evaluate(
        """() => {
            const safe = new Set(window.playbookPhrases.safe);
            return window.playbookDesk.safer("㈱髙島①ｱｲｳＡ１～😀", character => safe.has(character));
        }"""
    )
    assert plain == "（株）高島1アイウＡ１から😀"


# --- what leaves the desk ------------------------------------------------------------------------------------------

BODY = "((氏名))様ではない\n\n■影響\n・症状：<b>&\"\n　続き\nhttps://www.example.co.jp/a?b=1&c=2\n\n" + "長い文です。" * 40
SUBJECTS = [
    pytest.param("【重要】みなとオンラインの障害について（第一報）", id="ふつうの件名"),
    pytest.param("障" * 200, id="とても長い件名"),
    pytest.param("Service notice", id="英語の件名"),
    pytest.param("=?UTF-8?B?YQ==?= を含む", id="符号に似た件名"),
    pytest.param("😀髙", id="絵文字"),
    pytest.param("A" * 120, id="空白のない長い英字"),
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_mail_file_is_read_back_the_same(desk, subject):
    written = desk("eml", subject, BODY, {"name": "株式会社みなと商事", "address": "support@example.co.jp"}, NOON)
    assert "\n" not in written.replace("\r\n", "")
    assert max(map(len, written.split("\r\n"))) <= 78
    mail = email.message_from_bytes(written.encode("ascii"), policy=email.policy.default)
    assert mail["Subject"] == subject
    assert mail.get_content() == BODY.replace("\n", "\r\n")
    assert mail["X-Unsent"] == "1"
    assert mail["From"] == "株式会社みなと商事 <support@example.co.jp>"
    assert mail["Date"].datetime.isoformat() == "2026-11-24T12:00:00+09:00"
    assert not mail.defects and not any(mail[name].defects for name in ("Subject", "From", "Date"))


@pytest.mark.parametrize("address", ["", "窓口@例え.jp", "a@b>\r\nBcc: x@example.com", "a b@c"])
def test_an_address_that_is_none_names_nobody(desk, address):
    mail = email.message_from_string(desk("eml", "件名", "本文", {"name": "社名", "address": address}, NOON), policy=email.policy.default)
    assert mail["From"].addresses == () and mail["Bcc"] is None and not mail.defects


def test_the_text_file(desk):
    assert desk("txt", "件名です", "一\n二") == "\ufeff件名：件名です\r\n\r\n一\r\n二\r\n"
    assert desk("txt", "", "一\r\n二\r三") == "\ufeff一\r\n二\r\n三\r\n"


@pytest.mark.parametrize("text", ["", "abc", "a" * 55, "a" * 56, "a" * 64, "日本語" * 40_000, "😀"])
def test_the_hash(desk, text):
    assert desk("sha256", text) == hashlib.sha256(text.encode()).hexdigest()


def test_the_page_for_the_web_escapes_everything(desk):
    made = desk("html", "<障害>", "一\n二\n\n■影響 <b>\n・症状：\"x\"\n　続き\n・次\nhttps://example.co.jp/?a=1&b=2\n――――――――")
    assert made == (
        "<h1>&lt;障害&gt;</h1>\n<p>一<br>\n二</p>\n<h2>影響 &lt;b&gt;</h2>\n"
        "<ul>\n<li>症状：&quot;x&quot;<br>\n続き</li>\n<li>次</li>\n</ul>\n"
        '<p><a href="https://example.co.jp/?a=1&amp;b=2">https://example.co.jp/?a=1&amp;b=2</a></p>\n<hr>\n'
    )


ENTRY = {
    "at": NOON, "template": "26-shortest-first-notice", "message": "26-shortest-first-notice", "title": "26 第一報（最短）",
    "subject": "=件名", "body": "一行目\n| ```x``` |", "approver": "責任者", "recipients": "@1,200件", "next": "11月24日（火）13時00分",
    "sha256": hashlib.sha256("\ufeff件名：=件名\r\n\r\n一行目\r\n| ```x``` |\r\n".encode()).hexdigest(),
    "claims": [{"title": "漏えいの有無", "choice": "痕跡なし", "who": "高橋", "at": "9時55分", "what": "接続記録"}],
}


def test_the_record_as_a_sheet(desk):
    written = desk("csv", [ENTRY])
    assert written.startswith("\ufeff") and written.endswith("\r\n")
    head, row = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert head[0] == "送信した時刻" and row[0] == "2026-11-24 12:00"
    assert row[2] == "'=件名" and row[4] == "'@1,200件", "a spreadsheet must not compute it"
    assert row[6] == "漏えいの有無「痕跡なし」（確認者：高橋、確認時刻：9時55分、調査の対象：接続記録）"
    assert row[8] == "一行目\n| ```x``` |"


def test_the_record_as_markdown(desk):
    written = desk("markdown", [ENTRY])
    assert "| 2026-11-24 12:00 | 26 第一報（最短） | =件名 |" in written
    assert "````text\n件名：=件名\n\n一行目\n| ```x``` |\n````" in written


# --- the incident as a file ------------------------------------------------------------------------------------------


def incident(**changes):
    return {
        "kind": "playbook-incident", "version": 1, "savedAt": "2026-11-24T12:00:00+09:00", "startedAt": "2026-11-24T11:00:00+09:00",
        "noticeAt": "2026-11-24T11:50:00+09:00", "template": "26-shortest-first-notice", "message": "",
        "notation": {"id": "brace", "own": ""}, "values": {"サービス名": "みなと"}, "stale": [], "evidence": {},
        "notices": {"26-shortest-first-notice/26-shortest-first-notice": {
            "choices": {}, "off": [], "added": [], "subject": {"text": "みなとの停止（第二報）", "from": "みなとの障害（第一報）"},
        }},
        "timeline": [ENTRY | {"at": "2026-11-24T12:00:00+09:00"}],
    } | changes


def loading(desk, value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return desk.page.evaluate("text => window.playbookDesk.load(text, window.playbookCompose)", text)


def test_an_incident_comes_back_as_it_was(desk):
    state = loading(desk, incident())["state"]
    again = desk.page.evaluate("([state, now]) => window.playbookDesk.save(state, now)", [state, NOON])
    assert json.loads(again) == incident()


BROKEN = [
    pytest.param("{", "JSON として読めません", id="途中で切れた"),
    pytest.param("[]", "事案のファイルではありません", id="一覧"),
    pytest.param("null", "事案のファイルではありません", id="何もない"),
    pytest.param({"kind": "playbook-profile", "version": 1}, "自社の値のファイルです", id="自社の値"),
    pytest.param(incident(version=2), "版「2」は読めません", id="新しい版"),
    pytest.param(incident(version="1"), '版「"1"」は読めません', id="文の版"),
    pytest.param(incident(values=[]), "values（値）", id="値が一覧"),
    pytest.param(incident(values={"サービス名": 3}), "values の「サービス名」が、文ではありません", id="数の値"),
    pytest.param(incident(template="99-none"), "文面「99-none」は、この手引きにありません", id="ない文面"),
    pytest.param(incident(template=["26-shortest-first-notice"]), "この手引きにありません", id="一覧の文面"),
    pytest.param(incident(startedAt="昨日"), "時刻（startedAt、noticeAt）", id="読めない時刻"),
    pytest.param(incident(noticeAt="2026-02-30T00:00:00+09:00"), "時刻（startedAt、noticeAt）", id="ない日"),
    pytest.param(incident(notation={"id": "none", "own": ""}), "notation", id="知らない書き方"),
    pytest.param(incident(evidence={"claim:leak": {"who": "x"}}), "evidence の「claim:leak」", id="足りない根拠"),
    pytest.param(incident(notices={"26-shortest-first-notice/26-shortest-first-notice": {}}), "notices の", id="形の違う選び方"),
    pytest.param(incident(notices={"26-shortest-first-notice/26-shortest-first-notice": {
        "choices": {}, "off": [], "added": [], "subject": {"text": 1, "from": ""},
    }}), "choices、off、added、subject", id="文でない件名"),
    pytest.param(incident(timeline={}), "timeline（送信の記録）", id="記録が一覧でない"),
    pytest.param(incident(timeline=[{}]), "timeline の 1 件目の時刻", id="時刻のない記録"),
    pytest.param(incident(timeline=[ENTRY | {"at": "2026-11-24T12:00:00+09:00", "approver": 1}]), "文でない項目", id="数の承認者"),
    pytest.param(incident(timeline=[ENTRY | {"at": "2026-11-24T12:00:00+09:00", "body": "別"}]), "（SHA-256）と合いません", id="書き換えられた本文"),
    pytest.param(incident(stale="x"), "stale", id="一覧でない名前"),
]


@pytest.mark.parametrize(("value", "told"), BROKEN)
def test_a_broken_file_is_refused_in_words(desk, value, told):
    found = loading(desk, value)
    assert "state" not in found
    assert any(told in problem for problem in found["problems"]), found


def test_what_this_edition_does_not_know_is_left_out_and_told(desk):
    text = json.dumps(incident(values={"サービス名": "みなと", "宛先_氏名": "山田", "__proto__x": "y"}), ensure_ascii=False)
    found = loading(desk, text.replace("__proto__x", "__proto__"))
    assert found["state"]["values"] == {"サービス名": "みなと"}
    assert found["dropped"] == ["宛先_氏名", "__proto__"]


def test_a_profile_keeps_the_company_only(desk):
    found = desk.page.evaluate(
        """now => {
            const desk = window.playbookDesk, data = window.playbookCompose, state = desk.fresh(data, now);
            state.values = {"自社_会社名": "みなと商事", "サービス名": "みなとオンライン"};
            return desk.loadProfile(desk.saveProfile(state, data, now), data);
        }""",
        NOON,
    )
    assert found["values"] == {"自社_会社名": "みなと商事"} and found["problems"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "JSON として読めません", id="空"),
        pytest.param(json.dumps(incident()), "事案のファイルです", id="事案のファイル"),
        pytest.param('{"kind": "playbook-profile"}', "版「なし」は読めません", id="版がない"),
        pytest.param('{"kind": "playbook-profile", "version": 1, "values": {"自社_会社名": null}, "notation": {"id": "brace", "own": ""}}', "values の「自社_会社名」", id="何もない値"),
        pytest.param('{"kind": "playbook-profile", "version": 1, "values": {}}', "notation", id="書き方がない"),
    ],
)
def test_a_broken_profile_is_refused_in_words(desk, text, told):
    found = desk.page.evaluate("text => window.playbookDesk.loadProfile(text, window.playbookCompose)", text)
    assert "values" not in found and any(told in problem for problem in found["problems"]), found


# --- what changed ------------------------------------------------------------------------------------------------------

CHANGES = [
    pytest.param("・影響を受けるお客様：最大800名", "・影響を受けるお客様：最大1,200名", [("item", "影響を受けるお客様", "最大800名", "最大1,200名")], id="項目の数"),
    pytest.param("影響は最大800名です。", "影響は最大1,200名です。", [("number", "人数・件数", "最大800名", "最大1,200名")], id="文の中の数"),
    pytest.param("9時40分から止まっています。", "9時30分から止まっています。", [("time", "時刻・日付", "9時40分", "9時30分")], id="時刻"),
    pytest.param("11月24日（火）9時40分から", "11月25日（水）9時40分から", [("time", "時刻・日付", "11月24日（火）9時40分", "11月25日（水）9時40分")], id="日付"),
    pytest.param("原因は調査中です。", "原因は設定の誤りでした。", [("cause", "原因の言葉", "原因は調査中です", "原因は設定の誤りでした")], id="原因の言葉"),
    pytest.param("■原因\n調査しています。", "■原因と対応\n調査しています。", [], id="見出しは比べない"),
    pytest.param("影響は８００名です。", "影響は800名です。", [], id="全角の数字は同じ"),
    pytest.param("電話：03-0000-0000", "電話：03-0000-0000", [], id="同じ文"),
    pytest.param("お詫びします。", "重ねてお詫びします。", [], id="言い回しだけ"),
    pytest.param("11時15分までに、状況をお知らせいたします。", "12時30分までに、状況をお知らせいたします。", [], id="次の連絡の時刻は比べない"),
    pytest.param("・次の報告：11時15分まで", "・次の報告：12時30分まで", [], id="項目の次の報告"),
    pytest.param("次回は11時15分です。", "次回は12時30分です。", [], id="次回"),
    pytest.param("復旧は15時00分の見込みです。", "復旧は17時00分の見込みです。", [("time", "時刻・日付", "15時00分", "17時00分")], id="見込みの時刻は比べる"),
    pytest.param(
        "9時55分までに、\n11月20日以後の接続記録を調べました。", "9時40分までに、\n11月20日以後の接続記録を調べました。",
        [("time", "時刻・日付", "9時55分", "9時40分")], id="調べた時刻は比べる",
    ),
    pytest.param("2件です。", "ありません。", [("number", "人数・件数", "2件", "")], id="消えた数"),
]


@pytest.mark.parametrize(("before", "after", "changes"), CHANGES)
def test_what_changed_since_the_last_notice(desk, before, after, changes):
    assert [tuple(one[name] for name in ("kind", "label", "before", "after")) for one in desk("compare", before, after)] == changes


def test_the_next_time_that_is_known_is_left_out_wherever_it_is_promised(desk):
    before, after = "変わりがあれば、11時15分までに進めます。", "変わりがあれば、12時30分までに進めます。"
    assert desk("compare", before, after) and not desk("compare", before, after, {"before": "11時15分", "after": "12時30分"})


@pytest.mark.parametrize(
    ("text", "language"),
    [("11月24日に停止しました。", "ja"), ("Dear Customer, the service is down.", "en"), ("", "ja"), ("10:00", "ja")],
)
def test_the_language_of_a_pasted_text(desk, text, language):
    assert desk("languageOf", text) == language


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(65, "次の連絡まで1時間5分"), (1, "次の連絡まで1分"), (0, "次の連絡まで0分"), (-3, "次の連絡を3分過ぎています")],
)
def test_the_countdown(desk, minutes, words):
    assert desk("countdown", NOON + minutes * 60_000, NOON) == words


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("あ" * 140, 140, id="全角"),
        pytest.param("a" * 9, 5, id="英字は半分"),
        pytest.param("続報：https://www.example.co.jp/status/very/long/path", 15, id="長い URL も 11.5 字"),
        pytest.param("（第一報）9時40分", 9, id="数字は半分"),
    ],
)
def test_a_post_is_counted_as_the_network_does(desk, text, length):
    assert desk("postLength", text) == length


NOTATIONS = [
    ({"id": "brace", "own": ""}, "{{氏名}}"),
    ({"id": "percent", "own": ""}, "%%name%%"),
    ({"id": "word", "own": ""}, "«氏名»"),
    ({"id": "own", "own": "[[名前]]"}, "[[氏名]]"),
    ({"id": "own", "own": "[[]]"}, ""),
    ({"id": "own", "own": "((名前))"}, ""),
]


@pytest.mark.parametrize(("notation", "written"), NOTATIONS)
def test_merge_fields(desk, notation, written):
    assert desk("mergeField", "宛先_氏名", notation) == written
