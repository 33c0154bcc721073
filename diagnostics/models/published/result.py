"""Result links, and what was ticked off on them. Nothing here says who the visitor was."""

from typing import Self

from django.db import models
from django.utils import timezone

from diagnostics.models.published.key import ProgramKey
from diagnostics.models.published.release import Release

CODE_LENGTH = 12
NOTE_LENGTH = 500
REFERENCE_LENGTH = 120


class ResultLinkQuerySet(models.QuerySet["ResultLink"]):
    def of(self, person: object) -> Self:
        """Those that one person looks after, the newest first."""
        return self.filter(owner=person).order_by("-pk")

    def of_agents(self) -> Self:
        """Those that any agent looks after, the newest first; the others were made by visitors."""
        return self.filter(owner__isnull=False).order_by("-pk")


class ResultLink(models.Model):
    """A code that pins the decision at one moment of a walk.

    The page is made from ``release``, ``walk``, ``findings`` and ``decision`` alone. ``acted_at`` is the last time that
    the visitor did something on the page; looking at it counts for nothing. ``owner`` is the agent who looks after it:
    whoever made it, until it is handed over.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True, help_text="Twelve small letters; the last one checks.")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="result_links")
    walk = models.TextField(blank=True, help_text="The pairs of the walk as a query string.")
    findings = models.TextField(help_text="What the site had found out, and when it looked, as canonical JSON.")
    engine = models.PositiveIntegerField(help_text="The version of the engine that decided.")
    decision = models.TextField(help_text="What the engine said, as canonical JSON.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_with = models.ForeignKey(ProgramKey, null=True, blank=True, on_delete=models.PROTECT, related_name="links")
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
            models.Index(fields=["owner", "-id"], name="result_link_owner"),
            models.Index(fields=["owner", "reference"], name="result_link_owner_ref"),
            models.Index(fields=["owner", "made_at"], name="result_link_owner_day"),
            models.Index(fields=["-id"], name="result_link_of_agents", condition=models.Q(owner__isnull=False)),
        ]
        permissions = [("see_every_link", "Can see the links of all agents and hand them over")]

    def __str__(self) -> str:
        return self.code


class HandOver(models.Model):
    """A link that went from one agent to another. ``by``: who did it, the owner before or a supervisor."""

    link = models.ForeignKey(ResultLink, on_delete=models.CASCADE, related_name="hand_overs")
    by = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL, related_name="+")
    owner_before = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL, related_name="+")
    owner_after = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link}, from {self.owner_before} to {self.owner_after}"


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
