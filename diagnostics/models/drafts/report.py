"""Reports: real solved tickets in the guide's words."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from diagnostics.models.drafts import choices
from diagnostics.models.drafts.part import Part
from diagnostics.models.fields import AnswersField, SlugsField, text_field, word_field


class Report(Part):
    """What somebody could say, had done, and was helped by. It measures the guide and blocks nothing."""

    text = models.TextField(
        help_text="What was reported, in your own words. Nothing personal: no names, numbers or addresses."
    )
    found_in = word_field(choices.FOUND_IN, "Where the report comes from.")
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="When it was written, if that is known.",
    )
    tier = word_field(
        choices.TIER,
        "Confirmed and ordinary; confirmed, with an unusual set-up; or confirmed by nobody.",
        default="core",
    )
    says = AnswersField(
        help_text="Everything that this person could answer, one a line: “see: dark”, or “signs: hum, smell”. "
        "Write it before you look at what solved it. To any other question they say “Not sure”."
    )
    did = SlugsField("done before", help_text="Steps that they had done before they asked, separated by commas.")
    solved_by = SlugsField(help_text="Steps that ended it, separated by commas. Any one of them counts.")
    helped = SlugsField("helped in part", help_text="Steps that helped a little, separated by commas. They count half.")
    outside = text_field("Why the guide cannot know what ended it. Leave it empty where it can.")

    def __str__(self) -> str:
        return self.text[:70]
