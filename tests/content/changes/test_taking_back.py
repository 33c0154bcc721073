"""Taking a change out of a draft in which work has gone on since."""

from hypothesis import given, settings

from diagnostics.content.changes.merging import Choice
from diagnostics.content.changes.pairing import Renaming
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.changes.taking_back import TakenBack, take_back
from diagnostics.content.document.schema import GuideDocument
from tests.builders import Data, a_cause, a_page, a_question, a_step, base_data, make_document
from tests.domain.rich import documents, rich_document
from tests.share import examples

DUST = a_cause("dust", name="Dust")
LIVE = make_document()


def keys(found: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, choice.kind) for choice in found]


def slugs(document: GuideDocument, part: str = "causes") -> list[str]:
    return [item.slug for item in getattr(document, part)]


def causes(*order: str) -> list[Data]:
    """The causes of the small guide in another order, or with dust among them."""
    known = {cause["slug"]: cause for cause in [*base_data()["causes"], DUST]}
    return [known[slug] for slug in order]


def rename(document: GuideDocument, *names: tuple[str, str, str]) -> GuideDocument:
    """A document with other slugs: part, old, new."""
    for part, old, new in names:
        document = with_new_slug(document, part, old, new)
    return document


@given(documents(), documents())
@settings(max_examples=examples(15))
def test_untouched_draft_becomes_the_good_document(good: GuideDocument, bad: GuideDocument) -> None:
    """Where nobody changed the draft since, all of it goes back and nothing is left."""
    assert take_back(bad, bad, good) == TakenBack(good)
    assert take_back(good, bad, good) == TakenBack(good)


def test_what_changed_since_is_left() -> None:
    """It stays and is named; what the bad release did not touch stays without a word."""
    good = make_document(add={"steps": [a_step("wire")]})
    bad = make_document(title="Bad?", add={"causes": [DUST], "pages": [a_page("dusty")]})
    draft = make_document(
        title="Bad?",
        intro="Mine.",
        add={"causes": [DUST], "pages": [a_page("dusty", title="Changed"), a_page("mine")], "steps": [a_step("wire")]},
    )
    done = take_back(draft, bad, good)
    assert keys(done.left) == [("guide", "changed"), ("pages.dusty", "removed")]
    assert done.document == draft.model_copy(update={"causes": good.causes})


def test_orders_go_back() -> None:
    """Where nobody has moved anything since."""
    good, bad = make_document(), make_document(causes=causes("switch", "bulb", "outage", "something-else"))
    again = make_document(causes=causes("switch", "outage", "bulb", "something-else"))
    more = make_document(causes=causes("switch", "dust", "bulb", "outage", "something-else"))
    assert slugs(take_back(more, bad, good).document) == ["bulb", "switch", "dust", "outage", "something-else"]
    assert keys(take_back(again, bad, good).left) == [("causes", "moved")]


def test_renamed_object_is_called_again_what_it_was() -> None:
    """It is the same object; its newer slug is an old one now, and so its address goes on. Whatever names it follows."""
    bad = rename(LIVE, ("causes", "bulb", "globe"))
    done = take_back(bad, bad, LIVE)
    assert (done.renamings, done.left) == ((Renaming("causes", "globe", "bulb"),), ())
    (bulb,) = (cause for cause in done.document.causes if cause.slug == "bulb")
    assert bulb.aliases == ("globe",)
    bare = bulb.model_copy(update={"aliases": ()})
    assert done.document.model_copy(update={"causes": (bare, *done.document.causes[1:])}) == LIVE


def test_what_names_a_renamed_object_and_was_edited_since_is_left_alone() -> None:
    """One later edit stops nothing: what the object says goes back, and so does its name, also where the edit names it."""
    bad = rename(make_document(title="Bad?"), ("causes", "bulb", "globe"), ("steps", "new-bulb", "new-globe"))
    steps = [step.model_copy(update={"minutes": 9}) for step in bad.steps]
    done = take_back(bad.model_copy(update={"steps": tuple(steps)}), bad, LIVE)
    assert done.document.title == LIVE.title
    assert [step.slug for step in done.document.steps] == [step.slug for step in LIVE.steps]
    assert done.document.steps[1].remedies == {"bulb": "usually"}
    assert {step.minutes for step in done.document.steps} == {9}
    assert done.left == ()


def test_renamed_and_edited_object_keeps_the_edit() -> None:
    """The name goes back, what was rewritten since stays and is named."""
    bad = rename(make_document(causes=causes("bulb", "dust")), ("causes", "dust", "fluff"))
    bad = bad.model_copy(update={"causes": (bad.causes[0], bad.causes[1].model_copy(update={"name": "Bad"}))})
    draft = bad.model_copy(update={"causes": (bad.causes[0], bad.causes[1].model_copy(update={"name": "Mine"}))})
    done = take_back(draft, bad, make_document(causes=causes("bulb", "dust")))
    assert [(cause.slug, cause.name) for cause in done.document.causes] == [
        ("bulb", "The bulb is dead"),
        ("dust", "Mine"),
    ]
    assert keys(done.left) == [("causes.fluff", "changed")]


def test_what_has_a_third_name_keeps_it() -> None:
    """What the bad release said goes back all the same, and the name is told as left."""
    bad = rename(make_document(causes=causes("dust")), ("causes", "dust", "fluff"))
    bad = bad.model_copy(update={"causes": (bad.causes[0].model_copy(update={"name": "Bad"}),)})
    draft = rename(bad, ("causes", "fluff", "lint"))
    done = take_back(draft, bad, make_document(causes=causes("dust")))
    assert [(cause.slug, cause.name) for cause in done.document.causes] == [("lint", "Dust")]
    assert (keys(done.left), done.left[0].title) == ([("causes.lint", "renamed")], "Dust")


def test_name_that_something_else_has_by_now_is_not_given_back() -> None:
    """The object stays under its newer name."""
    bad = rename(LIVE, ("causes", "bulb", "globe"))
    draft = bad.model_copy(update={"causes": (bad.causes[0].model_copy(update={"aliases": ()}), *bad.causes[1:])})
    draft = make_document(
        causes=[*draft.model_dump(mode="json", by_alias=True)["causes"], a_cause("bulb", name="Other")]
    )
    told = [Renaming("causes", "bulb", "globe")]
    done = take_back(draft, bad, LIVE, told)
    assert ("causes.globe", "renamed") in keys(done.left)
    assert slugs(done.document)[0] == "globe"


def test_answers_get_their_names_back() -> None:
    """Also where their question has another name too, and then as part of it."""
    rich = rich_document()
    bad = with_new_slug(with_new_slug(rich, "options", "on", "lit", "power"), "questions", "power", "current-now")
    done = take_back(bad, bad, rich)
    assert done.renamings == (
        Renaming("questions", "current-now", "power"),
        Renaming("options", "lit", "on", "power"),
    )
    (question,) = (one for one in done.document.questions if one.slug == "power")
    assert question.options[0].aliases == ("up", "lit")
    third = with_new_slug(bad, "options", "lit", "glowing", "current-now")
    assert keys(take_back(third, bad, rich).left) == [("questions.power", "renamed")]


def test_renaming_of_what_keeps_no_old_slugs_is_told() -> None:
    """A menu path, a word, a case: nothing in the documents says that the two are one."""
    rich = rich_document()
    bad = rename(rich, ("paths", "lamp-settings", "settings"), ("terms", "power", "mains"))
    told = [Renaming("paths", "lamp-settings", "settings"), Renaming("terms", "power", "mains")]
    done = take_back(bad, bad, rich, told)
    assert done.document == rich
    assert done.renamings == (Renaming("paths", "settings", "lamp-settings"), Renaming("terms", "mains", "power"))
    assert take_back(bad, bad, rich).renamings == ()


def test_what_the_draft_needs_stays() -> None:
    """What is new in the draft goes on standing on it; everything else goes back."""
    bad = make_document(title="Bad?", add={"pages": [a_page("dusty"), a_page("other")]})
    draft = make_document(title="Bad?", prevention_page="dusty", add={"pages": [a_page("dusty"), a_page("other")]})
    done = take_back(draft.model_copy(update={"title": "Bad?"}), bad, LIVE)
    assert slugs(done.document, "pages") == ["candles", "dusty"]
    assert (keys(done.needed), keys(done.left)) == ([("pages.dusty", "removed")], [("guide", "changed")])


def test_what_would_name_something_that_is_gone_stays() -> None:
    """A text, a list or an answer that would go back to naming what the draft has no more is left as it is."""
    good = make_document(
        comparisons={"usual": ["candle"]}, add={"questions": [a_question("hot", "yes", "no", when={"kind": ["desk"]})]}
    )
    bad = make_document(title="Bad?", urgent_page="more", add={"questions": [a_question("hot", "yes", "no")]})
    bad = bad.model_copy(update={"pages": make_document(add={"pages": [a_page("more")]}).pages})
    kind = bad.questions[1].model_copy(update={"options": bad.questions[1].options[1:]})
    draft = bad.model_copy(
        update={
            "steps": tuple(step for step in bad.steps if step.slug != "candle"),
            "questions": (bad.questions[0], kind, *bad.questions[2:]),
            "pages": bad.pages[1:],
        }
    )
    done = take_back(draft, bad, good)
    assert keys(done.needed) == [
        ("guide", "changed"),
        ("guide.comparisons", "changed"),
        ("questions.hot", "changed"),
        ("pages.more", "removed"),
    ]
    assert done.document == draft


def test_answer_that_the_draft_needs_stays() -> None:
    """A question whose new answer is named by something new keeps it."""
    bad = make_document(questions=[*base_data()["questions"][:1], a_question("kind", "desk", "ceiling", "floor")])
    good = make_document(questions=[*base_data()["questions"][:1], a_question("kind", "desk", "ceiling")])
    mine = make_document(add={"steps": [a_step("lift", when={"kind": ["floor"]})]}).steps[-1]
    done = take_back(bad.model_copy(update={"steps": (*bad.steps, mine)}), bad, good)
    assert keys(done.needed) == [("questions.kind", "changed")]


def test_what_was_broken_before_blames_nothing() -> None:
    """A name that stands for nothing in the draft already, also a question that is not there, holds up nothing."""
    bad = make_document(title="Bad?")
    mine = make_document(add={"steps": [a_step("lift", when={"nothing": ["floor"]})]}).steps[-1]
    done = take_back(bad.model_copy(update={"steps": (*bad.steps, mine)}), bad, LIVE)
    assert (done.document.title, done.needed) == (LIVE.title, ())


def test_report_keeps_nothing_in_a_draft() -> None:
    """It may name what is taken out: then it no longer fits, and breaks nothing."""
    report = {"slug": "r", "text": "Dark.", "found_in": "forum", "solved_by": ["tap"]}
    bad = make_document(add={"steps": [a_step("tap", {"bulb": "seldom"})]})
    draft = make_document(add={"steps": [a_step("tap", {"bulb": "seldom"})]}, reports=[report])
    taken = take_back(draft, bad, LIVE)
    assert "tap" not in slugs(taken.document, "steps")
    assert (taken.needed, slugs(taken.document, "reports")) == ((), ["r"])
