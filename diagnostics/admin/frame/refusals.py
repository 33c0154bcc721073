"""What the workplace says where it refuses something: in its own frame, to whoever is signed in there."""

from typing import Any, Final

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from diagnostics.admin.frame.page import PREVIEW, VIEW, Missing

SHOWN: Final = 5
"""People who are named; more would not help."""
PREVIEWS: Final = "/preview/draft/"
MEGABYTE: Final = 1_000_000


def too_large() -> str:
    """What is said of a form that holds more than may be sent."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
    return (
        f"This is too large to be saved: a form may hold {most} MB at most, about {most} million characters. "
        "Nothing is saved. Make it smaller, or save a part of it first."
    )


def is_inside(request: HttpRequest) -> bool:
    """Whether this is about the workplace, or about a draft in the preview, and whoever asks is signed in there."""
    is_there = request.path_info.startswith((f"/{settings.ADMIN_PATH}", PREVIEWS))
    return is_there and hasattr(request, "user") and admin.site.has_permission(request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what is missing, and who can give it."""
    permission = _missing(request, exception)
    ctx = {
        "groups": [group.name for group in request.user.groups.all()],
        "permission": permission,
        "having": Group.objects.filter(permissions=permission) if permission else (),
        "givers": get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("pk")[:SHOWN],
    }
    return _page(request, 403, "You may not do this", **ctx)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 where too much was sent, else 400."""
    if isinstance(exception, RequestDataTooBig):
        lead = "Go back in your browser: what you typed should still be there."
        return _page(request, 413, "This is too large", leads=(too_large(), lead))
    if isinstance(exception, TooManyFieldsSent):
        most = f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}"
        lead = f"A page may send {most} fields at most. Nothing is saved. Show fewer rows, and save them in parts."
        return _page(request, 413, "This has too many fields", leads=(lead,))
    return _page(request, 400, "This cannot be read", leads=("Part of it was lost on the way. Nothing is saved.",))


def too_old(request: HttpRequest) -> HttpResponse:
    """403: a form whose token is too old or missing, and that will not come back by itself."""
    lead = "Nothing is saved. Go back in your browser, copy what you typed, load the page again and send it."
    return _page(request, 403, "This form is too old", leads=(lead,))


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """404."""
    lead = "The address may be mistyped, or what it was about was deleted or renamed."
    return _page(request, 404, "There is no page here", leads=(lead,))


def _missing(request: HttpRequest, exception: Exception) -> Permission | None:
    """The permission that was asked for; None where it is not known, or where nobody may do it."""
    name = exception.permission if isinstance(exception, Missing) else _permission_asked_for(request)
    if not name or request.user.has_perm(f"diagnostics.{name}"):
        return None
    return Permission.objects.filter(content_type__app_label="diagnostics", codename=name).first()


def _permission_asked_for(request: HttpRequest) -> str:
    """Of a list or a form: “diagnostics_release_add” asks for add_release."""
    if request.path_info.startswith(PREVIEWS):
        return PREVIEW
    name = request.resolver_match.url_name if request.resolver_match else ""
    _, _, rest = str(name).partition("diagnostics_")
    table, _, action = rest.rpartition("_")
    return f"{action if action in ('add', 'change', 'delete') else 'view'}_{table}" if table else VIEW


def _page(request: HttpRequest, status: int, title: str, **ctx: Any) -> HttpResponse:  # noqa: ANN401 (for the template)
    frame = {**admin.site.each_context(request), "title": title, **ctx}
    response = render(request, "workplace/refused.html", frame, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
