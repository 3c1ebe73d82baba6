"""What slow pure functions gave before: a text is read, and a paper printed, only when something in it has changed."""

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

CACHE = Path(__file__).resolve().parent.parent / ".cache"
"""Where a project keeps what it said before. To delete it costs time and nothing else."""


class Memo:
    """Answers of one function, as JSON, kept in ``file``; those given by another ``maker`` are forgotten.

    ``maker`` names all that the answers rest on besides the key: the rules, and the code that reads them
    (:func:`made_by`).
    A file that cannot be read is as good as none, and one that cannot be written is done without.
    """

    def __init__(self, file: Path, maker: str) -> None:
        self._file, self._maker = file, maker
        self._known = self._read()
        self._used: dict[str, Any] = {}

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            return dict(kept["answers"]) if kept["maker"] == self._maker else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def answer(self, key: str, make: Callable[[], Any]) -> Any:
        """The answer kept for ``key``, else the one that ``make`` gives."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        if digest not in self._used:
            self._used[digest] = self._known[digest] if digest in self._known else make()
        return self._used[digest]

    def keep(self) -> None:
        """Write what was asked for, and nothing else, to be found next time."""
        if self._used == self._known:
            return
        write_whole(self._file, json.dumps({"maker": self._maker, "answers": self._used}, ensure_ascii=False).encode())


class Shelf:
    """Files made before, in ``folder``, each under all that it is made of, the code included; without a folder nothing
    is kept. What cannot be read or written is done without.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    def file(self, made_of: str, make: Callable[[], bytes]) -> bytes:
        """The file made of the same before, else the one that ``make`` gives."""
        if not self._folder:
            return make()
        kept = self._folder / digest_of(made_of)
        self._used.add(kept)
        with suppress(OSError):
            if found := kept.read_bytes():  # an empty file is what a crash may leave
                return found
        made = make()
        write_whole(kept, made)
        return made

    def tidy(self) -> None:
        """Drop what was not asked for."""
        for path in self._folder.iterdir() if self._folder and self._folder.is_dir() else ():
            if path not in self._used:
                with suppress(OSError):
                    path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of the cache so that nobody reads half of it; a place that cannot be written is done without."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def made_by(*files: str | None) -> str:
    """The name of the maker that these modules are (their ``__file__``), run by this Python.

    To be called when a module is loaded, not later: a server that runs for long has the code that it began with,
    whatever its files say by then.
    """
    return digest_of(sys.version, zlib.ZLIB_RUNTIME_VERSION, *(Path(file).read_bytes() for file in files if file))


def digest_of(*parts: str | bytes) -> str:
    """One digest of several texts, none of which can run into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return whole.hexdigest()
