"""Beginning a guide: a small one that works, to be rewritten sentence by sentence."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Count, Q

from diagnostics.content.files.new_guide import skeleton
from diagnostics.domain import drafts
from diagnostics.domain.drafts import naming
from diagnostics.domain.drafts.columns import as_data
from diagnostics.domain.drafts.history import By, changing
from diagnostics.models import Cause, Guide, Page, Place, Question, Remedy, Sign, Source, Step
from diagnostics.models.drafts.tables import TABLES

OWN: Final = ("aliases", "summary", "intro", "working", "not_working", "urgent", "escalation_minutes")
"""What an editor may have written of a guide before anything is in it."""


class NotBegun(Exception):
    """The guide cannot be begun so; its text is a sentence."""


def new_guide(slug: str, title: str, *, by: By = None) -> Guide:
    """Make a draft with this address and title, small and whole; raises NotBegun."""
    if reason := naming.guide_refusal(slug):
        raise NotBegun(reason)
    with changing(None, by=by, comment="Begun."):
        return drafts.replace(skeleton(slug, title))


def fill(guide: Guide, *, by: By) -> Guide:
    """Put the same into a guide in which nothing is yet, under what is written of it already; raises NotBegun."""
    with changing(guide, by=by, comment="Begun with a small guide that works."):
        if not is_empty(guide):
            raise NotBegun("There is something in this guide already, so nothing was put into it.")
        row = Guide.objects.values().get(pk=guide.pk)
        written = {name: value for name, value in as_data(Guide, row).items() if name in OWN and value}
        document = skeleton(guide.slug, guide.title, language=guide.language)
        return drafts.replace(document.model_copy(update=written))


def is_empty(guide: Guide) -> bool:
    """Whether no part of it is written yet."""
    return not any(table.objects.filter(guide=guide).exists() for table in TABLES.values())


def what_is_there(guide: Guide) -> Mapping[str, bool]:
    """Of all that a guide needs before it can be published, whether it is written."""
    causes, questions = Cause.objects.of_guide(guide), Question.objects.of_guide(guide)
    answerable = questions.annotate(answers=Count("options")).filter(Q(answers__gte=2) | ~Q(options_from=""))
    return {
        "places": Place.objects.of_guide(guide).exists(),
        "sources": Source.objects.of_guide(guide).exists(),
        "causes": causes.filter(open=True).exists() and causes.filter(open=False).exists(),
        "first question": answerable.filter(asked="first").exists(),
        "signs": Sign.objects.filter(row__question__guide=guide).exists(),
        "cures": Remedy.objects.filter(step__guide=guide).exists(),
        "way out": Step.objects.of_guide(guide).filter(kind="escalation").exists(),
        "pages": Page.objects.of_guide(guide).exists(),
        "urgent page": guide.urgent_page_id is not None,
    }
