"""What every object of a draft said, change by change."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Revision(models.Model):
    """One object of a draft as a change left it, with who changed it, when and why.

    It outlives its guide: a deleted guide comes back under its old key, and its history with it.

    Attributes:
    part: list of the document that holds the object, or "guide". slug: empty for the guide itself, and for the order of a part.
    was: the slug until then, where this change renamed it. text: the object as canonical JSON, empty once it is deleted.
    change: the same for all that changed together. by_name: who it was, also where the login is deleted.
    """

    guide = models.ForeignKey("diagnostics.Guide", models.DO_NOTHING, "revisions", db_constraint=False, db_index=False)
    part = models.CharField(max_length=20)
    slug = models.CharField(max_length=60, blank=True)
    was = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    change = models.UUIDField(default=uuid.uuid4, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, "+", null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["guide", "part", "slug", "id"], name="revision_of_object")]

    def __str__(self) -> str:
        return f"{self.part} {self.slug}: {self.why}"
