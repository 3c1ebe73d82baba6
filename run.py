#!/usr/bin/env python3
"""The one command of the playbook. Standard library only, Python 3.11 or later, any system.

    python3 run.py build | serve | test | check | check-text | schema | new template | export prh | bench

It makes ``.venv`` from the hash-pinned locks when they have changed, then hands over to the tools inside.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = ENVIRONMENT / ".installed"
LOCK = ROOT / "requirements.lock.txt"
TEST_LOCK = ROOT / "requirements-test.lock.txt"
STAGING = ROOT / ".staging"
SITE = ROOT / "site"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")

USAGE = """使い方: python3 run.py <命令>

  build          データを検査し、site/ を作る
  serve          書き換えながら見るための画面を出す（http://127.0.0.1:8000/）
  check          データだけを検査する（--format github で注釈の形）
  check-text     送る前の文面を確かめる（例：python3 run.py check-text mail.txt）
  export prh     文例の規則を textlint（prh）の形で書き出す
  test           すべてのテストを走らせる
  lint           文面を校正の道具（textlint）にかける
  new template   文面のひな形を作る（例：python3 run.py new template 54-office-move）
  schema         エディター用の JSON Schema を書き出す
  bench          測定を走らせる（例：python3 run.py bench build）
"""


class Stop(Exception):
    """A reason to stop, in one Japanese sentence for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Run one command and return the exit status."""
    if sys.version_info < (3, 11):
        print("Python 3.11 以上が必要です。", file=sys.stderr)
        return 1
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {
        "build": build,
        "serve": serve,
        "test": test,
        "check": lambda rest: playbook("check", *rest),
        "check-text": lambda rest: playbook("check-text", *map(in_full, rest)),
        "export": lambda rest: playbook("export", *rest),
        "schema": lambda rest: playbook("schema", *rest),
        "new": lambda rest: playbook("new", *rest),
        "lint": lint,
        "bench": bench,
    }
    if command not in commands:
        print(USAGE, end="")
        return 0 if command in ("", "help", "-h", "--help") else 2
    try:
        return commands[command](rest)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"途中で止まりました（終了コード {error.returncode}）。上の行を見てください。", file=sys.stderr)
        return 1


def build(rest: list[str]) -> int:
    """Build the site (checking the data) beside the old one; swap it in only when all went well."""
    install(LOCK)
    shutil.rmtree(STAGING, ignore_errors=True)
    if built := mkdocs("build", "--site-dir", str(STAGING), *rest):
        shutil.rmtree(STAGING, ignore_errors=True)
        print("サイトは作られませんでした。前の site/ はそのままです。", file=sys.stderr)
        return built
    try:
        swap(STAGING, SITE)
    except OSError as reason:
        raise Stop(f"site/ を入れ替えられません。開いているファイルを閉じて、もう一度お試しください（{reason}）。") from None
    print(f"できました。次のファイルを開いてください：{SITE / 'index.html'}")
    return 0


def swap(new: Path, old: Path) -> None:
    """Put ``new`` in the place of ``old``, which stays whole until then. Raises OSError when a file is held open."""
    gone = old.with_name(f".{old.name}-old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.is_symlink():
        old.unlink()
    elif old.exists():
        old.rename(gone)
    try:
        new.rename(old)
    except OSError:
        if gone.exists():
            gone.rename(old)
        raise
    shutil.rmtree(gone, ignore_errors=True)


def serve(rest: list[str]) -> int:
    """Show the site and rebuild it at every change of what it holds; changed code needs a new start."""
    install(LOCK)
    return mkdocs("serve", "--watch", "data", "--watch", "partials", "--watch", "paper", *rest)


def test(rest: list[str]) -> int:
    """Install what the tests need, and run them all."""
    install(LOCK, TEST_LOCK)
    install_missing()
    return run(PYTHON, "-m", "pytest", *rest, CHROMIUM=find_chromium())


def lint(rest: list[str]) -> int:
    """Proofread the filled texts with textlint (needs Node.js)."""
    install(LOCK)
    npm = shutil.which("npm")
    if npm is None:
        raise Stop("校正の道具には Node.js が要ります。Node.js（npm）を入れてから、もう一度お試しください。")
    if not (ROOT / "node_modules").is_dir():
        run(npm, "ci", "--no-audit", "--no-fund", "--silent", check=True)
    return run(PYTHON, "-m", "playbook.lint", *rest)


def bench(rest: list[str]) -> int:
    """Run one of ``benchmarks/``."""
    install(LOCK, TEST_LOCK)
    known = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))
    if not rest or rest[0] not in known:
        raise Stop(f"測定の名前を書いてください（{'、'.join(known)}）。")
    return run(PYTHON, ROOT / "benchmarks" / f"{rest[0]}.py", *rest[1:])


def playbook(*arguments: str) -> int:
    """Run ``python -m playbook`` in the environment."""
    install(LOCK)
    return run(PYTHON, "-m", "playbook", *arguments)


def in_full(argument: str) -> str:
    """The name of a file by its full path: the tools run in the project folder, the person may stand elsewhere."""
    try:
        return str(Path(argument).resolve()) if Path(argument).is_file() else argument
    except OSError:  # a subject may be longer than any name
        return argument


def mkdocs(*arguments: str) -> int:
    """Run MkDocs in the environment."""
    return run(PYTHON, "-m", "mkdocs", *arguments)


def run(*command: object, check: bool = False, **extra: str) -> int:
    """Run a command in the project folder, with one clock and UTF-8 throughout; returns its exit status."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or commit_time(),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        **extra,
    }
    environment = {name: value for name, value in environment.items() if value}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=check).returncode


def commit_time() -> str:
    """When HEAD was committed, in seconds since 1970; empty without git, and for a copy inside another project."""
    if not (ROOT / ".git").exists():
        return ""
    try:
        shown = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return shown.stdout.strip()


def install(*locks: Path) -> None:
    """Make the environment hold just what ``locks`` pin; nothing to do when it does already."""
    wanted = " ".join(hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks)
    installed = INSTALLED.read_text() if PYTHON.exists() and INSTALLED.exists() else ""
    if installed.startswith(wanted):
        return
    print("必要な道具をそろえています（はじめの一度だけ、1 分ほどかかります）。", flush=True)
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
        import venv
    except ImportError:
        raise Stop("Python の venv がありません。Debian や Ubuntu では python3-venv を入れてください。") from None
    if not installed.startswith(wanted.split()[0]):
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    requirements = [part for lock in locks for part in ("-r", str(lock))]
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", *requirements,
        check=True)
    INSTALLED.write_text(wanted)


def find_chromium() -> str | None:
    """The path of a Chromium-like browser, if there is one."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def missing() -> list[str]:
    """The Debian packages of what the tests drive and this machine lacks."""
    beside = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
    wanted = {
        ("chromium", "fonts-noto-cjk"): find_chromium(),
        ("default-jre-headless",): shutil.which("java"),
        ("poppler-utils",): shutil.which("pdftotext"),
        ("nginx-light",): shutil.which("nginx", path=beside),
    }
    return [package for packages, found in wanted.items() if not found for package in packages]


def install_missing() -> None:
    """Install what the tests drive from Debian's packages, or say what a person has to install: no test is skipped."""
    packages = missing()
    if packages and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"テストに使う道具（{'、'.join(packages)}）を入れています。", flush=True)
        run("apt-get", "update", "-qq", check=True)
        run("apt-get", "install", "-qq", "--no-install-recommends", *packages, check=True,
            DEBIAN_FRONTEND="noninteractive")
        packages = missing()
    if packages:
        raise Stop(f"テストには次の道具が要ります（Debian の名前：{'、'.join(packages)}）。入れてから、もう一度お試しください。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
