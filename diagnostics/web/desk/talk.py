"""One page for a whole talk: all questions, answered in any order, and beside them what the engine makes of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.engine.walk import fold
from diagnostics.web.desk.advice import advice
from diagnostics.web.desk.doors import for_agents, guide_list, with_guide
from diagnostics.web.desk.now import unusual_sentences
from diagnostics.web.desk.questions import questions
from diagnostics.web.site.addresses import Pairs, with_query
from diagnostics.web.site.caching import wants_fragment
from diagnostics.web.walk.query import first_value, read_pairs
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.waiting import since_now

ON_IT: Final = ("talking_on_it", "yes")
"""The call runs on the device that fails. No question can be called so: slugs hold no underscore."""
FIND: Final = "find_question"
"""What the agent looks for among the questions; of no walk, and not kept in the address of the talk."""
LONGEST_FIND: Final = 60
STEP_WORDS: Final = ("did", "tried", "cannot", "worked", "waiting", "since")
ENDS_OF_A_WAIT: Final = ("tried", "cannot", "worked")
PAGE_WORDS: Final = ("ask", "from", "open", "show")
"""They choose a page of the walk; the desk has everything on one."""


@for_agents
def home(request: HttpRequest) -> HttpResponse:
    """The guides to choose from; with one guide, its questions."""
    slugs = list(live.site().guides)
    if len(slugs) == 1:
        return HttpResponseRedirect(reverse("desk-guide", args=slugs))
    return guide_list(request, _("What is the customer calling about?"))


@with_guide
def talk(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The questions and the advice of this moment."""
    find = first_value(request, FIND).strip()[:LONGEST_FIND]
    pairs = tuple(pair for pair in read_pairs(request) if pair[0] != FIND)
    if (said := tidy(pairs)) != pairs and not wants_fragment(request):
        return HttpResponseRedirect(address(here, [*said, (FIND, find)] if find else said))
    scene = scene_of(here, said)
    on_it = ON_IT in said
    ctx = {
        "document": here.document,
        "release": here.release,
        "asked": questions(scene, said, find),
        "advice": advice(scene, on_it=on_it),
        "on_it": on_it,
        "whole": address(here, said),
        "longer": address(here, [pair for pair in said if pair[0] != "since"]),
        "unusual": unusual_sentences(here),
        "fragment": wants_fragment(request),
        "desk": "talk",
        "known": _key(scene.findings),
    }
    response = render(request, "desk/talk.html#talk" if ctx["fragment"] else "desk/talk.html", ctx)
    response.headers["HX-Replace-Url"] = address(here, said)
    return response


@with_guide
def news(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """Asked every few seconds: nothing, or once the site has found out something else, the word to update the page."""
    is_known = request.GET.get("known") == _key(live.site().findings(here.document.slug))
    return HttpResponse(status=204, headers={} if is_known else {"HX-Trigger": "found"})


def _key(findings: Findings) -> str:
    """What a talk depends on; not when it was last heard."""
    return hashlib.sha256(repr(replace(findings, checked_at=None).key).encode()).hexdigest()[:16]


def scene_of(here: LiveGuide, said: Pairs) -> Scene:
    """What the engine decides for these pairs now. Pairs that only choose a page of the walk do not count here."""
    pairs = [pair for pair in said if pair[0] not in PAGE_WORDS]
    return Scene.of(here, fold(here.network.guide, pairs), live.site().findings(here.document.slug))


def tidy(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The pairs that say something, each once, answers before steps: forms send empty fields, and steps first.

    A wait ends with another word about its step; one that begins gets its time.
    """
    said = dict.fromkeys((name, value) for name, value in pairs if value)
    ended = {("waiting", value) for name, value in said if name in ENDS_OF_A_WAIT}
    kept = [pair for pair in said if pair not in ended]
    names = {name for name, _ in kept}
    if "waiting" not in names:
        kept = [pair for pair in kept if pair[0] != "since"]
    elif "since" not in names:
        kept.append(since_now(timezone.now()))
    return tuple(sorted(kept, key=lambda pair: pair[0] in STEP_WORDS))


def address(here: LiveGuide, said: Pairs, view: str = "desk-guide") -> str:
    """The desk with these pairs."""
    return with_query(reverse(view, args=[here.document.slug]), said)
