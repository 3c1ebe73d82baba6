"""The skeleton of a new template, and the words of it that must not stay."""

SKELETON = """\
id: {id}
title: 題を書きます
stage: initial
situations: [outage]
audience: customer
channel: email
keywords: [検索の言葉, を三つ, 以上]
when: |
  いつ使うか、いつ使わないかを書きます。
approval: 障害対応の責任者
subject: "【重要】((サービス名))について"
body:
  - part: address
  - elements: [overview, apology]
    text: |
      何が起きているかを書きます。
    why: 研修で説明に使える理由を書きます。
  - part: contact
  - part: signature
next: []
"""

LEFT = (
    "題を書きます",
    "検索の言葉",
    "を三つ",
    "以上",
    "いつ使うか、いつ使わないかを書きます。",
    "何が起きているかを書きます。",
    "研修で説明に使える理由を書きます。",
)
"""Whole texts of the skeleton that say what to write."""
