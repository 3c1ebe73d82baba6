"""「下書きをコピー」 gives exactly the text of the page, wherever the site is opened from."""

import pytest

from playbook import compose

IDS = ["01-first-notice", "26-shortest-first-notice", "34-status-page", "47-english-and-easy-japanese"]


def expected(loaded, template_id: str) -> list[str]:
    book = loaded.playbook
    return [
        compose.draft(book, message, book.organization.filled) for message in book.templates[template_id].messages
    ]


def pasted(page) -> str:
    """What Ctrl+V gives."""
    page.evaluate(
        """() => {
            const field = document.createElement("textarea");
            field.id = "paste-here";
            document.body.appendChild(field);
            field.focus();
        }"""
    )
    page.keyboard.press("Control+V")
    text = page.locator("#paste-here").input_value()
    page.evaluate("document.querySelector('#paste-here').remove()")
    return text


@pytest.mark.parametrize("origin", ["secure", "plain", "file"])
@pytest.mark.parametrize("template_id", IDS)
def test_the_draft_is_on_the_clipboard(page, origins, loaded, origin, template_id):
    page.goto(f"{origins[origin]}/templates/{template_id}.html")
    buttons = page.locator('[data-action="copy-draft"]')
    drafts = expected(loaded, template_id)
    assert buttons.count() == len(drafts)
    for index, text in enumerate(drafts):
        buttons.nth(index).click()
        page.locator('.notice [role="status"]').nth(index).get_by_text("コピーしました").wait_for()
        assert pasted(page) == text
        assert text.startswith(compose.DRAFT_LINE + "\n")


def test_secure_and_plain_differ_as_meant(page, origins):
    """The two http origins really take the two ways to the clipboard."""
    for origin, has_clipboard in (("secure", True), ("plain", False)):
        page.goto(f"{origins[origin]}/index.html")
        assert page.evaluate("!!navigator.clipboard") is has_clipboard


def test_a_choice_changes_the_draft(page, origins):
    page.goto(f"{origins['plain']}/templates/01-first-notice.html")
    page.get_by_label("調べた範囲で痕跡なし").check()
    page.locator('[data-action="copy-draft"]').click()
    text = pasted(page)
    assert "痕跡は見つかっておりません" in text
    assert "影響の有無は、現在調査しております" not in text


def test_where_nothing_can_be_copied_the_text_is_selected(page, origins, loaded):
    page.add_init_script("document.execCommand = () => false")
    page.goto(f"{origins['plain']}/templates/01-first-notice.html")
    page.locator('[data-action="copy-draft"]').click()
    field = page.get_by_label("下書きの文面")
    assert field.input_value() == expected(loaded, "01-first-notice")[0]
    assert field.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")
    page.get_by_text("自動でコピーできませんでした").wait_for()


def test_a_draft_without_marks_carries_no_warning(page, origins):
    page.goto(f"{origins['secure']}/templates/01-first-notice.html")
    text = page.evaluate(
        """() => {
            document.querySelectorAll(".placeholder").forEach(mark => { mark.textContent = "値" });
            return window.playbookCopy.draft(document.querySelector(".notice"));
        }"""
    )
    assert text.startswith("件名：")
