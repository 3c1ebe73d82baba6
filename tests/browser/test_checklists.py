"""The checklists: boxes that keep their ticks in this tab only, and that print as □."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "checklists.html"
FIRST, SECOND = "before-sending:subject", "before-sending:contact"


def box(page, name):
    return page.locator(f'input[name="{name}"]')


def ticked(page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('form.checklist input:checked')].map(box => box.name)")


@pytest.mark.parametrize("origin", ["file", "plain"])
def test_ticks_last_in_the_tab_and_nowhere_else(page, origins, origin):
    page.goto(f"{origins[origin]}/{PAGE}")
    box(page, FIRST).check()
    box(page, SECOND).check()
    page.goto(f"{origins[origin]}/limits.html")
    page.goto(f"{origins[origin]}/{PAGE}")
    assert ticked(page) == [FIRST, SECOND]
    assert "14項目のうち2項目" in page.locator('[data-checklist="before-sending"] [role=status]').inner_text()
    assert page.evaluate("localStorage.length") == 0
    assert json.loads(page.evaluate("sessionStorage.getItem('playbook-checklists')")) == [FIRST, SECOND]


def test_another_tab_starts_empty(browser, origins):
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(f"{origins['plain']}/{PAGE}")
    box(one, FIRST).check()
    other.goto(f"{origins['plain']}/{PAGE}")
    assert (ticked(one), ticked(other)) == ([FIRST], [])
    context.close()


def test_clearing_one_list_leaves_the_others(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    box(page, FIRST).check()
    box(page, "never:silence").check()
    page.locator('[data-checklist="before-sending"] [data-action="clear"]').click()
    assert ticked(page) == ["never:silence"]
    page.reload()
    assert ticked(page) == ["never:silence"]


def test_all_ticked_is_said(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    boxes = page.locator('[data-checklist="this-month"] input')
    for index in range(boxes.count()):
        boxes.nth(index).check()
    assert page.locator('[data-checklist="this-month"] [role=status]').inner_text() == "5項目すべてに印を付けました。"


def test_the_keyboard_ticks_and_every_box_has_a_name(page, origins, loaded):
    page.goto(f"{origins['file']}/{PAGE}")
    box(page, FIRST).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert ticked(page) == [FIRST]
    for checklist in loaded.playbook.checklists.values():
        for item in checklist.items:
            found = page.get_by_role("checkbox", name=item.text, exact=True)
            assert [one.get_attribute("name") for one in found.all()].count(f"{checklist.id}:{item.id}") == 1


def test_a_broken_memory_is_no_harm(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    for broken in ("{", "7", '{"a": 1}', "null"):
        page.evaluate("text => sessionStorage.setItem('playbook-checklists', text)", broken)
        page.reload()
        assert ticked(page) == []
        box(page, FIRST).check()
        assert json.loads(page.evaluate("sessionStorage.getItem('playbook-checklists')")) == [FIRST]
        box(page, FIRST).uncheck()


def test_on_paper_boxes_are_squares(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    box(page, SECOND).check()
    page.emulate_media(media="print")
    squares = page.evaluate(
        """() => [...document.querySelectorAll(".checks .check")].map(label => [
            label.querySelector("input").name, getComputedStyle(label, "::before").content,
            getComputedStyle(label.querySelector("input")).display])"""
    )
    assert len(squares) > 50
    for name, content, display in squares:
        assert (content, display) == ('"☑"' if name == SECOND else '"□"', "none")
    assert not page.locator(".checklist-actions").first.is_visible()
    assert page.locator(".check-signature").first.is_visible()


def test_one_list_can_be_printed_alone(page, origins):
    page.goto(f"{origins['file']}/{PAGE}")
    page.evaluate("window.print = () => { window.printed = document.body.dataset.printing; }")
    page.locator('[data-checklist="never"] [data-action="print"]').click()
    assert page.evaluate("window.printed") == "never"
    page.emulate_media(media="print")
    shown = [form.get_attribute("data-checklist") for form in page.locator("form.checklist").all() if form.is_visible()]
    assert shown == ["never"]
    assert page.locator("h2#never").is_visible() and not page.locator("h2#before-sending").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("form.checklist").first.is_visible()


def test_without_javascript_the_boxes_still_tick(browser, origins):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/{PAGE}")
    box(page, FIRST).check()
    assert box(page, FIRST).is_checked()
    assert not page.locator('[data-action="clear"]').first.is_visible()
    context.close()


def test_ticked_lists_are_accessible(page, origins):
    page.goto(f"{origins['secure']}/{PAGE}")
    box(page, FIRST).check()
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
