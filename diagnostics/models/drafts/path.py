"""Menu paths and terms: words that texts refer to instead of spelling them out."""

from django.db import models

from diagnostics.models.drafts import choices
from diagnostics.models.drafts.part import Ordered, Part
from diagnostics.models.fields import LinesField, PairsField, condition_field, line_field, word_field


class MenuPath(Part):
    name = line_field("What it is called where no device is known, such as “the lamp's settings”.")

    def __str__(self) -> str:
        return self.name


class PathVariant(Ordered):
    path = models.ForeignKey(MenuPath, on_delete=models.CASCADE, related_name="variants")
    when = condition_field("A way without any is the default. A way")
    label = line_field("For whom, such as “version 2 or earlier”.", blank=True)
    menu = LinesField(blank=False, help_text="The menu names exactly as the device shows them, one a line.")
    look = word_field(choices.LOOK, "What the device looks like where visitors are shown the way.", default="phone")

    class Meta:
        verbose_name = "way on one device"
        verbose_name_plural = "ways by device"
        ordering = ["path_id", "position", "pk"]

    def __str__(self) -> str:
        return self.label or "everywhere else"


class Term(Part):
    text = line_field("The word where the region is not known.")
    regions = PairsField(help_text="The word by country, one a line: “gb: mains”.")

    def __str__(self) -> str:
        return self.text
