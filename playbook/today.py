"""What day it is in Japan, whatever clock the computer keeps."""

from datetime import date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))


def today() -> date:
    """Today in Japan."""
    return datetime.now(JAPAN).date()
