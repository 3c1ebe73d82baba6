"""Check a finished mail: what would go out wrong, where, why, and what to write instead.

All rules are one plain value (:func:`compiled`), which this module and its twin
``docs/assets/javascripts/check.js`` both run on; ``tests/vectors/phrases.json`` holds them together.
A false alarm costs more than a missed hint: what is ambiguous is left alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from typing import Any

from playbook import mailsafe
from playbook.model import REQUIRED_ELEMENTS, Detection, Playbook, Severity, Stage
from playbook.placeholder import INVISIBLE, NAME_MAX

# --- what is looked for, besides the phrases and claims of the data --------------------------------------

_NAMES = (
    "会社名|社名|企業名|法人名|団体名|組織名|部署名|部門名|店舗名|担当者名?|氏名|お名前|名前|サービス名|システム名|製品名|商品名|"
    "顧客名|お客様名|宛名|責任者名?|役職名?"
)
_VALUES = (
    "発生時刻|発生日時?|検知時刻|検知日時|復旧時刻|復旧日時|復旧見込み?|日時|時刻|日付|期間|原因|影響範囲|影響する機能|機能名?|"
    "人数|件数|影響人数|金額|電話番号|メールアドレス|URL|ＵＲＬ|受付時間|窓口名?|番号|内容|住所|次回連絡時刻|対応状況|年月日|数"
)
_NOTE = "ここに|記入|入力して|挿入|差し込|差込|要確認|要修正|未記入|未定稿|サンプル|ダミー|テンプレート|ひな形|下書き|送信不可|ドラフト|DRAFT"
_OPEN, _CLOSE = r"[\[［【〔《〈＜<{｛（(]", r"[\]］】〕》〉＞>}｝）)]"
_SOFT_OPEN, _SOFT_CLOSE = r"[\[［【〔《＜<]", r"[\]］】〕》＞>]"  # not （）: they also hold ordinary remarks
_CIRCLE = "[○〇◯●]"
_UNIT = "(年|月|日|時|分|秒|名|件|人|円|社|様|％|%|部|課|号|回|報|か所|回線)"
_SPACE = "[ \u3000]"

MARKS: tuple[str, ...] = (
    r"\(\([^()\n]{0,40}\)\)",
    r"（（[^（）\n]{1,12}））",
    rf"\(\([ぁ-んァ-ヶー一-鿿A-Za-z_・]{{1,{NAME_MAX}}}|[ぁ-んァ-ヶー一-鿿A-Za-z_・]{{1,{NAME_MAX}}}\)\)",
    r"\{\{[^{}\n]{0,40}\}\}|\$?\{[^{}\n]{1,40}\}",
    r"<<[^<>\n]{1,40}>>|＜＜[^＜＞\n]{1,40}＞＞|《《[^《》\n]{1,40}》》",
    r"\[\[[^\[\]\n]{1,40}\]\]|\*\|[^|\n]{1,40}\|\*|##[^#\n]{1,40}##|@@[^@\n]{1,40}@@|__[A-Za-zァ-ヶー一-鿿][^_\n]{0,30}__|<%[^%\n]{1,40}%>",
    r"(?<![0-9])%[A-Za-z_ァ-ヶー一-鿿][A-Za-z0-9_ァ-ヶー一-鿿]{0,20}%|%%[^%\n]{1,30}%%",
    rf"{_OPEN}[^\[\]［］【】〔〕《》＜＞<>{{}}｛｝（）()\n]{{0,20}}({_NOTE})[^\[\]［］【】〔〕《》＜＞<>{{}}｛｝（）()\n]{{0,20}}{_CLOSE}",
    rf"[\[［〔《＜<][^\[\]［］〔〕《》＜＞<>\n]{{0,8}}({_NAMES}){_SOFT_CLOSE}",
    rf"【[^【】\n]{{0,8}}({_NAMES})】(?=[のがはに様よ])",
    rf"(?<=[^ \u3000・■●□◆])[\[［〔《＜<][^\[\]［］【】〔〕《》＜＞<>\n]{{0,8}}({_VALUES}){_SOFT_CLOSE}",
    rf"{_SOFT_OPEN}[^\[\]［］【】〔〕《》＜＞<>\n]{{0,8}}({_VALUES}){_SOFT_CLOSE}(?=(から|まで|より|頃|ごろ|に|が|は|の|を|時点))",
    rf"【[^【】\n]{{0,10}}{_CIRCLE}[^【】\n]{{0,10}}】",
    rf"{_CIRCLE}{{1,4}}{_SPACE}?(年|月|日|時){_SPACE}?{_CIRCLE}{{1,2}}{_SPACE}?(月|日|時|分)({_SPACE}?{_CIRCLE}{{1,2}}(日|時|分)){{0,3}}",
    r"(?<![一二三四五六七八九十百千〇○◯])[○〇◯]{2,8}|(?<!●)●{2,4}(?!●)|△{2,6}|×{2,6}|〓{1,8}",
    rf"(?<=[ぁ-んァ-ヶー一-鿿、：（【「])(?<![一二三四五六七八九十百千]){_CIRCLE}{_UNIT}",
    r"(?<![0-9A-Za-z])20[0-9XxＸ?？○〇]{0,1}[XxＸ?？○〇](?![0-9A-Za-z])|(?<![0-9A-Za-z])20[XxＸ]{2}",
    rf"(?<![A-Za-z])[XxＸｘ]{{1,2}}{_SPACE}?(年|月|日|時|分|名|件|人|円|社)",
    r"[Xx]{3,20}|[Ｘｘ]{2,20}",
    r"[*＊]{1,4}(月[*＊]|時[*＊])[*＊]{0,3}(日|分)?|[*＊]{2,4}(様|株式会社|名|件|円)|[?？]{2,4}(月|日|時|名|件|分)|--:--",
    r"(?<=[ぁ-んァ-ヶー一-鿿：:0-9年月日時])[_＿]{2,20}(?=[ \u3000ぁ-んァ-ヶー一-鿿]|$)",
    r"(?<![A-Za-z])(TBD|TBC|TODO|FIXME|T\.B\.D|LOREM|Lorem ipsum|YYYY|MM/DD|HH:MM|hh:mm)(?![A-Za-z])",
    r"【(下書き|案|仮)[^】\n]{0,10}】|ここに[^。\n」』]{0,16}(記入|入力|記載|挿入)|（(後で|あとで|後ほど)(記入|追記|書く|確認)[^）\n]{0,8}）|要追記|未記入",
)
"""Left-over marks of any notation, the surest first. Each is looked for in every line by itself."""

NOTATIONS: tuple[tuple[str, str, str], ...] = (
    ("none", "使わない", ""),
    ("double-brace", "{{名前}}", r"\{\{[ \u3000]?([^{}\n]{1,40}?)[ \u3000]?\}\}"),
    ("brace", "{名前}", r"(?<!\{)\$?\{([^{}\n]{1,40})\}(?!\})"),
    ("percent", "%名前%", r"%{1,2}([^%\n ]{1,30})%{1,2}"),
    ("double-bracket", "[[名前]]", r"\[\[([^\[\]\n]{1,40})\]\]"),
    ("bracket", "[名前]", r"(?<!\[)\[([^\[\]\n]{1,40})\](?!\])"),
    ("double-angle", "<<名前>>", r"(?:<<|＜＜|《《)([^<>＜＞《》\n]{1,40})(?:>>|＞＞|》》)"),
    ("star", "*|名前|*", r"\*\|([^|\n]{1,40})\|\*"),
    ("hash", "##名前##", r"##([^#\n]{1,40})##"),
    ("playbook", "この手引きの宛先の印（宛先_名前）", r"\(\((宛先_[^()\n]{1,12})\)\)"),
)
"""How mailing tools write a merge field: id, what people see, and a pattern whose first group is the name."""

CUES: dict[str, str] = {
    "overview": "誤り|訂正|障害|不具合|停止|止ま|ご?利用いただけ|使えない|つなが|異常|漏え|漏洩|流出|外部に渡|誤送信|誤って|紛失|攻撃|不正|復旧|トラブル|災害|地震|台風|故障|遅延|報告",
    "impact": "影響|対象|ご?利用いただけ|使えない|機能|地域|範囲|サービス",
    "occurred_at": "[0-9０-９]{1,2}[時:：]|[0-9０-９]{1,2}[月/][0-9０-９]{1,2}|時刻|日時|期間",
    "response": "対応|作業|復旧|調査|調べ|進めて|処置|切り替え|確認して",
    "workaround": "お控え|控えて|お待ち|代わり|代替|お電話|やり直|回避|お願い|ください|不要|必要はあり",
    "next_update": "次回|続報|次の(ご連絡|お知らせ|報告)|[0-9]{1,2}[時:分][^。]{0,24}(お知らせ|ご連絡|ご報告|ご案内)|しだい|次第|随時|ごとに",
    "contact": "問い?合わ?せ|窓口|電話|連絡先|メール：|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|@|ご返信|サポート",
    "security": "情報|データ|不正アクセス|漏え|漏洩|流出",
    "cause": "原因|経緯|要因|起因|ため|により|によって|によるもの",
    "verification": "確認|確かめ|試験|検証|監視|点検|テスト",
    "apology": "お詫び|おわび|申し訳|ご迷惑|ご不便|陳謝|深謝|お手数",
    "leaked_items": "項目|氏名|お名前|住所|電話番号|メールアドレス|カード|情報",
    "secondary_damage": "二次被害|悪用|なりすま|不正(な)?(利用|使用)|迷惑(メール|電話)|不審|おそれ|恐れ|可能性|フィッシング|かたる|詐欺",
    "protective_action": "ご注意|変更して|変更を|開かない|お控え|控えて|ご確認|確かめ|ご連絡ください|応じない|削除",
}
"""By which words a reader finds each element; wide, since a missing one is only a hint."""

GUESSES: tuple[tuple[str, str, str], ...] = (
    ("follow_up", "subject", "訂正"),
    ("leak", "subject", "漏え|漏洩|流出|紛失|誤送信|持ち出し"),
    ("initial", "subject", "第一報|第1報|第１報|初報"),
    ("progress", "subject", "続報|経過|中間報告|第[二三四五六七八九2-9２-９][0-9]?報|延長|遅れ|進捗|代わりの(手段|方法)|代替"),
    ("recovery", "subject", "【(復旧|解決|再開)】|復旧(の(お知らせ|ご?報告|ご連絡)|に関する|し|いたし|を|完了|報)|再開(の|し|いたし|に)|解消(の|し|いたし)"),
    ("follow_up", "subject", "最終報告|再発防止|調査結果|改善|対策|補償|お見舞|取り組み|経緯|長引|今後の対応|対応状況|支援"),
    ("initial", "subject", "障害|停止|不具合|ご?利用いただけな|つなが|異常|攻撃"),
    ("recovery", "body", "(復旧|再開)(いたしました|しました)"),
    ("leak", "body", "(漏え|漏洩|流出)[^。]{0,12}(しました|いたしました|判明)"),
    ("initial", "body", "(障害|不具合)[^。]{0,8}(発生|起き)|つながりにく|ご利用いただけ(ない|ませ)"),
)
"""How the stage is guessed: the first that fits, in the subject before the body."""

_DATE = r"(?:(20[0-9]{2})[年/])?([0-9]{1,2})[月/]([0-9]{1,2})日?(?:[ \u3000]?[（(]([月火水木金土日])(?:曜日?)?[）)])?"
_TIME = r"(午前|午後)?[ \u3000]?([0-9]{1,2})(?:時(?!間)(?:([0-9]{1,2})分|(半))?|[:：]([0-9]{2}))"
_WHEN = rf"(?:{_DATE}[ \u3000、]?(?:{_TIME})?|{_TIME})"
_ABOUT = "(?:頃|ごろ|ころ)?"
_COUNT = r"(最大|約|およそ|のべ|延べ)?[ \u3000]?([0-9][0-9,]{0,12})[ \u3000]?(名|人|社|件|回線|台)"

FACTS: dict[str, Any] = {
    "when": _WHEN,
    "dates": r"(?<![0-9])(?:(20[0-9]{2})[年/])?([0-9]{1,2})[月/]([0-9]{1,2})日?[ \u3000]?[（(]([月火水木金土日])(?:曜日?)?[）)]",
    "fullDate": r"(20[0-9]{2})[年/]([0-9]{1,2})[月/]([0-9]{1,2})",
    "times": [
        {
            "name": "発生の時刻",
            "label": "(?:発生|障害の?発生|停止|検知)?(?:発生)(?:した)?の?(?:時刻|日時)(?:は、?|[：:]|$)|(?:障害|停止|影響)の期間(?:は、?|[：:]|$)",
            "sentence": rf"{_WHEN}{_ABOUT}(?:から|より|に|、)、?[^。も]{{0,30}}(?:障害|不具合|停止|異常|エラー)[^。も]{{0,10}}(?:発生|起き|生じ)",
        },
        {
            "name": "復旧の時刻",
            "label": "(?:復旧|解消)(?:した)?の?(?:時刻|日時)(?:は、?|[：:]|$)",
            "sentence": rf"{_WHEN}{_ABOUT}に、?[^。も]{{0,30}}(?:復旧|解消)(?:いたし|し)ました",
            "single": True,
        },
        {
            "name": "次回の連絡の時刻",
            "label": "次回の?(?:ご)?(?:連絡|報告|案内|更新|お知らせ)(?:の?(?:予定|時刻|日時|予定時刻|予定日時))?(?:は、?|[：:]|$)",
            "sentence": rf"{_WHEN}{_ABOUT}(?:まで)?に、?[^。]{{0,20}}(?:次回|続報|あらためて|改めて|次の)[^。]{{0,16}}(?:お知らせ|ご連絡|ご報告|連絡|報告)",
        },
    ],
    "counts": [
        {
            "name": "影響を受ける人数",
            "patterns": [
                rf"影響(?:人数|件数|を受け(?:る|た)(?:お客様|方|会員様?)|のある(?:お客様|方))(?:の?(?:人数|数))?(?:は、?|[：:]){_SPACE}?{_COUNT}",
                rf"{_COUNT}の(?:お客様|方|会員様?|ご利用者様?)[^。]{{0,16}}影響",
                rf"(?:お客様|会員様?|方){_COUNT}[^。]{{0,6}}影響",
            ],
        },
        {
            "name": "漏えいした（おそれのある）数",
            "patterns": [
                rf"(?:漏え|漏洩|流出)[^。：:]{{0,20}}(?:件数|人数|対象者数|数)(?:は、?|[：:]){_SPACE}?{_COUNT}",
                rf"(?:対象者数|対象人数|対象件数|対象となる(?:お客様|方)の?数?|対象の(?:お客様|方))(?:は、?|[：:]){_SPACE}?{_COUNT}",
                rf"{_COUNT}(?:分)?の[^。]{{0,14}}(?:漏えい|漏洩|流出)",
            ],
        },
    ],
    "other": "うち|速報の|確報の|今回の|内訳|前回|前報|先に|当初|訂正|このほか|ほかに|別に|新たに|続いて|再び|再度|また、|変更|→|から[0-9]|その後|以後|以降|誤り|正しくは|ただし",
    "correction": "訂正|誤[：:]|正しくは",
    "intro": "(?:でございます|です。|です$|と申します)",
    "company": "(?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|学校法人|医療法人|社会福祉法人|（株）|\\(株\\))[ \u3000]?([^ \u3000、。のでが（(／/｜|<＜]{1,20})"
    "|([^ \u3000、。のはが（(／/｜|<＜：:]{1,20}?)(?:株式会社|有限会社|合同会社|（株）|\\(株\\))"
    "|([^ \u3000、。のはが（(／/｜|<＜：:]{2,16}?(?:銀行|信用金庫|信用組合|証券|大学|病院|協会|市役所|生命保険|損害保険))",
    "addressee": "様|御中|各位|殿|皆さま|皆様",
    "rule": r"^[ \u3000]{0,4}[-―─━=＝_＿*＊~～・]{4}",
    "identity": "本人(様)?(の|で|か|であること)?(ご)?(確認|を確認|を確かめ)",
    "asks": "(お伺い|伺い|お尋ね|お聞き|お答え|お知らせ|照合|お申し出|申し出|ご提示|ご用意|確認(いた|させ|し)|いただ|ください|により|によって|で本人|にて)",
    "negation": "(ません|ない|せず|行わず|用いず|使わず)",
    "leaked": "漏え|漏洩|漏れ|流出|外部に渡|閲覧され|持ち出|誤送信|紛失|盗",
    "items": ["氏名", "お名前", "住所", "生年月日", "電話番号", "メールアドレス", "会員番号", "お客様番号", "カード番号", "口座番号", "暗証番号", "パスワード"],
    "secrets": ["暗証番号", "パスワード"],
}
"""How times, counts, senders and the questions of an identity check are read."""

RUN_STARTS = r"^(?:[・●○◯※□■◆◇▼▽▲△★☆►▶*＊\-－―─━=＝#＞>【《〔［\[<＜～~]|[0-9０-９]{1,2}[.．)）、]|[（(][0-9０-９]{1,2}[）)]|[^：:。、]{1,16}[：:]|https?:)"
RUN_ENDS = r"(?:[。．！？!?：:】]|様|御中|各位|殿)$"
HEADING = r"^[■□◆◇▼▽#]|^https?:"
QUOTED = r"^[>＞|｜]"
SUBJECT_LINE = r"^[ \u3000]{0,4}(?:件名|題名|Subject|SUBJECT|subject)[ \u3000]{0,2}[:：][ \u3000]{0,2}(.*)$"
SUBJECT_WITHIN = 3
QUOTES = "「[^「」]{1,120}」|『[^『』]{1,120}』"

RANKS = {"mark": 0, "subject": 1, "claim": 2, "sender": 3, "time": 4, "count": 5, "weekday": 6, "phrase": 7, "identity": 7, "character": 8, "element": 9}
"""What is told first among findings of one severity."""

FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
JAPANESE = r"[ぁ-んァ-ヶ一-鿿]"
WEEKDAYS = "月火水木金土日"
SEVERITIES = tuple(severity.value for severity in Severity)


# --- the rules as one plain value -----------------------------------------------------------------------


def compiled(book: Playbook) -> dict[str, Any]:
    """Everything both engines need."""
    return {
        "rules": [*_claim_rules(book), *_phrase_rules(book)],
        "checks": {
            phrase.check.value: {
                "id": phrase.id,
                "severity": phrase.severity.value,
                "reason": phrase.why.strip(),
                "mend": phrase.ok.strip(),
            }
            for phrase in book.phrases.values()
            if phrase.check
        },
        "marks": list(MARKS),
        "notations": [{"id": id, "label": label, "pattern": pattern} for id, label, pattern in NOTATIONS],
        "stages": {
            stage.value: {
                "label": stage.label,
                "required": [element.value for element in sorted(REQUIRED_ELEMENTS[stage], key=list(CUES).index)],
            }
            for stage in Stage
        },
        "elements": {
            element.value: {"label": element.label, "cue": CUES[element.value]}
            for element in sorted(frozenset().union(*REQUIRED_ELEMENTS.values()), key=lambda one: list(CUES).index(one))
        },
        "guesses": [{"stage": stage, "target": target, "pattern": pattern} for stage, target, pattern in GUESSES],
        "facts": FACTS,
        "text": {
            "starts": RUN_STARTS,
            "ends": RUN_ENDS,
            "heading": HEADING,
            "quoted": QUOTED,
            "subject": SUBJECT_LINE,
            "quotes": QUOTES,
            "japanese": JAPANESE,
        },
        "ranks": RANKS,
        "invisible": INVISIBLE,
        "safe": safe_characters(),
    }


def _claim_rules(book: Playbook) -> Iterator[dict[str, Any]]:
    for claim in book.claims.values():
        for assertion in sorted(claim.assertions, key=lambda one: SEVERITIES.index(one.severity)):
            yield {
                "id": f"claim-{claim.id}",
                "kind": "claim",
                "severity": assertion.severity.value,
                "pattern": assertion.pattern,
                "unless": claim.backed or "",
                "anywhere": False,
                "target": "body",
                "stages": [stage.value for stage in assertion.stages],
                "reason": f"{claim.title}の断定です。裏づけ（{claim.evidence}）が、同じ段落に見当たりません。",
                "mend": f"確かめる前なら「{claim.safe}」。確かめた後なら、いつ、何を調べたかを同じ段落に書きます。",
            }


def _phrase_rules(book: Playbook) -> Iterator[dict[str, Any]]:
    for phrase in book.phrases.values():
        if phrase.pattern:
            yield {
                "id": phrase.id,
                "kind": "phrase",
                "severity": phrase.severity.value,
                "pattern": phrase.pattern,
                "unless": phrase.unless or "",
                "anywhere": phrase.anywhere,
                "target": phrase.target.value,
                "stages": [stage.value for stage in phrase.stages],
                "reason": phrase.why.strip(),
                "mend": phrase.ok.strip(),
            }


@cache
def safe_characters() -> str:
    """Every character that survives a Japanese mail, in order; line break and tab included."""
    return "\n\t" + "".join(chr(code) for code in range(0x20, 0x10000) if mailsafe.is_safe(chr(code)))


# --- a text, cut up ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What reads as one: a sentence or item, its wrapped lines joined; where each character stands; its paragraph."""

    text: str
    positions: tuple[int, ...]
    paragraph: int


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``line`` and ``column`` count from 1; ``where`` is ``subject`` or ``body``."""

    rule: str
    severity: str
    where: str
    line: int
    column: int
    found: str
    reason: str
    mend: str


@dataclass(frozen=True)
class Report:
    """What the check says of a mail: findings, the most fundamental first, and the merge fields it has."""

    stage: str
    guessed: bool
    subject: str
    merge: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def blockers(self) -> int:
        """How many findings forbid sending."""
        return sum(finding.severity == "blocker" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """A plain value, as JSON shows it and as the JavaScript twin returns it."""
        return {**asdict(self), "merge": list(self.merge), "findings": [asdict(one) for one in self.findings], "blockers": self.blockers}


@dataclass
class _Mail:
    """The mail under check, and what is found in it."""

    subject: str
    body: str
    stage: str
    day: date
    found: list[tuple[tuple[int, ...], Finding]] = field(default_factory=list)

    def add(self, kind: str, rule: Mapping[str, str], where: str, at: int, found: str, reason: str = "", mend: str = "", id: str = "") -> None:
        text = self.subject if where == "subject" else self.body
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        one = Finding(id or rule["id"], rule["severity"], where, line, column, found, reason or rule["reason"], mend or rule["mend"])
        key = (SEVERITIES.index(one.severity), RANKS[kind], where == "body", at, len(self.found))
        same = (one.rule, one.where, one.line, one.found)
        if all((other.rule, other.where, other.line, other.found) != same for _, other in self.found):
            self.found.append((key, one))


def normalise(text: str) -> str:
    """``text`` with one kind of line break."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def split_subject(text: str) -> tuple[str | None, str]:
    """The subject that one of the first lines names, and the text with that line emptied; None when none does."""
    lines = text.split("\n")
    seen = 0
    for number, line in enumerate(lines):
        if not line.strip(" \t\u3000"):
            continue
        seen += 1
        if seen > SUBJECT_WITHIN:
            break
        if match := re.search(SUBJECT_LINE, line):
            lines[number] = ""
            return match[1].strip(" \t\u3000"), "\n".join(lines)
    return None, text


def runs(text: str) -> list[Run]:
    """The runs of ``text``: wrapped lines joined, items and headings apart, quoted lines left out."""
    found: list[Run] = []
    letters: list[str] = []
    positions: list[int] = []
    paragraph, at, open_run = 0, 0, False

    def close() -> None:
        nonlocal open_run
        if letters:
            found.append(Run("".join(letters), tuple(positions), paragraph))
            letters.clear()
            positions.clear()
        open_run = False

    for line in text.split("\n"):
        bare = line.strip(" \t\u3000")
        start = at + len(line) - len(line.lstrip(" \t\u3000"))
        at += len(line) + 1
        if not bare:
            close()
            paragraph += 1
            continue
        if re.search(QUOTED, bare):
            close()
            continue
        if not open_run or re.search(RUN_STARTS, bare):
            close()
        elif letters[-1] < "\u0080" and bare[0] < "\u0080":
            letters.append(" ")
            positions.append(start - 1)
        letters.extend(bare)
        positions.extend(range(start, start + len(bare)))
        open_run = not (re.search(RUN_ENDS, bare) or re.search(HEADING, bare))
        if not open_run:
            close()
    close()
    return found


# --- the check ---------------------------------------------------------------------------------------------------


def check_mail(
    rules: Mapping[str, Any],
    text: str,
    subject: str | None = None,
    stage: str = "",
    notation: str = "none",
    day: date | None = None,
    wants_subject: bool = True,
) -> Report:
    """What ``rules`` (:func:`compiled`) say of a mail. ``day`` is the reader's today, for dates without a year."""
    body = normalise(text)
    if not (subject or "").strip(" \t\u3000"):
        found, body = split_subject(body)
        subject = found if found is not None else subject
    mail = _Mail(normalise(subject or "").replace("\n", " ").strip(" \t\u3000"), body, stage, day or date.today())
    pieces = runs(mail.body)
    guessed = stage not in rules["stages"]
    if guessed:
        mail.stage = _guess(rules, mail, pieces)
    merge = _marks(rules, mail, notation)
    if wants_subject and not mail.subject:
        mail.add("subject", rules["checks"]["subject"], "subject", 0, "")
    _rules(rules, mail, pieces)
    _senders(rules, mail)
    if not re.search(rules["facts"]["correction"], mail.subject + "\n" + mail.body):  # it names both values
        _times(rules, mail, pieces)
        _counts(rules, mail, pieces)
    _weekdays(rules, mail)
    _identity(rules, mail, pieces)
    _characters(rules, mail)
    _elements(rules, mail, not wants_subject)
    findings = tuple(finding for _, finding in sorted(mail.found, key=lambda pair: pair[0]))
    return Report(mail.stage, guessed, mail.subject, merge, findings)


def _guess(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> str:
    for guess in rules["guesses"]:
        texts = [mail.subject] if guess["target"] == "subject" else [run.text for run in pieces]
        if any(re.search(guess["pattern"], text) for text in texts):
            return guess["stage"]
    return ""


def _marks(rules: Mapping[str, Any], mail: _Mail, notation: str) -> tuple[str, ...]:
    chosen = next((one["pattern"] for one in rules["notations"] if one["id"] == notation), "")
    merge: dict[str, None] = {}
    rule = rules["checks"]["mark"]
    for where, text in (("subject", mail.subject), ("body", mail.body)):
        at = 0
        for line in text.split("\n"):
            taken: list[tuple[int, int]] = []
            for match in re.finditer(chosen, line) if chosen else ():
                taken.append(match.span())
                merge[match[1]] = None
            for pattern in rules["marks"]:
                for match in re.finditer(pattern, line):
                    if any(match.start() < end and start < match.end() for start, end in taken):
                        continue
                    taken.append(match.span())
                    mail.add("mark", rule, where, at + match.start(), match.group())
            at += len(line) + 1
    return tuple(merge)


def _rules(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    paragraphs: dict[int, str] = {}
    for run in pieces:
        paragraphs[run.paragraph] = paragraphs.get(run.paragraph, "") + run.text
    whole = "".join(paragraphs.values())
    subject = [Run(mail.subject, tuple(range(len(mail.subject))), -1)] if mail.subject else []
    claimed: list[tuple[str, int, int]] = []
    for rule in rules["rules"]:
        if rule["stages"] and mail.stage not in rule["stages"]:
            continue
        if rule["target"] == "body" and rule["anywhere"] and re.search(rule["unless"], whole):
            continue
        for run in subject if rule["target"] == "subject" else pieces:
            quotes = [match.span() for match in re.finditer(rules["text"]["quotes"], run.text)]
            for match in re.finditer(rule["pattern"], run.text):
                if any(start <= match.start() and match.end() <= end for start, end in quotes):
                    continue  # somebody else's words
                around = run.text if rule["target"] == "subject" else paragraphs[run.paragraph]
                if rule["unless"] and re.search(rule["unless"], around):
                    break
                where, at = rule["target"], run.positions[match.start()]
                span = (where, at, run.positions[match.end() - 1] + 1)
                if any(span[0] == place and span[1] < end and start < span[2] for place, start, end in claimed):
                    continue  # a claim says it already
                if rule["kind"] == "claim":
                    claimed.append(span)
                mail.add(rule["kind"], rule, where, at, match.group())


# --- what contradicts itself -----------------------------------------------------------------------------------------


def _senders(rules: Mapping[str, Any], mail: _Mail) -> None:
    """The name a mail introduces itself by, against the one it is signed with."""
    facts = rules["facts"]
    lines = [(line, at) for line, at in _lines(mail.body) if line.strip(" \t\u3000")]
    introduced = [
        (match, at)
        for line, at in lines[:8]
        if re.search(facts["intro"], line) and not re.search(facts["addressee"], line) and (match := re.search(facts["company"], line))
    ]
    cut = max((number for number, (line, _) in enumerate(lines) if re.search(facts["rule"], line)), default=-1)
    if cut >= len(lines) - 1:  # the signature stands between two rules
        cut = max((number for number, (line, _) in enumerate(lines[:cut]) if re.search(facts["rule"], line)), default=-1)
    signed = [
        (match, at)
        for line, at in (lines[cut + 1 :] if cut >= 0 else lines[-6:])
        if not re.search(facts["addressee"], line)
        and (match := re.search(facts["company"], line))
        and match.start() <= len(line) - len(line.lstrip(" \t\u3000"))
        and not re.search(facts["intro"], line)
    ]
    if not introduced:
        return
    first = _company(introduced[0][0])
    for match, at in introduced[1:] + signed:
        other = _company(match)
        if not (other.startswith(first) or first.startswith(other)):
            mail.add("sender", rules["checks"]["sender"], "body", at + match.start(), match.group(), f"名乗りの「{introduced[0][0].group()}」と、ここの「{match.group()}」が違います。" + rules["checks"]["sender"]["reason"])
            return


def _company(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3]


def _lines(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at
        at += len(line) + 1


def _moment(groups: tuple[str | None, ...]) -> tuple[tuple[int, int] | None, int | None]:
    """Day (month, day) and minute of the day of a match of ``when``, each None when not written."""
    day = (int(groups[1]), int(groups[2])) if groups[1] else None
    half, hour, minute, thirty, colon = groups[4:9] if groups[5] else groups[9:14]
    if not hour:
        return day, None
    hours = int(hour) + (12 if half == "午後" and int(hour) < 12 else 0)
    return day, hours * 60 + (30 if thirty else int(minute or colon or 0))


def _differ(one: tuple, other: tuple) -> bool:
    return (one[0] is not None and other[0] is not None and one[0] != other[0]) or (
        one[1] is not None and other[1] is not None and one[1] != other[1]
    )


def _alike(values: list[tuple]) -> list[tuple]:
    """``values``, unless they differ among themselves."""
    return [] if any(_differ(values[0][0], one[0]) for one in values[1:]) else values


def _times(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    facts = rules["facts"]
    for kind in facts["times"]:
        labelled, told = [], []
        for number, run in enumerate(pieces):
            text = run.text.translate(FULL_WIDTH_DIGITS)
            if re.search(facts["other"], text):
                continue
            if label := re.search(kind["label"], text):
                rest = text[label.end() : label.end() + 30]
                match = re.match(rf"[ \u3000]?{facts['when']}", rest)
                if match:
                    labelled.append((_moment(match.groups()), run.positions[label.end()], match.group().strip(" \u3000")))
                elif not rest and number + 1 < len(pieces):
                    after = pieces[number + 1]
                    match = re.match(rf"[・ \u3000]{{0,2}}{facts['when']}", after.text.translate(FULL_WIDTH_DIGITS))
                    if match:
                        labelled.append((_moment(match.groups()), after.positions[0], match.group().strip("・ \u3000")))
            told.extend(
                (_moment(match.groups()), run.positions[match.start()], re.match(facts["when"], match.group()).group())
                for match in re.finditer(kind["sentence"], text)
            )
        if kind.get("single"):  # restored in steps, or service by service
            labelled, told = _alike(labelled), _alike(told)
        values = sorted(labelled + told, key=lambda one: one[1])
        for other in values[1:]:
            if _differ(values[0][0], other[0]):
                mail.add("time", rules["checks"]["time"], "body", other[1], other[2], f"{kind['name']}が、「{values[0][2]}」と「{other[2]}」の二通りあります。" + rules["checks"]["time"]["reason"])
                break


def _counts(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    facts = rules["facts"]
    for kind in facts["counts"]:
        values = []
        for run in pieces:
            text = run.text.translate(FULL_WIDTH_DIGITS)
            if re.search(facts["other"], text):
                continue
            for pattern in kind["patterns"]:
                for match in re.finditer(pattern, text):
                    about, number, unit = match.groups()
                    words = match.group()
                    shown = words[words.index(number) :][: len(number)] + unit
                    place = run.positions[match.start() + words.index(number)]
                    values.append((place, (about or "", "名" if unit == "人" else unit), int(number.replace(",", "")), shown))
        values.sort(key=lambda one: one[0])
        for other in values[1:]:
            if other[1] == values[0][1] and other[2] != values[0][2]:
                mail.add("count", rules["checks"]["count"], "body", other[0], other[3], f"{kind['name']}が、「{values[0][3]}」と「{other[3]}」の二通りあります。" + rules["checks"]["count"]["reason"])
                break


def _weekdays(rules: Mapping[str, Any], mail: _Mail) -> None:
    facts = rules["facts"]
    full = re.search(facts["fullDate"], (mail.subject + "\n" + mail.body).translate(FULL_WIDTH_DIGITS))
    anchor = (full and _day(*map(int, full.groups()))) or mail.day
    found = []
    for where, text in (("subject", mail.subject), ("body", mail.body)):
        for match in re.finditer(facts["dates"], text.translate(FULL_WIDTH_DIGITS)):
            year, month, day, weekday = match.groups()
            near = int(year) if year else _nearest_year(int(month), int(day), anchor)
            found.append((where, match, bool(year), near, int(month), int(day), weekday))
    yearless = [one for one in found if not one[2]]
    for shift in (-1, 1):  # several dates that all fit another year were written for that year
        if len({one[4:6] for one in yearless}) >= 3 and all(_fits(one[3] + shift, *one[4:]) for one in yearless):
            found = [one for one in found if one[2]]
            break
    for where, match, _, year, month, day, weekday in found:
        if _fits(year, month, day, weekday) or (not match[1] and _fits(anchor.year, month, day, weekday)):
            continue
        real = _day(year, month, day)
        reason = f"{year}年{month}月{day}日は{WEEKDAYS[real.weekday()]}曜日です。" if real else f"{year}年に{month}月{day}日はありません。"
        mail.add("weekday", rules["checks"]["weekday"], where, match.start(), match.group(), reason + rules["checks"]["weekday"]["reason"])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fits(year: int, month: int, day: int, weekday: str) -> bool:
    real = _day(year, month, day)
    return real is not None and WEEKDAYS[real.weekday()] == weekday


def _nearest_year(month: int, day: int, anchor: date) -> int:
    """The year that puts a day within half a year of ``anchor``."""
    months = (anchor.year * 12 + anchor.month) - (anchor.year * 12 + month)
    return anchor.year + (1 if months > 6 else -1 if months < -6 else 0)


# --- other checks ----------------------------------------------------------------------------------------------------


def _identity(rules: Mapping[str, Any], mail: _Mail, pieces: list[Run]) -> None:
    facts = rules["facts"]
    leaking = {run.paragraph for run in pieces if re.search(facts["leaked"], run.text) and not re.search(facts["identity"], run.text)}
    leaked = [item for item in facts["items"] if any(item in run.text for run in pieces if run.paragraph in leaking and not re.search(facts["identity"], run.text))]
    for run in pieces:
        start = 0
        for sentence in re.split("。", run.text):
            match = re.search(facts["identity"], sentence)
            if match and re.search(facts["asks"], sentence) and not re.search(facts["negation"], sentence):
                asked = [item for item in facts["items"] if item in sentence and (item in leaked or item in facts["secrets"])]
                if asked:
                    mail.add("identity", rules["checks"]["identity"], "body", run.positions[start + match.start()], match.group(), f"本人確認に、{'、'.join(asked)}を使おうとしています。" + rules["checks"]["identity"]["reason"])
            start += len(sentence) + 1


def _characters(rules: Mapping[str, Any], mail: _Mail) -> None:
    safe = _safe(rules["safe"])
    seen = set()
    for where, text in (("subject", mail.subject), ("body", mail.body)):
        for at, character in enumerate(text):
            if character not in safe and character not in seen:
                seen.add(character)
                shown = f"U+{ord(character):04X}" if character in rules["invisible"] or character == "\u00a0" else character
                mail.add("character", rules["checks"]["character"], where, at, shown, f"「{shown}」は、受け取る側で化けることがあります。" + rules["checks"]["character"]["reason"])


@cache
def _safe(characters: str) -> frozenset[str]:
    return frozenset(characters)


def _elements(rules: Mapping[str, Any], mail: _Mail, short: bool) -> None:
    """What the stage needs and no word tells; a ``short`` text without a subject (a post, a status line) need not."""
    if mail.stage not in rules["stages"] or short or len(re.findall(JAPANESE, mail.body)) * 5 < len(mail.body):
        return
    text = mail.subject + "\n" + mail.body
    for element in rules["stages"][mail.stage]["required"]:
        if not re.search(rules["elements"][element]["cue"], text):
            label, stage = rules["elements"][element]["label"], rules["stages"][mail.stage]["label"]
            mail.add("element", rules["checks"]["element"], "body", 0, label, f"「{stage}」に要る「{label}」が見当たりません。" + rules["checks"]["element"]["reason"])
