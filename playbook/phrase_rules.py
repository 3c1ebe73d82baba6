"""The rules of the check of finished mails, as one plain value that Python and JavaScript both run on.

Patterns of the data (phrases, claims) and patterns of the house (marks, elements, times, senders): all of them
in the common subset of :mod:`playbook.pattern`, every repetition bounded.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from playbook import mailsafe
from playbook.model import REQUIRED_ELEMENTS, Playbook, Severity, Stage
from playbook.placeholder import INVISIBLE, NAME_MAX

# --- what is looked for, besides the phrases and claims of the data --------------------------------------

_NAMES = (
    "会社名|社名|企業名|法人名|団体名|組織名|部署名|部門名|店舗名|担当者名?|氏名|お名前|名前|サービス名|システム名|製品名|商品名|"
    "顧客名|お客様名|宛名|責任者名?|役職名?|学校名|病院名|施設名|支店名|代表者名|サイト名|アプリ名|事業者名"
)
_VALUES = (
    "発生時刻|発生日時?|検知時刻|検知日時|復旧時刻|復旧日時|復旧見込み?|日時|時刻|日付|期間|原因|影響範囲|影響する機能|機能名?|"
    "人数|件数|影響人数|金額|電話番号|メールアドレス|URL|受付時間|窓口名?|番号|内容|住所|次回連絡時刻|対応状況|年月日|数"
)
_NOTE = "ここに|記入|入力して|挿入|差し込|差込|要確認|要修正|未記入|未定稿|サンプル|ダミー|テンプレート|ひな形|下書き|送信不可|ドラフト|DRAFT|適宜"
_ENGLISH = "([Nn]ame|NAME|[Dd]ate|DATE|[Tt]ime|TIME|[Cc]ompany|COMPANY|[Ss]ervice|SERVICE|[Nn]umber|NUMBER)"
_OPEN, _CLOSE = r"[\[［【〔《〈＜<{｛（(]", r"[\]］】〕》〉＞>}｝）)]"
_INSIDE = r"[^\[\]［］【】〔〕《》〈〉＜＞<>{}｛｝（）()\n]"
_SOFT_OPEN, _SOFT_CLOSE = r"[\[［【〔《＜<]", r"[\]］】〕》＞>]"  # not （）: they also hold ordinary remarks
_LETTER = "[ぁ-んァ-ヶー一-鿿々]"
_WORD = "[ぁ-んァ-ヶー一-鿿A-Za-z_・]"
_CIRCLE = "[○〇◯●]"
_UNIT = "(年|月|日|時|分|秒|名|件|人|円|社|様|％|%|部|課|号|回|報|か所|回線)"
_SPACE = "[ \u3000]"
_COMPANY = "(株式会社|有限会社|合同会社|市|町|銀行|学校|病院|サービス|システム|様)"

MARKS: tuple[str, ...] = (
    r"\(\([^()\n]{0,40}\)\)",
    r"（（[^（）\n]{1,12}））",
    rf"\(\((?!{_WORD}{{1,2}}\)(?!\))){_WORD}{{1,{NAME_MAX}}}|(?<![(ぁ-んァ-ヶー一-鿿A-Za-z_・]){_WORD}{{0,8}}({_NAMES}|{_VALUES})\)\)",  # not ((株)…) nor (…(月))
    r"\{\{[^{}\n]{0,40}\}\}|\$?\{[^{}\n]{1,40}\}",
    rf"(<<|＜＜|《《)[^<>＜＞《》\n]{{0,12}}({_NAMES}|{_VALUES}|{_ENGLISH})(>>|＞＞|》》)|<<[A-Za-z_]{{1,30}}>>",
    r"\[\[[^\[\]\n]{1,40}\]\]|\*\|[^|\n]{1,40}\|\*|<%[^%\n]{1,40}%>|(?<![A-Za-z0-9])\$[A-Za-z_]{2,20}\$",
    rf"(?<!#)##{_WORD}{{1,20}}##(?!#)|(?<!@)@@{_WORD}{{1,20}}@@(?!@)|(?<![A-Za-z0-9_/])__[A-Za-zァ-ヶー一-鿿]{{1,20}}__(?!_)",
    r"(?<![0-9])%[A-Za-z_ァ-ヶー一-鿿][A-Za-z0-9_ァ-ヶー一-鿿]{0,20}%|%%[^%\n]{1,30}%%",
    rf"{_OPEN}{_INSIDE}{{0,20}}({_NOTE}){_INSIDE}{{0,20}}{_CLOSE}|※{_SPACE}?要(確認|修正|追記|記入)",
    rf"[\[［〔《＜<]{_INSIDE}{{0,8}}({_NAMES}){_SOFT_CLOSE}|[\[<][A-Za-z]{{0,12}}[ _-]?{_ENGLISH}[\]>]",
    rf"【{_INSIDE}{{0,8}}({_NAMES})】(?={_SPACE}?様|[のがはによ御]|です|でござ|[のが]?株式会社)|(?<=[。、：:のはがでり])【{_INSIDE}{{0,8}}({_NAMES})】(?![をと、])",
    r"^【(自社名|会社名|部署名|担当者名|部署名・担当者名|会社名・部署名)】$",
    rf"(?<=[：:])【{_INSIDE}{{0,8}}({_VALUES})】",
    rf"(?<=[^ \u3000・■●□◆])[\[［〔《＜<]{_INSIDE}{{0,8}}({_VALUES}){_SOFT_CLOSE}",
    rf"[\[［〔《＜<]{_INSIDE}{{0,8}}({_VALUES}){_SOFT_CLOSE}(?=(から|まで|より|頃|ごろ|に|が|は|の|を|時点))|【{_INSIDE}{{0,8}}({_VALUES})】(?=(から|まで|より|頃|ごろ|に|時点))",
    rf"{_SOFT_OPEN}{_INSIDE}{{0,20}}を(入力|記入|記載|挿入){_SOFT_CLOSE}",
    rf"(?<![一-鿿々ァ-ヶーA-Za-z0-9])[（(]({_NAMES})[）)](?={_SPACE}?(様|御中|殿)|の(?!方)|です|でござ)",
    r"(?<![一-鿿々ァ-ヶーぁ-んA-Za-z0-9、：:])[（(](会社名|社名|サービス名|システム名|製品名|商品名|部署名|担当者名)[）)](?=[がはをでに](?!ご?(記|入力|選|変更)))",
    rf"((?<=[：:])|(?<=[：:] ))[（(]({_NAMES}|{_VALUES})[）)]$",
    rf"(?<![一-鿿々ァ-ヶーA-Za-z0-9])[（(](発生|復旧|検知)?(日時|時刻|日付)[）)](?=(から|より|頃|ごろ|に|まで))",
    rf"【[^【】\n]{{0,10}}{_CIRCLE}[^【】\n]{{0,10}}】",
    rf"{_CIRCLE}{{1,4}}{_SPACE}?(年|月|日|時){_SPACE}?{_CIRCLE}{{1,2}}{_SPACE}?(月|日|時|分)({_SPACE}?{_CIRCLE}{{1,2}}(日|時|分)){{0,3}}",
    rf"{_CIRCLE}([-－‐]{_CIRCLE}){{1,3}}|{_CIRCLE}(丁目|番地)",
    rf"^{_CIRCLE}{{1,2}}(月|日|時|分|名|件|人)(頃|ごろ|から|より|まで|に|現在|、)",
    rf"(?<![一二三四五六七八九十百千〇○◯])[○〇◯]{{2,8}}(?![○〇◯])|〓{{1,8}}",
    rf"(?<![●△×])(●{{2,4}}|△{{2,4}}|×{{2,4}})(?={_LETTER}|[A-Za-z0-9])|(?<={_LETTER}|[：:0-9-])(●{{2,4}}|△{{2,4}}|×{{2,4}})(?![●△×])",
    rf"(?<!□)□{{2,4}}(?=({_COMPANY}|年|月|日|時|分|名|件))|(?<=株式会社)□{{2,4}}",
    r"[△□×✕■?*_＿]{1,3}月[△□×✕■?*_＿]{1,3}日",
    rf"(?<=[ぁ-んァ-ヶー一-鿿、：（【「])(?<![一二三四五六七八九十百千]){_CIRCLE}{_UNIT}",
    r"(?<![0-9A-Za-z])20[0-9XxY?○〇]{0,1}[XxY?○〇](?![0-9A-Za-z])|(?<![0-9A-Za-z])20[XxY]{2}",
    rf"(?<![A-Za-z])[Xx]{{1,2}}{_SPACE}?(年|月|日|時|分|名|件|人|円|社)",
    rf"(?<![A-Za-z0-9/._-])[Xx]{{3,20}}(?![A-Za-z0-9])|(?<=[0-9]-)[Xx]{{3,4}}|(?<![A-Za-z])[Xx]{{2}}(?={_COMPANY})|(?<=株式会社)[Xx]{{2,4}}",
    r"[*＊]{2,4}(様|株式会社|名|件|円)|[?？]{2,4}(月|日|時|名|件|分)|--:--|[*＊]{1,3}時[*＊]{1,3}分?",
    rf"((?<=[ぁ-んァ-ヶー一-鿿：:0-9）)】])|(?<=[ぁ-んァ-ヶー一-鿿：:）)】][ \u3000]))[_＿]{{2,20}}(?={_SPACE}|{_LETTER}|[（(、。]|$)|^[_＿]{{2,20}}(?={_SPACE}?(様|御中|年|月|日|名|件|株式会社))",
    rf"[0-9 \u3000]月{_SPACE}{{1,4}}日(?![曜本祝程常中])|日[（(]{_SPACE}{{0,2}}[）)]|[0-9 \u3000]時{_SPACE}{{1,4}}分(?![のに岐割])|[：:]{_SPACE}{{2,8}}(名|件|円|社|人)(?!{_LETTER})",
    r"(?<![A-Za-z])(TBD|TBC|TBA|TODO|FIXME|T\.B\.D|LOREM|Lorem ipsum|YYYY|MM/DD|HH:MM|hh:mm)(?![A-Za-z])",
    r"【(下書き|案|仮)[^】\n]{0,10}】|[（(](仮|案|下書き|ドラフト|原案|未定稿)[）)]$|ここに[^。\n」』]{0,16}(記入|入力|記載|挿入)|[（(](後で|あとで|後ほど)(記入|追記|書く|確認)[^）)\n]{0,8}[）)]|要追記|未記入",
    rf"[（(※【\[][^）)】\]\n]{{0,20}}(該当しない(場合|もの)[^）)】\]\n]{{0,6}}削除|いずれかを(選|残)|不要なら(削除|消)|状況に(応じて|合わせて)(記入|記載|修正|追記|削除|変更))[^）)】\]\n]{{0,12}}",
)
"""Left-over marks of any notation, the surest first. Each is looked for in every line by itself, whose full-width
digits and letters are read as half-width ones."""

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
    "overview": "誤|遅れ|失敗|止め|中止|延長|訂正|障害|不具合|停止|止ま|ご?利用いただけ|使えない|つなが|異常|漏え|漏洩|流出|外部に渡|誤送信|誤って|紛失|攻撃|不正|復旧|トラブル|災害|地震|台風|故障|遅延|報告",
    "impact": "影響|対象|ご?利用いただけ|使え(ない|ませ)|でき(ない|ませ|ず)|失敗|つながりにく|表示され|機能|地域|範囲|サービス",
    "occurred_at": "[0-9０-９]{1,2}[時:：]|[0-9０-９]{1,2}[月/][0-9０-９]{1,2}|時刻|日時|期間",
    "response": "対応|対処|作業|復旧|調査|調べ|進めて|処置|切り替え|確認して|確かめて|直し|修正|修復|交換|準備して|手配|点検",
    "workaround": "お控え|控えて|どうぞ|いただけます|承り|承って|これまでどおり|お待ち|代わり|代替|お電話|やり直|回避|お願い|ください|不要|必要はあり",
    "next_update": "次回|続報|次は|次の|つぎ|[Nn]ext|[0-9]{1,2}[時:分][^。]{0,24}(お知らせ|ご連絡|ご報告|ご案内)|しだい|次第|随時|ごとに",
    "contact": "問い?合わ?せ|お尋ね|(TEL|Tel|tel|フリーダイヤル|コールセンター|ヘルプデスク|相談室)|連絡ください|窓口|電話|連絡先|メール：|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|@|ご返信|サポート",
    "security": "情報|データ|不正アクセス|漏え|漏洩|流出",
    "cause": "原因|見ており|使われた|経緯|要因|起因|ため|により|によって|によるもの",
    "verification": "確認|確かめ|試験|検証|監視|点検|テスト",
    "apology": "お詫び|おわび|申し訳|すみません|恐れ入り|ご心配|[Aa]polog|[Ss]orry|ご迷惑|ご不便|陳謝|深謝|お手数",
    "leaked_items": "項目|氏名|お名前|住所|電話番号|メールアドレス|カード|情報",
    "secondary_damage": "二次被害|悪用|なりすま|不正(な)?(利用|使用)|迷惑(メール|電話)|不審|おそれ|恐れ|可能性|フィッシング|かたる|詐欺",
    "protective_action": "ご注意|注意してください|お気を付け|お気をつけ|パスワードを[^。]{0,12}(設定|変更)|変更して|変更を|開かない|お控え|控えて|ご確認|確かめ|ご連絡ください|応じない|削除",
}
"""By which words a reader finds each element; wide, since a missing one is at most a warning."""

WEIGHTY: dict[str, tuple[str, ...]] = {"initial": ("next_update", "contact", "apology")}
"""What must be mended when it is missing, if the stage was chosen; in a guessed stage it is only hinted at."""

GUESSES: tuple[tuple[str, str, str], ...] = (
    ("follow_up", "subject", "訂正"),
    ("leak", "subject", "漏え|漏洩|流出|紛失|盗難|誤送信|誤送付|誤配|誤交付|誤廃棄|置き忘れ|宛先の誤り|持ち出し"),
    ("initial", "subject", "第一報|第1報|初報|第1信"),
    ("follow_up", "subject", "最終報告|調査結果|調査報告"),
    ("progress", "subject", "続報|経過|中間報告|第[二三四五六七八九2-9][0-9]?報|延長|遅れ|進捗|代わりの(手段|方法)|代替"),
    ("follow_up", "subject", "再発防止|改善|対策|補償|返金|減額|払い?戻し|お見舞|取り組み|経緯|長引|今後の対応|対応状況|支援"),
    ("recovery", "subject", "(復旧|再開|解消)(?!の?(見込|予定|時期|作業|目途|めど)|に(時間|向け)|まで)|【解決】|[Rr]esolved|RESOLVED"),
    ("initial", "subject", "障害|停止|不具合|ご?利用いただけな|つなが|異常|攻撃|不正アクセス"),
    ("recovery", "body", "(復旧|再開)(いたしました|しました)"),
    ("leak", "body", "(漏え|漏洩|流出)[^。]{0,12}(しました|いたしました|判明)"),
    ("initial", "body", "(障害|不具合)[^。]{0,8}(発生|起き)|つながりにく|ご利用いただけ(ない|ませ)"),
)
"""How the stage is guessed: the first that fits, in the subject before the body."""

_DATE = r"(?:(20[0-9]{2})[年/]|令和[0-9]{1,2}年)?([0-9]{1,2})[月/]([0-9]{1,2})日?(?:[ \u3000]?[（(]([月火水木金土日])(?:曜日?)?(?:・祝)?[）)])?"
_TIME = r"(午前|午後)?[ \u3000]?([0-9]{1,2})(?:時(?!間)(?:([0-9]{1,2})分|(半))?|[:：]([0-9]{2}))"
_WHEN = rf"(?:{_DATE}[ \u3000、]{{0,2}}(?:{_TIME})?|{_TIME})"
_ABOUT = "(?:頃|ごろ|ころ)?"
_LABEL_END = r"(?:[】］\]）)][：: \u3000]{0,4}|は、?|[：:]|[ \u3000]{1,8}|(?=20[0-9]{2}年|令和|[0-9]{1,2}月|午前|午後|本日)|$)"
_COUNT = r"(最大|約|およそ|のべ|延べ)?[ \u3000]?([0-9][0-9,]{0,12})[ \u3000]?(名|人|社|件|回線|台)様?"
_SAID = r"(?:は、?|[：:]|[】）)])[ \u3000]{0,4}"
_WHO = "(?:お客様|お客さま|会員様?|方|ご?利用者様?|皆様|皆さま|ご?契約者様?|お取引先様?|加盟店様?|お荷物|ご注文|ご予約|お取引)"

FACTS: dict[str, Any] = {
    "when": _WHEN,
    "dates": r"(?<![0-9])(?:(20[0-9]{2})[年/])?([0-9]{1,2})[月/]([0-9]{1,2})日?[ \u3000]?[（(]([月火水木金土日])(?:曜日?)?(?:・祝日?)?[）)]",
    "fullDate": r"(20[0-9]{2})[年/]([0-9]{1,2})[月/]([0-9]{1,2})",
    "times": [
        {
            "name": "発生の時刻",
            "label": rf"(?:発生(?:した)?の?(?:時刻|日時|日)?|(?:障害|停止|影響|見合わせ|不通|中断|遅延|遅れ)(?:していた|して(?:い|お)る|ていた)?の?(?:期間|時間帯?|開始時刻|開始日時)|(?:^|[・■●○◯◆◎【＜\[])期間){_LABEL_END}",
            "sentences": [
                rf"{_WHEN}{_ABOUT}(?:から|より|に|、)、?[^。も0-9]{{0,30}}(?:障害|不具合|停止|異常|エラー)[^。も]{{0,10}}(?:発生|起き|生じ)",
            ],
            "loose": rf"{_WHEN}{_ABOUT}(?:に、?(?:発生|起き)|(?:から|より)、?[^。も0-9]{{0,50}}(?:発生し|遅延|ご利用いただけ(?:な|ま)|つながりにく|でき(?:な|ませ|ず)|使え(?:な|ませ|ず)|られ(?:な|ませ|ず)|状況が|状態が|状況と|状態と|事象が|停止して|見合わせ|遅れて))",
            "except": "経緯|一部では|順次",
        },
        {
            "name": "復旧の時刻",
            "label": rf"(?:復旧|解消|再開)(?:した)?の?(?:時刻|日時|日)?{_LABEL_END}",
            "sentences": [rf"{_WHEN}{_ABOUT}に、?[^。も0-9]{{0,30}}(?:復旧|解消|再開)(?:いたし|し)ました"],
            "loose": "",
            "except": "一部|順次|段階|まず|除く|除き|仮復旧|暫定|から[0-9]",
            "single": True,
        },
        {
            "name": "復旧の見込みの時刻",
            "label": rf"復旧の?(?:見込み?|予定)の?(?:時刻|日時)?{_LABEL_END}",
            "sentences": [rf"{_WHEN}{_ABOUT}(?:まで)?(?:に|の|には)、?(?:復旧|再開)(?:する|できる)?[^。も]{{0,4}}(?:見込|予定)"],
            "loose": "",
            "except": "一部|順次|段階|延長|遅れ|から[0-9]",
        },
        {
            "name": "次回の連絡の時刻",
            "label": rf"次回?の?(?:ご)?(?:連絡|報告|案内|更新|お知らせ|掲載)(?:の?(?:予定|時刻|日時|予定時刻|予定日時))?{_LABEL_END}",
            "sentences": [
                rf"{_WHEN}{_ABOUT}(?:まで)?に、?[^。]{{0,20}}(?:次回|続報|あらためて|改めて|次の|もう一度)[^。]{{0,16}}(?:お知らせ|ご連絡|ご報告|連絡|報告)",
                rf"次回?(?:の(?:ご?連絡|ご?報告|お知らせ))?は、?(?:本日|明日)?の?、?{_WHEN}",
            ],
            "loose": "",
            "except": "以後|最終|詳しい|詳細|から[0-9]",
        },
    ],
    "day": "^(?:[・ \u3000]{1,8}(?:本日|当日|昨日|前日|明日)?|本日|当日|昨日|前日|明日)、?",
    "item": r"^(?:[・●○◯※□■◆◇*＊\-－>＞]|[0-9]{1,2}[.．)）]|[（(][0-9]{1,2}[）)])",
    "counts": [
        {
            "name": "影響を受ける数",
            "heading": r"^[■□◆◇▼▽●【][ \u3000]?影響(?:人数|件数|社数|範囲|を受け[^。]{0,10})?】?$",
            "patterns": [
                rf"影響(?:人数|件数|社数|範囲|対象)(?:の?(?:人数|件数|数))?{_SAID}{_COUNT}",
                rf"影響(?:を受け(?:る|た)|のある|のあった|が及ぶ){_WHO}(?:の?(?:人数|件数|数))?{_SAID}{_COUNT}",
                rf"{_COUNT}の{_WHO}[^。0-9]{{0,16}}影響",
                rf"{_COUNT}の{_LETTER}{{1,10}}に影響",
                rf"{_WHO}{_COUNT}[^。0-9]{{0,6}}影響",
            ],
        },
        {
            "name": "漏えいした（おそれのある）数",
            "heading": r"^[■□◆◇▼▽●【][ \u3000]?(?:対象|漏えい|漏洩|流出)[^。0-9]{0,12}(?:人数|件数|者数|数|お客様|方|対象)】?$|^[■□◆◇▼▽●【][ \u3000]?対象】?$",
            "patterns": [
                rf"(?:漏え|漏洩|流出)[^。：:0-9]{{0,20}}(?:件数|人数|対象者数|数){_SAID}{_COUNT}",
                rf"対象(?:者数|人数|件数|者){_SAID}{_COUNT}",
                rf"対象は、?{_COUNT}(?=です|でし|でござ|。)",
                rf"対象(?:の|となる|となった|となられた)(?:{_WHO}の?数?|人数|件数){_SAID}{_COUNT}",
                rf"{_COUNT}(?:分)?の[^。0-9]{{0,20}}(?:漏えい|漏洩|流出)",
            ],
            "loose": rf"{_COUNT}(?:分)?の(?:{_WHO}|方々)の、?(?:お名前|氏名|ご?住所|メールアドレス|お?電話番号|個人情報|会員情報|情報|次の)",
        },
    ],
    "countsAlone": rf"^[・ \u3000]{{0,2}}(?:{_WHO}(?:の?(?:人数|件数))?[：: \u3000]{{0,2}})?{_COUNT}",
    "countsNoun": rf"({_LETTER}{{4,8}})(?:[（(](?:合計|全体|累計|計|総数)[）)])?(?:は、?|：|:|[ \u3000]{{1,4}})(?:あわせて|合わせて|全部で|合計で?|計)?{_COUNT}",
    "rounded": {"およそ": "約", "延べ": "のべ"},
    "other": "うち|速報の|確報の|今回の|内訳|前回|前報|先に|当初|訂正|このほか|ほかに|別に|新たに|続いて(?!お|い)|再び|再度|また、|変更|→|から[0-9][0-9,]{0,12}(?:名|人|社|件|回線|台)|その後|以後|以降|誤り|正しくは|ただし",
    "correction": "訂正(?!、|や|・|と|および|または|注文|のご?注文|を承|は)|誤[：:）)]|正しくは|変更前",
    "legal": "株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|学校法人|医療法人|社会福祉法人|（株）|\\(株\\)|[ \u3000]",
    "intro": "(?:でございます|です。|です$|と申します)",
    "introduces": "^(?:[^、。「」様]{0,40}(?:でございます|です(?:。|$))|[^。「」様]{0,40}と申します)",
    "named": "(?:^|[。 \u3000])((?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|学校法人|医療法人|社会福祉法人|（株）|\\(株\\))[ \u3000]?[^ \u3000、。でが（(／/｜|<＜]{1,20}"
    "|[^ \u3000、。「」（(／/｜|<＜：:0-9]{1,24}?(?:株式会社|有限会社|合同会社|（株）|\\(株\\))(?=[ \u3000でのには、。]|$)"
    "|[^ \u3000、。「」（(／/｜|<＜：:0-9]{2,16}?(?:銀行|信用金庫|信用組合|証券|大学|小学校|中学校|高等学校|高校|病院|クリニック|医院|協会|市役所|生命保険|損害保険)(?=[ \u3000での]))",
    "signed": "^[ \u3000]{0,30}((?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|学校法人|医療法人|社会福祉法人|（株）|\\(株\\))[ \u3000]?[^ \u3000、。でが（(／/｜|<＜]{1,20}"
    "|[^ \u3000、。（(／/｜|<＜：:0-9]{1,24}?(?:株式会社|有限会社|合同会社|（株）|\\(株\\))"
    "|[^ \u3000、。（(／/｜|<＜：:0-9]{2,16}?(?:銀行|信用金庫|信用組合|証券|大学|小学校|中学校|高等学校|高校|病院|クリニック|医院|協会|市役所|生命保険|損害保険))",
    "town": "^[ \u3000]{0,4}([一-鿿ぁ-んァ-ヶー]{1,6}?(市|町|村))(?:の[一-鿿ァ-ヶー]|では|です|でございます|役所|役場)",
    "townSigned": "^[ \u3000]{0,4}([一-鿿ぁ-んァ-ヶー]{1,6}?(市|町|村))(?:役所|役場)?[ \u3000]{1,2}[^ \u3000、。0-9]{0,9}(?:部|課|局|室|係|センター|委員会)",
    "company": "(?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|学校法人|医療法人|社会福祉法人|（株）|\\(株\\))[ \u3000]?([^ \u3000、。のでが（(／/｜|<＜]{1,20})"
    "|([^ \u3000、。のはが（(／/｜|<＜：:]{1,20}?)(?:株式会社|有限会社|合同会社|（株）|\\(株\\))"
    "|([^ \u3000、。のはが（(／/｜|<＜：:]{2,16}?(?:銀行|信用金庫|信用組合|証券|大学|病院|協会|市役所|生命保険|損害保険))",
    "full": "^[^ \u3000、。（(／/｜|<＜]{1,30}",
    "addressee": "(?:様|御中|各位|殿)[ \u3000]*$|(?:様|御中|各位|殿)へ?[ \u3000]|^[ \u3000]*(?:皆さま|皆様)",
    "rule": r"^[ \u3000]{0,4}(?:[-―─━=＝_＿*＊~～・]{4}|--$|-- $)",
    "identity": "本人様?(の|で|か|であること)?(ご)?(確認|を確認|を確かめ)",
    "asks": "(お伺い|伺い|うかが|お尋ね|おたずね|お聞き|お答え|お知らせ|照合|お申し出|申し出|ご提示|ご用意|確認(いた|させ|し)|いただ|ください|により|によって|で本人|にて)",
    "negation": "(ません|ない|せず|行わず|用いず|使わず)",
    "leaked": "漏え|漏洩|漏れ|流出|外部に渡|閲覧され|見られた|持ち出|誤送信|紛失|盗",
    "follows": "(次のとおり|以下|下記|情報|項目|内容)[^。]{0,8}[。：:】]?$",
    "items": [
        {"name": "氏名", "words": "氏名|お名前"},
        {"name": "住所", "words": "住所"},
        {"name": "生年月日", "words": "生年月日"},
        {"name": "電話番号", "words": "電話番号"},
        {"name": "メールアドレス", "words": "メールアドレス"},
        {"name": "会員番号", "words": "会員番号"},
        {"name": "お客様番号", "words": "お客様番号"},
        {"name": "カード番号", "words": "カード番号|カードの番号"},
        {"name": "口座番号", "words": "口座番号"},
        {"name": "暗証番号", "words": "暗証番号", "secret": True},
        {"name": "パスワード", "words": "パスワード", "secret": True},
    ],
    "kanji": "[\u4e00-\u9fff\uf900-\ufaff]",
    "mild": "[\u301c\uff5e\uff0d\u2212\u2013\u2014\u00b7\u2022\u00a9\u00ae\u2122]",
    "dash": "^[０-９Ａ-Ｚａ-ｚ]－[０-９Ａ-Ｚａ-ｚ]$",
}
"""How times, counts, senders and the questions of an identity check are read."""

RUN_STARTS = r"^(?:[・●○◯※□■◆◇▼▽▲△★☆►▶*＊\-－―─━=＝#＞>【《〔［\[<＜～~]|[0-9０-９]{1,2}[.．)）、]|[0-9０-９一二三四五六七八九十][ \u3000](?=[ぁ-んァ-ヶ一-鿿])(?!年|月|日|時|分|秒|名|件|人|社|円|台|回|店|通|棟|か|個|枚|組)|[（(][0-9０-９]{1,2}[）)]|[^：:。、]{1,16}[：:]|https?:)"
RUN_ENDS = r"(?:[。．！？!?：:】]|様|御中|各位|殿)$"
HEADING = r"^[■□◆◇▼▽#]|^https?:"
QUOTED = r"^[>＞|｜]"
CITED = r"^[ \u3000]{0,4}[>＞]"
SUBJECT_LINE = r"^[ \u3000]{0,4}(?:件名|題名|Subject|SUBJECT|subject)[ \u3000]{0,2}[:：][ \u3000]{0,2}(.*)$"
SUBJECT_WITHIN = 3
QUOTES = "「[^「」]{1,120}」|『[^『』]{1,120}』"

RANKS = {"mark": 0, "subject": 1, "claim": 2, "sender": 3, "time": 4, "count": 5, "weekday": 6, "phrase": 7, "identity": 7, "character": 8, "element": 9}
"""What is told first among findings of one severity."""

JAPANESE = r"[ぁ-んァ-ヶ一-鿿]"
WEEKDAYS = "月火水木金土日"
SEVERITIES = tuple(severity.value for severity in Severity)


# --- the rules as one plain value -----------------------------------------------------------------------


def compiled(book: Playbook) -> dict[str, Any]:
    """Everything both engines need; JavaScript besides needs :func:`safe_characters`, as ``safe``."""
    return {
        "rules": [*_claim_rules(book), *_phrase_rules(book)],
        "checks": {
            phrase.check.value: {
                "id": phrase.id,
                "severity": phrase.severity.value,
                "reason": phrase.why.strip(),
                "mend": (phrase.mend or phrase.ok).strip(),
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
        "weighty": {stage: list(elements) for stage, elements in WEIGHTY.items()},
        "facts": FACTS,
        "text": {
            "starts": RUN_STARTS,
            "ends": RUN_ENDS,
            "heading": HEADING,
            "quoted": QUOTED,
            "cited": CITED,
            "subject": SUBJECT_LINE,
            "quotes": QUOTES,
            "japanese": JAPANESE,
        },
        "ranks": RANKS,
        "invisible": INVISIBLE,
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
                "near": claim.near,
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
                "near": False,
                "target": phrase.target.value,
                "stages": [stage.value for stage in phrase.stages],
                "reason": phrase.why.strip(),
                "mend": (phrase.mend or phrase.ok).strip(),
            }


@cache
def safe_characters() -> str:
    """Every character that survives a Japanese mail, in order; line break and tab included."""
    return "\n\t" + "".join(chr(code) for code in range(0x20, 0x10000) if mailsafe.is_safe(chr(code)))
