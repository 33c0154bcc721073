"""Every name that was ever published, so that its address never falls silent."""

from django.db import models
from django.utils import timezone


class PublishedName(models.Model):
    """A name that something had in a published release.

    Attributes: guide: its slug then. kind: what it is, as addresses call it. name: its slug or an old one. slug: its slug then.
    at: when that was published first.
    """

    guide = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "kind", "name", "slug"], name="published_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.guide}: {self.kind} {self.name}"
