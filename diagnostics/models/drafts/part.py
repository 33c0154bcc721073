"""What every part of a draft has in common."""

from typing import Any, Self

from django.db import models

from diagnostics.models.fields import SlugsField, slug_field

LAST = 10_000
"""Position of a part that nobody has put in order yet."""


class PartQuerySet[M: models.Model](models.QuerySet[M]):
    def of_guide(self, guide: models.Model) -> Self:
        """Those of one guide, in the editors' order."""
        return self.filter(guide=guide).order_by("position", "pk")


class Ordered(models.Model):
    position = models.PositiveIntegerField(
        default=LAST, help_text="Order in lists: the lowest number comes first. New ones come last."
    )

    class Meta:
        abstract = True


class Part(Ordered):
    guide = models.ForeignKey(
        "diagnostics.Guide", on_delete=models.CASCADE, help_text="The guide that this belongs to."
    )
    slug = slug_field("Its name in addresses and files. Small letters, digits and hyphens.")

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["guide_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["guide", "slug"], name="%(class)s_slug_once")]


class Addressable(models.Model):
    aliases = SlugsField(
        help_text="Old slugs, separated by commas. Their addresses still lead here, so they are never given to anything else."
    )

    class Meta:
        abstract = True


class Sourced(models.Model):
    sources = models.ManyToManyField(
        "diagnostics.Source", blank=True, related_name="+", help_text="Where this was read. The first one counts most."
    )
    reviewed = models.DateField(
        "reviewed on",
        null=True,
        blank=True,
        help_text="When a person last held this against its sources. Leave it empty if nobody has.",
    )

    class Meta:
        abstract = True

    @classmethod
    def citations(cls) -> models.QuerySet[Any]:
        """Rows that say which part names which source; of one part in the order in which they were written."""
        return models.QuerySet(cls.sources.through)
