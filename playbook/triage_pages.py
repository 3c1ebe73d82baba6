"""The emergency start: the first page, a page for every situation, and the sheet that the first page prints."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from playbook.law_words import when_words
from playbook.model import Happening, Playbook, Reader, Template, Triage, TriageStage
from playbook.regulation import Numbering
from playbook.render import Renderer

Readers = list[tuple[Reader, list[Template]]]
"""Whom to tell, each with what to send, first things first."""

LISTED = 10
"""The first page names the notices for a reader when they are no more than this; more are chosen in the gallery."""


def first_notice_address(triage: Triage) -> str:
    """Where 「今すぐ第一報」 leads, from the root of the site. The one place that knows."""
    return f"compose.html#{triage.first.template}"


@dataclass(frozen=True)
class TriagePages:
    """The macros of the emergency start. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {"start": self.start, "triage_page": self.triage_page}

    @property
    def triage(self) -> Triage:
        """The data; a playbook without it is never rendered."""
        assert self.playbook.triage
        return self.playbook.triage

    def start(self, base: str) -> str:
        """The first notice at once, else the first question; on paper, all three on one sheet."""
        return self.render(
            "start",
            base=base,
            first_address=first_notice_address(self.triage),
            triage=self.triage,
            groups=self._groups(),
            readers=self._by_reader(self.playbook.templates.values()),
            most=LISTED,
            flow=self._flow(base),
        )

    def triage_page(self, situation: str) -> str:
        """The page of one situation: its stages, for each of them whom to tell what; duties, people, checklists."""
        (happening,) = (one for one in self.triage.situations if one.id.value == situation)
        steps = {step.stage: step for step in happening.steps}
        calls = {call.id: call for call in self.triage.calls}
        body = self.render(
            "triage",
            base="../",
            triage=self.triage,
            happening=happening,
            stages=[
                (stage, steps[stage.id].note, self._by_reader(self._sent(happening, stage)), self._lists(stage.checklists))
                for stage in self.triage.stages
            ],
            duties=[self._duty(id) for id in happening.duties],
            duties_by_business=[self._duty(id) for id in happening.duties_by_business],
            rules=self.playbook.rules,
            calls=[calls[id] for id in happening.calls],
            numbering=self._numbering,
            checklists=self._lists(happening.checklists),
        )
        return f"# {happening.label}\n\n{body}"

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self.playbook.regulation)

    def _groups(self) -> list[tuple[str, list[Happening]]]:
        grouped = groupby(self.triage.situations, lambda happening: happening.group)
        return [(title, list(found)) for title, found in grouped]

    def _flow(self, base: str) -> str:
        """The three questions as one sheet of paper: templates by number, then every number with its title."""
        rows = [
            (happening, [[self.playbook.templates[id] for id in step.templates] for step in self._in_order(happening)])
            for happening in self.triage.situations
        ]
        common = [[self.playbook.templates[id] for id in stage.templates] for stage in self.triage.stages]
        duties = dict.fromkeys(id for happening in self.triage.situations for id in happening.duties)
        return self.render(
            "flow",
            base=base,
            triage=self.triage,
            rows=rows,
            common=common,
            readers=self._by_reader(self.playbook.templates.values()),
            duties=[duty for id in duties if (duty := self.playbook.duties[id]).deadlines],
            rules=self.playbook.rules,
        )

    def _in_order(self, happening: Happening):
        steps = {step.stage: step for step in happening.steps}
        return [steps[stage.id] for stage in self.triage.stages]

    def _sent(self, happening: Happening, stage: TriageStage) -> list[Template]:
        """What is sent in a situation at a stage: its own notices first, then those for every situation."""
        own = [id for step in happening.steps if step.stage == stage.id for id in step.templates]
        return [self.playbook.templates[id] for id in (*own, *stage.templates)]

    def _by_reader(self, templates: Iterable[Template]) -> Readers:
        sent = list(templates)
        grouped = [
            (reader, [template for template in sent if template.audience in reader.audiences])
            for reader in self.triage.readers
        ]
        return [(reader, found) for reader, found in grouped if found]

    def _lists(self, ids: Iterable[str]) -> list:
        return [self.playbook.checklists[id] for id in ids]

    def _duty(self, id: str) -> dict[str, object]:
        duty = self.playbook.duties[id]
        facts = self.playbook.facts
        when = {one.id: when_words(one.when, facts) if one.when else "" for one in duty.deadlines}
        return {"duty": duty, "when": when}
