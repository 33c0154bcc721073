"""What is kept of people who sign in, besides Django's users and the rows of django-otp.

It goes with its user by the database's own doing, so that a version which does not know these tables can delete users.
"""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

NAME_LENGTH = 60
LONGEST_HANDLE = 1400


class Passkey(models.Model):
    """A key on somebody's device or security key, by which they confirm their password (WebAuthn).

    credential: its public half with its number, as the fido2 library writes it. uses: how often its device says it was used.
    """

    user = models.ForeignKey("auth.User", on_delete=models.DB_CASCADE, related_name="passkeys")
    name = models.CharField(max_length=NAME_LENGTH)
    handle = models.CharField(max_length=LONGEST_HANDLE, unique=True)
    credential = models.BinaryField()
    uses = models.PositiveBigIntegerField(db_default=0)
    made_at = models.DateTimeField(default=timezone.now, db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.name


class UsualPlace(models.Model):
    """That somebody has signed in from this network; of the network only a keyed hash is kept."""

    user = models.ForeignKey("auth.User", on_delete=models.DB_CASCADE, related_name="usual_places")
    network = models.CharField(max_length=64)
    used_on = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "network"], name="usual_place_once")]

    def __str__(self) -> str:
        return f"{self.user} on {self.used_on}"
