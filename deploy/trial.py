"""Runs ``nginx.conf`` over a built site on a port of this machine: for the tests and for ``benchmarks/pages.py``.

Only what the file says is one's own to change is changed: port, name and folder.
"""

import getpass
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("nginx.conf")
MIME_TYPES = Path("/etc/nginx/mime.types")
OWN = {
    r"listen 80;": "listen 127.0.0.1:{port};",
    r"server_name \S+;": "server_name localhost;",
    r"root /srv/playbook/site;": "root {site};",
    r"include /srv/playbook/site/csp\.conf;": "include {site}/csp.conf;",
}
MAIN = """\
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/playbook.conf;
}}
"""


def nginx() -> str | None:
    """The path of nginx, if it is installed with its table of types."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return found if found and MIME_TYPES.is_file() else None


def configured(site: Path, port: int) -> str:
    """``nginx.conf`` with port and folder; raises ValueError when a line that is one's own is not there once."""
    text = CONFIGURATION.read_text("utf-8")
    for old, new in OWN.items():
        text, count = re.subn(old, new.format(site=site, port=port), text)
        if count != 1:
            raise ValueError(f"{CONFIGURATION.name}: {old} stands there {count} times")
    return text


@contextmanager
def serving(site: Path, folder: Path) -> Iterator[str]:
    """The address at which nginx serves ``site`` while the block runs; ``folder`` takes what it writes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "playbook.conf").write_text(configured(site, port), "utf-8")
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=getpass.getuser(), types=MIME_TYPES), "utf-8")
    process = subprocess.Popen([nginx() or "nginx", "-p", str(folder), "-c", str(main)])
    try:
        _wait(port, process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError("nginx ended at once; see its error.log")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("nginx does not answer")
