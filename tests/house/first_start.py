"""One first start for a whole run of tests: its site is copied wherever a test needs one that is ready."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.checkout import Site, copy_checkout
from tests.one_run import folder_of_this_run, one_at_a_time


@dataclass(frozen=True)
class FirstStart:
    """What was seen of it (what it said, its front page, the exit code after Ctrl-C), and the folder that it left."""

    folder: Path
    words: str
    status: int
    page: str
    ended: int

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Site]:
        """The site that it left, once more, in a folder that is removed afterwards."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        yield Site(folder)
        shutil.rmtree(folder)


def first_start(temporary: pytest.TempPathFactory) -> FirstStart:
    """The one of this run: whichever process asks first makes it, while the others wait."""
    folder = folder_of_this_run(temporary) / "first-start"
    seen = folder.with_suffix(".json")
    with one_at_a_time(folder):
        if not seen.exists():
            seen.write_text(json.dumps(_start(folder)), encoding="utf-8")
    return FirstStart(folder, **json.loads(seen.read_text(encoding="utf-8")))


def _start(folder: Path) -> dict[str, object]:
    shutil.rmtree(folder, ignore_errors=True)
    with copy_checkout(folder).started("manage.py", "serve") as running:
        running.wait_until_ready()
        status, _, page = running.get("/")
        ended = running.stop()
        return {"words": running.log_text(), "status": status, "page": page, "ended": ended}
