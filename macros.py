"""The door between MkDocs and the playbook: it registers the names that pages may call, nothing else."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from playbook.finish import finish  # noqa: E402  its folder is on the path only now
from playbook.pages import Pages, build_date  # noqa: E402


def define_env(env) -> None:
    """Called once a build by mkdocs-macros."""
    env.playbook_pages = Pages.open(ROOT)
    for name, macro in env.playbook_pages.macros().items():
        env.macro(macro, name)


def on_post_build(env) -> None:
    """Called when all pages are written."""
    finish(env.playbook_pages.playbook, Path(env.conf["site_dir"]), build_date())
