"""Static files: each build has a folder of its own below ``STATIC_ROOT``, and all builds that are there are served.

Pages of the version before are shown for as long as caches keep them, and while two versions run side by side each
gets requests for files of the other.
"""

import hashlib
from pathlib import Path
from typing import Any, Final, override

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

COLLECTED: Final = ".collected"
"""What a build's mark ends with: it stands beside the folder once all files are in it."""


def build() -> str:
    """A hash of every source's name and content. Times would change whenever a tree is copied."""
    digest = hashlib.sha256()
    sources = ((name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    for name, source in sorted(sources):
        content = Path(source).read_bytes()
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


class BuildStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Collects into the folder of this build, and names its files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's and WhiteNoise's)
        super().__init__(*args, location=Path(settings.STATIC_ROOT, build()), **kwargs)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # as above
    """Serves the files of this build and, under names that this one does not have, of all others."""

    @override
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._builds: set[Path] = set()
        super().__init__(*args, **kwargs)

    @override
    def __call__(self, request: HttpRequest) -> Any:
        path = request.path_info
        if path.startswith(self.static_prefix) and not self.autorefresh:
            if path not in self.files:
                self._add_other_builds()
            try:
                return super().__call__(request)
            except FileNotFoundError:  # its build has been pruned
                self.files.pop(path, None)
        return super().__call__(request)

    @override
    def add_files(self, root: str | Path, prefix: str | None = None) -> None:
        """What WhiteNoise asks for when it starts."""
        own = Path(staticfiles_storage.path(""))
        self._builds.add(own)
        super().add_files(str(own), prefix)
        self._add_other_builds()

    def _add_other_builds(self) -> None:
        marks = Path(settings.STATIC_ROOT).glob(f"*{COLLECTED}")
        for folder in {mark.with_suffix("") for mark in marks} - self._builds:
            self._builds.add(folder)
            super().add_files(str(folder), self.static_prefix)

    @override
    def add_file_to_dictionary(self, url: str, *args: Any, **kwargs: Any) -> None:
        if url not in self.files:
            super().add_file_to_dictionary(url, *args, **kwargs)
