"""Who may come in: people who are signed in and may use the desk. Others read what they can do."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from diagnostics.config.times import find_zone
from diagnostics.domain import live
from diagnostics.domain.safeguards.database_guard import WRITING, DatabaseAway, database_guard
from diagnostics.domain.safeguards.roles import SEE_EVERY_LINK, USE_DESK, may_read_every_link
from diagnostics.web.site import errors, find_guide
from diagnostics.web.site.addresses import with_query

type View = Callable[..., HttpResponse]


def for_agents(view: View) -> View:
    """A view for agents who are signed in."""
    return _for(lambda user: user.has_perm(USE_DESK), view)


def for_supervisors(view: View) -> View:
    """A view for those who see the links of all agents."""
    return _for(lambda user: user.has_perm(SEE_EVERY_LINK), view)


def for_readers(view: View) -> View:
    """The same, also for those who may look at every agent's links."""
    return _for(lambda user: user.has_perm(USE_DESK) or may_read_every_link(user), view)


def _for(may_enter: Callable[[User], bool], view: View) -> View:
    @for_everybody
    @wraps(view)
    def check_login(request: HttpRequest, **names: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_the_door(request)
        return view(request, **names) if may_enter(request.user) else _refusal(request)

    return check_login


def for_everybody(view: View) -> View:
    """A view of the desk: never cached, never indexed; if the database is away, it says so."""

    @never_cache
    @wraps(view)
    def guard_database(request: HttpRequest, **names: str) -> HttpResponse:
        try:
            with database_guard(WRITING), timezone.override(_zone(request)):
                response = view(request, **names)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
        except DatabaseAway:
            response = away_page(request)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guard_database


def _zone(request: HttpRequest) -> ZoneInfo | None:
    """Where the agent is, as their browser said; None: the zone of the site."""
    return find_zone(unquote(request.COOKIES.get("zone", "")))


def _refusal(request: HttpRequest) -> HttpResponse:
    if request.user.has_perm(USE_DESK):
        title = _("The links of all agents are not open to you")
        lead = _("You are signed in as %(name)s. Whoever runs this site can add you to the group Supervisors.")
    else:
        title = _("The agents’ desk is not open to you")
        lead = _(
            "You are signed in as %(name)s, which may not use the desk. "
            "Whoever runs this site can add you to the group Agents."
        )
    lead %= {"name": request.user.get_username()}
    return errors.message_page(
        request,
        403,
        title,
        lead,
        template="desk/message.html",
        note=_("Do you have another login? Sign out above, then sign in with it."),
        way=reverse("home"),
        way_name=_("To the pages for visitors"),
    )


def away_page(request: HttpRequest) -> HttpResponse:
    """503, with links to the visitors' pages, which need no database and take the same answers."""
    lead = _(
        "The database cannot be reached, and without it nobody can sign in or make a link. "
        "Go back: what you typed is still there. Try again in a moment."
    )
    query = request.META.get("QUERY_STRING", "")
    return errors.database_away(
        request, _("The desk cannot be reached right now"), lead, template="desk/away.html", query=query
    )


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """A fragment cannot show a sign-in form, so htmx is told to reload the page."""
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx's middleware
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect_to_login(request.get_full_path(), reverse("desk-sign-in"))


def with_guide(view: View) -> View:
    """A view for agents that receives the live guide; an old name of the guide redirects to the new one."""
    return for_agents(find_guide.with_guide(view, moved=_to_new_name, missing=_no_guide))


def _to_new_name(request: HttpRequest, guide: str) -> HttpResponse:
    return HttpResponseRedirect(with_query(reverse("desk-guide", args=[guide]), request.META.get("QUERY_STRING", "")))


def _no_guide(request: HttpRequest) -> HttpResponse:
    return guide_list(request, _("There is no guide with this name"), status=404)


def guide_list(request: HttpRequest, title: str, *, status: int = 200) -> HttpResponse:
    """The guides to choose from."""
    guides = [guide.document for guide in live.site().guides.values()]
    return render(request, "desk/home.html", {"title": title, "guides": guides, "desk": "home"}, status=status)
