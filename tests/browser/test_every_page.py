"""Every page, for every reader: no axe violation in both schemes at three widths, reflow, focus, forced colours, paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LISTEN, until
from tests.conftest import ROOT

PAGES = sorted(
    path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")
) + ["404.html"]
SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (1280, 768, 390)
REFLOW = (640, 320)
"""1280 at 200 % zoom, and 400 %: the width below which WCAG 1.4.10 allows no scrolling sideways."""
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on colours: run in every scheme, on one text of every look. On all texts they take
ten times as long as everything else together. The other rules ask every element, in the light scheme."""
ONE_OF_EVERY_LOOK = """() => {
  // a look is all that contrast is made of: the letters, and every ground that shines through below them
  const grounds = new Map([[null, ""]]);
  const ground = element => {
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join();
      const clear = own === "rgba(0, 0, 0, 0),none,1,static";
      grounds.set(element, ground(element.parentElement) + (clear ? "" : own));
    }
    return grounds.get(element);
  };
  const looks = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(element);
    const letters = [style.color, style.fontSize, style.fontWeight, style.textDecorationLine, style.textShadow];
    const look = [element.tagName === "A", ...letters, ground(element)].join();
    const size = element.getElementsByTagName("*").length;
    if (!looks.has(look) || size < looks.get(look).size) looks.set(look, {element, size});
  }
  return [...looks.values()].map(look => look.element);
}"""


@dataclass
class Opened:
    """A page in the browser, and what was heard of it."""

    page: Page
    hosts: set[str | None] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def wear(self, scheme: str) -> None:
        """Change the colours as a reader does."""
        wanted = SCHEMES[scheme]
        self.page.evaluate("scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()", wanted)
        until(self.page, "scheme => document.body.dataset.mdColorScheme === scheme", wanted)

    def widen(self, width: int) -> None:
        """Change the window without loading the page anew."""
        self.page.set_viewport_size({"width": width, "height": 900})


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages: a new one for each costs more than most of the checks."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGES)
def opened(request, window: Page, origins) -> Iterator[Opened]:
    """One page of the site, loaded once for all tests of it."""
    opened = Opened(window)

    def asked(request) -> None:
        opened.hosts.add(urlsplit(request.url).hostname)

    def failed(error) -> None:
        opened.errors.append(str(error))

    def said(message) -> None:
        opened.errors.extend([message.text] if message.type == "error" else [])

    heard = {"request": asked, "pageerror": failed, "console": said}
    for event, hear in heard.items():
        window.on(event, hear)
    opened.widen(WIDTHS[0])
    window.goto(f"{origins['secure']}/{request.param}")
    yield opened
    for event, hear in heard.items():
        window.remove_listener(event, hear)


def violations(page: Page, rules: dict[str, object], elements: str = "() => document") -> list:
    """What axe finds under ``rules`` in ``elements``: the rule and the first three places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(
        f"rules => axe.run(({elements})(), {{resultTypes: ['violations'], ...rules}}).then(done => done.violations.map("
        "one => [one.id, one.nodes.slice(0, 3).map(node => node.target.join(' '))]))",
        rules,
    )


def colours(page: Page) -> list:
    """What axe finds in the colours of a page."""
    return violations(page, {"runOnly": {"type": "rule", "values": OF_COLOUR}}, ONE_OF_EVERY_LOOK)


def test_axe_finds_nothing(opened):
    found = {}
    for scheme in SCHEMES:
        opened.wear(scheme)
        for width in WIDTHS:
            opened.widen(width)
            found[scheme, width] = colours(opened.page)
            if scheme == "light":
                found[scheme, width] += violations(opened.page, {"rules": {rule: {"enabled": False} for rule in OF_COLOUR}})
    opened.wear("light")
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_a_faint_text_among_many_is_found(page, origins):
    """One text of every look is enough: a text of another colour, or on another ground, is another look."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{origins['secure']}/law/index.html")
    assert colours(page) == []
    for change in ("last.style.color = '#bbb'", "last.parentElement.style.background = '#222'"):
        page.evaluate(f"() => {{ const last = [...document.querySelectorAll('article td a')].pop(); {change} }}")
        assert [rule for rule, _ in colours(page)] == ["color-contrast"]
        page.reload()


def test_nothing_is_asked_for_elsewhere_or_kept(opened):
    assert opened.hosts == {"localhost"}
    assert opened.page.evaluate("violated") == []
    assert not opened.errors
    assert opened.page.evaluate("localStorage.length") == 0


def test_the_page_never_scrolls_sideways(opened):
    wide = []
    for width in (*WIDTHS, *REFLOW):
        opened.widen(width)
        if opened.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(width)
    assert not wide


UNSEEN_FOCUS = """() => {
  const kinds = new Map();
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
    const kind = [element.tagName, element.type, element.className].join(" ");
    if (!kinds.has(kind) && element.checkVisibility({visibilityProperty: true, opacityProperty: true})) kinds.set(kind, element);
  }
  const unseen = [];
  for (const [kind, element] of kinds) {
    element.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== element) continue;
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) unseen.push(kind);
  }
  document.activeElement.blur();
  return unseen;
}"""


def test_every_kind_of_focus_is_seen(opened):
    unseen = []
    for width in (WIDTHS[0], WIDTHS[-1]):
        opened.widen(width)
        unseen += opened.page.evaluate(UNSEEN_FOCUS)
    assert not unseen


def test_nothing_moves_for_those_who_asked_for_stillness(opened):
    moving = opened.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return parseFloat(style.transitionDuration) > 0.001 || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.001);
        }).map(element => element.className)"""
    )
    assert not moving


TOLD_BY_SHAPE = ".placeholder, .nature, .tag, .button, .mail, .choices, .start-list .start-link, .filter select"


def test_marks_keep_their_shape_in_forced_colours(opened):
    opened.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    bare = opened.page.evaluate(
        """shapes => [...document.querySelectorAll(shapes)].filter(element => element.checkVisibility()).filter(element => {
            const style = getComputedStyle(element);
            return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1;
        }).map(element => element.className)""",
        TOLD_BY_SHAPE,
    )
    focus = opened.page.evaluate(UNSEEN_FOCUS)
    opened.page.emulate_media(forced_colors="none", reduced_motion="reduce")
    assert not bare
    assert not focus


def test_paper_has_the_text_and_nothing_to_press(opened):
    page = opened.page
    page.emulate_media(media="print", reduced_motion="reduce")
    shown = page.evaluate(
        """() => [".md-header", ".md-sidebar", ".md-footer", ".md-top", ".md-skip", "[role=search]", "article button"]
            .filter(name => [...document.querySelectorAll(name)].some(element => element.checkVisibility()))"""
    )
    closed = page.evaluate(
        """() => [...document.querySelectorAll("article details:not([open])")].filter(one => one.checkVisibility())
            .filter(one => [...one.children].some(part => part.tagName !== "SUMMARY" && !part.checkVisibility()))
            .map(one => one.className)"""
    )
    bare = page.evaluate(
        """() => [...document.querySelectorAll(".placeholder")].filter(mark => mark.checkVisibility())
            .filter(mark => {
                const solid = (one, side) => getComputedStyle(one)[side] === "solid";
                // in a box; a value of the company on a line to write on, its own or that of its place
                return mark.dataset.blank
                    ? !solid(mark, "borderBottomStyle") && !solid(mark.parentElement, "borderBottomStyle")
                    : !solid(mark, "borderTopStyle");
            }).length"""
    )
    page.emulate_media(media="screen", reduced_motion="reduce")
    assert not shown
    assert not closed
    assert not bare


def test_the_colour_scheme_lasts_in_the_tab_and_is_not_kept(page, origins):
    page.goto(f"{origins['secure']}/index.html")
    page.locator("label[for=__palette_1]").click()
    page.goto(f"{origins['secure']}/limits.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colour_scheme_of_the_system_is_worn_at_first(browser, origins, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{origins['secure']}/index.html")
    until(page, "wanted => document.body.dataset.mdColorScheme === wanted", SCHEMES[scheme])
    context.close()


def test_headings_break_between_phrases(page, origins):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{origins['secure']}/triage/leak.html")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).wordBreak") == "auto-phrase"


def test_pages_are_all_built(site: Path):
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(PAGES)
