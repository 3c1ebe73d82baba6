"""The regulation in Chromium: the articles alone on demand, and every stable address opens at its article."""


def test_the_articles_alone(page, origins):
    page.goto(f"{origins['file']}/regulation/index.html")
    notes = page.locator(".article-notes")
    assert notes.count() > 30 and notes.first.is_visible()
    page.get_by_label("条文だけを見る・印刷する").check()
    assert not any(note.is_visible() for note in notes.all())
    assert page.locator(".paragraph").first.is_visible()
    page.emulate_media(media="print")
    assert not notes.first.is_visible()
    assert not page.get_by_label("条文だけを見る・印刷する").is_visible()


def test_the_commentary_prints_open(page, origins):
    page.goto(f"{origins['file']}/regulation/index.html")
    text = page.locator("#a-report .article-notes > p").first
    assert not text.is_visible()
    page.emulate_media(media="print")
    assert text.is_visible()


def test_a_reference_leads_to_the_paragraph(page, origins):
    page.goto(f"{origins['file']}/regulation/index.html")
    page.locator("#a-ppc-report .article-notes summary").click()
    page.locator("#a-ppc-report .article-notes a[href$='#a-report_known']").click()
    assert page.evaluate("location.hash") == "#a-report_known"
    assert page.locator("#a-report_known:target").count() == 1
