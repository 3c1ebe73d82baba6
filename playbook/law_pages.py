"""The pages of the law: tables, duties, sources, questions, what to review, and the deadlines page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from playbook.craft import CRAFT
from playbook.finding import shorten
from playbook.law import REFERENCE, FactKind, Nature
from playbook.law_words import outline, plain, when_words
from playbook.model import Playbook
from playbook.regulation import Numbering
from playbook.relations import Dependents, Relations
from playbook.render import Renderer

KIND_LABELS = {
    "rules": "規則",
    "duties": "義務と期限",
    "tables": "表",
    "templates": "テンプレート",
    "faq": "よくある質問",
    "regulation": "規程",
    **CRAFT,
    "scenarios": "訓練",
    "phrases": "文例の良し悪し",
    "parts": "部品",
    "pages": "ページ",
}

PHRASE_CHARS = 28
"""Of a phrase to avoid, how much its link shows."""


@dataclass(frozen=True)
class LawPages:
    """The macros of the law. ``base`` is the way from the page to the root of the site.

    ``prose`` are the pages of prose with the rules they show.
    """

    playbook: Playbook
    render: Renderer
    prose: Mapping[str, frozenset[str]]

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {
            "tables_page": self.tables_page,
            "duties_page": self.duties_page,
            "sources_page": self.sources_page,
            "faq_page": self.faq_page,
            "changes_page": self.changes_page,
            "deadlines_page": self.deadlines_page,
            "law_status": self.law_status,
            "rule": self.rule,
        }

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self.playbook)

    def rule(self, rule_id: str, base: str) -> Markup:
        """A rule of law in running prose; ``rule-id:basis`` gives its articles."""
        reference = f"[[{rule_id}]]"
        match = REFERENCE.fullmatch(reference)
        if not match or match[1] not in self.playbook.rules:
            raise KeyError(rule_id)
        return Markup(self.render("inline", text=reference, base=base))

    def law_status(self, base: str) -> str:
        """Whether the company's lawyers have read it, how fresh it is, and what the marks mean."""
        sources = self.playbook.sources.values()
        return self.render(
            "law-status",
            base=base,
            organization=self.playbook.organization,
            checked_on=min(source.checked_on for source in sources),
            review_by=min(source.review_by for source in sources),
        )

    # --- one kind a page ---------------------------------------------------------------------------------

    def tables_page(self, base: str) -> str:
        """All tables, one after the other."""
        pages = [self.law_status(base), self.render("law-contents", tables=self.playbook.tables.values())]
        for table in self.playbook.tables.values():
            pages.append(f"## {table.number} {plain(table.title, self.playbook)} {{: #{table.id} }}")
            pages.append(
                self.render(
                    "law-table",
                    table=table,
                    sources=self.playbook.sources,
                    duties=self.playbook.duties,
                    related=self.related("tables", table.id, base),
                    base=base,
                )
            )
        return "\n\n".join(pages)

    def duties_page(self, base: str) -> str:
        """Every duty; targets of one's own apart from law."""
        pages = [self.law_status(base)]
        for own in (False, True):
            duties = [duty for duty in self.playbook.duties.values() if (duty.nature is Nature.PRACTICE) is own]
            if own and duties:
                pages.append("## 義務ではないもの（社内目標・任意の届出） {: #own-targets }")
                pages.append("自社で決める目標と、任意の届出です。法令の期限とは別に数えます。")
            for duty in duties:
                level = "###" if own else "##"
                pages.append(f"{level} {plain(duty.title, self.playbook)} {{: #{duty.id}-title }}")
                pages.append(
                    self.render(
                        "duty",
                        duty=duty,
                        condition=outline(duty.trigger, self.playbook.facts),
                        when=self._when(duty),
                        rules=self.playbook.rules,
                        sources=self.playbook.sources,
                        related=self.related("duties", duty.id, base),
                        base=base,
                    )
                )
        return "\n\n".join(pages)

    def _when(self, duty) -> dict[str, str]:
        facts = self.playbook.facts
        return {one.id: when_words(one.when, facts) if one.when else "" for one in duty.deadlines}

    def sources_page(self, base: str) -> str:
        """Every rule and every source, each with an address of its own."""
        return "\n\n".join(
            [
                self.law_status(base),
                self.render(
                    "sources",
                    rules=self.playbook.rules,
                    sources=self.playbook.sources,
                    checked={rule.id: self._checked_on(rule.sources) for rule in self.playbook.rules.values() if rule.sources},
                    base=base,
                ),
            ]
        )

    def _checked_on(self, sources: tuple[str, ...]) -> date:
        return min(self.playbook.sources[id].checked_on for id in sources)

    def faq_page(self, base: str) -> str:
        """The questions, by category."""
        pages = [self.law_status(base)]
        questions = self.playbook.faq.values()
        for number, category in enumerate(dict.fromkeys(question.category for question in questions), 1):
            pages.append(f"## {category} {{: #faq-{number} }}")
            for question in (question for question in questions if question.category == category):
                pages.append(f"### {plain(question.q, self.playbook)} {{: #{question.id} }}")
                pages.append(
                    self.render(
                        "question",
                        question=question,
                        sources=self.playbook.sources,
                        related=self.related("faq", question.id, base),
                        base=base,
                    )
                )
        return "\n\n".join(pages)

    def changes_page(self, base: str) -> str:
        """For every source, all that must be looked at again when it changes; the earliest review first."""
        entries = []
        dependents = Dependents(self.playbook, self._relations, self.prose)
        for source in sorted(self.playbook.sources.values(), key=lambda source: source.review_by):
            groups = [
                (KIND_LABELS[kind], [self._link(kind, id, base) for id in ids])
                for kind, ids in dependents.of(source.id).items()
                if ids
            ]
            entries.append((source, groups))
        return "\n\n".join([self.law_status(base), self.render("changes", entries=entries, base=base)])

    def deadlines_page(self, base: str) -> str:
        """The facts to tell, and every duty with its clocks; the script shows which apply, and until when."""
        facts = self.playbook.facts.values()
        groups = {group: [fact for fact in facts if fact.group == group] for group in dict.fromkeys(f.group for f in facts)}
        duties = [
            {
                "duty": duty,
                "condition": outline(duty.trigger, self.playbook.facts),
                "when": self._when(duty),
                "related": self.related("duties", duty.id, base),
                "review_by": min((self.playbook.sources[id].review_by for id in duty.sources), default=None),
            }
            for duty in self.playbook.duties.values()
        ]
        return "\n\n".join(
            [
                self.law_status(base),
                self.render(
                    "deadlines",
                    groups=groups,
                    number=FactKind.NUMBER,
                    duties=[view for view in duties if view["duty"].nature is not Nature.PRACTICE],
                    targets=[view for view in duties if view["duty"].nature is Nature.PRACTICE],
                    rules=self.playbook.rules,
                    sources=self.playbook.sources,
                    base=base,
                ),
            ]
        )

    # --- relations ---------------------------------------------------------------------------------------

    def related(self, kind: str, id: str, base: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """What relates to an entry: label and links, by kind."""
        return [
            (KIND_LABELS[found], [self._link(found, other, base) for other in ids])
            for found, ids in self._relations.of(kind, id).items()
        ]

    def links(self, named: Mapping[str, Iterable[str]], base: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Label and links of the ids in ``named``, by kind; kinds without any are left out."""
        return [(KIND_LABELS[kind], [self._link(kind, id, base) for id in ids]) for kind, ids in named.items() if ids]

    def _link(self, kind: str, id: str, base: str) -> tuple[str, str]:
        book = self.playbook
        match kind:
            case "templates":
                return f"{base}templates/{id}.html", f"{book.templates[id].number} {book.templates[id].title}"
            case "duties":
                return f"{base}law/duties.html#{id}", plain(book.duties[id].title, book)
            case "tables":
                return f"{base}law/index.html#{id}", f"{book.tables[id].number} {plain(book.tables[id].title, book)}"
            case "faq":
                return f"{base}faq.html#{id}", plain(book.faq[id].q, book)
            case "regulation":
                numbering = Numbering(book.regulation)
                return f"{base}regulation/index.html#{id}", f"{numbering.name(id)} {book.regulation[id].title}"
            case "rules":
                return f"{base}law/sources.html#rule-{id}", f"{book.rules[id].text}（{book.rules[id].basis}）"
            case "checklists":
                return f"{base}checklists.html#{id}", book.checklists[id].title
            case "writing":
                return f"{base}writing/{id}.html", book.writing[id].title
            case "decisions":
                return f"{base}writing/decisions.html#{id}", book.decisions[id].issue
            case "scenarios":
                return f"{base}exercises/{id}.html", book.scenarios[id].handout.title
            case "phrases":
                return f"{base}phrases.html#{id}", shorten(book.phrases[id].ng, PHRASE_CHARS)
            case "parts":
                return f"{base}parts.html" + (f"#{id}" if book.parts[id].when else ""), book.parts[id].title
            case _:
                return f"{base}{id.removesuffix('.md')}.html", id
