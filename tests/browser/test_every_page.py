"""Every page, wide and narrow, light and dark: no axe violation, no foreign request, nothing stored, no error."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import ROOT

PAGES = sorted(
    path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")
) + ["404.html"]
SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (1280, 390)
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_and_quiet(browser, origins, address, scheme):
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    hosts, errors, violations = set(), [], {}
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{origins['secure']}/{address}")
    page.wait_for_function("wanted => document.body.dataset.mdColorScheme === wanted", arg=SCHEMES[scheme])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
        if found:
            violations[width] = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert page.evaluate("localStorage.length") == 0
    context.close()
    assert not violations
    assert hosts == {"localhost"}
    assert not errors


def test_the_colour_scheme_lasts_in_the_tab_and_is_not_kept(page, origins):
    page.goto(f"{origins['secure']}/index.html")
    page.locator("label[for=__palette_1]").click()
    page.goto(f"{origins['secure']}/limits.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("localStorage.length") == 0


def test_pages_are_all_built(site: Path):
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(PAGES)
