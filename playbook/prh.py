"""The phrases as rules for prh, so that people who write with textlint are told while they write.

prh knows neither stages nor what stands around a wording: a rule with such conditions is left out. It shows the
better wording as advice; nothing should be replaced by machine.
"""

import yaml

from playbook.model import Playbook, Target


def rules(book: Playbook) -> str:
    """The YAML of the rules, phrase by phrase."""
    found = [
        {
            "expected": phrase.ok.strip().replace("$", "$$"),
            "pattern": f"/{phrase.pattern.replace('/', chr(92) + '/')}/u",
            "prh": f"{phrase.id}：{phrase.why.strip()}",
        }
        for phrase in book.phrases.values()
        if phrase.pattern and phrase.target is Target.BODY and not phrase.unless and not phrase.stages
    ]
    head = "# 文例の良し悪し（data/phrases.yml）から書き出した prh の規則。直すときは元のファイルを直す。\n"
    return head + yaml.safe_dump({"version": 1, "rules": found}, allow_unicode=True, sort_keys=False, width=1000)
