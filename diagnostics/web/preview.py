"""Drafts, under ``/preview/``: the visitors' own pages, made private, with a bar that says what they are.

``/preview/draft/…`` is for editors who are signed in; ``/preview/<key>/…`` is a link that shows one guide for a while.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import ResolverMatch, get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from diagnostics.config.times import when
from diagnostics.content.document.problems import Problem
from diagnostics.domain import live
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.live import preview_links, previews
from diagnostics.domain.live.preview_links import BrokenLink, EndedLink, Pass, WithdrawnLink
from diagnostics.domain.live.previews import DraftSite, GoneDraft
from diagnostics.web.site import caching, errors
from diagnostics.web.site.addresses import with_query
from diagnostics.web.site.inner_pages import address_prefix, find_page, inner_request

DRAFT: Final = "draft"
PERMISSION: Final = "diagnostics.preview_guide"


@dataclass(frozen=True, slots=True)
class Missing:
    """A draft that the first page leaves out: its title, the address of its check, and its problems."""

    title: str
    check: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands across every page of a preview.

    workplace, check, keep, keep_report: addresses for editors, empty for others. until: when the link ends, for its holder.
    missing: drafts that the first page cannot show, on that page.
    """

    workplace: str = ""
    check: str = ""
    keep: str = ""
    keep_report: str = ""
    until: dt.datetime | None = None
    missing: tuple[Missing, ...] = ()


def draft_bar(request: HttpRequest) -> dict[str, Bar | None]:
    """A context processor: what templates show above every page of a preview, None elsewhere."""
    return {"draft_bar": getattr(request, "preview", None)}


@csrf_exempt
def preview(request: HttpRequest, key: str, rest: str) -> HttpResponse:
    """Any page of the site, with drafts in place of what is live. Nothing here changes anything."""
    if key == DRAFT and not request.user.is_authenticated:
        return _private(redirect_to_login(request.get_full_path(), reverse("admin:login")))
    prefix = f"{get_script_prefix()}preview/{key}/"
    try:
        opens = _admit(request, key)
        site = previews.site(prefix, opens)
    except (EndedLink, BrokenLink, WithdrawnLink, GoneDraft) as why:
        return _private(_no_draft_page(request, why))
    inner = _without_etag(inner_request(request, rest))
    match = find_page(inner.path_info)
    if match is None and find_page(f"{inner.path_info}/"):
        return _private(HttpResponseRedirect(f"{request.path}/"))
    bar = inner.preview = _bar(request, site, match, opens)  # type: ignore[attr-defined]  # for templates/base.html
    with live.site_override(site), address_prefix(prefix):
        return _private(_with_bar(inner, bar, _respond(inner, site, match, bar)))


def to_drafts(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    return HttpResponseRedirect(reverse("preview", args=[DRAFT, ""]))


def _admit(request: HttpRequest, key: str) -> Pass:
    """What a key opens for this person; raises EndedLink, BrokenLink, WithdrawnLink, PermissionDenied."""
    if key != DRAFT:
        return preview_links.open_pass(key)
    if not _is_editor(request):
        raise PermissionDenied
    return preview_links.EDITORS


def _no_draft_page(request: HttpRequest, why: EndedLink | BrokenLink | WithdrawnLink | GoneDraft) -> HttpResponse:
    lead: str
    match why:
        case EndedLink():
            status, title = 410, _("This link has ended")
            lead = format_html(
                _("It showed a draft until {time}. Whoever sent it to you can make a new one."), time=when(why.until)
            )
        case WithdrawnLink():
            status, title = 410, _("This link was withdrawn")
            lead = _("It no longer shows the draft. Whoever sent it to you can tell you more, or make a new one.")
        case GoneDraft():
            status, title = 410, _("This draft is no longer here")
            lead = _("The guide that this link showed was deleted. Whoever sent you the link can tell you more.")
        case _:
            status, title = 404, _("This link leads to no draft")
            lead = _(
                "Part of it may have been lost on the way. Copy all of it once more, or ask whoever sent it to you."
            )
    return errors.message_page(request, status, title, lead, guides=())


def _is_editor(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff and request.user.has_perm(PERMISSION)


def _without_etag(inner: HttpRequest) -> HttpRequest:
    """A draft changes at any time, whatever the browser has."""
    inner.META = {name: value for name, value in inner.META.items() if name != "HTTP_IF_NONE_MATCH"}
    inner.__dict__.pop("headers", None)
    return inner


def _respond(inner: HttpRequest, site: DraftSite, match: ResolverMatch | None, bar: Bar) -> HttpResponse:
    """The page, or the page that says why there is none."""
    if match is None:
        return errors.not_found(inner, Http404())
    is_all_missing = bool(bar.missing) and len(bar.missing) == len(site.slugs)
    try:
        response: HttpResponse = (
            _invalid_draft_page(inner) if is_all_missing else match.func(inner, *match.args, **match.kwargs)
        )
    except Http404 as missing:
        return errors.not_found(inner, missing)
    except BadRequest as unreadable:
        return errors.bad_request(inner, unreadable)
    except DraftProblems as problems:
        return _invalid_draft_page(inner, problems.problems)
    except Exception:
        # A page may need what an unfinished draft does not say yet; then the check knows it.
        if (errors_found := site.errors(match.kwargs.get("guide") or _only_guide(site))) is None:
            raise
        return _invalid_draft_page(inner, errors_found.problems)
    return response


def _only_guide(site: DraftSite) -> str:
    """The guide whose front page is the site's first page."""
    slugs = list(site.guides)
    return slugs[0] if len(slugs) == 1 else ""


def _invalid_draft_page(inner: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """For editors, what is wrong with the drafts; for others, only that they have to wait."""
    bar: Bar = inner.preview  # type: ignore[attr-defined]  # set by the view
    title = _("These drafts cannot be shown yet") if len(bar.missing) > 1 else _("This draft cannot be shown yet")
    if bar.workplace:
        lead = _("Put these right first. Nothing is lost, and visitors see what they saw before.")
    else:
        lead = _("Its editors are in the middle of something. Open the link again later.")
    return errors.message_page(inner, 409, title, lead, template="preview/problems.html", guides=(), problems=problems)


def _missing_drafts(site: DraftSite, match: ResolverMatch | None) -> tuple[Missing, ...]:
    """What the first page has to leave out."""
    if match is None or match.url_name != "home":
        return ()
    return tuple(Missing(guide.title, _check(guide.slug), why) for guide, why in site.invalid_drafts())


def _check(guide: str) -> str:
    return reverse("admin:guide-check", args=[guide])


def _bar(request: HttpRequest, site: DraftSite, match: ResolverMatch | None, opens: Pass) -> Bar:
    """Built before addresses begin with the prefix, since its own lead out of the preview."""
    missing = _missing_drafts(site, match)
    if not _is_editor(request):
        return Bar(until=opens.until, missing=missing)
    named = match.kwargs.get("guide", "") if match else ""
    guide = named if named in site.slugs else opens.guide if opens.guide in site.slugs else None
    if guide is None:
        return Bar(workplace=reverse("admin:index"), until=opens.until, missing=missing)
    query = request.META.get("QUERY_STRING", "") if match and match.url_name == "check" else None
    return Bar(
        workplace=reverse("admin:guide-home", args=[guide]),
        check=_check(guide),
        keep="" if query is None else with_query(reverse("admin:guide-case-keep", args=[guide]), query),
        keep_report="" if query is None else with_query(reverse("admin:guide-report-keep", args=[guide]), query),
        until=opens.until,
        missing=missing,
    )


def _with_bar(inner: HttpRequest, bar: Bar, response: HttpResponse) -> HttpResponse:
    """A fragment brings the bar along, since its link to keep a case holds the walk."""
    if bar.keep and caching.wants_fragment(inner) and response.status_code == 200:
        response.content += render_to_string("preview/bar.html", {"bar": bar, "is_swapped": True}).encode()
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """Never cached, never indexed."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    del response.headers["ETag"]
    return response
