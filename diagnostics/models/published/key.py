"""The keys of programs. Only a hash of each is kept."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

NAME_LENGTH = 80
HANDLE_LENGTH = 8


class ProgramKey(models.Model):
    """What a program shows to make result links and to read them.

    handle: the part of the key that is no secret, by which people tell it from others.
    """

    SCOPES: ClassVar[dict[str, str]] = {
        "links:make": "Make result links",
        "links:read": "Read the links that were made with this key, and what came of them",
        "links:read-all": "Read every link, also those that agents and visitors made",
    }

    name = models.CharField(
        "what uses it", max_length=NAME_LENGTH, help_text="The program, and whom to ask about it: “Ticket system, Ada”."
    )
    handle = models.CharField("begins with", max_length=HANDLE_LENGTH, unique=True, editable=False)
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    scopes = models.JSONField("what it may do", default=list)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        "auth.User", null=True, editable=False, on_delete=models.SET_NULL, related_name="+", verbose_name="made by"
    )
    used_at = models.DateTimeField("last used", null=True, editable=False)
    revoked_at = models.DateTimeField("revoked", null=True, editable=False)
    revoked_by = models.ForeignKey(
        "auth.User", null=True, editable=False, on_delete=models.SET_NULL, related_name="+", verbose_name="revoked by"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "key of a program"
        verbose_name_plural = "keys of programs"

    def __str__(self) -> str:
        return self.name
