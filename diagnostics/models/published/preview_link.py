"""Links that show a draft to people without a login."""

from django.db import models
from django.utils import timezone

BY_LENGTH = 150


class PreviewLink(models.Model):
    """One link, which opens nothing once it is withdrawn. Its address is signed and holds the number of this row.

    guide: the slug when it was made. made_by, withdrawn_by: names, also of people whose login is gone.
    """

    guide = models.CharField(max_length=60, db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=BY_LENGTH, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=BY_LENGTH, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.guide} until {self.ends_at:%Y-%m-%d}"
