"""docs/publishing.md says what the commands are."""

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

TEXT = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text()
COMMANDS = ["check_guide", "export_guide", "import_guide", "publish", "recall", "releases", "rollback"]


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_name_every_argument_of_a_command(name: str) -> None:
    """The line of a command in the table shows exactly its arguments and options."""
    parser = load_command_class("diagnostics", name).create_parser("manage.py", name)
    ours = {"slug", "folder", "release", "note", "step", "why", "by", "let_through"}
    taken = {action.dest for action in parser._actions} & ours
    shown = re.search(rf"^\| `{name} ([^`]*)`", TEXT, re.MULTILINE)
    assert shown is not None
    words = {"SLUG": "slug", "FOLDER": "folder", "N": "release", "NOTE": "note", "WHY": "why", "NAME": "by"}
    words |= {"STEP": "step", "THROUGH": "let_through"}
    options = shown[1].replace("--let-through WHY", "THROUGH")
    assert {words[word] for word in re.findall(r"\b[A-Z]+\b", options)} == taken


def test_docs_name_every_command() -> None:
    """No command about guides is missing from the table."""
    assert re.findall(r"^\| `(\w+) ", TEXT, re.MULTILINE) == [
        "import_guide",
        "new_guide",
        "check_guide",
        "publish",
        "replay",
        "releases",
        "rollback",
        "recall",
        "export_guide",
    ]
