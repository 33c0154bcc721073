"""One page for a whole talk."""

import pytest

from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.engine.walk import fold
from diagnostics.web.desk.questions import questions
from diagnostics.web.walk.question import MOST_ROWS
from diagnostics.web.walk.scene import Scene
from tests.builders import a_question, an_option, make_document
from tests.fixtures import Publish
from tests.web.desk.conftest import Agent
from tests.web.lamp import lamp_with_facts
from tests.web.page import Page, pairs, words

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def ticked_pairs(page: Page) -> list[tuple[str, str]]:
    """The pairs that the form would send, but for the empty ones."""
    boxes = [one for one in page.tree.iter("input") if "checked" in one.attrib]
    options = [
        (select.get("name", ""), option.get("value", ""))
        for select in page.tree.iter("select")
        for option in select.iter("option")
        if "selected" in option.attrib
    ]
    return [(one.get("name", ""), one.get("value", "")) for one in boxes] + options


def question_slugs(page: Page) -> list[str]:
    """The slugs of the questions in their order, folded ones last."""
    return [one.get("id", "")[2:] for one in page.tree.iter("fieldset") if one.get("id", "").startswith("q-")]


def folded_slugs(page: Page) -> list[str]:
    places = page.elements(id="folded")
    return [one.get("id", "")[2:] for place in places for one in place.iter("fieldset")]


def offers(page: Page) -> list[str]:
    return [one.get("id", "").partition("-")[2] for one in page.elements(class_="offer")]


def test_one_guide_is_opened_at_once(agent: Agent) -> None:
    answer = agent.get("/agents/")

    assert (answer.status, answer.response.headers["Location"]) == (302, "/agents/lamp/")


def test_many_guides_are_to_choose_from(agent: Agent, published: Publish) -> None:
    """With two guides the agent chooses what the customer calls about."""
    published(make_document(slug="radio", title="Why is my radio silent?"))
    page = agent.get("/agents/")

    assert page.heading == "What is the customer calling about?"
    assert page.links["Why is my radio silent?"] == "/agents/radio/"


def test_all_questions_stand_on_one_page(agent: Agent, lamp: LiveGuide) -> None:
    """Every question of the guide is there, whatever was answered."""
    for query in ("", "see=lit", "see=dark&kind=desk&supplier=acme"):
        assert sorted(question_slugs(agent.talk(query))) == sorted(one.slug for one in lamp.document.questions)


def test_answers_may_come_in_any_order(agent: Agent) -> None:
    """What was said is ticked, and the advice follows it."""
    page = agent.talk("supplier=acme&street=dark&see=dark")

    assert ticked_pairs(page) == [("street", "dark"), ("see", "dark"), ("supplier", "acme")]
    assert offers(page)[0] == "wait-power"


def test_known_facts_are_filled_in_by_the_address(agent: Agent) -> None:
    """An address that another program made fills in what it knows, old names included."""
    assert ticked_pairs(agent.talk("see=blink&supplier=old-acme&utm_source=crm")) == [
        ("see", "flicker"),
        ("supplier", "acme"),
    ]


def test_an_option_that_does_not_fit_is_not_lost(agent: Agent, published: Publish) -> None:
    """An answer that another one leaves no room for stays chosen, and says that it does not fit."""
    kinds = a_question("kind", an_option("desk", when={"see": ["dark"]}), "ceiling", asked="second")
    see = a_question("see", "dark", "flicker", asked="first")
    published(make_document(questions=[see, kinds]))
    page = agent.talk("see=flicker&kind=desk")

    assert ticked_pairs(page) == [("see", "flicker"), ("kind", "desk")]
    assert "2 Option desk does not fit" in page.texts("label")
    assert "does not fit" not in agent.talk("see=dark&kind=desk").text


def test_many_options_are_a_list(agent: Agent, published: Publish) -> None:
    """More answers than fit in rows are chosen from a list, as carriers are."""
    many = [f"o{number}" for number in range(MOST_ROWS + 1)]
    published(make_document(questions=[a_question("see", *many, asked="first"), a_question("kind", *many[:-1])]))
    page = agent.talk("see=o3")

    assert [one.get("name") for one in page.tree.iter("select")] == ["see"]
    assert ticked_pairs(page) == [("see", "o3")]


def test_what_the_site_has_read_stands_at_its_question(lamp: LiveGuide) -> None:
    """A finding is shown where nobody said otherwise."""

    def finding_texts(*pairs: tuple[str, str]) -> list[str]:
        scene = Scene.of(lamp, fold(lamp.network.guide, pairs), Findings({"street": "dark"}))
        form = questions(scene, pairs)
        return [field.found for field in (*form.told, *form.fields) if field.slug == "street"]

    assert finding_texts(("see", "dark")) == ["The street is dark"]
    assert finding_texts(("see", "dark"), ("street", "lit")) == [""]


def test_what_to_ask_next_is_marked_in_words(agent: Agent, lamp: LiveGuide) -> None:
    """The best next question carries words, not only a colour, and stands beside the form with a link to it."""
    page = agent.talk()
    (mark,) = page.elements(class_="mark")
    (row,) = page.elements(class_="next")

    assert words(mark) == "Ask this next"
    assert row.get("id") == "q-see"
    assert page.links["What do you see?"] == "#q-see"


def test_what_does_not_apply_is_folded_and_loses_nothing(agent: Agent) -> None:
    """A question that the answers leave no room for is folded away, its answer kept for when it applies again."""
    page = agent.talk("smell=yes&see=lit")

    assert folded_slugs(page) == ["smell"]
    assert ticked_pairs(page) == [("see", "lit"), ("smell", "yes")]
    assert "1 question does not apply" in page.text
    assert "it does not fit the other answers: Smell: Option yes" in page.words_of("advice")
    assert folded_slugs(agent.talk("smell=yes&see=dark")) == []


def test_a_step_that_does_not_apply_is_not_lost(agent: Agent) -> None:
    """It stays ticked among the steps, and the advice says that it does not count."""
    page = agent.talk("see=dark&street=lit&tried=wait-power")

    assert ("tried", "wait-power") in ticked_pairs(page)
    assert "it does not fit the other answers: Tried: Wait until the power is back" in page.words_of("advice")


def test_empty_fields_leave_the_address(agent: Agent) -> None:
    """A form sends its empty fields; the address that one keeps has none, and answers stand before steps."""
    answer = agent.talk("tried=turn-on&see=dark&kind=&supplier=&street=lit&street=lit")

    assert answer.status == 302
    assert pairs(answer.response.headers["Location"]) == [("see", "dark"), ("street", "lit"), ("tried", "turn-on")]


def test_a_fragment_tells_its_address(agent: Agent) -> None:
    """What htmx fetches is the talk alone, with the address that shows it again."""
    answer = agent.client.get("/agents/lamp/?see=dark&kind=", headers=FRAGMENT)

    assert answer.headers["HX-Replace-Url"] == "/agents/lamp/?see=dark"
    assert answer.content.decode().strip().startswith('<div id="talk"')


def test_steps_are_tried_and_taken_back(agent: Agent) -> None:
    """A step that did not help leaves the order and is ticked under the steps so far."""
    first = offers(agent.talk("see=dark"))[0]
    page = agent.talk(f"see=dark&tried={first}")

    assert first not in offers(page)
    assert ("tried", first) in ticked_pairs(page)
    assert ("cannot", first) in ticked_pairs(agent.talk(f"see=dark&cannot={first}"))


def test_buttons_say_of_which_step_they_speak(agent: Agent) -> None:
    """Each button sends the whole form along, and its name tells the step."""
    page = agent.talk("see=dark")
    buttons = {words(one): one for one in page.tree.iter("button") if one.get("name") == "tried"}
    first = buttons["Did not help (Turn the lamp on) d"]

    assert (first.get("form"), first.get("value")) == ("said", "turn-on")


def test_it_works(agent: Agent) -> None:
    """Where a step did it, the page says how it stays that way, and offers nothing more."""
    page = agent.talk("see=dark&worked=new-bulb")

    assert "What did it: Put a new bulb in" in page.text
    assert "Keep a spare bulb." in page.text
    assert offers(page) == ["candle"]
    assert ("worked", "new-bulb") in ticked_pairs(page)


def test_a_verdict_explains(agent: Agent) -> None:
    """Of a verdict the desk shows what is so and what it does not prove."""
    page = agent.talk("see=lit")

    assert offers(page)[0] == "nothing-broken"
    assert "It does not prove that the bulb is good." in page.text
    assert "That explains it" in agent.talk("see=lit&worked=nothing-broken").texts("h2")


@pytest.mark.parametrize(
    ("cuts", "words_"),
    [
        (["device", "calls"], "This restarts the device you are talking on, so this call ends."),
        (["calls"], "This ends the call you are on."),
        (["internet"], "This cuts the internet of the device you are talking on."),
    ],
)
def test_steps_that_end_the_call_are_told(agent: Agent, published: Publish, cuts: list[str], words_: str) -> None:
    """While the call runs on the device that fails, a step that would end it says so first; else it does not."""
    steps = [one.model_dump(mode="json") for one in make_document().steps]
    steps[0]["cuts"] = cuts
    published(make_document(steps=steps))

    assert words_ in agent.talk("talking_on_it=yes&see=dark").text
    assert words_ not in agent.talk("see=dark").text


def test_other_steps_do_not_warn(agent: Agent) -> None:
    """A step that cuts nothing says nothing of the call."""
    assert agent.talk("talking_on_it=yes&see=lit&kind=desk").elements(class_="ends") == []


def test_an_alarm_comes_first(agent: Agent) -> None:
    """Act first: the alarm stands on top of the advice."""
    page = agent.talk("see=flicker&smell=yes")

    assert words(page.elements(role="alert")[0]).startswith("It may burn")


def test_the_end_of_the_road(agent: Agent) -> None:
    """Where nothing is left, the desk says whom to ask and what to look at again."""
    steps = "&".join(
        f"tried={one}" for one in ("turn-on", "new-bulb", "reset-fuses", "wait-power", "torch", "nothing-broken")
    )
    page = agent.talk(f"see=dark&kind=desk&street=lit&smell=no&supplier=acme&{steps}")

    assert "There is no step left that is likely to help" in page.texts("h2")
    assert "Call an electrician" in page.texts("h3")


@pytest.mark.parametrize("said", ["see=not-sure", "see=dark", "see=flicker&kind=desk", "see=dark&street=dark"])
def test_something_is_always_next(agent: Agent, said: str) -> None:
    """“Did not help” again and again: there is always another step, at last help, with what to say there.

    So it is where a question is still worth asking, too: they may not know.
    """
    page = agent.talk(said)
    while steps := [step for step in offers(page) if step != "candle"]:
        assert page.elements(class_="end") == []
        page = agent.talk(said := f"{said}&tried={steps[0]}".removeprefix("&"), follow=True)

    assert "Call an electrician" in page.texts("h3")
    assert "Say that you changed the bulb." in page.words_of("end")
    asks = bool(page.elements(class_="ask-next"))
    assert ("If they cannot answer: whom to ask for help" in page.texts("h2")) == asks


def test_instructions_tell_on_what_they_hinge(agent: Agent) -> None:
    """Where the instructions depend on an answer, the step leads to its question."""
    page = agent.talk("see=dark&street=lit&tried=turn-on")

    assert page.links["Which lamp is it?"] == "#q-kind"


def test_an_old_name_of_the_guide_leads_to_the_new_one(agent: Agent) -> None:
    """Bookmarks of agents outlive a guide's renaming, with all their answers."""
    answer = agent.get("/agents/old-lamp/?see=dark")

    assert answer.response.headers["Location"] == "/agents/lamp/?see=dark"


def test_a_guide_that_is_not_there_is_told(agent: Agent) -> None:
    """The page that says so leads to the guides that there are."""
    page = agent.get("/agents/radio/")

    assert (page.status, page.heading) == (404, "There is no guide with this name")
    assert "/agents/lamp/" in page.links.values()


def test_nonsense_breaks_nothing(agent: Agent) -> None:
    """Nothing in an address can make the desk fail."""
    page = agent.talk(
        "see=%ff&tried=%00&worked=x&supplier=%F0%9F%92%A1&kind=not-sure&ask=see&open=turn-on", follow=True
    )

    assert page.status == 200
    assert ticked_pairs(page) == [("kind", "not-sure")]


def test_the_desk_reads_no_more_than_who_asks(agent: Agent, django_assert_num_queries: object) -> None:
    """The talk itself needs no database: only the session, the login and what it may do are read."""
    agent.talk("see=dark")
    with django_assert_num_queries(4):  # type: ignore[operator]
        agent.talk("see=dark&kind=desk&street=lit&tried=turn-on")


@pytest.fixture
def facts_agent(agent: Agent, published: Publish) -> Agent:
    """The desk with a list to tick and steps that many people try."""
    published(lamp_with_facts())
    return agent


def chips(page: Page, name: str) -> dict[str, bool]:
    return {one.get("value", ""): "checked" in one.attrib for one in page.elements(type="checkbox", name=name)}


def test_a_list_is_ticked_like_all_else(facts_agent: Agent) -> None:
    """Every fact that fits, ticked or not, and one form sends them all."""
    page = facts_agent.talk("see=dark&kind=desk&facts=moved&facts=hum")
    assert chips(page, "facts") == {"hum": True, "neighbours": False, "moved": True, "none": False, "not-sure": False}
    assert [pair for pair in ticked_pairs(page) if pair[0] == "facts"] == [("facts", "hum"), ("facts", "moved")]
    assert "Take back" not in words(page.elements(id="q-facts")[0])
    for alone in ("none", "not-sure"):
        assert chips(facts_agent.talk(f"see=dark&facts={alone}"), "facts")[alone]


def test_a_tick_that_does_not_fit_is_not_lost_on_the_desk(facts_agent: Agent) -> None:
    """It stands among the others, and beside the advice it is named."""
    page = facts_agent.talk("see=dark&kind=ceiling&facts=hum&facts=moved")
    assert [pair for pair in ticked_pairs(page) if pair[0] == "facts"] == [("facts", "hum"), ("facts", "moved")]
    assert "It was moved does not fit" in words(page.elements(id="q-facts")[0])
    assert "Also so: It was moved" in page.words_of("advice")


def test_what_was_done_before_the_call_is_ticked(facts_agent: Agent) -> None:
    """The steps that many people try; what was tried in the talk stands with the other steps."""
    page = facts_agent.talk("see=dark&tried=reset-fuses&did=turn-on")
    assert chips(page, "did") == {"turn-on": True, "new-bulb": False}
    assert [words(one) for one in page.elements(class_="done")] == [
        "Steps so far Tried, did not help: Reset all fuses Untick what was not so."
    ]
    assert ("did", "turn-on") in pairs(page.response.headers["HX-Replace-Url"])
    assert "turn-on" not in offers(page)


def test_what_a_tick_answers_elsewhere_stands_there(facts_agent: Agent) -> None:
    """So that nobody asks it; a word of the customer's own overrules it."""
    meant = "From what is ticked: Option yes"
    assert meant in words(facts_agent.talk("see=dark&kind=ceiling&facts=burnt").elements(id="q-smell")[0])
    assert meant not in words(facts_agent.talk("see=dark&kind=ceiling&facts=burnt&smell=no").elements(id="q-smell")[0])
