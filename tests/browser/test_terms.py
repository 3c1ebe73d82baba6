"""Terms of the glossary: explained under the pointer, on keyboard focus and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "writing/first-hour.html"
TIP = ".term-tip"


def meaning_of(term, loaded) -> str:
    return loaded.playbook.glossary[term.get_attribute("href").split("#")[1]].meaning


@pytest.fixture
def term(page, origins):
    """The first term of a page on writing."""
    page.goto(f"{origins['file']}/{PAGE}")
    return page.locator("a.term").first


def test_the_pointer_shows_it_and_may_move_onto_it(page, term, loaded):
    assert not page.locator(TIP).is_visible()
    term.hover()
    assert page.locator(TIP).inner_text() == meaning_of(term, loaded)
    page.locator(TIP).hover()
    assert page.locator(TIP).is_visible()
    page.locator("h1").hover()
    assert not page.locator(TIP).is_visible()


def test_the_keyboard_shows_it_and_escape_puts_it_away(page, term, loaded):
    names = page.evaluate("[...document.querySelectorAll('article a')].map(a => a.className)")
    page.locator("article a").nth(names.index("term")).focus()
    assert page.locator(TIP).inner_text() == meaning_of(term, loaded)
    page.keyboard.press("Escape")
    assert not page.locator(TIP).is_visible()
    assert page.evaluate("document.activeElement.classList.contains('term')")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.locator(TIP).is_visible()
    page.locator("h1").click()
    assert not page.locator(TIP).is_visible()


def test_enter_leads_to_the_glossary(page, term):
    wanted = term.get_attribute("href").split("#")[1]
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")
    assert page.locator(f"[id='{wanted}'] dfn").is_visible()


def test_a_reader_of_the_screen_hears_it(term, page, loaded):
    note = term.get_attribute("aria-describedby")
    assert page.locator(f"[id='{note}']").text_content() == meaning_of(term, loaded)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_explanation_stays_in_the_window_and_is_accessible(browser, origins, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origins['secure']}/writing/disclosure-limits.html")
    terms = page.locator("a.term")
    assert terms.count() >= 3
    for index in range(terms.count()):
        terms.nth(index).focus()
        box = page.locator(TIP).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] >= 0 and box["y"] + box["height"] <= 700
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    context.close()


@pytest.mark.parametrize(
    ("term", "size", "view", "expected"),
    [
        pytest.param([10, 100, 120], [200, 50], [390, 700], [10, 122], id="下に出す"),
        pytest.param([300, 100, 120], [200, 50], [390, 700], [182, 122], id="右の端では左へ寄せる"),
        pytest.param([10, 640, 660], [200, 50], [390, 700], [10, 588], id="下に空きがなければ上に出す"),
        pytest.param([0, 100, 120], [400, 50], [390, 700], [8, 122], id="画面より広いときは左から"),
    ],
)
def test_where_it_is_placed(page, origins, term, size, view, expected):
    page.goto(f"{origins['file']}/{PAGE}")
    place = page.evaluate(
        """([term, size, view]) => playbookTerms.place({left: term[0], top: term[1], bottom: term[2]},
            {width: size[0], height: size[1]}, {width: view[0], height: view[1]})""",
        [term, size, view],
    )
    assert [place["left"], place["top"]] == expected


def test_paper_explains_all_marked_terms_at_the_end(page, term, loaded):
    page.emulate_media(media="print")
    assert page.locator(".term-notes").is_visible()
    marked = {link.get_attribute("href").split("#")[1] for link in page.locator("a.term").all()}
    told = {note.get_attribute("id").removeprefix("term-note-") for note in page.locator(".term-notes dd").all()}
    assert marked == told
    assert page.evaluate("getComputedStyle(document.querySelector('a.term'), '::after').content") == '"＊"'


def test_without_javascript_a_term_leads_to_its_explanation(browser, origins):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/{PAGE}")
    page.locator("a.term").first.click()
    assert page.url.split("/")[-1].startswith("glossary.html#")
    context.close()
