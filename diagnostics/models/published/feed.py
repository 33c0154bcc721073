"""What a status feed said when it was last read, and which process reads it next."""

from django.db import models
from django.utils import timezone


class FeedReading(models.Model):
    """One row a feed, shared by all processes and hosts. A reading is kept until a newer one takes its place.

    The lease: whoever writes a token into ``lease`` while it is due and free reads the feed, and nobody else before
    ``leased_until``.
    """

    feed = models.CharField(max_length=60, unique=True, help_text="The name of its reader.")
    text = models.TextField(blank=True, default="", help_text="What it said, as JSON; empty if it was never read.")
    read_at = models.DateTimeField(null=True, blank=True, help_text="When it was last heard to say so.")
    etag = models.CharField(max_length=200, blank=True, default="")
    last_modified = models.CharField(max_length=60, blank=True, default="")
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    failing_since = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True, default="", help_text="The last one, in words.")
    next_at = models.DateTimeField(default=timezone.now, help_text="When it is due.")
    lease = models.CharField(max_length=40, blank=True, default="", help_text="Of whoever reads it now.")
    leased_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.feed
