"""Questions, their options, and the signs that options are."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from diagnostics.models.drafts import choices
from diagnostics.models.drafts.part import Addressable, Ordered, Part
from diagnostics.models.fields import (
    ConditionField,
    LinesField,
    SlugsField,
    condition_field,
    line_field,
    once,
    slug_field,
    text_field,
    word_field,
)


class Question(Part, Addressable):
    text = line_field("The heading of the page. End it with a question mark.")
    label = line_field("The same in a list of answers, such as “You see”.")
    why = line_field("Why we ask, in one line.")
    how = text_field("How to find out. Markdown.")
    kind = word_field(
        choices.ANSWER,
        "One answer, or a list on which everything that is so is ticked; each of its answers is a fact with signs of "
        "its own, at most nine are shown, and “None of these” stands last.",
        default="one",
    )
    effort = word_field(choices.EFFORT, "What answering takes: a glance, a look in settings, or trying something.")
    unknown = word_field(choices.UNKNOWN, "How many people cannot answer it.", default="never")
    asked = word_field(
        choices.ASKED,
        "Exactly one question is asked first; at most four are asked second, in their order.",
        default="by-value",
    )
    finding = slug_field("The finding that answers it by itself, such as “power”.", blank=True)
    options_from = word_field([("carriers", "the carrier notes")], "Leave it empty for options of its own.", blank=True)
    when = condition_field("A question")
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="followers",
        help_text="It is not asked before this question is answered.",
    )

    def __str__(self) -> str:
        return self.text


class Option(Ordered):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    slug = slug_field("Its name in addresses. “Not sure” is offered by itself.")
    aliases = SlugsField(help_text="Old slugs, separated by commas. Addresses with them still work.")
    text = line_field("The answer in the visitor's words, short enough for a button.")
    hint = line_field("A second line under it, where it helps.", blank=True)
    usual = word_field(choices.COMMONNESS, "How common this answer is.", default="common")
    said = line_field(
        "How the answer reads inside a sentence, such as “the lamp is dark”. Small letter first, no full stop.",
        blank=True,
    )
    drawing = slug_field("The name of its small drawing, such as “switch”.", blank=True)
    detect = line_field(
        "What the browser shows where this is so, such as “browser has Word” or “clock >= 120”.", blank=True
    )
    services = LinesField(
        help_text="Services of the finding's status feed, one a line, named exactly as there. Other names of the same "
        "one stand after “|”."
    )
    when = condition_field("An option")
    means = ConditionField(
        help_text="Other questions that it answers as well, which are then not asked. One question a line, with one "
        "answer: “kind: desk”."
    )
    page_title = line_field("The title of its own page, made for search engines.", blank=True)
    page_summary = line_field("One sentence about that page.", blank=True)
    page_text = text_field("The text of that page. Markdown.")

    class Meta:
        ordering = ["question_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "slug"], name="option_slug_once")]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if (self.page_summary or self.page_text or self.page_title) and not (self.page_title and self.page_summary):
            raise ValidationError("A page needs a title and a summary: fill in both, or leave the page out.")


class SignRowQuerySet(models.QuerySet["SignRow"]):
    def of_guide(self, guide: models.Model) -> Self:
        """Those of one guide: for all causes first, then by place, then by cause."""
        return self.filter(question__guide=guide).order_by(
            "question_id",
            models.F("place__position").asc(nulls_first=True),
            models.F("cause__position").asc(nulls_first=True),
            "pk",
        )


class SignRow(models.Model):
    """What the answers to one question say about one cause, the causes of one place, or all other causes.

    The most special row that names a cause counts, whole; a row without signs says that all answers mean nothing.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="sign_rows")
    cause = models.ForeignKey(
        "Cause",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="sign_rows",
        help_text="The cause that this row is about. It goes before rows for its place and for all causes.",
    )
    place = models.ForeignKey(
        "Place",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="sign_rows",
        help_text="Or all causes of this place. Leave both empty for all other causes.",
    )

    objects = SignRowQuerySet.as_manager()

    class Meta:
        verbose_name = "row of signs"
        verbose_name_plural = "rows of signs"
        ordering = ["question_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__isnull=True) | Q(place__isnull=True),
                name="sign_row_cause_or_place",
                violation_error_message="Name a cause or a place, not both.",
            ),
            once(
                "sign_row_cause_once",
                ["question", "cause"],
                "This question has a row for that cause already.",
                Q(cause__isnull=False),
            ),
            once(
                "sign_row_place_once",
                ["question", "place"],
                "This question has a row for that place already.",
                Q(place__isnull=False),
            ),
            once(
                "sign_row_rest_once",
                ["question"],
                "This question has a row for all other causes already.",
                Q(cause__isnull=True, place__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} › {self.about}"

    @property
    def about(self) -> str:
        """What the row is about, in words."""
        if self.cause:
            return self.cause.name
        return f"all of {self.place.name}" if self.place else "all other causes"


class Sign(models.Model):
    """What choosing one answer says about the causes of its row."""

    row = models.ForeignKey(SignRow, on_delete=models.CASCADE, related_name="signs")
    option = models.ForeignKey(
        Option, null=True, blank=True, on_delete=models.CASCADE, related_name="signs", help_text="The answer."
    )
    carrier = models.ForeignKey(
        "Carrier",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="signs",
        help_text="Or the carrier, where the options come from the carrier notes.",
    )
    word = word_field(choices.SIGN, "What this answer says. In doubt take the milder word, or leave the sign out.")

    class Meta:
        ordering = ["row_id", "option__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(option__isnull=False, carrier__isnull=True) | Q(option__isnull=True, carrier__isnull=False),
                name="sign_option_or_carrier",
                violation_error_message="Name an answer or a carrier, one of the two.",
            ),
            once(
                "sign_option_once",
                ["row", "option"],
                "This row has a sign for that answer already.",
                Q(option__isnull=False),
            ),
            once(
                "sign_carrier_once",
                ["row", "carrier"],
                "This row has a sign for that carrier already.",
                Q(carrier__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option or self.carrier}: {self.word}"
