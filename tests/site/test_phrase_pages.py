"""The page of phrases as built: every pair is there, and leads to what it belongs to and back."""

from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup


@pytest.fixture(scope="module")
def phrases(site):
    return BeautifulSoup((site / "phrases.html").read_text("utf-8"), "html.parser")


def test_every_pair_is_shown(phrases, loaded):
    shown = {section["id"]: section for section in phrases.select("section.phrase")}
    assert list(shown) and set(shown) == set(loaded.playbook.phrases)
    for phrase in loaded.playbook.phrases.values():
        avoid, why, write = (part.get_text() for part in shown[phrase.id].select("dd"))
        assert avoid == phrase.ng and write == phrase.ok.strip() and why == phrase.why.strip()
        assert shown[phrase.id].select_one(".phrase-ng .ng-mark").get_text() == "× 避ける"
        assert shown[phrase.id].select_one(".phrase-ok .ok-mark").get_text() == "○ こう書く"


def test_relations_lead_both_ways(site, phrases, loaded):
    pages, back = {}, 0
    for section in phrases.select("section.phrase"):
        links = [link["href"] for link in section.select("p.note a:not(.term)")]
        assert links, section["id"]
        for href in links:
            address, anchor = urldefrag(href)
            if address not in pages:
                pages[address] = BeautifulSoup((site / address).read_text("utf-8"), "html.parser")
            assert not anchor or pages[address].find(id=anchor), href
            found = {urljoin(address, link["href"]) for link in pages[address].select(".related a[href]")}
            assert f"phrases.html#{section['id']}" in found, href
            back += 1
    assert back > 100


def test_the_check_page_reads_the_rules_and_the_navigation_leads_there(site):
    page = BeautifulSoup((site / "check.html").read_text("utf-8"), "html.parser")
    assert [script["src"] for script in page.select("article script[src]")] == ["assets/phrases-data.js", "assets/javascripts/check.js"]
    assert page.select_one('textarea[name="text"]') and page.select_one('input[name="subject"]')
    assert page.select_one('select[name="stage"]') and page.select_one('select[name="notation"]')
    assert page.select_one('[data-role="findings"]') and page.select_one('[data-role="marked"]')
    start = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert {"check.html", "phrases.html"} <= {link["href"] for link in start.select("nav.md-nav a[href]")}
