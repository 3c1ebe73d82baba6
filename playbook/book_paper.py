"""The printed book as a plain value: every chapter of the site, in the order in which one looks things up.

Only words and structure, no layout. Ids of headings are the addresses of the site, so that what is a link on
the screen becomes a page number on paper.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import markdown
from jinja2 import Environment, StrictUndefined

from playbook import compose
from playbook.craft import GlossaryTerm
from playbook.craft_pages import CraftPages
from playbook.law import Deadline, Duty, Nature
from playbook.law_checks import confidence
from playbook.law_pages import KIND_LABELS
from playbook.law_words import Outline, clock_words, outline, plain, when_words
from playbook.model import Element, Message, Part, Section, Situation, Stage, Template
from playbook.pages import NOTICE_STAGES, Pages
from playbook.regulation import Article, Here, Numbering
from playbook.richtext import Block, Runs, blocks, runs, target

Value = dict[str, Any]

UNRELATED = frozenset({KIND_LABELS["phrases"], KIND_LABELS["scenarios"]})
"""Kinds that so much relates to that their lists would fill the book."""

NO_DEADLINE = {
    "practice": "決まった期限はない。任意のものは、するかどうかを選ぶ。契約によるものは、契約を見る。",
    "unconfirmed": "期限は要確認（見る先は下）。分かるまで、待たずに行う。",
    "none": "日数の定めは見つかっていない。待たずに行う。",
}


class BookPaper:
    """The chapters of the book. ``docs`` is the folder of the pages of prose."""

    def __init__(self, pages: Pages, docs: Path) -> None:
        self.pages, self.book, self.render, self.docs = pages, pages.playbook, pages.render, docs

    # --- texts -----------------------------------------------------------------------------------------

    def mail(self, text: str) -> Runs:
        """A text to send, line by line."""
        return runs(self.render.marks(text.rstrip("\n")), lines=True)

    def text(self, text: str) -> Runs:
        """A text for staff as one paragraph."""
        return runs(self.render.prose(text, ""))

    def lines(self, text: str) -> Runs:
        """A text for staff whose line feeds mean something."""
        return runs(self.render.refs(text.rstrip("\n"), ""), lines=True)

    def related(self, kind: str, id: str) -> list[Value]:
        """Where an entry leads, by kind; to phrases and exercises it is one way."""
        return [
            {"label": label, "links": [["link", words, target(href)] for href, words in links]}
            for label, links in self.pages.law.related(kind, id, "")
            if label not in UNRELATED
        ]

    # --- the whole ---------------------------------------------------------------------------------------

    def value(self) -> list[Value]:
        """The chapters in order; a link that leads to no place in the book is plain words."""
        return closed(self._chapters())

    def _chapters(self) -> list[Value]:
        return [
            {"kind": "gallery", "title": "文面を選ぶ", "id": "templates/index.html", **self.gallery()},
            {"kind": "templates", "title": "テンプレート", "id": "templates", "stages": self.templates()},
            {"kind": "parts", "title": "部品", "id": "parts.html", "parts": self.parts()},
            {"kind": "claims", "title": "言い切る前に", "id": "claims.html", "claims": self.claims()},
            {"kind": "marks", "title": "差し込みの一覧", "id": "marks", "marks": self.marks()},
            {"kind": "tables", "title": "法令と期限の表", "id": "law/index.html", "tables": self.tables()},
            {"kind": "duties", "title": "義務と期限", "id": "law/duties.html", "groups": self.duties()},
            {"kind": "faq", "title": "よくある質問", "id": "faq.html", "categories": self.faq()},
            {"kind": "checklists", "title": "チェックリスト", "id": "checklists.html", "lists": self.checklists()},
            {"kind": "writing", "title": "書き方", "id": "writing/index.html", "pages": self.writing()},
            {"kind": "phrases", "title": "文例の良し悪し", "id": "phrases.html", "categories": self.phrases()},
            {"kind": "decisions", "title": "決めごと", "id": "writing/decisions.html", "decisions": self.decisions()},
            {"kind": "regulation", "title": "規程のひな形", "id": "regulation/index.html", "chapters": self.regulation()},
            {"kind": "prose", **self.page("regulation/guide.md")},
            {"kind": "glossary", "title": "用語", "id": "glossary.html", "rows": self.glossary()},
            {"kind": "sources", "title": "出典と根拠", "id": "law/sources.html", **self.sources()},
            {"kind": "prose", **self.page("limits.md")},
        ]

    # --- templates ---------------------------------------------------------------------------------------

    def gallery(self) -> Value:
        """Which template when: by situation and stage, and for other readers."""
        templates = self.book.templates.values()
        rows = []
        for situation in Situation:
            cells = [
                [self._link(t) for t in templates if situation in t.situations and stage in _stages(t)]
                for stage in NOTICE_STAGES
            ]
            if any(cells):
                rows.append({"situation": situation.label, "cells": cells})
        return {
            "stages": [stage.label for stage in NOTICE_STAGES],
            "rows": rows,
            "support": [[self._link(t), t.audience.label] for t in templates if Stage.SUPPORT in _stages(t)],
        }

    def _link(self, template: Template) -> list[str]:
        return ["link", f"{template.number} {template.title}", f"templates/{template.id}.html"]

    def templates(self) -> list[Value]:
        """All templates, stage by stage."""
        templates = self.book.templates.values()
        return [
            {
                "title": stage.label,
                "id": f"templates-{stage.value}",
                "templates": [self.template(template) for template in templates if template.stage is stage],
            }
            for stage in Stage
        ]

    def template(self, template: Template) -> Value:
        """One template: when to use it, its texts, what comes next."""
        return {
            "id": f"templates/{template.id}.html",
            "title": f"{template.number} {template.title}",
            "when": self.text(template.when),
            "facts": [
                ["場面", "、".join(situation.label for situation in template.situations)],
                ["読み手", template.audience.label],
                ["手段", template.channel.label],
                ["承認", template.approval],
            ],
            "instead": [[self.text(item.case), self._link(self.book.templates[item.template])] for item in template.instead],
            "messages": [self.message(template, message) for message in template.messages],
            "next": [[self._link(self.book.templates[id]), self.book.templates[id].stage.label] for id in template.next],
            "related": self.related("templates", template.id),
        }

    def message(self, template: Template, message: Message) -> Value:
        """One text to send: subject, sections with their choices, and the reasons apart."""
        held = compose.elements(self.book, message)
        waived = {waiver.element: waiver.reason for waiver in template.waives}
        return {
            "id": f"templates/{template.id}.html#{message.id}",
            "label": message.label if template.texts else "",
            "lang": message.lang,
            "subject": self.mail(message.subject) if message.subject else [],
            "sections": [self.block(block) for block in compose.blocks(self.book, message)],
            "covers": [element.label for element in Element if element in held],
            "waived": [
                [element.label, self.text(waived[element])]
                for element in Element
                if element in waived and element in template.demanded(message) - held
            ],
        }

    def block(self, block: compose.Block) -> Value:
        """A section of a message: its texts, and why it is so."""
        claim = self.book.claims[block.section.claim] if block.section.claim else None
        name = block.section.heading or (self.book.parts[block.part].title if block.part else "場面に合うもの")
        legend = f"{claim.title}：確かめたことだけを選ぶ" if claim else f"{name}：選ぶ"
        return {
            "legend": legend if block.section.choices else "",
            "claim": bool(claim),
            "choices": self.choices(block.section),
            "why": self.text(block.why) if block.why else [],
        }

    def choices(self, section: Section) -> list[Value]:
        """The texts that a section can have; one without a label is no choice."""
        texts = compose.options(section)
        if not section.choices:
            return [{"label": "", "default": True, "evidence": [], "text": self.mail(texts[0])}]
        return [
            {
                "label": choice.label,
                "default": at == 0,
                "evidence": self.text(choice.evidence) if choice.evidence else [],
                "text": self.mail(texts[at]),
            }
            for at, choice in enumerate(section.choices)
        ]

    def parts(self) -> list[Value]:
        """The parts that may be put into any notice."""
        return [
            {
                "id": f"parts.html#{part.id}",
                "title": f"{_part_number(part)}{part.title}",
                "when": self.text(part.when),
                "why": self.text(part.why) if part.why else [],
                "section": {"legend": "選ぶ" if part.choices else "", "claim": bool(part.claim), "choices": self.choices(part)},
            }
            for part in self.book.parts.values()
            if part.when
        ]

    def claims(self) -> list[Value]:
        """What may not be said before somebody looked."""
        return [
            {
                "id": f"claims.html#{claim.id}",
                "title": claim.title,
                "safe": self.mail(claim.safe),
                "evidence": self.text(claim.evidence),
                "who": self.text(claim.who),
                "assertions": [text for assertion in claim.assertions for text in assertion.specs.hit],
            }
            for claim in self.book.claims.values()
        ]

    def marks(self) -> list[list[Any]]:
        """Every mark: name, meaning, example, when it is known."""
        return [
            [["mark", f"(({entry.name}))"], entry.meaning, entry.example.strip(), entry.scope.label]
            for entry in self.book.placeholders.values()
        ]

    # --- law -----------------------------------------------------------------------------------------------

    def tables(self) -> list[Value]:
        """The tables of law and practice, each row with its nature, sources and what is not confirmed."""
        return [
            {
                "id": f"law/index.html#{table.id}",
                "title": f"{table.number} {plain(table.title, self.book)}",
                "nature": nature(table.nature),
                "lead": self.lines(table.lead),
                "head": [self.lines(column.title) for column in table.columns],
                "rows": [
                    {
                        "cells": [self.lines(row.cells[column.id]) for column in table.columns],
                        "nature": nature(row.nature or table.nature),
                        "sources": [self.book.sources[id].title for id in row.sources],
                        "duties": [["link", plain(self.book.duties[id].title, self.book), f"law/duties.html#{id}"] for id in row.duties],
                        "unconfirmed": self.lines(row.unconfirmed) if row.unconfirmed else [],
                    }
                    for row in table.rows
                ],
                "notes": [self.lines(note) for note in table.notes],
                "related": self.related("tables", table.id),
            }
            for table in self.book.tables.values()
        ]

    def duties(self) -> list[Value]:
        """The duties of law and guidelines, then one's own targets."""
        duties = self.book.duties.values()
        groups = [
            ("law-duties", "法令と指針の義務", [duty for duty in duties if duty.nature is not Nature.PRACTICE]),
            ("own-targets", "義務ではないもの（社内目標・任意の届出）", [duty for duty in duties if duty.nature is Nature.PRACTICE]),
        ]
        return [
            {"id": f"law/duties.html#{id}", "title": title, "duties": [self.duty(duty) for duty in found]}
            for id, title, found in groups
            if found
        ]

    def duty(self, duty: Duty) -> Value:
        """One duty with its condition, clocks, contents, basis and sources."""
        return {
            "id": f"law/duties.html#{duty.id}",
            "title": plain(duty.title, self.book),
            "nature": nature(duty.nature),
            "law": duty.law,
            "who": self.lines(duty.who),
            "addressee": self.lines(duty.addressee),
            "condition": _tree(outline(duty.trigger, self.book.facts)),
            "clocks": [self.clock(deadline) for deadline in duty.deadlines] or [[no_deadline(duty)]],
            "contents": [self.lines(item) for item in duty.contents],
            "basis": [self.lines(f"[[{id}:basis]]：[[{id}]]") for id in duty.basis],
            "sources": [self.book.sources[id].title for id in duty.sources],
            "note": self.lines(duty.note) if duty.note else [],
            "unconfirmed": self.lines(duty.unconfirmed) if duty.unconfirmed else [],
            "related": self.related("duties", duty.id),
        }

    def clock(self, deadline: Deadline) -> Runs:
        """A deadline in words, with how it is counted."""
        label, start = clock_words(deadline, self.book.rules[deadline.rule])
        counted = (deadline.first_day.label, deadline.last_day.label) if deadline.by_days else ()
        told = "。".join(filter(None, (start, *counted)))
        only = f"〔{when_words(deadline.when, self.book.facts)}とき〕" if deadline.when else ""
        return [*self.lines(f"{label}：[[{deadline.rule}]]"), (f"（{told}）" if told else "") + only]

    def faq(self) -> list[Value]:
        """The questions, by category."""
        questions = list(self.book.faq.values())
        categories = list(dict.fromkeys(question.category for question in questions))
        return [
            {
                "id": f"faq.html#faq-{number}",
                "title": category,
                "questions": [
                    {
                        "id": f"faq.html#{question.id}",
                        "title": plain(question.q, self.book),
                        "answer": self.lines(question.a),
                        "nature": nature(question.basis),
                        "sources": [self.book.sources[id].title for id in question.see.sources],
                        "related": self.related("faq", question.id),
                    }
                    for question in questions
                    if question.category == category
                ],
            }
            for number, category in enumerate(categories, 1)
        ]

    def sources(self) -> Value:
        """Every rule and every source."""
        return {
            "rules": [
                {
                    "id": f"law/sources.html#rule-{rule.id}",
                    "text": rule.text,
                    "basis": rule.basis,
                    "nature": nature(rule.nature),
                    "sources": [self.book.sources[id].title for id in rule.sources],
                    "confidence": confidence(self.book, rule).label.split("（")[0] if rule.sources else "",
                    "checked": min(self.book.sources[id].checked_on for id in rule.sources).isoformat() if rule.sources else "",
                    "unconfirmed": self.lines(rule.unconfirmed) if rule.unconfirmed else [],
                }
                for rule in self.book.rules.values()
            ],
            "sources": [
                {
                    "id": f"law/sources.html#source-{source.id}",
                    "title": source.title,
                    "publisher": source.publisher,
                    "url": source.url,
                    "confidence": source.confidence.label,
                    "checked": source.checked_on.isoformat(),
                    "review": source.review_by.isoformat(),
                    "note": source.note or "",
                }
                for source in self.book.sources.values()
            ],
        }

    # --- regulation ------------------------------------------------------------------------------------------

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self.book.regulation)

    def regulation(self, notes: bool = True) -> list[Value]:
        """The regulation: chapters with their articles, and with ``notes`` why they are so."""
        return [
            {
                "id": f"regulation/index.html#chapter-{articles[0].id}",
                "title": title,
                "articles": [self.article(article) | (self.notes(article) if notes else {}) for article in articles],
            }
            for title, articles in self._numbering.chapters()
        ]

    def article(self, article: Article) -> Value:
        """What an article rules."""
        return {
            "id": f"regulation/index.html#{article.id}",
            "title": self._numbering.heading(article.id),
            "paragraphs": [
                {
                    "text": self.ruling(paragraph.text, Here(article.id, at)),
                    "items": [
                        {"term": item.term or "", "text": self.ruling(item.text, Here(article.id, at))} for item in paragraph.items
                    ],
                }
                for at, paragraph in enumerate(article.paragraphs)
            ],
        }

    def notes(self, article: Article) -> Value:
        """Why an article is so, who sees to it, and what belongs to it."""
        whole = Here(article.id)
        return {
            "commentary": [self.ruling(line, whole, bare=False) for line in article.commentary.strip().split("\n")],
            "owner": self.ruling(article.owner, whole, bare=False),
            "related": self.related("regulation", article.id),
        }

    def ruling(self, text: str, here: Here, bare: bool = True) -> Runs:
        """A text of the regulation at ``here``; ``bare`` leaves out the nature of rules."""
        return runs(self.render.ruling(text, "", here, bare))

    def blanks(self) -> list[list[Any]]:
        """Every blank of the regulation: name, what to write, its value, the articles that hold it."""
        return [
            [
                ["mark", f"(({entry.name}))"],
                f"{entry.meaning}（例：{entry.example}）",
                self.book.organization.filled.get(entry.name, ""),
                "、".join(self._numbering.name(article.id) for article in found),
            ]
            for entry, found in self.pages.regulation.blanks()
        ]

    # --- craft -----------------------------------------------------------------------------------------------

    def checklists(self) -> list[Value]:
        """The checklists."""
        return [
            {
                "id": f"checklists.html#{entry.id}",
                "title": entry.title,
                "nature": nature(entry.nature),
                "when": self.text(entry.when),
                "items": [[item.text, self.text(item.how) if item.how else []] for item in entry.items],
                "related": self.related("checklists", entry.id),
            }
            for entry in self.book.checklists.values()
        ]

    def phrases(self) -> list[Value]:
        """The wording to avoid and to use, by category."""
        phrases = self.book.phrases.values()
        categories = list(dict.fromkeys(phrase.category for phrase in phrases))
        return [
            {
                "id": f"phrases.html#phrases-{number}",
                "title": category,
                "phrases": [
                    {"id": f"phrases.html#{phrase.id}", "avoid": phrase.ng, "why": self.mail(phrase.why), "write": self.mail(phrase.ok), "severity": phrase.severity.label}
                    for phrase in phrases
                    if phrase.category == category
                ],
            }
            for number, category in enumerate(categories, 1)
        ]

    def decisions(self) -> list[Value]:
        """The decisions."""
        return [
            {
                "id": f"writing/decisions.html#{entry.id}",
                "title": entry.issue,
                "decision": self.text(entry.decision),
                "advice": self.text(entry.advice),
                "reason": self.text(entry.reason),
                "natures": [nature(one) for one in entry.natures],
                "related": self.related("decisions", entry.id),
            }
            for entry in self.book.decisions.values()
        ]

    def glossary(self) -> list[Value]:
        """The terms in the order of their readings."""

        def entry(term: GlossaryTerm) -> Value:
            basis = "、".join(self.book.rules[id].basis for id in term.rules)
            return {
                "id": f"glossary.html#{term.id}",
                "term": term.term,
                "reading": "。".join([term.reading, *([f"{'、'.join(term.forms)}とも"] if term.forms else [])]),
                "meaning": term.meaning,
                "basis": [nature(term.nature), basis] if basis else [],
            }

        rows = CraftPages(self.book, self.render, self.pages.law).rows()
        return [
            {"id": f"glossary.html#row-{id}", "title": title, "terms": [entry(term) for term in terms]}
            for id, title, terms in rows
        ]

    # --- prose -----------------------------------------------------------------------------------------------

    def writing(self) -> list[Value]:
        """The pages on writing, in reading order."""
        return [self.page(f"writing/{page.id}.md") for page in self.book.writing.values()]

    def page(self, file: str) -> Value:
        """A page of prose: its macros run, its Markdown read, as blocks under its title."""
        text = (self.docs / file).read_text("utf-8")
        address = file.removesuffix(".md") + ".html"
        found = blocks(_markdown(self._jinja.from_string(text).render()), address, self._special)
        title = next(block for block in found if block["kind"] == "heading" and block["level"] == 1)
        found.remove(title)
        return {"id": address, "title": "".join(run if isinstance(run, str) else run[1] for run in title["text"]), "blocks": found}

    @cached_property
    def _jinja(self) -> Environment:
        jinja = Environment(undefined=StrictUndefined)
        on_paper: dict[str, Callable[..., str]] = {
            "example": lambda page, example, base: f'\n<div data-paper="example:{page}:{example}"></div>\n',
            "writing_related": lambda page, base: f'\n<div data-paper="related:writing:{page}"></div>\n',
            "edition": lambda base="": "",
        }
        jinja.globals.update(self.pages.macros() | on_paper)
        return jinja

    def _special(self, name: str) -> Block:
        kind, first, second = name.split(":")
        if kind == "related":
            return {"kind": "related", "groups": self.related(first, second)}
        (example,) = (one for one in self.book.writing[first].examples if one.id == second)
        return {
            "kind": "example",
            "title": example.title,
            "before": self.mail(example.before),
            "after": self.mail(example.after),
            "why": self.text(example.why),
        }


def nature(term: Nature) -> list[str]:
    """A nature as a run."""
    return ["nature", f"{term.mark}{term.label}"]


def no_deadline(duty: Duty) -> str:
    """What is said of a duty without a deadline."""
    kind = "practice" if duty.nature is Nature.PRACTICE else "unconfirmed" if duty.unconfirmed else "none"
    return NO_DEADLINE[kind]


def closed(chapters: list[Value]) -> list[Value]:
    """``chapters`` with every link that leads out of them as plain words."""
    return _resolved(chapters, frozenset(_ids(chapters)))


def _ids(value: Any) -> Iterator[str]:
    """Every place of the book to which a link may lead."""
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _resolved(value: Any, ids: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _resolved(inner, ids) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 3 and value[0] == "link" and value[2] not in ids:
        return ["words", value[1]]
    return [_resolved(inner, ids) for inner in value]


def _tree(condition: Outline) -> Value:
    return {"text": condition.text, "parts": [_tree(part) for part in condition.parts]}


def _stages(template: Template) -> set[Stage]:
    return {template.stage, *(message.stage for message in template.texts if message.stage)}


def _part_number(part: Part) -> str:
    return f"{part.id[:3].upper()} " if part.id[0] == "p" and part.id[1:3].isdigit() else ""


def _markdown(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "tables"])
