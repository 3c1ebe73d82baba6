"""What a check has to say: one finding a fault, written for the person who will mend it."""

from dataclasses import dataclass

CODES: dict[str, str] = {
    # file and shape
    "PB001": "必要なファイルがない",
    "PB002": "文字コードが UTF-8 でない",
    "PB003": "ファイルが空",
    "PB004": "YAML の書き方の誤り",
    "PB005": "「*」「&」「!」で始まる値",
    "PB006": "同じ項目名が 2 回ある",
    "PB007": "「 #」から後ろが注釈として消える",
    "PB008": "置き場所の分からないファイル",
    "PB010": "知らない項目名",
    "PB011": "必要な項目がない",
    "PB012": "書く形が違う（文、一覧、項目の組）",
    "PB013": "選べない値",
    "PB014": "日付、数、真偽の書き方の誤り",
    "PB015": "書式に合わない",
    "PB016": "空の値、長さや個数の不足",
    "PB017": "項目の組み合わせの誤り",
    "PB018": "長さや個数の超過",
    "PB019": "型の書き方の誤り",
    "PB020": "id とファイル名の不一致",
    "PB021": "id の重複",
    # placeholders
    "PB101": "登録のない差し込み",
    "PB102": "差し込みの片側だけの括弧",
    "PB103": "差し込みの入れ子",
    "PB104": "名前のない差し込み",
    "PB105": "差し込みの中の空白、改行、見えない文字",
    "PB106": "全角の括弧の差し込み",
    "PB107": "括弧が 1 つの差し込み",
    "PB108": "括弧が多い差し込み",
    "PB109": "どこでも使われない差し込み",
    "PB110": "差し込みの名前と範囲の不一致",
    "PB111": "差し込みの記入例が種類に合わない",
    "PB112": "差し込みが括弧のまま出る所にある差し込み",
    # claims
    "PB201": "選択文の外にある断定",
    "PB202": "断定の既定が慎重な側でない",
    "PB203": "断定の選択肢に根拠の条件がない",
    "PB204": "登録のない断定の種類",
    "PB205": "どこでも使われない断定の種類",
    "PB206": "検出の型が自分の例に合わない",
    # mail safety
    "PB301": "メールで化ける文字",
    "PB302": "日本語に接する半角の括弧、コロン",
    "PB303": "長すぎる行",
    "PB304": "長すぎる件名",
    "PB305": "行末の空白、タブ",
    "PB306": "全角の数字、英字",
    "PB307": "長すぎる文",
    "PB308": "文の平均が長い",
    # completeness
    "PB401": "段階に必須の要素がない",
    "PB402": "要らない例外",
    "PB403": "「なぜ」の注釈が足りない",
    "PB404": "件名がない",
    "PB405": "長さの上限の超過",
    "PB406": "最初の節が何が起きたかを述べていない",
    "PB407": "要素の書かれていない節",
    "PB408": "ひな形のままの文",
    "PB409": "同じ題、問い、部品、行き先が 2 度ある",
    "PB410": "何も言っていない文",
    # references
    "PB501": "登録のない部品",
    "PB502": "どこでも使われない部品",
    "PB503": "存在しないテンプレート",
    "PB504": "組織の値の誤り",
    "PB505": "2 か所以上にある同じ段落",
    "PB506": "会社の値の書き誤り",
    "PB507": "法務の確認と訓練の、名前と日付の誤り",
    "PB508": "会社の値で長くなりすぎる文面（注意）",
    # search
    "PB510": "2 度書かれた同義語",
    "PB511": "存在しないページを指す検索のデータ",
    "PB512": "2 度書かれた検索の言葉",
    "PB513": "短すぎる同義語",
    # emergency start
    "PB520": "最初の案内の参照先がない",
    "PB521": "行き先のない場面と段階",
    "PB522": "最初の案内からたどり着けないもの",
    "PB523": "相手の分け方の抜けと重なり",
    "PB524": "最初の案内に 2 度書かれたもの",
    "PB525": "最初の案内のページの過不足",
    "PB526": "どこからも呼ばれない相手",
    "PB527": "一通でない第一報",
    # the desk
    "PB530": "新しい入力が多いのに、理由がない",
    "PB531": "要らない「入力が多い理由」",
    "PB532": "既定の差し込み（same_as）の誤り",
    "PB533": "根拠の種類（proves）の誤り",
    "PB534": "日時の向きと前後（tense、after）の誤り",
    # pages
    "PB540": "データとページの過不足",
    "PB541": "目次（mkdocs.yml の nav）の過不足",
    # law
    "PB601": "法令の参照先がない",
    "PB602": "どこからも参照されない出典、規則、事実",
    "PB603": "参照 [[…]] の誤り",
    "PB604": "参照でなく書かれた法令の数字",
    "PB605": "送る文の中の参照 [[…]]",
    "PB606": "要確認の内容が書かれていない",
    "PB607": "何とも結び付かない項目",
    "PB608": "見直しの期限の超過（check --due だけ）",
    "PB609": "表の欄の過不足",
    "PB610": "事実の種類と条件の不一致",
    "PB611": "期限の性質の不一致",
    "PB612": "確認日と見直しの期限の前後",
    "PB613": "計算に使う数と規則の文の不一致",
    "PB614": "出典の URL と確認日の誤り、出典の重なり",
    "PB615": "分類の書き誤り",
    # regulation
    "PB701": "規程の条・項・号への参照先がない",
    "PB702": "規程に手で書いた条・項・号の番号",
    "PB703": "規程の章の並びの誤り",
    "PB704": "どの条でも使われない用語の定義",
    "PB705": "規程の定義と違う言い方",
    "PB706": "どこからも参照されない項・号の id",
    "PB707": "規程の空欄が会社の差し込みでない",
    "PB708": "規程の外に書いた条への参照",
    # phrases
    "PB801": "文例の型が自分の例に合わない",
    "PB802": "検査と画面で同じに働かない型",
    "PB803": "長い文で重くなる型",
    "PB804": "自分の文面が文例の規則に当たる",
    "PB805": "要らない例外",
    "PB806": "文例の文が規則に合わない",
    # exercises
    "PB850": "訓練の参照先がない",
    "PB851": "訓練の時刻が進まない",
    "PB852": "訓練の状況カードの不足",
    "PB853": "訓練で使うテンプレートの不足",
    "PB854": "どの訓練でも使わない段階",
    "PB855": "手で書いた【訓練】",
    "PB856": "訓練の役割の誤り",
    "PB857": "訓練で文面を書くカードの不足",
    "PB858": "訓練の模範の文面が組み立てられない",
    "PB859": "模範の値が、それまでのカードに出てこない",
    "PB860": "訓練の短い形の不足",
    "PB861": "訓練の期限の日が義務と合わない",
    "PB862": "訓練の日付の曜日の誤り",
    "PB863": "訓練の呼び名の過不足",
    "PB864": "訓練の全体に足りない難しさ",
    "PB865": "進行役だけの文が、参加者の見る所にある",
    "PB866": "訓練の所要時間の誤り",
    "PB867": "訓練の課題の時間の重なり",
    # papers: found when the site is built
    "PB870": "組めない紙",
    "PB871": "紙の書体にない文字",
    "PB872": "一枚に収まらない状況カード",
    "PB873": "一枚に収まらない早見の一枚",
    # craft: checklists, writing, decisions, glossary
    "PB901": "二つの用語に同じ書き方",
    "PB902": "どこにも出てこない用語",
    "PB903": "書き方のページとデータの不一致",
    "PB904": "長すぎる書き方のページ",
    "PB905": "ページに出ない例",
    "PB906": "英字の id のない見出し",
    "PB907": "決めごとに出てこない社内目標",
}


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where (``file``, 1-based ``line``, ``entry``, ``field``), what (``value``), why, and how to mend it.

    ``blocking`` is false for a warning: it is shown and stops nothing.
    """

    file: str
    line: int
    code: str
    entry: str
    field: str
    value: str
    reason: str
    mend: str
    blocking: bool = True

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown finding number {self.code}")

    def message(self) -> str:
        """Entry, field, reason and mend as one Japanese sentence or two; what nobody sees is spelt out."""
        where = "・".join(part for part in (self.entry, self.field) if part)
        value = f"「{self.value}」：" if self.value and self.value not in self.reason else ""
        message = f"{where}：{value}{self.reason}{self.mend}" if where else f"{value}{self.reason}{self.mend}"
        return "".join(c if c.isprintable() or c == "\u3000" else f"[U+{ord(c):04X}]" for c in message)

    def as_text(self) -> str:
        """One line for a terminal."""
        kind = "" if self.blocking else "（注意）"
        return f"{self.file}:{self.line} {self.code}{kind} {self.message()}"

    def as_github(self) -> str:
        """One line that GitHub shows as an annotation beside the line at fault."""
        level = "error" if self.blocking else "warning"
        message = self.message().replace("%", "%25")
        return f"::{level} file={self.file},line={self.line},title={self.code} {CODES[self.code]}::{message}"


def shorten(value: str, limit: int = 30) -> str:
    """``value`` on one line, cut to ``limit`` characters, for quoting in a message."""
    flat = " ".join(value.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
