"""What every object of a draft said, change by change."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Revision(models.Model):
    """One object of a draft as a change left it, with who changed it, when and why.

    It outlives its guide: a deleted guide comes back under its old key, and its history with it.
    """

    guide = models.ForeignKey(
        "diagnostics.Guide",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="revisions",
    )
    part = models.CharField(max_length=20, help_text="List of the document that holds the object, or “guide”.")
    slug = models.CharField(
        max_length=60, blank=True, help_text="Of the object; empty for the guide itself, and for the order of a part."
    )
    was = models.CharField(max_length=60, blank=True, help_text="The slug until then, where this change renamed it.")
    text = models.TextField(blank=True, help_text="The object as canonical JSON; empty once it is deleted.")
    change = models.UUIDField(default=uuid.uuid4, db_index=True, help_text="The same for all that changed together.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, help_text="Kept where the login is deleted.")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["guide", "part", "slug", "id"], name="revision_of_object")]

    def __str__(self) -> str:
        return f"{self.part} {self.slug}: {self.why}"
