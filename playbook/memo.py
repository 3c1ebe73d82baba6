"""What a slow pure function said before: a text that has not changed is not read again at the next check."""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


class Memo:
    """Answers of one function, as JSON, kept in ``file``; those given by another ``maker`` are forgotten.

    ``maker`` names all that the answers rest on besides the key: the rules, and the code that reads them.
    A file that cannot be read is as good as none, and one that cannot be written is done without.
    """

    def __init__(self, file: Path, maker: str) -> None:
        self._file, self._maker = file, maker
        self._known = self._read()
        self._used: dict[str, Any] = {}

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            return kept["answers"] if kept["maker"] == self._maker else {}
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
        unfinished = self._file.with_suffix(f".{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps({"maker": self._maker, "answers": self._used}, ensure_ascii=False), "utf-8")
            unfinished.replace(self._file)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()


def digest_of(*parts: str | bytes) -> str:
    """One digest of several texts, none of which can run into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return whole.hexdigest()
