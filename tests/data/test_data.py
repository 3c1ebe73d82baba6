"""The real data is in order, and what editors are told about it is true."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from playbook.checks import check
from playbook.cli import schemas
from playbook.load import load

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yml"))


def read(file: str) -> Any:
    """A data file as the loader reads it: every scalar is text."""
    return yaml.load((DATA / file).read_text("utf-8"), Loader=yaml.CBaseLoader)


def schema_of(file: str) -> dict[str, Any]:
    """The schema that ``.vscode/settings.json`` ties to ``file``."""
    folder = Path(file).parent.name
    name = folder.removesuffix("s") or Path(file).stem  # templates/… is held by template.json
    return json.loads(schemas()[f"{name}.json"])


def is_written_number(_: object, value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


def is_written_boolean(_: object, value: object) -> bool:
    return value in ("true", "false")


Validator = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"integer": is_written_number, "boolean": is_written_boolean}
    ),
)
"""Numbers, true and false are text here, as the loader reads them; dates are text in JSON anyway."""


def errors(file: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Validator(schema_of(file)).iter_errors(value)]


def mappings_of(value: Any) -> list[dict[str, Any]]:
    """``value`` and what it holds, as far as they are mappings."""
    children = value if isinstance(value, list) else value.values() if isinstance(value, dict) else []
    own = [value] if isinstance(value, dict) else []
    return own + [found for child in children for found in mappings_of(child)]


def test_nothing_to_mend():
    findings = [finding.as_text() for finding in check(load(DATA)) if finding.blocking]
    assert findings == []


@pytest.mark.parametrize("name", [name.removesuffix(".json") for name in schemas()])
def test_schemas_are_schemas(name):
    Draft202012Validator.check_schema(json.loads(schemas()[f"{name}.json"]))


@pytest.mark.parametrize("file", FILES)
def test_schema_accepts_the_data(file):
    assert errors(file, read(file)) == []


@pytest.mark.parametrize("file", FILES)
def test_schema_refuses_an_unknown_key(file):
    value = read(file)
    open_mappings = [value["values"]] if file == "organization.yml" else []  # its keys are placeholders
    if file.startswith("tables/"):
        open_mappings += [row["cells"] for row in value["rows"]]  # their keys are the columns
    if file.startswith("scenarios/"):
        notices = [inject["guide"].get("notice", {}) for inject in value["injects"]]
        open_mappings += [value["names"], *(one[key] for one in notices for key in ("choices", "values", "edits") if key in one)]
    planted = [mapping for mapping in mappings_of(value) if not any(mapping is known for known in open_mappings)]
    for mapping in planted:
        mapping["titel"] = "余り"
    assert sum("titel" in error for error in errors(file, value)) == len(planted) > 0


def test_schemas_on_disk_are_those_of_the_model():
    """``python3 run.py schema`` changes nothing."""
    assert {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()} == schemas()


def test_all_files_have_a_schema():
    names = {path.stem for path in DATA.glob("*.yml")} | {"table", "template", "scenario"}
    assert {f"{name}.json" for name in names} == set(schemas())
