"""What came of a link, in words, whatever became of its guide."""

from django.utils import timezone

from diagnostics.domain.live import LiveGuide
from diagnostics.models import Release, ResultLink
from diagnostics.web.desk import outcome_words
from tests.fixtures import Publish
from tests.web.desk.conftest import MakeLink
from tests.web.lamp import rich_lamp


def test_a_renamed_guide_has_its_present_title(link: MakeLink, published: Publish) -> None:
    """Links of the old name speak of the guide and its steps as they are called today."""
    made = link()
    published(rich_lamp(slug="lantern", aliases=["lamp", "old-lamp"], title="Why is my lantern dark?"))

    assert outcome_words.guide_name(made.release.guide) == "Why is my lantern dark?"
    assert outcome_words.step_title(made, "bulb-change") == "Put a new bulb in"


def test_a_guide_that_is_gone_is_told_by_its_slug(lamp: LiveGuide) -> None:
    """Nothing better is known of it."""
    assert outcome_words.guide_name("radio") == "radio"


def test_a_damaged_release_names_no_step(lamp: LiveGuide) -> None:
    """Then the step's slug has to do."""
    damaged = Release(guide="radio", number=1, text="{}", sha256="0" * 64, created_at=timezone.now())

    assert outcome_words.step_title(ResultLink(release=damaged), "antenna") == "antenna"
