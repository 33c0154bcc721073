"""Releases, publications and recalls: what visitors see, since when, and what was withdrawn. None is ever changed."""

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from diagnostics.models.fields import SlugsField

BY_LENGTH = 150


class Unchangeable(Exception):
    """Somebody tried to change or delete a release or a publication."""


class AppendOnlyQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that are written once. The database refuses changes too (models/published/triggers.py)."""

    def update(self, **_: object) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__}: rows are never changed")

    def delete(self) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__}: rows are never deleted")


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:  # noqa: ANN401 (as Django declares it)
        if not self._state.adding:
            raise Unchangeable(f"{self} is never changed")
        super().save(**options)

    def delete(self, **_: object) -> NoReturn:  # type: ignore[override]  # takes what Django's takes
        raise Unchangeable(f"{self} is never deleted")


class ReleaseQuerySet(AppendOnlyQuerySet["Release"]):
    def of(self, guide: str) -> Self:
        """Those of one guide, the newest first."""
        return self.filter(guide=guide).order_by("-number")


class Release(AppendOnly):
    """An immutable, numbered, hashed snapshot of a guide."""

    guide = models.CharField(max_length=60, help_text="Slug of the guide, kept as text: a release outlives its draft.")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="The guide document as canonical JSON, byte for byte.")
    sha256 = models.CharField("SHA-256", max_length=64, help_text="Over exactly the bytes of the text in UTF-8.")
    schema = models.PositiveIntegerField(help_text="The form of the document.")
    code = models.CharField("code version", max_length=40, help_text="The version of Fixpath that made it.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.CharField(max_length=BY_LENGTH)
    note = models.TextField(blank=True, default="", help_text="What is new in it, in the editor's words.")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "-number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"{self.guide} release {self.number}"


class PublicationQuerySet(AppendOnlyQuerySet["Publication"]):
    def live(self) -> Self:
        """The newest one of every guide."""
        newest = self.model.objects.filter(guide=OuterRef("guide")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1])).order_by("guide")


class Publication(AppendOnly):
    """Says which release is live since when, by whom and why. A rollback appends one too."""

    KINDS: ClassVar[Mapping[str, str]] = {"publish": "published", "rollback": "rolled back"}

    guide = models.CharField(max_length=60, help_text="Slug of the guide.")
    number = models.PositiveIntegerField(help_text="Place in the history of the guide, counted from 1.")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="publications")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.CharField(max_length=BY_LENGTH)
    why = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()), default="publish")
    acknowledged = models.TextField(
        blank=True, default="", help_text="The warnings that the publisher had read and let stand, one a line."
    )
    let_through = models.TextField(
        blank=True, default="", help_text="Why it shows again what was recalled before; empty where it does not."
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "-number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="publication_number_once")]

    def __str__(self) -> str:
        return f"{self.guide}: {self.get_kind_display()} release {self.release.number}"


class Recall(AppendOnly):
    """Says that a release or some of its steps were harmful. Links pinned to it no longer show how they are done."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="recalls")
    steps = SlugsField(help_text="Slugs of the steps that are withdrawn; empty for the whole release.")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.CharField(max_length=BY_LENGTH)
    why = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.release}: {', '.join(self.steps) or 'withdrawn'}"
