"""The door between MkDocs and the playbook: it registers the names that pages may call, nothing else."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from playbook.pages import Pages  # noqa: E402  its folder is on the path only now


def define_env(env) -> None:
    """Called once a build by mkdocs-macros."""
    for name, macro in Pages.open(ROOT).macros().items():
        env.macro(macro, name)
