"""The icon that browsers ask for by its old name."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static

from diagnostics.web.site.methods import read_only


@read_only
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    return HttpResponsePermanentRedirect(static("favicon.svg"))
