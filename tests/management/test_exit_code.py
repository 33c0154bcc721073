"""How a command that fails ends."""

from pathlib import Path

import pytest
from django.core.management import execute_from_command_line as manage


def test_command_that_fails_ends_with_sentences_and_exit_code_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A person sees sentences on stderr and no traceback; a script sees exit code 1."""
    with pytest.raises(SystemExit) as end:
        manage(["manage.py", "import_guide", str(tmp_path / "nowhere")])
    shown = capsys.readouterr()
    assert (end.value.code, shown.out) == (1, "")
    head, problem = shown.err.splitlines()
    assert head == "CommandError: The folder cannot be read, nothing was changed (1 error):"
    assert problem.endswith("nowhere: There is no such folder.")
