"""The live guides: what a request reads. Memory only, kept up to date by one thread; releases on disk; previews.

Not here: publishing (``publishing``).
"""

from diagnostics.domain.feeds.findings import Findings
from diagnostics.domain.live.live_site import LiveGuide, LiveSite, MovedGuide, ReleaseStamp
from diagnostics.domain.live.process import Health, forget, health, is_unreadable, refresh, site, site_override, start

__all__ = ["Findings", "Health", "LiveGuide", "LiveSite", "MovedGuide", "ReleaseStamp"]
__all__ += ["forget", "health", "is_unreadable", "refresh", "site", "site_override", "start"]
