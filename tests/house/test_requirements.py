"""requirements.in, requirements.txt and their twins for development."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = ["requirements", "requirements-mcp", "requirements-dev"]


def wanted_packages(name: str) -> set[str]:
    """The packages that a list asks for, by normal name."""
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return {_normal(re.split(r"[\[<>=;~! ]", line)[0]) for line in lines if line and line[0].isalnum()}


def pinned_versions(name: str) -> dict[str, set[str]]:
    """Package → the versions that a list pins."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ;]+)", line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LISTS)
def test_every_package_that_is_asked_for_is_pinned(name: str) -> None:
    """What the list asks for stands in the lock file: somebody ran `make lock`."""
    assert wanted_packages(name) <= pinned_versions(name).keys()


@pytest.mark.parametrize("name", LISTS)
def test_every_pinned_package_has_hashes(name: str) -> None:
    """Nothing is installed whose content was not known when it was pinned."""
    blocks = re.split(r"\n(?=[a-z])", (ROOT / f"{name}.txt").read_text(encoding="utf-8"))

    assert [block.partition(" ")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_lock_file_names_an_index(name: str) -> None:
    """A lock file holds packages and hashes; where they come from is the installer's matter."""
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")

    assert re.findall(r"://|^\s*--?(?!-?hash=)[a-z-]+", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", ["requirements", "requirements-mcp"])
def test_lock_files_agree(name: str) -> None:
    """The tests run on the versions that the site runs on."""
    run, development = pinned_versions(name), pinned_versions("requirements-dev")

    assert {package: run[package] for package in run.keys() & development.keys()} == {
        package: development[package] for package in run.keys() & development.keys()
    }
