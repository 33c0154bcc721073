"""What the agents' desk keeps beside result links."""

from django.db import models

from diagnostics.models.published.result import ResultLink

SPOKEN_LENGTH = 8
PROOF_LENGTH = 2


class SpokenCode(models.Model):
    """Eight digits that lead to a link for a short while: made to be read out, and typed on a keypad.

    proof: two more digits, which the agent has and the customer is asked for while many wrong codes are tried.
    """

    digits = models.CharField(max_length=SPOKEN_LENGTH, unique=True)
    proof = models.CharField(max_length=PROOF_LENGTH, default="", db_default="")
    link = models.OneToOneField(ResultLink, on_delete=models.CASCADE, related_name="spoken")
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digits
