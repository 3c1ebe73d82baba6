"""The check page: the same verdicts as in Python, and a text that goes nowhere."""

import json
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from playbook.phrase_rules import compiled, safe_characters
from playbook.phrases import check_mail

PAGE = "check.html"
ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/phrases.json").read_text("utf-8"))
FAULTY = """件名：会員サイトの障害について（第一報）

会員の皆様
株式会社ミナモです。
11月24日9時40分から、会員サイトに障害が発生しております。①
まもなく復旧する見込みです。
お客様の情報の漏えいはございません。
担当：[担当者名]"""
CLEAN = next(vector for vector in VECTORS if vector["name"].startswith("ネットバンキング"))["text"]


def findings(page) -> list[tuple[str, str, str]]:
    """Severity, rule and line of each finding, in order."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-role="findings"] [data-severity]')]
            .map(one => [one.dataset.severity, one.dataset.rule, one.dataset.line])"""
    )


@pytest.fixture
def check_page(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    return page


def test_both_engines_say_the_same(check_page, loaded):
    rules = compiled(loaded.playbook)
    said = check_page.evaluate(
        """vectors => vectors.map(one => window.playbookCheck.check(window.playbookPhrases, one.text, one))""", VECTORS
    )
    for vector, theirs in zip(VECTORS, said, strict=True):
        mine = check_mail(
            rules, vector["text"], vector["subject"], vector["stage"], vector["notation"],
            date.fromisoformat(vector["day"]), vector["wantsSubject"],
        ).as_dict()
        texts = {"subject": theirs["subject"], "body": theirs.pop("body")}
        for one in theirs["findings"]:
            start, end = one.pop("start"), one.pop("end")
            shown = texts[one["where"]][start:end].replace("\n", "")
            assert start == end or one["found"].replace("\n", "") in (shown, f"U+{ord(shown[0]):04X}")
        assert theirs == mine, vector["name"]


def test_the_rules_on_the_site_are_those_of_the_data(check_page, loaded):
    told = check_page.evaluate("window.playbookPhrases")
    assert told.pop("safe") == safe_characters()
    assert told == json.loads(json.dumps(compiled(loaded.playbook)))


def test_findings_stand_in_order_with_place_reason_and_mend(check_page):
    check_page.locator('textarea[name="text"]').fill(FAULTY)
    assert findings(check_page)[:5] == [
        ["blocker", "mark-left", "8"],
        ["blocker", "claim-leak", "7"],
        ["warning", "soon", "6"],
        ["warning", "unsafe-character", "5"],
        ["hint", "element-missing", "1"],
    ]
    first = check_page.locator("#finding-1")
    assert "8行目" in first.inner_text() and "[担当者名]" in first.inner_text() and "直し方" in first.inner_text()
    assert "○ こう書く" in check_page.locator('[data-rule="soon"].finding').inner_text()
    assert "このままでは送れません" in check_page.locator('[data-role="verdict"]').inner_text()
    assert check_page.locator(".check-page").get_attribute("data-verdict") == "blocked"
    marks = check_page.evaluate("[...document.querySelectorAll('[data-role=\"marked\"] mark')].map(mark => mark.textContent)")
    assert marks == ["①", "まもなく復旧", "漏えいはございません", "[担当者名]"]
    check_page.get_by_role("link", name="送れない1").click()
    assert check_page.url.endswith("#finding-1")


def test_a_clean_mail_is_let_through(check_page):
    check_page.locator('textarea[name="text"]').fill(CLEAN)
    assert findings(check_page) == []
    assert "指摘はありません" in check_page.locator('[data-role="verdict"]').inner_text()
    assert check_page.locator(".check-page").get_attribute("data-verdict") == "open"


def test_subject_stage_and_notation_are_taken_from_the_form(check_page):
    check_page.locator('textarea[name="text"]').fill("{{氏名}} 様\n\n詳細は後ほどご連絡いたします。")
    assert [rule for _, rule, _ in findings(check_page)] == ["mark-left", "subject-empty"]
    check_page.locator('select[name="notation"]').select_option("double-brace")
    assert check_page.locator('[data-role="merge"] li').all_inner_texts() == ["氏名"]
    check_page.locator('input[name="subject"]').fill("会員サイトの件について")
    assert findings(check_page) == []
    check_page.locator('select[name="stage"]').select_option("initial")
    assert "later-no-time" in [rule for _, rule, _ in findings(check_page)]
    check_page.locator('input[name="subject"]').fill("○○の障害")
    assert findings(check_page)[0] == ["blocker", "mark-left", "0"]


def test_a_post_needs_no_subject(check_page):
    check_page.locator('textarea[name="text"]').fill("11月24日9時からログインできません。")
    assert ["blocker", "subject-empty", "0"] in findings(check_page)
    check_page.locator('input[name="nosubject"]').check()
    assert findings(check_page) == []
    assert check_page.locator('input[name="subject"]').is_disabled()


def test_clearing_leaves_nothing(check_page):
    check_page.locator('textarea[name="text"]').fill(FAULTY)
    check_page.get_by_role("button", name="消す").click()
    check_page.locator(".check-results").wait_for(state="hidden")
    assert check_page.locator('textarea[name="text"]').input_value() == ""


def test_the_keyboard_is_enough(check_page):
    check_page.locator('input[name="subject"]').focus()
    check_page.keyboard.type("会員サイトの障害について")
    check_page.keyboard.press("Tab")
    check_page.keyboard.type("まもなく復旧します。")
    reached = []
    for _ in range(6):
        check_page.keyboard.press("Tab")
        reached.append(check_page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    assert reached[:5] == ["stage", "notation", "nosubject", "確かめる", "消す"]
    assert reached[5].startswith("直す")
    check_page.keyboard.press("Enter")
    assert "#finding-" in check_page.url


HOSTILE = [
    pytest.param("<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>", id="スクリプト"),
    pytest.param("件名：<b>太字</b>&lt;i&gt;\n\n<iframe srcdoc='<script>parent.harmed=1</script>'></iframe>○月○日", id="件名に HTML"),
    pytest.param("\u202e\u2066障害が発生\u2069\u202c\u200b\u0000\ufeff𝒳😀\ud83d", id="向きを変える字と壊れた字"),
    pytest.param("「漏えいはありません」" * 8_000, id="長い引用"),
    pytest.param("漏えいはありません。\n" * 10_000, id="長い断定"),
    pytest.param("((" * 50_000, id="開いたままの印"),
    pytest.param("○月○日" * 25_000, id="長い印"),
    pytest.param(" " * 99_999 + "障", id="長い空白"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_does_nothing(page, origins, text):
    asked, failed = [], []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("dialog", lambda dialog: failed.append(dialog.message))
    page.goto(f"{origins['file']}/{PAGE}")
    page.on("request", lambda request: request.url.endswith("favicon.png") or asked.append(request.url))
    page.evaluate(
        """text => {
            const area = document.querySelector('textarea[name="text"]');
            area.value = text;
            area.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        text,
    )
    page.locator('[data-role="verdict"]').filter(has_text="件").wait_for()
    assert page.evaluate("window.harmed") is None and failed == [] and asked == []
    assert page.locator("[data-role] script, [data-role] img, [data-role] iframe, [data-role] b").count() == 0
    assert len(findings(page)) <= 400
    assert page.evaluate("localStorage.length") == 0
    assert not any(value and "漏えい" in value for value in page.evaluate("Object.values(sessionStorage)"))


def test_without_javascript_it_says_so(browser, origins):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/{PAGE}")
    assert page.get_by_text("JavaScript が動かないため").is_visible()
    assert not page.locator("form.check-form").is_visible()
    context.close()


STATES = {"空": "", "指摘": FAULTY, "指摘なし": CLEAN}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_is_accessible(browser, origins, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{origins['secure']}/{PAGE}")
    for state, text in STATES.items():
        page.locator('textarea[name="text"]').fill(text)
        assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
    context.close()


def test_on_paper_only_the_results(check_page):
    check_page.locator('textarea[name="text"]').fill(FAULTY)
    check_page.emulate_media(media="print")
    assert not check_page.locator("form.check-form").is_visible()
    assert check_page.locator("#finding-1").is_visible()


def test_without_its_rules_the_page_finds_nothing_and_says_so(page, origins):
    page.route("**/phrases-data.js*", lambda route: route.abort())
    page.goto(f"{origins['plain']}/{PAGE}")
    assert page.get_by_text("確認の規則を読めません。ページを開き直してください。").is_visible()
    assert not page.locator(".check-form").is_visible()
