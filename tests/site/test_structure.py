"""The built site: data, pages and navigation one to one; marks, links and macros whole."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, NavigableString

from tests.conftest import ROOT

MARK = re.compile(r"\(\([^()]*\)\)")
SHOWN_AS_CODE = {"code", "option", "kbd"}
NOT_SHOWN = {"script", "style", "template"}


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[Path, BeautifulSoup]:
    """Every page of the site, parsed."""
    return {page: BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in sorted(site.rglob("*.html"))}


def texts(document: BeautifulSoup):
    """The visible pieces of text of a page, each with the names of the elements around it."""
    for piece in document.find_all(string=True):
        around = {parent.name for parent in piece.parents}
        if type(piece) is NavigableString and not around & NOT_SHOWN:
            yield piece, around


def navigation_pages(entries) -> list[str]:
    """The files that the navigation names, in order."""
    found = []
    for entry in entries:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        found.extend([value] if isinstance(value, str) else navigation_pages(value))
    return found


def test_data_pages_and_navigation_are_one_to_one(loaded, site):
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    navigation = navigation_pages(config["nav"])
    ids = sorted(loaded.playbook.templates)
    sources = sorted(path.stem for path in (ROOT / "docs/templates").glob("[0-9]*.md"))
    built = sorted(path.stem for path in (site / "templates").glob("[0-9]*.html"))
    named = sorted(Path(page).stem for page in navigation if re.match(r"templates/\d", page))
    assert ids == sources == built == named
    assert len(navigation) == len(set(navigation))


@pytest.mark.parametrize("page", sorted((ROOT / "docs/templates").glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_a_template_page_is_one_macro_call(page):
    assert page.read_text("utf-8") == f'{{{{ template_page("{page.stem}") }}}}\n'


def test_every_mark_is_a_placeholder_element(documents):
    stray = [
        (page.name, piece)
        for page, document in documents.items()
        for piece, _ in texts(document)
        if ("((" in piece or "))" in piece) and "placeholder" not in (piece.parent.get("class") or [])
    ]
    assert not stray


def test_placeholder_elements_hold_just_their_mark(documents):
    marks = [mark for document in documents.values() for mark in document.select(".placeholder")]
    assert len(marks) > 500
    assert not [mark for mark in marks if not MARK.fullmatch(mark.get_text())]


def test_no_mark_hides_in_an_attribute(documents):
    held = [
        (page.name, name)
        for page, document in documents.items()
        for element in document.find_all(True)
        for name, value in element.attrs.items()
        if "((" in str(value) and element.name != "script"
    ]
    assert not held


def test_no_template_language_is_left(documents):
    left = [
        (page.name, piece)
        for page, document in documents.items()
        for piece, around in texts(document)
        if re.search(r"\{\{|\}\}|\{%|%\}|\[\[[a-z]|Macro Rendering Error", piece) and not around & SHOWN_AS_CODE
    ]
    assert not left


def test_every_internal_link_and_anchor_resolves(site, documents):
    ids = {
        page.resolve(): {element["id"] for element in document.find_all(id=True)}
        for page, document in documents.items()
    }
    dead = []
    for page, document in documents.items():
        root = site if page.name == "404.html" else page.parent
        for element in document.find_all(["a", "link", "script", "img", "iframe", "form"]):
            address = element.get("href") or element.get("src") or element.get("action")
            if not address or urlsplit(address).scheme:
                continue
            path, fragment = urldefrag(address)
            base = site if path.startswith("/") else root
            target = (base / unquote(path).lstrip("/")).resolve() if path else page.resolve()
            if target.is_dir():
                target /= "index.html"
            if not target.is_file() or (fragment and fragment not in ids.get(target, set())):
                dead.append((page.name, address))
    assert not dead


def test_no_page_names_another_host_as_a_resource(documents):
    foreign = [
        (page.name, element.get("src") or element.get("href"))
        for page, document in documents.items()
        for element in document.find_all(["script", "img", "link", "iframe"])
        if urlsplit(element.get("src") or element.get("href") or "").netloc
    ]
    assert not foreign


def test_every_page_has_one_first_heading(documents):
    counts = {page.name: len(document.find_all("h1")) for page, document in documents.items()}
    assert {name for name, count in counts.items() if count != 1} == set()


def test_organization_values_appear_in_every_template_page(tmp_path):
    """A value of organization.yml replaces its mark on every page that shows it."""
    from playbook.load import load
    from playbook.pages import Pages
    from playbook.render import Renderer

    book = load(ROOT / "data").playbook
    value = "株式会社<確認>"
    organization = book.organization.model_copy(update={"values": {**book.organization.values, "自社_会社名": value}})
    book = replace(book, organization=organization)
    pages = Pages(book, Renderer(book, ROOT / "partials"))
    shown = 0
    for template_id in book.templates:
        mail = BeautifulSoup(pages.template_page(template_id), "html.parser").select(".mail")
        assert not [mark for part in mail for mark in part.select(".placeholder") if "自社_会社名" in mark.get_text()]
        shown += sum(filled.get_text() == value for part in mail for filled in part.select(".filled"))
    assert shown >= 30
    assert "まだ汎用のまま" in pages.generic_page() and "株式会社&lt;確認&gt;" in pages.generic_page()
