"""What the theme writes and HTML does not allow: mended in the built pages, never in a copy of the theme."""

import re

_FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    # a box to tick has nothing to complete
    (re.compile(r'(<input\b[^>]*\btype="checkbox"[^>]*?) autocomplete="off"'), r"\1"),
    # an empty number; the theme means that there is none
    (re.compile(r'(<label\b[^>]*?) tabindex=""'), r"\1"),
)


def mended(page: str) -> str:
    """``page`` as the Nu checker accepts it."""
    for fault, instead in _FAULTS:
        page = fault.sub(instead, page)
    if 'id="__toc"' not in page:  # a page outside the navigation has the label of its contents, and nothing that it opens
        page = page.replace(' for="__toc"', "")
    return page
