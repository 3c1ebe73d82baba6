"""Three ways to print the same content: Typst (ours), WeasyPrint, and Chromium's print. Time, size, pages.

The content is every template and every table of law. All three run as whole processes, in turn. CPU seconds of all
their processes are printed beside the clock on the wall, which other work disturbs. Prints; asserts nothing.
"""

import html
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playbook.book_paper import closed  # noqa: E402
from playbook.edition import edition  # noqa: E402
from playbook.load import load  # noqa: E402
from playbook.paper import papers, source_of  # noqa: E402
from playbook.press import font_folders  # noqa: E402
from playbook.richtext import Runs  # noqa: E402

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CHAPTERS = ("templates", "tables")
GET_WEASYPRINT = """WeasyPrint がないので、測れません。別の環境に入れて、その場所を教えてください（Pango が要ります）。
  python3 -m venv ~/weasy && ~/weasy/bin/pip install weasyprint
  WEASYPRINT=~/weasy/bin/weasyprint python3 run.py bench paper"""

ONE = """
import sys
from pathlib import Path
import json
from playbook.press import Press
Path(sys.argv[2]).write_bytes(Press(Path("paper")).pdf("book", json.loads(Path(sys.argv[1]).read_text("utf-8"))))
"""

STYLE = """
@font-face { font-family: book; src: url("%s"); font-weight: 400 }
@font-face { font-family: book; src: url("%s"); font-weight: 700 }
@page { size: A4; margin: 21mm 18mm 19mm 24mm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 9pt/1.6 book }
h1 { break-before: page } h1, h2, h3 { break-after: avoid }
.mail { border: 0.7pt solid; padding: 3mm; white-space: pre-wrap; width: 118mm; margin: 2mm 0 }
.choice { border-left: 1.5pt solid; padding-left: 2.5mm } .mark { border: 0.7pt solid; background: #ededed; padding: 0 2pt }
table { border-collapse: collapse; width: 100%%; font-size: 7.8pt } td, th { border-bottom: 0.4pt solid; vertical-align: top; text-align: left }
thead { display: table-header-group } small { font-size: 7.4pt }
"""


def inline(runs: Runs) -> str:
    """Runs as HTML."""
    kinds = {"mark": "mark", "nature": "nature", "todo": "todo"}
    parts = []
    for run in runs:
        if isinstance(run, str):
            parts.append(html.escape(run))
        elif run[0] == "break":
            parts.append("\n")
        elif run[0] == "strong":
            parts.append(f"<b>{html.escape(run[1])}</b>")
        else:
            parts.append(f'<span class="{kinds.get(run[0], "link")}">{html.escape(run[1])}</span>')
    return "".join(parts)


def pieces(chapters: list[dict]) -> Iterator[str]:
    """The chapters as HTML, heading by heading."""
    for chapter in chapters:
        yield f"<h1>{chapter['title']}</h1>"
        for stage in chapter.get("stages", ()):
            yield f"<h2>{stage['title']}</h2>"
            for template in stage["templates"]:
                yield f"<h3>{template['title']}</h3><p>{inline(template['when'])}</p>"
                yield "<p>" + "　".join(f"<b>{name}</b>：{html.escape(words)}" for name, words in template["facts"]) + "</p>"
                yield from (f"<p>{inline(case)} → {inline([other])}</p>" for case, other in template["instead"])
                for message in template["messages"]:
                    yield f"<h4>{message['label']}</h4><div class=mail><b>{inline(message['subject'])}</b></div>"
                    for section in message["sections"]:
                        texts = "".join(
                            f"<div class=choice><b>{option['label']}</b>\n<small>{inline(option['evidence'])}</small>\n{inline(option['text'])}</div>"
                            for option in section["choices"]
                        )
                        yield f"<div class=mail><small>{section['legend']}</small>{texts}</div><small>{inline(section['why'])}</small>"
                yield from (f"<p><b>{group['label']}</b>：{inline(group['links'])}</p>" for group in template["related"])
        for table in chapter.get("tables", ()):
            yield f"<h2>{table['title']}</h2><p>{inline(table['lead'])}</p><table><thead><tr>"
            yield "".join(f"<th>{inline(cell)}</th>" for cell in table["head"]) + "</tr></thead>"
            for row in table["rows"]:
                yield "<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row["cells"]) + "</tr>"
                rest = "、".join(row["sources"]) + inline(row["duties"]) + inline(row["unconfirmed"])
                yield f"<tr><td colspan={len(row['cells'])}><small>{inline([row['nature']])} {rest}</small></td></tr>"
            yield "</table>" + "".join(f"<p>{inline(note)}</p>" for note in table["notes"])


def page(chapters: list[dict]) -> str:
    """The whole content as one page of HTML, with our fonts."""
    fonts = tuple(next(Path(folder).glob("*.otf")).as_uri() for folder in font_folders())
    return f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>手引き</title><style>{STYLE % fonts}</style>{"".join(pieces(chapters))}'


def measured(command: list[str], made: Path) -> tuple[float, float]:
    """Seconds on the wall, and CPU seconds of the process with its children."""
    made.unlink(missing_ok=True)
    before, begun = os.times(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wall, after = time.perf_counter() - begun, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print a line for each of the three."""
    book = load(ROOT / "data").playbook
    told = edition(book, date(2026, 11, 22))
    value = next(papers(source_of(book), told)).value
    value["chapters"] = closed([chapter for chapter in value["chapters"] if chapter["kind"] in CHAPTERS])
    with tempfile.TemporaryDirectory() as folder:
        data, source = Path(folder, "book.json"), Path(folder, "book.html")
        data.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        source.write_text(page(value["chapters"]), "utf-8")
        weasyprint = os.environ.get("WEASYPRINT") or shutil.which("weasyprint")
        chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        ways: dict[str, Callable[[Path], list[str]]] = {"Typst": lambda made: [sys.executable, "-c", ONE, str(data), str(made)]}
        if weasyprint:
            ways["WeasyPrint"] = lambda made: [weasyprint, str(source), str(made)]
            ways["WeasyPrint UA"] = lambda made: [weasyprint, "--pdf-variant", "pdf/ua-1", str(source), str(made)]
        if chromium:
            ways["Chromium"] = lambda made: [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={made}", source.as_uri(),
            ]
        files = {way: Path(folder, f"{way}.pdf") for way in ways}
        times: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
        for _ in range(RUNS):
            for way, command in ways.items():
                times[way].append(measured(command(files[way]), files[way]))
        print(f"{len(source.read_text('utf-8')):,} characters of HTML; median of {RUNS}")
        for way, made in files.items():
            wall, cpu = (statistics.median(column) for column in zip(*times[way], strict=True))
            reader = pypdf.PdfReader(made)
            marked = "tagged" if "/StructTreeRoot" in reader.trailer["/Root"] else "untagged"
            print(f"{way:14} {wall:6.2f} s  {cpu:6.2f} s CPU  {made.stat().st_size / 1e6:5.2f} MB  {len(reader.pages):4} pages  {marked}")
        if not weasyprint:
            print(GET_WEASYPRINT)


if __name__ == "__main__":
    main()
