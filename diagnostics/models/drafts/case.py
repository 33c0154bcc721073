"""Cases: answers that an editor wrote down, with what must come out on top."""

from django.core.exceptions import ValidationError
from django.db import models

from diagnostics.models.drafts.part import Part
from diagnostics.models.fields import AnswersField, PairsField, SlugsField, line_field, slug_field


class Case(Part):
    """A walk and what it must lead to. A guide is not published while one fails."""

    title = line_field("Who the visitor is and what is wrong, in one line.")
    answers = AnswersField(help_text="The visitor's answers, one a line: “see: dark”, or “signs: hum, smell”.")
    did = SlugsField("done before", help_text="Steps that were done before, separated by commas.")
    tried = SlugsField(help_text="Steps that did not help, separated by commas.")
    cannot = SlugsField(help_text="Steps that this visitor cannot do, separated by commas.")
    findings = PairsField(help_text="What the site found out by itself, one a line: “power: off”.")
    first = SlugsField("comes first", help_text="One of these steps must come first.")
    within_three = SlugsField("comes within three", help_text="One of these steps must be among the first three.")
    never = SlugsField("never offered", help_text="None of these steps may be offered at all.")
    not_first = SlugsField("never first", help_text="None of these steps may come first.")
    cause = slug_field("The cause that must be the most likely one.", blank=True)
    alarm = slug_field("The alarm that must be raised.", blank=True)
    escalates = models.BooleanField(null=True, blank=True, help_text="Whether the walk must end with asking for help.")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        steps = [self.first, self.within_three, self.never, self.not_first]
        if not any([*steps, self.cause, self.alarm]) and self.escalates is None:
            raise ValidationError("A case must expect something: a step, a cause, an alarm or the end of the road.")
