"""Three pages: the history of an object or an order, one revision of it with the way back, and what was deleted."""

from itertools import islice
from typing import Any, Final

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, Missing, for_draft, frame_of
from diagnostics.admin.frame.part_lists import list_address
from diagnostics.admin.history.entries import AT_ONCE, entries, in_words, revision_title
from diagnostics.admin.publishing.changes import groups
from diagnostics.config.times import time_text
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.undo import Refused, Undo, plan_undo, put_back, source_of
from diagnostics.models import Guide, Revision
from diagnostics.models.drafts.tables import OBJECTS, TABLES

CHANGED: Final = "The draft has changed since you opened this page. Look again: this is what would change now."

type Crumbs = list[tuple[str, str]]


@for_draft(CHANGE)
def order_history(request: HttpRequest, guide: Guide, part: str) -> HttpResponse:
    """Every move, and everything that was added or deleted."""
    if part not in TABLES:
        raise Http404
    return history_page(request, guide.pk, part, "")


def history_page(request: HttpRequest, guide: int, part: str, slug: str) -> HttpResponse:
    """The newest change first, each with what it did; without a slug, the history of an order."""
    draft, older = Guide.objects.get(pk=guide), request.GET.get("older", "")
    rows = history.revisions(guide, part, slug, below=int(older) if older.isdecimal() else None)
    found = list(islice(rows, AT_ONCE + 1))
    ctx = {
        "entries": entries(draft, found)[:AT_ONCE],
        "older": found[AT_ONCE - 1].pk if len(found) > AT_ONCE else None,
    }
    *above, (title, _) = _crumbs(draft, part, slug)
    return _page(request, "history", title, above, {**ctx, **frame_of(request, draft)})


def revision_page(request: HttpRequest, revision: int) -> HttpResponse:
    """What a change did, what putting the object back would do to the draft, and the button that does it."""
    found = get_object_or_404(Revision, pk=revision)
    if not found.text and history.later(found):
        found = source_of(found) or found
    _permit(request, found.part, "change", *(() if found.text else ("add",)))
    guide = Guide.objects.filter(pk=found.guide_id).first()
    crumbs, objection = _crumbs(guide, found.part, history.slug_today(found)), ""
    if request.method == "POST":
        try:
            done = put_back(found, by=request.user, fingerprint=request.POST.get("shown", ""))
        except Refused:
            objection = CHANGED
        else:
            result = "is as it was again" if found.text else "is back"
            name = revision_title(found)
            messages.success(request, f"{quote(name)} {result}, in the draft. Visitors see it when it is published.")
            if guide is None and done.document:
                return redirect("admin:guide-home", guide=done.document.slug)
            return redirect(crumbs[-2][1])
    title = time_text(found.at) if found.text else f"{revision_title(found)}, deleted on {time_text(found.at)}"
    undo = plan_undo(found)
    status, objection = 409 if objection else 200, "" if undo.refusals else objection
    ctx = {"objection": objection, **_change(found, guide), **_undo(undo, guide), **frame_of(request, guide)}
    return _page(request, "revision", title, crumbs, ctx, status=status)


def deleted_page(request: HttpRequest, part: str) -> HttpResponse:
    """What could be brought back."""
    if part not in OBJECTS:
        raise Http404
    _permit(request, part, "change", "add")
    guide = Guide.objects.filter(pk=key).first() if (key := request.GET.get("guide", "")).isdecimal() else None
    gone = [one for one in history.deletions(part) if guide is None or one.guide_id == guide.pk]
    found = [(revision, revision_title(revision)) for revision in gone]
    *above, (title, _) = _crumbs_of_deleted(guide, part)
    # A whole guide changes nothing that is there, so there is nothing to look at before.
    shown = Undo().fingerprint if part == GUIDE else ""
    return _page(request, "deleted", title, above, {"deleted": found, "shown": shown, **frame_of(request, guide)})


def _permit(request: HttpRequest, part: str, *actions: str) -> None:
    name = OBJECTS[part]._meta.model_name
    for action in actions:
        if not request.user.has_perm(f"diagnostics.{action}_{name}"):
            raise Missing(f"{action}_{name}")


def _crumbs(guide: Guide | None, part: str, slug: str) -> Crumbs:
    """The list, the form and the history of an object; of one that is deleted, the list and what was deleted from it."""
    model = OBJECTS[part]._meta
    if guide and part in TABLES and not slug:
        order, past = (reverse(f"admin:guide-{page}", args=[guide.slug, part]) for page in ("order", "order-history"))
        return [*_home(guide), (f"Order of {model.verbose_name_plural}", order), ("History", past)]
    row: Any = guide if part not in TABLES else TABLES[part].objects.filter(guide=guide, slug=slug).first()
    if row is None:
        return _crumbs_of_deleted(guide, part)
    form, past = (
        reverse(f"admin:diagnostics_{model.model_name}_{page}", args=[row.pk]) for page in ("change", "history")
    )
    return [*_home(guide), _list(guide, part), (str(row), form), ("History", past)]


def _crumbs_of_deleted(guide: Guide | None, part: str) -> Crumbs:
    """The list, and what was deleted from it; of one guide where that is known."""
    plural, query = OBJECTS[part]._meta.verbose_name_plural, f"?guide={guide.pk}" if guide else ""
    return [*_home(guide), _list(guide, part), (f"Deleted {plural}", reverse("admin:deleted", args=[part]) + query)]


def _home(guide: Guide | None) -> Crumbs:
    return [(guide.title, reverse("admin:guide-home", args=[guide.slug]))] if guide else []


def _list(guide: Guide | None, part: str) -> tuple[str, str]:
    return capfirst(str(OBJECTS[part]._meta.verbose_name_plural)), list_address(OBJECTS[part], guide)


def _change(revision: Revision, guide: Guide | None) -> dict[str, Any]:
    older = history.earlier(revision)
    entry = entries(guide, [revision, *([older] if older else [])])[0] if guide and revision.text else None
    return {"revision": revision, "older": older, "entry": entry}


def _undo(undo: Undo, guide: Guide | None) -> dict[str, Any]:
    document, links = undo.document, Links(guide) if guide else None
    return {
        "undo": undo,
        "guide": guide,
        "groups": groups(undo.choices, links),
        "left_out": in_words(undo.left_out, document) if document else (),
        "broken": in_words(undo.broken, document) if document else (),
        "problems": faults.lines(undo.problems, links),
    }


def _page(
    request: HttpRequest, name: str, title: str, crumbs: Crumbs, ctx: dict[str, Any], status: int = 200
) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": title, "crumbs": crumbs}
    return render(request, f"workplace/history/{name}.html", {**frame, **ctx}, status=status)
