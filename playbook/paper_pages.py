"""The page that offers the papers. Their files are made after the pages, so links to them are plain HTML."""

from collections.abc import Callable
from dataclasses import dataclass

from playbook.model import Playbook
from playbook.render import Renderer

KIT = {"participant": "参加者の手引き", "worksheets": "記入用紙"}
"""The papers of an exercise that all may see, and what people call them."""

SECRET_KIT = {"facilitator": "進行役の手引き", "injects": "状況カード"}
"""The papers of an exercise that the facilitator alone may see."""


@dataclass(frozen=True)
class PaperPages:
    """The macros of the papers. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {"papers_page": self.papers_page}

    def papers_page(self, base: str) -> str:
        """Every paper with what it is for."""
        return self.render("papers", scenarios=self.playbook.scenarios.values(), kits=[("players", KIT), ("facilitators", SECRET_KIT)], base=base)
