"""The deadlines page in Chromium, against expectations worked out by hand from the law's texts and a calendar.

Nothing here calls the code to learn what is right: the tables are the specification.
"""

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar

from tests.browser.conftest import until

JAPAN = timezone(timedelta(hours=9))

FILL = """({facts, known, occurred}) => {
    const form = document.querySelector(".facts-form");
    form.reset();
    const set = (name, value) => {
        const field = form.elements[name];
        if (!field) throw new Error("no field " + name);
        if (field.type === "checkbox") field.checked = value; else field.value = value;
    };
    for (const [id, value] of Object.entries(facts)) {
        if (value && typeof value === "object") {
            set(`fact:${id}:unknown`, true);
            if (value.max !== undefined) set(`fact:${id}:max`, value.max);
        } else set(`fact:${id}`, value);
    }
    set("known_at", known);
    set("occurred_at", occurred);
    form.dispatchEvent(new Event("change", {bubbles: true}));
}"""

READ = """() => {
    const results = {};
    for (const card of document.querySelectorAll("[data-duty]")) {
        const due = {};
        for (const item of card.querySelectorAll("[data-deadline]")) {
            const place = item.querySelector("[data-due]");
            if (!item.hidden) due[item.dataset.deadline] = place
                ? {due: place.dataset.due, at: place.dataset.dueAt, from: place.dataset.dueFrom, text: place.textContent}
                : null;
        }
        results[card.dataset.duty] = {
            status: card.dataset.status, due, own: !!card.closest(".duties-own"),
            why: card.querySelector(".duty-why").textContent,
        };
    }
    return results;
}"""


def results_of(page, facts, known="", occurred=""):
    page.evaluate(FILL, {"facts": facts, "known": known, "occurred": occurred})
    return page.evaluate(READ)


def statuses(results, status):
    return {duty for duty, found in results.items() if found["status"] == status and not found["own"]}


@pytest.fixture(scope="module", params=["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"])
def desk(request, browser, origins):
    """The page, opened from the disk by a reader in some part of the world."""
    context = browser.new_context(timezone_id=request.param, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{origins['file']}/deadlines.html")
    yield page
    context.close()


def unknown(most=None):
    return {} if most is None else {"max": str(most)}


def flags(*ids, **numbers):
    return {id: True for id in ids} | {id.replace("_", "-"): value if isinstance(value, dict) else str(value) for id, value in numbers.items()}


LEAK = {"appi-prompt-report", "appi-final-report", "appi-person-notice"}
MY_NUMBER = {"my-number-prompt-report", "my-number-final-report", "my-number-person-notice"}
SERIOUS, ANNUAL = {"telecom-serious-report"}, {"telecom-annual-report"}
OUTAGE = ("telecom-operator", "service-outage")
NONE: set[str] = set()

FACTS = [
    # facts, what applies, what may apply
    pytest.param(flags(), NONE, NONE, id="何も選ばない"),
    pytest.param(flags("personal-data", persons=999), NONE, NONE, id="999人"),
    pytest.param(flags("personal-data", persons=1000), NONE, NONE, id="1,000人ちょうど"),
    pytest.param(flags("personal-data", persons=1001), LEAK, NONE, id="1,001人"),
    pytest.param(flags("personal-data", persons=unknown(2000)), LEAK, NONE, id="不明で最大2,000人は該当（通則編GL）"),
    pytest.param(flags("personal-data", persons=unknown(1001)), LEAK, NONE, id="不明で最大1,001人"),
    pytest.param(flags("personal-data", persons=unknown(1000)), NONE, NONE, id="不明で最大1,000人"),
    pytest.param(flags("personal-data", persons=unknown()), NONE, LEAK, id="人数も最大も不明"),
    pytest.param(flags("personal-data"), NONE, LEAK, id="人数が空のまま"),
    pytest.param(flags("suspected-only", persons=1001), LEAK, NONE, id="おそれだけで1,001人"),
    pytest.param(flags("suspected-only", "sensitive", persons=1), LEAK, NONE, id="おそれだけで要配慮1人"),
    pytest.param(flags("suspected-only", persons=10), NONE, NONE, id="おそれだけで類型に当たらない"),
    pytest.param(flags("personal-data", "sensitive", persons=1), LEAK, NONE, id="要配慮1人"),
    pytest.param(flags("personal-data", "financial-damage", persons=1), LEAK, NONE, id="財産的被害1人"),
    pytest.param(flags("personal-data", "malicious", persons=1), LEAK, NONE, id="不正の目的1人"),
    pytest.param(flags("personal-data", "malicious", persons=1001), LEAK, NONE, id="不正の目的で1,001人"),
    pytest.param(flags("personal-data", "malicious"), LEAK, NONE, id="不正の目的なら人数不明でも当たる"),
    pytest.param(flags("personal-data", "card-numbers", persons=1), LEAK, NONE, id="カード番号1人"),
    pytest.param(flags("personal-data", "card-numbers", "merchant", persons=1), LEAK | {"card-incident-measures"}, NONE, id="加盟店のカード番号"),
    pytest.param(flags("personal-data", "encrypted", persons=1001), NONE, NONE, id="高度な暗号化"),
    pytest.param(flags("personal-data", "recovered-before-seen", persons=1001), NONE, NONE, id="閲覧前に回収"),
    pytest.param(flags("personal-data", "malicious", "recovered-before-seen", persons=5000), LEAK, NONE, id="不正の目的なら回収の除外は効かない"),
    pytest.param(flags("collected-stolen"), LEAK, NONE, id="入力画面の改ざんで盗まれた"),
    pytest.param(flags("collected-stolen", "recovered-before-seen", persons=1), LEAK, NONE, id="盗まれたものは回収の除外が効かない"),
    pytest.param(flags("collected-stolen", "encrypted"), NONE, NONE, id="盗まれたものが高度な暗号化"),
    pytest.param(flags("collected-stolen", "entrusted"), LEAK | {"appi-entrusted-notice"}, NONE, id="委託先の画面で盗まれた"),
    pytest.param(flags("personal-data", "entrusted", persons=1001), LEAK | {"appi-entrusted-notice"}, NONE, id="委託先"),
    pytest.param(flags("personal-data", "entrusted", "entruster-notified", persons=1001), {"appi-entrusted-notice"}, NONE, id="委託先が通知を済ませた"),
    pytest.param(flags("personal-data", "entrusted", persons=unknown()), NONE, LEAK | {"appi-entrusted-notice"}, id="委託先で人数不明"),
    pytest.param(flags("personal-data", "entruster", persons=1001), LEAK, NONE, id="委託元"),
    pytest.param(flags("personal-data", "entruster", persons=10), NONE, NONE, id="委託元で10人"),
    pytest.param(flags("sensitive", "malicious", persons=5000), NONE, NONE, id="漏えいもおそれもない"),
    pytest.param(flags("my-number", "my-number-system", my_number_persons=5000), NONE, NONE, id="番号を扱うだけで、漏えいもおそれもない"),
    pytest.param(flags("my-number", "service-outage", my_number_persons=101), NONE, NONE, id="番号を持つ会社の障害だけ"),
    pytest.param(flags("my-number", "personal-data", persons=100, my_number_persons=100), {"my-number-effort"}, NONE, id="番号100人ちょうど"),
    pytest.param(flags("my-number", "personal-data", persons=101, my_number_persons=101), MY_NUMBER, NONE, id="番号101人"),
    pytest.param(flags("my-number", "suspected-only", persons=101, my_number_persons=101), MY_NUMBER, NONE, id="番号101人のおそれ"),
    pytest.param(flags("my-number", "my-number-misuse", my_number_persons=101), MY_NUMBER, NONE, id="番号101人の認められない利用"),
    pytest.param(flags("my-number", "my-number-misuse", my_number_persons=100), {"my-number-effort"}, NONE, id="番号100人の認められない利用"),
    pytest.param(flags("my-number", "my-number-misuse", "my-number-malicious", my_number_persons=1), MY_NUMBER, NONE, id="番号で不正の目的"),
    pytest.param(flags("my-number", "my-number-misuse", "my-number-public", my_number_persons=1), MY_NUMBER, NONE, id="番号が不特定多数に"),
    pytest.param(flags("my-number", "my-number-misuse", "my-number-system", "entrusted", my_number_persons=1), MY_NUMBER | {"my-number-entrusted-notice"}, NONE, id="番号の委託先"),
    pytest.param(flags("my-number", "my-number-misuse", my_number_persons=unknown()), NONE, MY_NUMBER | {"my-number-effort"}, id="番号で人数不明"),
    pytest.param(flags("my-number", "my-number-misuse", my_number_persons=unknown(100)), {"my-number-effort"}, NONE, id="番号で最大100人"),
    pytest.param(flags("my-number", "my-number-misuse", "encrypted", my_number_persons=101), NONE, NONE, id="番号で高度な暗号化"),
    pytest.param(flags(*OUTAGE, "telecom-emergency-voice", outage_hours=1, outage_users=30000), SERIOUS, NONE, id="緊急通報の音声1時間3万"),
    pytest.param(flags(*OUTAGE, "telecom-emergency-voice", outage_hours=0.9, outage_users=30000), ANNUAL, NONE, id="緊急通報の音声0.9時間"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=2, outage_users=30000), SERIOUS, NONE, id="音声2時間3万"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=1.9, outage_users=30000), ANNUAL, NONE, id="音声1.9時間3万は年度報告"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=2, outage_users=29999), ANNUAL, NONE, id="音声2時間29,999人は年度報告"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=1, outage_users=100000), SERIOUS, NONE, id="音声1時間10万"),
    pytest.param(flags(*OUTAGE, "telecom-lpwa", outage_hours=12, outage_users=30000), SERIOUS, NONE, id="LPWA12時間3万"),
    pytest.param(flags(*OUTAGE, "telecom-lpwa", outage_hours=11, outage_users=999999), ANNUAL, NONE, id="LPWA11時間99万"),
    pytest.param(flags(*OUTAGE, "telecom-free-mail-large", outage_hours=4, outage_users=100000), SERIOUS, NONE, id="大規模メール4時間10万"),
    pytest.param(flags(*OUTAGE, "telecom-free-internet", outage_hours=4, outage_users=100000), ANNUAL, NONE, id="無料ネット4時間10万は年度報告"),
    pytest.param(flags(*OUTAGE, "telecom-access", outage_hours=1, outage_users=100000), SERIOUS, NONE, id="ネット接続1時間10万"),
    pytest.param(flags(*OUTAGE, "telecom-access", outage_hours=1, outage_users=99999), ANNUAL, NONE, id="ネット接続1時間99,999人"),
    pytest.param(flags(*OUTAGE, "telecom-other", outage_hours=1, outage_users=100000), ANNUAL, NONE, id="そのほか1時間10万は年度報告"),
    pytest.param(flags(*OUTAGE, "telecom-other", outage_hours=1, outage_users=1000000), SERIOUS, NONE, id="そのほか1時間100万"),
    pytest.param(flags(*OUTAGE, "telecom-key-facility", outage_hours=2, outage_users=10), SERIOUS, NONE, id="重要な設備の全通信2時間"),
    pytest.param(flags("telecom-operator", "telecom-key-facility", outage_hours=2), SERIOUS, NONE, id="重要な設備は利用者の数を問わない"),
    pytest.param(flags("telecom-operator", "telecom-key-facility", outage_hours=1.9), NONE, NONE, id="重要な設備の1.9時間"),
    pytest.param(flags("telecom-operator", "telecom-key-facility", outage_hours=unknown()), NONE, SERIOUS, id="重要な設備で時間が不明"),
    pytest.param(flags(*OUTAGE, "telecom-key-facility", "telecom-addon-only", outage_hours=2, outage_users=30000), SERIOUS, NONE, id="付加的な機能の除外は重要な設備に効かない"),
    pytest.param(flags(*OUTAGE, "telecom-voice", "telecom-addon-only", outage_hours=2, outage_users=30000), ANNUAL, NONE, id="付加的な機能だけ"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=unknown(3), outage_users=30000), NONE, SERIOUS | ANNUAL, id="続いていて最大3時間"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=1, outage_users=unknown()), NONE, SERIOUS | ANNUAL, id="1時間で人数不明"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=1, outage_users=100), NONE, NONE, id="小さい障害"),
    pytest.param(flags("service-outage", "telecom-voice", outage_hours=5, outage_users=50000), NONE, NONE, id="通信事業者でない"),
    pytest.param(flags("telecom-operator", "communication-secrecy"), {"telecom-secrecy-report"}, NONE, id="通信の秘密"),
    pytest.param(flags("telecom-operator", "telecom-near-serious"), {"telecom-near-report"}, NONE, id="重大な事故のおそれ"),
    pytest.param(flags("telecom-operator", "designated-user-info", designated_user_persons=1000), NONE, NONE, id="特定利用者情報1,000人"),
    pytest.param(flags("telecom-operator", "designated-user-info", designated_user_persons=1001), {"telecom-designated-report"}, NONE, id="特定利用者情報1,001人"),
    pytest.param(flags("telecom-operator", "designated-user-foreign"), {"telecom-designated-report"}, NONE, id="外国政府への提供"),
    pytest.param(flags(*OUTAGE, "designated-telecom", outage_hours=1, outage_users=100), {"telecom-publicity"}, NONE, id="指定公共機関"),
    pytest.param(flags("bank", "personal-data", persons=1), {"bank-leak-report"}, NONE, id="銀行は1人でも"),
    pytest.param(flags("bank", "personal-data", "no-individual-customers", persons=1), NONE, NONE, id="銀行の従業員のデータだけ"),
    pytest.param(flags("bank", "collected-stolen"), LEAK | {"bank-leak-report"}, NONE, id="銀行の入力画面で盗まれた"),
    pytest.param(flags("bank", "collected-stolen", "no-individual-customers"), LEAK, NONE, id="銀行で、盗まれたのは従業員の入力だけ"),
    pytest.param(flags("crypto", "collected-stolen", "encrypted"), {"crypto-leak-report"}, NONE, id="業法の報告に暗号化の除外はない"),
    pytest.param(flags("securities", "collected-stolen"), LEAK | {"securities-leak-report"}, NONE, id="証券の入力画面で盗まれた"),
    pytest.param(flags("bank", "service-outage"), {"bank-outage-report"}, NONE, id="銀行の障害"),
    pytest.param(flags("insurer", "suspected-only", persons=1), {"insurer-leak-report"}, NONE, id="保険のおそれ"),
    pytest.param(flags("securities", "service-outage"), {"securities-outage-report"}, NONE, id="証券の障害"),
    pytest.param(flags("prepaid", "service-outage"), {"other-finance-outage-report"}, NONE, id="前払式の障害"),
    pytest.param(flags("card-numbers", "entrusted"), {"card-entrusted-notice"}, NONE, id="カードの受託者"),
    pytest.param(flags("card-numbers", "entruster"), {"card-entrusted-notice"}, NONE, id="カードの委託元"),
    pytest.param(flags("special-infrastructure", "special-incident"), {"cyber-infrastructure-report"}, NONE, id="特別社会基盤"),
    pytest.param(flags("special-infrastructure", "special-incident", "special-newly-designated"), NONE, NONE, id="指定から間がない"),
    pytest.param(flags("listed", "cyber-attack"), {"timely-disclosure"}, NONE, id="上場会社"),
    pytest.param(flags("foreign-persons", "personal-data", persons=1), {"gdpr-report"}, NONE, id="EUの本人"),
    pytest.param(flags("hospital", "cyber-attack"), {"hospital-contact"}, NONE, id="病院"),
]


@pytest.mark.parametrize(("facts", "applies", "may"), FACTS)
def test_facts_give_the_duties_of_the_table(desk, facts, applies, may):
    results = results_of(desk, facts)
    assert statuses(results, "applies") == applies
    assert statuses(results, "may") == may
    outcome = desk.locator(".outcome")
    if applies or may:
        assert outcome.get_attribute("data-outcome") == "found"
    else:
        assert outcome.get_attribute("data-outcome") == "none"
        away = outcome.get_attribute("data-near") != "0"
        assert ("まだ「ありません」とは言えません" if away else "当たる義務が見つかりません") in outcome.inner_text()
    for found in results.values():
        assert re.search("理由.", found["why"])


def test_what_is_free_to_do_is_no_duty(desk):
    results = results_of(desk, flags("personal-data", "entruster", persons=10))
    for duty in ("appi-voluntary-report", "appi-entruster-clock"):
        assert results[duty]["own"] and results[duty]["status"] == "applies"
    assert results_of(desk, flags("collected-stolen"))["appi-voluntary-report"]["status"] == "no"


PPC = flags("personal-data", "sensitive", persons=1)
EVIL = flags("personal-data", "malicious", persons=1001)
FINAL, FINAL_EVIL = ("appi-final-report", "final"), ("appi-final-report", "final-malicious")
GUIDE = ("appi-prompt-report", "prompt-guide")
SERIOUS_FACTS = flags(*OUTAGE, "telecom-voice", outage_hours=2, outage_users=30000)
MINOR_FACTS, YEARLY = flags(*OUTAGE, "telecom-voice", outage_hours=2, outage_users=100), ("telecom-annual-report", "annual")
EU = flags("foreign-persons", "suspected-only", persons=1)

DATES = [
    # facts, duty and deadline, known, occurred, due
    pytest.param(PPC, FINAL, "2026-11-22T09:00", "", "2026-12-21", id="30日目が月曜日"),
    pytest.param(PPC, FINAL, "2026-11-22T23:59", "", "2026-12-21", id="23時59分に知った"),
    pytest.param(PPC, FINAL, "2026-11-22T00:00", "", "2026-12-21", id="0時に知った"),
    pytest.param(PPC, FINAL, "2026-11-29T09:00", "", "2026-12-28", id="30日目が12月28日"),
    pytest.param(PPC, FINAL, "2026-11-30T09:00", "", "2027-01-04", id="30日目が12月29日"),
    pytest.param(PPC, FINAL, "2026-12-01T09:00", "", "2027-01-04", id="30日目が12月30日"),
    pytest.param(PPC, FINAL, "2026-12-04T09:00", "", "2027-01-04", id="30日目が1月2日"),
    pytest.param(PPC, FINAL, "2026-12-05T09:00", "", "2027-01-04", id="30日目が1月3日の日曜日"),
    pytest.param(PPC, FINAL, "2026-12-28T09:00", "", "2027-01-26", id="12月28日に知った"),
    pytest.param(PPC, FINAL, "2027-01-01T09:00", "", "2027-02-01", id="元日に知り30日目が土曜日"),
    pytest.param(PPC, FINAL, "2026-11-20T09:00", "", "2026-12-21", id="30日目が土曜日"),
    pytest.param(PPC, FINAL, "2027-01-31T09:00", "", "2027-03-01", id="月末に知った"),
    pytest.param(PPC, FINAL, "2027-02-28T09:00", "", "2027-03-29", id="平年の2月末に知った"),
    pytest.param(PPC, FINAL, "2028-01-31T09:00", "", "2028-02-29", id="30日目がうるう日"),
    pytest.param(PPC, FINAL, "2028-01-30T09:00", "", "2028-02-28", id="30日目がうるう日の前"),
    pytest.param(PPC, FINAL, "2028-02-29T09:00", "", "2028-03-29", id="うるう日に知った"),
    pytest.param(PPC, FINAL, "2027-03-14T02:30", "", "2027-04-12", id="ニューヨークにない時刻"),
    pytest.param(PPC, FINAL, "2027-03-31T09:00", "", "2027-04-30", id="30日目が昭和の日"),
    pytest.param(PPC, FINAL, "2027-04-02T09:00", "", "2027-05-06", id="連休の土曜日"),
    pytest.param(PPC, FINAL, "2027-04-03T09:00", "", "2027-05-06", id="連休の日曜日"),
    pytest.param(PPC, FINAL, "2027-04-04T09:00", "", "2027-05-06", id="憲法記念日"),
    pytest.param(PPC, FINAL, "2027-04-06T09:00", "", "2027-05-06", id="こどもの日"),
    pytest.param(PPC, FINAL, "2026-04-07T09:00", "", "2026-05-07", id="振替休日"),
    pytest.param(PPC, FINAL, "2026-04-06T09:00", "", "2026-05-07", id="振替休日の前日"),
    pytest.param(PPC, FINAL, "2026-08-24T09:00", "", "2026-09-24", id="国民の休日"),
    pytest.param(PPC, FINAL, "2026-08-23T09:00", "", "2026-09-24", id="敬老の日からの三連休"),
    pytest.param(PPC, FINAL, "2026-10-05T09:00", "", "2026-11-04", id="文化の日"),
    pytest.param(PPC, FINAL, "2026-10-25T09:00", "", "2026-11-24", id="勤労感謝の日"),
    pytest.param(PPC, FINAL, "2026-11-03T09:00", "", "2026-12-02", id="祝日に知った"),
    pytest.param(PPC, FINAL, "2026-11-22T09:00", "2026-11-01T00:00", "2026-12-21", id="発生した日は効かない"),
    pytest.param(PPC, FINAL, "", "2026-11-01T00:00", None, id="知った日時が空"),
    pytest.param(EVIL, FINAL_EVIL, "2026-11-22T09:00", "", "2027-01-20", id="60日"),
    pytest.param(EVIL, FINAL_EVIL, "2026-12-01T09:00", "", "2027-01-29", id="60日が年をまたぐ"),
    pytest.param(EVIL, FINAL_EVIL, "2026-11-06T09:00", "", "2027-01-04", id="60日目が仕事始め"),
    pytest.param(EVIL, FINAL_EVIL, "2026-10-31T09:00", "", "2027-01-04", id="60日目が12月29日"),
    pytest.param(EVIL, FINAL_EVIL, "2026-11-03T09:00", "", "2027-01-04", id="60日目が元日"),
    pytest.param(EVIL, FINAL_EVIL, "2027-03-31T09:00", "", "2027-05-31", id="60日目が土曜日"),
    pytest.param(EVIL, FINAL_EVIL, "2028-01-30T09:00", "", "2028-03-29", id="60日がうるう日を含む"),
    pytest.param(flags("collected-stolen"), FINAL_EVIL, "2026-11-22T09:00", "", "2027-01-20", id="入力画面の改ざんも60日"),
    pytest.param(PPC, GUIDE, "2026-11-22T09:00", "", "2026-11-26", id="目安は5日目"),
    pytest.param(PPC, GUIDE, "2026-12-01T09:00", "", "2026-12-05", id="目安は土曜日でも延ばさない"),
    pytest.param(PPC, GUIDE, "2026-12-28T09:00", "", "2027-01-01", id="目安は元日でも延ばさない"),
    pytest.param(PPC, GUIDE, "2028-02-27T09:00", "", "2028-03-02", id="目安がうるう日を含む"),
    pytest.param(flags("my-number", "my-number-misuse", my_number_persons=101), ("my-number-final-report", "final"), "2026-12-01T09:00", "", "2027-01-04", id="番号法の30日"),
    pytest.param(flags("my-number", "my-number-misuse", "my-number-malicious"), ("my-number-final-report", "final-malicious"), "2026-11-22T09:00", "", "2027-01-20", id="番号法の60日"),
    pytest.param(SERIOUS_FACTS, ("telecom-serious-report", "detail"), "2026-12-05T09:00", "2026-12-01T09:00", "2026-12-30", id="通信は発生から、早い読みで延ばさない"),
    pytest.param(SERIOUS_FACTS, ("telecom-serious-report", "detail"), "2026-12-05T09:00", "", None, id="通信は発生日時がないと数えない"),
    pytest.param(flags("telecom-operator", "communication-secrecy"), ("telecom-secrecy-report", "detail"), "2026-11-20T09:00", "2026-11-01T09:00", "2026-12-19", id="通信の秘密は知った日から、土曜日でも延ばさない"),
    pytest.param(flags("special-infrastructure", "special-incident"), ("cyber-infrastructure-report", "detail"), "2026-12-05T09:00", "", "2027-01-03", id="強化法は確報の規則を写さない"),
    pytest.param(MINOR_FACTS, YEARLY, "", "2026-05-01T09:00", "2027-05-31", id="年度報告は5月末"),
    pytest.param(MINOR_FACTS, YEARLY, "", "2027-03-31T23:59", "2027-05-31", id="年度の最後の時刻"),
    pytest.param(MINOR_FACTS, YEARLY, "", "2027-04-01T00:00", "2028-05-31", id="年度の最初の時刻"),
    pytest.param(MINOR_FACTS, YEARLY, "", "2026-02-10T09:00", "2026-05-31", id="年度報告は日曜日でも早い読みで延ばさない"),
    pytest.param(EU, ("gdpr-report", "authority"), "2026-11-22T23:59", "", "2026-11-25", id="72時間"),
    pytest.param(EU, ("gdpr-report", "authority"), "2028-02-28T10:00", "", "2028-03-02", id="72時間がうるう日を含む"),
    pytest.param(flags("service-outage"), ("first-notice-target", "goal"), "2026-12-31T23:45", "", "2027-01-01", id="社内目標15分が年をまたぐ"),
    pytest.param(PPC, FINAL, "2031-12-20T09:00", "", "2032-01-19", id="祝日の表の外"),
]


@pytest.mark.parametrize(("facts", "deadline", "known", "occurred", "due"), DATES)
def test_days_are_those_of_the_calendar(desk, facts, deadline, known, occurred, due):
    duty, clock = deadline
    found = results_of(desk, facts, known, occurred)[duty]["due"][clock]
    assert (found["due"] if found else None) == due


def test_the_malicious_purpose_has_one_final_report_of_sixty_days(desk):
    due = results_of(desk, EVIL, "2026-11-22T09:00")["appi-final-report"]["due"]
    assert set(due) == {"final-malicious"}
    assert "1日目 2026年11月22日（日）" in due["final-malicious"]["text"]
    assert "60日目 2027年1月20日（水）" in due["final-malicious"]["text"]


def test_every_day_is_counted_out_and_the_roll_is_explained(desk):
    found = results_of(desk, PPC, "2026-12-01T09:00")["appi-final-report"]["due"]["final"]
    days = desk.locator('[data-duty="appi-final-report"] [data-deadline="final"] ol li')
    texts = days.all_text_contents()
    assert len(texts) == 30 + 5  # 12月31日から1月3日まで閉まり、1月4日に開く
    assert texts[0] == "1日目 2026年12月1日（火）"
    assert texts[29] == "30日目 2026年12月30日（水）　年末年始の閉庁日"
    assert texts[34] == "→ 2027年1月4日（月）"
    assert "30日目の2026年12月30日（水）は年末年始の閉庁日なので、次の開庁日の2027年1月4日（月）までです。" in found["text"]


def test_what_no_source_settles_is_said(desk):
    results = results_of(desk, PPC | SERIOUS_FACTS, "2026-12-01T09:00", "2026-11-20T09:00")
    guide = results["appi-prompt-report"]["due"]["prompt-guide"]
    assert guide["from"] == "2026-12-03" and guide["due"] == "2026-12-05"
    assert "要確認" in guide["text"] and "2026年12月6日（日）" in guide["text"]
    detail = results["telecom-serious-report"]["due"]["detail"]
    assert detail["due"] == "2026-12-19" and "土曜日" in detail["text"] and "要確認" in detail["text"]


def test_hours_and_minutes_keep_their_time_of_day_in_japan(desk):
    results = results_of(desk, EU | flags("service-outage"), "2026-11-22T23:59")
    assert results["gdpr-report"]["due"]["authority"]["at"] == "2026-11-25T23:59+09:00"
    assert results["first-notice-target"]["due"]["goal"]["at"] == "2026-11-23T00:14+09:00"
    assert results["first-notice-target"]["due"]["limit"]["at"] == "2026-11-23T00:29+09:00"
    assert results["first-notice-target"]["own"]


ONE_CLOCK = """({duty, deadline, starts}) => {
    const all = window.playbookLaw;
    const found = all.duties.find((one) => one.id === duty);
    const clock = found.deadlines.find((one) => one.id === deadline);
    const certain = {...found, trigger: {fact: "sure"}, deadlines: [{...clock, when: undefined}]};
    const [told] = window.playbookDeadlines.evaluate(
        {sure: true}, starts, starts, {...all, duties: [certain], facts: {sure: {label: "", kind: "flag", unit: ""}}});
    return told.deadlines[0].due || null;
}"""


def test_the_exercises_name_the_days_that_the_page_gives(desk, loaded):
    """``drill.due`` proves the days of the exercises; here the reckoning that readers use does."""
    clocks = [(scenario.id, clock) for scenario in loaded.playbook.scenarios.values() for clock in scenario.facilitator.clocks if clock.due]
    assert len(clocks) >= 11
    for scenario, clock in clocks:
        asked = {"duty": clock.duty, "deadline": clock.deadline, "starts": clock.starts.isoformat("T", "minutes")}
        assert (scenario, clock.duty, desk.evaluate(ONE_CLOCK, asked)) == (scenario, clock.duty, clock.due.isoformat())


def test_a_day_ends_after_the_hours_of_that_day(desk):
    facts = PPC | flags(*OUTAGE, "designated-telecom", outage_hours=1, outage_users=100)
    results_of(desk, facts, "2026-11-24T09:00", "2026-11-28T09:00")
    listed = desk.locator(".due-list li").all_inner_texts()
    day, clock = ([at for at, line in enumerate(listed) if words in line] for words in ("11月28日（土）　", "9時30分"))
    assert clock and day and max(clock) < min(day), listed


def test_beyond_the_holidays_the_page_says_so(desk):
    found = results_of(desk, PPC, "2031-12-20T09:00")["appi-final-report"]["due"]["final"]
    assert "祝日を内閣府のページで確かめてください" in found["text"]
    found = results_of(desk, PPC, "2027-04-04T09:00")["appi-final-report"]["due"]["final"]
    assert "内閣府" not in found["text"]


def test_reasons_name_the_facts(desk):
    results = results_of(desk, flags("personal-data", persons=1000))
    assert "「本人の数」が1,000人を超えない（1,000人）" in results["appi-prompt-report"]["why"]
    assert "「電気通信事業者（登録・届出）である」が選ばれていない" in results["telecom-serious-report"]["why"]
    results = results_of(desk, flags("personal-data", "encrypted", persons=unknown(2000)))
    assert "「高度な暗号化等の措置があり、方式・実装・鍵の管理を確かめ、鍵も漏れていない」に当たるので、除かれる" in results["appi-prompt-report"]["why"]


def test_the_calendar_file_parses(desk):
    results_of(desk, EVIL | EU | SERIOUS_FACTS, "2026-11-22T23:59", "2026-12-01T09:00")
    with desk.expect_download() as waiting:
        desk.locator('[data-action="calendar"]').click()
    data = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename.endswith(".ics")
    assert b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    events = {str(event["UID"]).split("@")[0].rsplit(".", 1)[0]: event for event in Calendar.from_ical(data).walk("VEVENT")}
    final = events["appi-final-report.final-malicious"]
    assert (final["DTSTART"].dt, final["DTEND"].dt) == (date(2027, 1, 20), date(2027, 1, 21))
    assert str(final["SUMMARY"]).startswith("【期限】") and "確報" in str(final["SUMMARY"])
    assert "法的助言ではありません" in str(final["DESCRIPTION"])
    authority = events["gdpr-report.authority"]
    assert authority["DTSTART"].dt == datetime(2026, 11, 25, 23, 59, tzinfo=JAPAN)
    assert events["telecom-serious-report.detail"]["DTSTART"].dt == date(2026, 12, 30)
    assert all(abs(datetime.now(timezone.utc) - event["DTSTAMP"].dt) < timedelta(hours=1) for event in events.values())


def test_a_person_at_the_keyboard(page, origins):
    """Real clicks, keys and the button for the present; nothing is stored."""
    page.goto(f"{origins['secure']}/deadlines.html")
    page.locator('input[name="fact:personal-data"]').check()
    assert page.locator('input[name="fact:persons:max"]').is_disabled()
    page.locator('input[name="fact:persons"]').fill("1001")
    page.locator('input[name="known_at"]').fill("2026-11-22T09:40")
    card = page.locator('[data-duty="appi-final-report"][data-status="applies"]')
    assert card.locator("[data-due]").get_attribute("data-due") == "2026-12-21"
    page.locator('input[name="fact:persons:unknown"]').check()
    assert page.locator('[data-duty="appi-final-report"]').get_attribute("data-status") == "may"
    page.locator('[data-action="now"]').click()
    now = datetime.now(JAPAN)
    shown = datetime.fromisoformat(page.locator('input[name="known_at"]').input_value()).replace(tzinfo=JAPAN)
    assert abs(now - shown) < timedelta(minutes=2)
    page.get_by_role("button", name="入力を消す").click()
    page.locator('.outcome[data-outcome="none"]').wait_for()
    assert page.locator('[data-duty][data-status="applies"]').count() == 0
    assert page.evaluate("localStorage.length") == 0
    assert "1001" not in page.evaluate("JSON.stringify(sessionStorage) + document.cookie")
    page.emulate_media(media="print")
    assert not page.locator(".facts-form").is_visible()
    assert page.locator(".told").is_visible()


RANSOM = flags("cyber-attack", "service-outage", "malicious")
FEW = flags("personal-data", persons=300)


@pytest.fixture(scope="module")
def here(browser, origins):
    """The page of one reader, for what no time zone changes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{origins['file']}/deadlines.html")
    yield page
    context.close()


def offered(page):
    """The facts of the headline box, those of its fold after the others."""
    return page.eval_on_selector_all(".outcome .near [data-near]", "all => all.map(one => one.dataset.near)")


HAPPENED = ["personal-data", "suspected-only", "collected-stolen"]
BANKS = {"bank", "insurer", "funds-transfer", "prepaid", "lender", "crypto", "securities"}

NEAR = [
    # facts, the first that are offered, others that are offered, what is not
    pytest.param(flags(), ["collected-stolen", "personal-data", "suspected-only"], set(), {"malicious", "persons", "bank"}, id="何も選ばない"),
    pytest.param(RANSOM, HAPPENED, {"listed", "hospital"} | BANKS, {"persons", "sensitive", "malicious"}, id="ランサムウェアで、漏えいもおそれも選ばない"),
    pytest.param(flags("cyber-attack", "service-outage"), ["collected-stolen", "personal-data", "suspected-only"], BANKS, {"malicious", "cyber-attack"}, id="サイバー攻撃と停止だけ"),
    pytest.param(FEW, ["sensitive", "financial-damage", "malicious", "persons", "card-numbers"], {"collected-stolen", "foreign-persons"} | BANKS, {"suspected-only", "personal-data", "service-outage"}, id="300人で要配慮なし"),
    pytest.param(flags("suspected-only", persons=10), ["sensitive", "financial-damage", "malicious", "persons"], BANKS, {"personal-data"}, id="おそれを選んだら「起きた」は尋ねない"),
    pytest.param(flags("personal-data", persons=unknown(1000)), ["sensitive", "financial-damage", "malicious", "persons"], set(), {"suspected-only"}, id="最大1,000人"),
    pytest.param(flags("personal-data", "encrypted", persons=1001), [], {"my-number", "bank", "foreign-persons"}, {"sensitive", "malicious", "persons", "collected-stolen"}, id="高度な暗号化は、ほかの類型でも除かれる"),
    pytest.param(flags("personal-data", "bank", "no-individual-customers", persons=1), ["sensitive"], {"persons", "service-outage"}, {"insurer", "lender"}, id="個人顧客のデータがなければ、業法の漏えいは尋ねない"),
    pytest.param(flags(*OUTAGE, "telecom-voice", outage_hours=1, outage_users=100), [], {"outage-hours", "outage-users", "communication-secrecy"}, {"telecom-addon-only", "designated-user-persons", "telecom-lpwa"}, id="小さい通信の障害は、時間と人数"),
    pytest.param(flags("my-number", "service-outage", my_number_persons=5), ["collected-stolen", "personal-data", "suspected-only"], {"my-number-misuse"}, {"my-number-system", "my-number-persons"}, id="番号は、漏えいか認められない利用があってから"),
]


@pytest.mark.parametrize(("facts", "first", "others", "absent"), NEAR)
def test_what_is_one_fact_away_is_asked(here, facts, first, others, absent):
    results_of(here, facts)
    found = offered(here)
    assert found[: len(first)] == first
    assert others <= set(found) and not absent & set(found)
    assert not {fact for fact, value in facts.items() if value is True} & set(found)
    assert "まだ「ありません」とは言えません" in here.locator(".outcome-lead").inner_text()
    assert "次のどれかに当たれば、義務があります" in here.locator(".outcome").inner_text()
    assert "見つかりません" not in here.locator(".outcome").inner_text()
    assert here.locator(".near > .near-list > li").count() == min(5, len(found))
    assert here.locator(".near-rest:not([open])").count() == (len(found) > 5)


@pytest.mark.parametrize("facts", [pytest.param(RANSOM, id="ランサムウェア"), pytest.param(FEW, id="300人")])
def test_whatever_is_asked_does_bring_a_duty(here, facts):
    results_of(here, facts)
    asked = here.eval_on_selector_all(".near-yes", "all => all.map(one => one.dataset.fact)")
    assert len(asked) > 5
    for fact in asked:
        results = results_of(here, facts | flags(fact))
        assert statuses(results, "applies") | statuses(results, "may"), fact


MADE_UP = """({facts, denied}) => {
    const over = limit => ({fact: "crew", over: limit, max_counts: false, met: limit + "より多い", unmet: limit + "以下"});
    const duty = (id, nature, trigger) => ({id, title: id, nature, trigger, deadlines: []});
    const data = {
        facts: Object.fromEntries(["sunk", "adrift", "cargo", "rowing"].map(id => [id, {label: id, kind: "flag"}])
            .concat([["crew", {label: "crew", kind: "number", unit: "人"}]])),
        duties: [
            duty("log", "guideline", {all: [{fact: "adrift"}, {not: {fact: "rowing"}}]}),
            duty("wreck", "law", {all: [{fact: "sunk"}, {any: [{fact: "cargo"}, over(9), over(99)]}]}),
            duty("feast", "practice", {fact: "rowing"}),
        ],
    };
    return playbookDeadlines.near(facts, data, denied).map(one => [one.fact, one.limit, one.gains.map(gain => gain.id + ":" + gain.status)]);
}"""

NO_CREW = {"value": None, "max": None}
STEPS = [
    # facts, answered with no, what is one step away
    pytest.param({"crew": NO_CREW}, {}, [["sunk", None, ["wreck:may"]], ["adrift", None, ["log:applies"]]], id="法令が指針より先、実務は数えない"),
    pytest.param({"sunk": True, "crew": {"value": 5, "max": None}}, {}, [["cargo", None, ["wreck:applies"]], ["crew", 9, ["wreck:applies"]], ["adrift", None, ["log:applies"]]], id="足りる人数は、いちばん小さいものだけ"),
    pytest.param({"sunk": True, "crew": {"value": 5, "max": None}}, {"crew": 9, "cargo": True}, [["adrift", None, ["log:applies"]]], id="当たらないと答えたものは、大きい人数も尋ねない"),
    pytest.param({"sunk": True, "crew": {"value": 10, "max": None}}, {}, [["adrift", None, ["log:applies"]]], id="もう当たるものは増えない"),
    pytest.param({"rowing": True, "crew": {"value": 5, "max": None}}, {}, [], id="除外に当たれば尋ねない"),
    pytest.param({"rowing": True, "crew": {"value": 10, "max": None}}, {}, [["sunk", None, ["wreck:applies"]]], id="人数が先にあるとき"),
]


@pytest.mark.parametrize(("facts", "denied", "steps"), STEPS)
def test_one_step_is_reckoned_from_any_data(here, facts, denied, steps):
    assert here.evaluate(MADE_UP, {"facts": facts, "denied": denied}) == steps


def test_the_box_ticks_leads_and_takes_no_for_an_answer(page, origins):
    page.goto(f"{origins['secure']}/deadlines.html")
    results_of(page, RANSOM)
    page.get_by_role("link", name="起きたとは確かめられていないが").click()
    assert page.evaluate("document.activeElement.id") == "fact-suspected-only"
    page.get_by_role("button", name="当たる：個人データの漏えい・滅失・毀損が起きた").click()
    assert page.locator("#fact-personal-data").is_checked()
    assert page.evaluate("document.activeElement.id") == "results"
    assert page.locator('[data-duty="appi-prompt-report"]').get_attribute("data-status") == "applies"
    assert page.url.endswith("/deadlines.html")
    results_of(page, FEW)
    page.get_by_role("link", name="本人の数が1,000人を超える").click()
    assert page.evaluate("document.activeElement.id") == "fact-persons"
    assert "いまの入力は300人" in page.locator('[data-near="persons"]').inner_text()
    rounds = 0
    while page.locator(".near-none").count():
        page.locator(".near-none").click()
        rounds += 1
    assert rounds == 4  # 16件を5件ずつ
    assert "当たる義務が見つかりません" in page.locator(".outcome-lead").inner_text()
    basis = page.locator(".denied").inner_text()
    assert "本人の数が1,000人を超える" in basis and "要配慮個人情報が含まれる" in basis and "16 件" in basis
    page.locator("#fact-persons").fill("400")
    assert offered(page) == ["persons"]  # 人数を書き替えたら、もう一度尋ねる
    page.locator(".denied summary").click()
    page.get_by_role("button", name="この答えを取り消す").click()
    assert len(offered(page)) == 16


EXEMPT = [
    # facts, those that keep a duty away
    pytest.param(FEW, [], id="除くものがない"),
    pytest.param(flags("my-number", "my-number-misuse", "encrypted", my_number_persons=101), ["encrypted"], id="番号で高度な暗号化"),
    pytest.param(flags("personal-data", "recovered-before-seen", persons=5000), ["recovered-before-seen"], id="閲覧前に回収"),
    pytest.param(flags("personal-data", "malicious", "recovered-before-seen", persons=5000), [], id="回収の除外が効かない"),
    pytest.param(flags("personal-data", "entrusted", "entruster-notified", persons=1001), ["entrusted", "entruster-notified"], id="委託先が通知を済ませた"),
    pytest.param(flags("bank", "personal-data", "no-individual-customers", persons=1), ["no-individual-customers"], id="従業員のデータだけ"),
]


@pytest.mark.parametrize(("facts", "exempting"), EXEMPT)
def test_what_keeps_a_duty_away_is_said(here, facts, exempting):
    results_of(here, facts)
    links = here.eval_on_selector_all(".outcome-word a", "all => all.map(one => one.getAttribute('href'))")
    assert links == [f"#fact-{fact}" for fact in exempting]


def test_when_nothing_is_one_fact_away_the_box_says_so(here):
    results_of(here, flags("my-number", "my-number-misuse", "encrypted", my_number_persons=101))
    assert offered(here) == []
    assert here.locator(".outcome-lead").inner_text() == "答えた事実では、当たる義務が見つかりません。"
    assert "高度な暗号化等の措置" in here.locator(".outcome").inner_text()


def test_with_a_duty_more_facts_stand_folded(here):
    results_of(here, EVIL)
    assert here.locator(".near > .near-list").count() == 0
    assert "my-number" in offered(here) and "sensitive" not in offered(here)
    assert not here.locator('[data-near="my-number"]').is_visible()
    results_of(here, flags("personal-data"))
    assert here.locator('.near > .near-list > [data-near="sensitive"]').is_visible()
    assert "まだ" not in here.locator(".outcome-lead").inner_text()


def test_the_summary_stands_first_and_leads(here):
    results = results_of(here, FEW)
    must, free, none = here.locator(".outcome-lines li").all_inner_texts()
    assert must.startswith("必ず") and "まだ言えません" in must
    assert free.startswith("できる・してよい") and "委員会への任意の報告" in free
    absent = {duty for duty, found in results.items() if found["status"] == "no" and not found["own"]}
    assert none.startswith("当たらない") and f"{len(absent)} 件" in none
    assert here.locator(".outcome-lines").bounding_box()["y"] - here.locator("#results").bounding_box()["y"] < 200
    card = here.locator('[data-duty="appi-prompt-report"]')
    assert not card.is_visible()
    here.locator(".outcome-lines li").nth(2).get_by_role("link").click()
    assert card.is_visible() and "当たらない理由" in card.inner_text()
    here.locator(".duty-fold summary").first.click()
    assert not card.is_visible()
    here.locator(".outcome-lines").get_by_role("link", name="委員会への任意の報告").click()
    until(here, "() => { const top = document.querySelector('#due-appi-voluntary-report').getBoundingClientRect().top; return top >= 0 && top < innerHeight; }")
    results_of(here, EVIL)
    must, free, none = here.locator(".outcome-lines li").all_inner_texts()
    assert "当たる義務 3 件、当たることがある義務 0 件" in must and "警察への通報・相談" in free
    here.locator(".outcome-lines").get_by_role("link", name="当たる義務 3 件").click()
    assert here.evaluate("document.activeElement.id") == "duties-applies"
    assert here.evaluate("location.hash") == ""


@pytest.mark.parametrize("opened", [False, True])
def test_on_paper_duties_that_do_not_apply_are_titles(page, origins, opened):
    page.goto(f"{origins['file']}/deadlines.html")
    results = results_of(page, EVIL)
    if opened:
        page.evaluate("document.querySelectorAll('.duty-fold').forEach(one => { one.open = true })")
    page.emulate_media(media="print")
    for duty, found in results.items():
        card = page.locator(f'[data-duty="{duty}"]')
        assert card.locator("h3").is_visible()
        assert card.locator(".duty-why").is_visible() is (found["status"] != "no")
    for note in page.locator(".duty-fold .on-paper").all():
        assert "次のものも調べ" in note.inner_text()
    assert not page.locator(".near-none, .duty-fold summary, .result-bar").filter(visible=True).count()


def test_an_address_opens_what_is_folded(page, origins):
    page.goto(f"{origins['file']}/deadlines.html#due-hospital-contact")
    assert page.locator('[data-duty="hospital-contact"]').is_visible()


def test_on_a_phone_a_bar_says_how_many_and_covers_nothing(page, origins):
    page.set_viewport_size({"width": 390, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{origins['file']}/deadlines.html")
    bar = page.locator(".result-bar")
    assert "まだ「ありません」とは言えません" in bar.inner_text()
    results_of(page, EVIL)
    assert "当たる 3 件" in bar.inner_text()
    page.evaluate("scrollTo(0, 300)")
    until(page, "() => Math.round(document.querySelector('.result-bar').getBoundingClientRect().bottom) === innerHeight")
    covered = page.evaluate("""() => {
        const stuck = [];
        for (const field of document.querySelectorAll(".facts-form input:not(:disabled), .facts-form button")) {
            field.focus();
            const box = field.getBoundingClientRect();
            const top = document.querySelector(".result-bar").getBoundingClientRect().top;
            if (box.bottom > top || box.top < 0) stuck.push([field.name, box.top, box.bottom, top]);
        }
        return stuck;
    }""")
    assert covered == []
    page.evaluate("scrollTo(0, 0)")
    bar.get_by_role("link").click()
    top = page.locator("#results").bounding_box()["y"]
    assert 0 <= top < 120
    assert page.evaluate("document.activeElement.id") == "results"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not bar.is_visible()


WORDS = [
    # name of the field, value, what is said beside it
    pytest.param("known_at", "2030-01-01T09:00", "未来の日時です", id="2030年に知った"),
    pytest.param("known_at", "2026-11-22T12:05", "未来の日時です", id="5分後"),
    pytest.param("known_at", "2026-11-22T12:00", "", id="いま"),
    pytest.param("known_at", "2019-12-31T23:59", "2020年より前", id="2019年の終わり"),
    pytest.param("known_at", "2020-01-01T00:00", "", id="2020年の初め"),
    pytest.param("occurred_at", "2030-01-01T09:00", "未来の日時です", id="2030年に発生"),
    pytest.param("occurred_at", "0202-01-01T09:00", "2020年より前", id="年の打ち間違い"),
    pytest.param("fact:persons", "-5", "0より小さい", id="マイナス5人"),
    pytest.param("fact:persons", "1000.5", "整数ではありません", id="半分の人"),
    pytest.param("fact:persons", "0", "", id="0人"),
    pytest.param("fact:persons", "1e400", "数として読めません", id="読めない数"),
    pytest.param("fact:persons:max", "-1", "0より小さい", id="最大がマイナス"),
    pytest.param("fact:outage-hours", "1.9", "", id="1.9時間はよい"),
    pytest.param("fact:outage-hours", "-0.5", "0より小さい", id="マイナスの時間"),
]


@pytest.mark.parametrize(("name", "value", "word"), WORDS)
def test_what_cannot_be_is_said_beside_the_field(page, origins, name, value, word):
    page.clock.set_fixed_time("2026-11-22T12:00:00+09:00")
    page.goto(f"{origins['file']}/deadlines.html")
    if name.endswith(":max"):
        page.locator(f'[name="{name.replace(":max", ":unknown")}"]').check()
    field = page.locator(f'[name="{name}"]')
    if "e" in value:  # a number field takes no such text from a program, but from a keyboard
        field.press_sequentially(value)
    else:
        field.fill(value)
    place = page.locator(f'[id="word-{name}"]')
    assert place.is_visible() is bool(word)
    assert word in place.inner_text()
    assert place.get_attribute("id") in field.get_attribute("aria-describedby")
    assert field.get_attribute("aria-invalid") == ("true" if word and name.startswith("fact") else None)
    assert (page.locator(".outcome-word").count() > 0) is (bool(word) and not name.startswith("fact"))


@pytest.mark.parametrize("persons", ["-5", "1000.5", "1001.5"])
def test_nothing_is_reckoned_from_a_number_that_cannot_be(here, persons):
    results = results_of(here, flags("personal-data") | {"persons": persons})
    assert statuses(results, "may") == LEAK and not statuses(results, "applies")
    assert "使えない数が入っている" in results["appi-prompt-report"]["why"]
    assert f"本人の数：{persons}" not in here.locator(".told").text_content()
    results = results_of(here, flags("personal-data") | {"persons": {"max": persons}})
    assert statuses(results, "may") == LEAK and not statuses(results, "applies")


def test_a_reload_keeps_what_was_entered_and_the_button_erases_it(page, origins):
    page.goto(f"{origins['secure']}/deadlines.html")
    assert page.evaluate("sessionStorage.getItem('playbook-deadlines')") is None
    page.locator("#fact-personal-data").check()
    page.locator("#fact-persons").fill("300")
    page.locator('[name="fact:outage-users:unknown"]').check()
    page.locator('[name="fact:outage-users:max"]').fill("70")
    page.locator('[name="known_at"]').fill("2026-11-22T09:40")
    page.locator(".near-none").click()
    before, lead = offered(page), page.locator(".denied").text_content()
    page.reload()
    assert page.locator("#fact-personal-data").is_checked()
    assert page.locator("#fact-persons").input_value() == "300"
    assert page.locator('[name="fact:outage-users:max"]').input_value() == "70"
    assert page.locator('[name="known_at"]').input_value() == "2026-11-22T09:40"
    assert (offered(page), page.locator(".denied").text_content()) == (before, lead)
    assert page.url.endswith("/deadlines.html")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="入力を消す").click()
    until(page, "() => sessionStorage.getItem('playbook-deadlines') === null")
    page.reload()
    assert not page.locator("#fact-personal-data").is_checked()
    assert page.locator("#fact-persons").input_value() == ""
    assert page.locator(".denied").count() == 0
    assert "タブを閉じると消えます" in page.locator('[data-role="kept"]').inner_text()


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("{", id="途中で切れている"),
        pytest.param("[]", id="並び"),
        pytest.param('{"values": 5, "denied": 5}', id="数"),
        pytest.param('{"values": {"fact:none": true, "known_at": 5, "toString": "x"}, "denied": {"none": true, "persons": 7, "sensitive": 1}}', id="知らない名前"),
    ],
)
def test_what_was_kept_by_another_edition_does_no_harm(page, origins, kept):
    page.goto(f"{origins['secure']}/deadlines.html")
    page.evaluate("text => sessionStorage.setItem('playbook-deadlines', text)", kept)
    page.reload()
    assert page.locator(".outcome-lead").inner_text().startswith("まだ")
    assert page.locator(".denied").count() == 0
    page.locator("#fact-collected-stolen").check()
    assert "当たる義務 3 件" in page.locator(".outcome-lead").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_results_are_accessible(page, origins, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{origins['secure']}/deadlines.html")
    for facts in (EVIL | SERIOUS_FACTS | flags("personal-data"), RANSOM | flags(persons=-5)):
        results_of(page, facts, "2036-12-01T09:00", "2016-12-01T09:00")
        page.evaluate("document.querySelectorAll('.deadlines details').forEach(one => { one.open = true })")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_duties_and_clocks_are_listed(browser, origins, loaded):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins['file']}/deadlines.html")
    cards = page.locator("[data-duty]")
    assert cards.count() == len(loaded.playbook.duties)
    assert all(card.is_visible() for card in cards.all())
    assert page.locator('[data-duty="appi-final-report"] [data-deadline]').count() == 2
    assert page.get_by_text("30日以内").first.is_visible()
    assert not page.locator(".facts-form").is_visible()
    context.close()


@pytest.mark.parametrize(("now", "warned"), [("2026-11-22T12:00:00+09:00", False), ("2036-01-01T00:00:00+09:00", True)])
@pytest.mark.parametrize("address", ["law/index.html", "law/sources.html", "deadlines.html", "faq.html"])
def test_an_old_copy_warns_by_the_readers_clock(browser, origins, address, now, warned):
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(f"{origins['file']}/{address}")
    assert (page.locator(".overdue").count() > 0) is warned
    context.close()
