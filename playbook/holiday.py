"""The national holidays of Japan.

The library that reckons them knows every country, and takes longer to load than all of the data to read: a year that
was asked for is kept in ``.cache``, until the library's rules for Japan change.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from playbook.memo import CACHE, Memo, made_by


@cache
def national_holidays(year: int) -> Mapping[date, str]:
    """Day and Japanese name of each holiday of ``year`` (国民の祝日に関する法律)."""
    rules = Path(find_spec("holidays").origin).parent / "countries/japan.py"
    memo = Memo(CACHE / f"holidays-{year}.json", made_by(__file__, str(rules)))
    found = memo.answer(str(year), lambda: _reckoned(year))
    memo.keep()
    return {date.fromisoformat(day): name for day, name in found.items()}


def _reckoned(year: int) -> dict[str, str]:
    import holidays

    return {day.isoformat(): name for day, name in sorted(holidays.JP(years=year, language="ja").items())}
