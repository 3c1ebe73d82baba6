"""Checks of what the desk asks for: few values, and defaults that exist."""

from collections.abc import Iterator

from playbook.desk import NEW_FIELDS, new_fields
from playbook.finding import Finding
from playbook.load import Loaded
from playbook.model import Kind, Proof, Scope
from playbook.passages import reporter


def check_new_fields(loaded: Loaded) -> Iterator[Finding]:
    """A notice that asks for more than six values beyond the first notice says why; no other does."""
    if loaded.broken:
        return
    book = loaded.playbook
    for template in book.templates.values():
        report = reporter(loaded, "templates", template.id)
        most = max((new_fields(book, message) for message in template.messages), key=len)
        if len(most) > NEW_FIELDS and not template.many_fields:
            yield report(
                "PB530",
                ("id",),
                template.id,
                f"第一報の後に新しく入れる値が {len(most)} あります（{'、'.join(most)}）。{NEW_FIELDS} を超えています。",
                "減らすか、many_fields に、なぜ要るかを書いてください。",
            )
        if len(most) <= NEW_FIELDS and template.many_fields:
            yield report(
                "PB531",
                ("many_fields",),
                template.many_fields,
                f"新しく入れる値は {len(most)} だけです。",
                "many_fields を消してください。",
            )


def check_defaults(loaded: Loaded) -> Iterator[Finding]:
    """``same_as`` leads to a value of the company; ``proves``, ``tense`` and ``after`` stand where they mean something."""
    entries = loaded.playbook.placeholders
    for entry in entries.values():
        report = reporter(loaded, "placeholders", entry.name)
        if entry.same_as and "placeholders" not in loaded.broken:
            other = entries.get(entry.same_as)
            if other is None or other.scope is not Scope.ORGANIZATION or other.kind is not entry.kind:
                yield report(
                    "PB532",
                    ("same_as",),
                    entry.same_as,
                    "既定に使えるのは、同じ種類の、会社で一度だけ決める差し込みです。",
                    "自社_… の名前を確かめてください。",
                )
        wrong = [name for name in entry.after if name == entry.name or name not in entries or entries[name].kind is not entry.kind]
        if entry.kind not in (Kind.DATETIME, Kind.DATE) and (entry.tense or entry.after):
            wrong = [entry.name]
        if wrong and "placeholders" not in loaded.broken:
            yield report(
                "PB534",
                ("after",) if entry.after else ("tense",),
                wrong[0],
                f"「{wrong[0]}」は、前後を比べられる、同じ種類（日時か日付）のほかの差し込みではありません。",
                "日時か日付の差し込みの名前を確かめてください。",
            )
        if entry.proves and (entry.scope is not Scope.NOTICE or (entry.proves is Proof.AT) != (entry.kind is Kind.DATETIME)):
            yield report(
                "PB533",
                ("proves",),
                entry.proves.value,
                "at は日時、of は文の差し込みで、範囲が「この連絡だけ」のものに書きます。",
                "種類と範囲を確かめてください。",
            )
