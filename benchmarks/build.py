"""Time to build the site: ours, plain MkDocs on the same pages already rendered, and growth with the data.

Goals: ours at most 1.3 times plain MkDocs; growth linear or better. Prints; asserts nothing.
"Ours" is all that a build makes: checks, pages, search, marks, archive, and the papers (kept ones from the cache).
"Pages alone" ends where plain MkDocs ends, with the pages: checks and pages, none of the files made from them.
The growth is told without papers: nobody prints a book of ten times as many notices, and benchmarks/paper.py has them.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from jinja2 import Environment, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playbook.pages import Pages  # noqa: E402

RUNS = 5
PARTS = ("data", "docs", "overrides", "paper", "partials", "playbook", "macros.py", "mkdocs.yml")
RENDER_AS_IS = re.compile(r"  - macros:\n(      .*\n)+")


def copy_project(target: Path) -> None:
    """A copy of all that a build reads."""
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)


def render_pages(project: Path) -> None:
    """Replace every page of ``project`` by what its macros return, and switch the macros off."""
    jinja = Environment(undefined=StrictUndefined)
    jinja.globals.update(Pages.open(project).macros())
    for page in (project / "docs").rglob("*.md"):
        page.write_text(jinja.from_string(page.read_text("utf-8")).render(), "utf-8")
    config = project / "mkdocs.yml"
    text, changed = RENDER_AS_IS.subn("", config.read_text("utf-8"))
    assert changed == 1
    config.write_text(text, "utf-8")


def leave_out(project: Path, module: str, function: str) -> None:
    """Let a function of the playbook do nothing in ``project``."""
    with (project / f"playbook/{module}.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef {function}(*_):\n    pass\n")


def reworded(text: str, number: int) -> str:
    """``text`` with a sentence of its own in every paragraph: two templates may not share one."""
    lines, indent = [], ""
    for line in text.splitlines():
        if line.strip().startswith("max_chars:"):
            continue
        inside = bool(indent) and line.startswith(indent)
        opening = line.rstrip().endswith("text: |")
        if inside and (lines[-1].endswith("text: |") or not lines[-1].strip()):
            lines.append(f"{indent}写し{number}。")
        lines.append(line)
        if opening:
            indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
        elif line.strip() and not inside:
            indent = ""
    return "\n".join(lines) + "\n"


def multiply(project: Path, times: int) -> None:
    """Add ``times - 1`` copies of nearly every template, under new numbers."""
    excepted = (project / "data/phrases.yml").read_text("utf-8")  # by id: their copies would be at fault
    originals = [path for path in sorted((project / "data/templates").glob("*.yml")) if f"entry: {path.stem}\n" not in excepted]
    config, triage = project / "mkdocs.yml", project / "data/triage.yml"
    leave_out(project, "paper", "write_papers")
    number = 100
    for round_ in range(1, times):
        lines = []
        for path in originals:
            template_id = f"{number}-copy-{round_}-of-{path.stem}"
            text = path.read_text("utf-8").replace(f"id: {path.stem}\n", f"id: {template_id}\n", 1)
            text = re.sub(r"^title: .*$", rf"\g<0>（写し{number}）", text, count=1, flags=re.MULTILINE)
            (project / f"data/templates/{template_id}.yml").write_text(reworded(text, number), "utf-8")
            (project / f"docs/templates/{template_id}.md").write_text(
                f'{{{{ template_page("{template_id}") }}}}\n', "utf-8"
            )
            lines.append(f"          - templates/{template_id}.md\n")
            number += 1
        added = ", ".join(line.strip().removeprefix("- templates/").removesuffix(".md") for line in lines)
        triage.write_text(triage.read_text("utf-8").replace("    templates: [", f"    templates: [{added}, ", 1), "utf-8")
        text = config.read_text("utf-8")
        marker = "      - 記入例で読む: templates/filled.md\n"
        assert marker in text
        config.write_text(
            text.replace(marker, f"      - 写し{round_}:\n" + "".join(lines) + marker), "utf-8"
        )


def cpu_of_children() -> float:
    """CPU seconds of all finished child processes so far."""
    times = os.times()
    return times.children_user + times.children_system


def build(project: Path) -> float:
    """CPU seconds (user and system) of one ``mkdocs build`` as a whole process: steadier than the clock on the wall."""
    site = project / "site"
    shutil.rmtree(site, ignore_errors=True)
    begun = cpu_of_children()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    seconds = cpu_of_children() - begun
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return seconds


def main() -> None:
    """Print ours against plain, run by run in turn, then the growth."""
    with tempfile.TemporaryDirectory() as folder:
        ours, alone, plain = projects = [Path(folder, name) for name in ("ours", "alone", "plain")]
        for project in projects:
            project.mkdir()
            copy_project(project)
        leave_out(alone, "finish", "finish")
        render_pages(plain)
        pages = len(list((ours / "docs").rglob("*.md")))
        for project in projects:
            build(project)  # warm
        runs = [[build(project) for project in projects] for _ in range(RUNS)]
        print(f"{pages} pages, CPU seconds, median of {RUNS}; ratio to plain MkDocs (goal: at most 1.3)")
        for at, name in enumerate(("ours", "pages alone", "plain MkDocs")):
            seconds, ratio = statistics.median(run[at] for run in runs), statistics.median(run[at] / run[2] for run in runs)
            print(f"{name:14} {seconds:6.2f} s   {ratio:5.2f}")
        base = None
        for times in (1, 4, 10):
            project = Path(folder, f"x{times}")
            project.mkdir()
            copy_project(project)
            multiply(project, times)
            count = len(list((project / "data/templates").glob("*.yml")))
            seconds = build(project)
            base = base or seconds / count
            print(f"{times:3} x templates ({count:3}) {seconds:7.2f} s   {seconds / count / base:5.2f} x per template")


if __name__ == "__main__":
    main()
