"""The pages of the wording: the phrases to avoid with what to write instead, and the check page."""

from collections.abc import Callable
from dataclasses import dataclass

from playbook.law_pages import LawPages
from playbook.model import Detection, Phrase, Playbook, Stage
from playbook.phrase_rules import NOTATIONS
from playbook.render import Renderer


@dataclass(frozen=True)
class PhrasePages:
    """The macros of the wording. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer
    law: LawPages

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {"phrases_page": self.phrases_page, "check_page": self.check_page}

    def phrases_page(self, base: str) -> str:
        """Every phrase, by category: what to avoid, why, and what to write."""
        phrases = self.playbook.phrases.values()
        pages = [self.render("phrases-contents", categories=list(dict.fromkeys(phrase.category for phrase in phrases)), count=len(phrases))]
        for number, category in enumerate(dict.fromkeys(phrase.category for phrase in phrases), 1):
            pages.append(f"## {category} {{: #phrases-{number} }}")
            for phrase in (phrase for phrase in phrases if phrase.category == category):
                related = [link for _, links in self.law.related("phrases", phrase.id, base) for link in links]
                pages.append(self.render("phrase", phrase=phrase, found=_found(phrase), related=related, base=base))
        return "\n\n".join(pages)

    def check_page(self, base: str) -> str:
        """The form to paste a finished mail into, and the place for what is found."""
        return self.render("check", stages=list(Stage), notations=NOTATIONS, base=base)


def _found(phrase: Phrase) -> str:
    """How the phrase is found, in words."""
    if phrase.human:
        return "人が見る"
    if phrase.check is Detection.CLAIM:
        return "送る前の確認で見つける（言い切る前に、の型による）"
    if phrase.check:
        return f"送る前の確認で見つける（{phrase.check.label}）"
    stages = f"（段階が{'・'.join(stage.label for stage in phrase.stages)}のとき）" if phrase.stages else ""
    return f"送る前の確認で見つける{stages}"
