"""Single lines of mails: what must pass, and what must be found. Each line is a case."""

from datetime import date

import pytest

from playbook.phrase_rules import compiled
from playbook.phrases import check_mail

DAY = date(2026, 11, 24)
SUBJECT = "みなとオンラインの障害について（第一報）"

PASSES = """
受付番号は【A-1234】です。
【氏名】【住所】【電話番号】をご記入のうえご返送ください。
■■ お知らせ ■■
●●● 重要なお知らせ ●●●
◆◇◆ 復旧のお知らせ ◆◇◆
＜お問い合わせ先＞
＜＜ 復旧状況 ＞＞
《重要》
[1] 影響
[重要] ご確認のお願い
（会社名は五十音順に記載しております）
○：利用可　×：利用不可　△：一部利用可
ログイン ○ ／ 注文 × ／ 検索 △
（○は復旧済み、×は停止中）
○日時：11月24日（火）10時
○時間外のご連絡先：000-0000-0000
○件数の内訳は次のとおりです。
復旧率は100%です。
2026年度の計画に含めます。
iPhone X をお使いの方は、設定を開いてください。
X（旧Twitter）でもお知らせいたします。
X線撮影の予約は電話で承っております。
https://example.com/a_b__c/__init__/x
※要予約の診療科は、お電話でお申し込みください。
カード番号の下4桁：**** **** **** 1234
一〇〇周年の記念行事は延期いたします。
ID：abc_def__ghi
11月 中旬に再度ご案内いたします。
9月 日本時間の21時
エラー画面に「Error 0x80070005」と表示されます。
会員番号（10桁の数字）をお手元にご用意ください。
ご登録のメールアドレス（PC・携帯）に送信しました。
お荷物の問い合わせ番号は（数字12桁）です。
・カード情報：含まれておりません（当社では保持しておりません）
店舗の営業への影響はございません。
音声通話には影響はございません。
流出した情報に、マイナンバーは含まれておりません。
ウイルス対策ソフトの設定を変える必要はありません。
ガス漏れの心配はありませんが、念のため窓を開けてください。
お手続きは必要ございません。
ご注文は電話で承っております。
お振込は窓口で承っております。
ご予約のお客様には個別にご連絡しております。
破損したデータは、まだ復元できておりません。
重複してお届けした商品は、返送の必要はございません。
返金のお手続きについて、個別にご案内いたします。
補償の内容は、決まりしだいご連絡いたします。
ポイントが二重に付与された不具合です。
クーポンをご利用いただけない状態です。
ポイントの有効期限を12月31日まで延長します。
不審なメールは絶対に開かないでください。
二度とこのようなことを起こさないよう、手順を改めます。
同じことを二度と繰り返さぬよう努めてまいります。
皆様に安心してご利用いただけるよう努めてまいります。
ご安心いただける体制を整えてまいります。
お客様のご負担は一切ございません。
当社からパスワードをお尋ねすることは一切ございません。
当社の社員がカード番号をお聞きすることはありません。
責任を痛感しております。
本件を重く受け止め、責任をもって対応いたします。
直ちに復旧作業に着手いたしました。
復旧次第、直ちにお知らせいたします。
まもなく年末を迎える時期にご迷惑をおかけし、申し訳ございません。
次回は15時に必ずお知らせいたします。
何度もご迷惑をおかけし、申し訳ございません。
送信元のメールアドレスをお確かめください。
発信元が非通知の電話にご注意ください。
接続元の制限を強めました。
外部の事業者と連携して対応しております。
委託先の責任者と連絡を取り合っております。
お客様側での作業は不要です。
ブラックフライデーセールの開始時にアクセスが集中しました。
キャンペーンの応募期間を延長いたします。
ご不安になられた皆様に、お詫び申し上げます。
ご高齢になられたお客様には、お電話で説明いたします。
お客様がおっしゃったとおりの不具合です。
ご覧いただいたとおりです。
CCレモン1箱をお届けできませんでした。
本人確認書類をお持ちください。
ご本人確認のため、運転免許証をご提示ください。
パスワードを変更してください。
新しいパスワードをお送りいたします。
確認漏れがないよう、二人で照合いたします。
情報の登録漏れはございません。
漏れなくご連絡いたします。
お取引の状態は、照合のうえお知らせいたします。
11月24日10時までに調べた範囲で、情報の流出を示す痕跡は見つかっておりません。
11月24日に個人情報保護委員会へ報告いたしました。
今後の対応は、改めてご案内いたします。
詳細な原因は、調査が終わりしだい公表いたします。
取り扱い商品の一部に、価格の誤表示がありました。
システムの一部の機能が停止しております。
100%果汁の商品に、異物が混入しました。
A社様、B社様にはすでにご説明しております。
お問い合わせの際は、件名に【返金】とご記入ください。
ご返信の際は、お名前をお書きください。
このメールは送信専用です。ご返信いただいてもお答えできません。
※このメールにお心当たりのない場合は、お手数ですが破棄してください。
時刻はすべて日本時間（24時間表記）です。
現在の待ち時間は約30分です。
第2報は12時、第3報は15時の予定です。
個人のお客様：0120-000-000　法人のお客様：0120-000-001
""".strip().split("\n")
"""Ordinary lines that look like marks, claims or bad wording, and are not: hints at most."""

FOUND = """
mark-left|【氏名】様
mark-left|弊社の【サービス名】に障害が発生しました。
mark-left|担当：【担当者名】
mark-left|＿＿＿＿株式会社の担当です。
mark-left|（会社名）でございます。
mark-left|発生日時：202X年X月X日
mark-left|電話：03-XXXX-XXXX
mark-left|電話：03-××××-××××
mark-left|電話：○○-○○○○-○○○○
mark-left|電話：00-0000-XXXX
mark-left|約〇〇件の情報が対象です。
mark-left|約●件の情報が対象です。
mark-left|約X,XXX件の情報が対象です。
mark-left|●月●日に発生しました。
mark-left|■月■日に発生しました。
mark-left|△△部 △△
mark-left|〇時〇分に復旧しました。
mark-left|◯時頃に復旧しました。
mark-left|○時頃に復旧しました。
mark-left|《会社名》の担当です。
mark-left|〔サービス名〕が停止しております。
mark-left|＜会社名＞ お客様サポート
mark-left|<会社名> お客様サポート
mark-left|{会社名} お客様サポート
mark-left|${name} 様
mark-left|[NAME] 様
mark-left|[お客様名] 様
mark-left|%%会員番号%%
mark-left|{{ customer.name }} 様
mark-left|*|FNAME|* 様
mark-left|##氏名## 様
mark-left|次回の連絡：未定（TBD）
mark-left|（要確認）
mark-left|【要確認】件数
mark-left|※要確認：件数
mark-left|（ここに原因を記載）
mark-left|【ここに原因】
mark-left|[日付を入力]
mark-left|原因：＜原因を記入＞
mark-left|【下書き】会員サイトの障害
mark-left|ほげ株式会社 （仮）
mark-left|株式会社XX
mark-left|〇〇〇〇
mark-left|お客様番号：＿＿＿＿＿＿
mark-left|11月__日に再開します。
mark-left|11月??日に再開します。
mark-left|（（会社名））
mark-left|((会社名)
mark-left|（発生日時）から、つながりにくくなっております。
claim-leak|個人情報が漏えいした事実はありません。
claim-leak|情報漏えいの可能性はございません。
claim-leak|お客様情報の流出は一切ございませんのでご安心ください。
claim-leak|個人情報の漏えいは確認されておりません。
claim-leak|個人情報の流出はありませんでした。
claim-leak|お客様の情報は安全です。
claim-intrusion|今回の障害は、不正アクセスによるものではありません。
claim-intrusion|ウイルス感染は確認されておりません。
claim-data-loss|データの消失はございません。
claim-data-loss|保存されたデータが失われることはありません。
claim-normal|今後、同様の障害は絶対に起こしません。
claim-normal|二度と発生させないことをお約束いたします。
claim-normal|セキュリティは万全です。
claim-normal|どうぞご安心ください。
claim-compensation|ご利用料金を全額返金いたします。
claim-compensation|損害は当社がすべて補償いたします。
claim-compensation|お見舞金をお支払いいたします。
claim-authority|個人情報保護委員会への報告は完了しております。
claim-authority|監督官庁に報告済みです。
claim-secondary-damage|二次被害は発生しておりません。
claim-secondary-damage|現時点で不正利用の被害は確認されておりません。
claim-transactions|お客様の口座残高に問題はございません。
soon|まもなく復旧いたします。
soon|間もなく再開できる見込みです。
promise-time|本日15時に必ず復旧いたします。
minimize|影響はごく軽微です。
blame-shift|本件は委託先の責任であり、当社の責任ではありません。
blame-shift|今回の障害はクラウド事業者側の不手際によるものです。
admit-fault|当社の重大な過失により発生しました。
evade-liability|当社は一切の責任を負いかねます。
attack-detail|VPN機器の脆弱性（CVE-2024-21887）が悪用されました。
attack-detail|SQLインジェクションにより侵入されました。
attack-origin|攻撃元のIPアドレスは203.0.113.5です。
attack-origin|攻撃は中国からのものでした。
cc-everyone|お客様全員をCCに入れて送信してください。
cc-everyone|宛先は全員CCで一斉送信します。
double-honorific|お客様がおっしゃられた件です。
double-honorific|ご覧になられましたでしょうか。
double-honorific|お伺いさせていただきます。
double-honorific|お召し上がりになられた方
double-honorific|お越しになられた方
double-honorific|ご利用になられる方
password-request|現在のパスワードをご返信ください。
retry-advice|つながるまで何度もお試しください。
closing-without-opening|敬具
mixed-width|1１時３0分に復旧しました。
unsafe-character|㈱みなと商事
unsafe-character|①影響
unsafe-character|9:00～18:00
unsafe-character|ﾛｸﾞｲﾝ
unsafe-character|お詫び🙇
unsafe-character|復旧—のお知らせ
legal-evaluation|本件は法令違反ではございません。
jargon|DBのフェイルオーバーに失敗しました。
jargon|ロードバランサの設定ミスでした。
diligent|鋭意調査中です。
some-customers|一部のお客様に影響が出ております。
just-in-case|念のためお知らせいたします。
exclamation|復旧しました！
cause-individual|担当者のミスにより発生しました。
guess-as-fact|原因はアクセス集中と思われます。
ransom|身代金の支払いには応じておりません。
""".strip().split("\n")
"""The rule, and a line in which a first notice must show it."""


@pytest.fixture(scope="module")
def rules(loaded):
    return compiled(loaded.playbook)


@pytest.mark.parametrize("line", PASSES)
def test_line_passes(rules, line):
    assert [(one.rule, one.found) for one in check_mail(rules, line, SUBJECT, day=DAY).findings if one.severity != "hint"] == []


@pytest.mark.parametrize("case", FOUND)
def test_line_is_found(rules, case):
    rule, line = case.split("|", 1)
    told = [one for one in check_mail(rules, line, SUBJECT, "initial", day=DAY).findings if one.rule == rule]
    assert told and told[0].line == 1 and told[0].found in line
