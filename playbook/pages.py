"""What the pages of the site show. Each macro returns the Markdown and HTML of one page, or of a piece of one."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from playbook import compose
from playbook.checks import check
from playbook.craft_pages import CraftPages
from playbook.exercise_pages import ExercisePages
from playbook.law_checks import PROSE_RULE
from playbook.law_pages import LawPages
from playbook.load import load
from playbook.model import (
    Audience,
    Channel,
    Element,
    Message,
    Part,
    Placeholder,
    Playbook,
    Scope,
    Situation,
    Stage,
    Template,
)
from playbook.paper_pages import PaperPages
from playbook.phrase_pages import PhrasePages
from playbook.placeholder import fill, placeholders
from playbook.regulation_pages import RegulationPages
from playbook.render import Renderer
from playbook.today import JAPAN
from playbook.triage_pages import TriagePages

NOTICE_STAGES = tuple(stage for stage in Stage if stage is not Stage.SUPPORT)


class Unpublishable(Exception, SystemExit):
    """The data has faults; a site must not be made of it.

    It ends a build with the findings and no traceback; a serving MkDocs prints it and waits for the mend.
    """

    def __init__(self, findings: list[str]) -> None:
        self.code = "\n".join(["データに直すところがあります。", *findings])
        super().__init__(self.code)


def build_date() -> date:
    """The day of this edition in Japan: ``SOURCE_DATE_EPOCH`` (seconds since 1970), else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(JAPAN).date()


@dataclass(frozen=True)
class Pages:
    """The macros, over one playbook. ``base`` is always the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer
    prose: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The pages of prose with the rules that they show."""

    @cached_property
    def law(self) -> LawPages:
        """The pages of the law."""
        return LawPages(self.playbook, self.render, self.prose)

    @cached_property
    def regulation(self) -> RegulationPages:
        """The pages of the regulation."""
        return RegulationPages(self.playbook, self.render, self.law)

    @classmethod
    def open(cls, root: Path) -> "Pages":
        """Load ``root/data``; raises :class:`Unpublishable` with every finding when something blocks."""
        loaded = load(root / "data")
        if blocking := [finding.as_text() for finding in check(loaded) if finding.blocking]:
            raise Unpublishable(blocking)
        shown: dict[str, frozenset[str]] = {}
        for file, _, line in loaded.prose:
            page = file.removeprefix("docs/")
            shown[page] = shown.get(page, frozenset()).union(PROSE_RULE.findall(line))
        return cls(loaded.playbook, Renderer(loaded.playbook, root / "partials"), shown)

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {
            "template_page": self.template_page,
            "gallery": self.gallery,
            "parts_page": self.parts_page,
            "filled_page": self.filled_page,
            "claims_page": self.claims_page,
            "generic_page": self.generic_page,
            "compose_page": self.compose_page,
            "edition": self.edition,
            "mark": self.mark,
            **self.law.macros(),
            **self.regulation.macros(),
            **CraftPages(self.playbook, self.render, self.law).macros(),
            **PaperPages(self.playbook, self.render).macros(),
            **ExercisePages(self.playbook, self.render, self.law).macros(),
            **PhrasePages(self.playbook, self.render, self.law).macros(),
            **TriagePages(self.playbook, self.render).macros(),
        }

    # --- one template ------------------------------------------------------------------------------

    def template_page(self, template_id: str) -> str:
        """The page of one template: when to use it, its texts with their marks, what comes next."""
        template = self.playbook.templates[template_id]
        messages = [self._message(template, message) for message in template.messages]
        texts = "\n\n".join(
            (f"## {view['message'].label} {{: #{view['message'].id} }}\n\n" if len(messages) > 1 else "")
            + self.render("notice", template=template, **view)
            for view in messages
        )
        related = self.law.related("templates", template_id, "../")
        return "\n\n".join(
            [
                f"# {template.number} {template.title}",
                self.render("template-head", template=template, templates=self.playbook.templates),
                texts,
                "## 差し込みの一覧 {: #marks .unsearched }",
                self.render("marks", entries=self._marks(template)),
                "## 次に送るもの {: #next .unsearched }",
                self.render(
                    "template-next", template=template, templates=self.playbook.templates, parts=self._offered_parts()
                ),
                *(
                    ["## 関わる法令・期限・書き方・規程 {: #law .unsearched }", self.render("related", related=related)]
                    if related
                    else []
                ),
            ]
        )

    def _message(self, template: Template, message: Message) -> dict[str, object]:
        waived = {waiver.element: waiver.reason for waiver in template.waives}
        held = compose.elements(self.playbook, message)
        return {
            "message": message,
            "stage": message.stage or template.stage,
            "blocks": [self._block(block) for block in compose.blocks(self.playbook, message)],
            "elements": [element for element in Element if element in held],
            "waived": [
                (element, waived[element])
                for element in Element
                if element in waived and element in template.demanded(message) - held
            ],
        }

    def _block(self, block: compose.Block) -> dict[str, object]:
        section = block.section
        claim = self.playbook.claims[section.claim] if section.claim else None
        return {
            "section": section,
            "name": section.heading or (self.playbook.parts[block.part].title if block.part else "場面に合うもの"),
            "why": block.why,
            "claim": claim,
            "texts": compose.options(section),
        }

    def _marks(self, template: Template) -> list[Placeholder]:
        texts = []
        for message in template.messages:
            texts.append(message.subject or "")
            for block in compose.blocks(self.playbook, message):
                texts.extend(compose.options(block.section))
        return [self.playbook.placeholders[name] for name in placeholders("\n".join(texts))]

    # --- finding a template ---------------------------------------------------------------------------

    def gallery(self, base: str) -> str:
        """All templates: stage by situation, and by number, with filters."""
        templates = self.playbook.templates.values()
        rows = [
            (situation, [(stage, _of(templates, stage, situation)) for stage in NOTICE_STAGES])
            for situation in Situation
        ]
        return self.render(
            "gallery",
            base=base,
            rows=[(situation, cells) for situation, cells in rows if any(found for _, found in cells)],
            stages=NOTICE_STAGES,
            support=_of(templates, Stage.SUPPORT),
            templates=templates,
            audiences=[term for term in Audience if any(t.audience is term for t in templates)],
            channels=[term for term in Channel if any(t.channel is term for t in templates)],
        )

    # --- other pages -----------------------------------------------------------------------------------

    def parts_page(self) -> str:
        """The parts that may be put into any notice."""
        return "\n\n".join(
            f"## {_part_number(part)}{part.title} {{: #{part.id} }}\n\n"
            + self.render("part", part=part, texts=compose.options(part), users=self._users(part.id))
            for part in self._offered_parts()
        )

    def _offered_parts(self) -> list:
        return [part for part in self.playbook.parts.values() if part.when]

    def _users(self, part_id: str) -> list[Template]:
        return [
            template
            for template in self.playbook.templates.values()
            if any(section.part == part_id for message in template.messages for section in message.body)
        ]

    def filled_page(self) -> str:
        """Every template as a reader would get it: default choices, examples filled in."""
        values = compose.examples(self.playbook)
        pages = []
        for template in self.playbook.templates.values():
            texts = [
                (message, fill(message.subject or "", values), compose.body(self.playbook, message, values))
                for message in template.messages
            ]
            pages.append(f"## {template.number} {template.title} {{: #{template.id} .unsearched }}")
            pages.append(self.render("filled", template=template, texts=texts))
        return "\n\n".join(pages)

    def claims_page(self) -> str:
        """What may not be said before somebody looked, and what it takes."""
        return self.render("claims", claims=self.playbook.claims.values())

    def generic_page(self) -> str:
        """The organization's values, and which of them are still missing."""
        organization = self.playbook.organization
        entries = [entry for entry in self.playbook.placeholders.values() if entry.scope is Scope.ORGANIZATION]
        return self.render("generic", entries=entries, organization=organization)

    def compose_page(self, base: str) -> str:
        """The desk: the frame that its scripts fill, and without them a list of the notices."""
        return self.render(
            "compose",
            base=base,
            templates=self.playbook.templates.values(),
            stages=list(Stage),
            organization=self.playbook.organization,
            built=build_date(),
        )

    def edition(self, base: str = "") -> str:
        """The lines that tell this edition's date, when the law was checked, and where the copy to carry is."""
        sources = self.playbook.sources.values()
        return self.render(
            "edition",
            base=base,
            built=build_date(),
            organization=self.playbook.organization,
            checked_on=min(source.checked_on for source in sources),
            review_by=min(source.review_by for source in sources),
        )

    def mark(self, name: str) -> Markup:
        """A mark of the registry, in running prose."""
        return Markup(self.render("mark", name=self.playbook.placeholders[name].name))


def _part_number(part: Part) -> str:
    """「P01 」 for a part of the inventory, nothing for others."""
    number = re.match(r"p\d\d(?=-)", part.id)
    return f"{number.group().upper()} " if number else ""


def _of(templates, stage: Stage, situation: Situation | None = None) -> list[Template]:
    """The templates with a text for ``stage`` (and ``situation``), in order of number."""
    return [
        template
        for template in templates
        if stage in {template.stage, *(message.stage for message in template.texts)}
        and (situation is None or situation in template.situations)
    ]
