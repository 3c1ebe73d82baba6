"""What every paper says of itself: which edition, from when, and how far the law was checked."""

import hashlib
from datetime import date
from typing import Any

from pydantic_core import to_json

from playbook.model import Playbook

TITLE = "事故のときの連絡文 手引き"


def japanese(day: date) -> str:
    """2026年11月22日"""
    return f"{day.year}年{day.month}月{day.day}日"


def edition(book: Playbook, built: date) -> dict[str, Any]:
    """The words of cover and footer. The mark of the edition is the same only for the same data."""
    review = book.organization.legal_review
    mark = hashlib.sha256(to_json(book)).hexdigest()[:4]
    checked = min((source.checked_on for source in book.sources.values()), default=None)
    return {
        "title": TITLE,
        "edition": f"{built:%Y%m%d}-{mark}",
        "built": japanese(built),
        "date": [built.year, built.month, built.day],
        "checked": japanese(checked) if checked else "なし",
        "review": f"済（{review.by}、{japanese(review.on)}）" if review.by else "未",
        "reviewed": bool(review.by),
        "company": book.organization.filled.get("自社_会社名", ""),
    }
