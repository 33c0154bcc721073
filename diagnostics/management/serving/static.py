"""Collecting static files, only when a file has changed since the last time."""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command

from diagnostics.config.static_files import COLLECTED, build

KEPT_DAYS: Final = 7
"""How long the files of a build stay after another one took its place: caches may show its pages for a day."""


def collect() -> bool:
    """Collect static files unless it has been done for this build; returns whether it did."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(root):
        mark = root / f"{build()}{COLLECTED}"
        is_new = not mark.exists()
        if is_new:
            # Its days are counted from now on.
            if marks := sorted(root.glob(f"*{COLLECTED}"), key=lambda other: other.stat().st_mtime):
                marks[-1].touch()
            call_command("collectstatic", interactive=False, verbosity=0)
        mark.touch()
        _prune(root, keep=mark.stem)
    return is_new


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prune(root: Path, *, keep: str) -> None:
    for folder in (path for path in root.iterdir() if path.is_dir() and path.name != keep):
        mark = root / f"{folder.name}{COLLECTED}"
        last_used = (mark if mark.exists() else folder).stat().st_mtime
        if last_used < time.time() - KEPT_DAYS * 24 * 3600:
            mark.unlink(missing_ok=True)
            shutil.rmtree(folder)
