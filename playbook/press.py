"""The press: a layout of ``paper/`` and a value become a PDF, the same bytes on every machine.

Knows Typst and the fonts; knows nothing of the playbook.
"""

import json
import re
import threading
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from playbook import pack
from playbook.memo import Shelf, digest_of, made_by
from playbook.pack import packed

_MADE_BY = made_by(__file__, pack.__file__)
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
"""The packages that hold the fonts; those of the system are never used."""

STANDARDS = ["ua-1"]
"""PDF/UA-1: for readers who cannot see, and a letter without a glyph is an error."""

_NO_GLYPH = re.compile(r'the text `?"(.+?)"`? could not be displayed')
_OWN_WORDS = re.compile(r"PB87\d .+?(?=\"|$)")


class Misprint(Exception):
    """A paper that cannot be made, in one Japanese sentence with its number."""


class Press:
    """Makes PDFs from the layouts in ``layouts``; one that was made of the same before comes off the ``shelf``."""

    def __init__(self, layouts: Path, shelf: Shelf | None = None) -> None:
        self._layouts, self._shelf = layouts, shelf or Shelf()
        self._own = threading.local()

    def pdf(self, layout: str, value: Any) -> bytes:
        """``value`` as ``layouts/<layout>.typ`` lays it out. Raises :class:`Misprint`."""
        data = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return self._shelf.file(f"{self._made_of} {layout} {data}", lambda: self._printed(layout, data))

    def _printed(self, layout: str, data: str) -> bytes:
        try:
            return packed(
                self._compiler.compile(
                    input=str(self._layouts / f"{layout}.typ"), format="pdf", sys_inputs={"data": data}, pdf_standards=STANDARDS
                )
            )
        except typst.TypstError as error:
            raise Misprint(_in_japanese(layout, str(error))) from None

    @property
    def _compiler(self) -> typst.Compiler:
        """A compiler for each thread: one may not be shared."""
        if not hasattr(self._own, "compiler"):
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
            self._own.compiler = typst.Compiler(root=str(self._layouts), font_paths=fonts, ignore_system_fonts=True)
        return self._own.compiler

    @cached_property
    def _made_of(self) -> str:
        """What all papers are made with: tools, fonts and layouts."""
        tools = [f"{name} {version(name)}" for name in ("typst", *(font.replace("_", "-") for font in FONTS))]
        layouts = [f"{path.name} {path.read_text('utf-8')}" for path in sorted(self._layouts.glob("*.typ"))]
        return digest_of(_MADE_BY, *tools, *layouts)


def font_folders() -> list[str]:
    """The folders of the font packages, wherever they are installed."""
    return [str(Path(find_spec(name).origin).parent) for name in FONTS]


def _in_japanese(layout: str, error: str) -> str:
    if found := _NO_GLYPH.search(error):
        return f"{layout} PB871 紙の書体にない文字があります：「{found[1]}」。別の書き方にしてください。"
    if found := _OWN_WORDS.search(error):
        return f"{layout} {found[0]}"
    return f"{layout} PB870 紙を組めませんでした。paper/{layout}.typ を見てください：{error}"
