"""Say so: a sentence that visitors of a guide read until a time that is set with it."""

import datetime as dt
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import PUBLISH, for_draft, render_page
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.config.times import time_text
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quantities import quantity
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.crowd_words import first_words
from diagnostics.content.wording.names import Names
from diagnostics.domain.crowds import announcing
from diagnostics.domain.crowds.announcing import NotSaid, Overtaken
from diagnostics.domain.publishing import releases
from diagnostics.models import Announcement, Guide, WalkCount

NOT_LIVE: Final = "Visitors do not see this guide yet, so there is nobody to tell."
SAID: Final = "Visitors read it within a few seconds, until {until}. You can end it here before that."
ENDED: Final = "Visitors will stop seeing it within a few seconds."
NOTHING: Final = "There was nothing to end: it had ended already."
MEANWHILE_SAID: Final = "{by} has told visitors something meanwhile: {text} Send yours again, and it takes its place."
MEANWHILE_ENDED: Final = (
    "What visitors read when you began has ended meanwhile. Send yours again if it is still needed."
)


def _lengths() -> list[tuple[int, str]]:
    """How long a sentence may stand, in words."""
    return [(minutes, _until(minutes)) for minutes in announcing.MINUTES]


def _until(minutes: int) -> str:
    length = quantity(minutes // 60, "hour") if minutes >= 60 else quantity(minutes, "minute")
    return f"{length}, until {time_text(timezone.now() + dt.timedelta(minutes=minutes), 'short-minute')}"


class SayForm(forms.Form):
    """The sentence, and how long it stands. replaces: what visitors read when the form was opened."""

    text = forms.CharField(
        label="What visitors read",
        help_text="One or two short sentences, at most 240 characters.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the sentence that visitors should read."},
    )
    minutes = forms.TypedChoiceField(
        label="How long they read it",
        help_text="It goes by itself then.",
        coerce=int,
        choices=_lengths,
        initial=announcing.USUAL_MINUTES,
        error_messages={"required": "Choose how long it stands.", "invalid_choice": "Choose one of these."},
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)


@for_draft(PUBLISH)
@shows_again
def say(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The form; a post shows the sentence to visitors."""
    row = releases.live(guide.slug)
    document = releases.reading_of_live(row).document
    if row is None or document is None:
        messages.warning(request, NOT_LIVE)
        return redirect("admin:guide-now", guide=guide.slug)
    before = announcing.current(row.guide)
    if request.method != "POST":
        first = {"replaces": before.pk if before else None, "text": _first_words(request, document)}
        return _page(request, guide, SayForm(initial=first), before)
    form = SayForm(request.POST)
    if form.is_valid() and not is_only_shown(request):
        try:
            done = announcing.say(row.guide, by=request.user.get_username(), **form.cleaned_data)
        except NotSaid as refused:
            form.add_error("text", str(refused))
        except Overtaken:
            return _show_again(request, guide, row.guide)
        else:
            messages.success(request, SAID.format(until=time_text(done.ends_at)))
            return redirect("admin:guide-now", guide=guide.slug)
    return _page(request, guide, form, before, status=422)


@for_draft(PUBLISH)
@require_POST
def unsay(request: HttpRequest, guide: Guide) -> HttpResponse:
    """End what visitors read."""
    row = releases.live(guide.slug)
    if row and announcing.end(row.guide, by=request.user.get_username()):
        messages.success(request, ENDED)
    else:
        messages.warning(request, NOTHING)
    return redirect("admin:guide-now", guide=guide.slug)


def _first_words(request: HttpRequest, document: GuideDocument) -> str:
    kind, about = request.GET.get("kind", ""), request.GET.get("about", "")
    return first_words(Names(document), kind, about) if kind in WalkCount.KINDS else ""


def _show_again(request: HttpRequest, guide: Guide, live: str) -> HttpResponse:
    """Somebody was quicker: what was typed, beside what visitors read now."""
    before = announcing.current(live)
    sent = request.POST.copy()
    sent["replaces"] = str(before.pk) if before else ""
    form = SayForm(sent)
    form.add_error(None, MEANWHILE_SAID.format(by=before.by, text=quote(before.text)) if before else MEANWHILE_ENDED)
    return _page(request, guide, form, before, status=409)


def _page(
    request: HttpRequest, guide: Guide, form: SayForm, before: Announcement | None, *, status: int = 200
) -> HttpResponse:
    ctx = {"form": form, "before": before}
    return render_page(request, guide, "workplace/guide/say.html", title="Tell visitors", ctx=ctx, status=status)
