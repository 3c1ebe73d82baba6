"""A template as plain text, exact to the line break: what is published is what is sent."""

import pytest

from playbook import compose
from playbook.model import Choice, Element, LegalReview, Message, Organization, Part, Placeholder, Playbook, Section

ADDRESS = Part(id="address", title="宛名", text="((宛先_氏名))様\n")
CONTACT = Part(id="contact", title="窓口", elements=["contact"], heading="お問い合わせ", text="電話：((自社_電話番号))\n")
SECURITY = Part(
    id="security",
    title="お客様の情報",
    elements=["security"],
    why="部品の理由",
    choices=[
        Choice(id="investigating", label="調査中", text="調べております。\n"),
        Choice(id="none-found", label="痕跡なし", evidence="調べた範囲", text="見つかっておりません。\n"),
    ],
)
TEXT = Section(elements=["overview"], text="一行目\n二行目\n", why="節の理由")
HEADED = Section(elements=["impact"], heading="影響", text="・((機能))\n")


def placeholder(name: str, scope: str, example: str) -> Placeholder:
    return Placeholder(name=name, meaning="意味", example=example, kind="text", scope=scope)


BOOK = Playbook(
    organization=Organization(values={"自社_電話番号": "", "自社_会社名": "みなと商事"}, legal_review=LegalReview()),
    placeholders={
        entry.name: entry
        for entry in (
            placeholder("宛先_氏名", "recipient", "山田 太郎"),
            placeholder("自社_電話番号", "organization", "03-0000-0000"),
            placeholder("自社_会社名", "organization", "株式会社見本"),
            placeholder("機能", "incident", "ログイン"),
        )
    },
    claims={},
    parts={part.id: part for part in (ADDRESS, CONTACT, SECURITY)},
    templates={},
    **{name: {} for name in ("sources", "rules", "facts", "duties", "tables", "faq")},
)


def message(*sections: Section, subject: str | None = None) -> Message:
    return Message(id="a", label="見本", subject=subject, body=sections)


def part(name: str, why: str | None = None) -> Section:
    return Section(part=name, why=why)


@pytest.mark.parametrize(
    ("sections", "values", "text"),
    [
        pytest.param([TEXT], {}, "一行目\n二行目", id="節の終わりの改行は落とし、中の改行は残す"),
        pytest.param([TEXT, TEXT], {}, "一行目\n二行目\n\n一行目\n二行目", id="節と節の間は空行一つ"),
        pytest.param([HEADED], {}, "■影響\n・((機能))", id="見出しは次の行から本文"),
        pytest.param([part("address")], {}, "((宛先_氏名))様", id="部品が入る"),
        pytest.param(
            [part("address"), HEADED, part("contact")],
            {},
            "((宛先_氏名))様\n\n■影響\n・((機能))\n\n■お問い合わせ\n電話：((自社_電話番号))",
            id="部品は書いた順に入る",
        ),
        pytest.param([part("security")], {}, "調べております。", id="選択文は先頭が既定"),
        pytest.param([part("unknown"), TEXT], {}, "一行目\n二行目", id="ない部品は抜ける"),
        pytest.param([HEADED], {"機能": "検索"}, "■影響\n・検索", id="値が入る"),
        pytest.param([HEADED], {"機能": ""}, "■影響\n・((機能))", id="空の値なら差し込みが残る"),
        pytest.param([HEADED], {"機能": "検索\n・予約"}, "■影響\n・検索\n・予約", id="値の改行は折り返されない"),
        pytest.param([Section(elements=["impact"], text="一\n\n\n二\n\n")], {}, "一\n\n\n二", id="中の空行はそのまま"),
    ],
)
def test_body(sections, values, text):
    assert compose.body(BOOK, message(*sections), values) == text


@pytest.mark.parametrize(
    ("subject", "values", "text"),
    [
        pytest.param(
            "【重要】((機能))について",
            {},
            "【下書き・送信不可】\n件名：【重要】((機能))について\n\n■影響\n・((機能))",
            id="差し込みが残れば一行目に送信不可",
        ),
        pytest.param(
            "【重要】((機能))について",
            {"機能": "検索"},
            "件名：【重要】検索について\n\n■影響\n・検索",
            id="すべて埋まれば送信不可は付かない",
        ),
        pytest.param(None, {"機能": "検索"}, "■影響\n・検索", id="件名のない手段なら本文だけ"),
        pytest.param(None, {}, "【下書き・送信不可】\n■影響\n・((機能))", id="件名がなくても送信不可は付く"),
    ],
)
def test_draft(subject, values, text):
    assert compose.draft(BOOK, message(HEADED, subject=subject), values) == text


def test_a_mark_in_the_subject_alone_makes_a_draft():
    draft = compose.draft(BOOK, message(TEXT, subject="((機能))について"), {})
    assert draft.startswith(compose.DRAFT_LINE + "\n")


@pytest.mark.parametrize(
    ("section", "texts"),
    [
        pytest.param(TEXT, ("一行目\n二行目",), id="文は一つ"),
        pytest.param(HEADED, ("■影響\n・((機能))",), id="見出しの付いた文"),
        pytest.param(SECURITY, ("調べております。", "見つかっておりません。"), id="選択文は書いた順"),
    ],
)
def test_options(section, texts):
    assert compose.options(section) == texts


@pytest.mark.parametrize(
    ("section", "came_from", "why"),
    [
        pytest.param(TEXT, None, "節の理由", id="節の理由"),
        pytest.param(part("security"), "security", "部品の理由", id="部品の理由"),
        pytest.param(part("security", "この文面での理由"), "security", "この文面での理由", id="文面の理由が先"),
        pytest.param(part("address"), "address", None, id="理由なし"),
    ],
)
def test_blocks(section, came_from, why):
    (block,) = compose.blocks(BOOK, message(section))
    assert (block.part, block.why) == (came_from, why)


def test_elements_count_the_parts():
    found = compose.elements(BOOK, message(TEXT, part("contact"), part("security")))
    assert found == {Element.OVERVIEW, Element.CONTACT, Element.SECURITY}


def test_examples_prefer_the_organization():
    assert compose.examples(BOOK) == {
        "宛先_氏名": "山田 太郎",
        "自社_電話番号": "03-0000-0000",  # empty in the organization's values
        "自社_会社名": "みなと商事",
        "機能": "ログイン",
    }
