"""Beginning a guide: what comes next, in order, and the button that puts a small guide in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import CHANGE, for_draft
from diagnostics.domain.editing.new_guide import NotBegun, fill
from diagnostics.domain.publishing.overview import Overview
from diagnostics.models import Cause, Guide, Page, Place, Question, Remedy, Source, Step


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that a new guide still lacks, or has by now; and where it is written."""

    what: str
    why: str
    address: str
    is_done: bool


def next_to_do(guide: Guide, overview: Overview) -> tuple[ToDo, ...]:
    """What a guide needs before it can be published, in the order in which it is best written."""
    return (*_parts(guide), *_at_last(guide, overview))


def _parts(guide: Guide) -> Iterator[ToDo]:
    steps, causes = Step.objects.of_guide(guide), Cause.objects.of_guide(guide)
    answers = Question.objects.of_guide(guide).filter(asked="first", options__isnull=False)
    cures = Remedy.objects.filter(step__guide=guide)
    form = reverse("admin:diagnostics_guide_change", args=[guide.pk])
    yield _to_do(guide, Place, "Places", "Where things can go wrong, in order.", Place.objects.of_guide(guide).exists())
    read = Source.objects.of_guide(guide).exists()
    yield _to_do(guide, Source, "Sources", "Where you read what you are going to write.", read)
    named = causes.filter(open=False).exists() and causes.filter(open=True).exists()
    yield _to_do(guide, Cause, "Causes", "What may be wrong, and one that is “something else”.", named)
    yield _to_do(guide, Question, "The first question", "With at least two answers.", answers.exists())
    tables = reverse("admin:guide-signs", args=[guide.slug])
    yield ToDo("Signs", "What each answer says about each cause.", tables, _has_signs(guide))
    yield _to_do(guide, Step, "Steps", "What to try, and which cause it cures.", cures.exists())
    way_out = steps.filter(kind="escalation").exists()
    yield _to_do(guide, Step, "The last step", "An escalation: who helps when nothing did.", way_out)
    pages = Page.objects.of_guide(guide).exists()
    yield _to_do(guide, Page, "A page for people in a hurry", "Other ways to get there, or whom to call.", pages)
    yield ToDo("Choose that page", "In the form of the guide itself.", form, guide.urgent_page_id is not None)


def _at_last(guide: Guide, overview: Overview) -> Iterator[ToDo]:
    check, publish = (reverse(f"admin:guide-{page}", args=[guide.slug]) for page in ("check", "publish"))
    preview = reverse("admin:guide-preview", args=[guide.slug])
    yield ToDo("Check", "It says what is still wrong, and where.", check, is_done=False)
    yield ToDo("Walk through the preview", "As visitors will.", preview, is_done=False)
    yield ToDo("Publish", "Until then, nobody else sees it.", publish, is_done=overview.live is not None)


def _has_signs(guide: Guide) -> bool:
    return Question.objects.of_guide(guide).filter(sign_rows__signs__isnull=False).exists()


def _to_do(guide: Guide, table: type[Model], what: str, why: str, is_done: bool) -> ToDo:  # noqa: FBT001 (a field)
    name = f"admin:diagnostics_{table._meta.model_name}"
    if is_done:
        return ToDo(what, why, f"{reverse(f'{name}_changelist')}?guide__id__exact={guide.pk}", is_done)
    return ToDo(what, why, f"{reverse(f'{name}_add')}?guide={guide.pk}", is_done)


@require_POST
@for_draft(CHANGE)
def begin(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Put a small guide into an empty one."""
    try:
        fill(guide, by=request.user)
        messages.success(request, "A small guide is in. It can be checked, walked through and published as it is.")
    except NotBegun as refused:
        messages.warning(request, str(refused))
    return redirect("admin:guide-home", guide=guide.slug)
