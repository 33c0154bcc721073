"""What the processes of one run of the tests share: a folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def folder_of_this_run(temporary: pytest.TempPathFactory) -> Path:
    """Where bin/test runs pytest several times, it names a folder for all of them."""
    if named := os.environ.get("FOLDER_OF_THIS_RUN"):
        return Path(named)
    mine = temporary.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Whichever process comes first makes what is to be at this path; the others wait for it."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
