"""The national holidays of Japan.

The library that reckons them knows every country, and takes longer to load than all of the data to read: a year that
was asked for is kept in ``.cache`` until the locked tools change.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from playbook.memo import Memo, digest_of

ROOT = Path(__file__).resolve().parent.parent


@cache
def national_holidays(year: int) -> Mapping[date, str]:
    """Day and Japanese name of each holiday of ``year`` (国民の祝日に関する法律)."""
    tools = digest_of((ROOT / "requirements.lock.txt").read_bytes())
    memo = Memo(ROOT / f".cache/holidays-{year}.json", tools)
    found = memo.answer(str(year), lambda: _reckoned(year))
    memo.keep()
    return {date.fromisoformat(day): name for day, name in found.items()}


def _reckoned(year: int) -> dict[str, str]:
    import holidays

    return {day.isoformat(): name for day, name in sorted(holidays.JP(years=year, language="ja").items())}
