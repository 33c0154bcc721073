"""The variant for this walk, and what could still change it."""

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.instructions import choose_path, choose_variant, deciding_questions, names_read
from tests.builders import a_question, a_step, make_document


def lamps() -> GuideDocument:
    variants = [{"when": {"kind": ["ceiling"]}, "text": "Ladder"}, {"text": "See [[menu]]"}]
    menus = [
        {"when": {"age": ["old"]}, "menu": ["Old"]},
        {"when": {"gone": ["x"]}, "menu": ["Gone"]},
        {"menu": ["New"]},
    ]
    return make_document(
        steps=[a_step("fix", {"bulb": "always"}, variants=variants), a_step("other", say="Say [[menu]]")],
        paths=[{"slug": "menu", "name": "Menu", "variants": menus}, {"slug": "z", "name": "Z", "variants": menus}],
        add={"questions": [a_question("age", "old", "new", when={"kind": ["desk"]})]},
    )


def test_choose_variant_takes_what_is_known_to_hold() -> None:
    """The first variant that holds, else the default."""
    fix = lamps().steps[0]
    assert choose_variant(fix, {"kind": "ceiling"}).text == "Ladder"
    assert choose_variant(fix, {"kind": "desk"}).text == "See [[menu]]"
    assert choose_variant(fix, {"kind": None}).text == "See [[menu]]"


def test_choose_variant_of_a_draft_without_default_takes_the_first() -> None:
    """A preview of an unfinished draft shows something."""
    step = make_document(steps=[a_step("x", variants=[{"when": {"kind": ["desk"]}, "text": "Only"}])]).steps[0]
    assert choose_variant(step, {}).text == "Only"


def test_choose_path_follows_the_same_rule() -> None:
    """Menu paths choose as steps do."""
    path = lamps().paths[0]
    assert choose_path(path, {"age": "old"}).menu == ("Old",)
    assert choose_path(path, {}).menu == ("New",)


def test_deciding_questions_name_unanswered_questions_in_guide_order() -> None:
    """Variants and menu paths both count, in the variant that shows and beside it."""
    document = lamps()
    fix, other = document.steps
    assert deciding_questions(document, fix, {}) == ("kind", "age")
    assert deciding_questions(document, other, {}) == ("age",)


def test_deciding_questions_leave_out_what_cannot_change_anything() -> None:
    """An answered question, a "not sure", a question that does not apply and one that is gone decide nothing."""
    document = lamps()
    fix = document.steps[0]
    assert deciding_questions(document, fix, {"kind": "desk"}) == ("age",)
    assert deciding_questions(document, fix, {"kind": "ceiling"}) == ()
    assert deciding_questions(document, fix, {"kind": "desk", "age": None}) == ()
    assert deciding_questions(document, fix, {"kind": "desk", "age": "new"}) == ()


def test_what_a_step_says_follows_no_other_answers_than_these() -> None:
    """Those that choose its variants and the ways of menu paths, and those that let these be asked."""
    document = lamps()
    assert names_read(document, document.steps[0]) == ("age", "gone", "kind")
    bare = make_document(steps=[a_step("fix", {"bulb": "always"}, when={"see": ["dark"]})])
    assert names_read(bare, bare.steps[0]) == ("see",)
