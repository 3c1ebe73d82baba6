"""Every way to lose a page or its line in the navigation: one fault gives one finding, in Japanese, before any build.

A row: what is done to which file (a text and what stands there instead; None and None removes the file, None and a text
writes it), and the number, file and line of the finding.
"""

from pathlib import Path

import pytest

from playbook.checks import check
from playbook.cli import new_template
from playbook.finding import CODES
from playbook.load import load

NAV = """site_name: 手引き
not_in_nav: |
  /exercises/facilitator/

theme: {name: material}
custom: !ENV [A, B]  # a tag is nothing to us

nav:
  - はじめに: index.md  # いちばん上
  - テンプレート:
      - 選ぶ: templates/index.md
      - templates/01-first.md
      # 電話
      - "電話: 応対": "templates/02-desk.md"
      - templates/03-again.md
      - templates/04-later.md
      - templates/05-closing.md
  - 訓練:
      - exercises/s1-stop.md
  - よくある質問: faq.md

extra: {nav: none.md}
"""
FIRST, DESK = "docs/templates/01-first.md", "docs/templates/02-desk.md"
GUIDE = "docs/exercises/facilitator/s1-stop.md"
CONFIG = "mkdocs.yml"


@pytest.fixture
def project(data: Path) -> Path:
    """A whole project: data, pages and navigation in order."""
    root = data.parent
    pages = {"index": "# 題\n", "faq": "# 問い\n", "templates/index": "# 選ぶ\n"}
    pages |= {f"templates/{path.stem}": f'{{{{ template_page("{path.stem}") }}}}\n' for path in (data / "templates").iterdir()}
    pages["exercises/s1-stop"] = '{{ exercise_page("s1-stop", "../") }}\n'
    pages["exercises/facilitator/s1-stop"] = '---\nsearch: {exclude: true}\n---\n{{ exercise_guide("s1-stop", "../../") }}\n'
    for name, text in pages.items():
        path = root / f"docs/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / CONFIG).write_text(NAV, "utf-8")
    return root


CASES = [
    pytest.param(FIRST, None, None, ("PB540", "data/templates/01-first.yml", 1), id="テンプレートのページがない"),
    pytest.param(FIRST, "01-first", "02-desk", ("PB540", FIRST, 1), id="ほかのテンプレートを呼ぶページ"),
    pytest.param(FIRST, 'template_page("01-first")', "template_page(01-first)", ("PB540", FIRST, 1), id="引用符のない呼び出し"),
    pytest.param(FIRST, "}}\n", "}}\n\n覚え書き\n", ("PB540", FIRST, 2), id="呼び出しのほかに文があるページ"),
    pytest.param(FIRST, None, "", ("PB540", FIRST, 1), id="空のページ"),
    pytest.param("docs/templates/06-spare.md", None, '{{ template_page("06-spare") }}\n', ("PB540", "docs/templates/06-spare.md", 1), id="データのないページ"),
    pytest.param("docs/exercises/s1-stop.md", None, None, ("PB540", "data/scenarios/s1-stop.yml", 1), id="訓練のページがない"),
    pytest.param(GUIDE, None, None, ("PB540", "data/scenarios/s1-stop.yml", 1), id="進行役のページがない"),
    pytest.param(GUIDE, "search: {exclude: true}", "title: 進行", ("PB540", GUIDE, 2), id="検索に出る進行役のページ"),
    pytest.param("docs/exercises/facilitator/s2-spare.md", None, "", ("PB540", "docs/exercises/facilitator/s2-spare.md", 1), id="データのない進行役のページ"),
    pytest.param(CONFIG, "      - templates/03-again.md\n", "", ("PB541", CONFIG, 14), id="目次の行がない"),
    pytest.param(CONFIG, "templates/03-again.md", "templates/03-agian.md", ("PB541", CONFIG, 15), id="目次のつづり"),
    pytest.param(CONFIG, "templates/03-again.md", "templates/03-again", ("PB541", CONFIG, 15), id="目次の名前に拡張子がない"),
    pytest.param(CONFIG, "templates/03-again.md", "templates/04-later.md", ("PB541", CONFIG, 16), id="目次の重なりと抜け"),
    pytest.param(CONFIG, "      - templates/03-again.md\n", "      - templates/03-again.md\n      - faq.md\n", ("PB541", CONFIG, 21), id="目次の重なり"),
    pytest.param("docs/faq.md", None, None, ("PB541", CONFIG, 20), id="目次にあるページがない"),
    pytest.param("docs/spare.md", None, "# 余り\n", ("PB541", CONFIG, 9), id="目次にないページ"),
    pytest.param("docs/exercises/facilitator/spare.md", None, "# 余り\n", None, id="目次に載せない所のページ"),
]


def test_a_whole_project_is_in_order(project):
    assert check(load(project / "data")) == []


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_broken_pages(project, file, old, new, expected):
    path = project / file
    if old is not None:
        text = path.read_text("utf-8")
        assert old in text, "the row does not fit the project"
        path.write_text(text.replace(old, new, 1), "utf-8")
    elif new is not None:
        path.write_text(new, "utf-8")
    else:
        path.unlink()
    found = check(load(project / "data"))
    assert [(one.code, one.file, one.line) for one in found] == [expected] * bool(expected)
    assert all(one.blocking and one.mend.endswith(("。", "か。")) for one in found)


def test_a_template_that_is_not_read_has_its_page(project):
    path = project / "data/templates/01-first.yml"
    path.write_text(path.read_text("utf-8").replace("title: ", "titel: "), "utf-8")
    assert [one.code for one in check(load(project / "data"))] == ["PB010"]


def test_without_a_navigation_nothing_is_told(project):
    (project / CONFIG).unlink()
    (project / DESK).unlink()
    assert check(load(project / "data")) == []


def test_a_new_template_has_its_page_and_its_line(project, capsys):
    assert new_template(project, "06-office-move") == 0
    found = check(load(project / "data"))
    assert not {"PB540", "PB541"} & {one.code for one in found}
    assert "templates/06-office-move.md" in (project / CONFIG).read_text("utf-8")


@pytest.mark.parametrize("id", ["154-office-move", "6-office-move", "06", "06-Office", "01-again", "office-move"])
def test_a_wrong_name_for_a_new_template_is_refused(project, id, capsys):
    before = sorted(path for path in project.rglob("*"))
    assert new_template(project, id) == 2
    assert sorted(path for path in project.rglob("*")) == before
    assert capsys.readouterr().err


def test_every_number_of_pages_has_a_case():
    told = {case.values[3][0] for case in CASES if case.values[3]}
    assert told == {code for code in CODES if code.startswith("PB54")}
