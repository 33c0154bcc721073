"""How to look at the draft as visitors would meet it, and how to show it to somebody without a login."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import PREVIEW, for_draft, render_page
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.live import preview_links
from diagnostics.models import Guide

DAYS: Final = {1: "1 day", 7: "7 days", 30: "30 days"}
NOTHING: Final = "Somebody else was quicker, or the link has ended: nothing was changed."


class LinkForm(forms.Form):
    """How long a link shall last."""

    days = forms.TypedChoiceField(
        label="How long it lasts",
        choices=[(days, DAYS[days]) for days in preview_links.DAYS],
        coerce=int,
        initial=7,
        error_messages={"required": "Choose how long the link lasts.", "invalid_choice": "Choose one of these."},
    )


@for_draft(PREVIEW)
@shows_again
def preview_link(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The way into the preview; a post makes a link that works without signing in, withdraws some, or takes that back."""
    if "link" in request.POST and not is_only_shown(request):
        return _change(request, guide)
    form = LinkForm(request.POST if request.method == "POST" and "link" not in request.POST else None)
    ctx: dict[str, object] = {"form": form}
    if form.is_valid() and not is_only_shown(request):
        key, made = preview_links.make(guide, **form.cleaned_data, by=request.user.get_username())
        ctx |= {"link": f"{settings.SITE_URL}{reverse('preview', args=[key, f'{guide.slug}/'])}", "until": made.ends_at}
    return _page(request, guide, ctx, status=422 if form.errors else 200)


def _change(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Withdraw the links that were sent along, or open them again."""
    numbers = [int(key) for key in request.POST.getlist("link") if key.isascii() and key.isdecimal() and len(key) < 19]
    if request.POST.get("do") == "restore":
        number, done, back = preview_links.restore(guide, numbers), "open again", "withdraw"
    else:
        by = request.user.get_username()
        number, done, back = preview_links.withdraw(guide, numbers, by=by), "withdrawn", "restore"
    changed = f"{quantity(number, 'link')} {'is' if number == 1 else 'are'} {done}." if number else ""
    ctx = {"form": LinkForm(), "changed": changed or NOTHING, "back": back if number else "", "numbers": numbers}
    return _page(request, guide, ctx)


def _page(request: HttpRequest, guide: Guide, ctx: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    links = preview_links.of(guide)
    frame = {
        "preview": reverse("preview", args=["draft", f"{guide.slug}/"]),
        "links": links,
        "open_links": [link for link in links if not link.withdrawn_at],
    }
    return render_page(
        request, guide, "workplace/guide/preview.html", title="Preview", ctx={**frame, **ctx}, status=status
    )
