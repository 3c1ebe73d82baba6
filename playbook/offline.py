"""The site as one file to carry: ``downloads/playbook-offline.zip``, the same bytes for the same site."""

import zipfile
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

ARCHIVE = "downloads/playbook-offline.zip"
FOLDER = "playbook"
LEFT_OUT = (
    ARCHIVE,
    "*.map",
    "404.html",
    "sitemap.xml*",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",
)
"""What a copy on a disk never asks for: a page for servers, Material's own search engine, notes for debuggers."""


def write_archive(site: Path, built: date) -> None:
    """Write the archive. Sorted names, one time, one mode, and no compression: that differs between versions of zlib."""
    archive = site / ARCHIVE
    archive.parent.mkdir(parents=True, exist_ok=True)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for name in names:
            if any(fnmatch(name, pattern) for pattern in LEFT_OUT):
                continue
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", (built.year, built.month, built.day, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, (site / name).read_bytes())
