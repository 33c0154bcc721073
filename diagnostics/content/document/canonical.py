"""The one form of a document that is hashed and kept: canonical JSON.

Sorted keys, UTF-8, NFC, no floats, no NUL, no blanks between the parts. Every field is written, also one at its
default, so that a later change of a default changes no release; only a field that came later is left out at its
default (``schema.Later``), so that its coming changed none.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from diagnostics.content.document.schema import SCHEMA, GuideDocument
from diagnostics.content.markup.quantities import quantity

type Upgrader = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the data of one schema into that of the next."""

UPGRADERS: Final[Mapping[int, Upgrader]] = MappingProxyType({})
"""By the schema that they start from."""


class UnreadableDocument(ValueError):
    """The text is not canonical JSON of a guide document; the message is a whole sentence."""


def canonical_json(document: GuideDocument) -> str:
    """The text to keep; equal documents give equal texts on every machine."""
    return canonical_text(document.model_dump(mode="json", by_alias=True))


def canonical_text(data: object) -> str:
    """Plain data as JSON in this form."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text)


def sha256(text: str) -> str:
    """Hash of exactly the UTF-8 bytes of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def load(text: str, *, schema: int = SCHEMA, upgraders: Mapping[int, Upgrader] = UPGRADERS) -> GuideDocument:
    """The document of a text of any schema up to ``schema``; raises UnreadableDocument."""
    data = _upgrade(_parse(text), schema, upgraders)
    try:
        return GuideDocument.model_validate_json(json.dumps(data))
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        where = " › ".join(str(part) for part in first["loc"])
        message = f"The document has {quantity(errors.error_count(), 'error')}, the first at {where}: {first['msg']}."
        raise UnreadableDocument(message) from errors


def _parse(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_float=_refuse_float, parse_constant=_refuse_float)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"This is not the JSON of a guide: {error}.") from error
    if not isinstance(data, dict):
        raise UnreadableDocument("This is not the JSON of a guide: it must be an object.")
    return data


def _refuse_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a whole number")


def _upgrade(data: dict[str, Any], schema: int, upgraders: Mapping[int, Upgrader]) -> dict[str, Any]:
    version = data.get("schema")
    if not isinstance(version, int) or not 1 <= version <= schema:
        raise UnreadableDocument(f"The document says schema {version!r}. This version of Fixpath reads 1 to {schema}.")
    for step in range(version, schema):
        data = upgraders[step](data)
    return data
