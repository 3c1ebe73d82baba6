"""Checks of what a company fills in: values of their kind, names and days of its reviews, and whether its texts still fit.

All other checks read the playbook as it is for any company, with the examples of the registry: a value of one's own
is a fault of ``organization.yml`` or of nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from playbook import compose, mailsafe
from playbook.finding import Finding
from playbook.load import Loaded, nearest
from playbook.model import Kind, Placeholder, Scope
from playbook.passages import Role, Texts, messages, reporter
from playbook.placeholder import INVISIBLE, fill, placeholders

PREFIX = "自社_"
ENGLISH = "自社_英文"
PERSONS = "者名"
"""How the names of placeholders for the name of a person end."""
SINCE = date(2020, 1, 1)
"""No review or exercise of this playbook is older."""


class Fault(NamedTuple):
    """Why a value is not one of its kind, and what to write instead."""

    reason: str
    mend: str


# --- what no value of any kind holds ----------------------------------------------------------------

_NOT_KNOWN = (
    "未定|未確認|未記入|未入力|未|なし|無し|無|不明|不詳|調整中|検討中|確認中|準備中|要確認|後日|後で|あとで|同上|略|済|済み|確認済み?"
    r"|ダミー|サンプル|テスト|仮|tbd|tba|n/?a|none|null|nil|test|sample|dummy|todo|ok|[-ー―—‐－–_.…・?？!！*＊/／〜~]+"
)
_UNKNOWN = re.compile(rf"[（(「\[]?(?:{_NOT_KNOWN})[）)」\]]?", re.IGNORECASE)
_BLANK_TO_FILL = re.compile(
    r"未定|[（(]仮|[（(]予定"
    r"|[○◯●△▲□■◇◆☆★×]{2,}"
    r"|(?<![〇一二三四五六七八九十百千])〇{2,}(?![〇一二三四五六七八九十百千])"  # 二〇〇〇年 is a number
    r"|(?<![A-Za-zＡ-Ｚａ-ｚ])[XxＸｘ]{3,}(?![A-Za-zＡ-Ｚａ-ｚ])|[*＊]{3,}|＿{2,}|[?？]{2,}|……"
    r"|【.*?】|[<＜].+?[>＞]|[{｛].*?[}｝]|［.+?］|〔.+?〕"
)
_BLANK_IN_WORDS = re.compile(r"_{2,}|\[.+?\]|[%％]\w+[%％]|\$\w+")
"""Signs of a blank that addresses may hold."""
_MARK = re.compile(r"\(\(|\)\)|（（|））|\[\[|\]\]")
_QUOTES = re.compile("[“”„‟‘’‚‛＂＇«»]")
_STRAIGHT = str.maketrans("“”„‟‘’‚‛＂＇«»", '""""' + "''''" + '"\'""')


def _unfit(value: str, kind: Kind = Kind.TEXT) -> Fault | None:
    """What is wrong with ``value``, whatever its kind or nearly so."""
    if not value.strip():
        return Fault("空白だけです。", '決まっていなければ "" と書いてください。')
    if "\n" in value and kind not in (Kind.LIST, Kind.LONGTEXT):
        return Fault("2 行以上あります。", "1 行で書いてください。")
    if value != value.strip():
        return Fault("始めか終わりに空白があります。", f"「{value.strip()}」と書いてください。")
    if set(value) & set(INVISIBLE) or not value.replace("\u3000", "").replace("\n", "").isprintable():
        return Fault("目に見えない文字が混じっています。", "写したものなら、手で打ち直してください。")
    if _MARK.search(value):
        return Fault("差し込みの印が入っています。", "印でなく、本当の値を書いてください。")
    if _QUOTES.search(value):
        bare = _QUOTES.sub("", value) if "’" not in value[1:-1] else value.translate(_STRAIGHT)
        return Fault("Word などが入れる引用符が混じっています。引用符ごと文面に出ます。", f"「{bare}」と書いてください。")
    found = _UNKNOWN.fullmatch(value) or _BLANK_TO_FILL.search(value)
    if found is None and kind not in (Kind.EMAIL, Kind.URL):
        found = _BLANK_IN_WORDS.search(value)
    if found:
        return Fault(
            f"「{found.group()}」は、まだ決まっていない印に見えます。そのまま送られてしまいます。",
            '本当の値を書いてください。決まっていなければ "" と書きます。',
        )
    return None


# --- what a value of a kind looks like ----------------------------------------------------------------

_LONG_NUMBERS = ("020", "050", "060", "070", "080", "090")
_FREE_NUMBERS = ("0120", "0570", "0800", "0990", "0180", "0170")
_TEL = re.compile(r"(?P<number>0\d{1,4}(?:-\d{1,6}){1,2}|\+\d{1,3}(?:-\d{1,5}){2,3})(?:（[^（）]+）)?", re.ASCII)
_EMAIL = re.compile(
    r"[A-Za-z0-9_!#$&'*+/=?^`{|}~%-]+(?:\.[A-Za-z0-9_!#$&'*+/=?^`{|}~%-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_LETTERS = "0-9A-Za-zぁ-ゖァ-ヺー々一-鿿"
_URL = re.compile(rf"https?://(?:[{_LETTERS}](?:[{_LETTERS}-]*[{_LETTERS}])?\.)+[A-Za-zぁ-ゖァ-ヺー一-鿿]{{2,}}(?::\d+)?(?:[/?#][!-~{_LETTERS}]*)?")
_UNIT = "(?:年|[かヶカヵケ箇]月|週間?|日|時間|分)"
_DURATION = re.compile(rf"約?(?:[\d,一二三四五六七八九十百]+{_UNIT})+(?:間|半)?(?:以上)?|永久|永年|無期限", re.ASCII)
_DATE = re.compile(r"(?:(\d{4})|令和(\d{1,2}|元))年(\d{1,2})月(\d{1,2})日(?:（([月火水木金土日])(?:曜日?)?）)?", re.ASCII)
_OTHER_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[（(].[）)])?")
_WEEKDAYS = "月火水木金土日"


def _is_tel(value: str) -> bool:
    """Whether ``value`` is one telephone number, or several, each with a note in brackets if need be."""
    return all(map(_is_number, re.split("、|／|または|又は", value)))


def _is_number(value: str) -> bool:
    found = _TEL.fullmatch(value.strip())
    if found is None:
        return False
    number = found["number"]
    if number.startswith("+"):
        return True
    digits = number.replace("-", "")
    if number.count("-") == 1 and not number.startswith(_FREE_NUMBERS):
        return False
    return len(digits) == (11 if number.startswith((*_LONG_NUMBERS, "0800")) else 10)


def _tel(value: str) -> Fault | None:
    if _is_tel(value):
        return None
    written = unicodedata.normalize("NFKC", value).strip()
    plain = re.sub(r"[‐‑‒–—―−ーｰ﹣]", "-", written)
    plain = re.sub(r"^(0\d{1,4})\((\d{1,4})\)", r"\1-\2-", re.sub(r"^\((0\d{1,4})\)-?", r"\1-", plain))
    plain = re.sub(r"-{2,}", "-", plain.replace(".", "-").replace(" ", "-"))
    meant = re.sub(r"\((.+)\)$", r"（\1）", plain)
    mend = f"「{meant}」と書いてください。" if meant != value and _is_tel(meant) else (
        "03-1234-5678 のように、半角の数字を - で区切って書いてください。注は後ろに（代表）のように書けます。"
    )
    return Fault("電話番号として読めません。", mend)


def _address_meant(value: str) -> str:
    """``value`` as an address is written: half-width, dots for commas, no dot at the end."""
    plain = unicodedata.normalize("NFKC", value).translate(str.maketrans({"、": ".", ",": ".", "。": "."}))
    return re.sub(r"(?<!:)\.{2,}", ".", "".join(plain.split())).strip(".")


def _email(value: str) -> Fault | None:
    if _EMAIL.fullmatch(value):
        return None
    meant = _address_meant(value.removeprefix("mailto:"))
    reason = "「@」がありません。" if "@" not in meant else "メールアドレスとして読めません。"
    mend = f"「{meant}」の書き誤りではありませんか。" if meant != value and _EMAIL.fullmatch(meant) else (
        "support@kitaminato.co.jp のように、半角で書いてください。"
    )
    return Fault(reason, mend)


def _url(value: str) -> Fault | None:
    if _URL.fullmatch(value):
        return None
    meant = _address_meant(value)
    meant = "https://" + re.sub(r"^[a-zA-Z]{0,6}:/*|^/+", "", meant) if not re.match("https?://", meant) else meant
    mend = f"「{meant}」の書き誤りではありませんか。" if meant != value and _URL.fullmatch(meant) else (
        "ブラウザーのアドレスの欄から、https:// も含めて写してください。"
    )
    return Fault("Web の住所として読めません。", mend)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def _date(value: str) -> Fault | None:
    form = "2027年4月1日（木）のように書いてください。"
    if found := _DATE.fullmatch(value):
        year, era, month, day, weekday = found.groups()
        actual = _day(year or str(2018 + (1 if era == "元" else int(era))), month, day)
        if actual is None:
            return Fault("この日付は、暦にありません。", form)
        if weekday and weekday != _WEEKDAYS[actual.weekday()]:
            return Fault(f"曜日が違います（正しくは{_WEEKDAYS[actual.weekday()]}曜日）。", "日付か曜日を直してください。")
        return None
    found = _OTHER_DATE.fullmatch(unicodedata.normalize("NFKC", value))
    meant = _day(*found.groups()) if found else None
    return Fault("日付として読めません。", f"「{_in_words(meant)}」と書いてください。" if meant else form)


def _duration(value: str) -> Fault | None:
    if _DURATION.fullmatch(value):
        return None
    meant = unicodedata.normalize("NFKC", value).replace("ヶ月", "か月")
    mend = f"「{meant}」と書いてください。" if meant != value and _DURATION.fullmatch(meant) else "10年間、12か月のように書いてください。"
    return Fault("長さ（年、月など）として読めません。", mend)


def _text(entry: Placeholder, value: str) -> Fault | None:
    if entry.name.startswith(ENGLISH) and not value.isascii():
        return Fault("英文の欄に、半角の英数字でない文字があります。", "Kitaminato Foods Co., Ltd. のように、半角で書いてください。")
    if entry.name.endswith(PERSONS) and (honorific := re.search("(様|さま|さん|殿)$", value)):
        return Fault(f"自社の人に「{honorific[1]}」が付いています。", f"「{value.removesuffix(honorific[1]).strip()}」と書いてください。")
    if not re.search(r"\d", entry.example) and not any(char.isalpha() for char in value):
        return Fault("数字や記号だけです。", f"「{entry.example}」のように書いてください。")
    return None


_OF_KIND: Mapping[Kind, Callable[[str], Fault | None]] = {
    Kind.TEL: _tel,
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.DATE: _date,
    Kind.DURATION: _duration,
}


def fault_of(entry: Placeholder, value: str) -> Fault | None:
    """Why ``value`` is no value of ``entry``, or None. What is empty is not yet decided, and no fault."""
    if not value:
        return None
    if fault := _unfit(value, entry.kind):
        return fault
    return _OF_KIND[entry.kind](value) if entry.kind in _OF_KIND else _text(entry, value)


# --- the checks ---------------------------------------------------------------------------------------


def check_values(loaded: Loaded) -> Iterator[Finding]:
    """The organization's values are just those of its placeholders, and of their kinds; odd characters are warnings."""
    if loaded.broken & {"organization", "placeholders"}:
        return
    report = reporter(loaded, "organization", "organization")
    values = loaded.playbook.organization.values
    entries = loaded.playbook.placeholders
    # where name and scope disagree, PB110 has said so
    required = {e.name for e in entries.values() if e.scope is Scope.ORGANIZATION and e.name.startswith(PREFIX)}
    allowed = {e.name for e in entries.values() if e.scope is Scope.ORGANIZATION or e.name.startswith(PREFIX)}
    missing = required - set(values)
    for name, value in values.items():
        if name not in allowed:
            meant = nearest(name, sorted(missing))
            missing.discard(meant)
            yield report(
                "PB504",
                ("values", name),
                name,
                f"「{name}」は、会社の差し込みとして登録されていません。",
                f"「{meant}」の書き誤りではありませんか。"
                if meant
                else "data/placeholders.yml に scope: organization で加えるか、この行を消してください。",
            )
        elif fault := fault_of(entries[name], value):
            yield report("PB506", ("values", name), value, *fault)
            continue
        for _, found in mailsafe.unsafe_characters(value):
            yield report(
                "PB301",
                ("values", name),
                value,
                f"「{found}」は、メールで化けるおそれのある文字です。",
                "お名前などで避けられないときは、そのままで構いません。",
                blocking=False,
            )
    for name in sorted(missing):
        yield report(
            "PB504",
            ("values",),
            name,
            f"会社の差し込み「{name}」の行がありません。",
            f'「{name}: ""」の行を加えてください（値は後で構いません）。',
        )


def check_reviews(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Somebody by name has reviewed; a review or an exercise was held on a day that has come, and not before there was any."""
    if "organization" in loaded.broken:
        return
    report = reporter(loaded, "organization", "organization")
    organization = loaded.playbook.organization
    review = organization.legal_review
    if review.by and (fault := _unfit(review.by)):
        yield report("PB507", ("legal_review", "by"), review.by, fault.reason, "確かめた人の氏名を書いてください。まだなら、by も on も \"\" にします。")
    for path, day in ((("legal_review", "on"), review.on), (("last_drill",), organization.last_drill)):
        if day and day > today:
            yield report("PB507", path, day.isoformat(), "まだ来ていない日です。", "済んだ日を書いてください。")
        elif day and day < SINCE:
            yield report("PB507", path, day.isoformat(), "この手引きができる前の日です。", "年を確かめてください。")


def check_fit(loaded: Loaded, texts: Texts) -> Iterator[Finding]:
    """Where the company's own values make a line, sentence, subject or text too long: told at the value, once, and stops nothing."""
    own = loaded.playbook.organization.filled
    if not own or loaded.broken & {"organization", "placeholders"}:
        return
    registry = loaded.playbook.placeholders
    own = {name: value for name, value in own.items() if name in registry and not fault_of(registry[name], value)}
    report = reporter(loaded, "organization", "organization")
    samples = {name: entry.example for name, entry in registry.items()}
    long: dict[str, dict[str, None]] = {}
    for place, text, measure in _measured(loaded, texts):
        held = [name for name in placeholders(text) if name in own]
        if not held or (told := measure(fill(text, samples | own))) is None or measure(fill(text, samples)) is not None:
            continue
        worst = max(held, key=lambda name: len(own[name]) - len(samples[name]))
        long.setdefault(worst, {})[f"{place} に {told}"] = None
    for name, places in long.items():
        first, *more = places
        yield report(
            "PB508",
            ("values", name),
            own[name],
            f"この値を入れると、{first}ができます" + (f"（ほかに {len(more)} か所）" if more else "") + "。",
            "短い言い方があれば替えてください。なければ、そのままで構いません。",
            blocking=False,
        )


def _measured(loaded: Loaded, texts: Texts) -> Iterator[tuple[str, str, Callable[[str], str | None]]]:
    """Each text that has a limit: where it stands, the text with its marks, and what exceeds the limit, if anything."""

    def line(filled: str) -> str | None:
        return next((f"全角で {columns:g} 字の行（上限 {mailsafe.LINE_WIDTH} 字）" for _, _, columns in mailsafe.long_lines(filled)), None)

    def sentence(filled: str) -> str | None:
        most = max(map(len, mailsafe.sentences(filled)), default=0)
        return f"{most} 字の文（上限 {mailsafe.SENTENCE_CHARS} 字）" if most > mailsafe.SENTENCE_CHARS else None

    def subject(filled: str) -> str | None:
        return f"{len(filled)} 字の件名（上限 {mailsafe.SUBJECT_CHARS} 字）" if len(filled) > mailsafe.SUBJECT_CHARS else None

    for passage in texts:
        if passage.role is Role.SUBJECT:
            yield passage.entry, passage.text, subject
        elif passage.role is Role.BODY:
            yield from ((passage.entry, part, line) for part in passage.text.split("\n"))
            if passage.customer:
                yield from ((passage.entry, part, sentence) for part in passage.text.split("\n\n"))
    for template in loaded.playbook.templates.values():
        for _, message in messages(template):
            if limit := message.max_chars:

                def whole(filled: str, limit: int = limit) -> str | None:
                    count = len(filled.replace("\n", ""))
                    return f"{count} 字の本文（上限 {limit} 字）" if count > limit else None

                yield template.id, compose.body(loaded.playbook, message), whole
