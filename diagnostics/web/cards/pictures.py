"""The address of a picture."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from diagnostics.web.cards import making
from diagnostics.web.site.methods import read_only

FOR_EVER: Final = "public, max-age=31536000, immutable"


@read_only
def picture(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """A PNG; its name says what it shows, so that it never changes."""
    if (png := making.find(name)) is None:
        raise Http404(_("There is no picture with this name."))
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": FOR_EVER})
