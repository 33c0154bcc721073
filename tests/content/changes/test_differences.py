"""What changed, in editors' words."""

from typing import Any

import pytest
from hypothesis import given

from diagnostics.content.changes.differences import differences
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_carrier, a_cause, a_question, a_step, an_option, base_data, make_document
from tests.content.strategies import documents


def sentences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [change.message for change in differences(make_document(**old), make_document(**new))]


def question(**changes: Any) -> dict[str, Any]:
    return {"add": {"questions": [a_question("q", "a", "b", "c", **changes)]}}


def step(**changes: Any) -> dict[str, Any]:
    return {"add": {"steps": [a_step("s", **changes)]}}


def asks_carrier(**signs: Any) -> dict[str, Any]:
    return {"add": {"questions": [a_question("q", options_from="carriers", signs=signs)]}}


def case(**changes: Any) -> dict[str, Any]:
    return {"cases": [{"slug": "c", "title": "C", **changes}]}


def with_other_order(*slugs: str) -> dict[str, Any]:
    causes = {cause["slug"]: cause for cause in base_data()["causes"]}
    return {"causes": [causes[slug] for slug in slugs]}


CHANGES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"title": "A?"}, {"title": "B?"}, ["“Title” changed from *A?* to *B?*."]),
    ({}, {"aliases": ["light"]}, ["“Old addresses” changed from *nothing* to *light*."]),
    ({}, {"prevention_page": "candles"}, ["“Page about keeping it fixed” changed from *nothing* to *Page candles*."]),
    ({}, {"translations": {"es": {"causes": {"bulb": {"name": "B"}}}}}, ["Translation (es) of the cause “The bulb is dead” › Name changed from *nothing* to *B*."]),
    ({}, {"add": {"causes": [a_cause("wire", name="The wire")]}}, ["The cause “The wire” was added."]),
    ({"add": {"causes": [a_cause("wire", name="The wire")]}}, {}, ["The cause “The wire” was taken out."]),
    ({"add": {"causes": [a_cause("wire")]}}, {"add": {"causes": [a_cause("cable", aliases=["wire"], name="Cause wire", summary="It is wire.")]}},
        ["The address of the cause “wire” is now “cable”."]),
    ({"add": {"causes": [a_cause("wire")]}}, {"add": {"causes": [a_cause("wire"), a_cause("cable", aliases=["wire"])]}}, ["The cause “Cause cable” was added."]),
    ({}, with_other_order("switch", "bulb", "outage", "something-else"), ["The order of the causes changed."]),
    (question(signs={"bulb": {"a": "against"}}), question(signs={"bulb": {"a": "for"}}), ["The sign of “Option a” for “The bulb is dead” changed from *against* to *for*."]),
    (question(), question(signs={"*": {"a": "for"}, "@grid": {"b": "against"}}),
        ["The sign of “Option a” for all other causes changed from *nothing* to *for*.", "The sign of “Option b” for all causes in “The power grid” changed from *nothing* to *against*."]),
    (question(when={"see": ["dark"]}), question(when={"see": ["dark", "flicker"], "kind": ["desk"]}),
        ["“Only where” was rewritten."]),
    (question(), {"add": {"questions": [a_question("q", "b", "a", an_option("d", text="D"))]}},
        ["The order of the answers changed from *Option a; Option b; Option c* to *Option b; Option a; D*.", "Answer “Option c” changed from *Option c* to *nothing*.", "Answer “Option c” › How common this answer is changed from *common* to *nothing*.",
         "Answer “D” changed from *nothing* to *D*.", "Answer “D” › How common this answer is changed from *nothing* to *common*."]),
    (step(remedies={"bulb": "seldom"}), step(remedies={"bulb": "usually"}), ["How often it cures “The bulb is dead” changed from *seldom* to *usually*."]),
    (step(meanwhile=True, minutes=0), step(meanwhile=False, minutes=2), ["“Minutes of work” changed from *0* to *2*.", "“Can be done while waiting” changed from *yes* to *no*."]),
    (step(never_while=[{"see": ["dark"]}]), step(never_while=[{"see": ["flicker"]}, {"kind": ["desk"]}]),
        ["“Never while, line 1” changed from *Label see: Option dark* to *Label see: Option flicker*.", "“Never while, line 2” changed from *nothing* to *Label kind: Option desk*."]),
    (question(signs={"bulb": {}}), question(), ["The row of signs for “The bulb is dead” changed from *blank everywhere* to *nothing*."]),
    (step(), step(variants=[{"text": ""}]), ["“Variant for everyone else” changed from *1. Do s.* to *nothing*."]),
    (step(variants=[{"when": {"see": ["dark"]}, "text": "A"}, {"text": "B"}]), step(variants=[{"text": "B"}, {"when": {"see": ["dark"]}, "text": "A"}]),
        ["The order of the variants changed from *Option dark; everyone else* to *everyone else; Option dark*."]),
    (step(), step(disruption="loses-data", only_after=["turn-on"]),
        ["“Disruption” changed from *nothing* to *loses data*.", "“Only after these steps” changed from *nothing* to *Do turn-on*."]),
    (case(answers={"see": "dark"}, expect={"escalates": True}), case(answers={"see": "flicker"}, expect={"escalates": False, "cause": "bulb"}),
        ["“Answers › Label see” changed from *Option dark* to *Option flicker*.", "“Ends with asking for help” changed from *yes* to *no*.", "“Cause” changed from *nothing* to *The bulb is dead*."]),
    (case(expect={"escalates": True}), case(expect={"first": ["candle"]}, findings={"status": "on"}),
        ["“What the site found out › status” changed from *nothing* to *on*.", "“Comes first” changed from *nothing* to *Do candle*.", "“Ends with asking for help” changed from *yes* to *nothing*."]),
    (step(variants=[]), step(variants=[{"text": ""}]), ["Empty fields in it changed; nothing that visitors read."]),
    ({}, {"translations": {"es": {}}}, ["Empty fields in it changed; nothing that visitors read."]),
    ({"carriers": [a_carrier("c")]}, {"carriers": [a_carrier("c", notes={"turn-on": "Do."})]}, ["Note inside the step “Do turn-on” changed from *nothing* to *Do.*."]),
    ({"carriers": [a_carrier("c")], **asks_carrier()}, {"carriers": [a_carrier("c")], **asks_carrier(bulb={"c": "for"})},
        ["The sign of “C” for “The bulb is dead” changed from *nothing* to *for*."]),
    (step(loses="A\nB"), step(loses="C"), ["“What is lost” was rewritten."]),
    (step(), step(say="x" * 61), ["“What to say” was written."]),
    (step(say="x" * 61), step(), ["“What to say” was taken out."]),
    ({"carriers": [a_carrier("c", facts=[{"text": "A", "sources": ["manual"]}])]}, {"carriers": [a_carrier("c", reviewed="2026-11-23")]},
        ["“Reviewed on” changed from *nothing* to *2026-11-23*.", "“Fact 1” changed from *A* to *nothing*.", "“Fact 1 › Sources” changed from *The lamp's manual* to *nothing*."]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_differences_speak_as_editors_do(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    """Each change is one sentence about one field of one object."""
    assert sorted(sentences(old, new)) == sorted(expected)


def test_differences_hold_object_field_and_both_texts() -> None:
    """What changed can be shown side by side."""
    (change,) = differences(make_document(), make_document(urgent="New"))
    assert (change.part, change.slug, change.field, change.change) == ("guide", "lamp", "urgent", "changed")
    assert (change.before, change.after) == ("In the dark? Take a candle.", "New")


def test_differences_from_nothing_add_everything() -> None:
    """The first release adds the guide and each of its objects."""
    found = differences(None, make_document())
    assert found[0].message == "The guide “Why won't my lamp light?” was added."
    assert {change.change for change in found} == {"added"}
    assert [change.slug for change in found if change.part == "causes"] == [
        "bulb",
        "switch",
        "outage",
        "something-else",
    ]


@given(documents(), documents())
def test_differences_are_none_only_between_equals(old: GuideDocument, new: GuideDocument) -> None:
    """A document does not differ from itself, and any two can be compared."""
    assert differences(old, old) == ()
    assert all(change.message.endswith(".") for change in differences(old, new))
    assert bool(differences(old, new)) == (old != new)


def test_order_of_questions_in_a_condition_is_no_difference() -> None:
    """Conditions are the same whichever question they name first."""
    first = make_document(add={"steps": [a_step("s", {"bulb": "always"}, when={"see": ["dark"], "kind": ["desk"]})]})
    second = make_document(add={"steps": [a_step("s", {"bulb": "always"}, when={"kind": ["desk"], "see": ["dark"]})]})
    assert differences(first, second) == ()


def test_an_alarm_that_ends_the_walk_now_is_told() -> None:
    """In the words of the form, either way."""
    alarm = {"slug": "a", "title": "A", "summary": "A", "text": "t", "when": {"see": ["dark"]}, "sources": ["manual"]}
    goes_on, stops = make_document(alarms=[alarm]), make_document(alarms=[alarm | {"stops": True}])
    assert [one.what for one in differences(goes_on, stops)] == [one.what for one in differences(stops, goes_on)]
    (told,) = differences(goes_on, stops)
    assert (told.field, told.before, told.after) == ("stops", "no", "yes")
    assert "Ends the walk" in told.message
