"""``python -m playbook``: the data checks, the schemas for editors, and the skeleton of a new template."""

import argparse
import json
import re
import sys
from datetime import date
from pathlib import Path

from playbook import prh
from playbook.check_text import check_text
from playbook.checks import check
from playbook.law import Table
from playbook.law_checks import overdue
from playbook.load import LISTS, load
from playbook.model import Entry, Organization, Search, Stage, Template, Triage, json_schema
from playbook.phrase_rules import NOTATIONS
from playbook.scenario import Scenario
from playbook.today import today
from playbook.skeleton import SKELETON

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 when something must be mended."""
    parser = argparse.ArgumentParser(prog="run.py")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="データを検査する")
    checking.add_argument("--format", choices=["text", "github"], default="text")
    checking.add_argument(
        "--due", nargs="?", type=date.fromisoformat, const=today(), metavar="日付",
        help="出典の見直しの期限も検査する（日付を省くと今日）",
    )
    checking.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    commands.add_parser("schema", help="エディター用の JSON Schema を書き出す")
    new = commands.add_parser("new", help="ひな形を作る")
    new.add_argument("kind", choices=["template"])
    new.add_argument("id", help="番号と英語の短い名前（例：57-office-move）")
    mail = commands.add_parser("check-text", help="送る前の文面を確かめる")
    mail.add_argument("file", help="文面のファイル（1 行目が「件名：」なら件名）。- なら標準入力")
    mail.add_argument("--subject", help="件名")
    mail.add_argument("--no-subject", action="store_true", help="件名のない文面（SNS、Web、電話）")
    mail.add_argument("--stage", choices=[stage.value for stage in Stage], default="", help="段階（省くと文面から見立てる）")
    mail.add_argument("--notation", choices=[id for id, _, _ in NOTATIONS], default="none", help="配信の差し込みの書き方")
    mail.add_argument("--today", type=date.fromisoformat, metavar="日付", help="年のない日付を読むための今日の日付")
    mail.add_argument("--format", choices=["text", "json"], default="text")
    export = commands.add_parser("export", help="ほかの道具のための形に書き出す")
    export.add_argument("kind", choices=["prh"])
    options = parser.parse_args(arguments)
    match options.command:
        case "check":
            return run_check(options.root, options.format, options.due)
        case "check-text":
            day = options.today or today()
            return check_text(
                load(ROOT / "data").playbook, options.file, options.subject, options.stage, options.notation, day,
                not options.no_subject, options.format,
            )
        case "export":
            print(prh.rules(load(ROOT / "data").playbook), end="")
            return 0
        case "schema":
            return write_schemas(ROOT)
        case _:
            return new_template(ROOT, options.id)


def run_check(root: Path, output_format: str, due: date | None) -> int:
    """Print every finding of ``root/data``, and the reviews that are late on the day ``due``; 1 when one blocks."""
    loaded = load(root / "data")
    findings = check(loaded) + (overdue(loaded, due) if due else [])
    for finding in findings:
        print(finding.as_github() if output_format == "github" else finding.as_text())
    blocking = sum(finding.blocking for finding in findings)
    print(f"直すところが {blocking} 件あります。" if blocking else "データの検査：直すところはありません。")
    return 1 if blocking else 0


def schemas() -> dict[str, str]:
    """File name and text of the JSON Schema of every kind of data file."""
    models: dict[str, tuple[type[Entry], bool]] = {name: (model, True) for name, (model, _) in LISTS.items()}
    models |= {"organization": (Organization, False), "search": (Search, False), "triage": (Triage, False)}
    models |= {"template": (Template, False), "table": (Table, False), "scenario": (Scenario, False)}
    return {
        f"{name}.json": json.dumps(json_schema(model, flat), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for name, (model, flat) in models.items()
    }


def write_schemas(root: Path) -> int:
    """Write ``schemas/*.json``, which ``.vscode/settings.json`` ties to the data files."""
    folder = root / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    print(f"{folder} に書き出しました。")
    return 0


def new_template(root: Path, template_id: str) -> int:
    """Write the data file and the page of a new template and add it to the navigation."""
    if not re.fullmatch(r"[0-9]{2}(-[a-z0-9]+)+", template_id):
        print("2 桁の番号と、英小文字の名前を、ハイフンでつないでください（例：57-office-move）。", file=sys.stderr)
        return 2
    data = root / "data/templates" / f"{template_id}.yml"
    number = template_id.split("-")[0]
    taken = sorted(data.parent.glob(f"{number}-*.yml"))
    if taken:
        print(f"番号 {number} は {taken[0].name} が使っています。", file=sys.stderr)
        return 2
    data.write_text(SKELETON.format(id=template_id), "utf-8")
    page = root / "docs/templates" / f"{template_id}.md"
    page.write_text(f'{{{{ template_page("{template_id}") }}}}\n', "utf-8")
    config = root / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    last = max(index for index, line in enumerate(lines) if re.match(r"\s+- templates/\d\d-", line))
    indent = re.match(r"\s*", lines[last]).group()
    lines.insert(last + 1, f"{indent}- templates/{template_id}.md\n")
    config.write_text("".join(lines), "utf-8")
    print(f"{data.relative_to(root)} を書いてください。mkdocs.yml の最後の文面の次に、ページを加えました。")
    print("書けたら python3 run.py check で確かめます。")
    return 0
