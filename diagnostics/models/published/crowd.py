"""How many walks said the same, and what editors told visitors then. Nothing here says who anybody was."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from diagnostics.models.published.release import BY_LENGTH

LINE_LENGTH = 240


class WalkCount(models.Model):
    """Walks of one guide that said one thing within ten minutes.

    interval: ten minutes by number, since 1970 in UTC. workers: processes that counted any of them without knowing
    what others counted; a caller counts once in each.
    """

    KINDS: ClassVar[dict[str, str]] = {"complaint": "first answer", "place": "leading place", "carrier": "carrier"}

    guide = models.CharField(max_length=60)
    interval = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    key = models.CharField(max_length=60)
    walks = models.PositiveIntegerField()
    workers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "interval", "kind", "key"], name="walk_count_once"),
        ]
        indexes = [models.Index(fields=["interval"], name="walk_count_interval")]

    def __str__(self) -> str:
        return f"{self.guide}: {self.kind} {self.key}, {self.walks}"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def shown(self) -> Self:
        """Those that visitors see now."""
        return self.filter(ended_at=None, ends_at__gt=timezone.now())

    def past(self) -> Self:
        """Those that they no longer see."""
        return self.exclude(ended_at=None, ends_at__gt=timezone.now())


class Announcement(models.Model):
    """A sentence that an editor shows to the visitors of a guide until ``ends_at``, or until somebody ends it."""

    guide = models.CharField(max_length=60)
    text = models.CharField(max_length=LINE_LENGTH)
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.CharField(max_length=BY_LENGTH)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=BY_LENGTH, blank=True, default="")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], name="announcement_ends")]

    def __str__(self) -> str:
        return f"{self.guide}: {self.text}"
