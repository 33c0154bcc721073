"""The instructions of a step for every device and version."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.instructions import choose_path, choose_variant
from diagnostics.content.wording.instructions_by_device import Instructions, instructions_by_device
from tests.builders import a_question, a_step, make_document

type Data = dict[str, Any]

MENU: list[Data] = [
    {"when": {"kind": ["ceiling"]}, "label": "Ceiling", "menu": ["Hook"]},
    {"when": {"age": ["old"]}, "label": "before 2020", "menu": ["Old"]},
    {"label": "2020 or later", "menu": ["New"]},
]
VARIANTS: list[Data] = [
    {"when": {"kind": ["ceiling"]}, "label": "Ceiling lamp", "text": "Ladder, [[menu]]"},
    {"when": {"kind": ["floor"]}, "label": "Floor lamp", "text": "Kneel, [[menu]]"},
    {"label": "Desk lamp", "text": "Sit, [[menu]]"},
]


def lamps(*variants: Data, menu: list[Data] = MENU, **step: object) -> GuideDocument:
    return make_document(
        steps=[a_step("fix", {"bulb": "always"}, variants=list(variants), **step)],
        paths=[{"slug": "menu", "name": "Menu", "variants": menu}, {"slug": "z", "name": "Z", "variants": menu}],
        add={"questions": [a_question("age", "old", "new", when={"kind": ["desk", "floor"]})]},
    )


def instructions(
    document: GuideDocument, known: dict[str, str | None] | None = None
) -> list[tuple[str, str, tuple[str, ...]]]:
    """For whom, the beginning of the text, and the menu that it shows."""
    (step, path) = document.steps[0], document.paths[0]
    return [
        (", ".join(one.whom), one.text.partition(",")[0], choose_path(path, one.known).menu)
        for one in instructions_by_device(document, step, known or {})
    ]


DESK = [("Desk lamp, 2020 or later", "Sit", ("New",)), ("Desk lamp, before 2020", "Sit", ("Old",))]
FLOOR = [("Floor lamp, 2020 or later", "Kneel", ("New",)), ("Floor lamp, before 2020", "Kneel", ("Old",))]
CEILING = [("Ceiling", "Ladder", ("Hook",))]


def test_what_fits_comes_first_then_other_versions_then_other_devices() -> None:
    """Each way to read the step once, named for whom it is; the part that a label names is not named twice."""
    document = lamps(*VARIANTS)
    assert instructions(document) == DESK + CEILING + FLOOR
    assert instructions(document, {"kind": "ceiling"}) == CEILING + DESK + FLOOR
    assert instructions(document, {"kind": "floor"}) == FLOOR + DESK + CEILING


def test_a_version_that_was_said_counts_for_the_other_devices_too() -> None:
    """It may be the device that was wrong."""
    old = instructions(lamps(*VARIANTS), {"kind": "floor", "age": "old"})
    assert old == FLOOR[::-1] + DESK[::-1] + CEILING


def test_a_step_without_menus_has_one_text_a_variant() -> None:
    """And a step without variants of its own has one for each way in its menus."""
    plain = [{**variant, "text": str(variant["text"]).partition(",")[0]} for variant in VARIANTS]
    assert [whom for whom, _, _ in instructions(lamps(*plain))] == ["Desk lamp", "Ceiling lamp", "Floor lamp"]
    assert [whom for whom, _, _ in instructions(lamps({"text": "Do [[menu]]"}))] == [
        "2020 or later",
        "Ceiling",
        "before 2020",
    ]
    assert [whom for whom, _, _ in instructions(lamps({"text": "Do it"}))] == [""]
    assert instructions(lamps()) == []


def test_nobody_is_named_who_cannot_be_meant() -> None:
    """A step for other lamps only, and a version that this lamp does not have, are left out."""
    desk_only = lamps({"text": "Do [[menu]]"}, when={"kind": ["desk"]})
    assert [whom for whom, _, _ in instructions(desk_only)] == ["2020 or later", "before 2020"]
    no_hook = lamps(*VARIANTS, menu=MENU[1:])
    assert [whom for whom, text, _ in instructions(no_hook) if text == "Ladder"] == ["Ceiling lamp, 2020 or later"]


def test_an_unfinished_draft_can_be_read() -> None:
    """Variants without a default and conditions without an answer break nothing."""
    draft = lamps({"when": {"kind": []}, "text": "Do [[menu]] and [[gone]]"})
    assert instructions(draft)[0] == ("2020 or later", "Do [[menu]] and [[gone]]", ("New",))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(["desk", "floor", "ceiling", None]),
            "age": st.sampled_from(["old", "new", None]),
        },
    )
)
def test_the_first_is_what_the_walk_chooses_and_none_comes_twice(known: dict[str, str | None]) -> None:
    """Whatever was said, all ways are there, in another order."""
    document = lamps(*VARIANTS)
    step, path = document.steps[0], document.paths[0]
    found: list[Instructions] = list(instructions_by_device(document, step, known))

    assert (found[0].text, found[0].known) == (choose_variant(step, known).text, known)
    assert {one.text for one in found} == {variant.text for variant in step.variants}
    readings = [(one.text, choose_path(path, one.known).menu) for one in found]
    assert len(set(readings)) == len(readings) == 5
