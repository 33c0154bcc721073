"""What stands beside the steps: alarms, pages and sources."""

from django.db import models

from diagnostics.models.drafts.part import Addressable, Part, Sourced
from diagnostics.models.fields import ConditionField, line_field, link_field, text_field


class Source(Part):
    title = line_field("Who wrote it and what it is called.")
    url = link_field("Its address, beginning with https://. Leave it empty for a source that is only named.")
    note = text_field("What it is good for, for editors.")

    def __str__(self) -> str:
        return self.title


class Alarm(Part, Sourced):
    title = line_field("What may be going on.")
    summary = line_field("One sentence: what to do first.")
    text = text_field("What to do, in order. Markdown.")
    when = ConditionField(
        blank=False,
        help_text="It is raised when all of these are answered so. Write one question a line: “smell: burnt”.",
    )

    stops = models.BooleanField(
        default=False,
        help_text="While it is raised, visitors are asked and offered nothing: they see only it, the answers that raised it, and whom to ask for help.",
    )

    def __str__(self) -> str:
        return self.title


class Page(Part, Addressable, Sourced):
    title = line_field("The heading of the page.")
    summary = line_field("One sentence for lists and search engines.")
    text = text_field("The page. Markdown, headings from ##.")

    def __str__(self) -> str:
        return self.title
