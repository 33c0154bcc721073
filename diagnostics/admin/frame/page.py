"""What every page of a guide's workplace has in common: the guide, who may open it, and the frame around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse
from django.views.decorators.cache import never_cache

from diagnostics.admin.frame.part_lists import part_lists
from diagnostics.domain.publishing.guide_names import find_renamed
from diagnostics.models import Guide

type View = Callable[..., HttpResponse]

VIEW: Final = "view_guide"
CHANGE: Final = "change_guide"
PREVIEW: Final = "preview_guide"
IMPORT: Final = "import_guide"
PUBLISH: Final = "publish_guide"
ROLL_BACK: Final = "roll_back_guide"
RECALL: Final = "recall_release"

NUL: Final = "\0"
NOT_KEPT: Final = "Your text contained a character that cannot be saved. It was removed: look at the text again."


class Missing(PermissionDenied):
    """Whoever asks has not this permission on guides."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(permission)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a guide's workplace: the name of its address, what it is called, and who may open it."""

    name: str
    title: str
    permission: str = VIEW


TABS: Final = (
    Tab("guide-home", "Overview"),
    Tab("guide-check", "Check"),
    Tab("guide-signs", "Signs"),
    Tab("guide-remedies", "Remedies"),
    Tab("guide-cases", "Cases"),
    Tab("guide-reports", "Real reports"),
    Tab("guide-walks", "Where visitors go"),
    Tab("guide-now", "Right now"),
    Tab("guide-searches", "Not found"),
    Tab("guide-corrections", "Corrections"),
    Tab("guide-helped", "What helped"),
    Tab("guide-tasks", "Tasks"),
    Tab("guide-publish", "Publish", PUBLISH),
    Tab("guide-releases", "Releases"),
)


def for_draft(permission: str) -> Callable[[View], View]:
    """A view that is handed the draft its address names, for signed-in staff with this permission on guides."""

    def decorate(view: View) -> View:
        @for_staff(permission)
        @wraps(view)
        def find(request: HttpRequest, guide: str, **names: Any) -> HttpResponse:  # noqa: ANN401 (as the address says)
            row = Guide.objects.with_slug(guide) or find_renamed(guide)
            if row is None:
                raise Http404
            if row.slug != guide and request.method in ("GET", "HEAD"):
                return redirect(_present_address(request, row))
            return view(request, row, **names)

        return find

    return decorate


def for_staff(permission: str) -> Callable[[View], View]:
    """A view for signed-in staff with this permission on guides; nobody keeps its pages."""

    def decorate(view: View) -> View:
        @wraps(view)
        def permit(request: HttpRequest, **names: Any) -> HttpResponse:  # noqa: ANN401 (as the address says)
            if not may(request, permission):
                raise Missing(permission)
            return view(request, **names)

        @never_cache
        @wraps(view)
        def guard(request: HttpRequest, **names: Any) -> HttpResponse:  # noqa: ANN401 (as above)
            # The site is looked up late: it is made when the app is ready.
            return admin.site.admin_view(permit)(request, **names)

        return guard

    return decorate


def _present_address(request: HttpRequest, guide: Guide) -> str:
    """The same page of a guide that has another address by now; what is sent to the old one is taken as it is."""
    match = cast("ResolverMatch", request.resolver_match)  # a view is running
    address = reverse(match.view_name, kwargs={**match.kwargs, "guide": guide.slug})
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def may(request: HttpRequest, permission: str) -> bool:
    """Whether whoever asks may do this with guides."""
    return request.user.has_perm(f"diagnostics.{permission}")


def render_page(
    request: HttpRequest, guide: Guide, template: str, *, title: str, ctx: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the workplace, with the tabs of its guide; ``template#fragment`` gives a fragment."""
    frame = {**admin.site.each_context(request), **frame_of(request, guide), "title": title}
    return render(request, template, {**frame, **ctx}, status=status)


def frame_of(request: HttpRequest, guide: Guide | None) -> dict[str, Any]:
    """The tabs of a guide, and the lists of its parts; nothing where no guide is known yet."""
    if guide is None or guide.pk is None:
        return {}
    return {
        "guide": guide,
        "tabs": [tab for tab in TABS if may(request, tab.permission)],
        "part_lists": part_lists(request, guide),
        "here": request.resolver_match.url_name if request.resolver_match else "",
    }
