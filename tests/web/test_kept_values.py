"""A kept piece names every value that it says: in whatever template, however that comes there."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from django.template import engines
from django.template.base import FilterExpression, Node, NodeList, TokenType, Variable
from django.template.defaulttags import ForNode, PartialNode, WithNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode

from diagnostics.web.kept_pieces import Kept

TEMPLATES: Final = Path(__file__).parents[2] / "templates"
ENGINE: Final = engines["django"].engine  # type: ignore[attr-defined]
OF_THE_RELEASE: Final = {"guide", "live"}
HOW_TO: Final = {
    # By ``card.words``, which names the step and the answers that it reads.
    *(f"card.{name}" for name in ("avoid", "cuts", "do", "facts", "first_check", "loses", "say")),
    # A card that asks is not kept: see ``IN_ITS_WORDS``.
    *("card.ask", "card.ask_carrier", "go"),
    # Other pages include the same parts with these.
    *("drawn", "label", "what"),
}
WHOLE_CARD: Final = HOW_TO | {
    # By ``card.words`` too.
    *(f"card.{name}" for name in ("step", "summary", "title", "until")),
    # On the page of a link, where a card is not kept whole.
    "card.withdrawn",
}
FOLLOWS: Final[Mapping[str, set[str]]] = {
    # By its readings.
    "walk/parts/found.html found": {"form.checks.told_by_browser"},
    # By its title.
    "walk/parts/urgent.html urgent": {"frame.urgent_page"},
    "walk/parts/step.html how-to": HOW_TO,
    "walk/parts/below.html below": WHOLE_CARD,
    "walk/parts/workarounds.html workaround": WHOLE_CARD,
}
"""Of a piece, what it need not name: what follows from a value that it names, and what is not there where it is kept."""

type Names = dict[str, str]
"""What a name inside stands for outside, as a dotted path; nothing where it stands for a word of the template."""


class Only(dict[str, str]):
    """What an include with ``only`` knows: no other name."""

    def __missing__(self, name: str) -> str:
        return ""


def paths_read(thing: Any, names: Names) -> Iterator[str]:
    """The dotted paths of the values that a part of a template reads, as the template around it calls them."""
    match thing:
        case Variable():
            yield from filter(None, [path(thing, names)])
        case FilterExpression():
            yield from paths_read([thing.var, [arg for _, args in thing.filters for _, arg in args]], names)
        case Node():
            yield from said_by(thing, names)
        case Mapping():
            yield from paths_read(list(thing.values()), names)
        case list() | tuple() | NodeList():
            for one in thing:
                yield from paths_read(one, names)
        case TokenBase():
            yield from paths_read([getattr(thing, name, None) for name in ("value", "first", "second")], names)


def said_by(node: Node, names: Names) -> Iterator[str]:
    """Those that a tag reads; what it gives a name of its own is known by what it stands for."""
    match node:
        case ForNode():
            yield from paths_read([node.sequence, node.nodelist_empty], names)
            each = dict.fromkeys(node.loopvars, path(getattr(node.sequence, "var", None), names)) | {"forloop": ""}
            yield from paths_read(node.nodelist_loop, also(names, each))
        case WithNode():
            yield from paths_read(node.nodelist, also(names, bound(node, names)))
        case IncludeNode():
            yield from paths_included(node, names)
        case PartialNode():
            yield from paths_read(node.partial_mapping[node.partial_name].nodelist, names)
        case BlockTranslateNode():
            yield from paths_read(node.extra_context, names)
            words = [one.contents for one in (*node.singular, *(node.plural or [])) if one.token_type is TokenType.VAR]
            own = dict.fromkeys([*node.extra_context, node.countervar or ""], "")
            yield from paths_read(list(map(Variable, words)), also(names, own))
        case _:
            yield from paths_read(
                [value for name, value in vars(node).items() if name not in {"origin", "token"}], names
            )


def also(names: Names, more: Names) -> Names:
    return type(names)({**names, **more})


def path(value: Any, names: Names) -> str:
    if not isinstance(value, Variable) or not value.lookups:
        return ""
    first, *more = value.lookups
    root = names[first] if first in names or isinstance(names, Only) else first
    return ".".join([root, *more]) if root else ""


def bound(node: WithNode | IncludeNode, names: Names) -> dict[str, str]:
    return {name: path(value.var, names) for name, value in node.extra_context.items()}


def paths_included(node: IncludeNode, names: Names) -> Iterator[str]:
    """What a named template reads; one that a value names is a drawing, and reads nothing."""
    new = bound(node, names)
    if isinstance(node.template.var, Variable):
        yield from paths_read(node.template, names)
        return
    inside = Only(new) if node.isolated_context else also(names, new)
    yield from paths_read(ENGINE.get_template(node.template.var).nodelist, inside)


def pieces() -> Iterator[tuple[str, Kept]]:
    for file in sorted(TEMPLATES.rglob("*.html")):
        if "{% kept " in file.read_text("utf-8"):
            name = str(file.relative_to(TEMPLATES))
            for piece in ENGINE.get_template(name).nodelist.get_nodes_by_type(Kept):
                yield f"{name} {piece.name}", piece


PIECES: Final = list(pieces())


def unnamed_paths(piece: Kept) -> set[str]:
    """What a piece says and does not name."""
    named = {*paths_read(piece.values, {}), *OF_THE_RELEASE}
    return {one for one in paths_read(piece.inside, {}) if not is_part(one, named)}


def is_part(one: str, of: Collection[str]) -> bool:
    return any(f"{one}.".startswith(f"{value}.") for value in of)


@pytest.mark.parametrize(("where", "piece"), PIECES)
def test_a_piece_names_what_it_says(where: str, piece: Kept) -> None:
    """Where it does not, the words of one visitor are shown to another: name the value in the tag."""
    assert {one for one in unnamed_paths(piece) if not is_part(one, FOLLOWS.get(where, ()))} == set()


def test_nothing_is_let_through_in_vain() -> None:
    found = {where: unnamed_paths(piece) for where, piece in PIECES}
    assert {
        where: {one for one in may if any(is_part(path, [one]) for path in found[where])}
        for where, may in FOLLOWS.items()
    } == FOLLOWS


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("{{ row.text }} {{ live.release }} {{ guide.title|default:brand.name }}", {"brand.name"}),
        (
            "{% for one in rows %}{{ one.text }}{{ forloop.counter }}{% empty %}{{ none }}{% endfor %}",
            {"rows", "rows.text", "none"},
        ),
        ("{% if a and not row.b %}{% elif c == 'x' %}{{ d }}{% endif %}", {"a", "c", "d"}),
        ("{% with one=row two=other %}{{ one.text }}{{ two.text }}{% endwith %}", {"other.text"}),
        ("{% blocktranslate with x=y %}{{ x }} {{ z }}{% endblocktranslate %}", {"y", "z"}),
        ("{% url 'guide' slug %}{% include 'walk/parts/option.html' %}", {"slug"}),
        (
            "{% include 'walk/parts/option.html' with row=one only %}",
            {"one.value", "one.text", "one.detect", "one.checked"},
        ),
    ],
)
def test_what_is_not_named_is_found(inside: str, expected: set[str]) -> None:
    """Wherever it stands: in loops, conditions, translations, filters and what is included."""
    template = ENGINE.from_string(f'{{% load i18n %}}{{% kept live "row" row %}}{inside}{{% endkept %}}')
    (piece,) = template.nodelist.get_nodes_by_type(Kept)
    assert unnamed_paths(piece) == expected
