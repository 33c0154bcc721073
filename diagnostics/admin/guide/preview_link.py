"""How to look at the draft as visitors would meet it, and how to show it to somebody without a login."""

from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import PREVIEW, for_draft, shown
from diagnostics.domain.live import previews
from diagnostics.models import Guide

DAYS: Final = {1: "1 day", 7: "7 days", 30: "30 days"}


class LinkForm(forms.Form):
    """How long a link shall last."""

    days = forms.TypedChoiceField(
        label="How long it lasts",
        choices=[(days, DAYS[days]) for days in previews.DAYS],
        coerce=int,
        initial=7,
        error_messages={"required": "Choose how long the link lasts.", "invalid_choice": "Choose one of these."},
    )


@for_draft(PREVIEW)
def preview_link(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The way into the preview; a POST makes a link to it that works without signing in."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    ctx = {"form": form, "preview": reverse("preview", args=["draft", f"{guide.slug}/"])}
    if form.is_valid():
        key, opens = previews.key_for(guide, days=form.cleaned_data["days"])
        address = reverse("preview", args=[key, f"{guide.slug}/"])
        ctx |= {"link": f"{settings.SITE_URL}{address}", "until": opens.until}
    return shown(
        request, guide, "workplace/guide/preview.html", title="Preview", ctx=ctx, status=422 if form.errors else 200
    )
