"""Renaming rows: the key stays, everything that named the object follows, and a refusal changes nothing."""

import pytest
from django.contrib.auth.models import User

from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.renaming import SlugRefused, rename
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Carrier, Cause, Guide, Option
from diagnostics.models.drafts.tables import TABLES
from tests.builders import make_document
from tests.domain.rich import rich_document
from tests.domain.told import changes_of


@pytest.fixture
def guide(db: None) -> Guide:
    """A draft that uses every table."""
    return drafts.replace(rich_document())


@pytest.mark.broad
@pytest.mark.parametrize("part", PARTS)
def test_rename_keeps_the_key(part: str, guide: Guide) -> None:
    """For every kind of object: the row is the same one, and the draft says what the renamed document says."""
    rows = TABLES[part].objects.filter(guide=guide)
    first = rows.order_by("position")[0]
    old = first.slug
    expected = with_new_slug(drafts.document(guide), part, old, "quite-new")
    rename(guide, part, old, "quite-new", by=None)
    assert rows.get(slug="quite-new").pk == first.pk
    assert drafts.document(guide) == expected


def test_document_from_before_a_renaming_goes_on_with_the_row(guide: Guide) -> None:
    """An older folder that is imported, say, knows nothing of the newer slug: the row is renamed, and its history goes on."""
    before, key = drafts.document(guide), Cause.objects.get(slug="dust").pk
    rename(guide, "causes", "dust", "fluff", by=None)
    with history.changing(guide, by=None, comment="Imported"):
        drafts.replace(before)
    assert drafts.document(guide) == before
    assert Cause.objects.get(slug="dust").pk == key
    assert history.deletions("causes") == []
    assert [one.was for one in history.revisions(guide.pk, "causes", "dust")][:2] == ["fluff", "dust"]


def test_rename_of_an_option_needs_its_question(guide: Guide) -> None:
    """Of two options of the same name only that of the named question changes."""
    before = Option.objects.get(question__slug="see", slug="dark").pk
    rename(guide, "options", "dark", "gloomy", by=None, question="see")
    assert Option.objects.get(question__slug="see", slug="gloomy").pk == before
    assert Option.objects.filter(question__slug="street", slug="dark").exists()
    assert list(drafts.document(guide).comparisons.by_option) == ["gloomy"]


def test_rename_of_a_carrier_keeps_its_signs(guide: Guide) -> None:
    """A carrier is an option as well; what its answer says about causes stays said."""
    key = Carrier.objects.get(slug="acme").pk
    rename(guide, "carriers", "acme", "apex", by=None)
    signs = {question.slug: question.signs for question in drafts.document(guide).questions}
    assert signs["carrier"] == {"bulb": {"apex": "for"}}
    assert Carrier.objects.get(slug="apex").pk == key


def test_rename_of_the_guide_itself(guide: Guide) -> None:
    """The guide keeps its row and its parts, and answers under its old slug as well."""
    after = rename(guide, GUIDE, "lamp", "torch", by=None)
    assert after.pk == guide.pk
    assert drafts.document(after).aliases == ("old-lamp", "lamp")
    assert Guide.objects.count() == 1


def test_rename_to_the_same_slug_does_nothing(guide: Guide) -> None:
    """Nothing is written where nothing changes."""
    assert rename(guide, "causes", "dust", "dust", by=None) is guide


def test_rename_is_in_the_history(guide: Guide) -> None:
    """Who renamed it stands in the history of the object."""
    ada = User.objects.create_user("ada")
    rename(guide, "causes", "dust", "grime", by=ada)
    assert changes_of(Cause.objects.get(slug="grime")) == [("ada", "Renamed “dust” to “grime”.")]


@pytest.mark.broad
@pytest.mark.parametrize(
    ("part", "old", "new", "why"),
    [
        ("causes", "dust", "bulb", "The cause “bulb” is there already. Choose another slug."),
        ("causes", "bulb", "dirt", "“dirt” is an old slug of the cause “dust”. Choose another slug."),
        ("causes", "gone", "new", "There is no cause “gone” any more. Somebody may have renamed it."),
        ("questions", "see", "tried", "“tried” is a word of the address of a walk: choose another slug."),
        (GUIDE, "lamp", "radio", "There is a guide “radio” already. Choose another word."),
        (
            GUIDE,
            "lamp",
            "wireless",
            "“wireless” is an old address of the guide “radio”, and still leads there. Choose another word.",
        ),
        (GUIDE, "lamp", "lost", "There are releases of another guide under “lost”. Choose another word."),
        (GUIDE, "gone", "torch", "There is no guide “gone” any more. Somebody may have renamed it."),
    ],
)
def test_rename_refuses_and_changes_nothing(part: str, old: str, new: str, why: str, guide: Guide) -> None:
    """A slug that is not free is refused with a sentence, and the draft stays as it is."""
    drafts.replace(make_document(slug="radio", aliases=["wireless"]))
    drafts.replace(make_document(slug="lost"))
    publish("lost", note="", by="ada")
    Guide.objects.get(slug="lost").delete()
    before = drafts.document(guide)
    with pytest.raises(SlugRefused) as refused:
        rename(guide, part, old, new, by=None)
    assert str(refused.value) == why
    assert drafts.document(guide) == before


def test_rename_back_to_a_published_slug(guide: Guide) -> None:
    """A guide may take back the slug that its own releases were published under."""
    drafts.replace(make_document())
    publish("lamp", note="", by="ada")
    torch = rename(Guide.objects.get(), GUIDE, "lamp", "torch", by=None)
    assert rename(torch, GUIDE, "torch", "lamp", by=None).aliases == ["torch"]
