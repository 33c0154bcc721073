"""Each task changes the draft in one go, is in the history, and refuses with a sentence beside the field."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from diagnostics.domain import drafts
from diagnostics.domain.editing import tasks
from diagnostics.domain.editing.tasks import Refused
from diagnostics.models import Cause, Guide, Option, Step
from tests.domain.rich import rich_document
from tests.domain.told import changes_of

TODAY = dt.date(2026, 11, 23)
CAUSE: dict[str, Any] = {
    "name": "The fuse is blown",
    "summary": "It is the fuse.",
    "place": "home",
    "commonness": "rare",
    "sources": ("manual",),
    "slug": "",
}
CARRIER: dict[str, Any] = {"name": "Zénit Power", "country": "no", "sources": (), "facts": (), "notes": {}, "slug": ""}


@pytest.fixture
def guide(db: None) -> Guide:
    """A draft that uses every table."""
    return drafts.replace(rich_document())


@pytest.fixture
def ada(db: None) -> User:
    """Whoever does it."""
    return User.objects.create_user("ada")


def add_cause(guide: Guide, by: User | None = None, source: Any = None, step: str = "", **changes: Any) -> Any:
    """The fuse, made after the bulb."""
    data = CAUSE | changes
    return tasks.add_cause(
        guide, data, like="bulb", signs={}, remedies={"candle": "seldom"}, source=source, step=step, by=by
    )


def refused_fields(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The fields that were refused."""
    return [field for field, _ in error.value.problems]


def test_add_option_writes_everywhere(guide: Guide, ada: User) -> None:
    """The answer is there, named by every condition that names the other one, and the question's history says who."""
    key = Option.objects.get(question__slug="kind", slug="desk").pk
    option = tasks.add_option(guide, "kind", {"text": "On the wall"}, like="desk", before=False, by=ada)
    document = drafts.document(guide)
    power = next(one for one in document.questions if one.slug == "power")
    assert (option.slug, power.when) == ("on-the-wall", {"kind": ("desk", "on-the-wall")})
    assert Option.objects.get(question__slug="kind", slug="desk").pk == key
    assert changes_of(Option.objects.get(slug="on-the-wall")) == [("ada", "Added the answer “On the wall”.")]


@pytest.mark.parametrize(
    ("question", "data", "like", "fields"),
    [
        ("kind", {"text": "x", "slug": "desk"}, "desk", ["slug"]),
        ("kind", {"text": "x", "slug": "No Slug"}, "desk", ["slug"]),
        ("kind", {"text": "x", "slug": "not-sure"}, "desk", ["slug"]),
        ("kind", {"text": "two\nlines"}, "desk", ["text"]),
        ("kind", {"text": "x"}, "gone", ["like"]),
        ("gone", {"text": "x"}, "desk", ["like"]),
    ],
)
def test_add_option_refuses(question: str, data: Any, like: str, fields: list[str], guide: Guide) -> None:
    """What cannot be is named, and nothing is written."""
    before = drafts.document(guide)
    with pytest.raises(Refused) as error:
        tasks.add_option(guide, question, data, like=like, before=True, by=None)
    assert refused_fields(error) == fields
    assert drafts.document(guide) == before


def test_add_cause_brings_its_source_and_its_step(guide: Guide, ada: User) -> None:
    """All of it at once; the new step cures it and waits for its instructions."""
    cause = add_cause(guide, ada, source={"title": "All about fuses", "url": None}, step="Change the fuse", sources=())
    document = drafts.document(guide)
    assert [one.slug for one in document.causes][:2] == ["bulb", cause.slug]
    assert cause.sources == ("all-about-fuses",)
    step = document.steps[-1]
    assert (step.slug, step.remedies, step.variants[0].text) == ("change-the-fuse", {cause.slug: "usually"}, "")
    assert next(one.remedies for one in document.steps if one.slug == "candle") == {cause.slug: "seldom"}
    for row in (Cause.objects.get(slug=cause.slug), Step.objects.get(slug=step.slug)):
        assert changes_of(row)[0][0] == "ada"


def test_add_cause_refuses(guide: Guide) -> None:
    """A slug that is taken, a line that is none, an address that is none, a cause to be like that is gone."""
    before = drafts.document(guide)
    with pytest.raises(Refused) as error:
        add_cause(guide, slug="dirt")
    assert refused_fields(error) == ["slug"]
    with pytest.raises(Refused) as error:
        add_cause(guide, name="a\x00b", commonness="daily")
    assert refused_fields(error) == ["name", "commonness"]
    with pytest.raises(Refused) as error:
        add_cause(guide, source={"title": "Fuses", "url": "http://example.org"})
    assert refused_fields(error) == ["source_url"]
    with pytest.raises(Refused) as error:
        tasks.add_cause(guide, CAUSE, like="gone", signs={}, remedies={}, source=None, step="", by=None)
    assert refused_fields(error) == ["like"]
    assert drafts.document(guide) == before


def test_add_carrier_takes_its_sources_for_its_facts(guide: Guide) -> None:
    """A fact that names no source comes from that of the note."""
    facts = ({"text": "It is dear.", "sources": ()}, {"text": "It is slow.", "sources": ("named",)})
    data = CARRIER | {"facts": facts, "notes": {"turn-on": "Call first."}, "sources": ("manual",)}
    tasks.add_carrier(guide, data, source={"title": "Zénit, prices", "url": "https://example.org/z"}, by=None)
    carrier = drafts.document(guide).carriers[-1]
    assert (carrier.slug, carrier.sources) == ("zenit-power", ("manual", "zenit-prices"))
    assert [fact.sources for fact in carrier.facts] == [("manual", "zenit-prices"), ("named",)]
    assert carrier.notes == {"turn-on": "Call first."}


def test_add_carrier_of_known_sources_adds_none(guide: Guide) -> None:
    """Nothing but the carrier is new; a country that is none is refused."""
    before = drafts.document(guide).sources
    tasks.add_carrier(guide, CARRIER | {"sources": ("manual",)}, source=None, by=None)
    assert drafts.document(guide).sources == before
    with pytest.raises(Refused) as error:
        tasks.add_carrier(guide, CARRIER | {"name": "Other", "country": "Norway"}, source=None, by=None)
    assert refused_fields(error) == ["country"]


def test_still_right_sets_the_day(guide: Guide, ada: User) -> None:
    """For what is there and keeps such a day, with who said so."""
    assert tasks.still_right(guide, "steps", "rewire", today=TODAY, by=ada) is True
    row = Step.objects.get(slug="rewire")
    assert row.reviewed == TODAY
    assert changes_of(row) == [("ada", "Still right: reviewed today.")]
    assert tasks.still_right(guide, "alarms", "fire", today=TODAY, by=ada) is True
    assert tasks.still_right(guide, "steps", "gone", today=TODAY, by=ada) is False
    assert tasks.still_right(guide, "paths", "lamp-settings", today=TODAY, by=ada) is False
