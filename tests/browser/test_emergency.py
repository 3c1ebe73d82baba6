"""The way of somebody in an emergency: from the start page to a text, however the site is opened and used."""

import re
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from playbook import compose
from playbook.triage_pages import first_notice_address
from tests.browser.test_copy import pasted

PHONE = {"width": 390, "height": 844}
WAY = [("triage/leak.html", "個人情報が漏れた、漏れたかもしれない"), ("#going-on", "知らせたが、まだ続いている")]
NOTICE = "29-leak-notice"


def expected(loaded, template_id: str) -> str:
    book = loaded.playbook
    template = book.templates[template_id]
    return compose.draft(book, template.messages[0], book.organization.filled)


@pytest.fixture
def text_of(loaded):
    """The draft of a notice, as data and code make it."""
    return lambda template_id: expected(loaded, template_id)


def tab_to(page, target) -> int:
    """Press Tab until ``target`` has the focus, seen; how often it took."""
    for count in range(1, 60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            seen = target.evaluate(
                "element => { const style = getComputedStyle(element);"
                " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
            )
            assert seen, "the focus is not visible"
            box = target.bounding_box()
            assert 0 <= box["y"] < page.viewport_size["height"], "the focus is outside the window"
            return count
    raise AssertionError("the keyboard does not get there")


def skip(page) -> None:
    """Take the skip link, the first stop of every page."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")


def test_by_keyboard_alone_from_the_start_page_to_a_copied_draft(page, origins, text_of):
    page.goto(f"{origins['secure']}/index.html")
    skip(page)
    situation = page.locator(f".start a[href='{WAY[0][0]}']")
    tab_to(page, situation)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{WAY[0][0]}")
    skip(page)
    tab_to(page, page.locator(f".triage-stages a[href='{WAY[1][0]}']"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{WAY[1][0]}")
    assert page.locator(WAY[1][0]).bounding_box()["y"] < 200
    tab_to(page, page.locator(f"section:has({WAY[1][0]}) a[href$='{NOTICE}.html']"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{NOTICE}.html")
    copy = page.locator('[data-action="copy-draft"]')
    skip(page)
    tab_to(page, copy)
    page.keyboard.press("Enter")
    expect(page.locator('.notice [role="status"]')).to_contain_text("コピーしました")
    assert pasted(page) == text_of(NOTICE)


def test_the_skip_link_leads_past_the_navigation(page, origins):
    page.goto(f"{origins['secure']}/index.html")
    skip(page)
    first = page.locator(".start-now a")
    assert tab_to(page, first) <= 2


def test_by_touch_on_a_phone_from_the_start_page_to_a_copied_draft(browser, origins, text_of):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{origins['secure']}/index.html")
    first = page.locator(".start-now a")
    box = first.bounding_box()
    assert box["y"] + box["height"] < PHONE["height"] / 2, "the main action is not the first thing seen"
    taps = [
        page.locator(f".start a[href='{WAY[0][0]}']"),
        page.locator(f".triage-stages a[href='{WAY[1][0]}']"),
        page.locator(f"section:has({WAY[1][0]}) a[href$='{NOTICE}.html']"),
        page.locator('[data-action="copy-draft"]'),
    ]
    for number, target in enumerate(taps):
        least = 24 if number == 2 else 44  # a link in a list, else a button of its own
        assert target.bounding_box()["height"] >= least
        target.tap()
    expect(page.locator('.notice [role="status"]')).to_contain_text("コピーしました")
    assert pasted(page) == text_of(NOTICE)
    context.close()


def test_the_first_notice_is_one_tap_away(browser, origins, loaded, text_of):
    triage = loaded.playbook.triage
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{origins['secure']}/index.html")
    page.get_by_role("link", name=triage.first.label).tap()
    page.wait_for_url(f"**/{first_notice_address(triage)}")
    context.close()


@pytest.mark.parametrize("origin", ["secure", "file"])
def test_without_javascript_the_text_is_reached_and_read(browser, origins, loaded, origin):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{origins[origin]}/index.html")
    page.locator(f".start a[href='{WAY[0][0]}']").click()
    page.locator(f".triage-stages a[href='{WAY[1][0]}']").click()
    page.locator(f"section:has({WAY[1][0]}) a[href$='{NOTICE}.html']").click()
    template = loaded.playbook.templates[NOTICE]
    assert page.locator("h1").inner_text() == f"{template.number} {template.title}"
    shown = "".join(page.locator(".mail").inner_text().split())
    for block in compose.blocks(loaded.playbook, template.messages[0]):
        for text in compose.options(block.section):
            assert "".join(text.split()) in shown
    assert page.locator('[data-action="copy-draft"]').is_hidden()
    context.close()


def test_from_the_disk_with_the_network_off(browser, origins, text_of):
    context = browser.new_context(offline=True)
    context.route(re.compile("^https?:"), lambda route: route.abort())
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origins['file']}/index.html")
    page.locator(f".start a[href='{WAY[0][0]}']").click()
    page.locator(f".triage-stages a[href='{WAY[1][0]}']").click()
    page.locator(f"section:has({WAY[1][0]}) a[href$='{NOTICE}.html']").click()
    page.locator('[data-action="copy-draft"]').click()
    expect(page.locator('.notice [role="status"]')).to_contain_text("コピーしました")
    assert pasted(page) == text_of(NOTICE)
    assert asked and all(url.startswith("file:") for url in asked)
    context.close()


RADICALS = str.maketrans("⻑⻄⻘⻩⻝⻤⻭⻁⺟⺠⻣⻆‧∕", "長西青黄食鬼歯虎母民骨角・/")
"""Letters of extracted text that NFKC leaves as radicals."""


def flat(text: str) -> str:
    """Without white space, and with plain letters for the radicals that extracted text has."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def test_the_start_page_prints_as_one_sheet_that_holds_the_whole_way(page, origins, loaded, tmp_path):
    book, triage = loaded.playbook, loaded.playbook.triage
    page.goto(f"{origins['file']}/index.html")
    sheet = tmp_path / "start.pdf"
    page.pdf(path=str(sheet), prefer_css_page_size=True)
    pdf = PdfReader(sheet)
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)  # A4 in points
    raw = flat(pdf.pages[0].extract_text())
    for words in (*(triage.questions.model_dump().values()), *(one.label for one in triage.situations), "自社の法務確認"):
        assert flat(words) in raw, words
    for template in book.templates.values():
        assert flat(f"{template.number}{template.title}")[:14] in raw, template.id
    for move in triage.moves:  # a mark is its plain name and a line to write on
        assert flat(re.sub(r"\(\(自社_(.+?)\)\)", r"\1", move)) in raw
    for call in triage.calls:
        assert flat(call.why)[:8] in raw
    for id in ("appi-prompt-report", "appi-person-notice", "telecom-serious-report"):
        assert flat(book.duties[id].title) in raw
    assert "すべての文面から選ぶ" not in raw  # what only a screen can do
    assert "((" not in raw and "自社_" not in raw


BOXES = """() => {
    const sheet = document.querySelector(".flow").getBoundingClientRect();
    const over = [], met = [];
    for (const row of document.querySelectorAll(".flow-calls li, .flow-moves li, .flow-duties li")) {
        const line = row.getBoundingClientRect();
        if (line.right > sheet.right + 1) over.push(row.textContent);
        const cells = row.matches(".flow-calls li") ? [...row.children] : [];
        for (const [at, cell] of cells.entries()) {
            const inside = document.createRange();
            inside.selectNodeContents(cell);
            for (const box of inside.getClientRects()) {
                if (box.right > sheet.right + 1 || box.bottom > line.bottom + 2 || box.top < line.top - 2) over.push(cell.textContent);
                if (cells[at + 1] && box.right > cells[at + 1].getBoundingClientRect().left + 1) met.push(cell.textContent);
            }
        }
    }
    return {over, met, calls: document.querySelectorAll(".flow-calls li").length};
}"""


@pytest.mark.parametrize("address", ["index.html", "triage/leak.html"])
def test_on_paper_nothing_runs_into_its_neighbour(page, origins, address):
    page.set_viewport_size({"width": 703, "height": 1000})  # the width of the sheet between its margins
    page.goto(f"{origins['file']}/{address}")
    page.emulate_media(media="print")
    if address == "index.html":
        found = page.evaluate(BOXES)
        assert found["calls"] > 8 and found["over"] == [] and found["met"] == []
    blanks = page.locator(".flow [data-blank], .triage-calls [data-blank]")
    assert blanks.count() >= 6
    for blank in blanks.all():
        name, width, right = blank.evaluate(
            "one => [getComputedStyle(one, '::before').content, one.getBoundingClientRect().width, one.getBoundingClientRect().right]"
        )
        assert name == f'"{blank.get_attribute("data-blank")}"' and "自社" not in name
        assert width > 50 and right <= 704, name


@pytest.mark.parametrize("width", [800, 1280])
def test_a_label_stands_on_the_line_of_the_first_link_of_its_row(page, origins, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{origins['file']}/triage/leak.html")
    feet = page.evaluate(
        """() => [...document.querySelectorAll(".triage-stage .facts > div")].map(row => {
            const foot = node => { const range = document.createRange(); range.selectNodeContents(node); return range.getClientRects()[0].bottom; };
            return [row.querySelector("dt").textContent, foot(row.querySelector("dt").firstChild), foot(row.querySelector("dd a").firstChild)];
        })"""
    )
    assert len(feet) > 15
    assert [row for row in feet if abs(row[1] - row[2]) > 1] == []
