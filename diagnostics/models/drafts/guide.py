"""A guide and its places: the frame that everything else stands in."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Value

from diagnostics.engine.words import ESCALATION_MINUTES
from diagnostics.models.drafts.part import Addressable, Ordered, Part
from diagnostics.models.fields import ConditionField, SlugsField, SynonymsField, line_field, slug_field, text_field


class GuideQuerySet(models.QuerySet["Guide"]):
    def with_slug(self, slug: str) -> "Guide | None":
        return self.filter(slug=slug).first()


class Guide(Addressable, Ordered):
    """Everything about one complaint, as editors are writing it."""

    slug = slug_field("Its name in addresses, such as “lamp”.", unique=True)
    language = models.CharField(
        max_length=8,
        default="en",
        validators=[RegexValidator(r"^[a-z]{2}(-[a-z]{2,4})?\Z", "Write a language code such as “en”.")],
        help_text="The language that its texts are written in, such as “en”.",
    )
    title = line_field("The complaint in the visitor's words, such as “Why won't my lamp light?”.")
    summary = line_field("One sentence for lists and search engines.")
    intro = text_field("What the guide covers, on its front page. Markdown.")
    working = line_field("The button when a step has worked, such as “It works now”.")
    not_working = line_field("The button when it has not, such as “Still not working”.")
    urgent = line_field("The last line of every page of a walk: what helps those who cannot wait.")
    urgent_page = models.ForeignKey(
        "Page",
        null=True,
        on_delete=models.RESTRICT,
        related_name="+",
        blank=True,
        help_text="The page that this line leads to. A guide cannot be published without it.",
    )
    prevention_page = models.ForeignKey(
        "Page",
        null=True,
        on_delete=models.RESTRICT,
        related_name="+",
        blank=True,
        help_text="The page that tells how it stays fixed, if there is one.",
    )
    escalation_minutes = models.PositiveIntegerField(
        default=ESCALATION_MINUTES,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text="What asking somebody for help costs the visitor, in minutes. The higher, the more the guide tries first.",
    )
    usual_name = line_field("The name of the list that visitors usually find elsewhere.", default="The usual list")
    usual = SlugsField(
        help_text="The steps of that list in its order, separated by commas. Success pages compare with it."
    )
    usual_by_option = ConditionField(
        "usual by symptom",
        help_text="Such a list for each answer to the first question, one a line: “dark: turn-on, new-bulb”.",
    )
    synonyms = SynonymsField(
        db_default=Value({}, models.JSONField()),
        help_text="For the search: what people say instead of the guide's words. One line for each, the guide's words "
        "first: “new bulb: fresh bulb, replacement”. Words that lead to an answer begin with that answer as it is written.",
    )
    translations = models.JSONField(
        default=dict, blank=True, help_text="Texts in other languages: language, kind of object, slug, field, text."
    )

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        permissions = [
            ("preview_guide", "Can see drafts as visitors would meet them"),
            ("import_guide", "Can replace the draft of a guide by a folder"),
            ("publish_guide", "Can publish a guide"),
            ("roll_back_guide", "Can make an older release of a guide live again"),
            ("recall_release", "Can withdraw a release or steps of it"),
            ("use_desk", "Can use the agents' desk"),
        ]

    def __str__(self) -> str:
        return self.title


class Place(Part, Addressable):
    name = line_field("As a heading, such as “Your home”.")
    short = line_field("The word under the picture, such as “Home”.", max_length=12)

    def __str__(self) -> str:
        return self.name
