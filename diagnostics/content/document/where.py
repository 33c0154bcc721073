"""A field inside an object in editors' words: "Variant for iPhone or iPad", "Answer “Green” › Only where", "Fact 2"."""

from collections.abc import Iterable
from typing import Final, Protocol

from diagnostics.content.document.field_words import NAMES, label
from diagnostics.content.document.fields import Condition
from diagnostics.content.document.leaves import GUIDE, condition_key
from diagnostics.content.document.schema import AnyVariant
from diagnostics.content.markup.quotes import quote

EVERYONE_ELSE: Final = "everyone else"
ORDER: Final = "order"
"""Last part of the path of the order of a list inside an object."""
FIRST_QUESTION: Final = ""
"""Stands for the question that is asked first, whatever it is called."""
_BETWEEN: Final = " › "
_EVERY_CAUSE: Final = "*"
_ORDERS: Final = {"options": "The order of the answers", "variants": "The order of the variants"}


class NameSource(Protocol):
    """Anything that knows what objects are called."""

    def of(self, part: str, slug: str) -> str: ...

    def label(self, slug: str) -> str: ...

    def option(self, question: str, option: str) -> str: ...

    def variant(self, part: str, slug: str, key: str) -> str:
        """For whom a variant is, by the key of its condition."""


class Slugs:
    """Names where there is no document: the slug, or the number from 1 of what has none."""

    def of(self, _part: str, slug: str) -> str:
        return slug

    def label(self, slug: str) -> str:
        return slug

    def option(self, _question: str, option: str) -> str:
        return str(int(option) + 1) if option.isdecimal() else option

    def variant(self, _part: str, _slug: str, key: str) -> str:
        return f"number {int(key) + 1}" if key.isdecimal() else key


SLUGS: Final = Slugs()


def condition_text(names: NameSource, when: Condition) -> str:
    """A condition in the words of the answers: "iPhone or iPad; 17 or earlier"; for the default "everyone else"."""
    answers = (" or ".join(names.option(question, option) for option in when[question]) for question in when)
    return "; ".join(answers) or EVERYONE_ELSE


def condition_with_questions(names: NameSource, when: Condition) -> str:
    """The same with the questions: "You see: Green bubble; Your phone: iPhone or iPad"."""
    return "; ".join(
        f"{names.label(question)}: {' or '.join(names.option(question, option) for option in when[question])}"
        for question in sorted(when)
    )


def variant_name(names: NameSource, variants: Iterable[AnyVariant], key: str) -> str:
    """The name of a variant: its label, else its condition."""
    found = next((variant for variant in variants if condition_key(variant.when) == key), None)
    return key if found is None else found.label or condition_text(names, found.when)


def field_name(names: NameSource, part: str, slug: str, field: str) -> str:
    """What editors call a field of an object; ``field`` as in content/document/leaves.py, empty for the object itself."""
    path = field.split(".")
    if not field:
        return ""
    return _in_list(names, part, slug, path) or _in_table(names, slug, path) or _plain(names, part, path)


def _in_list(names: NameSource, part: str, slug: str, path: list[str]) -> str:
    """For something inside an object with fields of its own; empty for anything else."""
    match path:
        case [name, "order"] if name in _ORDERS:
            return _ORDERS[name]
        case ["variants", key, *rest]:
            return _more(f"Variant for {names.variant(part, slug, key)}", names, (part, "variants"), rest)
        case ["options", option, *rest]:
            return _more(f"Answer {quote(names.option(slug, option))}", names, (part, "options"), rest)
        case ["facts", number, *rest]:
            return _more(f"Fact {number}", names, (part, "facts"), rest)
    return ""


def _in_table(names: NameSource, slug: str, path: list[str]) -> str:
    """For a cell of a table, named after what it is about; empty for anything else."""
    match path:
        case ["signs", row, *rest]:
            sign = f"sign of {quote(names.option(slug, rest[0]))}" if rest else "row of signs"
            return f"The {sign} for {_row(names, row)}"
        case ["remedies", cause]:
            return f"How often it cures {quote(names.of('causes', cause))}"
        case ["notes", step]:
            return f"Note inside the step {quote(names.of('steps', step))}"
        case ["regions", country]:
            return f"In the country {country}"
    return ""


def _more(what: str, names: NameSource, inside: tuple[str, str], rest: list[str]) -> str:
    """The name with what is inside it; the text itself needs no mention."""
    match rest:
        case [] | ["text"] | ["menu"]:
            return what
        case ["menu", number]:
            return f"{what}, screen {number}"
        case ["page", *field]:
            return _BETWEEN.join((what, label(*inside, *rest) if field else "Page"))
    name, *questions = rest
    return _BETWEEN.join((what, label(*inside, name), *map(names.label, questions)))


def _plain(names: NameSource, part: str, path: list[str]) -> str:
    """A field that is not a list of things with fields of their own."""
    name, *rest = path
    match path:
        case ["comparisons", "by_option", option]:
            return f"{label(part, 'by_option')}{_BETWEEN}{names.option(FIRST_QUESTION, option)}"
        case ["comparisons" | "expect", inner]:
            return label(part, inner)
        case ["translations", language, kind, slug, *field]:
            what = f"Translation ({language}) of the {NAMES.get(kind, kind)} {quote(names.of(kind, slug))}"
            return f"{what}{_BETWEEN}{field_name(names, kind, slug, '.'.join(field))}"
        case ["never_while", number, *questions]:
            return _BETWEEN.join((f"{label(part, name)}, line {number}", *map(names.label, questions)))
        case ["when" | "answers" | "says", *questions]:
            return _BETWEEN.join((label(part, name), *map(names.label, questions)))
    return _BETWEEN.join((label(part, name), *rest))


def _row(names: NameSource, row: str) -> str:
    if row == _EVERY_CAUSE:
        return "all other causes"
    if row.startswith("@"):
        return f"all causes in {quote(names.of('places', row[1:]))}"
    return quote(names.of("causes", row))


def object_and_field(names: NameSource, part: str, slug: str, field: str) -> str:
    """An object and a field in it: "Step “Restart your phone” › Why not then"."""
    thing = "The guide" if part == GUIDE else f"{NAMES.get(part, part).capitalize()} {quote(names.of(part, slug))}"
    inside = field_name(names, part, slug, field)
    return f"{thing}{_BETWEEN}{inside}" if inside else thing
