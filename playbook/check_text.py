"""``run.py check-text FILE``: the check page for a terminal, with the same rules and the same verdict."""

import json
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from playbook.model import Playbook, Severity
from playbook.phrase_rules import compiled
from playbook.phrases import Report, check_mail


def read(name: str) -> str:
    """The text of a file, or of the standard input for ``-``: UTF-8, what mails are sent in, or what Windows saves."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    for encoding in ("iso2022_jp", "utf-8-sig") if b"\x1b" in raw else ("utf-8-sig",):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("cp932")


def check_text(
    book: Playbook, name: str, subject: str | None, stage: str, notation: str, day: date, wants_subject: bool, style: str
) -> int:
    """Print what is found; 1 when the mail must not be sent, 2 when it cannot be read."""
    try:
        text = read(name)
    except (OSError, UnicodeDecodeError):
        print(f"「{name}」を読めません。名前と、文字コード（UTF-8）を確かめてください。", file=sys.stderr)
        return 2
    report = check_mail(compiled(book), text, subject, stage, notation, day, wants_subject)
    if style == "json":
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        print(as_text(book, report))
    return 1 if report.blockers else 0


def as_text(book: Playbook, report: Report) -> str:
    """The report as people read it, the most fundamental first."""
    labels = {severity.value: severity.label for severity in Severity}
    lines = []
    for one in report.findings:
        where = "件名" if one.where == "subject" else f"{one.line}行目"
        found = f"「{one.found}」" if one.found else ""
        lines += [f"【{labels[one.severity]}】{where}{found}（{one.rule}）", f"  {one.reason}", f"  直し方：{one.mend}"]
    if report.merge:
        lines.append(f"差し込み（配信の仕組みが入れるもの）：{'、'.join(report.merge)}")
    stage = next((stage["label"] for id, stage in compiled(book)["stages"].items() if id == report.stage), "見分けられません")
    lines.append(f"段階：{stage}{'（文面からの見立て）' if report.guessed and report.stage else ''}")
    counts = {severity: sum(one.severity == severity for one in report.findings) for severity in labels}
    verdict = "このままでは送れません。" if report.blockers else "送れないところはありません。"
    lines.append(verdict + "、".join(f"{labels[severity]} {count} 件" for severity, count in counts.items()) + "。")
    return "\n".join(lines)
