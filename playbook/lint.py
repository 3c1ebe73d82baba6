"""Proofreading of the texts as a reader gets them: every text that can be sent, filled, through textlint.

The rules, and why some are switched off, stand in ``.textlintrc.yml``.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from playbook import compose, mailsafe
from playbook.load import load
from playbook.model import Playbook
from playbook.placeholder import fill

ROOT = Path(__file__).resolve().parent.parent
TEXTLINT = ROOT / "node_modules/textlint/bin/textlint.js"


def filled_texts(playbook: Playbook) -> dict[str, str]:
    """File name and text of every Japanese message: a sentence a paragraph, every choice of every section."""
    values = compose.examples(playbook)
    texts = {}
    for template in playbook.templates.values():
        for message in template.messages:
            if message.lang != "ja":
                continue
            options = [
                option for block in compose.blocks(playbook, message) for option in compose.options(block.section)
            ]
            filled = [fill(text, values) for text in [message.subject or "", *options]]
            lines = [sentence for text in filled for sentence in mailsafe.sentences(text)]
            texts[f"{template.id}--{message.id}.txt"] = "\n\n".join(lines) + "\n"
    return texts


def main() -> int:
    """Write the texts to a temporary folder, run textlint on them, print what it says; 1 when it says anything."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in filled_texts(load(ROOT / "data").playbook).items():
            (Path(folder) / name).write_text(text, "utf-8")
        done = subprocess.run(
            ["node", str(TEXTLINT), "--config", str(ROOT / ".textlintrc.yml"), "--format", "json", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode not in (0, 1):
            print(done.stderr, file=sys.stderr)
            return done.returncode
        found = 0
        for report in json.loads(done.stdout):
            lines = Path(report["filePath"]).read_text("utf-8").splitlines()
            for message in report["messages"]:
                found += 1
                text = lines[message["line"] - 1] if message["line"] <= len(lines) else ""
                print(f"{Path(report['filePath']).stem}:{message['line']} {message['ruleId']}：{message['message']}　{text}")
    print(f"校正の指摘が {found} 件あります。" if found else "校正：指摘はありません。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
