"""A zip file from elsewhere: read with care, looked at, and only then taken over into the draft."""

from typing import Any, Final, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import IMPORT, NUL, for_draft, for_staff, render_page
from diagnostics.admin.publishing import changes
from diagnostics.content.checks.check import errors
from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.problems import FolderErrors
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.archive import MOST_BYTES
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.publishing.importing import (
    DraftChanged,
    Review,
    find_upload,
    keep_upload,
    read_upload,
    review,
    take_over,
)
from diagnostics.domain.publishing.recalls import RecalledText
from diagnostics.models import Guide

TITLE: Final = "Import"
NEW_TITLE: Final = "Import a guide"
NO_FILE: Final = "Choose a zip file first."
TOO_BIG: Final = f"This file is larger than {MOST_BYTES:,} bytes. A guide is much smaller: zip its folder alone."
RECALLED: Final = (
    "Nothing was taken over: it says what was recalled. Say why the draft may hold it, or change the files."
)
NEW_DRAFT: Final = "The draft has changed since you opened this page. Look at the changes again, then take them over."


@for_draft(IMPORT)
def import_page(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Choose a zip file for the draft of this guide."""
    document, ctx = _upload(request)
    if document is None:
        return render_page(
            request, guide, "workplace/publishing/import.html", title=TITLE, ctx=ctx, status=422 if ctx else 200
        )
    if guide.slug not in (document.slug, *document.aliases):
        ctx = {"other": document.slug, "other_exists": Guide.objects.with_slug(document.slug) is not None}
        return render_page(request, guide, "workplace/publishing/import.html", title=TITLE, ctx=ctx, status=422)
    upload = keep_upload(document, by=_editor(request))
    return redirect("admin:guide-import-review", guide=guide.slug, upload=upload.pk)


@for_draft(IMPORT)
def review_page(request: HttpRequest, guide: Guide, upload: int) -> HttpResponse:
    """What taking it over would change; and taking it over."""
    found = _waiting_review(request, upload)
    if found is None or found.guide != guide:
        messages.warning(request, "This upload is no longer here. Choose the zip file again.")
        return redirect("admin:guide-import", guide=guide.slug)
    done, objection = _take_over(request, found)
    if done:
        messages.success(
            request, "The draft says what the zip file says. Visitors see nothing of it until it is published."
        )
        return redirect("admin:guide-home", guide=done.slug)
    if objection:
        found = review(found.upload)
    ctx = {"groups": changes.groups(found.choices, Links(guide)), **_context(request, found, objection)}
    status = 409 if objection else 200
    return render_page(request, guide, "workplace/publishing/import_review.html", title=TITLE, ctx=ctx, status=status)


@for_staff(IMPORT)
def import_new(request: HttpRequest) -> HttpResponse:
    """Choose a zip file of a guide that may not be here yet."""
    document, ctx = _upload(request)
    if document is None:
        return _page(request, "workplace/publishing/import_new.html", ctx, status=422 if ctx else 200)
    found = review(keep_upload(document, by=_editor(request)))
    if found.guide:
        return redirect("admin:guide-import-review", guide=found.guide.slug, upload=found.upload.pk)
    return redirect("admin:import-new-review", upload=found.upload.pk)


@for_staff(IMPORT)
def review_new(request: HttpRequest, upload: int) -> HttpResponse:
    """What is in it; and making the guide."""
    found = _waiting_review(request, upload)
    if found is None:
        messages.warning(request, "This upload is no longer here. Choose the zip file again.")
        return redirect("admin:import-new")
    if found.guide:
        return redirect("admin:guide-import-review", guide=found.guide.slug, upload=upload)
    done, objection = _take_over(request, found)
    if done:
        messages.success(request, "The guide is here, as a draft. Visitors see it once it is published.")
        return redirect("admin:guide-home", guide=done.slug)
    return _page(
        request,
        "workplace/publishing/import_new_review.html",
        _context(request, found, objection),
        status=409 if objection else 200,
    )


def _page(request: HttpRequest, template: str, ctx: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": NEW_TITLE, **ctx}, status=status)


def _upload(request: HttpRequest) -> tuple[GuideDocument | None, dict[str, Any]]:
    """The document of the file that was sent; else what is wrong with it, and nothing where no file was asked for yet."""
    if request.method != "POST":
        return None, {}
    file = request.FILES.get("file")
    if file is None or not file.size:
        return None, {"objection": NO_FILE if file is None else "This file is empty. Choose another one."}
    if file.size > MOST_BYTES:
        return None, {"objection": TOO_BIG}
    try:
        return read_upload(file.read()), {}
    except FolderErrors as broken:
        return None, {"problems": faults.lines(broken.problems), "name": file.name}


def _editor(request: HttpRequest) -> User:
    return cast("User", request.user)  # signed in, or this page was not shown


def _waiting_review(request: HttpRequest, number: int) -> Review | None:
    upload = find_upload(number, by=_editor(request))
    return review(upload) if upload else None


def _take_over(request: HttpRequest, found: Review) -> tuple[Guide | None, str]:
    """The guide whose draft was written, or why it was not."""
    if request.method != "POST":
        return None, ""
    try:
        reason, fingerprint = _let_through(request), request.POST.get("draft", "")
        return take_over(found.upload, by=_editor(request), fingerprint=fingerprint, let_through=reason), ""
    except DraftChanged:
        return None, NEW_DRAFT
    except RecalledText:
        return None, RECALLED
    except DraftProblems:
        return None, "No draft can hold this: nothing was written."


def _let_through(request: HttpRequest) -> str:
    return request.POST.get("let_through", "").replace(NUL, "")


def _context(request: HttpRequest, found: Review, objection: str) -> dict[str, Any]:
    return {
        "let_through": _let_through(request),
        "review": found,
        "objection": objection,
        "refused": faults.lines(found.refusals, document=found.document),
        "errors": faults.lines(errors(found.problems), document=found.document),
        "recalled": faults.lines(found.recalled, document=found.document),
        "sizes": [(changes.heading(part), len(getattr(found.document, part))) for part in PARTS],
    }
