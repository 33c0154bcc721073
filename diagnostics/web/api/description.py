"""The OpenAPI document: what Ninja says of the addresses, made exact, with an example for each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from diagnostics.web.site.problems import TYPE

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


def described(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
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
            response["content"] = {TYPE: content.pop("application/json")}
        elif content:
            content["application/json"]["example"] = answers.get(operation["operationId"])
    operation["responses"] = dict(sorted(operation["responses"].items()))
