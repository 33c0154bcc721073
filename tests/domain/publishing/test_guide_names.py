"""Names of guides: each leads to one guide only, and a renamed guide keeps its history."""

import pytest
from django.contrib.auth.models import User

from diagnostics.content.checks.check import errors
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing import check_report, releases
from diagnostics.domain.publishing.gate import gate
from diagnostics.domain.publishing.guide_names import collisions, find_renamed, names
from diagnostics.domain.publishing.importing import import_document, keep_upload, review, take_over
from diagnostics.domain.publishing.proposals import Proposal
from diagnostics.domain.publishing.publishing import AlreadyLive, Blocked, PublishResult, publish, rollback
from diagnostics.domain.publishing.recalls import Withdrawal, recall, withdrawals
from diagnostics.domain.publishing.rollback import plan_rollback, roll_back
from diagnostics.models import Guide, Publication, Release
from tests.builders import make_document

pytestmark = pytest.mark.django_db
THIRD = make_document(slug="third", title="Third?")
THIEF = make_document(slug="third", title="Third?", aliases=["lamp"])
LAMP = "“lamp” is the address of the guide “Why won't my lamp light?”. Take it out of the old addresses of this guide."


def publish_document(document: GuideDocument) -> PublishResult:
    drafts.replace(document)
    return publish(document.slug, note="", by="ada")


def messages(document: GuideDocument, draft: str | None = None) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in collisions(document, draft)]


@pytest.fixture
def torch(db: None) -> Guide:
    """A guide with two releases under the address “lamp”, whose draft is called “torch” by now."""
    publish_document(make_document())
    publish_document(make_document(title="Bad?"))
    return rename(drafts.get_guide("lamp"), "guide", "lamp", "torch", by=None)


def test_names_of_one_guide_are_no_collision(torch: Guide) -> None:
    """A guide may have its own old slug, in the draft and in what is live, before and after it is published anew."""
    document = drafts.document(torch)
    assert (names("torch"), names("lamp"), names("sun")) == (("torch", "lamp"), ("torch", "lamp"), ("sun",))
    assert (find_renamed("lamp"), find_renamed("sun")) == (torch, None)
    assert messages(document) == []
    publish("torch", note="", by="ada")
    assert messages(document) == []


def test_alias_that_is_the_slug_of_another_draft_is_a_collision() -> None:
    """One sentence says whose address it is, and what to do."""
    drafts.replace(make_document())
    drafts.replace(THIRD)
    assert messages(THIEF) == [("aliases", LAMP)]
    Guide.objects.filter(slug="third").update(aliases=["lamp"])
    assert names("third") == ("third",)


def test_old_slugs_of_other_drafts_are_taken(torch: Guide) -> None:
    """Neither as an address nor as an old one."""
    words = "“lamp” is an old address of the guide “Bad?”, and still leads there."
    assert messages(make_document(), "other") == [("slug", f"{words} Choose another address.")]
    assert messages(THIEF) == [("aliases", f"{words} Take it out of the old addresses of this guide.")]


def test_names_of_live_guides_without_a_draft_are_taken(torch: Guide) -> None:
    """What visitors see keeps its addresses, old and new; what is damaged keeps the one that it has."""
    publish("torch", note="", by="ada")
    Guide.objects.all().delete()
    fields = {"number": 1, "text": "[]", "sha256": "0" * 64, "schema": 1}
    Publication.objects.create(guide="sun", number=1, release=Release.objects.create(guide="sun", **fields), by="x")
    advice = "Take it out of the old addresses of this guide."
    assert messages(make_document(slug="third", aliases=["lamp", "torch", "sun"])) == [
        ("aliases", f"“lamp” is an old address of the guide “torch”, which is live, and still leads there. {advice}"),
        ("aliases", f"“torch” is the address of the guide “torch”, which is live. {advice}"),
        ("aliases", f"“sun” is the address of the guide “sun”, which is live. {advice}"),
    ]


def test_live_guide_whose_draft_is_gone_comes_back(torch: Guide) -> None:
    """Its own names stand in nobody's way."""
    document = drafts.document(torch)
    publish("torch", note="", by="ada")
    Guide.objects.all().delete()
    assert messages(document) == []


def test_collision_blocks_publishing() -> None:
    """The command and the page refuse it alike, and the check tells it."""
    publish_document(make_document())
    publish_document(THIRD)
    guide = drafts.replace(THIEF)
    with pytest.raises(Blocked, match="Take it out of the old addresses"):
        publish("third", note="", by="ada")
    found = gate(Proposal.of(guide), begin=False)
    assert (found.is_open, [fault.problem.message for fault in found.faults]) == (False, [LAMP])
    assert check_report.summary(THIEF).errors == 1
    assert [one.message for one in errors(check_report.report(THIEF).problems)] == [LAMP]


def test_import_of_a_colliding_guide_is_refused() -> None:
    """From a folder as from a zip file, and nothing is written."""
    drafts.replace(make_document())
    drafts.replace(THIRD)
    with pytest.raises(drafts.DraftProblems, match="Take it out of the old addresses"):
        import_document(THIEF)
    ada = User.objects.create_user("ada")
    found = review(keep_upload(THIEF, by=ada))
    assert [problem.message for problem in found.refusals] == [LAMP]
    with pytest.raises(drafts.DraftProblems):
        take_over(found.upload, by=ada, fingerprint=found.fingerprint)
    assert drafts.document(drafts.get_guide("third")) == THIRD


def test_import_under_the_old_slug_of_another_guide_is_refused(torch: Guide) -> None:
    """It would be a second guide at an address that leads elsewhere."""
    with pytest.raises(drafts.DraftProblems, match="Choose another address"):
        import_document(make_document())
    assert [guide.slug for guide in Guide.objects.all()] == ["torch"]


def test_renamed_guide_keeps_its_history(torch: Guide) -> None:
    """Releases under the old slug are listed, compared with and recalled, and their numbers go on."""
    proposal = Proposal.of(torch)
    assert proposal.before == make_document(title="Bad?")
    assert [choice.key for choice in proposal.choices] == ["guide"]
    publication = publish("torch", note="", by="ada", expected=2).publication
    assert (publication.guide, publication.number, publication.release.number) == ("torch", 3, 3)
    assert [(row.guide, row.number) for row in releases.of("lamp")] == [("torch", 3), ("lamp", 2), ("lamp", 1)]
    recall("torch", 2, why="It hurts.", by="ada")
    assert withdrawals("torch") == {2: Withdrawal(whole=True)}


def test_rollback_before_the_new_slug_is_published_stays_under_the_old_one(torch: Guide) -> None:
    """Visitors know the old address only."""
    publication = rollback("torch", 1, why="", by="ada")
    assert (publication.guide, publication.release.guide, publication.release.number) == ("lamp", "lamp", 1)


def test_rollback_over_a_renaming_keeps_the_present_address(torch: Guide) -> None:
    """What the old release says is released anew, so that its old address still leads to it."""
    publish("torch", note="", by="ada")
    back = plan_rollback("torch", 1)
    assert [choice.key for choice in back.choices] == ["guide"]
    ada = User.objects.create_user("ada")
    done = roll_back(torch, 1, why="It hurts.", by=ada, expected=3, clean=True)
    release = done.publication.release
    assert (done.publication.kind, release.guide, release.number) == ("rollback", "torch", 4)
    live = releases.document("torch", 4)
    assert live == make_document(slug="torch", aliases=["lamp"])
    assert (live, drafts.document(torch)) == (back.after, live)
    for act in (lambda: plan_rollback("torch", 1), lambda: rollback("torch", 1, why="", by="bob")):
        with pytest.raises(AlreadyLive):
            act()
