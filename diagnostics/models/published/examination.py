"""What was found out about a document, and what waits to be imported: kept by hash, thrown away at will."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Examination(models.Model):
    """The result of one examination of one document. The same draft is never examined twice."""

    KINDS: ClassVar[dict[str, str]] = {"check": "check", "visitors": "simulated visitors"}
    STATES: ClassVar[dict[str, str]] = {"running": "running", "done": "done", "failed": "failed"}

    sha256 = models.CharField("SHA-256", max_length=64, help_text="Of the document, as canonical JSON.")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    code = models.CharField(max_length=64, help_text="The code that examined it: another one may find other things.")
    state = models.CharField(max_length=20, choices=list(STATES.items()), default="running")
    percent = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=120, blank=True, default="", help_text="What is being done now, in words.")
    result = models.TextField(blank=True, default="", help_text="What was found, as JSON.")
    begun_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="The last sign of life.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "kind", "code"], name="examination_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.sha256[:12]}"


class Upload(models.Model):
    """A guide folder that an editor has uploaded and not yet taken over into the draft."""

    guide = models.CharField(max_length=60, help_text="Slug of the guide.")
    text = models.TextField(help_text="The guide document as canonical JSON.")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.guide}, uploaded by {self.by}"
