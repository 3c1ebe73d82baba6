"""The regulation on the built site: every subject of the inventory, every article whole, every reference home."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from playbook.placeholder import placeholders
from playbook.regulation import Numbering

SUBJECTS = [
    # the sixteen subjects of the inventory, and what each must rule at the least
    ("総則：目的", "a-purpose", ["顧客情報", "本人の権利"]),
    ("総則：適用", "a-scope", ["役職員", "委託先"]),
    ("総則：定義", "a-definitions", ["顧客情報", "漏えい等", "おそれ", "購入や利用の履歴", "相談の内容"]),
    ("流出内容の調査", "a-investigation", ["誰の情報", "本人の数", "どの情報", "いつか", "どのように", "なぜか"]),
    ("被害届・遺失届", "a-police-report", ["被害届", "遺失届"]),
    ("捜査への協力", "a-cooperation", ["資料の提出", "聴取", "捜査関係事項照会", "記録"]),
    ("流出先の特定", "a-tracing", ["履歴の解析", "侵入"]),
    ("監視", "a-monitoring", ["売買", "頻度", "((自社_監視期間))"]),
    ("返還請求", "a-return", ["返還", "消去", "複製", "使わず"]),
    ("警告", "a-warning", ["内容証明", "使わないこと", "やめる"]),
    ("差止めの訴え", "a-injunction", ["営業秘密", "不正競争防止法", "限定提供データ", "仮処分"]),
    ("顧客への説明・謝罪", "a-explanation", ["一人ずつ", "書面", "謝罪"]),
    ("一般への公表", "a-publication", ["サイト", "個人が識別される"]),
    ("問い合わせへの対応", "a-inquiries", ["専用の窓口", "報道", "関係機関", "回答集"]),
    ("不当な金銭請求への対応", "a-demands", ["正当な損害", "応じない", "身代金"]),
    ("再発防止策", "a-prevention", ["システム", "運用", "教育", "期限、責任者"]),
    ("懲戒処分", "a-discipline", ["就業規則", "故意か過失か", "弁明"]),
    ("刑事告訴・告発", "a-complaint", ["告訴", "告発", "個人情報保護法179条"]),
    # what the law of today adds
    ("体制：責任者", "a-roles", ["((自社_管理責任者))", "代わる者"]),
    ("体制：対策本部", "a-headquarters", ["対策本部", "記録"]),
    ("発見者の報告", "a-report", ["直ちに", "夜間", "知った日時"]),
    ("初動・証拠保全", "a-containment", ["切り離し", "保全"]),
    ("影響評価", "a-assessment", ["要配慮個人情報", "財産の被害", "不正の目的", "1,000人を超える", "特定個人情報"]),
    ("委員会への報告", "a-ppc-report", ["速やかに", "30日以内", "60日以内", "休日を含める"]),
    ("番号法", "a-my-number", ["100人を超える"]),
    ("業法", "a-industry", ["電気通信", "金融", "医療"]),
    ("カード会社", "a-card", ["カード会社", "決済代行"]),
    ("適時開示", "a-disclosure", ["取引所"]),
    ("海外の本人", "a-overseas", ["海外"]),
    ("保険会社", "a-insurer", ["約款"]),
    ("本人への通知", "a-person-notice", ["概要", "項目", "原因", "二次被害", "守るため", "困難"]),
    ("補償・見舞い", "a-compensation", ["((自社_決議機関))", "公平"]),
    ("委託先の事故", "a-entrusting", ["契約", "直ちに", "再委託"]),
    ("委託を受けた情報", "a-entrusted", ["委託元"]),
    ("記録の保存", "a-records", ["((自社_記録年数))"]),
    ("訓練", "a-training", ["年1回", "模擬の訓練"]),
    ("見直し", "a-audit", ["システム又は業務を変えた"]),
    ("改廃", "a-amendment", ["((自社_決議機関))"]),
    ("附則", "a-effective", ["((自社_施行日))"]),
]


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "regulation/index.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def guide(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "regulation/guide.html").read_text("utf-8"), "html.parser")


def ruling(page: BeautifulSoup, id: str) -> str:
    """The words of an article without its commentary."""
    return "".join(part.get_text() for part in page.find(id=id).select(".paragraph"))


@pytest.mark.parametrize(("subject", "id", "words"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_every_subject_is_ruled(page, subject, id, words):
    text = ruling(page, id)
    assert not [word for word in words if word not in text]


def test_every_article_is_shown_whole_and_in_order(page, loaded):
    book = loaded.playbook
    assert [part["id"] for part in page.select(".article")] == list(book.regulation)
    numbering = Numbering(book.regulation)
    for id, article in book.regulation.items():
        part = page.find(id=id)
        assert page.find(id=f"{id}-title").get_text() == numbering.heading(id)
        assert len(part.select(".paragraph")) == len(article.paragraphs)
        assert len(part.select(".items li")) == sum(len(paragraph.items) for paragraph in article.paragraphs)
        assert len(part.select_one(".article-notes").get_text()) > 80


def test_numbers_run_from_one_without_a_gap(page):
    numbers = [heading.get_text().split("条")[0] for heading in page.select("h3")]
    count = len(numbers) - 1
    assert numbers == [f"第{at}" for at in range(1, count + 1)] + ["第1"]
    assert [heading.get_text()[:3] for heading in page.select("h2")][-1] == "附則"


def test_references_read_as_the_articles_they_lead_to(page, guide):
    headings = {part["id"]: part.find_previous("h3").get_text() for part in page.select(".article")}
    seen = 0
    for link in (*page.select(".article-ref"), *guide.select(".article-ref")):
        article = link["href"].split("#")[1].split("_")[0]
        words = link.get_text()
        seen += 1
        if words.removeprefix("附則").startswith("第") and "条" in words:
            assert headings[article].startswith(words.removeprefix("附則").split("条")[0] + "条（")
        else:
            assert link.find_parent(id=article)  # 前項, 第2項: only within the article itself
    assert seen > 60


def test_no_reference_is_left_as_written(page, guide):
    assert "[[" not in page.get_text() + guide.get_text()


def test_the_guide_lists_every_blank(guide, loaded):
    texts = [clause.text for article in loaded.playbook.regulation.values() for _, _, clause in article.clauses()]
    texts += [article.owner for article in loaded.playbook.regulation.values()]
    listed = {cell.get_text() for cell in guide.select("#blanks ~ .table")[0].select("tbody th")}
    assert set(placeholders("\n".join(texts))) == listed


def test_the_inspection_sheet_has_a_line_for_every_article(guide, loaded):
    assert len(guide.select(".regulation-sheet tbody tr")) == len(loaded.playbook.regulation)


def test_the_guide_tells_what_it_must(guide):
    text = guide.get_text()
    for words in ("突き合わせ", "模擬訓練", "新しく入った人の教材", "点検表", "システムを入れ替えた", "慌てず", "説明の責任", "内部の不正"):
        assert words in text
