"""Three pages: the history of an object, one revision of it with the way back, and what was deleted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.history.entries import AT_ONCE, entries, in_words, revision_title
from diagnostics.admin.publishing.changes import groups
from diagnostics.domain.drafts.history import earlier
from diagnostics.domain.drafts.undo import Refused, Undo, plan_undo, put_back
from diagnostics.models import Guide, Revision

CHANGED: Final = "The draft has changed since this page was opened. Look again: this is what would change now."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands. crumbs: titles and addresses above it. of: the address of a revision. done: where undoing leads to."""

    title: str
    crumbs: tuple[tuple[str, str], ...]
    of: Callable[[Revision], str]
    done: str


def history_page(request: HttpRequest, guide: Guide, place: Place, revisions: Iterable[Revision]) -> HttpResponse:
    """The newest first, each with what it changed."""
    found = list(islice(revisions, AT_ONCE + 1))
    shown = entries(guide, found)[:AT_ONCE]
    listed = [(entry, place.of(entry.revision)) for entry in shown]
    older = found[AT_ONCE - 1].pk if len(found) > AT_ONCE else None
    return _shown(request, "history", place, {"entries": listed, "older": older})


def revision_page(request: HttpRequest, guide: Guide | None, place: Place, revision: Revision) -> HttpResponse:
    """What a change did, what putting the object back would do to the draft, and the button that does it."""
    objection = ""
    if request.method == "POST":
        try:
            put_back(revision, by=request.user, fingerprint=request.POST.get("shown", ""))
        except Refused:
            objection = CHANGED
        else:
            done = "as it was again" if revision.text else "back"
            messages.success(
                request, f"“{revision_title(revision)}” is {done}, in the draft. Visitors see it when it is published."
            )
            return redirect(place.done)
    older = earlier(revision)
    entry = entries(guide, [revision, *([older] if older else [])])[0] if guide and revision.text else None
    ctx = {
        "revision": revision,
        "older": older,
        "entry": entry,
        "objection": objection,
        **_told(plan_undo(revision), guide),
    }
    return _shown(request, "revision", place, ctx, status=409 if objection else 200)


def _told(undo: Undo, guide: Guide | None) -> dict[str, Any]:
    document, links = undo.document, Links(guide) if guide else None
    return {
        "undo": undo,
        "guide": guide,
        "groups": groups(undo.choices, links),
        "left_out": in_words(undo.left_out, document) if document else (),
        "broken": in_words(undo.broken, document) if document else (),
        "problems": faults.lines(undo.problems, links),
    }


def deleted_page(request: HttpRequest, place: Place, deletions: Iterable[Revision]) -> HttpResponse:
    """What could be brought back."""
    listed = [(revision, revision_title(revision), place.of(revision)) for revision in deletions]
    return _shown(request, "deleted", place, {"deleted": listed})


def _shown(request: HttpRequest, name: str, place: Place, ctx: dict[str, Any], status: int = 200) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": place.title, "crumbs": place.crumbs}
    return render(request, f"workplace/history/{name}.html", {**frame, **ctx}, status=status)
