"""What came of walks: what visitors said of steps, and the sums of it by day. Nothing here says who a visitor was."""

from typing import ClassVar

from django.db import models

from diagnostics.models.published.release import Release
from diagnostics.models.published.result import ResultLink

KINDS = {
    "fixed": "this step fixed it",
    "not": "it did not",
    "explained": "that explains it",
    "aside": "set it aside, and went on looking",
    "helped": "asked for help",
    "cannot": "could not do it",
}
WHYS = {
    "find": "cannot find it",
    "lack": "lacks the password or the time",
    "allowed": "is not allowed to",
}


class Outcome(models.Model):
    """What a visitor said of a step, on one day. The last word of one visitor about one step of one walk counts.

    cause, place: where it most likely stopped, going by the walk up to then; empty in rows from before these were kept.
    """

    KINDS: ClassVar[dict[str, str]] = KINDS

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="outcomes")
    walk = models.TextField(blank=True, help_text="The pairs of the walk as a query string.")
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    why = models.CharField(max_length=20, choices=list(WHYS.items()), blank=True, default="", db_default="")
    cause = models.CharField(max_length=60, blank=True, default="", db_default="")
    place = models.CharField(max_length=60, blank=True, default="", db_default="")
    day = models.DateField()
    link = models.ForeignKey(ResultLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes")
    key = models.CharField(max_length=64, unique=True, help_text="What makes it the same words: a hash.")

    class Meta:
        ordering = ["day", "pk"]
        indexes = [
            models.Index(fields=["release", "step", "kind"], name="outcome_of_step"),
            models.Index(fields=["day"], name="outcome_day"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_kind_display()}"


class DailyOutcome(models.Model):
    """How many visitors said one thing on one day; or, as ``offered``, how many were shown the step as the one to do."""

    OFFERED: ClassVar[str] = "offered"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="daily_outcomes")
    day = models.DateField()
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[*KINDS.items(), (OFFERED, "was shown the step")])
    why = models.CharField(max_length=20, choices=list(WHYS.items()), blank=True, default="")
    cause = models.CharField(max_length=60, blank=True, default="")
    place = models.CharField(max_length=60, blank=True, default="")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "release", "step", "kind", "why", "cause", "place"], name="daily_outcome_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.step}: {self.count} × {self.get_kind_display()}"


class LostOutcome(models.Model):
    """What visitors said on one day that could not be counted, and why."""

    WHYS: ClassVar[dict[str, str]] = {
        "full": "there was no room for it until the database could take it",
        "unknown": "it named a release or a step that does not exist",
        "often": "one caller sent too many",
    }

    guide = models.CharField(max_length=60)
    day = models.DateField()
    why = models.CharField(max_length=20, choices=list(WHYS.items()))
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "day", "why"], name="lost_outcome_once")]

    def __str__(self) -> str:
        return f"{self.guide}, {self.day}: {self.count} lost, {self.get_why_display()}"
