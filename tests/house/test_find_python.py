"""bin/find-python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "bin" / "find-python"


class Machine:
    """A machine on which only the interpreters put there are to be found."""

    def __init__(self, folder: Path) -> None:
        self.path, self.pyenv = folder / "bin", folder / "pyenv"
        self.path.mkdir()
        for tool in ("bash", "env"):
            (self.path / tool).symlink_to(str(shutil.which(tool)))

    def put(self, place: str, script: str) -> None:
        """Put a program of this shell script in a folder."""
        program = self.path.parent / place
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def find(self, **environment: str) -> subprocess.CompletedProcess[str]:
        here = {"PATH": str(self.path), "HOME": str(self.path.parent), "PYENV_ROOT": str(self.pyenv)} | environment
        return subprocess.run(
            [str(self.path / "bash"), str(SCRIPT)], env=here, capture_output=True, text=True, check=False
        )


NEW = f'exec "{os.path.realpath(sys.executable)}" "$@"'
OLD = "echo old 3.9.18"
BROKEN = "echo 'pyenv: version is not installed' >&2; exit 127"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("place", ["bin/python3.12", "bin/python3", "pyenv/versions/3.13.0/bin/python"])
def test_a_new_python_is_found_wherever_it_is(machine: Machine, place: str) -> None:
    """On the PATH under any of its names, or among pyenv's versions."""
    machine.put(place, NEW)

    assert machine.find().stdout.strip() == os.path.realpath(sys.executable)


def test_broken_and_old_ones_are_passed_over(machine: Machine) -> None:
    """A shim that fails and a Python that is too old do not hide a good one."""
    machine.put("bin/python3.14", BROKEN)
    machine.put("bin/python3", OLD)
    machine.put("pyenv/versions/3.12.1/bin/python", NEW)

    assert machine.find().returncode == 0


def test_too_old_is_said_plainly(machine: Machine) -> None:
    """Where every Python is too old, the message names the one needed and the one found."""
    machine.put("bin/python3", OLD)

    answer = machine.find()

    assert answer.returncode == 1
    assert "needs Python 3.12 or newer" in answer.stderr
    assert "Found here: Python 3.9.18." in answer.stderr


def test_none_is_said_plainly(machine: Machine) -> None:
    """Where there is no Python, the message says so and names the one needed."""
    answer = machine.find()

    assert answer.returncode == 1
    assert "needs Python 3.12 or newer" in answer.stderr
    assert "No Python was found" in answer.stderr


def test_an_incomplete_python_is_told_apart(machine: Machine) -> None:
    """A new Python without the modules that make environments is named with what it lacks."""
    machine.put("bin/python3", "echo incomplete /usr/bin/python3 ensurepip")

    answer = machine.find()

    assert answer.returncode == 1
    assert "/usr/bin/python3 is new enough, but its module “ensurepip” is missing" in answer.stderr


def test_a_named_python_comes_first(machine: Machine) -> None:
    """PYTHON names the interpreter to take."""
    machine.put("bin/python3", OLD)
    machine.put("elsewhere/python", NEW)

    assert machine.find(PYTHON=str(machine.path.parent / "elsewhere/python")).returncode == 0
