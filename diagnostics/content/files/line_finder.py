"""Where in a folder's files something of the document stands."""

from collections.abc import Mapping
from typing import Any

from diagnostics.content.document.leaves import GUIDE, condition_key
from diagnostics.content.document.problems import Loc


def line_at(lines: Mapping[Loc, int], loc: Loc) -> int | None:
    """The line of a value, or of the nearest that holds it."""
    return next((line for end in range(len(loc), 0, -1) if (line := lines.get(loc[:end]))), None)


def loc_of(data: Mapping[str, Any], part: str, slug: str, field: str, word: str = "") -> Loc:
    """Keys and positions of a field, as far as the data has it; of ``word`` inside it, where that is a key or an item."""
    names = ([] if part == GUIDE else [part, slug]) + (field.split(".") if field else []) + ([word] if word else [])
    loc: Loc = ()
    value: Any = data
    for name in names:
        key = _key(value, name)
        if key is None:
            break
        loc, value = (*loc, key), value[key]
    return loc


def _key(value: object, name: str) -> str | int | None:
    if isinstance(value, dict):
        return name if name in value else None
    items = value if isinstance(value, list) else ()
    return next((at for at, item in enumerate(items) if name in _names(item, at)), None)


def _names(item: object, at: int) -> tuple[object, ...]:
    """What the path of a field calls an item of a list (``leaves.item_key``)."""
    if not isinstance(item, dict):
        return (item,)
    return (item["slug"],) if "slug" in item else (str(at + 1), _condition(item.get("when", {})))


def _condition(when: Any) -> str:  # noqa: ANN401 (whatever the file says)
    try:
        return condition_key(when)
    except (AttributeError, TypeError):
        return ""
