"""Releases that are not live any more, loaded for the links that are pinned to them; the last few stay in memory."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from diagnostics.domain.live.live_site import LiveGuide, PublishedText, ReleaseStamp, load
from diagnostics.models import Release

CACHED: Final = 8
_lock: Final = Lock()
_loaded: Final[OrderedDict[tuple[str, ReleaseStamp], LiveGuide]] = OrderedDict()


def guide(release: Release) -> LiveGuide:
    """The guide of a release, whose text may be deferred; raises DamagedRelease where it is not what was published.

    It says the day when the release was made, not when it was live last: that never changes.
    """
    stamp = ReleaseStamp(release.number, release.sha256, release.created_at)
    key = (release.guide, stamp)
    with _lock:
        if key in _loaded:
            _loaded.move_to_end(key)
            return _loaded[key]
    here = load(PublishedText(release.guide, stamp, _text(release)))
    with _lock:
        _loaded[key] = here
        while len(_loaded) > CACHED:
            _loaded.popitem(last=False)
    return here


def _text(release: Release) -> str:
    """Not as a field of the row: whoever keeps the row would keep the whole text with it."""
    if "text" in release.get_deferred_fields():
        return Release.objects.values_list("text", flat=True).get(pk=release.pk)
    return release.text


def forget() -> None:
    """Load every release anew; for tests."""
    with _lock:
        _loaded.clear()
