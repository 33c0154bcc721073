"""Collecting static files, only when a file has changed since the last time."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Collect static files unless their stamp is unchanged; returns whether it did."""
    stamp_file = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    stamp = _stamp()
    if stamp_file.exists() and stamp_file.read_text(encoding="ascii") == stamp:
        return False
    # Cleared first: collectstatic keeps a copy that is younger than its source, even of an earlier version.
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp_file.write_text(stamp, encoding="ascii")
    return True


def _stamp() -> str:
    """A hash of every source's name and content. Times would change whenever a tree is copied."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    sources = ((name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    for name, source in sorted(sources):
        content = Path(source).read_bytes()
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
