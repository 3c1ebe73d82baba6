"""Search side by side over the acceptance table of data/search.yml: ours, stock Material, Pagefind extended.

All three run in one Chromium over http, on the same pages; a hit is a page, wherever in it the engine opens.
Bytes are those asked for by the search alone, packed with gzip. Prints; asserts nothing.
"""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playbook.load import load  # noqa: E402
from playbook.model import Expectation  # noqa: E402

PARTS = ("data", "docs", "overrides", "paper", "partials", "playbook", "macros.py", "mkdocs.yml")
OF_SEARCH = re.compile(r"search|lunr|tinyseg|wordcut|pagefind")
PAGEFIND = "pagefind pagefind-bin-extended"

ASK_BOX = """query => new Promise(done => {
    const box = document.querySelector('[data-md-component="search-query"]');
    const list = document.querySelector(".md-search-result__list"), meta = document.querySelector(".md-search-result__meta");
    const answer = () => [...list.children].slice(0, 5).map(item => item.querySelector("a").href);
    const begun = performance.now(), before = meta.textContent;
    const finish = () => { watch.disconnect(); clearTimeout(late); done({time: performance.now() - begun, found: answer()}); };
    const watch = new MutationObserver(() => { if (list.children.length) finish(); });
    const late = setTimeout(finish, 3000);
    watch.observe(list, {childList: true});
    box.value = query;
    box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
})"""
CLEAR_BOX = """() => new Promise(done => {
    const box = document.querySelector('[data-md-component="search-query"]');
    box.value = "";
    box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    setTimeout(done, 60);
})"""
ASK_PAGEFIND = """async query => {
    const begun = performance.now();
    const answer = await window.pagefind.search(query);
    const first = answer.results.length ? await answer.results[0].data() : null;
    const time = performance.now() - begun;
    const rest = await Promise.all(answer.results.slice(1, 5).map(result => result.data()));
    return {time, found: [first, ...rest].filter(Boolean).map(data => new URL(data.url, location.href).href)};
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_: object) -> None:
        pass


def build(project: Path, site: Path) -> None:
    """Build ``project`` into ``site`` with MkDocs."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def stock(project: Path) -> None:
    """A copy of the project with Material's own search for Japanese, as its manual has it."""
    for name in PARTS:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, project / name)
    shutil.rmtree(project / "docs/search")  # the empty index that stills Material's own search
    shutil.rmtree(project / "overrides")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  custom_dir: overrides\n", "").replace("  - meta\n", "  - meta\n  - search: {lang: ja}\n")
    text, changed = re.subn(r"  polyfills:\n    - assets/javascripts/iframe-worker-search.js\n", "", text)
    assert changed == 1
    config.write_text(text, "utf-8")


def index_with_pagefind(site: Path) -> bool:
    """Let Pagefind index ``site``; False when it is not installed: too large to be part of the project's tools."""
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", site, "--root-selector", "article.md-content__inner"],
        capture_output=True,
        text=True,
    )
    if done.returncode and "No module named pagefind" not in done.stderr:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def measure(page: Page, site: Path, prepare: str, ask: str, clear: str | None, table: tuple[Expectation, ...]) -> dict[str, float]:
    """Ask every query of the table, and count."""
    files: set[str] = set()
    page.on("request", lambda request: files.add(unquote(urlsplit(request.url).path).lstrip("/")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page.goto(f"http://localhost:{server.server_port}/index.html", wait_until="networkidle")
    page.evaluate(prepare)
    page.wait_for_timeout(3000)  # all engines have their index now; what is timed is the answer
    first = five = none = 0
    times = []
    for row in table:
        if clear:
            page.evaluate(clear)
        answer = page.evaluate(ask, row.query)
        pages = [urlsplit(address).path.lstrip("/").removesuffix(".html") for address in answer["found"]]
        wanted = {place.split("#")[0] for place in row.best}
        first += bool(wanted & {*pages[:1]})
        five += bool(wanted & {*pages[:5]})
        none += not pages
        if pages:
            times.append(answer["time"])
    server.shutdown()
    asked = [site / name for name in files if OF_SEARCH.search(name) and (site / name).is_file()]
    return {
        "first": first,
        "five": five,
        "none": none,
        "time": statistics.median(times),
        "bytes": sum(len(gzip.compress(path.read_bytes(), 6)) for path in asked),
    }


FOCUS = "document.querySelector('[data-md-component=\"search-query\"]').focus()"
LOAD_PAGEFIND = "import('/pagefind/pagefind.js').then(async made => { await made.init(); window.pagefind = made; })"


def main() -> None:
    """Build the three sites, ask, and print a table."""
    table = load(ROOT / "data").playbook.search.acceptance
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project, ours, theirs = (Path(folder, name) for name in ("project", "ours", "stock"))
        project.mkdir()
        stock(project)
        build(ROOT, ours)
        build(project, theirs)
        runs = {"ours": (ours, FOCUS, ASK_BOX, CLEAR_BOX), "stock Material (ja)": (theirs, FOCUS, ASK_BOX, CLEAR_BOX)}
        if index_with_pagefind(theirs):
            runs["Pagefind extended"] = (theirs, LOAD_PAGEFIND, ASK_PAGEFIND, None)
        else:
            print(f"Pagefind is left out. To have it beside: {sys.executable} -m pip install {PAGEFIND}")
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        print(f"{len(table)} queries")
        print(f"{'':20} {'first':>6} {'in five':>8} {'no result':>10} {'median ms':>10} {'kB gzip':>8}")
        for name, (site, prepare, ask, clear) in runs.items():
            context = browser.new_context()
            told = measure(context.new_page(), site, prepare, ask, clear, table)
            context.close()
            print(
                f"{name:20} {told['first']:6} {told['five']:8} {told['none']:10} {told['time']:10.1f} {told['bytes'] / 1000:8.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
