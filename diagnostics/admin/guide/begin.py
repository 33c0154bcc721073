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
from diagnostics.admin.frame.part_lists import add_address, list_address
from diagnostics.domain.editing.new_guide import NotBegun, fill, what_is_there
from diagnostics.models import Cause, Guide, Page, Place, Question, Source, Step


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that a new guide still lacks, or has by now; and where it is written."""

    what: str
    why: str
    address: str
    is_done: bool = False


def next_to_do(guide: Guide) -> Iterator[ToDo]:
    """What a guide needs before it can be published, in the order in which it is best written."""
    there = what_is_there(guide)
    form = reverse("admin:diagnostics_guide_change", args=[guide.pk])
    signs, check, preview, publish = (
        reverse(f"admin:guide-{page}", args=[guide.slug]) for page in ("signs", "check", "preview", "publish")
    )

    def part(key: str, table: type[Model], what: str, why: str) -> ToDo:
        address = list_address(table, guide) if there[key] else add_address(table, guide)
        return ToDo(what, why, address, there[key])

    yield part("places", Place, "Places", "Where things can go wrong, in order.")
    yield part("sources", Source, "Sources", "Where you read what you are going to write.")
    yield part("causes", Cause, "Causes", "What may be wrong, and one that is “something else”.")
    yield part("first question", Question, "The first question", "With at least two answers.")
    yield ToDo("Signs", "What each answer says about each cause.", signs, there["signs"])
    yield part("cures", Step, "Steps", "What to try, and which cause it cures.")
    yield part("way out", Step, "The last step", "An escalation: who helps when nothing did.")
    yield part("pages", Page, "A page for people in a hurry", "Other ways to get there, or whom to call.")
    yield ToDo("Choose that page", "In the form of the guide itself.", form, there["urgent page"])
    yield ToDo("Check", "It says what is still wrong, and where.", check)
    yield ToDo("Walk through the preview", "As visitors will.", preview)
    yield ToDo("Publish", "Until then, nobody else sees it.", publish)


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
