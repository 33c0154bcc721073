"""Addresses: the editors' workplace under ADMIN_PATH, everything else belongs to visitors."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from diagnostics.admin.signing_in import form_again
from diagnostics.web import preview
from diagnostics.web.site.errors import form_expired

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("preview/", preview.to_drafts),
    re_path(r"^preview/(?P<key>[^/]+)/(?P<rest>.*)\Z", preview.preview, name="preview"),
    path("agents/", include("diagnostics.web.desk.urls")),
    path("", include("diagnostics.web.urls")),
]


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """To a form whose token is too old or missing: the editors' comes back as it was typed."""
    return form_again(request) or form_expired(request, reason)


handler400 = "diagnostics.web.site.errors.bad_request"
handler403 = "diagnostics.web.site.errors.forbidden"
handler404 = "diagnostics.web.site.errors.not_found"
handler500 = "diagnostics.web.site.errors.server_error"
