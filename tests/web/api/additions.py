"""What a newer OpenAPI document takes away from whoever relies on an older one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

WORDS: Final = frozenset({"description", "summary", "title", "example", "examples", "tags"})
"""For people: they may change."""
SENT: Final = frozenset({"NewLink"})
"""Schemas of what programs send; for all others a field more is no loss, and a required field less is one."""


def losses(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """In words; none where the newer one only adds."""
    return [*_losses(old["paths"], new["paths"], "paths"), *_losses(old["components"], new["components"], "components")]


def _losses(old: Any, new: Any, where: str) -> Iterator[str]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_objects(old, new, where)
    elif where.endswith(".enum"):
        yield from (f"{where}: {word!r} is gone" for word in old if word not in new)
    elif where.endswith(".required") and isinstance(old, list):
        yield from _of_required(set(old), set(new), where)
    elif isinstance(old, list) and isinstance(new, list):
        yield from (
            f"{where}: {_name(one)} is gone or another"
            for one in old
            if not any(_keeps(one, two, where) for two in new)
        )
    elif old != new:
        yield f"{where}: {old!r} became {new!r}"


def _of_objects(old: Mapping[str, Any], new: Mapping[str, Any], where: str) -> Iterator[str]:
    for name, one in old.items():
        is_name = where.endswith((".properties", ".schemas", ".paths"))
        if name in WORDS and not is_name:
            continue
        if name not in new:
            yield f"{where}.{name} is gone"
        else:
            yield from _losses(one, new[name], f"{where}.{name}")


def _of_required(old: set[str], new: set[str], where: str) -> Iterator[str]:
    if any(f".{schema}." in where for schema in SENT):
        yield from (f"{where}: {name} must be sent now" for name in new - old)
    else:
        yield from (f"{where}: {name} is no longer sure to be there" for name in old - new)


def _keeps(old: Any, new: Any, where: str) -> bool:
    return not list(_losses(old, new, where)) if isinstance(old, Mapping) else bool(old == new)


def _name(one: Any) -> str:
    return str(one.get("name", one)) if isinstance(one, Mapping) else str(one)
