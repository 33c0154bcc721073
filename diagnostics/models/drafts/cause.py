"""Causes: what may be wrong, or explains why nothing is."""

from django.db import models

from diagnostics.models.drafts import choices
from diagnostics.models.drafts.part import Addressable, Part, Sourced
from diagnostics.models.fields import line_field, text_field, word_field


class Cause(Part, Addressable, Sourced):
    name = line_field("As a line in a list, such as “The bulb is dead”.")
    said = line_field(
        "How it reads inside a sentence, after “it is likely that”, such as “the bulb is dead”. "
        "Small letter first, no full stop.",
        blank=True,
    )
    summary = line_field("One sentence, said to the visitor.")
    place = models.ForeignKey(
        "Place", on_delete=models.RESTRICT, related_name="causes", help_text="The place where it goes wrong."
    )
    commonness = word_field(
        choices.COMMONNESS,
        "How common it is among all visitors, before any answer. In doubt take the word in the middle.",
        default="occasional",
    )
    open = models.BooleanField(
        "something else",
        default=False,
        help_text="This is the one open cause, “something else”. Each guide has exactly one; pages never call it likely.",
    )
    text = text_field("Its own page: how it comes about and how to tell it, not how to fix it. Markdown.")

    def __str__(self) -> str:
        return self.name
