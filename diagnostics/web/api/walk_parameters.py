"""The query string of a walk, as OpenAPI parameters."""

from typing import Any, Final

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
