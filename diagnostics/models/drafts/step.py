"""Troubleshooting steps, their instructions, and what they cure."""

from django.core.validators import MaxValueValidator
from django.db import models

from diagnostics.models.drafts import choices
from diagnostics.models.drafts.part import Addressable, Ordered, Part, Sourced
from diagnostics.models.fields import (
    Among,
    ConditionField,
    ConditionsField,
    SlugsField,
    condition_field,
    line_field,
    once,
    slug_field,
    text_field,
    word_field,
)


class Step(Part, Addressable, Sourced):
    kind = word_field(
        choices.KIND,
        "A repair mends something; a wait passes by itself; a verdict says that nothing is broken; a workaround helps "
        "for now and repairs nothing; an escalation hands over to somebody else.",
        default="repair",
    )
    title = line_field("In the imperative, such as “Change the bulb”. A verdict says what is so.")
    summary = line_field("One sentence: what it does, or for a verdict what is so.")
    minutes = models.PositiveIntegerField(
        validators=[MaxValueValidator(600)], help_text="Minutes of the visitor's own work, without waiting."
    )
    waiting = word_field(choices.WAITING, "How long one waits afterwards before one can tell.", default="none")
    disruption = word_field(choices.DISRUPTION, "The worst that it does besides helping.", default="nothing")
    loses = text_field("Exactly what is lost, and how to keep it. Said before the instructions. Markdown.")
    cuts = SlugsField(
        validators=[Among("internet", "calls", "device")],
        help_text="What it interrupts for a moment: internet, calls, device. Said before the instructions.",
    )
    first_check = text_field("The check that protects the visitor, before a dangerous step. Markdown.")
    meanwhile = models.BooleanField(default=False, help_text="It may be done while a wait is running.")
    until = line_field("Of a wait: until when.", blank=True)
    avoid = text_field("Of a wait: what not to do meanwhile. Markdown.")
    unproven = text_field("Of a verdict: what it does not prove. Markdown.")
    say = text_field(
        "What to ask the person who is called; what the visitor said and tried stands there by itself. Markdown. A repair "
        "with this text is somebody to ask: when no step is left, the likeliest to help comes first."
    )
    stays_fixed = text_field("How it stays fixed, shown on the success page. Markdown.")
    when = condition_field("A step")
    needs = ConditionField(
        help_text="What must have been answered before it may be offered; what was not asked fails it. Every verdict has "
        "one, so that no page says what the visitor did not. One question a line: “kind: desk, ceiling”."
    )
    asks = slug_field(
        "A question whose answer this step finds out, such as “power”. It is asked when the step did not help.",
        blank=True,
    )
    often_tried = models.BooleanField(
        default=False, help_text="It stands in the list of what people try before they come here."
    )
    only_after = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="opens",
        help_text="Steps that must have been tried, or cannot be done, before this one is offered.",
    )
    never_while = ConditionsField(
        help_text="It is not offered while one of these is known to hold. One condition a line, its parts separated by "
        "semicolons: “see: dark; room: kitchen, hall”."
    )
    never_because = line_field("Why it is not offered then, in one sentence.", blank=True)

    class Meta(Part.Meta):
        verbose_name = "troubleshooting step"

    def __str__(self) -> str:
        return self.title


class Variant(Ordered):
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="variants")
    when = condition_field("A variant without any is the default. A variant")
    label = line_field("For whom, such as “Desk lamps, version 2 or earlier”.", blank=True)
    text = text_field("The instructions, as a numbered list. Markdown.")

    class Meta:
        ordering = ["step_id", "position", "pk"]

    def __str__(self) -> str:
        return self.label or "for everybody else"


class Remedy(models.Model):
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="remedies")
    cause = models.ForeignKey("Cause", on_delete=models.CASCADE, related_name="remedies")
    word = word_field(
        choices.REMEDY, "How often the step cures this cause when it is the cause. In doubt take the milder word."
    )

    class Meta:
        verbose_name_plural = "remedies"
        ordering = ["step_id", "cause__position", "pk"]
        constraints = [once("remedy_once", ["step", "cause"], "This step has that cause already.")]

    def __str__(self) -> str:
        return f"{self.step} {self.word} cures {self.cause}"
