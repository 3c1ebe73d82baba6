"""What a reader does works under the policy that servers send, and nothing foreign does; nginx sends it as written."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from deploy import trial
from tests.browser.conftest import LISTEN


@pytest.fixture
def listening(page):
    """A page that notes what its policy refuses."""
    page.add_init_script(LISTEN)
    return page


def test_a_foreign_script_and_a_request_elsewhere_are_refused(listening, origins):
    listening.goto(f"{origins['secure']}/limits.html")
    listening.evaluate("document.head.appendChild(Object.assign(document.createElement('script'), {text: 'window.foreign = 1'}))")
    failed = listening.evaluate("fetch('http://playbook.test/?typed=secret').then(() => 'sent', () => 'refused')")
    assert failed == "refused"
    assert listening.evaluate("window.foreign") is None
    assert {kind for kind, _ in listening.evaluate("violated")} == {"script-src-elem", "connect-src"}


def test_what_a_reader_does_works_under_the_policy(listening, origins):
    listening.goto(f"{origins['secure']}/templates/01-first-notice.html")
    listening.locator('[data-action="copy-draft"]').click()
    expect(listening.locator('.notice [role="status"]')).to_contain_text("コピーしました")
    listening.locator("label[for=__palette_1]").click()
    expect(listening.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert listening.evaluate("violated") == []
    listening.goto(f"{origins['secure']}/compose.html")
    listening.locator('main [name="サービス名"]').fill("みなと")
    listening.locator('[data-action="copy-draft"]').click()
    expect(listening.locator('[data-role="status"]')).to_contain_text("下書きをコピーしました")
    with listening.expect_download():
        listening.locator('[data-action="save-incident"]').click()
    assert listening.evaluate("violated") == []
    listening.goto(f"{origins['secure']}/deadlines.html")
    listening.locator('input[name="known_at"]').fill("2026-11-24T09:40")
    listening.locator('input[name="fact:personal-data"]').check()
    expect(listening.locator('[data-duty][data-status="applies"], [data-duty][data-status="may"]').first).to_be_visible()
    assert listening.evaluate("violated") == []


def test_nginx_sends_the_site_packed_and_guarded(listening, site, tmp_path):
    with trial.serving(site, tmp_path) as origin:

        def asked(address: str):
            request = urllib.request.Request(f"{origin}/{address}", headers={"Accept-Encoding": "gzip"})
            try:
                return urllib.request.urlopen(request)
            except urllib.error.HTTPError as error:
                return error

        page = asked("index.html")
        assert page.headers["Content-Encoding"] == "gzip"
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-cache"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Content-Security-Policy"] in (site / "csp.conf").read_text("utf-8")
        style = next((site / "assets/stylesheets").glob("main.*.min.css")).relative_to(site)
        assert "immutable" in asked(str(style)).headers["Cache-Control"]
        assert asked("assets/law-data.js").headers["Cache-Control"] == "no-cache"
        assert asked("csp.conf").status == asked("no-such-page.html").status == 404
        assert "Content-Security-Policy" in asked("no-such-page.html").headers
        listening.goto(f"{origin}/templates/01-first-notice.html")
        listening.locator('[data-action="copy-draft"]').click()
        expect(listening.locator('.notice [role="status"]')).to_contain_text("コピーしました")
        assert listening.evaluate("violated") == []


def test_the_configuration_has_every_line_that_is_ones_own(tmp_path):
    text = trial.configured(tmp_path, 8000)
    assert "/srv/playbook" not in text and "example" not in text
