"""Search in Material's own box: the acceptance table over http and from the disk, and everything the box does."""

import json
import re
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from playbook.load import load
from tests.browser.conftest import until
from tests.conftest import ROOT

TABLE = load(ROOT / "data").playbook.search.acceptance
BOX = '[data-md-component="search-query"]'
ITEM = ".md-search-result__item"
LINK = f"{ITEM} .md-search-result__link"
SHARE_FIRST = 0.95

RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].map(item => ({
    links: [...item.querySelectorAll(".md-search-result__link")].map(link => link.getAttribute("href")),
    open: [...item.querySelectorAll(":scope > .md-search-result__link")].map(link => link.getAttribute("href")),
}))"""


ASK_ALL = """async queries => {
    const box = document.querySelector('[data-md-component="search-query"]');
    const list = document.querySelector(".md-search-result__list");
    const answers = %s;
    const until = reached => new Promise((done, fail) => {
        if (reached()) return done();
        const late = setTimeout(() => fail(new Error("no answer: " + box.value)), 20000);
        new MutationObserver((_, watch) => { if (reached()) { watch.disconnect(); clearTimeout(late); done(); } })
            .observe(list, {childList: true});
    });
    const type = text => { box.value = text; box.dispatchEvent(new Event("input", {bubbles: true})); };
    const found = [];
    for (const query of queries) {
        type("");
        await until(() => !list.children.length);
        type(query);
        await until(() => list.children.length);
        found.push(answers());
    }
    return found;
}""" % RESULTS


def open_search(page, origin, address="index.html"):
    page.goto(f"{origin}/{address}")
    page.locator(BOX).click()


def ask(page, query):
    """Type a query at once, as pasting does, and wait for its answer."""
    page.locator(BOX).fill("")
    until(page, "document.querySelectorAll('.md-search-result__item').length === 0")
    page.locator(BOX).fill(query)
    page.wait_for_selector(ITEM)
    return page.evaluate(RESULTS)


def name_of(address, origin):
    path, fragment = urldefrag(address)
    return path.removeprefix(f"{origin}/").removesuffix(".html"), fragment


def place(results, wanted, origin):
    """The rank of the page, 0 the best; the section must be the first that the page offers, or None."""
    page, _, section = wanted.partition("#")
    for rank, result in enumerate(results):
        if name_of(result["links"][0], origin)[0] != page:
            continue
        offered = [name_of(link, origin)[1] for link in result["links"][1:]]
        fits = [held == section or held.startswith(f"{section}-") for held in offered]
        if not section or (any(fits) if rank else fits[:1] == [True]):
            return rank
        return rank + 1 if rank == 0 and any(fits) else None
    return None


@pytest.mark.parametrize("way", ["secure", "file"])
def test_acceptance_table(browser, origins, way):
    """Nearly every query has an answer of its own first, every one among five: also without a network."""
    context = browser.new_context(offline=way == "file")
    page = context.new_page()
    open_search(page, origins[way])
    late, missing = {}, {}
    answers = page.evaluate(ASK_ALL, [row.query for row in TABLE])
    for row, results in zip(TABLE, answers, strict=True):
        ranks = {wanted: place(results, wanted, origins[way]) for wanted in (*row.best, *filter(None, [row.among]))}
        found = [ranks[wanted] for wanted in row.best if ranks[wanted] is not None]
        if min(found, default=99) > 0:
            late[row.query] = ranks
        if min(found, default=99) >= 5 or (row.among and (ranks[row.among] is None or ranks[row.among] >= 5)):
            missing[row.query] = ranks
    context.close()
    assert len(TABLE) >= 120
    assert not missing
    assert len(late) <= (1 - SHARE_FIRST) * len(TABLE), late


def test_every_place_that_the_search_names_exists(site, loaded):
    named = {*loaded.playbook.search.keywords}
    for row in TABLE:
        named |= {*row.best, *filter(None, [row.among])}
    missing = []
    for place_named in named:
        page, _, section = place_named.partition("#")
        if section and f'id="{section}"' not in (site / f"{page}.html").read_text("utf-8"):
            missing.append(place_named)
    assert not missing


@pytest.mark.parametrize("way", ["secure", "file"])
def test_data_is_loaded_when_the_box_is_focused_and_once(page, origins, way):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rsplit("/", 1)[-1]))
    page.goto(f"{origins[way]}/index.html")
    assert not {"search-data.js", "search.js"} & set(asked)
    page.locator(BOX).focus()
    until(page, "!!window.playbookSearchData")
    ask(page, "漏洩")
    ask(page, "問合せ")
    assert asked.count("search-data.js") == asked.count("search.js") == 1


def test_a_result_opens_at_its_section(page, origins):
    open_search(page, origins["file"])
    ask(page, "誤送信の相手 頼む")
    page.locator(f"{ITEM} h2").first.click()
    page.wait_for_url("**/faq.html#misdirected-mail")
    heading = page.locator("#misdirected-mail")
    until(page, "document.getElementById('misdirected-mail').getBoundingClientRect().top < innerHeight / 2")
    assert heading.bounding_box()["y"] >= 0


def test_hits_are_marked_in_the_lines_shown(page, origins):
    open_search(page, origins["file"])
    ask(page, "漏洩")
    marked = set(page.locator(f"{ITEM} mark").all_inner_texts())
    assert "漏えい" in marked
    assert page.locator(".md-search-result__meta").inner_text().endswith("件見つかりました")


def test_keywords_are_found_and_not_shown(page, origins, loaded, site):
    open_search(page, origins["file"])
    hidden = [
        (template.id, word)
        for template in loaded.playbook.templates.values()
        for word in template.keywords
        if word not in (site / f"templates/{template.id}.html").read_text("utf-8")
    ]
    assert len(hidden) > 100
    for template_id, word in hidden[::25]:
        results = ask(page, word)
        assert template_id in {name_of(result["links"][0], origins["file"])[0].split("/")[-1] for result in results}
        own = page.locator(ITEM, has=page.locator(f'a[href$="{template_id}.html"]'))
        assert word not in own.first.inner_text()


def test_suggestion_is_shown_and_taken_with_the_arrow(page, origins):
    open_search(page, origins["file"])
    page.locator(BOX).press_sequentially("ランサ")
    until(page, "document.querySelector('.md-search__suggest').textContent.length > 3")
    offered = page.locator(".md-search__suggest").inner_text()
    assert offered.startswith("ランサム")
    page.keyboard.press("ArrowRight")
    assert page.locator(BOX).input_value() == offered


def test_arrows_and_enter_open_a_result(page, origins):
    open_search(page, origins["file"])
    ask(page, "ステータスページ")
    page.keyboard.press("ArrowDown")
    first = page.locator(LINK).first
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/34-status-page.html")


def test_enter_in_the_box_opens_the_best(page, origins):
    open_search(page, origins["file"])
    ask(page, "ステータスページ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/34-status-page.html")


def test_escape_closes_the_search(page, origins):
    open_search(page, origins["file"])
    ask(page, "漏洩")
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('__search').checked")
    assert not page.locator(LINK).first.is_visible()


def test_nothing_is_searched_while_an_input_method_composes(page, origins):
    open_search(page, origins["file"])
    until(page, "!!window.playbookSearchData")
    page.evaluate(
        """() => { const real = playbookSearch.search; window.asked = [];
        playbookSearch.search = (index, query) => { asked.push(query); return real(index, query); }; }"""
    )
    session = page.context.new_cdp_session(page)
    for text in ("ろ", "ろう", "ろうえ", "ろうえい", "漏洩"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.locator(BOX).dispatch_event("keyup", {"key": "Process", "keyCode": 229, "isComposing": True, "bubbles": True})
    # Enter takes the conversion; it is not meant for the list of results
    page.evaluate(
        """box => document.querySelector(box).dispatchEvent(
        new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))""",
        BOX,
    )
    assert page.evaluate("asked") == []
    assert page.url.endswith("index.html")
    session.send("Input.insertText", {"text": "漏洩"})
    page.wait_for_selector(ITEM)
    assert page.locator(BOX).input_value() == "漏洩"
    assert page.evaluate("asked") == ["漏洩"]


def test_nothing_found_tells_where_to_look(page, origins, site):
    open_search(page, origins["file"], "law/index.html")
    ways = page.locator(".search-ways a")
    assert ways.count() == 5 and ways.first.is_visible()
    page.locator(BOX).fill("qqqqzz")
    until(page, "document.querySelector('.md-search-result__meta').textContent.startsWith('見つかりませんでした')")
    assert "別の言い方" in page.locator(".md-search-result__meta").inner_text()
    assert ways.first.is_visible()
    ask(page, "漏洩")
    assert not ways.first.is_visible()
    targets = [name_of(way.evaluate("way => way.href"), origins["file"]) for way in ways.all()]
    for name, fragment in targets:
        html = (site / f"{name}.html").read_text("utf-8")
        assert not fragment or f'id="{fragment}"' in html


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", '"><b>', "&lt;", "((サービス名))", "\\d+(", "*"])
def test_what_is_typed_is_never_markup(page, origins, query):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_search(page, origins["file"])
    page.locator(BOX).fill(query)
    until(page, "!!window.playbookSearchData")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    assert page.locator(f"{ITEM} img, {ITEM} b").count() == 0
    assert not errors


def test_the_address_of_a_search_can_be_given(page, origins):
    page.goto(f"{origins['secure']}/index.html?q=%E3%82%B9%E3%83%86%E3%83%BC%E3%82%BF%E3%82%B9")
    page.wait_for_selector(ITEM)
    assert page.evaluate(RESULTS)[0]["links"][0].endswith("34-status-page.html")


def test_it_works_from_a_page_below(page, origins):
    open_search(page, origins["file"], "law/index.html")
    ask(page, "ステータスページ")
    page.locator(LINK).first.click()
    page.wait_for_url("**/templates/34-status-page.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_open_search_is_accessible_and_quiet(browser, origins, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{origins['secure']}/faq.html")
    if width < 1000:
        page.locator(".md-header__button[for=__search]").click()
    ask(page, "漏洩 報告")
    page.locator(f"{LINK}").first.wait_for(state="visible")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert hosts == {"localhost"} and not errors
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_material_has_no_index_of_its_own(site):
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == []


def test_no_address_of_another_host_is_in_the_scripts_of_the_search(site):
    for name in ("assets/javascripts/search.js", "assets/javascripts/iframe-worker-search.js"):
        assert not re.search(r"https?://", (site / name).read_text("utf-8"))
