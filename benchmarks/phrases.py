"""Time of every pattern of the check on 100 kB of hostile text, in Python and in JavaScript, then of whole checks.

Goal: at most 100 ms for each pattern in both engines. JavaScript runs in Chromium when there is one, else in Node
(the same engine). For each pattern the texts are made of its own words: dense, spaced, mixed, broken off. Prints;
asserts nothing.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playbook.load import load  # noqa: E402
from playbook.phrase_rules import compiled, safe_characters  # noqa: E402
from playbook.phrases import check_mail  # noqa: E402

SIZE = 100_000
"""Characters of a hostile text; of Japanese that is 300 kB."""
SHOWN = 12
FINALISTS = 6
"""Texts of a pattern that are measured at full size, after all were tried at a tenth of it."""
WORDS = re.compile(r"[ぁ-んァ-ヶー一-鿿A-Za-z0-9（）「」【】○〇●：＿]+")
SINGLE = "0a(（[【{<○●Xx_*?%#@あ漢・-　 \n"
DENSE = ("12時", "11月24日", "1,", "株式会社", "11月24日（火）9時40分", "「漏えい」", "> ", "漏えいはありません。\n", "○月○日", "1,200名の")


def patterns(rules: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and text of every pattern that a check runs."""
    for rule in rules["rules"]:
        yield rule["id"], rule["pattern"]
        if rule["unless"]:
            yield f"{rule['id']} (unless)", rule["unless"]
    for name in ("marks", "notations", "elements", "guesses", "facts", "text"):
        yield from strings(name, rules[name])


def strings(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text within ``value`` that is a pattern, with the way to it."""
    if isinstance(value, str) and value:
        yield name, value
    elif isinstance(value, dict):
        for key in value.keys() - {"id", "name", "label" if "stage" not in value and "sentences" not in value else "", "stage", "target", "rounded"}:
            yield from strings(f"{name}.{key}", value[key])
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from strings(f"{name}.{number}", one)


def units_of(pattern: str) -> list[str]:
    """What to repeat so as to keep ``pattern`` busy."""
    words = list(dict.fromkeys(WORDS.findall(pattern)))[:60]
    units = {*SINGLE, *DENSE, *(word + filler for word in words for filler in ("", "あ", "あ" * 20))}
    chance = random.Random(pattern)
    units |= {"".join(chance.choices(words, k=chance.randint(2, 5))) for _ in range(20)} if words else set()
    return sorted(units)


def repeated(unit: str, size: int) -> str:
    """``unit`` again and again, ``size`` characters of it."""
    return (unit * (size // len(unit) + 1))[:size]


def in_python(pattern: str, units: list[str], size: int) -> list[float]:
    """Milliseconds for each unit, repeated to ``size``."""
    times, ready = [], re.compile(pattern)
    for unit in units:
        text = repeated(unit, size)
        begun = time.process_time()
        for _ in ready.finditer(text):
            pass
        times.append((time.process_time() - begun) * 1000)
    return times


SCRIPT = """
function repeated(unit, size) { return unit.repeat(Math.ceil(size / unit.length) + 1).slice(0, size); }
function measure(source, units, size) {
  var pattern = new RegExp(source, "gu");
  return units.map(function (unit) {
    var text = repeated(unit, size), begun = performance.now(), found;
    for (found of text.matchAll(pattern)) { }
    return performance.now() - begun;
  });
}
function whole(units, size) {
  return units.map(function (unit) {
    var text = repeated(unit, size), begun = performance.now();
    window.playbookCheck.check(window.playbookPhrases, text, { day: "2026-11-24" });
    return performance.now() - begun;
  });
}
window.measure = measure;
window.whole = whole;
"""


def slowest(measure: Callable[[list[str], int], list[float]], units: list[str]) -> tuple[float, str]:
    """Milliseconds of the slowest unit at full size, and the unit."""
    tried = sorted(zip(measure(units, SIZE // 10), units, strict=True), reverse=True)[:FINALISTS]
    finalists = [unit for _, unit in tried]
    return max(zip(measure(finalists, SIZE), finalists, strict=True))


class Browser:
    """Chromium, through Playwright."""

    def __init__(self) -> None:
        from playwright.sync_api import sync_playwright

        self.name = "Chromium"
        self.started = sync_playwright().start()
        self.page = self.started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]).new_page()

    def load(self, script: str) -> None:
        """Run a classic script."""
        self.page.evaluate(f"() => {{ (0, eval)({json.dumps(script)}); }}")

    def call(self, name: str, *arguments: Any) -> Any:
        """What a function of the page returns."""
        return self.page.evaluate(f"(arguments_) => window.{name}(...arguments_)", list(arguments))

    def close(self) -> None:
        """End the browser."""
        self.started.stop()


class Node:
    """Node, one process a call."""

    name = "Node"

    def __init__(self) -> None:
        self.scripts = ["global.window = global; global.document = { addEventListener: function () {} };"]

    def load(self, script: str) -> None:
        """Remember a script for every call."""
        self.scripts.append(script)

    def call(self, name: str, *arguments: Any) -> Any:
        """What a function returns."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "run.js")
            last = f"console.log(JSON.stringify({name}(...{json.dumps(arguments)})));"
            file.write_text("\n".join([*self.scripts, last]), "utf-8")
            return json.loads(subprocess.run(["node", file], capture_output=True, text=True, check=True).stdout)

    def close(self) -> None:
        """Nothing is open."""


def engine() -> Browser | Node:
    """Chromium when it starts, else Node."""
    try:
        return Browser()
    except Exception:  # noqa: BLE001: whatever is missing, Node is the same engine
        return Node()


def main() -> None:
    """Print the slowest patterns of both engines, and whole checks of hostile texts."""
    rules = compiled(load(ROOT / "data").playbook)
    script = engine()
    script.load(SCRIPT)
    rows = []
    for name, pattern in {pattern: (name, pattern) for name, pattern in patterns(rules)}.values():
        units = units_of(pattern)
        mine = slowest(lambda units, size, pattern=pattern: in_python(pattern, units, size), units)
        theirs = slowest(lambda units, size, pattern=pattern: script.call("measure", pattern, units, size), units)
        rows.append((name, mine, theirs))
    for title, column in (("Python", 1), (script.name, 2)):
        print(f"{title}: {len(rows)} patterns on {SIZE} hostile characters (goal: at most 100 ms each)")
        for row in sorted(rows, key=lambda row: -row[column][0])[:SHOWN]:
            print(f"  {row[column][0]:7.1f} ms  {row[0]:40} {row[column][1][:20]!r}")
    script.load(f"window.playbookPhrases = {json.dumps({**rules, 'safe': safe_characters()})};")
    script.load((ROOT / "docs/assets/javascripts/check.js").read_text("utf-8"))
    units = [*SINGLE, *DENSE]
    times = []
    for unit in units:
        text = repeated(unit, SIZE)
        begun = time.process_time()
        check_mail(rules, text)
        times.append((time.process_time() - begun) * 1000)
    print(f"Whole checks of {SIZE} hostile characters: Python, {script.name}")
    for unit, mine, theirs in sorted(zip(units, times, script.call("whole", units, SIZE), strict=True), key=lambda row: -row[1])[:SHOWN]:
        print(f"  {mine:7.0f} ms {theirs:7.0f} ms  {unit!r}")
    script.close()


if __name__ == "__main__":
    main()
