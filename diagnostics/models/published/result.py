"""Result links, and what was ticked off on them. Nothing here says who the visitor was."""

from typing import Self

from django.db import models
from django.utils import timezone

from diagnostics.models.published.release import Release

CODE_LENGTH = 12
NOTE_LENGTH = 500
REFERENCE_LENGTH = 120


class ResultLinkQuerySet(models.QuerySet["ResultLink"]):
    def of(self, person: object) -> Self:
        """Those that one person made, the newest first."""
        return self.filter(made_by=person).order_by("-pk")


class ResultLink(models.Model):
    """A code that pins the decision at one moment of a walk.

    The page is made from ``release``, ``walk``, ``findings`` and ``decision`` alone. ``acted_at`` is the last time that
    the visitor did something on the page; looking at it counts for nothing.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True, help_text="Twelve small letters; the last one checks.")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="result_links")
    walk = models.TextField(blank=True, help_text="The pairs of the walk as a query string.")
    findings = models.TextField(help_text="What the site had found out, and when it looked, as canonical JSON.")
    engine = models.PositiveIntegerField(help_text="The version of the engine that decided.")
    decision = models.TextField(help_text="What the engine said, as canonical JSON.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    acted_at = models.DateTimeField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(help_text="So many days it lives since it was made or last acted on.")
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(max_length=240, blank=True, default="", help_text="For agents only.")
    note = models.CharField(max_length=NOTE_LENGTH, blank=True, default="", help_text="Plain text for the customer.")
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True, default="", help_text="For agents only.")

    objects = ResultLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["ends_at"], name="result_link_ends"),
            models.Index(fields=["made_by", "-id"], name="result_link_by"),
            models.Index(fields=["made_by", "reference"], name="result_link_reference"),
            models.Index(fields=["made_by", "made_at"], name="result_link_day"),
        ]

    def __str__(self) -> str:
        return self.code


class ResultTick(models.Model):
    """A step that the visitor ticked off on the page of a link."""

    link = models.ForeignKey(ResultLink, on_delete=models.CASCADE, related_name="ticks")
    step = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["link", "step"], name="result_tick_once")]

    def __str__(self) -> str:
        return f"{self.link}: {self.step}"
