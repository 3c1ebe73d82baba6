"""The desk in Chromium, used as in an outage: few keys, nothing false, nothing out of the tab."""

import email
import email.policy
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from playbook.model import Auto, Scope
from playbook import compose
from playbook.placeholder import placeholders
from tests.browser.conftest import until
from tests.browser.test_copy import pasted

FIRST_NOTICE = "26-shortest-first-notice"
TEN = "2026-11-24T01:03:00Z"  # 10:03 in Japan
TYPED = {
    "サービス名": "みなとオンライン",
    "自社_会社名": "株式会社みなと商事",
    "症状": "画面が表示されず、ログインできない状態",
    "自社_電話番号": "03-1111-2222",
}
KNOWN_AT_ONCE = {Auto.STARTED, Auto.NOW, Auto.TODAY, Auto.NEXT_UPDATE, Auto.ORDINAL}
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}


@pytest.fixture(params=["secure", "plain", "file"])
def origin(request, origins):
    return origins[request.param]


@pytest.fixture
def desk(page, origins):
    """The desk at 10:03 of a Tuesday, opened from a plain http server."""
    page.clock.set_fixed_time(TEN)
    page.goto(f"{origins['plain']}/compose.html")
    return page


def field(page, name):
    return page.locator(f'main [name="{name}"]')


def act(page, action):
    page.locator(f'[data-action="{action}"]').click()


def fill_first(page):
    for name, value in TYPED.items():
        field(page, name).fill(value)


def send(page, approver="情報システム部長"):
    """Notes the notice as sent, with who approved it."""
    if not field(page, "desk:approver").input_value():
        field(page, "desk:approver").fill(approver)
    act(page, "mark-sent")


def preview(page):
    return page.locator('[data-role="preview-body"]').evaluate("part => part.textContent")


def missing(page):
    """The names of what is missing; evidence as it is told."""
    return page.locator('[data-role="missing"] li').evaluate_all(
        "items => items.map(item => item.dataset.name.startsWith('evidence:') ? item.textContent : item.dataset.name)"
    )


def doubts(page):
    return page.locator('[data-role="doubts"] li').all_inner_texts()


def subject(page):
    return page.locator('[data-role="preview-subject"]').inner_text()


def choose(page, template):
    page.locator('[name="desk:template"]').select_option(template)


def saved(page, action):
    with page.expect_download() as download:
        act(page, action)
    with open(download.value.path(), "rb") as file:
        return file.read()


# --- sixty seconds ------------------------------------------------------------------------------------------------


def test_from_the_start_page_to_the_clipboard_in_three_clicks(page, origin):
    page.clock.set_fixed_time(TEN)
    page.goto(f"{origin}/index.html")
    page.get_by_role("link", name="今すぐ第一報").click()  # click 1
    field(page, "サービス名").wait_for()
    empty = page.locator("main [data-example]:visible").evaluate_all(
        "fields => fields.filter(field => !field.value && field.name.indexOf('desk:') < 0).map(field => field.name)"
    )
    assert empty == list(TYPED) and len(empty) <= 6
    fill_first(page)
    act(page, "copy-body")  # click 2
    page.get_by_text("本文をコピーしました").wait_for()
    text = pasted(page)
    assert text == preview(page)
    assert "当社では、11月24日（火）10時03分に確認いたしました。" in text
    assert "11月24日（火）11時15分までに" in text
    assert text.startswith("お客様各位\n\n株式会社みなと商事でございます。") and "((" not in text and "{{" not in text
    act(page, "copy-subject")  # click 3
    page.get_by_text("件名をコピーしました").wait_for()
    assert pasted(page) == "【重要】みなとオンラインの障害について（第一報）"


def test_the_whole_path_by_keyboard(page, origins):
    page.goto(f"{origins['file']}/index.html")
    page.get_by_role("link", name="今すぐ第一報").focus()
    page.keyboard.press("Enter")
    field(page, "サービス名").wait_for()
    page.locator("#desk-template").focus()
    for value in TYPED.values():
        page.keyboard.press("Tab")
        page.keyboard.insert_text(value)
    assert [field(page, name).input_value() for name in TYPED] == list(TYPED.values())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "copy-body":
            break
    page.keyboard.press("Enter")
    page.get_by_text("本文をコピーしました").wait_for()
    assert page.evaluate("document.activeElement.dataset.action") == "copy-body"
    assert pasted(page) == preview(page)
    field(page, "desk:approver").fill("情報システム部長")
    page.locator('[data-action="copy-body"]').focus()  # pasting went elsewhere
    for wanted in ("copy-subject", "mark-sent"):
        while page.evaluate("document.activeElement.dataset.action") != wanted:
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.action") == "save-now"
    with page.expect_download():
        page.keyboard.press("Enter")


def test_the_whole_path_by_touch_on_a_narrow_screen(browser, origins):
    context = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{origins['plain']}/index.html")
    page.get_by_role("link", name="今すぐ第一報").tap()
    bar = page.locator('[data-action="copy-body"]')
    bar.tap()
    assert page.evaluate("document.activeElement.name") == "サービス名", "the bar is in reach before anything is typed"
    for name, value in TYPED.items():
        field(page, name).tap()
        page.keyboard.insert_text(value)
        box = field(page, name).bounding_box()
        assert box["y"] + box["height"] <= page.locator(".desk-bar").bounding_box()["y"], "the bar covers the field"
    bar.tap()
    page.get_by_text("本文をコピーしました").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    text = preview(page)
    assert pasted(page) == text and "みなとオンライン" in text
    context.close()


def test_the_next_five_notices_ask_nothing_again(desk):
    choose(desk, FIRST_NOTICE)
    known = {}
    for template in (FIRST_NOTICE, "01-first-notice", "05-cause-found", "06-extension", "27-brief-recovery", "09-full-recovery"):
        choose(desk, template)
        asked = desk.locator('[data-role="asked"] [data-example]').evaluate_all(
            "fields => fields.map(field => [field.name, field.dataset.example])"
        )
        assert not known.keys() & {name for name, _ in asked}
        for name, example in asked:
            field(desk, name).fill(example)
            known[name] = example
        assert missing(desk) == []
        assert "((" not in preview(desk)


def test_what_was_sent_goes_into_the_record_and_the_next_notice(desk):
    fill_first(desk)
    field(desk, "次回連絡時刻").fill("10:45")
    field(desk, "desk:approver").fill("情報システム部長")
    field(desk, "desk:count").fill("1,200件")
    sent = preview(desk)
    send(desk)
    assert desk.evaluate("document.activeElement.dataset.action") == "save-now", "saving is offered at once"
    assert desk.title().startswith("次の連絡まで42分｜")
    incident = json.loads(saved(desk, "save-now"))
    (entry,) = incident["timeline"]
    assert entry["body"] == sent and entry["approver"] == "情報システム部長" and entry["recipients"] == "1,200件"
    assert entry["next"] == "11月24日（火）10時45分" and re.fullmatch("[0-9a-f]{64}", entry["sha256"])
    offered = desk.locator('[data-role="offer"] [data-action="choose"]').evaluate_all("all => all.map(one => one.dataset.template)")
    assert offered == ["01-first-notice", "05-cause-found", "48-no-news", "27-brief-recovery"]
    desk.clock.set_fixed_time("2026-11-24T01:50:00Z")
    desk.locator('[data-action="choose"][data-template="48-no-news"]').click()
    assert field(desk, "次回連絡時刻").input_value() == "11月24日（火）12時00分", "a time of its own for each notice"
    assert field(desk, "サービス名").input_value() == "みなとオンライン"
    until(desk, "document.title.startsWith('次の連絡を5分過ぎています')", seconds=15)


def test_what_held_for_the_last_notice_is_marked_in_the_next(desk):
    choose(desk, "05-cause-found")
    for name, example in desk.locator('[data-role="asked"] [data-example]').evaluate_all(
        "fields => fields.map(field => [field.name, field.dataset.example])"
    ):
        field(desk, name).fill(example)
    send(desk)
    choose(desk, "27-brief-recovery")
    held = desk.locator('[data-field="緊急処置"]')
    assert "前の連絡の値" in held.inner_text(), "typed for another notice"
    assert "前の連絡の値" not in desk.locator('[data-field="影響する機能"]').inner_text(), "true for the whole incident"
    field(desk, "緊急処置").fill("予備の設備への切り替え")
    assert "前の連絡の値" not in held.inner_text()


def test_times_are_renewed_before_a_late_copy_and_kept_after_it(desk):
    fill_first(desk)
    desk.clock.set_fixed_time("2026-11-24T02:30:00Z")
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()
    assert "11月24日（火）12時30分までに" in preview(desk) and "11月24日（火）10時03分に確認" in preview(desk)
    copied = preview(desk)
    desk.clock.set_fixed_time("2026-11-24T03:40:00Z")
    act(desk, "copy-subject")
    send(desk)
    send(desk)
    desk.get_by_text("同じ文を、いま記録したところです。").wait_for()
    (entry,) = json.loads(saved(desk, "save-incident"))["timeline"]
    assert entry["body"] == copied, "the record holds what was copied"
    assert "もう過ぎています" in desk.locator('[data-field="次回連絡時刻"]').inner_text()


@pytest.mark.parametrize("action", ["save-eml", "save-txt", "save-html"])
def test_a_late_file_promises_no_time_that_has_passed(desk, action):
    fill_first(desk)
    desk.locator("summary", has_text="ほかの形で出す").click()
    desk.clock.set_fixed_time("2026-11-24T04:03:00Z")
    file = saved(desk, action)
    text = (email.message_from_bytes(file, policy=email.policy.default).get_content() if action == "save-eml" else file.decode("utf-8"))
    assert "11月24日（火）14時15分までに" in text and "11時15分" not in text
    desk.clock.set_fixed_time("2026-11-24T04:30:00Z")
    act(desk, "copy-body")
    assert "14時15分までに" in preview(desk), "the copy after it says the same"


def test_a_draft_fixes_no_time(desk):
    fill_first(desk)
    act(desk, "copy-draft")
    desk.get_by_text("下書きをコピーしました").wait_for()
    desk.clock.set_fixed_time("2026-11-24T04:03:00Z")
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()
    assert "11月24日（火）14時15分までに" in preview(desk)


def test_a_promise_that_has_passed_is_told_when_the_notice_is_recorded(desk):
    fill_first(desk)
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()
    desk.clock.set_fixed_time("2026-11-24T02:30:00Z")
    send(desk)
    told = desk.locator('[data-role="sent-status"]').inner_text()
    assert told.startswith("記録しました") and "「次回連絡時刻」（11月24日（火）11時15分）は、もう過ぎています。" in told


def test_sender_and_recipient_are_never_swapped(desk):
    choose(desk, "52-cloud-first-notice")
    desk.get_by_text("宛名の差し込み").click()
    desk.locator('[name="desk:notation"][value="own"]').check()
    field(desk, "desk:notation-own").fill("<<名前>>")
    field(desk, "自社_会社名").fill("送り手の会社")
    text = preview(desk)
    head, _, rest = text.partition("様")
    assert head == "<<会社名>>\n<<氏名>>" and "送り手の会社" in rest and "<<会社名>>" not in rest
    assert not desk.locator('main [name^="宛先_"]').count()


ADDRESSES = [
    # what a notice begins with when nobody chose anything, and with the fields of a mailing tool
    pytest.param("26-shortest-first-notice", "お客様各位\n\n", "{{氏名}}様\n\n", id="お客様あて"),
    pytest.param("32-leak-notice-caring", "お客様各位\n\n", "{{氏名}}様\n\n", id="文中にも名前"),
    pytest.param("20-continuity-support", "お取引先 ご担当者各位\n\n", "{{会社名}}\n{{氏名}}様\n\n", id="取引先あて"),
    pytest.param("52-cloud-first-notice", "お取引先 ご担当者各位\n\n", "{{会社名}}\n{{氏名}}様\n\n", id="契約企業あて"),
    pytest.param("17-key-account-apology", "{{会社名}}\n{{氏名}}様\n\n", "{{会社名}}\n{{氏名}}様\n\n", id="一社あて"),
    pytest.param("46-complaint-reply", "{{氏名}}様\n\n", "{{氏名}}様\n\n", id="一人あて"),
]


@pytest.mark.parametrize(("template", "everyone", "merged"), ADDRESSES)
def test_all_are_addressed_at_once_unless_a_mailing_tool_is_chosen(desk, template, everyone, merged):
    choose(desk, template)
    assert preview(desk).startswith(everyone) and "宛先_" not in preview(desk)
    assert everyone[0] == "{" or "{{" not in preview(desk)
    desk.get_by_role("button", name=re.compile("差し込む$")).click()  # one press
    assert preview(desk).startswith(merged)
    assert "この字のまま届きます" in desk.locator('[data-role="merged"]').inner_text()
    act(desk, "everyone")
    assert preview(desk).startswith(everyone)


def test_a_letter_to_one_is_held_until_the_sender_goes_on(desk):
    choose(desk, "46-complaint-reply")
    for name, example in desk.locator('[data-role="asked"] [data-example]').evaluate_all(
        "fields => fields.map(field => [field.name, field.dataset.example])"
    ):
        field(desk, name).fill(example)
    assert "一人（一社）ずつ" in desk.locator('[data-role="merged"]').inner_text()
    act(desk, "copy-body")
    desk.get_by_text("コピーしていません。「宛名」が、{{氏名}} のままです").wait_for()
    act(desk, "go-on")
    desk.get_by_text("{{氏名}} は、相手の名前に書き替えてから送ります").wait_for()
    assert pasted(desk) == preview(desk)


@pytest.mark.parametrize("address", ["#34-status-page--identified", "?template=34-status-page--identified", "#template=34-status-page--identified"])
def test_an_address_opens_its_notice(page, origins, address):
    page.goto(f"{origins['file']}/compose.html{address}")
    assert page.locator('[name="desk:message"]:checked').get_attribute("value") == "identified"
    page.evaluate("location.hash = '#48-no-news'")
    until(page, "document.querySelector('#desk-template').value === '48-no-news'")


# --- nothing false, nothing holed --------------------------------------------------------------------------------------


def test_all_notices_start_without_assertions_and_refuse_by_name(desk, loaded):
    """All templates walked: the cautious side first, and a copy refused with exactly the names that are missing."""
    book = loaded.playbook
    desk.evaluate("window.playbookCopy.copy = text => { window.copied = text; return Promise.resolve(true); }; 0")
    walked = 0
    for template in book.templates.values():
        for message in template.messages:
            choose(desk, template.id)
            if template.texts:
                desk.locator(f'[name="desk:message"][value="{message.id}"]').check()
            marked = [book.placeholders[name] for name in placeholders((message.subject or "") + "\n" + compose.body(book, message))]
            expected = [
                entry.name for entry in marked
                if entry.scope is not Scope.RECIPIENT and not entry.default and entry.auto not in KNOWN_AT_ONCE
            ]
            act(desk, "copy-body")
            assert missing(desk) == expected and expected
            assert desk.evaluate("document.activeElement.name") == expected[0]
            assert desk.evaluate("window.copied") is None
            body = preview(desk)
            for claim in book.claims.values():
                for assertion in claim.assertions:
                    for line in body.split("\n"):
                        assert not re.search(assertion.pattern, line), (template.id, message.id, line)
            walked += 1
    assert walked >= 60 and len(book.templates) == 56


def test_a_claim_needs_evidence_which_fills_the_text_and_is_kept(desk):
    choose(desk, "01-first-notice")
    for name, example in desk.locator('[data-role="asked"] [data-example]').evaluate_all(
        "fields => fields.map(field => [field.name, field.dataset.example])"
    ):
        field(desk, name).fill(example)
    radio = desk.locator('[name="claim:leak"]')
    assert radio.nth(0).is_checked() and "現在調査しております" in preview(desk)
    radio.nth(1).check()
    name = "お客様の情報について"
    assert missing(desk) == [f"「{name}」の確認者", f"「{name}」の確認時刻", f"「{name}」の調査の対象"]
    act(desk, "copy-body")
    assert desk.evaluate("document.activeElement.name") == "evidence:claim:leak:who"
    field(desk, "evidence:claim:leak:who").fill("高橋 三郎")
    field(desk, "evidence:claim:leak:what").fill("11月20日以後の接続記録")
    act(desk, "copy-body")
    assert missing(desk) == [f"「{name}」の確認時刻"]
    field(desk, "evidence:claim:leak:at").fill("9:55")
    desk.keyboard.press("Tab")
    assert "11月24日（火）9時55分までに、\n11月20日以後の接続記録を調べました。" in preview(desk)
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()
    send(desk)
    (entry,) = json.loads(saved(desk, "save-incident"))["timeline"]
    assert entry["claims"] == [{
        "title": "情報の漏えいの有無", "choice": "調べた範囲で痕跡なし", "who": "高橋 三郎",
        "at": "11月24日（火）9時55分", "what": "11月20日以後の接続記録",
    }]
    choose(desk, "05-cause-found")
    assert desk.locator('[name="claim:leak"]').nth(0).is_checked(), "each notice starts on the cautious side"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        pytest.param("症状", "ログインできない。情報の漏えいはございません", "漏えいはございません", id="裏づけのない断定"),
        pytest.param("症状", "○○の画面が開かない状態", "○○", id="埋めていない印"),
    ],
)
def test_what_the_checker_forbids_is_not_copied(desk, name, value, told):
    fill_first(desk)
    field(desk, name).fill(value)
    act(desk, "copy-body")
    desk.get_by_text("送れない言い方があります").wait_for()
    assert missing(desk) == []
    assert told in desk.locator('[data-role="findings"] [data-severity="blocker"]').first.inner_text()


@pytest.mark.parametrize("script", ["phrases-data.js", "check.js"])
def test_what_cannot_be_checked_is_not_copied(page, origins, script):
    page.route(f"**/{script}*", lambda route: route.abort())
    page.goto(f"{origins['plain']}/compose.html#{FIRST_NOTICE}")
    fill_first(page)
    act(page, "copy-body")
    assert page.locator('[data-role="status"]').inner_text().startswith("コピーしていません。")
    assert "確認の規則を読めません。" in page.locator('[data-role="findings"]').inner_text()
    act(page, "mark-sent")
    assert not page.locator(".desk-entries > li").count()


def test_a_mark_in_a_value_is_a_hole(desk):
    fill_first(desk)
    field(desk, "症状").fill("((サービス名))が使えない状態")
    act(desk, "copy-body")
    assert missing(desk) == ["症状"]


def test_a_draft_is_always_possible_and_says_so(desk):
    act(desk, "copy-draft")
    desk.get_by_text("下書きをコピーしました").wait_for()
    first, second, *_ = pasted(desk).split("\n")
    assert first == "【下書き・送信不可】" and second.startswith("件名：【重要】((サービス名))")


def test_where_nothing_can_be_copied_the_text_is_selected(page, origins):
    page.add_init_script("document.execCommand = () => false")
    page.goto(f"{origins['plain']}/compose.html")
    fill_first(page)
    act(page, "copy-body")
    selected = page.get_by_label("コピーする文")
    assert selected.input_value() == preview(page)
    assert selected.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length && field === document.activeElement")
    page.get_by_text("自動でコピーできませんでした").wait_for()


# --- nothing leaves, nothing stays -----------------------------------------------------------------------------------------


def test_no_request_storage_or_cookie_carries_what_is_typed(page, origins):
    requests, sockets = [], []
    page.on("request", lambda request: requests.append(request.url + (request.post_data or "")))
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.add_init_script(
        """window.beacons = [];
        navigator.sendBeacon = (...all) => { window.beacons.push(all); return true; };"""
    )
    page.goto(f"{origins['secure']}/compose.html#{FIRST_NOTICE}")
    page.wait_for_load_state("networkidle")
    before = len(requests)
    fill_first(page)
    act(page, "copy-body")
    send(page)
    choose(page, "05-cause-found")
    saved(page, "save-incident")
    assert [url for url in requests[before:] if not url.startswith("blob:")] == []
    assert not [url for url in requests if "みなと" in url] and not sockets
    assert page.evaluate("window.beacons.length") == 0
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_no_field_is_left_to_the_browser_to_remember(desk):
    choose(desk, "05-cause-found")
    act(desk, "subject-edit")
    remembered = desk.locator("main input, main textarea").evaluate_all(
        """all => all.filter(one => !["file", "checkbox", "radio"].includes(one.type))
            .filter(one => (one.getAttribute("autocomplete") || (one.form && one.form.autocomplete)) !== "off").map(one => one.name)"""
    )
    assert remembered == []
    assert desk.locator('main [name="desk:previous"]').count() == 1


HOSTILE = [
    pytest.param("<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>", id="HTML"),
    pytest.param("abc\u202egnp.exe\u200f\u2066x\u2069", id="向きを変える字"),
    pytest.param("あ" * 100_000, id="10万字"),
    pytest.param("👩‍👩‍👧‍👦🏳️‍🌈髙﨑㈱①", id="絵文字と機種依存文字"),
    pytest.param("\ud83d x \ude00", id="片割れの文字"),
    pytest.param("constructor __proto__ ((toString)) $& \\1", id="記号"),
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_does_no_harm(page, origins, value):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{origins['secure']}/compose.html#{FIRST_NOTICE}")
    page.evaluate(
        """value => {
            for (const field of document.querySelectorAll("main [data-example]")) {
                field.value = JSON.parse(value);
                field.dispatchEvent(new Event("input", {bubbles: true}));
                field.dispatchEvent(new Event("change", {bubbles: true}));
            }
        }""",
        json.dumps(value),  # halves of characters cannot travel as such
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert page.evaluate("window.hacked") is None
    act(page, "copy-draft")
    page.get_by_text("下書きをコピーしました").wait_for()
    text = pasted(page)
    assert text.endswith(preview(page)) and not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", text)
    page.reload()
    assert preview(page) == text.split("\n\n", 1)[1]
    assert not errors


def test_erasing_leaves_nothing(desk):
    fill_first(desk)
    field(desk, "サービス名").fill("ほしぞら便")
    send(desk)
    assert "ほしぞら便" in desk.evaluate("sessionStorage.getItem('playbook-desk')")
    act(desk, "erase")
    assert desk.evaluate("sessionStorage.getItem('playbook-desk')") is None
    assert desk.title().startswith("文面を作成する")
    assert "ほしぞら便" not in desk.locator("main").inner_html()
    assert missing(desk) == list(TYPED)
    desk.reload()
    assert missing(desk) == list(TYPED)


def test_what_the_tab_kept_and_cannot_be_read_is_told_and_can_be_saved(desk):
    fill_first(desk)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.evaluate(
        """() => {
            const kept = JSON.parse(sessionStorage.getItem("playbook-desk"));
            kept.incident = kept.incident.replace('"template": "26-shortest-first-notice"', '"template": "99-none"');
            sessionStorage.setItem("playbook-desk", JSON.stringify(kept));
        }"""
    )
    for _ in range(2):  # it stays until it is dealt with
        desk.reload()
        told = desk.locator(".desk-rescued")
        assert "文面「99-none」は、この手引きにありません。" in told.inner_text()
        assert field(desk, "サービス名").input_value() == "みなとオンライン", "what can be read is used"
        field(desk, "サービス名").fill("みなとオンライン")
    assert told.locator("ul").count() == 1
    kept = json.loads(saved(desk, "save-rescued"))
    assert kept["template"] == "99-none" and kept["values"]["症状"] == TYPED["症状"]
    act(desk, "drop-rescued")
    desk.reload()
    assert not told.is_visible() and missing(desk) == []


def test_a_kept_text_that_is_no_incident_is_not_thrown_away(desk):
    desk.evaluate("sessionStorage.setItem('playbook-desk', '{\"incident\": \"{\", \"unsaved\": true')")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    assert "JSON として読めません" in desk.locator(".desk-rescued").inner_text()
    assert saved(desk, "save-rescued").decode() == '{"incident": "{", "unsaved": true'
    act(desk, "erase")
    assert desk.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('playbook-desk'))") == []


def test_leaving_warns_only_while_something_is_unsaved(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.reload()
    assert asked == []
    fill_first(desk)
    desk.reload()
    assert asked == ["beforeunload"]
    assert field(desk, "サービス名").input_value() == "みなとオンライン", "the tab keeps it"
    saved(desk, "save-incident")
    desk.reload()
    assert asked == ["beforeunload"]


# --- the subject ------------------------------------------------------------------------------------------------------------


def test_a_subject_written_by_hand_goes_wherever_the_subject_goes(desk):
    fill_first(desk)
    send(desk)
    act(desk, "subject-edit")
    assert field(desk, "desk:subject").input_value() == "【重要】みなとオンラインの障害について（第一報）"
    mine = "【重要】みなとオンラインの障害について（第二報）"
    field(desk, "desk:subject").fill(mine)
    assert subject(desk) == mine
    desk.evaluate("window.onbeforeunload = null")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    assert subject(desk) == mine and field(desk, "desk:subject").input_value() == mine, "the tab keeps it"
    act(desk, "copy-subject")
    desk.get_by_text("件名をコピーしました").wait_for()
    assert pasted(desk) == mine
    desk.locator("summary", has_text="ほかの形で出す").click()
    assert email.message_from_bytes(saved(desk, "save-eml"), policy=email.policy.default)["Subject"] == mine
    assert saved(desk, "save-txt").decode("utf-8").startswith(f"\ufeff件名：{mine}\r\n")
    field(desk, "desk:subject").fill("【重要】最大800名の方へ")
    desk.locator("summary", has_text="前の連絡と比べる").click()
    assert "800名" in desk.locator('[data-role="changes"]').inner_text()
    send(desk)
    assert [entry["subject"] for entry in json.loads(saved(desk, "save-incident"))["timeline"]][1] == "【重要】最大800名の方へ"
    act(desk, "subject-restore")
    assert subject(desk) == "【重要】みなとオンラインの障害について（第一報）"
    assert not field(desk, "desk:subject").count()


def test_a_subject_written_by_hand_is_never_silently_out_of_date(desk):
    act(desk, "subject-edit")
    field(desk, "desk:subject").fill("((サービス名))の停止（第二報）")
    told = desk.locator('[data-role="subject-outdated"]')
    fill_first(desk)
    assert subject(desk) == "みなとオンラインの停止（第二報）" and not told.inner_text(), "a mark in it is filled as anywhere"
    field(desk, "desk:subject").fill("みなとオンラインの停止（第二報）")
    field(desk, "サービス名").fill("ほしぞら便")
    assert subject(desk) == "みなとオンラインの停止（第二報）"
    assert "直さなければ、件名は「【重要】ほしぞら便の障害について（第一報）」" in told.inner_text()
    assert doubts(desk) == ["「件名」は、直した後に、もとの件名が変わりました。"]
    act(desk, "subject-keep")
    assert not told.inner_text() and doubts(desk) == []


SUBJECTS = [
    # typed by hand, why it is not copied; "" when it is
    pytest.param("", "足りないもの：件名", id="空"),
    pytest.param("((名前))のお知らせ", "足りないもの：件名", id="知らない印"),
    pytest.param("((サービス名のお知らせ", "足りないもの：件名", id="閉じていない印"),
    pytest.param("【重要】○月○日の障害について", "送れない言い方があります", id="埋めていない印"),
    pytest.param("【重要】みなとオンラインの障害：情報の漏えいはございません", "送れない言い方があります", id="裏づけのない断定"),
    pytest.param("【重要】みなとオンラインの障害について（第二報）", "", id="ふつうの件名"),
]


@pytest.mark.parametrize(("typed", "refusal"), SUBJECTS)
def test_a_subject_written_by_hand_is_checked_like_the_rest(desk, typed, refusal):
    fill_first(desk)
    act(desk, "subject-edit")
    field(desk, "desk:subject").fill(typed)
    act(desk, "copy-subject")
    desk.locator('[data-role="status"]').get_by_text(refusal or "件名をコピーしました").wait_for()


def test_what_is_wrong_with_a_subject_is_told_beside_it(desk):
    fill_first(desk)
    act(desk, "subject-edit")
    field(desk, "desk:subject").fill("㈱みなと商事" + "の障害" * 20)
    tools = desk.locator('[data-role="subject-tools"]')
    assert "化けることのある字があります：㈱" in tools.inner_text()
    assert "件名が 66 字です" in tools.inner_text()
    tools.locator('[data-action="safer"]').click()
    assert subject(desk).startswith("（株）みなと商事")


def test_a_second_notice_is_no_first(desk):
    fill_first(desk)
    findings = desk.locator('[data-role="subject-findings"]')
    assert not findings.inner_text()
    send(desk)
    assert not findings.inner_text(), "the record holds this very notice"
    desk.clock.set_fixed_time("2026-11-24T01:50:00Z")
    choose(desk, FIRST_NOTICE)
    assert "第一報" in subject(desk) and "もう 1 通あります" in findings.inner_text()
    act(desk, "subject-mend")
    assert subject(desk) == "【重要】みなとオンラインの障害について（第2報）" and not findings.inner_text()
    choose(desk, "05-cause-found")
    assert not findings.inner_text(), "its subject names no number"


# --- times ------------------------------------------------------------------------------------------------------------------

HELD = [
    pytest.param("次回連絡時刻", "9:30", "「次回連絡時刻」は、もう過ぎています。", id="過ぎた次回"),
    pytest.param("検知時刻", "25:10", "「検知時刻」が、日時として読めません（25:10）。", id="読めない時刻"),
]


@pytest.mark.parametrize(("name", "value", "told"), HELD)
def test_a_doubtful_time_is_copied_only_when_it_is_meant(desk, name, value, told):
    fill_first(desk)
    field(desk, name).fill(value)
    desk.keyboard.press("Tab")
    assert doubts(desk) == [told]
    act(desk, "copy-body")
    assert told in desk.locator('[data-role="status"]').inner_text()
    assert desk.locator(".desk-app").get_attribute("data-state") == "held"
    assert desk.evaluate("document.activeElement.closest('[data-role=doubts] li').dataset.name") == name
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.name") == name, "each leads to its field"
    desk.get_by_role("button", name="このままコピーする").click()
    desk.get_by_text("本文をコピーしました").wait_for()
    assert pasted(desk) == preview(desk)
    act(desk, "copy-body")
    assert not desk.get_by_role("button", name="このままコピーする").count(), "asked once"
    field(desk, name).fill("9:20" if name == "次回連絡時刻" else "26:00")
    act(desk, "copy-body")
    desk.get_by_role("button", name="このままコピーする").wait_for()
    desk.locator("summary", has_text="ほかの形で出す").click()
    act(desk, "save-txt")
    desk.get_by_text("保存していません").wait_for()
    assert "このまま保存する" in desk.locator('[data-role="go-on"]').inner_text()


def test_a_beginning_ahead_is_told_but_holds_nothing(desk):
    fill_first(desk)
    field(desk, "検知時刻").fill("12:30")
    assert doubts(desk) == ["「検知時刻」が、いまより先です。"]
    assert "この時刻が、いまより先です。" in desk.locator('[data-field="検知時刻"]').inner_text()
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()


def test_the_button_says_the_time_it_enters(desk):
    button = desk.locator('[data-field="次回連絡時刻"] [data-minutes="60"]')
    assert button.inner_text() == "11時15分 約60分後"
    desk.clock.set_fixed_time("2026-11-24T14:20:00Z")
    until(desk, "document.querySelector('[data-field=\"次回連絡時刻\"] [data-minutes=\"60\"]').innerText.startsWith('翌日0時30分')", seconds=15)
    button.click()
    assert field(desk, "次回連絡時刻").input_value() == "11月25日（水）0時30分"


# --- the record -------------------------------------------------------------------------------------------------------------


def test_the_approver_is_asked_for_before_anything_is_recorded(desk):
    fill_first(desk)
    act(desk, "mark-sent")
    desk.get_by_text("まだ記録していません。承認者を入れて").wait_for()
    assert desk.evaluate("document.activeElement.name") == "desk:approver"
    assert not desk.locator(".desk-entries > li").count()
    desk.clock.set_fixed_time("2026-11-24T01:09:00Z")
    desk.keyboard.insert_text("情報システム部長")
    act(desk, "mark-sent")
    (entry,) = json.loads(saved(desk, "save-incident"))["timeline"]
    assert entry["approver"] == "情報システム部長"
    assert entry["at"] == "2026-11-24T10:03:00+09:00", "sent when it was said to be"


def test_a_notice_can_be_recorded_without_an_approver(desk):
    fill_first(desk)
    act(desk, "mark-sent")
    act(desk, "sent-unapproved")
    (entry,) = json.loads(saved(desk, "save-incident"))["timeline"]
    assert entry["approver"] == "" and not desk.locator('[data-action="sent-unapproved"]').count()


# --- files ------------------------------------------------------------------------------------------------------------------


def test_the_incident_is_saved_and_loaded_whole(desk, tmp_path):
    fill_first(desk)
    act(desk, "merge")
    send(desk)
    choose(desk, "05-cause-found")
    field(desk, "緊急処置").fill("設備の切り離し")
    file = tmp_path / "incident.json"
    file.write_bytes(saved(desk, "save-incident"))
    shown = preview(desk)
    act(desk, "erase")
    load = desk.locator('[data-action="load-incident"]')
    load.set_input_files(file)
    desk.get_by_text("読み込みました。").wait_for()
    assert preview(desk) == shown and "設備の切り離し" in shown
    assert desk.locator(".desk-entries > li").count() == 1
    broken = tmp_path / "broken.json"
    broken.write_text(file.read_text("utf-8").replace("みなとオンラインの", "別の", 1).replace('"version": 1', '"version": 1', 1), "utf-8")
    load.set_input_files(broken)
    desk.get_by_text("（SHA-256）と合いません").wait_for()
    assert preview(desk) == shown, "what cannot be read changes nothing"


def test_an_incident_takes_the_place_of_unsaved_work_only_when_told_to(desk, tmp_path):
    fill_first(desk)
    send(desk)
    file = tmp_path / "incident.json"
    file.write_bytes(saved(desk, "save-incident"))
    act(desk, "erase")
    load = desk.locator('[data-action="load-incident"]')
    said = desk.locator('[data-role="file-status"]')

    def begin():
        field(desk, "サービス名").fill("別のサービス")
        field(desk, "desk:approver").fill("別の事案の承認者")
        field(desk, "desk:count").fill("9件")
        load.set_input_files(file)
        said.get_by_text("まだ読み込んでいません。").wait_for()
        assert field(desk, "サービス名").input_value() == "別のサービス"

    begin()
    act(desk, "load-not")
    assert "別のサービス" in preview(desk) and not desk.locator(".desk-ask").count()
    begin()
    kept = json.loads(saved(desk, "load-saved"))
    assert kept["values"]["サービス名"] == "別のサービス"
    assert "みなとオンライン" in preview(desk) and "読み込みました。" in said.inner_text()
    begin()
    act(desk, "load-anyway")
    assert "みなとオンライン" in preview(desk)
    assert field(desk, "desk:approver").input_value() == "情報システム部長", "of this incident's last record"
    assert field(desk, "desk:count").input_value() == ""
    load.set_input_files(file)
    said.get_by_text("読み込みました。").wait_for()
    assert not desk.locator(".desk-ask").count(), "nothing is unsaved"
    begin()
    saved(desk, "save-incident")
    load.set_input_files(file)
    said.get_by_text("読み込みました。").wait_for()
    assert not desk.locator(".desk-ask").count(), "the question before is settled"


def test_a_number_of_recipients_counts_for_one_record(desk):
    fill_first(desk)
    field(desk, "desk:count").fill("1,200件")
    send(desk)
    assert field(desk, "desk:count").input_value() == ""
    choose(desk, FIRST_NOTICE)
    act(desk, "subject-edit")
    field(desk, "desk:subject").fill("【重要】みなとオンラインの障害について（第二報）")
    send(desk)
    entries = json.loads(saved(desk, "save-incident"))["timeline"]
    assert [entry["recipients"] for entry in entries] == ["1,200件", ""]


def test_a_profile_fills_the_company_for_the_next_incident(desk, tmp_path):
    fill_first(desk)
    desk.get_by_text("自社の値のファイル").click()
    act(desk, "show-profile")
    field(desk, "自社_メール").fill("support@example.co.jp")
    file = tmp_path / "profile.json"
    file.write_bytes(saved(desk, "save-profile"))
    assert "サービス名" not in file.read_text("utf-8")
    act(desk, "erase")
    desk.locator('[data-action="load-profile"]').set_input_files(file)
    until(desk, "!document.querySelector('[data-role=missing]').textContent.includes('自社_')")
    assert missing(desk) == ["サービス名", "症状"]


def test_mail_and_text_files_hold_what_is_shown(desk):
    desk.get_by_text("ほかの形で出す").click()
    act(desk, "save-eml")
    assert desk.evaluate("document.activeElement.name") == "サービス名", "no file with holes either"
    fill_first(desk)
    mail = email.message_from_bytes(saved(desk, "save-eml"), policy=email.policy.default)
    subject = desk.locator('[data-role="preview-subject"]').inner_text()
    assert mail["Subject"] == subject and mail.get_content() == preview(desk).replace("\n", "\r\n")
    text = saved(desk, "save-txt").decode("utf-8")
    assert text == f"\ufeff件名：{subject}\r\n\r\n" + preview(desk).replace("\n", "\r\n") + "\r\n"
    assert "<h2>影響</h2>" in saved(desk, "save-html").decode("utf-8")


def test_short_forms_follow_the_same_values(desk):
    fill_first(desk)
    desk.get_by_text("ほかの形で出す").click()
    post = desk.locator('[data-form="35-sns-posts"]')
    post.locator('[data-action="copy-form"]').click()
    assert "足りないもの：発生時刻、影響する機能、続報掲載先" in post.locator('[role="status"]').inner_text()
    post.locator('[data-action="choose"]').click()
    field(desk, "発生時刻").fill("9:40")
    field(desk, "影響する機能").fill("ログイン")
    field(desk, "続報掲載先").fill("https://www.example.co.jp/status")
    choose(desk, FIRST_NOTICE)
    text = post.locator("pre").evaluate("part => part.textContent")
    assert "みなとオンライン" in text and "((" not in text
    length = int(re.search(r"(\d+) 字（140 字まで", post.inner_text())[1])
    assert 80 < length <= 140
    post.locator('[data-action="copy-form"]').click()
    post.get_by_text("コピーしました").wait_for()
    assert pasted(desk) == text


def short_form(page):
    """The post on social media, with all that it asks for."""
    fill_first(page)
    choose(page, "35-sns-posts")
    field(page, "発生時刻").fill("9:40")
    field(page, "影響する機能").fill("ログイン")
    field(page, "続報掲載先").fill("https://www.example.co.jp/status")
    choose(page, FIRST_NOTICE)
    page.locator("summary", has_text="ほかの形で出す").click()
    return page.locator('[data-form="35-sns-posts"]')


def test_a_short_form_is_refused_what_the_notice_is_refused(desk):
    post = short_form(desk)
    field(desk, "サービス名").fill("予約。情報の漏えいは一切ありません。")
    desk.evaluate("window.copies = []; playbookCopy.copy = text => { window.copies.push(text); return Promise.resolve(true); }; 0")
    post.locator('[data-action="copy-form"]').click()
    told = post.locator('[role="status"]').inner_text()
    assert told.startswith("コピーしていません。送れない言い方があります：「") and "一切ありません" in told
    assert desk.evaluate("window.copies") == []


def test_a_short_form_tells_beside_itself_what_became_of_it(desk):
    post = short_form(desk)
    desk.evaluate("playbookCopy.copy = () => Promise.resolve(false)")
    post.locator('[data-action="copy-form"]').click()
    post.get_by_text("自動でコピーできませんでした").wait_for()
    assert "コピーしました" not in post.inner_text()
    assert desk.evaluate("document.activeElement.value") == post.locator("pre").evaluate("part => part.textContent")
    desk.evaluate("playbookCopy.copy = () => Promise.resolve(true)")
    post.locator('[data-action="copy-form"]').click()
    post.get_by_text("コピーしました。").wait_for()
    assert not post.locator("textarea").count()
    assert desk.locator(".desk-app").get_attribute("data-state") == "open"
    assert desk.locator('[data-role="status"]').inner_text() == ""
    desk.clock.set_fixed_time("2026-11-24T02:30:00Z")
    act(desk, "copy-body")
    desk.get_by_text("本文をコピーしました").wait_for()
    assert "11月24日（火）12時30分までに" in preview(desk), "a post before it keeps no time of the mail"


def test_the_previous_notice_is_compared(desk):
    fill_first(desk)
    send(desk)
    choose(desk, "01-first-notice")
    desk.locator("summary", has_text="前の連絡と比べる").click()
    field(desk, "影響人数").fill("最大1,200名")
    changed = desk.locator('[data-role="changes"]')
    row = changed.locator("tr", has_text="影響を受けるお客様").inner_text()
    assert "調査中" in row and "最大1,200名" in row
    changed.locator('[data-action="part-add"]').click()
    assert "■前回のご連絡から変わった点" in preview(desk)
    field(desk, "desk:previous").fill("・影響を受けるお客様：最大800名")
    assert "最大800名" in changed.inner_text()
    changed.locator('[data-action="choose"]').click()
    assert desk.locator("#desk-template").input_value() == "43-correction"


def test_an_ordinary_new_time_for_the_next_notice_is_no_change(desk):
    fill_first(desk)
    send(desk)
    desk.clock.set_fixed_time("2026-11-24T02:20:00Z")
    choose(desk, FIRST_NOTICE)
    desk.locator("summary", has_text="前の連絡と比べる").click()
    assert "12時30分までに" in preview(desk)
    changed = desk.locator('[data-role="changes"]')
    assert "変わっていません" in changed.inner_text() and not changed.locator("button").count()
    choose(desk, "47-english-and-easy-japanese")
    assert "同じ言語の、前の連絡がありません" in changed.text_content()
    field(desk, "desk:previous").fill("11月24日（火）9時40分から停止しています。")
    assert "言語の違う文とは比べません" in changed.text_content()


def test_sections_can_be_left_out_and_parts_put_in(desk):
    choose(desk, "01-first-notice")
    desk.locator("summary", has_text="節を外す").click()
    box = desk.locator('[data-section="section:greeting"]')
    assert "平素より" in preview(desk)
    box.uncheck()
    assert "平素より" not in preview(desk)
    assert not desk.locator('[data-section="claim:leak"]').count(), "what the stage needs stays"
    desk.locator("#desk-part").select_option("p12-no-estimate")
    desk.locator('.desk-row [data-action="part-add"]').click()
    assert "復旧の見込みは、現時点では立っておりません。" in preview(desk)
    before = preview(desk).index("現時点では立って")
    desk.locator('[data-action="part-up"]').click()
    assert preview(desk).index("現時点では立って") < before
    desk.locator('[data-action="part-remove"]').click()
    assert "現時点では立って" not in preview(desk)


def test_of_several_parts_the_one_that_is_named_is_removed(desk):
    choose(desk, "01-first-notice")
    desk.locator("summary", has_text="節を外す").click()
    for part in ("p05-prevention", "p07-taking-it-seriously", "p08-measures-and-support"):
        desk.locator("#desk-part").select_option(part)
        desk.locator('.desk-row [data-action="part-add"]').click()
    put_in = desk.locator('[data-action="part-remove"]')

    def press(action, part):
        desk.locator(f'[data-action="{action}"][data-block="section:{part}"]').click()
        return [one.removeprefix("section:") for one in put_in.evaluate_all("all => all.map(one => one.dataset.block)")]

    assert press("part-up", "p07-taking-it-seriously") == ["p07-taking-it-seriously", "p05-prevention", "p08-measures-and-support"]
    assert press("part-up", "p08-measures-and-support") == ["p07-taking-it-seriously", "p08-measures-and-support", "p05-prevention"]
    assert press("part-remove", "p08-measures-and-support") == ["p07-taking-it-seriously", "p05-prevention"]


def test_the_record_is_printed_alone(desk):
    fill_first(desk)
    send(desk)
    desk.evaluate("window.print = () => {}")
    act(desk, "print-record")
    desk.emulate_media(media="print")
    record = desk.locator('[data-role="record"]')
    assert record.is_visible() and "送信の記録票" in record.inner_text() and "みなとオンライン" in record.inner_text()
    assert not desk.locator(".desk-form").is_visible() and not desk.locator(".desk-timeline").is_visible()


def test_a_printed_notice_is_one_page_without_help(desk):
    fill_first(desk)
    desk.emulate_media(media="print")
    shown = desk.locator("main").inner_text()
    assert "お客様各位" in shown and "自社の法務確認：未" in shown
    for word in ("この画面について", "件名を直す", "既定のまま", "この画面の外へ", "指摘はありません"):
        assert word not in shown


# --- for everyone --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(browser, origins, scheme):
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origins['plain']}/compose.html")
    found = {}
    widths = {"light": (1280, 390), "dark": (1280,)}[scheme]  # colours do not depend on the width

    def look(state, *more):
        page.locator("details.desk-more").evaluate_all("all => all.forEach(one => { one.open = true })")
        for width in (*widths, *more):
            page.set_viewport_size({"width": width, "height": 900})
            violations = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
            if violations:
                found[state, width] = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (state, width)

    look("empty", 768)
    field(page, "サービス名").fill("みなと㈱")
    look("half filled")
    act(page, "copy-body")
    look("refused")
    fill_first(page)
    act(page, "copy-body")
    page.get_by_text("本文をコピーしました").wait_for()
    send(page)
    look("copied and sent")
    field(page, "次回連絡時刻").fill("2026/1/5 9:00")
    field(page, "サービス名").fill("みなとオンライン")
    act(page, "subject-edit")
    field(page, "desk:subject").fill("㈱みなと商事：第一報" * 6)
    field(page, "サービス名").fill("ほしぞら便")
    act(page, "copy-body")
    page.get_by_role("button", name="このままコピーする").wait_for()
    look("held by a doubt, with a subject of its own")
    choose(page, "05-cause-found")
    page.locator('[name="claim:cause"]').nth(1).check()
    field(page, "症状").count()
    act(page, "show-profile")
    look("a claim with its evidence")
    context.close()
    assert not found


def test_what_has_the_focus_is_never_under_the_header(browser, origins):
    """All of the form and the preview by the keyboard, forth and back, in a low window."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origins['plain']}/compose.html")
    fill_first(page)
    page.locator("#desk-template").focus()
    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(36):
            page.keyboard.press(key)
            name, top, bottom = page.evaluate(
                """() => {
                    const one = document.activeElement, box = one.getBoundingClientRect();
                    return [one.name || one.textContent.trim(), box.top, box.bottom];
                }"""
            )
            if key == "Shift+Tab" and name == "desk:template":
                break
            if page.evaluate("document.activeElement !== document.body") and (top < 48 or bottom > 800):
                hidden.append((key, name, top, bottom))
    context.close()
    assert not hidden


def test_without_scripts_the_notices_are_listed(browser, origins, loaded):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/compose.html")
    assert page.locator(".desk-list > ul > li").count() == len(loaded.playbook.templates)
    assert not page.locator(".desk-app").is_visible()
    context.close()
