"""Publishing: what is different, what of it is ticked, what is wrong with that, and then one button."""

from dataclasses import dataclass, replace
from typing import Any, Final, Self

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import NOT_KEPT, NUL, PUBLISH, for_draft, render_page
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.publishing import changes
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.publishing.gate import Gate, changed_cases, gate, judge, measure, visitors
from diagnostics.domain.publishing.proposals import Proposal
from diagnostics.domain.publishing.publishing import Blocked, Overtaken, publish
from diagnostics.domain.publishing.recalls import RecalledText
from diagnostics.models import Guide, Publication

TITLE: Final = "Publish"
TEMPLATE: Final = "workplace/publishing/publish.html"
FRAGMENTS: Final = ("gate", "effect")
"""Parts of the page that are asked for alone while something is still being found out."""
NEW_DRAFT: Final = (
    "The draft has changed since you opened this page. Look at the changes again: what is new among them is marked "
    "and not ticked."
)
NOT_CHECKED: Final = "What is ticked now was not checked yet. Look at what the check says, then publish."
WAITING: Final = "The check is still running. Nothing was published yet."
NO_NOTE: Final = "Write what is new in this release. Others read it in the list of releases."
BLOCKED: Final = "Nothing was published: errors stand in the way. They are listed below."
RECALLED: Final = (
    "Nothing was published: it says what was recalled. Rewrite that, or say below why visitors may see it."
)
UNREAD: Final = "Say that you have read the new warnings."


@dataclass(frozen=True, slots=True)
class Posted:
    """What the form says.

    do: the button. draft, live: what the page was made from. checked: fingerprint of what was checked.
    let_through: why what was recalled may be shown. was_cleaned: whether one of the texts held what cannot be kept.
    known: keys of all changes that were on the page; ticked: of those that are to be published.
    """

    do: str
    draft: str
    live: str
    checked: str
    known: frozenset[str]
    ticked: frozenset[str]
    note: str
    has_read: bool
    let_through: str
    was_cleaned: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        sent = request.POST
        known, ticked = frozenset(sent.getlist("known")), frozenset(sent.getlist("tick"))
        do = sent.get("do", "check")
        ticked = {"all": known, "none": frozenset[str]()}.get(do, ticked)
        draft, live, checked = (sent.get(name, "") for name in ("draft", "live", "checked"))
        texts = [sent.get(name, "") for name in ("note", "let_through")]
        note, why = (text.replace(NUL, "").strip() for text in texts)
        return cls(do, draft, live, checked, known, ticked, note, "read" in sent, why, NUL in "".join(texts))


@for_draft(PUBLISH)
@shows_again
def publish_page(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What would be published, and publishing it."""
    posted = Posted.of(request) if request.method == "POST" else None
    try:
        proposal = Proposal.of(guide, posted.ticked if posted else None)
    except DraftProblems as broken:
        return _broken_page(request, guide, broken, status=409 if posted else 200)
    if posted and posted.do in FRAGMENTS:
        return _fragment(request, guide, proposal, posted)
    said = _objection(proposal, posted) if posted else ""
    if posted and posted.do == "publish" and not said and not is_only_shown(request):
        return _publish(request, guide, proposal, posted)
    return _page(request, guide, proposal, posted, said)


def _objection(proposal: Proposal, posted: Posted) -> str:
    """Why nothing is published now, in a sentence; empty where nothing stands in the way."""
    if posted.live != str(proposal.number):
        return meanwhile(proposal.live)
    if posted.draft != proposal.of_draft:
        return NEW_DRAFT
    if posted.do != "publish":
        return ""
    if posted.checked != proposal.candidate.sha256:
        return NOT_CHECKED
    if posted.was_cleaned:
        return NOT_KEPT
    return "" if posted.note else NO_NOTE


def meanwhile(live: Publication | None) -> str:
    """What somebody else did, for the one who came second."""
    if live is None:
        return "What is live has changed since you opened this page. Look at the changes again."
    what = "published" if live.kind == "publish" else "went back to"
    return (
        f"{live.by} {what} release {live.release.number} meanwhile. Look at the changes again: they may be others now."
    )


def _publish(request: HttpRequest, guide: Guide, proposal: Proposal, posted: Posted) -> HttpResponse:
    checked = judge(proposal)
    if checked.new and not posted.has_read:
        return _page(request, guide, proposal, posted, UNREAD)
    try:
        done = publish(
            guide.slug,
            note=posted.note,
            by=request.user.get_username(),
            candidate=proposal.candidate,
            expected=proposal.number,
            acknowledged=checked.new,
            let_through=posted.let_through,
        )
    except Blocked:
        return _page(request, guide, proposal, posted, BLOCKED)
    except RecalledText:
        return _page(request, guide, proposal, posted, RECALLED)
    except Overtaken as overtaken:
        return _show_again(request, guide, posted, overtaken)
    number = done.publication.release.number
    left = f" {_what_stays(len(proposal.left))} in the draft." if proposal.left else ""
    messages.success(request, f"Release {number} is live. Visitors see it within a few seconds.{left}")
    return redirect("admin:guide-release", guide=guide.slug, number=number)


def _show_again(request: HttpRequest, guide: Guide, posted: Posted, overtaken: Overtaken) -> HttpResponse:
    try:
        now = Proposal.of(guide, posted.ticked)
    except DraftProblems as broken:
        return _broken_page(request, guide, broken, status=409)
    return _page(request, guide, now, posted, meanwhile(overtaken.publication))


def _broken_page(request: HttpRequest, guide: Guide, broken: DraftProblems, *, status: int) -> HttpResponse:
    ctx = {"broken": faults.lines(broken.problems, Links(guide))}
    return render_page(request, guide, TEMPLATE, title=TITLE, ctx=ctx, status=status)


def _what_stays(count: int) -> str:
    return "One change stays" if count == 1 else f"{count} changes stay"


def _page(
    request: HttpRequest, guide: Guide, proposal: Proposal, posted: Posted | None, objection: str
) -> HttpResponse:
    links = Links(guide)
    known = posted.known if posted and posted.draft != proposal.of_draft else None
    is_sent = posted is not None and not is_only_shown(request)
    ctx = {
        "proposal": proposal,
        "posted": posted,
        "objection": objection,
        "groups": changes.groups(proposal.choices, links, ticked=proposal.ticked, known=known),
        "recalled": faults.lines(proposal.recalled, links, proposal.document),
        **_findings(guide, proposal, begin=is_sent and bool(proposal.ticked or not proposal.choices)),
    }
    return render_page(request, guide, TEMPLATE, title=TITLE, ctx=ctx, status=_status(posted, objection))


def _status(posted: Posted | None, objection: str) -> int:
    if not objection or posted is None:
        return 200
    return 422 if objection in (NO_NOTE, UNREAD, RECALLED, NOT_KEPT) else 409


def _findings(guide: Guide, proposal: Proposal, *, begin: bool) -> dict[str, Any]:
    """What the check says, and what visitors would notice."""
    is_something = bool(proposal.ticked) or not proposal.choices
    found = gate(proposal, begin=begin) if is_something else Gate("unknown")
    links = Links(guide)
    return {
        "gate": found,
        "errors": faults.faults(found.faults, links, proposal.document),
        "warnings": faults.by_kind(found.new, links, proposal.document),
        "cases": changed_cases(proposal) if found.is_open else (),
        "measured": measure(proposal) if found.is_open else None,
        "effect": visitors(proposal, begin=begin) if found.is_open else None,
    }


def _fragment(request: HttpRequest, guide: Guide, proposal: Proposal, posted: Posted) -> HttpResponse:
    """A part of the page while something is being found out. What has changed meanwhile is told when a button is pressed."""
    ctx = {"proposal": proposal, "posted": replace(posted, do=""), **_findings(guide, proposal, begin=True)}
    return render_page(request, guide, f"{TEMPLATE}#{posted.do}", title=TITLE, ctx=ctx)
