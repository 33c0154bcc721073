"""The live guides: what a request reads. Memory only, kept up to date by one thread; releases on disk; previews.

Not here: publishing (``publishing``).
"""

from diagnostics.domain.live.live_site import Findings, LiveGuide, LiveSite, Moved, ReleaseStamp
from diagnostics.domain.live.process import Health, forget, health, refresh, showing, site, start

__all__ = ["Findings", "Health", "LiveGuide", "LiveSite", "Moved", "ReleaseStamp"]
__all__ += ["forget", "health", "refresh", "showing", "site", "start"]
