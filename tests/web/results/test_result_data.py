"""A result link as JSON, held against docs/result.schema.json."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from diagnostics.domain.live import LiveGuide
from tests.web.results.pinned import look_at, share_walk
from tests.web.results.test_replay import WALKS

pytestmark = pytest.mark.django_db
SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "docs" / "result.schema.json").read_text(encoding="utf-8"))
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
WORDS = {"$ref", "type", "const", "enum", "pattern", "required", "properties", "additionalProperties", "items", "anyOf"}
REMARKS = {"$schema", "$defs", "title", "description"}


def faults(schema: dict[str, Any], value: Any, where: str = "it") -> list[str]:
    """What is wrong with a value, as far as the words go that our schema uses; another word is a fault of its own."""
    if foreign := set(schema) - WORDS - REMARKS:
        return [f"{where}: the test does not know {sorted(foreign)}"]
    if reference := schema.get("$ref"):
        return faults(SCHEMA["$defs"][reference.removeprefix("#/$defs/")], value, where)
    if choices := schema.get("anyOf"):
        tried = [faults(choice, value, where) for choice in choices]
        return [] if [] in tried else [fault for found in tried for fault in found]
    return [*_plain(schema, value, where), *_inside(schema, value, where)]


def _plain(schema: dict[str, Any], value: Any, where: str) -> list[str]:
    kind = schema.get("type")
    wrong = [
        kind and (not isinstance(value, TYPES[kind]) or isinstance(value, bool) != (kind == "boolean")),
        "const" in schema and value != schema["const"],
        "enum" in schema and value not in schema["enum"],
        "pattern" in schema and not re.search(schema["pattern"], value if isinstance(value, str) else ""),
    ]
    return [f"{where}: {value!r} is not {schema}"] if any(wrong) else []


def _inside(schema: dict[str, Any], value: Any, where: str) -> list[str]:
    found: list[str] = []
    if isinstance(value, list) and "items" in schema:
        for at, one in enumerate(value):
            found += faults(schema["items"], one, f"{where}[{at}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, one in value.items():
            found += faults(known[name], one, f"{where}.{name}") if name in known else [f"{where}: {name} is too much"]
    return found


@pytest.mark.parametrize("walk", WALKS.values(), ids=list(WALKS))
def test_data_is_as_the_schema_says(lamp: LiveGuide, walk: str) -> None:
    """Every kind of moment."""
    response = look_at(share_walk(walk).rstrip("/") + ".json").response
    assert response.headers["Content-Type"] == "application/json"
    assert faults(SCHEMA, response.json()) == []


def test_the_check_finds_faults(lamp: LiveGuide) -> None:
    """A schema that lets everything through would prove nothing."""
    data = look_at(share_walk("see=dark&kind=desk&show=steps").rstrip("/") + ".json").response.json()
    for path, value in [(("code",), "x"), (("version",), 2), (("decision", "move"), "sing"), (("walk", "tried"), None)]:
        broken = json.loads(json.dumps(data))
        inner = broken
        for name in path[:-1]:
            inner = inner[name]
        inner[path[-1]] = value
        assert faults(SCHEMA, broken) != [], path
    assert faults(SCHEMA, data | {"note": "x"}) == ["it: note is too much"]
    assert faults(SCHEMA, {}) != []


def test_data_says_what_the_page_says(lamp: LiveGuide) -> None:
    """Steps in the same order with the same reasons, causes in the guide's order with their bands."""
    address = share_walk("see=dark&kind=desk&tried=torch&show=steps")
    data, page = look_at(address.rstrip("/") + ".json").response.json(), look_at(address)
    steps = data["decision"]["steps"]
    assert page.heading == f"2. {steps[0]['title']}"
    assert steps[0]["reason"] == page.words_of("why")
    assert [one["slug"] for one in data["decision"]["causes"]] == ["bulb", "switch", "outage", "daylight"]
    assert [one["slug"] for one in data["walk"]["tried"]] == ["torch"]
    assert data["walk"]["answers"][1] == {"question": "kind", "option": "desk", "label": "Lamp", "text": "A desk lamp"}
