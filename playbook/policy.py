"""The Content Security Policy of the site: scripts from its own folder, and the few that stand in the pages, by hash.

A server sends it as a header (``deploy/nginx.conf`` includes it), so that whatever a page shows, nothing runs
that the build did not write, and nothing that is typed can be sent anywhere.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"\btype=[\"']?+(?!text/javascript|module)", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc=", re.IGNORECASE)

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in ``page`` itself and run; blocks of data do not."""
    return [
        body for attributes, body in _SCRIPT.findall(page) if not (_SOURCE.search(attributes) or _DATA.search(attributes))
    ]


def policy(pages: Iterable[str]) -> str:
    """The policy under which all of ``pages`` work."""
    scripts = {script for page in pages for script in inline_scripts(page)}
    hashes = sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    directives = {**DIRECTIVES, "script-src": " ".join([DIRECTIVES["script-src"], *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def as_nginx(policy: str) -> str:
    """``policy`` as a line that an nginx configuration includes."""
    return f'add_header Content-Security-Policy "{policy}" always;\n'
