"""What pydantic found wrong, told to editors: which words are allowed, which one was probably meant."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pydantic_core import ErrorDetails

from diagnostics.content.document.problems import Loc, join_words, nearest
from diagnostics.content.document.schema import GuideDocument

type Schema = Mapping[str, Any]

_QUOTED: Final = re.compile(r"'([^']*)'")
_NOT_IN_SLUG: Final = re.compile(r"[^a-z0-9]+")
_SHAPES: Final = {
    "object": "lines of “field: value”",
    "array": "a list, “[one, two]” or lines that begin with “- ”",
    "string": "a text",
    "integer": "a whole number, such as 5",
    "boolean": "“true” or “false”",
}
_MARKS: Final = frozenset({"[key]", "[one]", "[several]"})
"""What pydantic, and fields.py, put into the place of an error."""
_EMPTY: Final = "This is empty. Write a text, or take the line out."
_TOO_LONG: Final = "This is too long. At most {max_length:,} characters are allowed."
_NO_DATE: Final = "“{input}” is not a date. Write year, month and day, such as 2026-11-23."
_UNCHOSEN: Final[Mapping[Loc, str]] = {
    ("urgent_page",): "No page is chosen here. Choose the one that the last line of every screen leads to.",
}
"""What is missing where editors choose from a list."""
_SENTENCES: Final = {
    "too_short": _EMPTY,
    "string_too_short": _EMPTY,
    "too_long": _TOO_LONG,
    "string_too_long": _TOO_LONG,
    "greater_than_equal": "{input} is too small. Write at least {ge}.",
    "less_than_equal": "{input} is too large. Write at most {le}.",
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
}


def loc_in_data(error: ErrorDetails) -> Loc:
    """Where in the data an error is: without the marks of pydantic. A field too many may be called like one."""
    loc = error["loc"]
    own = loc[-1:] if error["type"] == "extra_forbidden" else ()
    return (*(key for key in loc[: len(loc) - len(own)] if key not in _MARKS), *own)


def sentence(error: ErrorDetails) -> str:
    """One error of the guide document as whole sentences."""
    kind, value = error["type"], error.get("input")
    loc = loc_in_data(error)
    match kind:
        case "missing":
            return _UNCHOSEN.get(loc) or f"“{loc[-1]}” is missing. Write {_shape(schema_at(loc))}{_meaning(loc)}."
        case "extra_forbidden":
            return _unknown_field(loc)
        case "literal_error":
            expected = error["ctx"]["expected"]
            return _unknown_word(value, _QUOTED.findall(expected) or [expected])
        case "string_pattern_mismatch":
            return _pattern(str(value), error["ctx"]["pattern"])
        case "value_error":
            return _as_sentence(str(error["ctx"]["error"]))
        case _:
            return _plain(kind, value, error)


def _plain(kind: str, value: object, error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if kind == "string_type" and isinstance(value, int):
        return f'This must be a text. Put it in quotes: "{str(value).lower()}".'
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map({**context, "input": value})
    if kind.endswith("_type"):
        return f"This is {_value_words(value)}. Write {_shape(schema_at(loc_in_data(error)))}."
    return f"This cannot be read: {error['msg']}."


def _unknown_field(loc: Loc) -> str:
    allowed = _fields(schema_at(loc[:-1]))
    return f"There is no field “{loc[-1]}” here.{nearest(str(loc[-1]), allowed)} The fields are: {join_words(allowed)}."


def _unknown_word(value: object, allowed: list[str]) -> str:
    word = "Nothing" if value is None else f"“{value}”"
    if len(allowed) == 1:
        return f"{word} cannot stand here. Write {allowed[0]}."
    return (
        f"{word} is not one of the words for this.{nearest(str(value), allowed)} Write one of: {join_words(allowed)}."
    )


def _pattern(value: str, pattern: str) -> str:
    if pattern.startswith("^https"):
        return f"“{value}” is not an address. Write one that begins with https:// and holds no spaces."
    if pattern == "^[a-z]{2}$":
        return f"“{value}” is not a country. Write its two small letters, such as us or gb."
    if pattern.startswith("^[a-z]{2}("):
        return f"“{value}” is not a language code. Write one such as en or pt-br."
    if "=,&" in pattern:
        return f"“{value}” does not name a text of this object. Write it as in “options.green.text”."
    slug = _NOT_IN_SLUG.sub("-", value.lower()).strip("-")
    such = f" such as “{slug}”" if slug else ""
    return f"“{value}” cannot stand in an address. Use small letters, digits and single hyphens{such}."


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _value_words(value: object) -> str:
    if value is None:
        return "empty"
    names = {dict: "lines of “field: value”", list: "a list", str: "a text", bool: "“true” or “false”"}
    return names.get(type(value), "a number")


def _shape(schema: Schema) -> str:
    if words := _words(schema):
        return f"one of: {join_words(words)}" if len(words) > 1 else words[0]
    return _SHAPES.get(schema.get("type", ""), "a text")


def _meaning(loc: Loc) -> str:
    """What the document says about the field, as far as its first sentence."""
    parent = schema_at(loc[:-1])
    text = parent.get("properties", {}).get(loc[-1], {}).get("description", "")
    return f" ({text.split('\n')[0].rstrip('.')})" if text else ""


def _words(schema: Schema) -> list[str]:
    return [str(word) for word in schema.get("enum", [schema["const"]] if "const" in schema else [])]


def _fields(schema: Schema) -> list[str]:
    return list(schema.get("properties", {}))


@cache
def _root() -> Schema:
    schema: Schema = GuideDocument.model_json_schema()
    return schema


def schema_at(loc: Loc) -> Schema:
    """The JSON schema of the value at a place."""
    schema = _resolve(_root())
    for key in loc:
        schema = _resolve(_child(schema, key))
    return schema


def _child(schema: Schema, key: str | int) -> Schema:
    child: Schema = schema.get("properties", {}).get(key) or next(
        iter(schema.get("patternProperties", {}).values()), {}
    )
    if isinstance(key, int):
        child = schema.get("items", {})
    return child


def _resolve(schema: Schema) -> Schema:
    """The schema behind references and “or nothing”."""
    while choice := schema.get("anyOf") or schema.get("oneOf") or "$ref" in schema:
        schema = choice[0] if isinstance(choice, list) else _root()["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema
