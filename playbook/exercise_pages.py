"""The pages of the exercises: one for all, one a scenario for players, and one a scenario for the facilitator alone.

A player's page is made of :func:`playbook.drill.brief` and nothing else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from playbook import drill
from playbook.law_pages import LawPages
from playbook.model import Playbook
from playbook.render import Renderer
from playbook.scenario import DrillGuide, Inject, Scenario, words

HOUR = "hour"
"""The advice for an hour at short notice; on its page it stands first, with what to print."""
SLOT = re.compile(r"(\d+分から\d+分)：")
"""How an item of a timetable begins."""


@dataclass(frozen=True)
class ExercisePages:
    """The macros of the exercises. ``base`` is the way from the page to the root of the site."""

    playbook: Playbook
    render: Renderer
    law: LawPages

    def macros(self) -> dict[str, Callable[..., str]]:
        """The names that pages may call."""
        return {
            "exercises_index": self.exercises_index,
            "exercise_guides": self.exercise_guides,
            "exercise_promises": self.exercise_promises,
            "exercise_hour": self.exercise_hour,
            "exercise_running": self.exercise_running,
            "exercise_page": self.exercise_page,
            "exercise_guide": self.exercise_guide,
        }

    def exercises_index(self, base: str) -> str:
        """Every exercise, with the beginning of its story."""
        briefs = [drill.brief(self.playbook, scenario) for scenario in self.playbook.scenarios.values()]
        return self.render("exercises-index", briefs=briefs, base=base)

    def exercise_guides(self, base: str) -> str:
        """The ways to the facilitator's pages."""
        return self.render("exercise-guides", scenarios=self.playbook.scenarios.values(), base=base)

    def exercise_promises(self, base: str) -> str:
        """What holds for everybody in every exercise."""
        return self._guides(False, base)

    def exercise_hour(self, first: str, second: str, base: str) -> str:
        """How to hold an hour at short notice: what to see to, the timetable, and what to print of two exercises."""
        guide = self.playbook.exercises[HOUR]
        slots = [(found[1], item[found.end() :]) for item in guide.items if (found := SLOT.match(item))]
        scenarios = [self.playbook.scenarios[id] for id in (first, second)]
        body = self.render(
            "exercise-hour",
            items=[item for item in guide.items if not SLOT.match(item)],
            slots=slots,
            scenarios=[(scenario, sum(bool(inject.short and inject.short.task) for inject in scenario.injects)) for scenario in scenarios],
            base=base,
        )
        return f"## {guide.title} {{: #{guide.id} }}\n\n{body}"

    def exercise_running(self, base: str) -> str:
        """What a facilitator does before, during and after every exercise."""
        return self._guides(True, base, HOUR)

    def _guides(self, facilitator: bool, base: str, *left_out: str) -> str:
        return "\n\n".join(
            f"## {guide.title} {{: #{guide.id} }}\n\n" + self.render("drill-guide", guide=guide, base=base)
            for guide in DrillGuide.of(self.playbook.exercises, facilitator)
            if guide.id not in left_out
        )

    # --- one scenario ------------------------------------------------------------------------------

    def exercise_page(self, scenario_id: str, base: str) -> str:
        """What players may read before the exercise."""
        brief = drill.brief(self.playbook, self.playbook.scenarios[scenario_id])
        return f"# {brief.handout.title} {{: #{scenario_id} }}\n\n" + self.render("exercise", brief=brief, base=base)

    def exercise_guide(self, scenario_id: str, base: str) -> str:
        """All that the facilitator needs: the truth, the cards, what to expect, model notices, clocks, evaluation."""
        scenario = self.playbook.scenarios[scenario_id]
        say = self._speaker(scenario, base)
        pages = [
            f"# 進行役：{scenario.facilitator.title} {{: #{scenario_id} }}",
            self.render(
                "exercise-guide-head",
                scenario=scenario,
                guide=scenario.facilitator,
                cards=list(zip(scenario.injects, drill.deck(self.playbook, scenario), strict=True)),
                clocks=[self._clock(clock) for clock in scenario.facilitator.clocks],
                say=say,
                base=base,
            ),
        ]
        for module in scenario.modules:
            pages.append(f"## {module.title} {{: #part-{module.id} }}")
            pages.append(f"<p><strong>この部のねらい</strong>：{say(module.aim)}</p>")
            for number, inject in enumerate(scenario.injects, 1):
                if inject.module == module.id:
                    pages.extend(self._inject(scenario, inject, number, say, base))
        pages.append("## 評価 {: #evaluation }")
        pages.append(self.render("exercise-evaluation", guide=scenario.facilitator, say=say))
        pages.append("## 振り返りと改善計画 {: #hot-wash }")
        pages.append(self.render("exercise-closing", guide=scenario.facilitator, say=say))
        pages.append("## 関わるもの {: #related }")
        pages.append(self.render("related", related=self.law.related("scenarios", scenario_id, base)))
        return "\n\n".join(pages)

    def _inject(
        self, scenario: Scenario, inject: Inject, number: int, say: Callable[[str], Markup], base: str
    ) -> list[str]:
        sheet = drill.sheet(self.playbook, scenario, inject, number)
        notice = inject.guide.notice
        named = {"templates": inject.guide.templates, "duties": inject.guide.duties}
        named |= {"regulation": inject.guide.articles, "checklists": inject.guide.checklists}
        if notice:
            named["templates"] = (*dict.fromkeys((notice.template, *notice.others, *named["templates"])),)
        return [
            f"### カード{number}　{sheet.clock} {{: #card-{inject.id} }}",
            self.render(
                "exercise-card",
                inject=inject,
                guide=inject.guide,
                sheet=sheet,
                short=drill.sheet(self.playbook, scenario, inject, number, short=True) if inject.short else None,
                letter=drill.letter(self.playbook, scenario, inject),
                template=self.playbook.templates[notice.template] if notice else None,
                links=self.law.links(named, base),
                say=say,
                base=base,
            ),
        ]

    def _clock(self, clock) -> tuple:
        duty = self.playbook.duties[clock.duty]
        deadline = next(one for one in duty.deadlines if one.id == clock.deadline)
        due = f"{clock.due.year}年{clock.due.month}月{clock.due.day}日（{'月火水木金土日'[clock.due.weekday()]}）" if clock.due else ""
        return duty, deadline, words(clock.starts), due, clock.note

    def _speaker(self, scenario: Scenario, base: str) -> Callable[[str], Markup]:
        called = drill.names(self.playbook, scenario)
        return lambda text: Markup(self.render("say", text=drill.fill(text, called), base=base))
