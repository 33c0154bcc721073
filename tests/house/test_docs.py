"""docs/ and README.md against what they speak of."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house.documented import setting_names

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
by_name = pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.name)


def test_operating_lists_every_setting() -> None:
    """The table of settings holds what config/settings.py reads, no more and no less."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = text.partition("## Settings")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == setting_names()


@by_name
def test_every_link_leads_somewhere(doc: Path) -> None:
    """A link to another file of the tree leads to one that is there."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", doc.read_text(encoding="utf-8"))

    assert [link for link in links if not (doc.parent / link).exists()] == []


@by_name
def test_every_make_target_is_there(doc: Path) -> None:
    """A page speaks only of `make` targets that the Makefile has."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z]+)", doc.read_text(encoding="utf-8"))) <= targets


@by_name
def test_every_command_is_there(doc: Path) -> None:
    """A page speaks only of commands that manage.py has."""
    spoken_of = set(re.findall(r"manage\.py ([a-z_]+)", doc.read_text(encoding="utf-8")))

    assert spoken_of <= get_commands().keys() | {"help"}


@by_name
def test_every_file_it_names_is_there(doc: Path) -> None:
    """A path in backquotes that begins with a folder of ours names something that is there."""
    named = re.findall(
        r"`((?:diagnostics|docs|tests|templates|static|bin|engine|content|models|domain|web|management)/[\w./-]*)`",
        doc.read_text(encoding="utf-8"),
    )

    assert [name for name in named if not ((ROOT / name).exists() or (ROOT / "diagnostics" / name).exists())] == []


def test_decisions_are_numbered_without_gaps() -> None:
    """Each decision has its number, in the file's name and in its heading."""
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    headings = [file.read_text(encoding="utf-8").partition("\n")[0] for file in files]

    assert [int(file.name[:3]) for file in files] == list(range(1, len(files) + 1))
    assert [heading.partition(".")[0] for heading in headings] == [f"# {n}" for n in range(1, len(files) + 1)]
