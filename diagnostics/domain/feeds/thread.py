"""The start of the thread that fetches the feeds."""

from django.conf import settings

from diagnostics.domain.feeds.sources import sources


def start() -> None:
    """Start this process's thread, if there is a feed and the workers are to read it. Raises WrongSetting."""
    feeds = sources()
    if feeds and settings.STATUS_WATCH == "worker":
        # A tenth of a second and its own packages, which a site without feeds does without.
        from diagnostics.domain.feeds.watch import FeedWatch  # noqa: PLC0415

        FeedWatch(feeds).start()
