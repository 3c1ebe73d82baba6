"""Every way to break the data: one fault gives one finding, at its file and line, in Japanese.

A row: the file, a text of it, what stands there instead, and what must be found: number and a text on the
line that is named (``""``: the first line), and the file when it is another one.
"""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.checks import check
from playbook.cli import main
from playbook.finding import CODES, Finding
from playbook.load import LISTS, YAML_MESSAGES, load

VALID = Path(__file__).parent / "valid"
ORGANIZATION, PLACEHOLDERS, CLAIMS, PARTS = "organization.yml", "placeholders.yml", "claims.yml", "parts.yml"
FIRST, DESK = "templates/01-first.yml", "templates/02-desk.yml"
DUTIES = "duties.yml"
WHOLE = ""

RESPONSE = "復旧の作業を進めております。"
"""A text of the first template that rows put their own text in place of."""

FILES = [
    pytest.param(ORGANIZATION, WHOLE, None, [("PB001", "")], id="組織のファイルがない"),
    pytest.param(PLACEHOLDERS, WHOLE, None, [("PB001", "")], id="差し込みのファイルがない"),
    pytest.param(CLAIMS, WHOLE, None, [("PB001", "")], id="断定のファイルがない"),
    pytest.param(PARTS, WHOLE, None, [("PB001", "")], id="部品のファイルがない"),
    pytest.param(FIRST, WHOLE, "id: 基本\ntitle: 初報\n".encode("cp932"), [("PB002", "")], id="Shift_JIS"),
    pytest.param(PLACEHOLDERS, WHOLE, b"# a\n- name: \x93\xfa\n", [("PB002", 2)], id="二行目から Shift_JIS"),
    pytest.param(PARTS, WHOLE, "- id: a\n".encode("utf-16"), [("PB002", "")], id="UTF-16"),
    pytest.param(FIRST, WHOLE, "", [("PB003", "")], id="空のテンプレート"),
    pytest.param(PARTS, WHOLE, "\n  \n", [("PB003", "")], id="空行だけの部品"),
    pytest.param(CLAIMS, WHOLE, "# 断定の種類\n# まだない\n", [("PB003", "")], id="注釈だけの断定"),
    pytest.param(ORGANIZATION, WHOLE, "\ufeff", [("PB003", "")], id="BOM だけの組織"),
    pytest.param("templates/memo.txt", WHOLE, "覚え書き", [("PB008", "")], id="テンプレートの隣の覚え書き"),
    pytest.param("templates/old/01-first.yml", WHOLE, "id: 01-first", [("PB008", "")], id="下の階層のテンプレート"),
    pytest.param("faqs.yml", WHOLE, "- id: a", [("PB008", "")], id="知らない一覧"),
    pytest.param("templates/03-next.yaml", WHOLE, "id: 03-next", [("PB008", "")], id="拡張子が yaml"),
]

SYNTAX = [
    pytest.param(
        FIRST, "基本の初報", "基本の初報: 全面停止", [("PB004", "基本の初報: ")], id="文の中にコロンと空白"
    ),
    pytest.param(FIRST, "基本の初報", "[基本] の初報", [("PB004", "[基本]")], id="角括弧で始まる文"),
    pytest.param(FIRST, "基本の初報", "{基本} の初報", [("PB004", "{基本}")], id="波括弧で始まる文"),
    pytest.param(FIRST, "止まった]", "止まった", [("PB004", "keywords")], id="角括弧が閉じない"),
    pytest.param(FIRST, "基本の初報", '"基本の初報', [("PB004", '"基本')], id="引用符が閉じない"),
    pytest.param(PARTS, "予備の案内", "'予備の案内", [("PB004", "'予備")], id="一重の引用符が閉じない"),
    pytest.param(FIRST, "について\"", "について", [("PB004", "subject")], id="引用符が終わりにない"),
    pytest.param(FIRST, "基本の初報", '"基本"の初報', [("PB004", '"基本"')], id="引用符の後ろに文"),
    pytest.param(FIRST, "基本の初報", '"基本\\初報"', [("PB004", "基本")], id="引用符の中に円記号"),
    pytest.param(FIRST, "基本の初報", "@基本", [("PB004", "@")], id="アットマークで始まる文"),
    pytest.param(FIRST, "基本の初報", "- 基本", [("PB004", "- 基本")], id="ハイフンで始まる文"),
    pytest.param(FIRST, "基本の初報", "? 基本", [("PB004", "? 基本")], id="疑問符で始まる文"),
    pytest.param(FIRST, "基本の初報", "基本\x07の初報", [("PB004", "初報")], id="制御文字"),
    pytest.param(FIRST, "when: |\n  サ", "when: |サ", [("PB004", "when: ")], id="縦棒と同じ行に文"),
    pytest.param(FIRST, "  - part: address", "\t- part: address", [("PB004", "\t")], id="字下げにタブ"),
    pytest.param(FIRST, "    why: 名", "\twhy: 名", [("PB004", "\t")], id="項目の字下げにタブ"),
    pytest.param(FIRST, f"      {RESPONSE}", f"\t{RESPONSE}", [("PB004", "\t")], id="本文の字下げにタブ"),
    pytest.param(FIRST, "  - part: address", "　- part: address", [("PB004", "　- part")], id="字下げに全角の空白"),
    pytest.param(
        FIRST, "    heading: 影響", "　　heading: 影響", [("PB004", "　　heading")], id="項目の字下げに全角の空白"
    ),
    pytest.param(
        FIRST, "    heading: 影響", " 　 heading: 影響", [("PB004", " 　 heading")], id="半角と全角の混じる字下げ"
    ),
    pytest.param(
        FIRST, f"      {RESPONSE}", f"　　　{RESPONSE}", [("PB004", f"　{RESPONSE}")], id="本文の字下げに全角の空白"
    ),
    pytest.param(FIRST, "next: [", "　next: [", [("PB004", "　next")], id="終わりの項目の字下げに全角の空白"),
    pytest.param(FIRST, "title: 基", "title：基", [("PB004", "title：")], id="全角のコロン"),
    pytest.param(FIRST, "id: 01", "id：01", [("PB004", "id：")], id="一行目に全角のコロン"),
    pytest.param(FIRST, "- elements: [im", "- elements：[im", [("PB004", "elements：")], id="節の始めに全角のコロン"),
    pytest.param(FIRST, "title: 基", "title:基", [("PB004", "title:基")], id="コロンの後ろに空白がない"),
    pytest.param(FIRST, "title: 基", "  title: 基", [("PB004", "  title")], id="字下げしすぎ"),
    pytest.param(FIRST, "    why: 名", "   why: 名", [("PB004", "   why: 名")], id="字下げが足りない"),
    pytest.param(FIRST, f"      {RESPONSE}", RESPONSE, [("PB004", RESPONSE)], id="本文の字下げがない"),
    pytest.param(FIRST, "id: 01", "%重要\nid: 01", [("PB004", "%重要")], id="パーセントで始まる行"),
    pytest.param(FIRST, "when: |", "---\nwhen: |", [("PB004", "---")], id="二つ目の文書"),
    pytest.param(FIRST, "title: 基", "? [a]\n: 基", [("PB004", "? [a]")], id="一覧が項目名"),
    pytest.param(FIRST, "基本の初報", "*基本", [("PB005", "*基本")], id="星印で始まる文"),
    pytest.param(FIRST, "基本の初報", "*a", [("PB005", "*a")], id="別名"),
    pytest.param(FIRST, "基本の初報", "&a 基本", [("PB005", "&a")], id="アンカー"),
    pytest.param(FIRST, "title: 基", "&a title: 基", [("PB005", "&a")], id="項目名のアンカー"),
    pytest.param(FIRST, "基本の初報", "&基本", [("PB005", "&基本")], id="アンドで始まる文"),
    pytest.param(FIRST, "基本の初報", "!重要 基本", [("PB005", "!重要")], id="感嘆符で始まる文"),
    pytest.param(FIRST, "基本の初報", "!!int 3", [("PB005", "!!int")], id="型のタグ"),
    pytest.param(FIRST, "基本の初報", "!!str 基本", [("PB005", "!!str")], id="文のタグ"),
    pytest.param(FIRST, "situations: [", "situations: !a [", [("PB005", "!a")], id="一覧のタグ"),
    pytest.param(
        FIRST, "基本の初報", "&a 基本\napproval: *a", [("PB005", "&a"), ("PB006", "approval: 障害")],
        id="アンカーと別名と重なる項目",
    ),
    pytest.param(FIRST, "title: 基本の初報\n", "title: 一\ntitle: 二\n", [("PB006", "title: 二")], id="重なる項目"),
    pytest.param(
        PARTS, "heading: お問", "title: 二\n  heading: お問", [("PB006", "title: 二")], id="一覧の中で重なる項目"
    ),
    pytest.param(PARTS, "- id: contact", "  id: contact", [("PB006", "  id: contact")], id="新しい項目の初めに「- 」がない"),
    pytest.param(FIRST, f"text: |\n      {RESPONSE}", f"text:\n      {RESPONSE}\n      お待ちください。", [("PB004", f"  {RESPONSE}")], id="縦棒のない本文"),
    pytest.param(FIRST, f"text: |\n      {RESPONSE}", f"text: ｜\n      {RESPONSE}", [("PB004", "text: ｜")], id="全角の縦棒"),
    pytest.param(FIRST, "when: |", "when: ＞", [("PB004", "when: ＞")], id="全角の大なり"),
    pytest.param(ORGANIZATION, "  on:", "  by:", [("PB006", "by: \"\"\nlast")], id="組織の中で重なる項目"),
    pytest.param(FIRST, "基本の初報", "基本の初報 #2", [("PB007", "#2")], id="題の番号が消える"),
    pytest.param(FIRST, "基本の初報", "#2 の初報", [("PB007", "#2")], id="題がすべて消える"),
    pytest.param(CLAIMS, "責任者", "責任者 #1", [("PB007", "#1")], id="一覧の中で消える"),
]

SHAPE = [
    pytest.param(FIRST, "title: 基", "titel: 基", [("PB010", "titel")], id="必要な項目のつづり"),
    pytest.param(FIRST, "max_chars", "max_char", [("PB010", "max_char")], id="なくてもよい項目のつづり"),
    pytest.param(FIRST, "title: 基", "title　: 基", [("PB010", "title　")], id="項目名の後ろに全角の空白"),
    pytest.param(FIRST, "approval: ", "colour: 赤\napproval: ", [("PB010", "colour")], id="似たもののない項目"),
    pytest.param(FIRST, "why: 名", "note: 名", [("PB010", "note")], id="節の知らない項目"),
    pytest.param(PLACEHOLDERS, "name: 影響人数", "nmae: 影響人数", [("PB010", "nmae")], id="一覧の名前のつづり"),
    pytest.param(ORGANIZATION, "last_drill", "last_dril", [("PB010", "last_dril")], id="組織の項目のつづり"),
    pytest.param(FIRST, "title: 基本の初報\n", "", [("PB011", "id: 01-first")], id="題がない"),
    pytest.param(FIRST, "    reason: 代わりの手段がまだない。\n", "", [("PB011", "- element: w")], id="例外に理由がない"),
    pytest.param(PARTS, "  title: 宛名\n", "", [("PB011", "- id: address")], id="部品に題がない"),
    pytest.param(PARTS, "- id: address\n  title: 宛名", "- title: 宛名", [("PB011", "宛名")], id="部品に id がない"),
    pytest.param(CLAIMS, "  who: 情報システムの責任者\n", "", [("PB011", "- id: leak")], id="断定に言ってよい人がない"),
    pytest.param(
        PLACEHOLDERS, "- name: サービス名\n  meaning", "- meaning", [("PB011", "止まった")], id="差し込みに名前がない"
    ),
    pytest.param(
        ORGANIZATION, 'legal_review:\n  by: ""\n  on: ""\n', "", [("PB011", "values:")], id="組織に法務の確認がない"
    ),
    pytest.param(FIRST, "situations: [outage]", "situations: outage", [("PB012", "situ")], id="一覧に文"),
    pytest.param(FIRST, "基本の初報", "[基本]", [("PB012", "title")], id="文に一覧"),
    pytest.param(FIRST, "基本の初報", "{a: b}", [("PB012", "title")], id="文に項目の組"),
    pytest.param(FIRST, "[第一報, 使えない, 止まった]", "{a: 第一報}", [("PB012", "keywords")], id="一覧に項目の組"),
    pytest.param(FIRST, "- part: address", "- address", [("PB012", "- address")], id="節に文"),
    pytest.param(FIRST, "300", "[300]", [("PB012", "max_chars")], id="数に一覧"),
    pytest.param(FIRST, WHOLE, "- id: 01-first\n", [("PB012", "")], id="テンプレートが一覧"),
    pytest.param(FIRST, WHOLE, "# 注釈\n\n基本の初報\n", [("PB012", "基本の初報")], id="テンプレートが文"),
    pytest.param(PARTS, WHOLE, "address:\n  title: 宛名\n", [("PB012", "")], id="部品が項目の組"),
    pytest.param(PLACEHOLDERS, WHOLE, "名前\n", [("PB012", "")], id="差し込みが文"),
    pytest.param(CLAIMS, "- id: leak", "- 漏えい\n- id: leak", [("PB012", "- 漏えい")], id="断定の一つが文"),
    pytest.param(
        PARTS,
        "- id: address\n  title: 宛名\n  text: |\n    ((宛先_氏名))様\n",
        "- address\n",
        [("PB012", "- address")],
        id="使われる部品が文",
    ),
    pytest.param(ORGANIZATION, WHOLE, "- values\n", [("PB012", "")], id="組織が一覧"),
    pytest.param(ORGANIZATION, WHOLE, "values:\nlegal_review: {}\n", [("PB012", "")], id="組織の値が空"),
    pytest.param(ORGANIZATION, 'last_drill: ""', "last_drill: [2026]", [("PB012", "last")], id="日付に一覧"),
    pytest.param(FIRST, "stage: initial", "stage: inital", [("PB013", "stage")], id="段階のつづり"),
    pytest.param(FIRST, "stage: initial", "stage: 初報", [("PB013", "stage")], id="段階を日本語で"),
    pytest.param(FIRST, "stage: initial", "stage: [initial]", [("PB013", "stage")], id="段階に一覧"),
    pytest.param(FIRST, "[impact]", "[impacts]", [("PB013", "impacts")], id="要素のつづり"),
    pytest.param(PLACEHOLDERS, "kind: tel", "kind: phone", [("PB013", "kind: phone")], id="種類にない値"),
    pytest.param(ORGANIZATION, 'last_drill: ""', "last_drill: 11月22日", [("PB014", "11月")], id="日付の書き方"),
    pytest.param(ORGANIZATION, 'last_drill: ""', "last_drill: 2026-02-30", [("PB014", "02-30")], id="ない日付"),
    pytest.param(ORGANIZATION, 'last_drill: ""', "last_drill: 20261122", [("PB014", "20261122")], id="区切りのない日付"),
    pytest.param(FIRST, "300", "300字", [("PB014", "300字")], id="数に単位"),
    pytest.param(FIRST, "300", "三百", [("PB014", "三百")], id="漢数字"),
    pytest.param(FIRST, "300", "0", [("PB014", "max_chars")], id="数が零"),
    pytest.param(FIRST, "300", "1.5", [("PB014", "1.5")], id="数に端数"),
    pytest.param(FIRST, "300", "9" * 5000, [("PB014", "max_chars")], id="大きすぎる数"),
    pytest.param(FIRST, "id: 01-first", "id: 01_First", [("PB015", "01_First")], id="テンプレートの id の書式"),
    pytest.param(PARTS, "id: address", "id: Address", [("PB015", "Address")], id="部品の id の書式"),
    pytest.param(FIRST, "part: address", "part: 宛名", [("PB015", "宛名")], id="指す部品の書式"),
    pytest.param(FIRST, "next: [02-desk]", "next: [電話]", [("PB015", "next: [")], id="次のテンプレートの書式"),
    pytest.param(DESK, "lang: en", "lang: english", [("PB015", "lang: english")], id="言語の書式"),
    pytest.param(
        PLACEHOLDERS, "name: サービス名", "name: サービス 名", [("PB015", "サービス 名")], id="名前に半角の空白"
    ),
    pytest.param(
        PLACEHOLDERS, "name: サービス名", "name: サービス\u200b名", [("PB015", "\u200b")], id="名前に見えない文字"
    ),
    pytest.param(PLACEHOLDERS, "name: 影響人数", "name: ((影響人数))", [("PB015", "((")], id="名前に括弧"),
    pytest.param(FIRST, "基本の初報", '""', [("PB016", "title")], id="空の題"),
    pytest.param(FIRST, " 影響の範囲", "", [("PB016", "heading:")], id="値のない見出し"),
    pytest.param(FIRST, "|\n      " + RESPONSE, "", [("PB016", "    text: \n")], id="値のない本文"),
    pytest.param(FIRST, ", 止まった]", "]", [("PB016", "keywords")], id="検索の言葉が二つ"),
    pytest.param(FIRST, "[outage]", "[]", [("PB016", "situations")], id="場面が一つもない"),
    pytest.param(
        DESK,
        "- id: opening",
        "- id: empty\n    label: 空\n    body: []\n  - id: opening",
        [("PB016", "body: []")],
        id="節のない文面",
    ),
    pytest.param(CLAIMS, "[漏えいの有無を調べております]", "[]", [("PB016", "miss")], id="当たらない例がない"),
    pytest.param(
        PLACEHOLDERS, "name: サービス名", "name: とても長いサービスの名前です", [("PB018", "とても")], id="長すぎる名前"
    ),
    pytest.param(CLAIMS, "(漏えい|", "((漏えい|", [("PB019", "pattern")], id="型の括弧が閉じない"),
    pytest.param(CLAIMS, "調査して|", "*調査して|", [("PB005", "*調査して")], id="星印で始まる型"),
    pytest.param(CLAIMS, "調査して|", "[調査して|", [("PB004", "[調査して")], id="角括弧で始まる型"),
    pytest.param(CLAIMS, "調査して|", "調査して[|", [("PB019", "cautious")], id="慎重な型の角括弧が閉じない"),
    pytest.param(FIRST, "id: 01-first", "id: 09-other", [("PB020", "09-other")], id="id とファイル名の不一致"),
    pytest.param(
        "templates/02-other.yml",
        WHOLE,
        (VALID / DESK).read_text("utf-8").replace("id: 02-desk", "id: 02-other").replace("電話の応対", "別の応対"),
        [("PB021", "id: 02-other")],
        id="番号の重複",
    ),
    pytest.param(
        PARTS,
        "id: contact",
        "id: spare",
        [("PB021", "- id: spare\n  title: 窓口"), ("PB501", "- part: contact", FIRST)],
        id="部品の id の重複",
    ),
    pytest.param(
        PARTS, "- id: spare", "- id: contact\n  title: 別\n  elements: [contact]\n  text: 別の文\n\n- id: spare",
        [("PB021", "- id: contact\n  title: 窓口")],
        id="重なる部品が前にある",
    ),
    pytest.param(
        CLAIMS, "- id: leak", (VALID / CLAIMS).read_text("utf-8") + "- id: leak", [("PB021", 12)], id="断定の id の重複"
    ),
    pytest.param(
        PLACEHOLDERS,
        "- name: 受付区分",
        "- {name: 影響人数, meaning: 別, example: 3名, kind: count, scope: notice}\n- name: 受付区分",
        [("PB021", "meaning: 別")],
        id="差し込みの名前の重複",
    ),
]

COMBINATIONS = [
    pytest.param(
        FIRST, "- part: address", "- part: address\n    text: 様", [("PB017", "- part: address")], id="部品に文"
    ),
    pytest.param(
        FIRST, "- part: address", "- part: address\n    elements: [plan]", [("PB017", "- part: a")], id="部品に要素"
    ),
    pytest.param(FIRST, "    choices:", "    text: 文\n    choices:", [("PB017", "[next_update]")], id="文と選択肢"),
    pytest.param(
        FIRST, f"    text: |\n      {RESPONSE}\n", "", [("PB017", "[response]")], id="文も選択肢もない"
    ),
    pytest.param(FIRST, "heading: 現在の対応", "claim: leak", [("PB017", "[response]")], id="選択肢のない断定"),
    pytest.param(
        FIRST,
        "      - id: morning\n        label: 翌朝\n        text: |\n          翌朝9時にお知らせいたします。\n",
        "",
        [("PB017", "[next_update]")],
        id="選択肢が一つ",
    ),
    pytest.param(FIRST, "id: morning", "id: hour", [("PB017", "- id: hour\n        label: 翌朝")], id="選択肢の id の重複"),
    pytest.param(
        FIRST, "instead:", "texts:\n  - {id: a, label: 別, body: [{part: address}]}\ninstead:", [("PB017", "")],
        id="本文と文面の組",
    ),
    pytest.param(DESK, "texts:", "subject: 電話\ntexts:", [("PB017", "")], id="文面の組に全体の件名"),
    pytest.param(DESK, "texts:", "max_chars: 100\ntexts:", [("PB017", "")], id="文面の組に全体の上限"),
    pytest.param(DESK, "id: english", "id: opening", [("PB017", "- id: opening\n    label: 英語")], id="文面の id の重複"),
    pytest.param(PARTS, "  text: |\n    ((宛先_氏名))様\n", "  part: contact\n", [("PB017", "- id: address")], id="部品の中の部品"),
    pytest.param(
        PLACEHOLDERS, "  options: [通常, 緊急]\n", "", [("PB017", "受付区分")], id="選ぶ種類に選べる値がない"
    ),
    pytest.param(
        PLACEHOLDERS, "kind: count", "kind: count\n  options: [一]", [("PB017", "影響人数")], id="選ばない種類に選べる値"
    ),
    pytest.param(PLACEHOLDERS, "[通常, 緊急]", "[緊急]", [("PB017", "受付区分")], id="記入例が選べる値にない"),
    pytest.param(ORGANIZATION, 'by: ""', "by: 弁護士", [("PB017", "legal_review")], id="法務の確認に日付がない"),
    pytest.param(ORGANIZATION, 'on: ""', "on: 2026-11-22", [("PB017", "legal_review")], id="法務の確認に人がいない"),
]

MARKS = [
    pytest.param(FIRST, "((影響人数))", "((影響者数))", [("PB101", "影響者数")], id="登録のない差し込み"),
    pytest.param(FIRST, "【重要】((サービス名))", "((サビス名))", [("PB101", "サビス")], id="件名の登録のない差し込み"),
    pytest.param(FIRST, "原因がまだ", "((原因))がまだ", [("PB101", "((原因))")], id="使い方の登録のない差し込み"),
    pytest.param(
        FIRST, RESPONSE, f"(({'長' * 200}))です。", [("PB101", "長")], id="登録のない差し込みの行や文の長さは言わない"
    ),
    pytest.param(FIRST, "】((サービス名))", f"】(({'長' * 50}))", [("PB101", "長")], id="件名の長さも言わない"),
    pytest.param(FIRST, "((影響人数))", "((影響人数)", [("PB102", "((影響人数)")], id="閉じが一つ"),
    pytest.param(FIRST, "((影響人数))", "((影響人数", [("PB102", "((影響人数")], id="閉じがない"),
    pytest.param(FIRST, "((影響人数))", "(影響人数))", [("PB102", "(影響人数))")], id="開きが一つ"),
    pytest.param(FIRST, "((影響人数))", "影響人数))", [("PB102", "影響人数))")], id="開きがない"),
    pytest.param(FIRST, "((影響人数))", "（（影響人数", [("PB102", "（（影響人数")], id="全角で閉じがない"),
    pytest.param(FIRST, "((影響人数))", "影響人数））", [("PB102", "影響人数））")], id="全角で開きがない"),
    pytest.param(
        FIRST, "】((サービス名))が", "】((サービス名)が", [("PB102", "subject")], id="件名の片側だけの括弧"
    ),
    pytest.param(PARTS, "((宛先_氏名))様", "((宛先_氏名様", [("PB102", "((宛先_氏名様")], id="部品の片側だけの括弧"),
    pytest.param(FIRST, "((影響人数))", "((影響((影響人数))))", [("PB103", "((影響((")], id="入れ子"),
    pytest.param(FIRST, "((影響人数))", "((影響（人数）))", [("PB103", "（人数）")], id="中に括弧"),
    pytest.param(FIRST, "((影響人数))", "(())", [("PB104", "(())")], id="空"),
    pytest.param(FIRST, "((影響人数))", "((　))", [("PB104", "((　))")], id="空白だけ"),
    pytest.param(FIRST, "((影響人数))", "(( 影響人数 ))", [("PB105", "(( ")], id="半角の空白"),
    pytest.param(FIRST, "((影響人数))", "((影響\u200b人数))", [("PB105", "\u200b")], id="見えない文字"),
    pytest.param(FIRST, "((影響人数))", "((影響\t人数))", [("PB105", "\t")], id="差し込みの中のタブ"),
    pytest.param(FIRST, "((影響人数))", "((影響\n      人数))", [("PB105", "((影響")], id="差し込みの中の改行"),
    pytest.param(FIRST, "((影響人数))", "（（影響人数））", [("PB106", "（（")], id="全角の二重"),
    pytest.param(FIRST, "((影響人数))", "((影響人数））", [("PB106", "））")], id="閉じだけ全角"),
    pytest.param(FIRST, "((影響人数))", "(影響人数)", [("PB107", "：(影響")], id="半角が一つ"),
    pytest.param(FIRST, "((影響人数))", "（影響人数）", [("PB107", "（影響")], id="全角が一つ"),
    pytest.param(FIRST, "((影響人数))", "(((影響人数)))", [("PB108", "(((")], id="三重"),
    pytest.param(
        PLACEHOLDERS,
        "- name: 受付区分",
        "- {name: 余り, meaning: 余り, example: 余り, kind: text, scope: notice}\n- name: 受付区分",
        [("PB109", "余り")],
        id="使われない差し込み",
    ),
    pytest.param(DESK, "((受付区分))の受付", "受付", [("PB109", "受付区分", PLACEHOLDERS)], id="使われなくなった差し込み"),
    pytest.param(
        PLACEHOLDERS, "kind: tel\n  scope: organization", "kind: tel\n  scope: notice", [("PB110", "scope: notice")],
        id="自社の名前で範囲が違う",
    ),
    pytest.param(
        PLACEHOLDERS, "kind: tel\n  scope: organization", "kind: tel\n  scope: recipient", [("PB110", "recipient")],
        id="自社の名前で範囲が宛先",
    ),
    pytest.param(
        PLACEHOLDERS,
        "count\n  scope: incident",
        "count\n  scope: organization",
        [("PB110", "scope: organization\n  default")],
        id="範囲が会社で名前が違う",
    ),
    pytest.param(
        PLACEHOLDERS,
        "count\n  scope: incident",
        "count\n  scope: recipient",
        [("PB110", "scope: recipient\n  default")],
        id="範囲が宛先で名前が違う",
    ),
    pytest.param(PLACEHOLDERS, "11月24日（火）9時40分", "9時40分", [("PB111", "9時40分")], id="日時の書き方"),
    pytest.param(PLACEHOLDERS, "（火）", "（月）", [("PB111", "（月）")], id="曜日が違う"),
    pytest.param(PLACEHOLDERS, "11月24日（火）", "2月30日（火）", [("PB111", "2月30日")], id="ない日付の記入例"),
    pytest.param(PLACEHOLDERS, "example: 03-0000-0000", "example: 窓口", [("PB111", "example: 窓口")], id="電話番号の書き方"),
    pytest.param("checklists.yml", "text: 窓口がある", "text: ((サービス名))の窓口がある", [("PB112", "((サービス名))")], id="一覧の差し込み"),
    pytest.param("faq.yml", "ときです。", "ときです。((サービス名))のこと。", [("PB112", "((サービス名))")], id="答えの差し込み"),
    pytest.param("glossary.yml", "二回目の報告。", "((サービス名))の報告。", [("PB112", "((サービス名))")], id="用語の差し込み"),
    pytest.param("tables/l01-deadlines.yml", "休みの日も数える。", "((サービス名))も数える。", [("PB112", "((サービス名))")], id="表の差し込み"),
    pytest.param(PLACEHOLDERS, "最大1,200名", "たくさん", [("PB111", "たくさん")], id="人数の書き方"),
]

CLAIM = [
    pytest.param(FIRST, RESPONSE, "情報の漏えいはありません。", [("PB201", "漏えいは")], id="本文の断定"),
    pytest.param(FIRST, RESPONSE, "情報の漏え\n      いはありません。", [("PB201", "情報の漏え")], id="改行をまたぐ断定"),
    pytest.param(FIRST, "が使えません。\n", "の\n      流出はありません。\n", [("PB201", "流出")], id="断定のある行"),
    pytest.param(FIRST, "現在の対応", "漏えいはありません", [("PB201", "heading: 漏えい")], id="見出しの断定"),
    pytest.param(FIRST, "】((サービス名))が", "】漏えいはありません、", [("PB201", "subject")], id="件名の断定"),
    pytest.param(
        PARTS, "現在調査しております。", "後日お知らせします。", [("PB202", "後日")], id="既定が慎重な言い方でない"
    ),
    pytest.param(
        PARTS, "label: 調査中", "label: 調査中\n      evidence: 記録", [("PB202", "影響の有無")], id="既定に根拠の条件"
    ),
    pytest.param(
        PARTS,
        "    - id: investigating",
        "    - {id: fine, label: 痕跡なし, evidence: 記録, text: 調べた範囲で見つかっておりません。}\n    - id: investigating",
        [("PB202", "- {id: fine")],
        id="慎重な選択肢が先頭でない",
    ),
    pytest.param(
        PARTS,
        "影響の有無は、現在調査しております。",
        "流出はありません。",
        [("PB201", "流出は"), ("PB202", "流出は")],
        id="既定が断定",
    ),
    pytest.param(PARTS, "      evidence: 調べた対象と期間\n", "", [("PB203", "- id: none-found")], id="根拠の条件がない"),
    pytest.param(PARTS, "claim: leak", "claim: leek", [("PB204", "leek")], id="登録のない断定"),
    pytest.param(PARTS, "  claim: leak\n", "", [("PB205", "- id: leak", CLAIMS)], id="使われない断定"),
    pytest.param(CLAIMS, "[情報の漏えいはございません]", "[漏えいなし]", [("PB206", "pattern")], id="当たるはずの例"),
    pytest.param(
        CLAIMS,
        "[情報の漏えいはございません]",
        "[漏えいなし, 流出なし]",
        [("PB206", "pattern"), ("PB206", "pattern")],
        id="当たるはずの例が二つ",
    ),
    pytest.param(
        CLAIMS, "漏えいの有無を調べております", "漏えいはありませんか", [("PB206", "pattern")], id="当たらないはずの例"
    ),
    pytest.param(
        CLAIMS, "(漏えい|流出)は(ありません|ございません)", "$", [("PB206", "pattern")], id="何にでも当たる型"
    ),
]

MAIL = [
    pytest.param(FIRST, RESPONSE, "10～12時に行います。", [("PB301", "～")], id="全角チルダ"),
    pytest.param(FIRST, RESPONSE, "①作業、②確認、①記録", [("PB301", "①")], id="丸数字は行に一度だけ言う"),
    pytest.param(FIRST, "現在の対応", "㈱の対応", [("PB301", "㈱")], id="見出しの化ける文字"),
    pytest.param(FIRST, "【重要】", "≪重要≫☎", [("PB301", "☎")], id="件名の化ける文字"),
    pytest.param(PLACEHOLDERS, "山田 太郎", "髙橋 太郎", [("PB301", "髙橋")], id="記入例の化ける文字"),
    pytest.param(PLACEHOLDERS, "default: 調査中", "default: 〜調査", [("PB301", "〜調査")], id="既定値の化ける文字"),
    pytest.param(PLACEHOLDERS, "緊急]", "㊤]", [("PB301", "㊤")], id="選べる値の化ける文字"),
    pytest.param(FIRST, RESPONSE, "復旧(仮)の作業中です。", [("PB302", "(仮)")], id="半角の括弧"),
    pytest.param(FIRST, RESPONSE, "作業: 復旧中です。", [("PB302", "作業:")], id="半角のコロン"),
    pytest.param(FIRST, RESPONSE, "あ" * 35 + "。", [("PB303", "ああ")], id="長すぎる行"),
    pytest.param(
        FIRST, RESPONSE, f"{RESPONSE}\n      ((発生時刻))に始めた復旧の作業を、ただいまも続けて進めております。",
        [("PB303", "に始めた")], id="記入例で埋めると長すぎる行",
    ),
    pytest.param(FIRST, "がご利用", "が" + "あ" * 26 + "ご利用", [("PB304", "subject")], id="長すぎる件名"),
    pytest.param(FIRST, RESPONSE, RESPONSE + " ", [("PB305", RESPONSE)], id="行末の半角の空白"),
    pytest.param(FIRST, RESPONSE, RESPONSE + "　", [("PB305", RESPONSE)], id="行末の全角の空白"),
    pytest.param(FIRST, RESPONSE, "復旧\tの作業です。", [("PB305", "復旧\t")], id="文の中のタブ"),
    pytest.param(FIRST, RESPONSE, "１０時に終えます。", [("PB306", "１０")], id="全角の数字"),
    pytest.param(FIRST, RESPONSE, "会員ＩＤの復旧です。", [("PB306", "ＩＤ")], id="全角の英字"),
    pytest.param(
        FIRST, RESPONSE, "\n      ".join(["あ" * 30] * 3) + "。", [("PB307", "ああ")], id="長すぎる文"
    ),
    pytest.param(
        DESK,
        "((受付区分))の受付で承ります。",
        "((受付区分))の受付で\n          " + "\n          ".join(["い" * 30] * 3) + "。",
        [("PB307", "の受付で"), ("PB308", "body:")],
        id="長すぎる文で平均も長い",
    ),
    pytest.param(
        DESK,
        "((受付区分))の受付で承ります。",
        "((受付区分))の受付で\n          " + "\n          ".join(["い" * 32] * 2) + "。",
        [("PB308", "body:")],
        id="文の平均が長い",
    ),
]

COMPLETENESS = [
    pytest.param(FIRST, "elements: [impact]", "elements: [plan]", [("PB401", "body:")], id="必須の要素がない"),
    pytest.param(
        FIRST,
        "elements: [overview, occurred_at, apology]",
        "elements: [overview]",
        [("PB401", "body:"), ("PB401", "body:")],
        id="必須の要素が二つない",
    ),
    pytest.param(
        FIRST,
        "elements: [overview, occurred_at, apology]",
        "elements: [occurred_at, apology]",
        [("PB401", "body:"), ("PB406", "body:")],
        id="何が起きたかがない",
    ),
    pytest.param(
        DESK,
        "requires: [apology]",
        "requires: [apology, contact]",
        [("PB401", "body:\n      - elements: [apology]\n"), ("PB401", "body:\n      - elements: [apology, o")],
        id="加えた必須の要素がない",
    ),
    pytest.param(
        FIRST, "waives:", "waives:\n  - {element: plan, reason: 要らない}", [("PB402", "plan")], id="必須でない要素の例外"
    ),
    pytest.param(
        FIRST, "waives:", "waives:\n  - {element: impact, reason: 要らない}", [("PB402", "element: impact")],
        id="書かれている要素の例外",
    ),
    pytest.param(FIRST, "    why: 名乗りの次に、何が起きたかを述べる。\n", "", [("PB403", "body:")], id="理由が足りない"),
    pytest.param(
        FIRST, 'subject: "【重要】((サービス名))がご利用いただけない状況について"\n', "", [("PB404", "")], id="件名がない"
    ),
    pytest.param(FIRST, "max_chars: 300", "max_chars: 30", [("PB405", "max_chars")], id="長さの上限"),
    pytest.param(DESK, "max_chars: 200", "max_chars: 20", [("PB405", "max_chars")], id="文面の長さの上限"),
    pytest.param(
        FIRST,
        "  - elements: [overview",
        "  - elements: [plan]\n    text: 今後の予定です。\n  - elements: [overview",
        [("PB406", "body:")],
        id="何が起きたかが後回し",
    ),
    pytest.param(
        FIRST, "- elements: [impact]\n    heading", "- heading", [("PB407", "- heading: 影")], id="要素のない節"
    ),
    pytest.param(
        FIRST,
        "- elements: [overview, occurred_at, apology]\n    text",
        "- text",
        [("PB407", "- text: |")],
        id="最初の節に要素がない",
    ),
]

SKELETONS = [
    pytest.param(FIRST, RESPONSE, "。", [("PB410", "      。")], id="句点だけの本文"),
    pytest.param(FIRST, "why: 名乗りの次に、何が起きたかを述べる。", "why: あ", [("PB410", "why: あ")], id="一字の理由"),
    pytest.param(FIRST, "reason: 代わりの手段がまだない。", "reason: あ", [("PB410", "reason: あ")], id="一字の、例外の理由"),
    pytest.param(PARTS, "evidence: 調べた対象と期間", "evidence: なし", [("PB410", "evidence: なし")], id="根拠がない"),
    pytest.param(DUTIES, "alone: 目標だけの項目。", "alone: あ", [("PB410", "alone: あ")], id="一字の、関係なしの理由"),
    pytest.param(FIRST, "title: 基本の初報", "title: 題を書きます", [("PB408", "題を書きます")], id="ひな形の題"),
    pytest.param(FIRST, "[第一報, 使えない, 止まった]", "[検索の言葉, を三つ, 以上]", [("PB408", "検索の言葉")], id="ひな形の検索の言葉は一度だけ言う"),
    pytest.param(FIRST, "why: 名乗りの次に、何が起きたかを述べる。", "why: 研修で説明に使える理由を書きます。", [("PB408", "研修で")], id="ひな形の理由"),
    pytest.param(FIRST, RESPONSE, "何が起きているかを書きます。", [("PB408", "何が起きているか")], id="ひな形の本文"),
    pytest.param(DESK, "title: 電話の応対", "title: 基本の初報", [("PB409", "title")], id="同じ題のテンプレート"),
    pytest.param(PARTS, "title: 予備の案内", "title: 宛名", [("PB409", 10)], id="同じ題の部品"),
    pytest.param(FIRST, "next: [02-desk]", "next: [02-desk, 02-desk]", [("PB409", "next: [")], id="同じ行き先が二度"),
    pytest.param(FIRST, "  - part: contact\n", "  - part: contact\n  - part: contact\n", [("PB409", "  - part: contact\ninstead")], id="同じ部品が二度"),
    pytest.param("faq.yml", WHOLE, (VALID / "faq.yml").read_text("utf-8") + (VALID / "faq.yml").read_text("utf-8").replace("id: how-many", "id: again"), [("PB409", 10)], id="同じ問い"),
    pytest.param("phrases.yml", "ok: 事実を書きます。", "ok: 担当者の心配ごとです。", [("PB409", "ok: 担当者")], id="避ける文と同じよい文"),
]

REFERENCES = [
    pytest.param(FIRST, "part: contact", "part: contct", [("PB501", "contct")], id="登録のない部品"),
    pytest.param(FIRST, "part: greeting", "part: hello", [("PB501", "hello")], id="登録のない名乗り"),
    pytest.param(PARTS, "  when: 長い案内が要るとき\n", "", [("PB502", "- id: spare")], id="使われない部品"),
    pytest.param(FIRST, "next: [02-desk]", "next: [03-none]", [("PB503", "next: [")], id="存在しないテンプレート"),
    pytest.param(FIRST, "next: [02-desk]", "next: [01-first]", [("PB503", "next: [")], id="自分自身"),
    pytest.param(FIRST, "template: 02-desk", "template: 02-dsk", [("PB503", "02-dsk")], id="代わりにない番号"),
    pytest.param(
        ORGANIZATION, "values:", 'values:\n  自社_余り: ""', [("PB504", "自社_余り")], id="登録のない組織の値"
    ),
    pytest.param(ORGANIZATION, '  自社_会社名: ""\n', "", [("PB504", "values:")], id="組織の値の行がない"),
    pytest.param(ORGANIZATION, "自社_会社名", "自社_会杜名", [("PB504", "会杜")], id="組織の値の名前のつづり"),
    pytest.param(
        PARTS,
        "    電話：",
        "    ご不便をおかけしている間は、窓口の担当者が\n    お手続きを代わりに承ることもできます。\n\n    電話：",
        [("PB505", "間は、窓口")],
        id="二か所にある段落",
    ),
]

CASES = [*FILES, *SYNTAX, *SHAPE, *COMBINATIONS, *MARKS, *CLAIM, *MAIL, *COMPLETENESS, *SKELETONS, *REFERENCES]


def broken(valid: str, old: str, new: str) -> str:
    """``valid`` with its first ``old`` replaced."""
    assert old in valid, "the row does not fit the valid file"
    return valid.replace(old, new, 1) if old else new


def change(data: Path, file: str, old: str, new: str | bytes | None) -> None:
    """Put ``new`` in place of ``old``, or of the whole file; None removes the file."""
    path = data / file
    path.parent.mkdir(exist_ok=True)
    if new is None:
        path.unlink()
    elif isinstance(new, bytes):
        path.write_bytes(new)
    else:
        valid = path.read_text("utf-8") if path.exists() else ""
        path.write_bytes(broken(valid, old, new).encode())


def expected_in(data: Path, file: str, code: str, at: str | int, other: str | None = None) -> tuple[str, int, str]:
    """File, line and number of a finding; the line is the first that holds ``at``."""
    file = other or file
    if isinstance(at, str) and at:
        text = (data / file).read_text("utf-8")
        at = text.count("\n", 0, text.index(at)) + 1
    return f"data/{file}", at or 1, code


def brief(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return sorted((finding.file, finding.line, finding.code) for finding in findings)


def test_the_valid_folder_is_in_order(data):
    assert check(load(data)) == []


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken(data, file, old, new, expected):
    change(data, file, old, new)
    findings = check(load(data))
    assert brief(findings) == sorted(expected_in(data, file, *row) for row in expected)
    assert all(finding.blocking for finding in findings)
    for finding in findings:
        assert_japanese(finding)


def assert_japanese(finding: Finding) -> None:
    """Reason and mend are Japanese sentences; English stands only in names and between 「」."""
    for sentence in (finding.reason, finding.mend):
        assert re.search("[ぁ-ん]", sentence) and sentence.endswith("。"), sentence
        assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", re.sub("「[^」]*」", "", sentence)), sentence
    message = finding.message()
    assert message.replace("　", "").isprintable(), message


TOGETHER = [
    # changes in several files, and what all of them give: a second fault is not swallowed by the first
    pytest.param(
        {PLACEHOLDERS: ("kind: tel", "kind: phone"), FIRST: ("((影響人数))", "((影響者数))")},
        [("data/placeholders.yml", "PB013"), ("data/templates/01-first.yml", "PB101")],
        id="壊れた差し込みと、登録のない差し込み",
    ),
    pytest.param(
        {PARTS: ("  title: 宛名\n", ""), FIRST: ("part: contact", "part: contct")},
        [("data/parts.yml", "PB011"), ("data/templates/01-first.yml", "PB501")],
        id="壊れた部品と、登録のない部品",
    ),
    pytest.param(
        {CLAIMS: ("(漏えい|", "((漏えい|"), PARTS: ("claim: leak", "claim: leek")},
        [("data/claims.yml", "PB019"), ("data/parts.yml", "PB204")],
        id="壊れた断定と、登録のない断定",
    ),
    pytest.param(
        {ORGANIZATION: ('  自社_会社名: ""\n', '  自社_余り: ""\n'), FIRST: (RESPONSE, "①です。")},
        [
            ("data/organization.yml", "PB504"),
            ("data/organization.yml", "PB504"),
            ("data/templates/01-first.yml", "PB301"),
        ],
        id="余った行と足りない行と、化ける文字",
    ),
    pytest.param(
        {FIRST: ("title: 基本の初報", "titel: 基本の初報\nstage: inital\nnote: a"), DESK: (": [電話", ": [&a 電話")},
        [("data/templates/01-first.yml", "PB006"), ("data/templates/02-desk.yml", "PB005")],
        id="読めない二つのテンプレート",
    ),
    pytest.param(
        {FIRST: ("title: 基本の初報", "titel: 基本の初報\nnote: a"), DESK: ("stage: support", "stage: help")},
        [
            ("data/templates/01-first.yml", "PB010"),
            ("data/templates/01-first.yml", "PB010"),
            ("data/templates/02-desk.yml", "PB013"),
        ],
        id="一つのファイルに二つの誤り",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), TOGETHER)
def test_several_faults(data, changes, expected):
    for file, (old, new) in changes.items():
        change(data, file, old, new)
    assert sorted((finding.file, finding.code) for finding in check(load(data))) == expected


RENAMED = [
    pytest.param(DESK, "templates/02-desk.yaml", [("data/templates/02-desk.yaml", 1, "PB008")], id="拡張子が yaml"),
    pytest.param(DESK, "templates/02-desk.yml.txt", [("data/templates/02-desk.yml.txt", 1, "PB008")], id="拡張子が txt"),
    pytest.param(
        DESK,
        "templates/02-help.yml",
        [
            ("data/templates/02-help.yml", 1, "PB020"),
        ],
        id="id を変えずに改名",
    ),
    pytest.param(
        PARTS,
        "parts.yaml",
        [("data/parts.yaml", 1, "PB008"), ("data/parts.yml", 1, "PB001")],
        id="部品の拡張子が yaml",
    ),
]


@pytest.mark.parametrize(("file", "name", "expected"), RENAMED)
def test_renamed_file(data, file, name, expected):
    (data / file).rename(data / name)
    assert brief(check(load(data))) == expected


def test_a_template_that_is_gone_is_told_once(data):
    (data / DESK).unlink()
    (finding,) = check(load(data))
    assert finding.reason.startswith("テンプレート「02-desk」がなくなっています（")
    places = re.findall(r"data/[\w/.-]+:\d+", finding.mend)
    assert "data/triage.yml:10" in places and f"{finding.file}:{finding.line}" == places[0]


def test_a_part_that_is_renamed_is_told_once(data):
    for name in ("03-again", "04-later"):
        change(data, f"templates/{name}.yml", "    body:\n", "    body:\n      - part: contact\n")
    assert check(load(data)) == []
    change(data, PARTS, "id: contact", "id: window")
    (finding,) = check(load(data))
    assert finding.reason == "部品「contact」がなくなっています（3 か所で使われています）。"
    assert finding.code == "PB501" and finding.mend.count("data/templates/") == 3


def test_no_templates(data):
    for path in (data / "templates").iterdir():
        path.unlink()
    assert brief(check(load(data))) == [("data/templates", 1, "PB001")]


def test_no_data(tmp_path):
    findings = check(load(tmp_path / "data"))
    folders = ["data/scenarios", "data/tables", "data/templates"]
    names = sorted([*(f"data/{name}.yml" for name in [*LISTS, "organization", "search", "triage"]), *folders])
    assert brief(findings) == [(name, 1, "PB001") for name in names]


SAID = [
    # what the person who mends it reads
    pytest.param(
        FIRST, "title: 基", "titel: 基",
        "data/templates/01-first.yml:2 PB010 01-first・titel：「基本の初報」："
        "「titel」という項目はありません。「title」の書き誤りではありませんか。",
        id="項目名のつづり",
    ),
    pytest.param(
        FIRST, "title: 基", "title　: 基",
        "data/templates/01-first.yml:2 PB010 01-first・title　：「基本の初報」："
        "「title　」という項目はありません。全角の空白が入っています。半角にしてください。",
        id="項目名に全角の空白",
    ),
    pytest.param(
        FIRST, "[impact]", "[impacts]",
        "「impact」の書き誤りではありませんか。",
        id="要素のつづり",
    ),
    pytest.param(
        FIRST, "stage: initial", "stage: 初報",
        "data/templates/01-first.yml:3 PB013 01-first・段階："
        "選べる値は initial（初報）、progress（経過）、recovery（復旧）、follow_up（事後）、leak（漏えいの通知・公表）、"
        "support（社内・窓口・当局など）です。「initial」と書いてください。",
        id="選べる値を日本語で",
    ),
    pytest.param(FIRST, "stage: initial", "stage: first", "support（社内・窓口・当局など）です。この中から選んで書いてください。", id="選べる値"),
    pytest.param(FIRST, "audience: customer", "audience: external", "internal（社内）です。この中から選んで書いてください。", id="反対の意味の値を勧めない"),
    pytest.param(FIRST, "audience: customer", "audience: custmoer", "「customer」の書き誤りではありませんか。", id="字の入れ替わり"),
    pytest.param(
        DUTIES, "first_day: counted", "first_day: not_counted",
        "unconfirmed（数え方は要確認で、ここでは早めの日（その日を1日目と数える）を示す）です。この中から選んで書いてください。",
        id="打ち消した値を、打ち消さない値の書き誤りと言わない",
    ),
    pytest.param(
        FIRST, "id: morning", "id: hour",
        "data/templates/01-first.yml:44 PB017 01-first・本文7・選択肢2・id：id「hour」は 40 行目にもあります。どちらかを、ほかの id に変えてください。",
        id="重なる id",
    ),
    pytest.param(
        PARTS, "- id: contact", "  id: contact",
        "「id」、「title」、「elements」、「heading」が、一つの項目に 2 回あります。新しい項目なら、その初めの行に「- 」を付けてください。",
        id="新しい項目の初めの印",
    ),
    pytest.param("regulation.yml", "id: a-purpose", "id: purpose", "条の id は「a-」で始め、半角の英小文字と数字を - でつないでください（例：a-report）。", id="条の id"),
    pytest.param("placeholders.yml", "- name: 受付区分", "- {name:余り, meaning: 余り, example: 余り, kind: text, scope: notice}\n- name: 受付区分",
        "項目名の後ろのコロンに、空白が続いていません。「name: 余り」と書いてください。", id="波括弧の中のコロン"),
    pytest.param(DUTIES, "over: 1000", "over: 1,000", "1000 のように、区切りの「,」を付けずに書いてください。", id="数の区切り"),
    pytest.param("phrases.yml", "  specs:\n    hit: [まもなく", "  exceptions: [{entry: 01-frist, reason: 試し。}]\n  specs:\n    hit: [まもなく",
        "どれもありません。「01-first」の書き誤りではありませんか。", id="無い項目の例外"),
    pytest.param(FIRST, "((影響人数))", "((影響者数))", "「影響人数」の書き誤りではありませんか。", id="差し込みのつづり"),
    pytest.param(FIRST, "part: contact", "part: contct", "「contact」の書き誤りではありませんか。", id="部品のつづり"),
    pytest.param(FIRST, "template: 02-desk", "template: 02-dsk", "テンプレート「02-dsk」はありません。「02-desk」の書き誤りではありませんか。", id="テンプレートのつづり"),
    pytest.param(FIRST, "next: [02-desk]", "next: [01-first]", "「01-first」は、この文面自身です。ほかの文面を書くか、消してください。", id="自分自身"),
    pytest.param(DUTIES, "[report, persons]", "[report, person]", "規則「person」はありません。「persons」の書き誤りではありませんか。", id="規則のつづり"),
    pytest.param("triage.yml", "checklists: [sending]}", "checklists: [sendin]}", "「sending」の書き誤りではありませんか。", id="チェックリストのつづり"),
    pytest.param("faq.yml", "[[persons]]", "[[parsons]]", "「persons」の書き誤りではありませんか。", id="参照のつづり"),
    pytest.param(FIRST, "title: 基本の初報", 'title: ""', "空です。必ず要る項目です。書いてください。", id="空の、要る項目"),
    pytest.param(FIRST, "heading: 影響の範囲", "heading:", "空です。書くか、項目ごと消してください。", id="空の、なくてもよい項目"),
    pytest.param(FIRST, ", 止まった]", ', "止"]'.replace("止", ""), "空です。書くか、この行を消してください。", id="空の、一覧の一つ"),
    pytest.param(
        FIRST, RESPONSE, "30日以内に直します。",
        "送る文に、決まった期限や数を書けません。((次回連絡時刻)) のような差し込みにするか、数のない言い方にしてください。",
        id="送る文の法令の数字",
    ),
    pytest.param(
        FIRST, "title: 基本の初報", "title: 30日以内の初報", "題や名前には書けません。数のない言い方にしてください。", id="題の法令の数字"
    ),
    pytest.param(FIRST, "why: 名", "why: 30日以内。名", "data/rules.yml に書き、[[id]] で参照してください。", id="なぜの法令の数字"),
    pytest.param(
        DUTIES, "first_day: unconfirmed", "first_day: next",
        "data/duties.yml の期限を直したのなら、due に 2026-11-29 と書き、直していないなら duties.yml を見直してください。",
        id="訓練の期限の日",
    ),
    pytest.param(
        FIRST, "((影響人数))", "((影響人数)",
        "data/templates/01-first.yml:29 PB102 01-first・本文4・文："
        "差し込み「((影響人数)」の括弧が、片側で足りません。「((影響人数))」と書いてください。",
        id="片側だけの括弧",
    ),
    pytest.param(
        FIRST, "((影響人数))", "((影響\u200b人数))",
        "data/templates/01-first.yml:29 PB105 01-first・本文4・文："
        "差し込み「((影響[U+200B]人数))」の中に、空白、改行か、見えない文字があります。「((影響人数))」と書いてください。",
        id="見えない文字は番号で見せる",
    ),
    pytest.param(
        PLACEHOLDERS, "（火）", "（月）",
        "data/placeholders.yml:23 PB111 発生時刻・記入例：「11月24日（月）9時40分」："
        "曜日が違います（正しくは火曜日）。記入例か種類を直してください。",
        id="曜日",
    ),
    pytest.param(
        ORGANIZATION, "自社_会社名", "自社_会杜名",
        "data/organization.yml:2 PB504 organization・値・自社_会杜名："
        "「自社_会杜名」は、会社の差し込みとして登録されていません。「自社_会社名」の書き誤りではありませんか。",
        id="組織の値のつづり",
    ),
    pytest.param(
        PARTS, "      evidence: 調べた対象と期間\n", "",
        "data/parts.yml:30 PB203 security・選択肢2：「none-found」："
        "選択肢「調べた範囲で痕跡なし」に、何を確かめたら選べるか（evidence）がありません。evidence を書いてください。",
        id="根拠の条件",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), SAID)
def test_what_is_said(data, file, old, new, said):
    change(data, file, old, new)
    (finding,) = check(load(data))
    assert finding.as_text().endswith(said)


TEXTS = [
    # every text of the data, whoever reads it, is searched for marks
    *[(FIRST, text) for text in ("基本の初報", "第一報", "原因がまだ", "障害対応の責任者", "代わりの手段がまだない")],
    *[(FIRST, text) for text in ("【重要】", "影響の範囲", RESPONSE, "名乗りの次に", "1時間後", "翌朝9時", "電話で答えるとき")],
    *[(DESK, text) for text in ("始めの言葉", "ご不便を", "先にお詫びをする")],
    *[(PARTS, text) for text in ("予備の案内", "長い案内が要る", "ご不便を", "調査中", "調べた対象と期間", "調べた範囲では")],
    *[(CLAIMS, text) for text in ("情報の漏えいの有無", "影響の有無は", "調べた対象と期間", "情報システムの責任者")],
    *[(PLACEHOLDERS, text) for text in ("自社の正式な名称", "山田 太郎", "default: ", "[通常, 緊急")],
]


@pytest.mark.parametrize(("file", "old"), TEXTS)
def test_every_text_is_searched(data, file, old):
    change(data, file, old, old + "((無))")
    assert brief(check(load(data))) == [expected_in(data, file, "PB101", "((無))")]


def test_a_byte_order_mark_is_no_fault(data):
    change(data, FIRST, "id: 01-first", "\ufeffid: 01-first")
    assert check(load(data)) == []


WRITTEN = ["9:40", "on", "no", "1.10", "010", "null", "~", "2026-11-22", "1_000", ".5", "0x1f", "Yes", "1e3"]


@pytest.mark.parametrize("written", WRITTEN)
def test_every_value_is_text(data, written):
    change(data, ORGANIZATION, '会社名: ""', f"会社名: {written}")
    loaded = load(data)
    assert loaded.findings == []
    assert loaded.playbook.organization.values["自社_会社名"] == written


EDITS = [
    *[": ", "：", "- ", "\n", "  ", "　", "\t", '"', "'", "[", "]", "{", "}", " #2", "&a ", "*a", "!a ", "|", ">"],
    *["((", "))", "（（", "((名前))", "? ", "%", "\\", "\x07", "\u2028", "\x85", "\r\n", "𠮷", "null", "0", "$", "id: a\n", "---\n"],
]


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(
    st.sampled_from([ORGANIZATION, PLACEHOLDERS, CLAIMS, PARTS, FIRST, DESK]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(["", *EDITS])), min_size=1, max_size=3),
)
def test_no_slip_of_the_hand_ends_in_a_traceback(file, edits):
    text = (VALID / file).read_text("utf-8")
    for where, removed, put_in in edits:
        at = round(where * len(text))
        text = text[:at] + put_in + text[at + removed :]
    with tempfile.TemporaryDirectory() as folder:
        data = shutil.copytree(VALID, Path(folder) / "data")
        change(data, file, WHOLE, text)
        for finding in check(load(data)):
            lines = (data.parent / finding.file).read_text("utf-8").splitlines()
            assert 1 <= finding.line <= len(lines) + 1
            assert "\n" not in finding.as_text()


# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def run(data, capsys):
    """Run ``check`` on the folder; its exit status and lines."""

    def check_command(*arguments: str) -> tuple[int, list[str]]:
        status = main(["check", "--root", str(data.parent), *arguments])
        return status, capsys.readouterr().out.splitlines()

    return check_command


def test_command_on_a_valid_folder(run):
    assert run() == (0, ["データの検査：直すところはありません。"])
    assert run("--format", "github") == (0, ["データの検査：直すところはありません。"])


def test_command_on_a_broken_folder(data, run):
    change(data, FIRST, RESPONSE, "①時: に")
    status, lines = run()
    assert status == 1
    assert [line.split(" ")[:2] for line in lines[:-1]] == [
        ["data/templates/01-first.yml:34", "PB301"],
        ["data/templates/01-first.yml:34", "PB302"],
    ]
    assert lines[-1] == "直すところが 2 件あります。"


def test_a_warning_stops_nothing(data, run):
    change(data, ORGANIZATION, '会社名: ""', "会社名: 髙橋商店")
    status, lines = run()
    assert status == 0
    assert lines == [
        "data/organization.yml:2 PB301（注意） organization・値・自社_会社名：「髙橋商店」："
        "「髙」は、メールで化けるおそれのある文字です。お名前などで避けられないときは、そのままで構いません。",
        "データの検査：直すところはありません。",
    ]
    _, lines = run("--format", "github")
    assert lines[0].startswith("::warning file=data/organization.yml,line=2,title=PB301 メールで化ける文字::")


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_github_annotations(data, run, file, old, new, expected):
    change(data, file, old, new)
    status, (*lines, _) = run("--format", "github")
    assert status == 1
    assert len(lines) == len(expected)
    for line in lines:
        assert re.fullmatch(r"::error file=data/[\w./-]+,line=[1-9]\d*,title=(PB\d{3}) [^:,%]+::[^\r\n]+", line)


def test_percent_signs_are_escaped_for_github(data, run):
    change(data, FIRST, "基本の初報", "100%: 停止")
    _, (line, _) = run("--format", "github")
    assert "100%25: 停止" in line


def test_every_message_about_yaml_has_a_case(data):
    """A translated message that no text of SYNTAX reaches would be dead."""
    said = set()
    for case in SYNTAX:
        file, old, new, _ = case.values
        change(data, file, old, new)
        said |= {finding.reason for finding in check(load(data))}
        change(data, file, WHOLE, (VALID / file).read_text("utf-8"))
    assert {reason for _, _, reason, _ in YAML_MESSAGES} <= said
    assert not any("YAML として読めません" in reason for reason in said)


def test_every_number_has_a_case():
    elsewhere = ("PB506", "PB507", "PB508", "PB51", "PB52", "PB53", "PB54", "PB6", "PB7", "PB8", "PB9")
    assert {row[0] for case in CASES for row in case.values[3]} == {code for code in CODES if not code.startswith(elsewhere)}


BROKEN_TEMPLATES = [case.values for case in CASES if case.values[0] == FIRST]
NUMBERS = range(3, 100)


@pytest.mark.parametrize("rows", [BROKEN_TEMPLATES[: len(NUMBERS)], BROKEN_TEMPLATES[-len(NUMBERS) :]], ids=["前", "後"])
def test_all_at_once(data, rows):
    """All broken templates in one folder, as many as there are numbers: none hides or disturbs another."""
    expected = []
    for number, (_, old, new, found) in zip(NUMBERS, rows, strict=True):
        own = f"{number:02d}-first"
        file = f"templates/{own}.yml"
        if isinstance(new, str):
            new = broken((VALID / FIRST).read_text("utf-8"), old, new).replace("01-first", own)
        change(data, file, WHOLE, new)
        expected += [expected_in(data, file, code, at.replace("01-first", own)) for code, at in found]
    # one title is right for one of them alone
    assert brief([finding for finding in check(load(data)) if finding.code != "PB409"]) == sorted(
        row for row in expected if row[2] != "PB409"
    )
