"""What visitors searched for and did not find. Words only; nothing here says who anybody was."""

from django.db import models

WORDS_LENGTH = 60


class MissedSearch(models.Model):
    """Words that found nothing in a guide.

    times: by how many callers on how many days. since, last_on: the first and the last of these days.
    """

    guide = models.CharField(max_length=60)
    words = models.CharField(max_length=WORDS_LENGTH)
    times = models.PositiveIntegerField()
    since = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["-times", "-last_on", "words"]
        constraints = [models.UniqueConstraint(fields=["guide", "words"], name="missed_search_once")]
        indexes = [models.Index(fields=["last_on"], name="missed_search_last")]

    def __str__(self) -> str:
        return f"{self.guide}: {self.words}, {self.times}"
