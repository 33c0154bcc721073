"""What the customer of a result link did with it, and where they stand. Nothing here says who they are."""

from typing import ClassVar

from django.db import models

from diagnostics.models.published.result import ResultLink


class LinkEvent(models.Model):
    """One thing that was done on a link or on the walk that goes on from it.

    name: of the question or step. value: of an answer, its options; of what was taken back, what it was.
    """

    KINDS: ClassVar[dict[str, str]] = {
        "opened": "opened the link",
        "answered": "answered a question",
        "changed": "changed an answer",
        "tried": "this step did not help",
        "aside": "this verdict does not explain it",
        "asked": "asked for help",
        "cannot": "cannot do this step",
        "did": "did this step before",
        "waiting": "gives this step its time",
        "fixed": "this step fixed it",
        "explained": "this verdict explains it",
        "back": "took it back",
        "ticked": "ticked this step off",
        "unticked": "took the tick back",
    }

    link = models.ForeignKey(ResultLink, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    name = models.CharField(max_length=60, blank=True, default="")
    value = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["link", "at"], name="link_event_order")]

    def __str__(self) -> str:
        return f"{self.link}: {self.kind} {self.name}".strip()


class LinkProgress(models.Model):
    """Where the customer of a link stands.

    walk: its pairs as a query string, as last seen ``at``. word, step: what came of it so far, in one word.
    """

    WORDS: ClassVar[dict[str, str]] = {
        "fixed": "fixed by this step",
        "explained": "explained by this step",
        "helped": "asked for help",
        "tried": "this step did not help",
    }

    link = models.OneToOneField(ResultLink, on_delete=models.CASCADE, related_name="progress")
    walk = models.TextField(blank=True)
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=20, blank=True, default="", choices=list(WORDS.items()))
    step = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.link}: {self.walk}"
