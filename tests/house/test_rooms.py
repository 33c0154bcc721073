"""Rooms: folders of Python that say what is in them, as docs/architecture.md has them."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ROOT / "diagnostics"
MOST_FILES = 15
ROOMS = sorted(
    path.parent for path in CODE.rglob("__init__.py") if path.parent != CODE and "migrations" not in path.parts
)
TRIED_THROUGH_OTHERS = {"admin/fields", "admin/frame", "management/commands", "models/drafts"}
"""Rooms that are tried through the forms, pages and commands that use them."""
by_name = pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(CODE)))


@by_name
def test_a_room_says_what_is_in_it(room: Path) -> None:
    """The docstring of a room's ``__init__.py`` is there to be read first."""
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


@by_name
def test_a_room_is_small(room: Path) -> None:
    """A room that holds more than fifteen modules is a drawer."""
    modules = [path.name for path in room.glob("*.py") if path.name != "__init__.py"]

    # A command is a file because Django finds it by its name.
    assert len(modules) <= MOST_FILES or room.name == "commands", modules


def test_the_architecture_shows_every_room() -> None:
    """The tree in docs/architecture.md is the tree."""
    tree = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Rooms")[2].split("```")[1]
    shown, above = set(), ""
    for indent, name in re.findall(r"^( +)([a-z_0-9]+)/ ", tree, re.MULTILINE):
        above = name if len(indent) == 2 else above
        shown.add(name if len(indent) == 2 else f"{above}/{name}")

    assert shown - {"content/library"} == {str(room.relative_to(CODE)) for room in ROOMS}


def test_tests_have_the_same_rooms() -> None:
    """Whoever knows a room knows where its tests are."""
    here = {str(path.relative_to(ROOT / "tests")) for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    wanted = {str(room.relative_to(CODE)) for room in ROOMS if any(room.glob("[a-z]*.py"))}

    assert wanted - TRIED_THROUGH_OTHERS - here == set()
