"""Rows and document are two forms of one thing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Option, Place, Question, Source, Step, Variant
from tests.builders import a_carrier, a_cause, a_question, a_step, make_document
from tests.domain.rich import documents, rich_document
from tests.share import examples

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

pytestmark = pytest.mark.django_db
BOTH = [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")]


def again(document: GuideDocument) -> GuideDocument:
    """The document after a way through the tables."""
    return drafts.document(drafts.replace(document))


@pytest.mark.parametrize("database", BOTH)
def test_draft_keeps_every_field(database: None) -> None:
    """What goes into the tables comes out byte for byte."""
    document = rich_document()
    assert canonical_json(again(document)) == canonical_json(document)
    assert again(document) == document


def test_draft_rich_document_uses_every_field() -> None:
    """The document of the test above leaves no field at its default, so the test above misses none."""
    fields = {(type(part), name) for part in parts_of(rich_document()) for name in type(part).model_fields}
    used = {(type(part), name) for part in parts_of(rich_document()) for name in part.model_dump(exclude_defaults=True)}
    assert fields - used == set()


def parts_of(value: object) -> Iterator[BaseModel]:
    """A document and all parts inside it."""
    if isinstance(value, BaseModel):
        yield value
        value = list(dict(value).values())
    if isinstance(value, (tuple, list)):
        yield from (part for item in value for part in parts_of(item))


@given(document=documents())
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_draft_keeps_any_document(document: GuideDocument) -> None:
    """Any document whose names stand for something survives the tables, whatever was in them before."""
    assert canonical_json(again(document)) == canonical_json(document)


@pytest.mark.parametrize("database", BOTH)
def test_draft_costs_the_same_queries_at_any_size(database: None, django_assert_num_queries: Count) -> None:
    """Reading a draft takes as many queries for forty causes as for four."""
    small = drafts.replace(make_document())
    with CaptureQueriesContext(connection) as few:
        drafts.document(small)
    many = {
        "causes": [a_cause(f"c{n}") for n in range(40)],
        "steps": [a_step(f"s{n}", {f"c{n}": "always"}) for n in range(40)],
        "questions": [a_question(f"q{n}", "yes", "no", signs={f"c{n}": {"yes": "for"}}) for n in range(40)],
    }
    large = drafts.replace(make_document(add=many))
    with django_assert_num_queries(len(few)):
        drafts.document(large)


def test_draft_replaced_drops_what_is_gone() -> None:
    """After a second import only the second document is there."""
    drafts.replace(rich_document())
    assert again(make_document()) == make_document()
    assert (Cause.objects.count(), Variant.objects.count()) == (4, 5)


def test_draft_replaced_keeps_keys_of_slugs_that_stay() -> None:
    """A row keeps its key, and so its history, as long as its slug is there."""
    drafts.replace(rich_document())
    tables: list[Any] = [Place, Cause, Question, Step, Source, Option]
    before = [dict(table.objects.values_list("slug", "pk")) for table in tables]
    drafts.replace(rich_document())
    assert [dict(table.objects.values_list("slug", "pk")) for table in tables] == before


def test_draft_order_is_the_editors_order() -> None:
    """Position says the order, whatever order rows were written in."""
    guide = drafts.replace(make_document())
    Cause.objects.filter(slug="outage").update(position=1)
    assert drafts.document(guide).causes[0].slug == "outage"


def test_draft_of_another_guide_is_left_alone() -> None:
    """Importing one guide changes no row of another."""
    drafts.replace(make_document(slug="torch"))
    drafts.replace(rich_document())
    assert drafts.document(drafts.get_guide("torch")) == make_document(slug="torch")


def test_draft_refuses_names_that_stand_for_nothing() -> None:
    """Every reference that no row could hold is told at once, and nothing is written."""
    broken = make_document(
        urgent_page="nowhere",
        add={
            "causes": [a_cause("dust", place="attic", sources=["rumour"])],
            "steps": [a_step("clean", {"durst": "always"}, only_after=["sweep"])],
            "questions": [a_question("dusty", "yes", follows="sea", signs={"@attic": {"no": "for"}, "nothing": {}})],
        },
    )
    with pytest.raises(drafts.DraftProblems) as caught:
        drafts.replace(broken)
    places = {problem.location for problem in caught.value.problems}
    assert places == {
        "urgent_page",
        "dust › place",
        "dust › sources",
        "clean › remedies",
        "clean › only_after",
        "dusty › follows",
        "dusty › signs › @attic",
        "dusty › signs › nothing",
    }
    assert not Guide.objects.exists()


def test_draft_refuses_slugs_that_stand_twice() -> None:
    """Two parts of one slug, two options of one slug, or a source named twice find no room in the tables."""
    twice = make_document(
        add={
            "causes": [a_cause("bulb"), a_cause("dust", sources=["manual", "manual"])],
            "questions": [a_question("dusty", "yes", "yes")],
            "carriers": [a_carrier("acme", facts=[{"text": "Twice", "sources": ["manual", "manual"]}])],
        }
    )
    with pytest.raises(drafts.DraftProblems) as caught:
        drafts.replace(twice)
    assert {problem.location for problem in caught.value.problems} == {
        "bulb › slug",
        "dust › sources",
        "dusty › options › yes",
        "acme › facts › 1 › sources",
    }


def test_draft_with_wrong_rows_tells_all_of_them() -> None:
    """Rows that make no document are told with object, field and what to write."""
    guide = drafts.replace(make_document())
    Cause.objects.filter(slug="bulb").update(name="")
    Step.objects.filter(slug="candle").update(kind="magic")
    Guide.objects.update(urgent_page=None)
    Question.objects.filter(slug="kind").update(when={"see": ["drak"]})
    with pytest.raises(drafts.DraftProblems) as caught:
        drafts.document(guide)
    assert {(problem.file, problem.location) for problem in caught.value.problems} == {
        ("guide.yaml", "urgent_page"),
        ("causes.yaml", "bulb › name"),
        ("steps.yaml", "candle › kind"),
        ("questions.yaml", "kind › when › see"),
    }
    assert {(problem.part, problem.slug, problem.field) for problem in caught.value.problems} == {
        ("guide", "lamp", "urgent_page"),
        ("causes", "bulb", "name"),
        ("steps", "candle", "kind"),
        ("questions", "kind", "when.see"),
    }


def test_draft_takes_back_what_is_not_written_at_its_default() -> None:
    """An alarm that no longer ends the walk does not, though a document says nothing of it then."""
    alarm = {"slug": "a", "title": "A", "summary": "A", "text": "t", "when": {"see": ["dark"]}, "sources": ["manual"]}
    drafts.replace(make_document(alarms=[alarm | {"stops": True}]))
    assert drafts.document(drafts.replace(make_document(alarms=[alarm]))) == make_document(alarms=[alarm])


def test_named_guide_that_is_not_there_lists_those_that_are() -> None:
    """A wrong slug is answered with the right ones."""
    drafts.replace(make_document())
    with pytest.raises(drafts.UnknownGuide, match=r"no guide “torch”\. The guides here: lamp"):
        drafts.get_guide("torch")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_moment_sees_no_half_import() -> None:
    """On PostgreSQL all queries of a reading see the state at its first one."""
    from threading import Thread

    from django.db import connections

    guide = drafts.replace(make_document())

    def rename() -> None:
        Cause.objects.filter(slug="bulb").update(name="Renamed meanwhile")
        connections.close_all()

    with drafts.one_moment():
        before = list(Cause.objects.of_guide(guide).values_list("name", flat=True))
        other = Thread(target=rename)
        other.start()
        other.join()
        assert list(Cause.objects.of_guide(guide).values_list("name", flat=True)) == before
    assert Cause.objects.get(slug="bulb").name == "Renamed meanwhile"
