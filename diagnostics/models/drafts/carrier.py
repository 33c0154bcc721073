"""Carrier notes: what is documented about each carrier."""

from django.core.validators import RegexValidator
from django.db import models

from diagnostics.models.drafts.part import Addressable, Ordered, Part, Sourced
from diagnostics.models.fields import line_field, link_field, once, text_field


class Carrier(Part, Addressable, Sourced):
    """What is documented about one carrier. It is also an answer where a question takes its options from here."""

    name = line_field("The name that customers know.")
    country = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[a-z]{2}\Z", "Write two small letters, such as “us”.")],
        help_text="The country's code in two small letters, such as “us”.",
    )
    network = line_field("Whose network it runs on, if it is not its own.", blank=True)
    activation = line_field("How the number is confirmed, such as “A free text inside the US”.", blank=True)
    charge = line_field("What it charges for that.", blank=True)
    rcs = line_field("What is documented about RCS.", blank=True)
    status_url = link_field("Its own page about outages.")
    support_url = link_field("Its own page for help.")
    phone = line_field("Its number for help. Leave it out unless a source gives it.", blank=True)
    caveats = text_field("What to be careful about. Markdown.")

    class Meta(Part.Meta):
        verbose_name = "carrier note"

    def __str__(self) -> str:
        return self.name


class CarrierFact(Ordered):
    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="facts")
    text = line_field("One sentence.")
    sources = models.ManyToManyField("diagnostics.Source", blank=True, related_name="+", help_text="Where it was read.")

    class Meta:
        verbose_name = "fact"
        ordering = ["carrier_id", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class StepNote(models.Model):
    """What stands inside one step for customers of one carrier."""

    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="notes")
    step = models.ForeignKey("Step", on_delete=models.CASCADE, related_name="carrier_notes")
    text = text_field("What customers of this carrier read inside this step. Markdown.")

    class Meta:
        verbose_name = "note inside a step"
        verbose_name_plural = "notes inside steps"
        ordering = ["carrier_id", "step__position", "pk"]
        constraints = [once("step_note_once", ["carrier", "step"], "This carrier has a note inside that step already.")]

    def __str__(self) -> str:
        return f"{self.carrier} in {self.step}"
