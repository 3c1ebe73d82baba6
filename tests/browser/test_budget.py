"""What a first visit to the start page costs, measured in Chromium: requests, and bytes as a server packs them."""

import gzip
from urllib.parse import urlsplit

from tests.browser.conftest import until

REQUESTS, BYTES = 12, 110_000


def test_first_visit_of_the_start_page(browser, origins, site):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(f"{origins['secure']}/index.html", wait_until="networkidle")
    until(page, "document.body.dataset.mdColorScheme")
    context.close()
    files = asked if "assets/images/favicon.png" in asked else [*asked, "assets/images/favicon.png"]
    sizes = {name: len(gzip.compress((site / name).read_bytes(), 6)) for name in files}
    assert len(files) <= REQUESTS, files
    assert sum(sizes.values()) <= BYTES, sizes
    assert "index.html" in sizes and any(name.endswith("playbook.css") for name in sizes)
