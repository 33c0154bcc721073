"""The admin site: Django's own, with the guides on its first page and a workplace for each of them."""

from typing import Any, override

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from diagnostics.admin import signing_in
from diagnostics.admin.frame import refusals, typed
from diagnostics.admin.history import pages
from diagnostics.admin.programs import keys
from diagnostics.admin.programs.webhook_words import troubled_webhooks
from diagnostics.domain import crowds
from diagnostics.domain import live as live_guides
from diagnostics.domain.about.corrections import open_counts
from diagnostics.domain.feeds.findings import stale_feeds
from diagnostics.domain.signing_in import door
from diagnostics.domain.signing_in.sessions import HALF
from diagnostics.models import Guide, Publication


class Workplace(AdminSite):
    """Forms and lists for every table, and pages about a guide as a whole (admin/urls.py)."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "The editors' workplace"
    enable_nav_sidebar = False

    @override
    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("guides/", include("diagnostics.admin.urls")),
            path("site-pages/", include("diagnostics.admin.about.site_texts")),
            path("revisions/<int:revision>/", self.admin_view(pages.revision_page), name="revision"),
            path("deleted/<slug:part>/", self.admin_view(pages.deleted_page), name="deleted"),
            path("keys/", keys.list_keys, name="keys"),
            path("keys/<int:key>/revoke/", keys.revoke_key, name="key-revoke"),
            *super().get_urls(),
        ]

    @override
    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        limits = {"most_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "too_large": refusals.too_large()}
        return {**super().each_context(request), **limits}

    @override
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        guides = list(Guide.objects.all()) if request.user.has_perm("diagnostics.view_guide") else []
        live = {one.guide: one for one in Publication.objects.live().select_related("release").defer("release__text")}
        wrong = open_counts([guide.slug for guide in guides])
        shown = [(guide, live.get(guide.slug), _is_unusual(guide), wrong.get(guide.slug, 0)) for guide in guides]
        stale = stale_feeds(live_guides.site().feeds, timezone.now())
        ctx = {"guides": shown, "stale_feeds": stale, "troubled_webhooks": troubled_webhooks(request)}
        return super().index(request, {**ctx, **(extra_context or {})})

    @override
    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return typed.brings_back(signing_in.keeps_typed(super().admin_view(view, cacheable)))

    @override
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's page, by way of our door: too many tries are refused, and some people take a second step."""
        address = signing_in.Door().get_redirect_url(request) or reverse("admin:index", current_app=self.name)
        if request.method == "GET" and self.has_permission(request):
            return redirect(address)
        text = request.POST.get(typed.FIELD, "") if typed.address_of(request.POST.get(typed.FIELD, "")) else ""
        frame = {
            **self.each_context(request),
            "title": gettext("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            REDIRECT_FIELD_NAME: address,
            "typed": text,
            **(extra_context or {}),
        }
        request.current_app = self.name
        response = signing_in.try_door(request, frame)
        if text and (request.user.is_authenticated or HALF in request.session):
            request.session[typed.FIELD] = text
        return response

    @override
    def password_change(  # type: ignore[override]  # who tries too often gets another page than Django's
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return door.change(request, lambda asked: super(Workplace, self).password_change(asked, extra_context))


def _is_unusual(guide: Guide) -> bool:
    """Whether many visitors say the same at once, by what this process saw last."""
    look = crowds.last_look(guide.slug)
    return look is not None and bool(look.unusual)
