"""The walk when it offers steps."""

import pytest

from tests.web.page import Page, Visitor, pairs, words

pytestmark = pytest.mark.usefixtures("lamp_to_read")
DARK = "kind=desk&see=dark&street=lit&show=steps"


def below(page: Page) -> list[str]:
    """The steps that stand folded below the open one."""
    return [one for one in page.texts("summary") if one[:2] in ("1.", "2.", "3.", "4.", "5.")]


def test_the_best_step_is_open(visitor: Visitor) -> None:
    """Its number and title are the heading; facts, reason and instructions follow."""
    page = visitor.check(DARK)

    assert page.heading == "1. Turn the lamp on"
    assert page.words_of("facts") == "1 minute loses nothing".replace(" l", "l")
    assert "“The lamp is switched off”" in page.words_of("why")
    assert page.words_of("do") == "Do turn-on."


def test_only_the_open_step_has_outcomes(visitor: Visitor) -> None:
    """It works, it does not, it cannot be done, and why: each leads to the walk after it."""
    page = visitor.check(DARK)

    assert pairs(page.say("It lights now"))[-1] == ("worked", "turn-on")
    assert pairs(page.say("Still dark"))[-2:] == [("tried", "turn-on"), ("show", "steps")]
    assert page.texts("summary")[0] == "I can’t do this"
    for why in ("I can’t find it", "I lack the password or the time", "I’m not allowed to", "For another reason"):
        assert pairs(page.say(why))[-2:] == [("cannot", "turn-on"), ("show", "steps")]


def test_the_next_steps_stand_below_whole(visitor: Visitor) -> None:
    """They can be read without another request, marked as tried, or opened."""
    page = visitor.check(DARK + "&tried=turn-on")

    assert page.heading == "2. Put a new bulb in"
    assert below(page) == [
        "3. Look with a torch 1 minute · loses nothing",
        "4. Reset all fuses 20 minutes · loses settings",
    ]
    assert "Every clock goes back to midnight." in page.text
    assert pairs(page.links["Already tried"])[-2:] == [("tried", "reset-fuses"), ("show", "steps")]
    assert pairs(page.links["Open this one"])[-1] == ("open", "reset-fuses")


def test_what_is_lost_stands_before_the_instructions(visitor: Visitor) -> None:
    """Cost, interruption and the check that protects come first."""
    text = visitor.check(DARK + "&tried=turn-on").text
    order = [
        "may cost money",
        "A bulb costs three pounds.",
        "This restarts the device.",
        "Is the lamp off?",
        "Turn the old bulb out",
    ]

    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_instructions_follow_the_device(visitor: Visitor) -> None:
    """The variant and the menu path are those of the device that was named."""
    assert (
        "Fetch a ladder to Ceiling › Hook."
        in visitor.check("kind=ceiling&see=dark&street=lit&tried=turn-on&show=steps").text
    )
    assert "Turn the old bulb out at Desk › Foot." in visitor.check(DARK + "&tried=turn-on").text


def test_menu_paths_are_drawn_below_the_instructions(visitor: Visitor) -> None:
    """Folded: an ordered list of screens, each with the row to choose."""
    page = visitor.check(DARK + "&tried=turn-on")
    (picture,) = page.elements(class_="screens")

    assert (picture.tag, picture.get("class")) == ("ol", "screens phone")
    assert [words(screen) for screen in picture] == ["Desk choose Foot"]
    assert [one for one in page.texts("summary") if one == "Show me where"] == ["Show me where"]


def test_other_devices_stand_below_folded(visitor: Visitor) -> None:
    """Whose answer was wrong finds the instructions by name; of the open step only, and without pictures."""
    page = visitor.check(DARK + "&tried=turn-on")
    (elsewhere,) = [one for one in page.elements(class_="how") if "Another device" in words(one)]

    assert words(elsewhere) == "Another device or version? Ceiling lamp Fetch a ladder to Ceiling › Hook."
    assert "Ceiling › Hook" not in visitor.check(DARK).text


def test_a_question_that_would_change_the_instructions_is_asked_in_place(visitor: Visitor) -> None:
    """Where the device is not known the default is shown, with a small form that keeps the step open."""
    page = visitor.check("see=dark&street=lit&tried=turn-on&show=steps")
    (choice,) = page.elements(id="ask-kind")

    assert "What follows is for: Desk lamp." in page.text
    assert [one.get("value") for one in choice.iter("option")] == ["", "desk", "ceiling", "not-sure"]
    assert page.hidden[-1] == ("open", "new-bulb")


def test_a_carrier_note_stands_inside_its_step(visitor: Visitor) -> None:
    """The note of the chosen carrier, or a question which carrier it is."""
    asked, told = visitor.check(DARK + "&tried=turn-on"), visitor.check(DARK + "&tried=turn-on&supplier=acme")

    assert asked.elements(id="ask-supplier")
    assert told.words_of("note") == "Acme Power Acme sells bulbs too. All about Acme Power"
    assert not told.elements(id="ask-supplier")


def test_open_shows_the_wanted_step(visitor: Visitor) -> None:
    """``open`` opens a step of the plan; the best one stands below, and the numbers are those that the visitor sees."""
    page = visitor.check(DARK + "&tried=turn-on&open=reset-fuses")

    assert page.heading == "2. Reset all fuses"
    assert [one[:20] for one in below(page)] == ["3. Put a new bulb in", "4. Look with a torch"]


def test_a_verdict_counts_as_no_step(visitor: Visitor) -> None:
    """It has no number, the steps after it go on from those before, and set aside it was not tried."""
    page = visitor.check("see=lit&kind=desk&street=lit&tried=turn-on&tried=nothing-broken&show=steps&open=new-bulb")

    assert page.heading == "2. Put a new bulb in"
    assert "Set aside: Nothing is broken" in page.text


def test_a_step_that_must_wait_is_not_opened(visitor: Visitor) -> None:
    """A step that a rule holds back is refused, with the reason; the walk goes on."""
    page = visitor.check("see=dark&kind=desk&street=dark&show=steps&open=reset-fuses")

    assert "“Reset all fuses” cannot be opened now." in page.words_of("notice")
    assert "Fuses do nothing in an outage." in page.words_of("notice")
    assert page.heading != "Reset all fuses"


def test_a_wait_says_until_when_and_what_to_leave_alone(visitor: Visitor) -> None:
    """A wait has its own words, and says what can be done meanwhile."""
    page = visitor.check("see=dark&kind=desk&street=dark&show=steps")

    assert page.heading == "1. Wait until the power is back"
    assert page.words_of("until") == "Until the street is lit again"
    assert "Do not open the fuse box." in page.words_of("lose")
    assert pairs(page.say("I waited. Still dark"))[-2:] == [("tried", "wait-power"), ("show", "steps")]


def test_a_verdict_says_that_nothing_is_broken(visitor: Visitor) -> None:
    """What is so, what it does not prove, and two ways on."""
    page = visitor.check("see=lit&kind=desk&street=lit")

    assert page.heading == "Nothing is broken"
    assert page.words_of("lead") == "In daylight a lamp looks dark."
    assert page.words_of("unproven") == "It does not prove that the bulb is good."
    assert pairs(page.say("That explains it"))[-1] == ("worked", "nothing-broken")
    assert pairs(page.say("Check my side anyway"))[-1] == ("tried", "nothing-broken")


def test_leaders_stand_in_words(visitor: Visitor) -> None:
    """Causes come with a word and never with a number; the open one is a sentence."""
    page = visitor.check(DARK)

    assert page.links["The bulb is dead"] == "/lamp/causes/bulb/"
    assert "likely The bulb is dead" in page.text
    assert "It may be something else." in page.text
    assert "%" not in page.text


def test_more_questions_are_one_link_away(visitor: Visitor) -> None:
    """Who had enough of questions may change their mind, as long as one would help."""
    links = visitor.check("see=dark&show=steps").links

    assert pairs(links["Answer more questions"]) == [("see", "dark")]


def test_why_not_the_usual_first(visitor: Visitor) -> None:
    """A step that other lists name first has its reason here."""
    page = visitor.check("see=dark&kind=desk&street=dark&show=steps")
    reasons = next(page.elements(class_="whynot")[0].iter("ul"))

    assert "Fuses do nothing in an outage." in "".join(reasons.itertext())


def test_workarounds_have_a_fixed_place(visitor: Visitor) -> None:
    """A way round stands outside the order of steps."""
    page = visitor.check(DARK)

    assert "Another way for now This won’t fix it," in page.words_of("around")
    assert "Light a candle" in page.words_of("around")


def test_a_tried_step_can_be_taken_back(visitor: Visitor) -> None:
    """Tried and impossible steps stand under the answers."""
    page = visitor.check("see=dark&kind=desk&tried=turn-on&cannot=new-bulb&show=steps")

    assert "Tried: Turn the lamp on" in page.text
    assert "Not possible: Put a new bulb in" in page.text
    assert ("tried", "turn-on") not in pairs(page.links["Take back Turn the lamp on"])
    assert ("cannot", "new-bulb") in pairs(page.links["Take back Turn the lamp on"])
