"""Where simulated visitors go: how they fare, the most travelled routes, and the map."""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from diagnostics.admin.frame import chosen_document
from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.admin.guide.walk_map import branches, picture
from diagnostics.content.checks.journeys import figures, journeys, plan
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.names import Names
from diagnostics.domain.publishing import examinations
from diagnostics.models import Examination, Guide

TEMPLATE: Final = "workplace/guide/walks.html"
TITLE: Final = "Where visitors go"
KIND: Final = "visitors"


@for_draft(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def walks(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Of the draft, or with ``?of=live`` of the live release; whoever opens it first has the visitors sent off."""
    of = "live" if request.GET.get("of") == "live" else "draft"
    read = chosen_document.live(guide) if of == "live" else chosen_document.draft(guide)
    examination = _examination(request, read.document) if read.document else None
    if request.method == "POST":
        return redirect(f"{reverse('admin:guide-walks', args=[guide.slug])}?{urlencode({'of': of})}")
    ctx: dict[str, Any] = {"reading": read, "of": of, "examination": examination}
    is_done = bool(examination and examination.state == "done")
    if request.htmx.request_type == "partial":  # type: ignore[attr-defined]  # set by django-htmx's middleware
        return _progress(request, guide, ctx, is_over=is_done or examination is None)
    if read.document and examination and is_done:
        ctx |= dict(_results(request, read.document, json.loads(examination.result)))
    return render_page(request, guide, TEMPLATE, title=TITLE, ctx=ctx)


def _progress(request: HttpRequest, guide: Guide, ctx: dict[str, Any], *, is_over: bool) -> HttpResponse:
    """How far the visitors are; when that is over, the page is to be loaded anew."""
    if is_over:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render_page(request, guide, f"{TEMPLATE}#progress", title=TITLE, ctx=ctx)


def _examination(request: HttpRequest, document: GuideDocument) -> Examination:
    """What there is; a failed one is begun again only when somebody asks for it."""
    found = examinations.find(document, KIND)
    if found is None or (request.method == "POST" and found.state == "failed"):
        return examinations.begin(document, KIND)
    return found


def _results(request: HttpRequest, document: GuideDocument, result: dict[str, Any]) -> Iterator[tuple[str, object]]:
    names = Names(document)
    tree = branches(plan(names, result), request.GET.get("open"))
    yield "visitors", f"{result['visitors']:,}"
    yield "figures", figures(result)
    yield "journeys", journeys(names, result)
    yield "tree", tree
    yield "map", picture(tree)
    yield "listed", "list" in request.GET
