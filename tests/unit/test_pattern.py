"""Which regular expressions two engines read alike, and which of them may run long."""

import pytest

from playbook.pattern import fault_of, heaviness


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("漏えい(は|も)ありません", id="文字と選択"),
        pytest.param("[^。]{0,24}復旧", id="上限のある繰り返し"),
        pytest.param("(?:a|b)(?=c)(?!d)", id="先読み"),
        pytest.param("(?<=約)[0-9]{1,3}名", id="後読み"),
        pytest.param("a+b", id="上限のない繰り返しが一つ"),
        pytest.param("a+xb+", id="間に必ず読む字"),
        pytest.param(r"[\[［]名前[\]］]", id="角括弧の字"),
        pytest.param("^(お知らせ)$", id="始めと終わり"),
        pytest.param(r"\u3000a", id="番号で書いた字"),
        pytest.param("a{2}?b", id="短いほうから"),
    ],
)
def test_common_and_light(pattern):
    assert fault_of(pattern) is None
    assert heaviness(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\s名", id="空白の略記"),
        pytest.param(r"\d時", id="数字の略記"),
        pytest.param(r"\w", id="字の略記"),
        pytest.param(r"\b名", id="語の境"),
        pytest.param("(?i)no", id="旗"),
        pytest.param("(?P<name>a)", id="名前付きの括弧"),
        pytest.param(r"(a)\1", id="前の括弧を指す"),
        pytest.param("a{", id="閉じない波括弧"),
        pytest.param("a]", id="閉じる角括弧だけ"),
        pytest.param("[[a]", id="角括弧の中の角括弧"),
        pytest.param("[]", id="空の角括弧"),
        pytest.param("[a--b]", id="差の集合"),
        pytest.param("(a", id="閉じない括弧"),
        pytest.param("a)", id="余る括弧"),
        pytest.param("*a", id="繰り返す字がない"),
        pytest.param("a**", id="繰り返しの重ね"),
        pytest.param(r"a\-b", id="要らない逆斜線"),
        pytest.param("a\\", id="逆斜線で終わる"),
    ],
)
def test_not_common(pattern):
    assert "文字目" in fault_of(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(a+)+b", id="入れ子"),
        pytest.param("(a*b*)*c", id="隣り合い、入れ子"),
        pytest.param("a+a+b", id="隣り合い"),
        pytest.param("a*x?b*c", id="間が空にもなる"),
        pytest.param("(a+|b)(c?d*)e", id="括弧をまたぐ隣り合い"),
        pytest.param("(a+){2,3}b", id="さらに繰り返す"),
        pytest.param("(?=a*)b", id="先読みの中"),
        pytest.param("a?", id="空に当たる"),
        pytest.param("a|", id="空の選択"),
        pytest.param("[^。]{0,90}[^、]{0,90}x", id="上限の積が大きい"),
    ],
)
def test_heavy(pattern):
    assert fault_of(pattern) is None
    assert heaviness(pattern)
