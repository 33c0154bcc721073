"""Drafts over the live site: what covers what, for whom and for how long."""

from threading import Thread

import pytest
from django.utils import timezone

from diagnostics.domain import drafts, live
from diagnostics.domain.live import LiveGuide, LiveSite, MovedGuide, previews, process
from diagnostics.domain.live.preview_links import EDITORS, Pass
from diagnostics.domain.live.previews import GoneDraft
from diagnostics.models import Guide
from tests.builders import make_document
from tests.fixtures import Publish, published

__all__ = ["published"]


@pytest.fixture
def site_of_three(published: Publish) -> None:
    """The lamp is live and has a draft, the radio is live only, the phone is a draft only."""
    published(make_document(slug="radio"))
    published(make_document())
    Guide.objects.filter(slug="radio").delete()
    drafts.replace(make_document(title="Why is it dark?"))
    drafts.replace(make_document(slug="phone"))


def titles(site: LiveSite) -> dict[str, str]:
    return {slug: guide.document.title for slug, guide in site.guides.items()}


def test_drafts_cover_what_is_live_of_them(site_of_three: None) -> None:
    """Editors see every draft; the rest is as visitors see it."""
    site = previews.site("/preview/draft/", EDITORS)
    lamp = "Why won't my lamp light?"
    assert titles(site) == {"lamp": "Why is it dark?", "phone": lamp, "radio": lamp}
    assert site.findings("lamp").answers == {}


def test_a_pass_shows_its_own_draft_only(site_of_three: None) -> None:
    """Other drafts are not there; others that are live are."""
    site = previews.site("/preview/x/", Pass("lamp", timezone.now()))
    assert sorted(titles(site)) == ["lamp", "radio"]
    assert site.find("phone") is None


def test_a_pass_to_a_deleted_draft_shows_nothing(site_of_three: None) -> None:
    """Neither what is live of it, for that is no draft, nor anything else."""
    for slug in ("radio", "gone"):
        with pytest.raises(GoneDraft, match=slug):
            previews.site("/preview/x/", Pass(slug, timezone.now()))


def test_drafts_that_cannot_be_shown_are_told(site_of_three: None) -> None:
    """Each with what is wrong with it; the others are there."""
    assert previews.site("/preview/x/", EDITORS).invalid_drafts() == []
    Guide.objects.filter(slug="lamp").update(urgent_page=None)
    site = previews.site("/preview/x/", EDITORS)
    [(guide, problems)] = site.invalid_drafts()
    assert guide.slug == "lamp"
    assert [problem.message for problem in problems] == [
        "No page is chosen here. Choose the one that the last line of every screen leads to."
    ]
    assert sorted(titles(site)) == ["phone", "radio"]


def test_a_draft_is_found_by_its_old_slug(site_of_three: None) -> None:
    """A guide that was renamed in the draft covers what is live under its old slug."""
    Guide.objects.filter(slug="lamp").update(slug="torch", aliases=["lamp"])
    site = previews.site("/preview/x/", Pass("lamp", timezone.now()))
    assert site.find("lamp") == MovedGuide("torch")
    assert sorted(titles(site)) == ["radio", "torch"]


def test_the_same_draft_is_compiled_once(site_of_three: None) -> None:
    """Under another address only its links are made anew."""
    first, again, other = (previews.site(prefix, EDITORS).find("lamp") for prefix in ("/a/", "/a/", "/b/"))
    assert isinstance(first, LiveGuide)
    assert isinstance(again, LiveGuide)
    assert isinstance(other, LiveGuide)
    assert first.texts is again.texts
    assert first.network is other.network
    assert first.texts is not other.texts


def test_what_is_shown_is_shown_here_only(site_of_three: None) -> None:
    """Another thread serves visitors meanwhile."""
    elsewhere, other = list[LiveSite | None](), LiveSite()
    with live.site_override(other):
        thread = Thread(target=lambda: elsewhere.append(process._shown.get()))
        thread.start()
        thread.join()
        assert live.site() is other
    assert elsewhere == [None]


def test_what_was_shown_is_over_whatever_happened(site_of_three: None) -> None:
    """Afterwards all is as before."""
    before = live.site()
    with pytest.raises(RuntimeError, match="slip"), live.site_override(LiveSite()):
        raise RuntimeError("slip")
    assert live.site() is before
