"""What depends on an answer is listed whole: menu paths, steps, questions and alarms that say something for it alone."""

import datetime as dt

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.editing.affected_by import EVERYONE_ELSE, Spot, ToReview, deciding_questions, to_review
from tests.builders import a_question, a_step, an_option, make_document


def guide() -> GuideDocument:
    """A guide in which things turn on a version."""
    desk = {"version": ["old"]}
    variants = [
        {"when": desk, "label": "Old lamps", "text": "Old."},
        {"when": {"version": ["new"], "kind": ["desk"]}, "text": "New desk lamps."},
        {"text": "Others."},
    ]
    paths = [
        {"when": desk, "menu": ["Panel", "{{light}}"]},
        {"menu": ["Menu", "Light"]},
    ]
    return make_document(
        add={
            "questions": [
                a_question(
                    "version", an_option("new", text="New one"), an_option("old", text="Old one"), an_option("odd")
                ),
                a_question(
                    "room", an_option("a", when=desk), an_option("b", means=desk), when={"version": ["odd", "old"]}
                ),
            ],
            "steps": [
                a_step("dated", {"bulb": "seldom"}, variants=variants, reviewed="2026-01-02"),
                a_step(
                    "never",
                    {"bulb": "seldom"},
                    when=desk,
                    never_while=[{"street": ["lit"]}, {"version": ["old"], "kind": ["desk", "ceiling"]}],
                ),
            ],
            "paths": [{"slug": "way", "name": "the way", "variants": paths}],
            "terms": [{"slug": "light", "text": "Light"}],
            "alarms": [
                {"slug": "fire", "title": "Fire", "summary": "Go.", "text": "Go.", "when": desk, "sources": ["manual"]}
            ],
        }
    )


def listed_fields(found: tuple[ToReview, ...]) -> list[tuple[str, str, list[str]]]:
    return [(one.part, one.slug, [spot.field for spot in one.spots]) for one in found]


def test_deciding_questions_begin_with_what_new_versions_come_out_of() -> None:
    """The most important question first; those that open every walk last; what nothing turns on is not there."""
    variants = [{"when": {"kind": ["desk"]}, "text": "Desk."}, {"text": "Others."}]
    document = guide()
    more = a_step("desk", {"bulb": "seldom"}, variants=variants * 4)
    both = document.model_copy(update={"steps": (*document.steps, make_document(add={"steps": [more]}).steps[-1])})
    assert [(one.question.slug, one.count) for one in deciding_questions(both)] == [("version", 3), ("kind", 5)]


def test_to_review_lists_all_that_names_the_answer() -> None:
    """What keeps no day of review first, then the never reviewed, then by day."""
    assert listed_fields(to_review(guide(), "version", "old")) == [
        ("questions", "room", ["when", "options.a.when", "options.b.means"]),
        ("paths", "way", ["variants.version=old"]),
        ("steps", "never", ["when", "never_while.2"]),
        ("alarms", "fire", ["when"]),
        ("steps", "dated", ["variants.version=old"]),
    ]


def test_to_review_lists_the_default_where_it_may_show() -> None:
    """An answer that no variant names alone is served by the variant for everyone else."""
    assert listed_fields(to_review(guide(), "version", "new")) == [
        ("paths", "way", ["variants.default"]),
        ("steps", "dated", ["variants.kind=desk&version=new", "variants.default"]),
    ]


def test_to_review_says_what_stands_there() -> None:
    """Variants by their label or their answers, menu paths with their screens, whole objects by what is decided."""
    found = {one.slug: one for one in to_review(guide(), "version", "old")}
    assert found["way"].spots == (Spot("variants.version=old", "Old one", "Panel › Light"),)
    assert found["dated"].spots == (Spot("variants.version=old", "Old lamps"),)
    assert found["never"].spots[0].what == "When it is offered"
    assert found["never"].spots[1].what == "Not offered while: Old one; Option desk or Option ceiling"
    assert found["room"].spots[1].what == "When this answer is offered: “Option a”"
    new = {one.slug: one for one in to_review(guide(), "version", "new")}
    assert new["way"].spots == (Spot("variants.default", EVERYONE_ELSE, "Menu › Light"),)


def test_to_review_knows_the_day() -> None:
    """The day of the last review stands beside what keeps one."""
    days = {one.slug: (one.is_sourced, one.reviewed) for one in to_review(guide(), "version", "old")}
    assert days == {
        "room": (False, None),
        "way": (False, None),
        "never": (True, None),
        "fire": (True, None),
        "dated": (True, dt.date(2026, 1, 2)),
    }
