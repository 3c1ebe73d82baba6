"""The copy to carry, and the joining of small files: whole, the same for the same site, and never holding itself."""

import re
import zipfile
from datetime import date
from hashlib import sha256
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from playbook.bundle import SCRIPTS, STYLES, bundle
from playbook.offline import ARCHIVE, FOLDER, write_archive
from tests.conftest import ROOT, build_site


@pytest.fixture(scope="module")
def archive(site):
    with zipfile.ZipFile(site / ARCHIVE) as packed:
        yield packed


def contents(site):
    """Name and digest of all that the archive holds: tells which file differs."""
    with zipfile.ZipFile(site / ARCHIVE) as packed:
        return {name: sha256(packed.read(name)).hexdigest() for name in packed.namelist()}


def test_two_builds_give_the_same_bytes(site, tmp_path):
    done = build_site(ROOT, tmp_path / "again")
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(tmp_path / "again") == contents(site)
    assert sha256((tmp_path / "again" / ARCHIVE).read_bytes()).digest() == sha256((site / ARCHIVE).read_bytes()).digest()


def test_archive_is_plain(archive):
    entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert len({entry.date_time for entry in entries}) == 1
    assert all(entry.filename.startswith(f"{FOLDER}/") for entry in entries)
    assert f"{FOLDER}/{ARCHIVE}" not in archive.namelist()


def test_archive_holds_all_that_its_pages_ask_for(archive):
    names = set(archive.namelist())
    lacking = []
    for page in (name for name in names if name.endswith(".html")):
        document = BeautifulSoup(archive.read(page), "html.parser")
        for element in document.find_all(["a", "link", "script", "img"]):
            address = urldefrag(element.get("href") or element.get("src") or "")[0]
            if not address or urlsplit(address).scheme:
                continue
            parts = page.split("/")[:-1]
            for part in unquote(address).split("/"):
                parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
            target = "/".join(parts)
            if target not in names and target != f"{FOLDER}/{ARCHIVE}":
                lacking.append((page, address))
    assert not lacking


def test_archive_opens_and_searches_without_network(archive, tmp_path, browser):
    archive.extractall(tmp_path)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / FOLDER / "index.html").as_uri())
    assert not page.locator(".offline").is_visible()
    page.locator('[data-md-component="search-query"]').fill("ステータスページ")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/templates/34-status-page.html")
    page.locator('[data-action="copy-draft"]').first.wait_for()
    context.close()


def test_archive_ignores_the_times_of_files(tmp_path):
    for name in ("a", "b"):
        folder = tmp_path / name
        (folder / "sub").mkdir(parents=True)
        (folder / "sub/z.html").write_text("z", "utf-8")
        (folder / "index.html").write_text("i", "utf-8")
        write_archive(folder, date(2026, 11, 22))
        write_archive(folder, date(2026, 11, 22))  # an older archive in the folder changes nothing
        (folder / "index.html").touch()
    assert (tmp_path / "a" / ARCHIVE).read_bytes() == (tmp_path / "b" / ARCHIVE).read_bytes()


def test_every_page_asks_for_one_stylesheet_and_one_script_of_ours(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert len(re.findall(r'<link rel="stylesheet" href="[^"]*' + re.escape(STYLES), html)) == 1, path
        assert len(re.findall(r'<script src="[^"]*' + re.escape(SCRIPTS), html)) == 1, path
    styles = (site / STYLES).read_text("utf-8")
    assert "--ink: #1a1a1a" in styles and ".placeholder" in styles


def test_bundle_leaves_what_only_some_pages_ask_for(tmp_path):
    for folder, kind, texts in (("stylesheets", "css", ("a", "b", "own")), ("javascripts", "js", ("x", "y", "own"))):
        (tmp_path / "assets" / folder).mkdir(parents=True)
        for text in texts:
            (tmp_path / "assets" / folder / f"{text}.{kind}").write_text(f"/* {text} */", "utf-8")
    head = '<link rel="stylesheet" href="assets/stylesheets/{}.css">\n'
    tail = '<script src="assets/javascripts/{}.js"></script>\n'
    every = head.format("a") + head.format("b") + tail.format("x") + tail.format("y")
    pages = bundle(tmp_path, {"one.html": every, "two.html": every + head.format("own") + tail.format("own")})
    assert (tmp_path / STYLES).read_text("utf-8") == "/* a */\n/* b */\n"
    assert (tmp_path / SCRIPTS).read_text("utf-8") == "/* x */\n/* y */\n"
    assert pages["one.html"].count("assets/") == 2
    two = pages["two.html"]
    assert two.count("assets/") == 4 and "own.css" in two and "own.js" in two
    assert not (tmp_path / "assets/stylesheets/a.css").exists()
    assert (tmp_path / "assets/stylesheets/own.css").exists()


@pytest.mark.parametrize(("now", "warned"), [("2026-12-01T00:00:00Z", False), ("2031-01-01T00:00:00Z", True)])
def test_the_start_page_tells_edition_and_age_of_the_law(browser, site, now, warned):
    page = browser.new_page()
    page.clock.set_fixed_time(now)
    page.goto((site / "index.html").as_uri())
    line = page.locator(".edition").first.inner_text()
    assert re.search(r"この版の日付：2026年11月22日", line)
    assert re.search(r"法令を確かめた日：\d{4}年\d{1,2}月\d{1,2}日", line)
    assert ("見直しの期限" in line) is warned
    page.close()
