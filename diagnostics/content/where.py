"""A field inside an object in editors' words: "Variant for iPhone or iPad", "Answer “Green”", "Fact 2"."""

from collections.abc import Iterable
from typing import Any, Final

from diagnostics.content.document import Condition
from diagnostics.content.leaves import condition_key
from diagnostics.content.names import Names

EVERYONE_ELSE: Final = "everyone else"


def said(names: Names, when: Condition) -> str:
    """A condition in the words of the answers: "iPhone or iPad; 17 or earlier"; for the default "everyone else"."""
    answers = (" or ".join(names.option(question, option) for option in when[question]) for question in when)
    return "; ".join(answers) or EVERYONE_ELSE


def where(names: Names, part: str, slug: str, field: str) -> str:
    """What editors call a field of an object; ``field`` as in content/leaves.py."""
    item: Any = names.index.parts.get(part, {}).get(slug)
    match field.split("."):
        case ["variants", key, *rest]:
            return _more(f"Variant for {_variant(names, getattr(item, 'variants', ()), key)}", rest)
        case ["options", option, *rest]:
            return _more(f"Answer “{names.option(slug, option)}”", rest)
        case ["facts", number, *rest]:
            return _more(f"Fact {number}", rest)
        case ["notes", step]:
            return f"Note inside the step “{names.step(step)}”"
        case ["regions", country]:
            return f"In the country {country}"
        case path:
            return " › ".join(path).replace("_", " ").capitalize()


def _variant(names: Names, variants: Iterable[Any], key: str) -> str:
    found = next((variant for variant in variants if condition_key(variant.when) == key), None)
    return key if found is None else found.label or said(names, found.when)


def _more(what: str, rest: list[str]) -> str:
    """With what stands inside it; its text goes without saying."""
    match rest:
        case [] | ["text"] | ["menu"]:
            return what
        case ["menu", number]:
            return f"{what}, screen {number}"
        case _:
            return f"{what}, {' › '.join(rest).replace('_', ' ')}"
