"""Sharing what the desk shows: a link for the customer, with a note for them and a reference for the agent."""

from dataclasses import dataclass
from typing import Final, cast, override

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from diagnostics.content.results.codes import format_code
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.domain.results.agent_links import DAYS
from diagnostics.web.desk.advice import shows_steps
from diagnostics.web.desk.doors import with_guide
from diagnostics.web.desk.talk import FIND, address, scene_of, tidy
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.query import read_pairs
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.steps import BELOW

LONGEST_NOTE: Final = 500
LONGEST_REFERENCE: Final = 120
USUAL_DAYS: Final = 30


class PlainField(forms.CharField):
    """Plain text; browsers send a line end as two characters and count it as one."""

    @override
    def to_python(self, value: object) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\0", "")


class Share(forms.Form):
    note = PlainField(
        label=gettext_lazy("Note to the customer"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "note-help"}),
        error_messages={
            "max_length": gettext_lazy(
                "The note has %(show_value)d characters, which is too long. Shorten it to %(limit_value)d."
            )
        },
    )
    reference = PlainField(
        label=gettext_lazy("Your reference"),
        max_length=LONGEST_REFERENCE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "aria-describedby": "reference-help"}),
        error_messages={
            "max_length": gettext_lazy(
                "The reference has %(show_value)d characters, which is too long. Shorten it to %(limit_value)d."
            )
        },
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("The link works for"),
        coerce=int,
        initial=USUAL_DAYS,
        choices=lambda: [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in DAYS],
    )
    sees = forms.ChoiceField(
        label=gettext_lazy("The customer sees first"),
        required=False,
        initial="steps",
        choices=[("steps", gettext_lazy("what to try")), ("question", gettext_lazy("the next question"))],
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True, slots=True)
class SharePreview:
    """What the customer will see. ``may_choose``: steps or the next question, whichever the agent wants."""

    titles: tuple[str, ...]
    question: str
    may_choose: bool


@with_guide
def share(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The form; a post makes the link."""
    pairs = tuple(pair for pair in read_pairs(request) if pair[0] != FIND)
    if (said := tidy(pairs)) != pairs and request.method == "GET":
        return HttpResponseRedirect(address(here, said, "desk-share"))
    scene = scene_of(here, said)
    form = Share(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _make_link(request, scene, form)
    ctx = {
        "document": here.document,
        "form": form,
        "seen": _share_preview(scene),
        "back": address(here, said),
        "here": address(here, said, "desk-share"),
        "desk": "talk",
    }
    return render(request, "desk/share.html", ctx, status=422 if form.errors else 200)


def _make_link(request: HttpRequest, scene: Scene, form: Share) -> HttpResponse:
    wants_steps = _share_preview(scene).may_choose and form.cleaned_data["sees"] != "question"
    link = result_links.make(
        scene.live,
        scene.walk.with_steps_shown() if wants_steps else scene.walk,
        scene.findings,
        by=cast("User", request.user),
        note=form.cleaned_data["note"],
        reference=form.cleaned_data["reference"],
        days=form.cleaned_data["days"],
    )
    return SeeOther(reverse("desk-link", args=[format_code(link.code)]))


def _share_preview(scene: Scene) -> SharePreview:
    worked, asked = scene.walk.worked, scene.decision.question
    plan = [one.step for one in scene.decision.plan] if shows_steps(scene) else []
    first = worked if worked and not scene.decision.stops else scene.decision.waiting
    titles = ([first] if first == worked else [first, *plan]) if first else plan
    return SharePreview(
        titles=tuple(scene.voice.line(scene.step(slug).title) for slug in titles[: 1 + BELOW]),
        question=scene.voice.line(scene.parts.questions[asked].text) if asked and not worked else "",
        may_choose=bool(asked and titles and not worked),
    )
