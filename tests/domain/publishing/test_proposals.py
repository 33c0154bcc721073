"""What somebody is about to publish, and the gate before it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.gate import Fault, changed_cases, gate, judge, visitors
from diagnostics.domain.publishing.proposals import Proposal
from diagnostics.domain.publishing.publishing import Overtaken, publish
from diagnostics.models import Examination, Publication, Release
from tests.builders import a_cause, a_step, make_document

pytestmark = pytest.mark.django_db
LIVE = make_document()
DRAFT = make_document(
    title="New?", add={"causes": [a_cause("dust")], "steps": [a_step("wipe", {"dust": "always", "bulb": "seldom"})]}
)


@pytest.fixture(autouse=True)
def live(db: None) -> None:
    """The small guide is live, and its draft has changed."""
    drafts.replace(LIVE)
    publish("lamp", note="", by="ada")
    drafts.replace(DRAFT)


def proposal(*ticked: str, all_of_it: bool = False) -> Proposal:
    return Proposal.of(drafts.get_guide("lamp"), None if all_of_it else ticked)


def test_proposal_is_the_draft_unless_something_is_left_out() -> None:
    """Everything is ticked at first; what is not ticked stays draft; what is not there cannot be ticked."""
    whole = proposal(all_of_it=True)
    assert (whole.document, whole.left, whole.number, whole.is_new) == (DRAFT, (), 1, True)
    assert whole.candidate.sha256 == whole.of_draft
    part = proposal("guide", "causes.nothing")
    assert part.document == LIVE.model_copy(update={"title": "New?"})
    assert [choice.key for choice in part.left] == ["causes.dust", "steps.wipe"]
    assert part.ticked == {"guide"}


def test_proposal_of_what_is_live_is_nothing_new() -> None:
    """A draft that says what is live offers nothing."""
    drafts.replace(LIVE)
    assert not proposal(all_of_it=True).is_new


@pytest.mark.parametrize("damaged", [True, False])
def test_proposal_without_anything_to_compare_with_is_the_whole_draft(damaged: bool) -> None:
    """A first publication has no choices, and so has one after a damaged release."""
    if damaged:
        release = Release.objects.create(guide="lamp", number=2, text="{}", sha256="0" * 64, schema=1, code="", by="x")
        Publication.objects.create(guide="lamp", number=2, release=release, by="x")
    else:
        drafts.replace(DRAFT.model_copy(update={"slug": "torch"}))
    found = Proposal.of(drafts.get_guide("lamp" if damaged else "torch"))
    assert (found.choices, found.document == found.draft, found.is_new) == ((), True, True)
    assert found.everything[0].message == "The guide “New?” was added."
    assert (changed_cases(found), visitors(found, begin=False).state) == ((), "done")


def test_gate_tells_errors_at_once_and_what_to_tick() -> None:
    """A broken reference blocks; where a tick cures it, that tick is named."""
    found = gate(proposal("steps.wipe"), begin=False)
    assert (found.state, found.is_open) == ("done", False)
    (fault,) = found.faults
    assert "dust" in fault.problem.message
    assert ([choice.key for choice in fault.cures], fault.is_left_out) == (["causes.dust"], True)


def test_gate_does_not_blame_ticks_for_errors_of_the_draft() -> None:
    """An error that the whole draft has too does not come of leaving something out."""
    drafts.replace(DRAFT.model_copy(update={"intro": "[[nowhere]]"}))
    (fault,) = gate(proposal("guide"), begin=False).faults
    assert (fault.cures, fault.is_left_out) == ((), False)
    (whole,) = gate(proposal(all_of_it=True), begin=False).faults
    assert whole == Fault(fault.problem)


def test_gate_knows_nothing_before_somebody_asks() -> None:
    """Looking at the page examines nothing."""
    Examination.objects.all().delete()
    assert gate(proposal(all_of_it=True), begin=False).state == "unknown"
    assert visitors(proposal(all_of_it=True), begin=False).state == "unknown"


def test_gate_shows_progress() -> None:
    """While one of the two documents is being examined, that is told."""
    examinations.run(LIVE, "check")
    examinations.run(DRAFT, "check")
    newest = Examination.objects.order_by("-pk").first()
    assert newest is not None
    Examination.objects.filter(pk=newest.pk).update(state="running", percent=40, doing="Playing.")
    found = gate(proposal(all_of_it=True), begin=False)
    assert (found.state, found.percent, found.doing) == ("running", 70, "Playing.")


def test_gate_is_open_with_new_warnings_apart() -> None:
    """Warnings that the live release has too are known; the others are to be read."""
    examinations.run(LIVE, "check"), examinations.run(DRAFT, "check")
    found = gate(proposal(all_of_it=True), begin=False)
    assert found == judge(proposal(all_of_it=True))
    assert found.is_open
    assert {problem.slug for problem in found.new} >= {"dust"}
    assert set(found.known) <= set(Candidate(LIVE, "lamp").problems)


def test_gate_tells_failing_cases() -> None:
    """What only the whole check finds blocks as well."""
    case = {"slug": "lit", "title": "Dark", "answers": {"see": "dark"}, "expect": {"first": ["electrician"]}}
    drafts.replace(make_document(cases=[case]))
    found = judge(proposal(all_of_it=True))
    assert [fault.problem.slug for fault in found.faults] == ["lit"]


def test_visitors_are_compared_when_both_are_known() -> None:
    """The means of both documents are told in sentences, once they are there; a failure stands in nobody's way."""
    for document in (LIVE, DRAFT):
        examinations.run(document, "visitors")
    found = visitors(proposal(all_of_it=True), begin=False)
    assert (found.state, len(found.sentences)) == ("done", 2)
    Examination.objects.filter(kind="visitors").update(state="running", percent=10)
    assert visitors(proposal(all_of_it=True), begin=False).percent == 10
    Examination.objects.filter(kind="visitors").update(state="failed")
    assert visitors(proposal(all_of_it=True), begin=False).state == "failed"


def test_changed_cases_compares_with_what_is_live() -> None:
    """Cases that come out differently are named; without any there is nothing to tell."""
    assert changed_cases(proposal(all_of_it=True)) == ()


def test_publish_takes_a_part_and_keeps_what_was_read() -> None:
    """What is published is the proposal; warnings that were let stand are kept with the publication."""
    part = proposal("causes.dust", "steps.wipe")
    warnings = judge(part).new
    done = publish("lamp", note="Dust", by="bob", candidate=part.candidate, expected=1, acknowledged=warnings)
    assert done.publication.acknowledged.splitlines() == [str(problem) for problem in warnings]
    assert [choice.key for choice in proposal(all_of_it=True).choices] == ["guide"]


def test_publish_tells_who_was_quicker() -> None:
    """Who meant another publication to be live is told which one is."""
    publish("lamp", note="", by="bob")
    with pytest.raises(Overtaken) as caught:
        publish("lamp", note="", by="ada", candidate=Candidate(DRAFT, "lamp"), expected=1)
    assert caught.value.publication is not None
    assert (caught.value.publication.by, caught.value.publication.release.number) == ("bob", 2)


def test_publish_checks_nothing_a_second_time() -> None:
    """What the gate has found out travels with the proposal: publishing asks for no examination again."""
    whole = proposal(all_of_it=True)
    warnings = judge(whole).new
    with CaptureQueriesContext(connection) as queries:
        done = publish("lamp", note="", by="ada", candidate=whole.candidate, expected=1, acknowledged=warnings)
    assert done.is_new
    assert [query["sql"] for query in queries if "diagnostics_examination" in query["sql"]] == []
