"""What a company may fill in, and what it may not: the values of ``organization.yml``, one by one.

Nothing right is refused, nothing wrong passes, and a fault is told at its own line and nowhere else.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from playbook.checks import check
from playbook.load import load
from playbook.organization_checks import fault_of
from tests.data.conftest import change, line_of

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = load(ROOT / "data").playbook.placeholders
FILE = "organization.yml"
TODAY = date(2026, 11, 24)

RIGHT = [
    *[("会社名", value) for value in ("株式会社北港フードサービス", "北港食品株式会社", "有限会社 山田商店", "医療法人社団さくら会", "(株)北港", "ＮＫ物産株式会社")],
    *[("会社名", value) for value in ("Kitaminato", "二〇〇〇商会", "株式会社104", "A&Bホールディングス株式会社", "株式会社スリーエックス", "未来創造株式会社", "株式会社〇一", "髙島商店")],
    *[("部署名", value) for value in ("カスタマーサポート部", "お客様相談室", "CS推進本部 第2グループ", "品質保証部（本社）", "IT・DX推進室")],
    *[("担当者名", value) for value in ("田中 一郎", "田中　一郎", "髙橋", "José Tanaka", "様子 花子", "アン・スミス")],
    *[("代表者名", value) for value in ("代表取締役社長 田中 花子", "理事長 佐藤 太郎", "代表社員 北 港")],
    *[("窓口名", value) for value in ("お客様サポート窓口", "北港フードお客様相談室", "ヘルプデスク「みなと」", "コールセンター24")],
    *[("電話番号", value) for value in ("03-1234-5678", "0120-123-456", "0120-12-3456", "0120-123456", "0800-123-4567", "0570-012-345", "050-1234-5678")],
    *[("電話番号", value) for value in ("090-1234-5678", "0422-12-3456", "04992-1-2345", "011-123-4567", "+81-3-1234-5678", "0466-12-3456（代表）")],
    *[("広報電話", value) for value in ("03-1234-5678（広報室直通）", "03-1234-5678、03-1234-5679", "03-1234-5678（平日）または090-1234-5678（休日）")],
    *[("メール", value) for value in ("support@kitaminato-food.co.jp", "cs.info+jiko@kitaminato.jp", "o'neil_2@mail.kitaminato.com", "a__b@k-m.ne.jp", "info@xn--eckwd4c7c.jp", "a@kitaminato.tokyo")],
    *[("受付時間", value) for value in ("平日9時から17時30分まで（祝日を除く）", "9:00-17:00", "24時間365日", "月曜から土曜の10時から19時まで", "年中無休", "平日10:00～18:00")],
    *[("公式サイト", value) for value in ("https://www.kitaminato.co.jp/", "https://kitaminato.co.jp", "http://kitaminato.jp/news?id=1&a=b#top", "https://株式会社北港.jp/", "https://k.jp/%E3%81%8A/", "https://www.kitaminato.co.jp:8443/a_b/", "https://www.kitaminato.co.jp/お知らせ/")],
    *[("住所", value) for value in ("東京都港区海岸9-9-9", "大阪府大阪市北区中之島9丁目9番9号 北港ビルディング12階", "〒100-0001 東京都千代田区千代田1番")],
    *[("英文社名", value) for value in ("Kitaminato Food Service Co., Ltd.", "A&B Holdings Inc.", "O'Neil & Sons K.K.")],
    *[("英文受付時間", value) for value in ("Weekdays, 9:00 a.m. to 5:30 p.m. (Japan time)", "24/7")],
    *[("上席連絡先", value) for value in ("内線100", "100", "090-1234-5678", "supervisor@kitaminato.co.jp", "Teamsの「事故対応」チャネル")],
    *[("記録年数", value) for value in ("10年間", "5年", "1年6か月", "十年間", "永年", "3年以上", "36ヶ月")],
    *[("監視期間", value) for value in ("12か月", "1年間", "180日間")],
    *[("施行日", value) for value in ("2027年4月1日（木）", "2027年4月1日", "2028年2月29日", "令和9年4月1日", "令和9年4月1日（木）")],
    *[("決議機関", value) for value in ("取締役会", "経営会議（議長：社長）", "理事会")],
]

WRONG = [
    # telephone numbers: the value, and what the mend says
    *[("電話番号", value, "- で区切って") for value in ("広報部", "03-1234-567O", "03-1234", "03-1234-567", "03-12345-6789", "090-123-4567", "0312345678", "110", "内線12")],
    ("電話番号", "03--1234-5678", "「03-1234-5678」"),
    ("電話番号", "０３-１２３４-５６７８", "「03-1234-5678」"),
    ("電話番号", "０３－１２３４－５６７８", "「03-1234-5678」"),
    ("電話番号", "03ー1234ー5678", "「03-1234-5678」"),
    ("電話番号", "03(1234)5678", "「03-1234-5678」"),
    ("電話番号", "(03)1234-5678", "「03-1234-5678」"),
    ("電話番号", "03-1234-5678(代表)", "「03-1234-5678（代表）」"),
    # mail addresses
    ("メール", "supportkitaminato.co.jp", "support@"),
    ("メール", "support＠kitaminato.co.jp", "「support@kitaminato.co.jp」"),
    ("メール", "support@kitaminato,co.jp", "「support@kitaminato.co.jp」"),
    ("メール", "support@kitaminato.co.jp.", "「support@kitaminato.co.jp」"),
    ("メール", "support@kitaminato..co.jp", "「support@kitaminato.co.jp」"),
    ("メール", "support@ kitaminato.co.jp", "「support@kitaminato.co.jp」"),
    ("メール", "mailto:support@kitaminato.co.jp", "「support@kitaminato.co.jp」"),
    ("メール", "support@kitaminato", "半角で"),
    ("メール", "a@b@kitaminato.co.jp", "半角で"),
    ("メール", "北港窓口", "半角で"),
    # addresses of the web
    ("公式サイト", "www.kitaminato.co.jp", "「https://www.kitaminato.co.jp」"),
    ("公式サイト", "htp://www.kitaminato.co.jp/", "「https://www.kitaminato.co.jp/」"),
    ("公式サイト", "https:/www.kitaminato.co.jp/", "「https://www.kitaminato.co.jp/」"),
    ("公式サイト", "https://www,kitaminato.co.jp/", "「https://www.kitaminato.co.jp/」"),
    ("公式サイト", "https://www.kitaminato。co.jp/", "「https://www.kitaminato.co.jp/」"),
    ("公式サイト", "ｈｔｔｐｓ：／／www.kitaminato.co.jp/", "「https://www.kitaminato.co.jp/」"),
    ("公式サイト", "https://x", "アドレスの欄"),
    ("公式サイト", "当社サイト", "アドレスの欄"),
    # names and words
    ("会社名", "“株式会社北港”", "「株式会社北港」"),
    ("会社名", "((自社_会社名))", "本当の値"),
    ("会社名", "（（自社_会社名））", "本当の値"),
    ("会社名", " ", '""'),
    ("会社名", "　", '""'),
    ("会社名", "株式会社北港 ", "「株式会社北港」"),
    ("会社名", "　株式会社北港", "「株式会社北港」"),
    ("会社名", "株式会社北\u200b港", "打ち直して"),
    ("会社名", "123", "「株式会社みなと商事」"),
    *[("会社名", value, "本当の値") for value in ("未定", "（未定）", "株式会社○○", "△△株式会社", "株式会社〇〇", "XXX", "ＸＸＸ株式会社", "【会社名】", "＜会社名＞", "{会社名}", "[会社名]", "株式会社＿＿")],
    *[("部署名", value, "本当の値") for value in ("なし", "-", "ー", "TBD", "n/a", "調整中", "***", "？？？", "広報部（仮）", "××部", "%部署%")],
    ("住所", "東京都港区海岸9-9-9\nみなとビル", "1 行で"),
    ("担当者名", "田中様", "「田中」"),
    ("代表者名", "代表取締役社長 田中さん", "「代表取締役社長 田中」"),
    ("英文社名", "株式会社北港", "半角で"),
    ("英文社名", "Domino’s Japan", "「Domino's Japan」"),
    # days and lengths
    ("施行日", "2026/11/22", "「2026年11月22日（日）」"),
    ("施行日", "2027-04-01", "「2027年4月1日（木）」"),
    ("施行日", "２０２７年４月１日", "「2027年4月1日（木）」"),
    ("施行日", "2026年2月30日", "2027年4月1日（木）"),
    ("施行日", "2026年13月1日", "2027年4月1日（木）"),
    ("施行日", "2027年4月1日（金）", "直して"),
    ("施行日", "来年4月", "2027年4月1日（木）"),
    ("施行日", "2027年4月1日（予定）", "本当の値"),
    ("記録年数", "10", "10年間"),
    ("記録年数", "１０年間", "「10年間」"),
    ("監視期間", "しばらく", "12か月"),
]


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_a_right_value_passes(name, value):
    assert fault_of(REGISTRY[f"自社_{name}"], value) is None


@pytest.mark.parametrize(("name", "value", "mend"), WRONG)
def test_a_wrong_value_is_told_with_its_mend(name, value, mend):
    fault = fault_of(REGISTRY[f"自社_{name}"], value)
    assert fault and mend in fault.mend and fault.reason.endswith("。") and fault.mend.endswith(("。", "か。"))


def test_what_is_empty_is_no_fault():
    assert [name for name, entry in REGISTRY.items() if fault_of(entry, "")] == []


def test_the_examples_of_the_registry_are_right_values():
    company = [entry for entry in REGISTRY.values() if entry.name.startswith("自社_")]
    assert [entry.name for entry in company if fault_of(entry, entry.example)] == []


FAULTS = [
    pytest.param("会社名: \"\"", "会社名: 株式会社○○", [("PB506", "会社名")], id="空欄の印は会社の値の行だけで言う"),
    pytest.param("03-1234-5678", "03-1234-567O", [("PB506", "電話番号")], id="数字でない電話番号"),
    pytest.param("03-1234-5678", "①03-1234-5678", [("PB506", "電話番号")], id="化ける文字は重ねて言わない"),
    pytest.param('会社名: ""', '会社名: "((自社_会社名))"', [("PB506", "会社名")], id="差し込みの印"),
    pytest.param('by: ""\n  on: ""', "by: 未確認\n  on: 2026-11-22", [("PB507", "by: 未確認")], id="確かめた人の名前でない"),
    pytest.param('by: ""\n  on: ""', "by: なし\n  on: 2026-11-22", [("PB507", "by: なし")], id="確かめた人がいない"),
    pytest.param('by: ""\n  on: ""', "by: 弁護士 北 港\n  on: 2026-11-25", [("PB507", "on: 2026-11-25")], id="明日の確認"),
    pytest.param('by: ""\n  on: ""', "by: 弁護士 北 港\n  on: 2016-11-22", [("PB507", "on: 2016")], id="手引きより前の確認"),
    pytest.param('last_drill: ""', "last_drill: 2036-11-22", [("PB507", "last_drill")], id="十年後の訓練"),
    pytest.param('last_drill: ""', "last_drill: 2019-12-31", [("PB507", "last_drill")], id="手引きより前の訓練"),
    pytest.param('会社名: ""', "会社名：北港", [("PB004", "会社名：")], id="項目名の後ろに全角のコロン"),
    pytest.param('会社名: ""', "会社名:北港", [("PB004", "会社名:")], id="コロンの後ろに空白がない"),
    pytest.param('電話番号: "03-1234-5678"', "電話番号：03-1234-5678", [("PB004", "電話番号：")], id="終わりの値の全角のコロン"),
    pytest.param('電話番号: "03-1234-5678"', "電話番号:03-1234-5678", [("PB004", "電話番号:")], id="終わりの値のコロンの後ろに空白がない"),
    pytest.param('by: ""\n  on: ""', "by: 弁護士 北 港\n  on: 2026-11-24", [], id="今日の確認は正しい"),
    pytest.param('last_drill: ""', "last_drill: 2026-11-24", [], id="今日の訓練は正しい"),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_one_fault_gives_one_finding(data, old, new, expected):
    change(data, FILE, old, new)
    found = check(load(data), TODAY)
    assert [(one.file, one.line, one.code) for one in found] == [(f"data/{FILE}", line_of(data, FILE, at), code) for code, at in expected]
    assert all(one.blocking and one.mend.endswith("。") for one in found)


@pytest.mark.parametrize("colon", ["：", ":"])
def test_the_mend_of_a_colon_is_not_the_mistake(data, colon):
    change(data, FILE, '会社名: ""', f"会社名{colon}北港")
    (finding,) = check(load(data), TODAY)
    assert "半角の「: 」" in finding.mend and "全角の「：」" not in finding.mend


LONG = "お客様のご意見とご相談をうかがう北港フードサービス総合窓口"
COMPANIES = [
    {"受付時間": "平日9時から17時30分まで（祝日を除く）"},
    {"メール": "support@kitaminato-food.co.jp"},
    {"会社名": "株式会社北港フードサービス", "窓口名": "北港フードお客様相談室", "受付時間": "平日9時から17時30分まで（祝日を除く）",
     "住所": "大阪府大阪市北区中之島9丁目9番9号 北港ビルディング12階", "電話番号": "0120-123-456", "代表者名": "代表取締役社長 田中 花子"},
    {"会社名": "絶対安心保証株式会社", "部署名": "まもなく復旧課"},
    {name.removeprefix("自社_"): (entry.example if entry.kind.value != "text" or "英文" in name else LONG) for name, entry in REGISTRY.items() if name.startswith("自社_")},
]


@pytest.mark.parametrize("values", COMPANIES, ids=["受付時間だけ", "メールだけ", "全部", "文例に当たる名前", "とても長い名前"])
def test_right_values_are_no_fault_of_the_texts(values, tmp_path):
    """Nobody is asked to mend a text that is ours because a right value is long: the value is named, and nothing stops."""
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    for name, value in values.items():
        change(data, FILE, f'自社_{name}: ""', f"自社_{name}: {value}")
    found = check(load(data), date.max)
    assert [one.as_text() for one in found if one.blocking or one.file != f"data/{FILE}"] == []
    told = [one.field.split("・")[-1] for one in found if one.code == "PB508"]
    assert len(told) == len(set(told))


def test_a_value_that_makes_a_text_too_long_is_named(tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    change(data, FILE, '受付時間: ""', "受付時間: 平日9時から17時30分まで（祝日を除く）")
    (finding,) = check(load(data), date.max)
    assert (finding.code, finding.blocking, finding.line) == ("PB508", False, line_of(data, FILE, "受付時間"))
    assert "46-complaint-reply に 83 字の文（上限 80 字）" in finding.reason


def test_every_number_of_the_company_has_a_case():
    assert {"PB506", "PB507"} <= {code for case in FAULTS for code, _ in case.values[2]}
