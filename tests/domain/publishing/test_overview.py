"""How a guide stands, seen at one glance."""

import pytest

from diagnostics.domain import drafts
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing.overview import Overview
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Cause, Guide, Publication, Release
from tests.builders import a_cause, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> Guide:
    return drafts.replace(make_document())


def test_overview_of_a_new_guide_has_nothing_to_compare_with(guide: Guide) -> None:
    """Before the first publication nothing is live."""
    overview = Overview.of(guide)
    assert (overview.live, overview.moving, overview.published, overview.problems) == (None, None, None, ())
    assert overview.draft == make_document()


def test_overview_of_a_published_guide_tells_no_difference(guide: Guide) -> None:
    publication = publish("lamp", note="", by="ada").publication
    overview = Overview.of(guide)
    assert (overview.live, dict(overview.change_counts)) == (publication, {})


def test_overview_counts_objects_not_fields(guide: Guide) -> None:
    """Two changed fields of one cause are one cause; the guide's own fields are the guide."""
    publish("lamp", note="", by="ada")
    drafts.replace(make_document(title="Dark?", add={"causes": [a_cause("dust")]}))
    Cause.objects.filter(slug="bulb").update(name="Broken bulb", summary="It broke.")
    assert dict(Overview.of(guide).change_counts) == {"the guide itself": 1, "cause": 2}


def test_overview_names_what_is_overdue(guide: Guide) -> None:
    """Whatever nobody has checked against its sources for a year."""
    Cause.objects.filter(slug="bulb").update(reviewed="2020-02-29")
    assert ("causes", "bulb") in {(one.part, one.slug) for one in Overview.of(guide).overdue}


def test_overview_of_a_broken_draft_says_why(guide: Guide) -> None:
    """Rows that make no document are told; there is nothing to compare then."""
    Cause.objects.filter(slug="bulb").update(name="")
    overview = Overview.of(guide)
    assert [problem.slug for problem in overview.problems] == ["bulb"]
    assert (overview.draft, overview.choices, overview.overdue) == (None, (), ())


def test_overview_of_a_damaged_release_says_so(guide: Guide) -> None:
    """A release whose text is not what was published is compared with nothing."""
    release = publish("lamp", note="", by="ada").publication.release
    text = release.text.replace("bulb", "bulk")
    Release.objects.bulk_create([Release(guide="lamp", number=2, text=text, sha256=release.sha256, schema=1, by="ada")])
    damaged = Release.objects.with_number("lamp", 2)
    assert damaged is not None
    Publication.objects.create(guide="lamp", number=2, release=damaged, by="ada")
    overview = Overview.of(guide)
    assert "is damaged" in overview.damaged
    assert (overview.published, overview.choices) == (None, ())


def test_overview_of_a_renamed_guide_shows_where_it_still_is(guide: Guide) -> None:
    """Until it is published under its new slug, visitors see it under the old one."""
    publication = publish("lamp", note="", by="ada").publication
    rename(guide, "guide", "lamp", "light", by=None)
    guide.refresh_from_db()
    overview = Overview.of(guide)
    assert (overview.live, overview.moving) == (None, publication)
