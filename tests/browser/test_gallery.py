"""The gallery: filters with JavaScript, everything in view without."""

import pytest


def visible_templates(page) -> set[str]:
    links = page.locator(".gallery table.grid a, .gallery .plain-list a")
    return {link.inner_text()[:2] for link in links.all() if link.is_visible()}


@pytest.mark.parametrize(
    ("audience", "channel", "field"),
    [
        pytest.param("affected_person", "", "audience", id="読み手で絞る"),
        pytest.param("", "sns", "channel", id="手段で絞る"),
        pytest.param("internal", "form", None, id="両方で絞る"),
    ],
)
def test_filters_narrow_to_what_fits(page, origins, loaded, audience, channel, field):
    page.goto(f"{origins['file']}/templates/index.html")
    page.locator("select[name=audience]").select_option(audience)
    page.locator("select[name=channel]").select_option(channel)
    wanted = {
        template.number
        for template in loaded.playbook.templates.values()
        if (not audience or template.audience == audience) and (not channel or template.channel == channel)
    }
    assert wanted
    assert visible_templates(page) == wanted
    assert page.locator(".filter [role=status]").inner_text() == f"{len(wanted)} 件の文面があります。"


def test_without_javascript_all_templates_are_reachable(browser, origins, loaded):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/templates/index.html")
    assert visible_templates(page) == {template.number for template in loaded.playbook.templates.values()}
    assert not page.locator(".filter").is_visible()
    page.locator("table.grid a").first.click()
    assert page.locator(".mail").first.is_visible()
    assert not page.locator('[data-action="copy-draft"]').first.is_visible()
    context.close()


def test_the_start_page_leads_to_the_first_notice_in_one_click(page, origins):
    page.goto(f"{origins['file']}/index.html")
    page.get_by_role("link", name="今すぐ第一報").click()
    chosen = page.get_by_role("combobox", name="文面", exact=True).locator("option:checked")
    assert chosen.inner_text().startswith("26 ")
