"""What a phone gets: Lighthouse (mobile) on the start page, a template and a law page, served gzipped by nginx.

Goals: performance 0.95, accessibility, best practices and search engines 1.00. Prints; asserts nothing.
nginx runs ``deploy/nginx.conf``; Lighthouse (Node.js 18 or later) is put into ``.cache`` at the first run.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from deploy import trial  # noqa: E402

LIGHTHOUSE = "12.8.2"
CACHE = ROOT / ".cache/lighthouse"
PAGES = ("index.html", "triage/leak.html", "templates/01-first-notice.html", "law/index.html")
GOALS = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
TIMES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}


def lighthouse() -> Path:
    """The command line of Lighthouse, installed when it is not there yet."""
    command = CACHE / "node_modules/lighthouse/cli/index.js"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("この測定には Node.js（npm）が要ります。")
        CACHE.mkdir(parents=True, exist_ok=True)
        package = f"lighthouse@{LIGHTHOUSE}"
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", CACHE, package], check=True)
    return command


def build(site: Path) -> None:
    """Build the site as it is published."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def measure(address: str, chromium: str) -> dict:
    """One report of Lighthouse on ``address``."""
    done = subprocess.run(
        ["node", lighthouse(), address, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def told(reports: list[dict]) -> None:
    """Print the medians of some reports on one page, and what keeps a score below its goal."""
    for name, goal in GOALS.items():
        score = statistics.median(report["categories"][name]["score"] for report in reports)
        print(f"  {name:16} {score:.2f}   (goal: {goal:.2f}){'' if score >= goal else '   below'}")
    for audit, label in TIMES.items():
        value = statistics.median(report["audits"][audit]["numericValue"] for report in reports)
        print(f"  {label:16} {value:.3f}" if audit.endswith("shift") else f"  {label:16} {value:6.0f} ms")
    network = reports[0]["audits"]["network-requests"]["details"]["items"]
    size = sum(item["transferSize"] for item in network)
    print(f"  {'loaded':16} {size / 1000:6.1f} kB in {len(network)} requests")
    for name in GOALS:
        for reference in reports[0]["categories"][name]["auditRefs"]:
            audit = reports[0]["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < 0.9 and reference["weight"]:
                print(f"  ! {name}: {audit['id']} {audit['score']} {audit.get('displayValue', '')}")


def main() -> None:
    """Build, serve, measure every page a few times, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="reports a page (median is printed)")
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses below the root of the site")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not trial.nginx() or not chromium:
        raise SystemExit("この測定には nginx と Chromium が要ります。")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build(site)
        with trial.serving(site, Path(folder)) as origin:
            for address in options.pages:
                print(address)
                told([measure(f"{origin}/{address}", chromium) for _ in range(options.runs)])


if __name__ == "__main__":
    main()
