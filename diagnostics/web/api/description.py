"""The OpenAPI document: what Ninja says of the addresses, made exact, with an example for each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from diagnostics.web.site.errors import PROBLEM_TYPE

TITLE: Final = "Fixpath"
VERSION: Final = "1"
ABOUT: Final = """\
Ask a diagnostic guide what to do next, as its pages do: the same engine, the same words.

Reading guides needs no key, and pages of any site may do it (CORS). Result links need one: `Authorization: Bearer fpk_…`.
Every answer that is no success is a problem detail (`application/problem+json`, RFC 9457).

Version 1 only grows: addresses, fields, and words of a list may be added, none is taken away or changes its meaning. Pass over
what you do not know.
"""
EXAMPLES: Final = Path(__file__).with_name("examples.json")
PLACES: Final = {
    "guide": "Slug of the guide.",
    "step": "Slug of the step.",
    "cause": "Slug of the cause.",
    "code": "The code of the link: twelve letters, in any case, with or without hyphens.",
}
WORDS: Final = {
    200: "The answer.",
    201: "The link is made.",
    301: "It has another name now; `Location` says which.",
    303: "The wait begins now; `Location` is the walk with its time.",
    304: "You have it already (`If-None-Match`).",
    308: "The guide has another name now: send the same to `Location`.",
    400: "The walk cannot be read: it is too long.",
    401: "No key, or one that opens nothing.",
    403: "The key has not the scope.",
    404: "There is nothing of this name.",
    410: "It was part of the guide once, and is no longer.",
    422: "The body cannot be used; `errors` says what is wrong with it.",
    429: "Too many requests in an hour; `Retry-After` says when to go on.",
    503: "The database is away; `Retry-After` says when to try again.",
}


def examples() -> Mapping[str, Any]:
    """By operation, what it answers about a small guide; a test holds them to what is really answered."""
    found: Mapping[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def describe(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """The document as text, the same on every machine."""
    whole: dict[str, Any] = json.loads(json.dumps(schema))
    del whole["servers"]
    for operation in _operations(whole):
        _describe(operation, answers)
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _operations(whole: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (operation for path in whole["paths"].values() for operation in path.values())


def _describe(operation: dict[str, Any], answers: Mapping[str, Any]) -> None:
    """The first sentence of a description is the summary; errors have their own media type."""
    operation["summary"] = operation["description"].partition("\n")[0].partition(". ")[0].rstrip(".")
    for parameter in operation["parameters"]:
        parameter["schema"].pop("title", None)
        parameter.setdefault("description", PLACES.get(parameter["name"]))
    for status, response in operation["responses"].items():
        response["description"] = WORDS[int(status)]
        content = response.get("content", {})
        if int(status) >= 400:
            response["content"] = {PROBLEM_TYPE: content.pop("application/json")}
        elif content:
            content["application/json"]["example"] = answers.get(operation["operationId"])
    operation["responses"] = dict(sorted(operation["responses"].items()))


_STEPS: Final = {"type": "array", "items": {"type": "string"}}


def _parameter(name: str, schema: dict[str, Any], description: str, example: object) -> dict[str, Any]:
    return {"in": "query", "name": name, "required": False, "schema": schema, "description": description} | (
        {"example": example} if example is not None else {}
    )


_ANSWERS: Final = {
    "type": "object",
    "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}

WALK: Final = [
    {
        **_parameter(
            "answers",
            _ANSWERS,
            "One pair for each answer: `<question>=<option>`, in the order in which they were given; `not-sure` where somebody does "
            "not know. Of a question of kind `several` a pair for each thing that is so, or `none`. Pairs of others are ignored; "
            "what the guide does not know is named in `said`.",
            {"see": "dark", "kind": "desk"},
        ),
        "style": "form",
        "explode": True,
    },
    _parameter("tried", _STEPS, "A step was done and did not help.", ["turn-on"]),
    _parameter("cannot", _STEPS, "A step cannot be done.", None),
    _parameter("did", _STEPS, "A step was done before coming here.", None),
    _parameter(
        "waiting", {"type": "string"}, "A step takes its time. Without `since` it begins now: the answer is 303.", None
    ),
    _parameter("since", {"type": "string"}, "Since which minute of UTC one waits.", "20261129T1015"),
    _parameter("worked", {"type": "string"}, "This step helped, or this verdict explains it.", None),
    _parameter("ask", {"type": "string"}, "Show this question again.", None),
    _parameter("open", {"type": "string"}, "Show this step first, if it may be.", None),
    _parameter("show", {"type": "string", "enum": ["steps"]}, "Enough questions: what to try now.", None),
]
SEARCH: Final = [
    _parameter("q", {"type": "string"}, "What the person says or looks for.", "dark desk lamp"),
    _parameter("not", _STEPS, "`<question>.<option>`: an answer that was understood and is not meant.", None),
]
