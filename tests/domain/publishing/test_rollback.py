"""Taking a release back with all that belongs to it."""

import pytest
from django.contrib.auth.models import User

from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import AlreadyLive, Overtaken, publish
from diagnostics.domain.publishing.recalls import NotRecalled, RecalledText, Withdrawal, withdrawals
from diagnostics.domain.publishing.rollback import ALL, RollbackResult, clean_draft, plan_rollback, roll_back
from diagnostics.models import Cause, Publication, Release
from diagnostics.models.drafts.tables import TABLES
from tests.builders import a_cause, a_page, a_step, make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db
GOOD = make_document()
BAD = make_document(title="Bad?", add={"steps": [a_step("hammer", {"bulb": "always"})]})


@pytest.fixture
def ada(db: None) -> User:
    """A publisher, and a guide with a good release and a bad one that is live."""
    for document in (GOOD, BAD):
        drafts.replace(document)
        publish("lamp", note="", by="ada")
    return User.objects.create_user("ada")


def draft() -> GuideDocument:
    return drafts.document(drafts.get_guide("lamp"))


def back(ada: User, **asked: object) -> RollbackResult:
    wishes = {"why": "It hurts.", "expected": 2} | asked
    return roll_back(drafts.get_guide("lamp"), 1, by=ada, **wishes)  # type: ignore[arg-type]


def test_plan_rollback_tells_what_would_change(ada: User) -> None:
    """What visitors would see change, and the steps that differ before those that do not."""
    found = plan_rollback("lamp", 1)
    assert [choice.key for choice in found.choices] == ["guide", "steps.hammer"]
    assert [(step.slug, differs) for step, differs in found.steps][:2] == [("hammer", True), ("turn-on", False)]
    assert found.between == ()


def test_plan_rollback_names_the_releases_between(ada: User) -> None:
    """Releases between the two may hold the same harm."""
    drafts.replace(make_document(title="Third?"))
    publish("lamp", note="", by="ada")
    assert plan_rollback("lamp", 1).between == (2,)


def test_plan_rollback_refuses_what_cannot_be(ada: User) -> None:
    """What is live cannot be made live, and what is not there neither."""
    with pytest.raises(AlreadyLive):
        plan_rollback("lamp", 2)
    with pytest.raises(releases.UnknownRelease):
        plan_rollback("lamp", 3)


def test_plan_rollback_goes_on_when_the_live_release_is_damaged(ada: User) -> None:
    """A damaged release is a reason to roll back, and is compared with nothing."""
    Release.objects.create(guide="lamp", number=3, text="{}", sha256="0" * 64, schema=1, code="", by="x")
    Publication.objects.create(guide="lamp", number=3, release=Release.objects.get(number=3), by="x")
    found = plan_rollback("lamp", 1)
    assert (found.before, found.choices, found.steps) == (None, (), ())
    assert clean_draft(drafts.get_guide("lamp"), found).taken == ()
    assert back(ada, expected=3, clean=True).publication.release.number == 1


def test_roll_back_leaves_the_draft_unless_asked(ada: User) -> None:
    """A rollback alone touches visitors only."""
    done = back(ada)
    assert (done.publication.kind, done.publication.by, done.publication.why) == ("rollback", "ada", "It hurts.")
    assert (done.cleaned, draft(), dict(withdrawals("lamp"))) == (None, BAD, {})


def test_roll_back_recalls_what_was_harmful(ada: User) -> None:
    """Steps of the release that was live are withdrawn in the same breath, or all of it."""
    back(ada, harmful=("hammer",))
    assert withdrawals("lamp") == {2: Withdrawal(steps=frozenset({"hammer"}))}


def test_roll_back_recalls_all_of_it(ada: User) -> None:
    """The whole release can be withdrawn. What the older one says too is named, and stays live for a reason only."""
    with pytest.raises(RecalledText, match="turn-on: What it says was recalled from release 2") as found:
        back(ada, harmful=(ALL,))
    assert [problem.slug for problem in found.value.problems] == [step.slug for step in GOOD.steps]
    assert (dict(withdrawals("lamp")), releases.live("lamp").release.number) == ({}, 2)  # type: ignore[union-attr]
    done = back(ada, harmful=(ALL,), let_through="Only the hammer hurt.")
    assert withdrawals("lamp") == {2: Withdrawal(whole=True)}
    assert done.publication.let_through == "Only the hammer hurt."


def test_roll_back_cleans_the_draft(ada: User) -> None:
    """The change goes out of the draft; what was done since stays and is named."""
    since = make_document(
        title="Mine?", add={"steps": [a_step("hammer", {"bulb": "always"})], "causes": [a_cause("dust")]}
    )
    drafts.replace(since)
    done = back(ada, clean=True)
    assert done.cleaned is not None
    assert [choice.key for choice in done.cleaned.taken] == ["steps.hammer"]
    assert [choice.key for choice in done.cleaned.left] == ["guide"]
    assert draft() == make_document(title="Mine?", add={"causes": [a_cause("dust")]})


def test_roll_back_is_not_stopped_by_the_draft(ada: User) -> None:
    """A draft that needs what is taken out, or that holds together no more, is left, and visitors are served first."""
    drafts.replace(BAD.model_copy(update={"carriers": ()}))
    Cause.objects.filter(slug="bulb").update(summary="")
    done = back(ada, clean=True)
    assert done.cleaned is not None
    assert (done.cleaned.document, [problem.location for problem in done.cleaned.problems]) == (
        None,
        ["bulb › summary"],
    )
    assert done.publication.release.number == 1


def test_roll_back_leaves_what_the_draft_needs(ada: User) -> None:
    """What new parts of the draft stand on is not taken from under them; everything else goes."""
    bad = make_document(title="Worse?", add={"pages": [a_page("dusty")], "causes": [a_cause("dust")]})
    release_as_it_is(bad, 3)
    drafts.replace(bad.model_copy(update={"prevention_page": "dusty"}))
    done = back(ada, expected=3, clean=True)
    assert done.cleaned is not None
    assert [choice.key for choice in done.cleaned.taken] == ["causes.dust"]
    assert [choice.key for choice in done.cleaned.needed] == ["pages.dusty"]
    assert (draft().prevention_page, draft().causes) == ("dusty", GOOD.causes)


@pytest.mark.parametrize(("part", "old"), [("steps", "rewire"), ("paths", "lamp-settings"), ("questions", "power")])
def test_roll_back_renames_the_row(part: str, old: str, db: None) -> None:
    """It keeps its key and its history, nothing is deleted, and one edit elsewhere since stops none of it."""
    ada = User.objects.create_user("ada")
    guide = drafts.replace(rich_document())
    table, rich = TABLES[part], rich_document()
    release_as_it_is(rich, 1)
    key = table.objects.get(guide=guide, slug=old).pk
    rename(guide, part, old, "new-name", by=ada)
    release_as_it_is(draft(), 2)
    with history.changing(guide, by=ada, comment="Edited"):
        Cause.objects.filter(slug="bulb").update(name="Mine")
    done = roll_back(guide, 1, why="x", by=ada, expected=2, clean=True)
    assert done.cleaned is not None
    assert (done.cleaned.left, done.cleaned.needed, done.cleaned.problems) == ((), (), ())
    row = table.objects.get(guide=guide, slug=old)
    assert row.pk == key
    assert "new-name" in getattr(row, "aliases", ["new-name"])
    assert history.deletions(part) == []
    told = [(one.slug, one.was) for one in history.revisions(guide.pk, part, old)][:2]
    assert told == [(old, "new-name"), ("new-name", old)]
    assert draft().causes[0].name == "Mine"


def release_as_it_is(document: GuideDocument, number: int) -> None:
    """Live, although no check would let it through."""
    text = canonical_json(document)
    fields = {"guide": document.slug, "number": number, "by": "ada"}
    release = Release.objects.create(**fields, text=text, sha256=sha256(text), schema=1, code="")
    Publication.objects.create(**fields, release=release)


def test_roll_back_is_all_or_nothing(ada: User) -> None:
    """Where the recall is refused nothing was rolled back; who comes second is told."""
    with pytest.raises(NotRecalled):
        back(ada, harmful=("nothing-like-it",))
    with pytest.raises(Overtaken):
        back(ada, expected=1)
    live = releases.live("lamp")
    assert live is not None
    assert live.release.number == 2
