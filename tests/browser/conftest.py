"""A real Chromium, and the site served three ways: as a secure origin, as plain http, and from the disk."""

import os
import re
import shutil
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PLAIN_HOST = "playbook.test"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
]


LISTEN = """
window.violated = [];
document.addEventListener("securitypolicyviolation", event => violated.push([event.effectiveDirective, event.blockedURI]));
"""
"""A script that notes what the policy of a page refuses."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def port(site: Path):
    """The port at which the built site is served, under the policy that servers are to send with it."""
    header = re.fullmatch(r'add_header Content-Security-Policy "([^"]+)" always;\n', (site / "csp.conf").read_text("utf-8"))
    assert header

    class Guarded(QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", header[1])
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Guarded, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture(scope="session")
def origins(site: Path, port: int) -> dict[str, str]:
    """Where the site is: ``secure`` (localhost is treated as https is), ``plain`` http, and ``file``."""
    return {
        "secure": f"http://localhost:{port}",
        "plain": f"http://{PLAIN_HOST}:{port}",
        "file": site.as_uri(),
    }


@pytest.fixture(scope="session")
def browser():
    """One Chromium a worker."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def until(page: Page, condition: str, arg: object = None, seconds: float = 10) -> None:
    """Wait until ``condition``, JavaScript, holds in ``page``.

    Asked from outside: Playwright's own ``wait_for_function`` evaluates text inside the page, which the policy refuses.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition, arg):
        assert time.monotonic() < end, f"still not so after {seconds} s: {condition}"
        page.wait_for_timeout(30)


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page of a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
