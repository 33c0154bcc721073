"""The walk: one address, every screen of it."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from diagnostics.content.results.pinning import kept_pairs, unanswered_question
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import fold
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import guide_card, part_picture
from diagnostics.web.site import caching, ties
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.find_guide import for_guide
from diagnostics.web.walk.card import Card
from diagnostics.web.walk.counting import Tally
from diagnostics.web.walk.done_before import done_before
from diagnostics.web.walk.ending import Ending, ending, escalation, success
from diagnostics.web.walk.frame import Frame, frame, raised_by
from diagnostics.web.walk.query import Pairs, read_walk
from diagnostics.web.walk.question import question_form
from diagnostics.web.walk.scene import Scene, Wait
from diagnostics.web.walk.steps import Steps, steps
from diagnostics.web.walk.waiting import Waiting, begin_wait, is_untimed, waiting

TEMPLATE: Final = "walk/screen.html"


@dataclass(frozen=True, slots=True)
class Screen:
    """A template for the inside of the frame, its title and its context."""

    template: str
    title: str
    frame: Frame
    content: dict[str, Any]

    @property
    def foremost(self) -> Card | None:
        """The step that is shown as the one to do; a wait was offered before it began."""
        match self.content:
            case {"steps": Steps() as steps}:
                return steps.open
            case {"ending": Ending() as ending}:
                return ending.escalation
            case _:
                return None


@for_guide
def check(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The next question, the steps, a verdict, success, or whom to ask."""
    (pairs, walk), now = read_walk(request, here), timezone.now()
    if is_untimed(walk):
        return begin_wait(request, now)
    findings = live.site().findings(here.document.slug)
    tag = caching.etag(request, here.release.sha256, walk, findings.key, Wait.at(here.network.guide, walk, now))

    def page() -> caching.Rendered:
        scene = Scene.of(here, walk, findings, now, link=ties.find_link(request, here.document.slug, pairs))
        what = screen(scene)
        if scene.link:
            ties.note_page(request, scene.link, here.document.slug, _kept_query(scene))
        shown = what.foremost.step.slug if what.foremost else None
        return render_screen(request, scene, what), Tally.of(scene, offers=shown, shows_steps="steps" in what.content)

    response = caching.cached_response(request, tag, page, is_private=ties.is_tied(pairs))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def render_screen(request: HttpRequest, scene: Scene, what: Screen) -> HttpResponse:
    """The whole page, or the inside of its frame for htmx."""
    fragment = caching.wants_fragment(request)
    may_save = not hasattr(request, "preview")
    ctx = context(scene, what) | {
        "fragment": fragment,
        "may_save": may_save,
        "did": done_before(scene, what.template),
        "sharing": None if fragment else _card(scene, what),
    }
    return render(request, f"{TEMPLATE}#screen" if fragment else TEMPLATE, ctx)


def _card(scene: Scene, what: Screen) -> SharingCard:
    """A step or a verdict as it stands in the guide; every other screen would say what the visitor answered."""
    address = absolute(scene.go.here)
    match what.content:
        case {"steps": Steps(open=Card(step=step))}:
            line = scene.live.texts.line
            return SharingCard(line(step.title), line(step.summary), address, part_picture(scene.live, step.title))
        case _:
            return guide_card(scene.live, address)


def context(scene: Scene, what: Screen) -> dict[str, Any]:
    """The context of a screen's template."""
    return {
        "live": scene.live,
        "guide": scene.document,
        "go": scene.go,
        "kept": _kept_query(scene),
        "frame": what.frame,
        "title": what.title,
        "now": what.template,
        "wait": scene.wait,
        **what.content,
    }


def _kept_query(scene: Scene) -> str:
    """The query that shows this moment again, as a walk of its own."""
    return urlencode(kept_pairs(scene.live.network, scene.walk, scene.known))


def screen(scene: Scene) -> Screen:
    """The screen for this moment of the walk. An alarm that ends it precedes all but *Change* of what raised it."""
    is_stopped = scene.decision.stops and scene.walk.ask not in raised_by(scene)
    return _stop(scene) if is_stopped else _walk_screen(scene)


def title_now(here: LiveGuide, pairs: Pairs) -> str:
    """The title of the page on which this walk is now."""
    walk, findings = fold(here.network.guide, pairs), live.site().findings(here.document.slug)
    return screen(Scene.of(here, walk, findings)).title


def _walk_screen(scene: Scene) -> Screen:
    walk = scene.walk
    if walk.worked:
        return _success(scene, walk.worked)
    if walk.ask:
        return _question(scene, walk.ask)
    if missing := unanswered_question(scene.live.network, walk, scene.known):
        return _question(scene, missing, missing=True)
    return _next_screen(scene)


def _next_screen(scene: Scene) -> Screen:
    """What the engine says, or the step that is to be opened."""
    if wait := waiting(scene):
        return _waiting(scene, wait)
    wants_steps = scene.walk.open is not None or scene.decision.move == "offer"
    if wants_steps and (what := steps(scene)):
        return _steps(scene, what)
    if scene.decision.question:
        return _question(scene, scene.decision.question)
    return _ending(scene)


def _question(scene: Scene, slug: str, *, missing: bool = False) -> Screen:
    form = question_form(scene, slug, missing=missing)
    title = _("Error: %(question)s") % {"question": form.text} if missing else form.text
    return Screen("walk/parts/form.html", title, frame(scene), {"form": form})


def _stop(scene: Scene) -> Screen:
    around = frame(scene)
    first = around.alarms[0]
    return Screen("walk/stop.html", first.title, around, {"stop": {"alarm": first, "help": escalation(scene)}})


def _steps(scene: Scene, what: Steps) -> Screen:
    template = "walk/verdict.html" if what.open.step.kind == "verdict" else "walk/steps.html"
    return Screen(template, what.open.title, frame(scene, named=True), {"steps": what})


def _waiting(scene: Scene, what: Waiting) -> Screen:
    title = _("Did it work?") if what.is_over else _("Waiting: %(step)s") % {"step": what.card.title}
    return Screen("walk/waiting.html", title, frame(scene, named=True), {"waiting": what})


def _ending(scene: Scene) -> Screen:
    what = ending(scene)
    title = what.escalation.title if what.escalation else _("Nothing is left to try here")
    return Screen("walk/ending.html", title, frame(scene, named=True), {"ending": what})


def _success(scene: Scene, slug: str) -> Screen:
    what = success(scene, slug)
    title = _("That explains it") if what.explains else scene.voice.line(scene.document.working)
    ended_at = scene.ended_at(slug)
    return Screen("walk/success.html", title, frame(scene, named=True, ended_at=ended_at), {"success": what})
