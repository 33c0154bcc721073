"""Taking a release back, in two clicks; and withdrawing one that was harmful."""

from dataclasses import dataclass
from typing import Final, Self, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import NOT_KEPT, NUL, RECALL, ROLL_BACK, for_draft, may, render_page
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.publishing import changes
from diagnostics.admin.publishing.publish import meanwhile
from diagnostics.admin.publishing.releases import release_or_404
from diagnostics.content.changes.differences import FOLLOWS
from diagnostics.content.changes.merging import Choice
from diagnostics.content.document.problems import Problem
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import AlreadyLive, Overtaken
from diagnostics.domain.publishing.recalls import NotRecalled, RecalledText, recall, recalled_text, withdrawal_of
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.publishing.rollback import (
    ALL,
    CleanedDraft,
    RollbackPlan,
    clean_draft,
    plan_as_seen,
    plan_rollback,
    roll_back,
)
from diagnostics.models import Guide

NO_WHY: Final = "Say why. Others read it in the list of releases."
NO_STEPS: Final = "Tick the steps that were harmful, or choose the whole release, or say that nothing was."
UNCLEAR: Final = "Steps are ticked, but “nothing was harmful” is chosen. Choose one of the two."
NO_HARM: Final = "Say whether something in it was harmful. What was chosen there is none of the answers."
LIVE_ALREADY: Final = (
    "{by} made release {number} live again meanwhile, so it is live already, and nothing was done in your name. What "
    "you wrote is still below. If something was harmful, recall it on the page of its release."
)
RECALLED: Final = (
    "Nothing was changed: this release says what is recalled. Recall less, choose another release, or say below why "
    "visitors may see it."
)
REFUSED: Final = (NO_WHY, NO_STEPS, UNCLEAR, NO_HARM, NOT_KEPT, RECALLED)
HARMS: Final = ("nothing", "all", "steps")
NO_RECALL: Final = "Tick the steps that are to be withdrawn, or choose the whole release."


@dataclass(frozen=True, slots=True)
class Posted:
    """What the form says. harm: "nothing", "all" or "steps"; live: number of the publication that it was made from.

    let_through: why what was recalled may be shown. was_cleaned: whether one of the reasons held what cannot be kept.
    """

    why: str
    harm: str
    steps: tuple[str, ...]
    clean: bool
    live: str
    let_through: str
    was_cleaned: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        sent = request.POST
        harm, steps = sent.get("harm", "nothing"), tuple(sent.getlist("step"))
        texts = [sent.get(name, "") for name in ("why", "let_through")]
        why, let_through = (text.replace(NUL, "").strip() for text in texts)
        return cls(why, harm, steps, "clean" in sent, sent.get("live", ""), let_through, NUL in "".join(texts))

    @property
    def harmful(self) -> tuple[str, ...] | None:
        """What is recalled, as ``roll_back`` takes it."""
        return {"all": (ALL,), "steps": self.steps}.get(self.harm)


@for_draft(ROLL_BACK)
@shows_again
def roll_back_page(request: HttpRequest, guide: Guide, number: int) -> HttpResponse:
    """What would change for visitors, three questions, and the button."""
    release_or_404(guide, number)
    posted = Posted.of(request) if request.method == "POST" else None
    try:
        back = plan_rollback(guide.slug, number)
    except AlreadyLive as refused:
        if posted:
            return _already_live_page(request, guide, number, posted)
        messages.warning(request, str(refused))
        return redirect("admin:guide-release", guide=guide.slug, number=number)
    except DamagedRelease as refused:
        messages.warning(request, str(refused))
        return redirect("admin:guide-release", guide=guide.slug, number=number)
    objection = _objection(request, posted, back) if posted else ""
    if posted is None or objection or is_only_shown(request):
        return _page(request, guide, back, posted, objection)
    return _roll_back(request, guide, back, posted)


def _roll_back(request: HttpRequest, guide: Guide, back: RollbackPlan, posted: Posted) -> HttpResponse:
    number = back.release.number
    try:
        done = roll_back(
            guide,
            number,
            why=posted.why,
            by=cast("User", request.user),
            expected=int(posted.live),
            harmful=posted.harmful if may(request, RECALL) else None,
            clean=posted.clean,
            let_through=posted.let_through,
        )
    except AlreadyLive:
        return _already_live_page(request, guide, number, posted)
    except Overtaken as overtaken:
        return _show_again(request, guide, number, posted, overtaken)
    except NotRecalled as refused:
        return _page(request, guide, back, posted, str(refused))
    except RecalledText as found:
        return _page(request, guide, back, posted, RECALLED, recalled=found.problems)
    messages.success(request, _success(number, done.publication.release.number))
    _report_draft(request, done.cleaned)
    return redirect("admin:guide-releases", guide=guide.slug)


def _success(number: int, now: int) -> str:
    name = f", as release {now}, because the guide has another address since" if now != number else ""
    return f"Release {number} is live again{name}. Visitors see it within a few seconds."


def _show_again(request: HttpRequest, guide: Guide, number: int, posted: Posted, overtaken: Overtaken) -> HttpResponse:
    try:
        back = plan_rollback(guide.slug, number)
    except AlreadyLive:
        return _already_live_page(request, guide, number, posted)
    return _page(request, guide, back, posted, meanwhile(overtaken.publication))


def _already_live_page(request: HttpRequest, guide: Guide, number: int, posted: Posted) -> HttpResponse:
    """Somebody else was quicker with the same: the page as it was, with all that was typed, and without the button."""
    live = releases.live(guide.slug)
    said = LIVE_ALREADY.format(by=live.by if live else "Somebody else", number=number)
    return _page(request, guide, plan_as_seen(guide.slug, number, posted.live), posted, said, is_done=True)


def _objection(request: HttpRequest, posted: Posted, back: RollbackPlan) -> str:
    if posted.live != str(back.live.number if back.live else 0):
        return meanwhile(back.live)
    if posted.was_cleaned:
        return NOT_KEPT
    if not posted.why:
        return NO_WHY
    return _objection_to_harm(posted) if may(request, RECALL) else ""


def _objection_to_harm(posted: Posted) -> str:
    if posted.harm not in HARMS:
        return NO_HARM
    if posted.harm == "steps" and not posted.steps:
        return NO_STEPS
    return UNCLEAR if posted.steps and posted.harmful is None else ""


def _report_draft(request: HttpRequest, done: CleanedDraft | None) -> None:
    """What became of the draft."""
    if done is None:
        return
    if done.problems:
        messages.warning(request, "Nothing was taken out of the draft, as it does not hold together.")
    elif done.taken:
        messages.success(request, f"Taken out of the draft: {_titles(done.taken)}.")
    else:
        messages.warning(request, "Nothing was taken out of the draft.")
    if done.left:
        messages.warning(request, f"Changed again since, and therefore left in the draft: {_titles(done.left)}.")
    if done.needed:
        messages.warning(request, f"Left in the draft, as something else in it needs it: {_titles(done.needed)}.")


def _titles(choices: tuple[Choice, ...]) -> str:
    """What only follows a new address is not worth a word here."""
    told = [choice for choice in choices if [one.message for one in choice.differences] != [FOLLOWS]]
    return ", ".join(f"{choice.title} ({changes.WORDS[choice.kind]})" for choice in told)


def _page(
    request: HttpRequest,
    guide: Guide,
    back: RollbackPlan,
    posted: Posted | None,
    objection: str,
    *,
    is_done: bool = False,
    recalled: tuple[Problem, ...] | None = None,
) -> HttpResponse:
    links = Links(guide)
    recalled = recalled_text(back.after) if recalled is None else recalled
    draft = clean_draft(guide, back)
    ctx = {
        "back": back,
        "posted": posted,
        "objection": objection,
        "is_done": is_done,
        "groups": changes.groups(back.choices),
        "draft": draft,
        "taken": changes.groups(draft.taken, links),
        "left": changes.groups(draft.left, links),
        "needed": changes.groups(draft.needed, links),
        "problems": faults.lines(draft.problems, links, back.after),
        "recalled": faults.lines(recalled, document=back.after),
        "may_recall": may(request, RECALL),
        "gone": withdrawal_of(guide.slug, back.live.release.number) if back.live else None,
    }
    status = 200 if not objection else 422 if objection in REFUSED else 409
    title = f"Make release {back.release.number} live again"
    return render_page(request, guide, "workplace/publishing/releases_back.html", title=title, ctx=ctx, status=status)


@for_draft(RECALL)
@shows_again
def recall_page(request: HttpRequest, guide: Guide, number: int) -> HttpResponse:
    """Withdraw a release or steps of it."""
    release = release_or_404(guide, number)
    said = releases.reading(release)
    posted = Posted.of(request) if request.method == "POST" else None
    objection = ""
    if posted and not is_only_shown(request):
        objection = _recall(request, guide, number, posted)
        if not objection:
            messages.success(request, f"Release {number}: links to it no longer show what was recalled.")
            return redirect("admin:guide-release", guide=guide.slug, number=number)
    ctx = {
        "release": release,
        "steps": [(step, False) for step in said.document.steps] if said.document else [],
        "damaged": said.why,
        "posted": posted,
        "objection": objection,
        "gone": withdrawal_of(guide.slug, number),
    }
    status = 422 if objection else 200
    return render_page(
        request,
        guide,
        "workplace/publishing/releases_recall.html",
        title=f"Recall release {number}",
        ctx=ctx,
        status=status,
    )


def _recall(request: HttpRequest, guide: Guide, number: int, posted: Posted) -> str:
    """Recalls; a sentence where that cannot be done."""
    if posted.harm not in ("steps", "all") or (posted.harm == "steps" and not posted.steps):
        return NO_RECALL
    if posted.was_cleaned:
        return NOT_KEPT
    steps = () if posted.harm == "all" else posted.steps
    try:
        recall(guide.slug, number, steps=steps, why=posted.why, by=request.user.get_username())
    except (NotRecalled, DamagedRelease) as refused:
        return str(refused)
    return ""
