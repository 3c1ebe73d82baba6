"""The pages of the regulation: its articles with their commentary, and what stays to be filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from playbook.law_pages import LawPages
from playbook.model import Placeholder, Playbook
from playbook.placeholder import placeholders
from playbook.regulation import Article, Here, Numbering
from playbook.render import Renderer


@dataclass(frozen=True)
class RegulationPages:
    """The macros of the regulation. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer
    law: LawPages

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {
            "regulation_page": self.regulation_page,
            "regulation_blanks": self.regulation_blanks,
            "regulation_sheet": self.regulation_sheet,
            "article": self.article,
        }

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self.playbook.regulation)

    def regulation_page(self, base: str) -> str:
        """The whole regulation: contents, chapters, articles."""
        chapters = self._numbering.chapters()
        pages = [
            self.law.law_status(base),
            self.render("regulation-head", chapters=chapters, numbering=self._numbering, base=base),
        ]
        for title, articles in chapters:
            pages.append(f"## {title} {{: #chapter-{articles[0].id} }}")
            for article in articles:
                pages.append(f"### {self._numbering.heading(article.id)} {{: #{article.id}-title }}")
                pages.append(self._article(article, base))
        return "\n\n".join(pages)

    def _article(self, article: Article, base: str) -> str:
        return self.render(
            "article",
            article=article,
            places=[Here(article.id, at) for at in range(len(article.paragraphs))],
            whole=Here(article.id),
            related=self.law.related("regulation", article.id, base),
            base=base,
        )

    def article(self, reference: str, base: str) -> Markup:
        """An article in running prose, by its id (``a-report``, ``a-report:known``)."""
        return Markup(self.render("article-inline", text=f"[[article:{reference}]]", base=base))

    def regulation_blanks(self, base: str) -> str:
        """Every blank of the regulation: what to write, an example, the company's value, and where it stands."""
        rows = [
            (entry, self.playbook.organization.filled.get(entry.name), [article.id for article in found])
            for entry, found in self.blanks()
        ]
        return self.render("regulation-blanks", rows=rows, numbering=self._numbering, base=base)

    def blanks(self) -> list[tuple[Placeholder, list[Article]]]:
        """The marks of the regulation in the order of the registry, with the articles that hold them."""
        holding: dict[str, list[Article]] = {}
        for article in self.playbook.regulation.values():
            text = "\n".join([article.owner, *(clause.text for _, _, clause in article.clauses())])
            for name in placeholders(text):
                holding.setdefault(name, []).append(article)
        return [(entry, holding[name]) for name, entry in self.playbook.placeholders.items() if name in holding]

    def regulation_sheet(self, base: str) -> str:
        """A sheet with a line for each article: is it done here, by whom, where is the evidence."""
        return self.render("regulation-sheet", chapters=self._numbering.chapters(), numbering=self._numbering, base=base)
