"""The model as HTML, through the Jinja partials. Escapes everything; knows no page and no file of the site."""

import html
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from playbook.model import Playbook
from playbook.placeholder import highlight


class Renderer:
    """Renders partials; the marks that the organization has values for are shown as those values."""

    def __init__(self, playbook: Playbook, partials: Path) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(partials),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        wrap = partial(_mark, playbook.organization.filled)
        self._jinja.filters["marks"] = lambda text: Markup(highlight(text, wrap))
        self._jinja.filters["prose"] = lambda text: Markup(highlight(text.replace("\n", ""), wrap))

    def __call__(self, name: str, /, **context: object) -> str:
        """The partial ``name``.html with ``context``, as one block of HTML that Markdown leaves alone."""
        return self._jinja.get_template(f"{name}.html").render(**context).strip()


def _mark(values: dict[str, str], name: str, mark: str) -> str:
    if value := values.get(name):
        return f'<span class="filled">{html.escape(value)}</span>'
    return f'<span class="placeholder">{html.escape(mark)}</span>'
