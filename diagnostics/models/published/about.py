"""What the site says of itself, and what visitors say is wrong on its pages. Nothing here says who a visitor was."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from diagnostics.models.fields import LINE_LENGTH
from diagnostics.models.published.release import BY_LENGTH


class SiteText(models.Model):
    """What editors wrote on one page of the site, such as About. Rows are added, and the newest of a page is shown."""

    PAGES: ClassVar[dict[str, str]] = {"about": "About", "privacy": "Privacy", "contact": "Contact"}

    page = models.CharField(max_length=20, choices=list(PAGES.items()))
    text = models.TextField(blank=True, help_text="Markdown.")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.CharField(max_length=BY_LENGTH)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page", "-id"], name="site_text_newest")]

    def __str__(self) -> str:
        return self.get_page_display()


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open(self) -> Self:
        """Those that nobody has dealt with."""
        return self.filter(done_at=None)

    def done(self) -> Self:
        """Those that somebody has dealt with, the latest first."""
        return self.exclude(done_at=None).order_by("-done_at", "-pk")


class Correction(models.Model):
    """A line in which a visitor says what is wrong on a page.

    Attributes:
    kind, slug: of the part that the page is about, as its address has them. release: number of the release that was seen.
    times: how often the same line came for the same page while it was open.
    """

    KINDS: ClassVar[dict[str, str]] = {
        "sign": "sign",
        "cause": "cause",
        "step": "step",
        "carrier": "carrier note",
        "page": "page",
    }

    guide = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    slug = models.CharField(max_length=60)
    release = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=LINE_LENGTH)
    times = models.PositiveIntegerField(default=1)
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=BY_LENGTH, blank=True, default="")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug", "pk"]
        indexes = [models.Index(fields=["guide", "done_at"], name="correction_open")]

    def __str__(self) -> str:
        return f"{self.guide}: {self.kind} {self.slug}, {self.text}"
