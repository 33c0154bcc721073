"""What was recalled goes live again, or into a draft, only for a reason that is kept."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing import importing, releases
from diagnostics.domain.publishing.publishing import publish, rollback
from diagnostics.domain.publishing.recalls import RecalledText, recall, recalled_text
from diagnostics.models import Publication, Release
from tests.builders import a_step, make_document

pytestmark = pytest.mark.django_db
HAMMER = a_step("hammer", {"bulb": "always"}, variants=[{"text": "1. Hit the lamp, hard."}])
GOOD, BAD = make_document(), make_document(add={"steps": [HAMMER]})
WHY = "The hammer is soft now."


@pytest.fixture(autouse=True)
def recalled(db: None) -> None:
    """A harmful step went live, was taken back and recalled; the draft still holds it."""
    for document in (GOOD, BAD):
        publish_document(document)
    rollback("lamp", 1, why="It hurts.", by="ada")
    recall("lamp", 2, steps=["hammer"], why="It breaks the lamp.", by="ada")


def publish_document(document: GuideDocument, let_through: str = "") -> Publication:
    drafts.replace(document)
    return publish(document.slug, note="", by="ada", let_through=let_through).publication


def with_step(**changes: object) -> GuideDocument:
    return make_document(add={"steps": [HAMMER | changes]})


def recalled_slugs(document: GuideDocument) -> list[str]:
    return [problem.slug for problem in recalled_text(document)]


ACTS: dict[str, Callable[[str], object]] = {
    "publish": lambda why: publish("lamp", note="", by="bob", let_through=why),
    "roll back": lambda why: rollback("lamp", 2, why="", by="bob", let_through=why),
    "import": lambda why: importing.import_document(BAD, let_through=why),
    "take over": lambda why: importing.take_over(
        importing.keep_upload(BAD, by=User.objects.get_or_create(username="bob")[0]),
        by=User.objects.get(username="bob"),
        fingerprint=importing._fingerprint(drafts.get_guide("lamp")),
        let_through=why,
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_recalled_text_is_named_and_blocks(act: Callable[[str], object]) -> None:
    """Whichever way it comes: the message names the step, the release, who recalled it and why; nothing is written."""
    drafts.replace(GOOD if act in (ACTS["import"], ACTS["take over"]) else BAD)
    before = drafts.document(drafts.get_guide("lamp"))
    with pytest.raises(
        RecalledText, match=r"hammer: What it says was recalled from release 2 on .* by ada: “It breaks"
    ):
        act(" ")
    assert (Publication.objects.count(), drafts.document(drafts.get_guide("lamp"))) == (3, before)
    act(WHY)


def test_reason_is_kept_with_the_publication() -> None:
    """And with nothing that needs none."""
    assert publish("lamp", note="", by="bob", let_through=WHY).publication.let_through == WHY
    assert publish_document(GOOD, let_through=WHY).let_through == ""
    assert rollback("lamp", 2, why="", by="bob").let_through == ""


def test_reason_of_an_import_is_kept_in_the_history() -> None:
    """With everything that the import changed."""
    drafts.replace(GOOD)
    importing.import_document(BAD, let_through=WHY)
    (newest, *_) = history.revisions(drafts.get_guide("lamp").pk, "steps", "hammer")
    assert newest.why == f"Imported from a folder. It holds what was recalled, for this reason: {WHY}"


def test_what_was_let_through_needs_no_new_reason() -> None:
    """Until it is recalled again."""
    publish("lamp", note="", by="bob", let_through=WHY)
    assert publish_document(with_step(minutes=7)).release.number == 4
    recall("lamp", 4, steps=["hammer"], why="It breaks the table.", by="ada")
    with pytest.raises(RecalledText, match="It breaks the table"):
        publish_document(with_step(minutes=8))


def test_renamed_step_is_named_and_a_rewritten_one_is_not() -> None:
    """What counts is what the step says."""
    assert recalled_slugs(with_step(slug="tap", title="Tap it")) == ["tap"]
    assert recalled_slugs(with_step(variants=[{"text": "1. Tap the lamp, softly."}])) == []


def test_recalled_release_counts_all_its_steps() -> None:
    """And the release itself, also where no step of it was the harm."""
    publish_document(make_document(title="Bad?"))
    recall("lamp", 3, why="The title lies.", by="ada")
    assert recalled_slugs(GOOD) == [step.slug for step in GOOD.steps]
    publish_document(GOOD, let_through="The steps are good.")
    assert recalled_slugs(GOOD) == []
    with pytest.raises(RecalledText, match=r"It is release 3, recalled on .* by ada: “The title lies.”"):
        rollback("lamp", 3, why="", by="bob")
    rollback("lamp", 3, why="", by="bob", let_through="It is true by now.")
    assert recalled_slugs(make_document(title="Bad?")) == []


def test_recall_holds_for_a_guide_under_all_its_names() -> None:
    """A new address forgets nothing; another guide is not touched."""
    rename(drafts.get_guide("lamp"), "guide", "lamp", "torch", by=None)
    assert recalled_slugs(drafts.document(drafts.get_guide("torch"))) == ["hammer"]
    assert recalled_slugs(BAD.model_copy(update={"slug": "other"})) == []


def test_recall_holds_under_a_name_that_forgot_the_old_one() -> None:
    """Taking an old slug out of the guide is no way round it."""
    torch = GOOD.model_copy(update={"slug": "torch", "aliases": ("lamp",)})
    publish_document(torch)
    publish_document(torch.model_copy(update={"aliases": (), "title": "New?"}))
    assert recalled_slugs(BAD.model_copy(update={"slug": "torch"})) == ["hammer"]


def test_recall_outlives_the_draft() -> None:
    """A deleted guide that is imported again is the same guide."""
    drafts.get_guide("lamp").delete()
    with pytest.raises(RecalledText):
        importing.import_document(BAD)


def test_damaged_release_says_nothing() -> None:
    """It can be recalled only as a whole, and nothing can be compared with it."""
    Release.objects.create(guide="lamp", number=3, text="{}", sha256="0" * 64, schema=1, code="", by="x")
    recall("lamp", 3, why="It is damaged.", by="ada")
    assert recalled_slugs(GOOD) == []
    assert releases.of("lamp").count() == 3
