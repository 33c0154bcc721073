"""The sign table between rows and page."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.content.document.compile import sign_row
from diagnostics.content.editing.sign_table import Entry, Table, apply_entries
from diagnostics.domain import drafts
from diagnostics.domain.editing import signs
from diagnostics.domain.editing.two_editors import Overtaken
from diagnostics.models import Cause, Guide, Question, Sign, SignRow
from tests.builders import a_carrier, a_question, an_option, make_document
from tests.domain.rich import rich_document
from tests.domain.told import changes_of
from tests.share import examples

NAMES = ("*", "@home", "@grid", "bulb", "switch", "outage")
WORDS = ("", "rules-out", "strongly-against", "against", "for", "strongly-for", "proves")


@pytest.fixture
def guide(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


@pytest.fixture
def ada(db: None) -> User:
    """Whoever saves."""
    return User.objects.create_user("ada")


def stored_signs(guide: Guide, question: str = "see") -> signs.Signs:
    """The signs of a question that is there."""
    found = signs.of_question(guide, question)
    assert found is not None
    return found


def save(guide: Guide, ada: User, table: Table, question: str = "see", about: tuple[str, ...] = ()) -> int:
    """Save over what is stored."""
    opened = stored_signs(guide, question).table
    watched = opened.only(*about).rows if about else opened.rows
    change = signs.Change(question, watched, table.rows, about)
    return signs.save(guide, [change], by=ada, comment="Signs")


def test_table_is_that_of_the_document(guide: Guide) -> None:
    """Rows, answers and the causes that take signs are read as they stand in the draft."""
    found = stored_signs(guide)
    assert found.table.rows == {"bulb": {"flicker": "for"}, "@grid": {"flicker": "against"}}
    assert found.table.places == {"bulb": "home", "switch": "home", "outage": "grid"}
    assert [answer.text for answer in found.answers] == ["Option dark", "Option flicker"]
    assert signs.of_question(guide, "nothing") is None
    assert signs.of_question(guide, "") is None


def test_carriers_are_answers_where_the_question_takes_them(db: None, ada: User) -> None:
    """Their signs are read and written like any other."""
    guide = drafts.replace(rich_document())
    found = stored_signs(guide, "carrier")
    assert [answer.text for answer in found.answers] == ["Acme"]
    save(guide, ada, Table({"bulb": {"acme": "against"}, "*": {"acme": "for"}}, found.table.places), "carrier")
    assert stored_signs(guide, "carrier").table.rows == {"bulb": {"acme": "against"}, "*": {"acme": "for"}}
    assert drafts.document(guide).questions[-1].signs == {"*": {"acme": "for"}, "bulb": {"acme": "against"}}


def test_only_rows_that_differ_are_written(guide: Guide, ada: User) -> None:
    """What stays keeps its key; what is told again is not written at all."""
    keys = dict(Sign.objects.values_list("row__cause__slug", "pk"))
    table = stored_signs(guide).table
    assert save(guide, ada, Table({**table.rows, "switch": {"dark": "proves"}}, table.places)) == 1
    assert save(guide, ada, stored_signs(guide).table) == 0
    assert Sign.objects.get(row__cause__slug="bulb").pk == keys["bulb"]


def test_row_is_given_up_and_one_without_words_is_kept(guide: Guide, ada: User) -> None:
    """No row and a row that says nothing are two things."""
    assert save(guide, ada, Table({"bulb": {}}, stored_signs(guide).table.places)) == 2
    assert stored_signs(guide).table.rows == {"bulb": {}}
    assert [*SignRow.objects.filter(question__slug="see").values_list("cause__slug", flat=True)] == ["bulb"]


def test_change_goes_into_the_history_of_the_question(guide: Guide, ada: User) -> None:
    """Who changed the signs of which question can be seen, and a save without a change leaves no trace."""
    save(guide, ada, Table({}, {}))
    save(guide, ada, Table({}, {}))
    assert changes_of(Question.objects.get(slug="see")) == [("ada", "Signs")]


def test_second_of_two_editors_is_told(guide: Guide, ada: User) -> None:
    """Signs that are not stored any more as the page was made of them are not written over."""
    old = stored_signs(guide).table.rows
    Sign.objects.update(word="proves")
    with pytest.raises(Overtaken):
        signs.save(guide, [signs.Change("see", old, {})], by=ada, comment="")
    with pytest.raises(Overtaken):
        signs.save(guide, [signs.Change("gone", {}, {})], by=ada, comment="")
    assert stored_signs(guide).table.rows == {"bulb": {"flicker": "proves"}, "@grid": {"flicker": "proves"}}


def test_page_about_one_cause_minds_its_own_rows_only(guide: Guide, ada: User) -> None:
    """Somebody who changed another cause does not stand in the way, and other rows stay."""
    about = ("bulb", "@home", "*")
    opened = stored_signs(guide).table.only(*about).rows
    Sign.objects.filter(row__place__slug="grid").update(word="proves")
    change = signs.Change("see", opened, {"bulb": {"flicker": "proves"}}, about)
    assert signs.save(guide, [change], by=ada, comment="") == 1
    assert stored_signs(guide).table.rows == {"bulb": {"flicker": "proves"}, "@grid": {"flicker": "proves"}}


def test_effect_tells_how_causes_stand_before_and_after(guide: Guide) -> None:
    """It is what the engine makes of the answer, with the signs as stored and as they would be."""
    found = stored_signs(guide)
    shifts = signs.effect(found, Table({"bulb": {"flicker": "rules-out"}}, found.table.places), "flicker")
    assert [(shift.cause, shift.before.rank, shift.after.rank) for shift in shifts] == [
        ("switch", 2, 1),
        ("outage", 3, 2),
        ("bulb", 1, 3),
    ]


def test_effect_is_empty_without_causes(guide: Guide) -> None:
    """A guide that lists nothing yet has nothing to show."""
    Cause.objects.filter(open=False).delete()
    found = stored_signs(guide)
    assert signs.effect(found, found.table, "flicker") == ()


@pytest.mark.parametrize("asked", [(), ("see", "street")])
def test_reading_takes_the_same_queries_for_any_number_of_questions(
    asked: tuple[str, ...], db: None, django_assert_num_queries: Any
) -> None:
    """Questions, places, causes, options, carriers, rows, signs, and the two of a moment."""
    questions = [a_question(f"q{n}", "yes", "no", signs={"bulb": {"yes": "for"}}) for n in range(20)]
    carrier = a_question("carrier", options_from="carriers")
    guide = drafts.replace(make_document(add={"questions": [*questions, carrier], "carriers": [a_carrier("acme")]}))
    with django_assert_num_queries(9 if not asked else 8):
        signs.of_questions(guide, *asked)


entries = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(Entry, st.booleans(), st.dictionaries(st.sampled_from(["dark", "flicker"]), st.sampled_from(WORDS))),
)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries)
def test_saved_table_is_the_one_that_visitors_are_judged_by(guide: Guide, ada: User, chosen: dict[str, Entry]) -> None:
    """Whatever was chosen, the document then tells each cause exactly what its row showed, and is a document still."""
    table = apply_entries(stored_signs(guide).table, chosen)
    save(guide, ada, table)
    document = drafts.document(guide)
    question = next(one for one in document.questions if one.slug == "see")
    causes = [cause for cause in document.causes if not cause.open]
    assert {cause.slug: sign_row(question, cause) for cause in causes} == {c: table.words(c) for c in table.places}
    assert json.dumps(question.signs, sort_keys=True) == json.dumps(table.rows, sort_keys=True)


def test_effect_of_a_list_is_that_of_a_tick(db: None) -> None:
    """A fact tells though it is the only one, which a question with a single answer does not."""
    hums = an_option("hums", usual="rare")
    hum = a_question("hum", hums, kind="several", signs={"outage": {"hums": "proves"}})
    found = stored_signs(drafts.replace(make_document(add={"questions": [hum]})), "hum")
    nothing = Table({}, found.table.places)
    first = signs.effect(found, nothing, "hums")
    assert [(one.cause, one.before.rank, one.after.rank) for one in first] == [
        ("bulb", 2, 1),
        ("switch", 3, 2),
        ("outage", 1, 3),
    ]
