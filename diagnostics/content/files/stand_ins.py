"""What is still known of a folder whose document has errors: names in it that stand for nothing, whatever else is wrong."""

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from diagnostics.content.document.index import Index
from diagnostics.content.document.problems import Loc
from diagnostics.content.document.references import Reference, explain_broken
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.schema_errors import loc_in_data, schema_at
from diagnostics.content.files.line_finder import loc_of

_ROUNDS: Final = 6
"""An object that stands in for a missing one has fields that are missing in turn."""
_NAMES: Final = frozenset({"slug", "aliases", "options", "options_from", "finding"})
"""Fields by which something is known to others."""


@dataclass(slots=True)
class _Mended:
    """``touched``: where the data was wrong, and something else stands in now. ``doubtful``: parts not known whole."""

    data: dict[str, Any]
    touched: set[Loc] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)

    def document(self) -> GuideDocument | None:
        for _ in range(_ROUNDS):
            try:
                return GuideDocument.model_validate_json(json.dumps(self.data))
            except ValidationError as errors:
                self._mend_all(errors.errors(include_url=False))
        return None

    def _mend_all(self, errors: Iterable[ErrorDetails]) -> None:
        mended: set[Loc] = set()
        for error in errors:
            loc = loc_in_data(error)
            if loc in self.touched and loc not in mended:
                loc = loc[:1]  # nothing can stand in there: do without the whole part
            # What was wrong further down went with what held it.
            if mended.isdisjoint(loc[:end] for end in range(1, len(loc) + 1)):
                mended.add(loc)
                self._mend(error, loc)

    def _mend(self, error: ErrorDetails, loc: Loc) -> None:
        self.doubt(loc)
        self.touched.add(loc)
        *way, last = loc
        holder: Any = self.data
        for key in way:
            holder = holder[key]
        if isinstance(holder, dict) and (error["type"] == "extra_forbidden" or "[key]" in error["loc"]):
            holder.pop(last, None)
        else:
            holder[last] = _stand_in(loc)

    def doubt(self, loc: Loc) -> None:
        """Names of a part are known only if each of its objects has one, and of answers and findings likewise."""
        part, names = str(loc[0]), _NAMES.intersection(map(str, loc[2:3]))
        if len(loc) <= 2 or names:
            self.doubtful.add(part)
        if part == "carriers" or (part == "questions" and (len(loc) <= 2 or names)):
            self.doubtful |= {"options", "findings"}


def broken_names(data: dict[str, Any], unread: Iterable[str] = ()) -> Iterator[tuple[Reference, str]]:
    """Names in the data that stand for nothing, as far as this is certain, each with its sentence.

    unread: parts whose file could not be read.
    """
    mended = _Mended(deepcopy(data))
    for part in unread:
        mended.doubt((part,))
    document = mended.document()
    if document is None:
        return
    for reference, message in explain_broken(Index(document)):
        loc = loc_of(mended.data, reference.part, reference.slug, reference.field, reference.word)
        is_own = not any(loc[:end] in mended.touched for end in range(1, len(loc) + 1))
        if is_own and reference.to not in mended.doubtful:
            yield reference, message


def _stand_in(loc: Loc) -> object:
    """A value that the document can hold there; None where the field may be empty."""
    schema = schema_at(loc)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "array":
            return []
        case "object":
            return {}
        case "integer":
            return schema["minimum"]
        case "boolean":
            return False
    return None if "format" in schema else _word(str(schema.get("pattern", "")))


def _word(pattern: str) -> str | None:
    if pattern.startswith("^https"):
        return None
    return "zz" if pattern.startswith("^[a-z]{2}") else "stand-in"
