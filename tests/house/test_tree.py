"""Rules that hold for the whole tree."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("diagnostics", "tests", "templates", "static", "docs", "bin", ".ci")
LONGEST_FILE = 350
LONGEST_FUNCTION = 40
BINARY = {".png", ".jpg", ".ico", ".webp", ".woff2", ".ttf", ".mo", ".pyc"}


@cache
def texts() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in _files() if path.suffix not in BINARY}


def _files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".DS_Store")
    for folder in OURS:
        yield from (p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def python() -> dict[Path, str]:
    return {p: t for p, t in texts().items() if p.suffix == ".py" and "migrations" not in p.parts}


def relative_paths(paths: Iterator[Path]) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in paths)


@pytest.mark.parametrize(
    "word", ["/" + "root/", "/" + "work/", "/" + "opt/", "/tmp" + "/dev", "py" + "pi.org", "python" + "hosted"]
)
def test_no_file_knows_this_machine_or_an_index(word: str) -> None:
    """A clone works elsewhere: no path of one machine and no package index stands in any file."""
    this = Path(__file__)

    assert relative_paths(path for path, text in texts().items() if word in text and path != this) == []


def test_files_are_short() -> None:
    """A file of code is a small room."""
    assert relative_paths(path for path, text in python().items() if text.count("\n") > LONGEST_FILE) == []


def test_functions_are_short() -> None:
    """A function fits on a screen."""
    # In tests, a guide written out as data may be long.
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, text in python().items()
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_folder_is_called_helpers() -> None:
    """A module is named after what it does."""
    assert relative_paths(p for p in python() if {"utils", "helpers", "manager", "misc"} & {p.stem, *p.parts}) == []


@pytest.mark.parametrize("folder", ["engine", "domain", "web", "admin", "management", "../templates", "../static"])
def test_no_code_knows_the_starter_guide(folder: str) -> None:
    """What the site says is content: no code says what it is about (the schema and its tables have it as an example)."""
    home = (ROOT / "diagnostics" / folder).resolve()

    assert relative_paths(p for p, t in texts().items() if home in p.parents and "imessage" in t.lower()) == []


def test_templates_name_static_files_that_are_there() -> None:
    """A static file that a template names is there: in production a missing one would fail the page."""
    templates = {p: t for p, t in texts().items() if ROOT / "templates" in p.parents}
    wanted = {name for text in templates.values() for name in re.findall(r"{% static ['\"]([^'\"]+)", text)}

    assert sorted(name for name in wanted if finders.find(name) is None) == []


def test_scripts_can_be_run() -> None:
    """Every script is executable and has no slip that bash could see."""
    scripts = [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]

    assert relative_paths(path for path in scripts if not path.stat().st_mode & 0o100) == []
    for path in scripts:
        subprocess.run(["bash", "-n", path], check=True)
