"""Every test begins as a process that has just started."""

from collections.abc import Iterator

import pytest

from diagnostics.domain import about
from diagnostics.domain.about import process


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    process._file().unlink(missing_ok=True)
    about.forget()
    yield
    process._file().unlink(missing_ok=True)
    about.forget()
