"""The OpenAPI document: complete, true, stored in docs/openapi.json, and only ever added to."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from django.test import Client

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import outcomes, result_links
from diagnostics.domain.results.result_links import ResultLink
from diagnostics.web.api.description import EXAMPLES
from diagnostics.web.api.interface import schema_text
from tests.web.api.additions import losses
from tests.web.api.asking import ask, local
from tests.web.api.test_links import Program

pytestmark = pytest.mark.django_db
STORED: Final = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
PUBLISHED: Final = json.loads(schema_text())
ANSWERS: Final = {
    "listGuides": "guides",
    "getGuide": "guides/lamp",
    "getDecision": "guides/lamp/decision?see=dark&kind=desk&show=steps",
    "getStep": "guides/lamp/steps/new-bulb",
    "getCause": "guides/lamp/causes/bulb",
    "search": "guides/lamp/search?q=dark+desk+lamp",
}
"""What the examples in the document answer."""


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each."""
    for path, methods in PUBLISHED["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_served_as_it_is(client: Client, db: None) -> None:
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert response.content.decode() == schema_text()
    assert client.get("/api/v1/openapi.json", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert PUBLISHED["openapi"].startswith("3.1.")


def test_the_stored_copy_is_only_added_to() -> None:
    """Nothing that programs rely on is taken away or narrowed. Whoever adds to the interface copies the new document there."""
    assert losses(json.loads(STORED.read_text(encoding="utf-8")), PUBLISHED) == []


def test_the_stored_copy_is_the_published_one() -> None:
    """So that every change of the interface is seen in a commit (``manage.py shell`` → ``schema_text()``)."""
    assert STORED.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        (lambda one: one["paths"].pop("/api/v1/guides"), "paths./api/v1/guides is gone"),
        (lambda one: one["paths"]["/api/v1/guides"]["get"]["responses"].pop("304"), "responses.304 is gone"),
        (lambda one: one["components"]["schemas"]["Text"]["properties"].pop("html"), "properties.html is gone"),
        (
            lambda one: one["components"]["schemas"]["Text"]["required"].remove("html"),
            "html is no longer sure to be there",
        ),
        (lambda one: one["components"]["schemas"]["KindWord"]["enum"].remove("wait"), "'wait' is gone"),
        (lambda one: one["components"]["schemas"]["NewLink"]["required"].append("note"), "note must be sent now"),
        (lambda one: one["components"]["schemas"]["NewLink"]["properties"]["note"].update(maxLength=9), "maxLength"),
        (lambda one: one["components"]["schemas"]["Step"]["properties"]["minutes"].update(type="string"), "type"),
    ],
)
def test_a_loss_is_noticed(change: Any, loss: str) -> None:
    """The test above can fail."""
    changed = copy.deepcopy(PUBLISHED)
    change(changed)
    assert any(loss in one for one in losses(PUBLISHED, changed)), losses(PUBLISHED, changed)


def test_additions_are_welcome() -> None:
    changed = copy.deepcopy(PUBLISHED)
    changed["paths"]["/api/v1/new"] = {}
    changed["components"]["schemas"]["Text"]["properties"]["markdown"] = {"type": "string"}
    changed["components"]["schemas"]["Text"]["required"].append("markdown")
    changed["components"]["schemas"]["KindWord"]["enum"].append("prayer")
    changed["components"]["schemas"]["NewLink"]["properties"]["colour"] = {"type": "string"}
    changed["info"]["description"] = "Other words."
    assert losses(PUBLISHED, changed) == []


def test_everything_is_described() -> None:
    """Operations, parameters, answers, and every field of every answer."""
    for path, method, operation in operations():
        assert operation["summary"], (path, method)
        assert operation["description"], (path, method)
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
        assert all(response["description"] for response in operation["responses"].values())
        named = set(re.findall(r"\{(\w+)\}", path))
        assert {one["name"] for one in operation["parameters"] if one["in"] == "path"} == named
    short = {"slug", "name", "title", "text", "note", "reference", "summary", "value", "url", "label", "kind", "guides"}
    for name, schema in PUBLISHED["components"]["schemas"].items():
        if "properties" in schema:
            assert schema["description"], name
    undescribed = {
        f"{name}.{field}"
        for name, schema in PUBLISHED["components"]["schemas"].items()
        for field, one in schema.get("properties", {}).items()
        if "description" not in one
        and "$ref" not in one
        and not one.get("items", {}).get("$ref")
        and field not in short
        and not any("$ref" in way for way in one.get("anyOf", []))
    }
    assert undescribed == set()


def test_every_answer_is_what_the_document_says(lamp: LiveGuide) -> None:
    """Against its schema, each example and each kind of decision."""
    walks: tuple[str, ...] = (
        "",
        "see=dark&kind=desk&show=steps",
        "see=flicker&smell=yes",
        "see=dark&worked=new-bulb",
        "ask=supplier",
    )
    walks += ("see=dark&street=dark&waiting=wait-power", "see=lit&show=steps")
    for operation, path in (*ANSWERS.items(), *(("getDecision", f"guides/lamp/decision?{walk}") for walk in walks)):
        check(operation, "200", ask(path))
    check("getStep", "404", ask("guides/lamp/steps/nope", 404))
    program = Program("links:make", "links:read")
    made = program.make().json()
    check("makeLink", "201", made)
    check("getLink", "200", program.get(f"links/{made['code']}").json())
    check("getEvents", "200", program.get(f"links/{made['code']}/events").json())
    check("makeLink", "422", program.make(days=0).json())


def check(operation: str, status: str, answer: dict[str, Any]) -> None:
    """Raises ValidationError where an answer is not what the document says of it."""
    found = next(one for _, _, one in operations() if one["operationId"] == operation)
    (content,) = found["responses"][status]["content"].values()
    jsonschema.Draft202012Validator({**content["schema"], "components": PUBLISHED["components"]}).validate(answer)


def test_examples_are_true(lamp: LiveGuide) -> None:
    """They are what a small guide really answers."""
    told = {operation: ask(path) for operation, path in ANSWERS.items()}
    program = Program("links:make", "links:read")
    link = program.make(reference="T-1024").json()
    made = ResultLink.objects.get()
    result_links.tick(made, "turn-on")
    outcomes.record(made, "new-bulb", "fixed")
    told |= {"makeLink": link, "getLink": program.get(f"links/{link['code']}").json()}
    told["getEvents"] = program.get(local(link["events"]).removeprefix("/api/v1/")).json()
    text = timeless(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    assert text == EXAMPLES.read_text(encoding="utf-8"), keep(text)


def timeless(text: str) -> str:
    """Without what differs from run to run."""
    text = re.sub(r'"20\d\d-\d\d-\d\dT[\d:]+Z"', '"2026-11-29T10:15:00Z"', text)
    text = re.sub(r"[BCDFGHJKMNPQRSTVWXZ]{4}(-[BCDFGHJKMNPQRSTVWXZ]{4}){2}", "BCDF-GHJK-MNPZ", text)
    text = re.sub(r'"20\d\d-\d\d-\d\d"', '"2026-11-29"', text)
    return re.sub(r'"sha256": "[0-9a-f]{64}"', f'"sha256": "{"0" * 64}"', text)


def keep(text: str) -> str:
    """Where what it should be now can be copied from."""
    found = STORED.parent.parent / "var" / "examples.json"
    found.write_text(text, encoding="utf-8")
    return f"copy {found} to {EXAMPLES}, and look at what changed"
