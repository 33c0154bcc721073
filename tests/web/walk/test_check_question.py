"""The walk while it asks."""

import pytest

from tests.web.page import Visitor, pairs

pytestmark = pytest.mark.usefixtures("lamp_to_read")


def test_the_first_question_is_pinned(visitor: Visitor) -> None:
    """A walk without answers shows the first question, nothing ticked, "Not sure" last."""
    page = visitor.check()

    assert page.heading == "What do you see?"
    assert page.title == "What do you see? · Fixpath"
    assert [one.get("value") for one in page.elements(type="radio")] == ["dark", "flicker", "lit", "not-sure"]
    assert not [one for one in page.elements(type="radio") if "checked" in one.attrib]
    assert "It says most." in page.text


def test_the_heading_is_the_legend(visitor: Visitor) -> None:
    """A screen reader says the question with every option."""
    (legend,) = visitor.check().tree.iter("legend")

    assert legend.find("h1") is not None


def test_a_drawing_stands_beside_its_option(visitor: Visitor) -> None:
    """Where an option names one."""
    rows = visitor.check().elements(class_="row")

    assert [any(part.get("class") == "d" for part in row.iter()) for row in rows] == [True, False, True, False]


def test_the_form_sends_what_was_said_in_its_order(visitor: Visitor) -> None:
    """The next address holds every pair so far, then the answer, then which form it was."""
    page = visitor.check("street=lit&see=dark")

    assert page.hidden == [("street", "lit"), ("see", "dark"), ("from", "kind")]
    assert not [one for one in page.tree.iter("button") if one.get("name")]


def test_answers_stand_there_with_change(visitor: Visitor) -> None:
    """Every answer is shown with a link that asks it again; what nobody knew stands in one line."""
    page = visitor.check("see=dark&kind=not-sure")

    assert "You see: It stays dark Change You see" in page.text
    assert "Not sure about: Change Lamp" in page.text
    assert pairs(page.links["Change You see"]) == [("see", "dark"), ("kind", "not-sure"), ("ask", "see")]
    assert page.links["Start again"] == "/lamp/check/"


def test_change_shows_the_present_answer(visitor: Visitor) -> None:
    """``ask`` shows a question again with its answer ticked; the new answer keeps its place."""
    page = visitor.check("see=dark&kind=desk&ask=see")

    assert page.heading == "What do you see?"
    assert [one.get("value") for one in page.elements(type="radio") if "checked" in one.attrib] == ["dark"]
    assert page.hidden == [("kind", "desk"), ("from", "see")]
    assert page.response.content.decode().index('value="dark"') < page.response.content.decode().index('name="kind"')


def test_not_sure_is_ticked_when_it_was_said(visitor: Visitor) -> None:
    """The answer “not sure” is one like any other."""
    page = visitor.check("see=not-sure&ask=see")

    assert [one.get("value") for one in page.elements(type="radio") if "checked" in one.attrib] == ["not-sure"]


def test_a_form_without_an_answer_says_so(visitor: Visitor) -> None:
    """``from`` without an answer shows the question again, with a message that has the focus."""
    page = visitor.check("from=see")
    (message,) = page.elements(id="missing")

    assert page.title == "Error: What do you see? · Fixpath"
    assert page.words_of("error") == "Choose an answer, or “Not sure”."
    assert "autofocus" in message.attrib
    assert next(page.tree.iter("fieldset")).get("aria-describedby") == "missing"


def test_from_with_an_answer_goes_on(visitor: Visitor) -> None:
    """``from`` means nothing once the question is answered."""
    assert visitor.check("see=dark&from=see").heading == "Which lamp is it?"


def test_the_device_may_be_filled_in_by_the_browser(visitor: Visitor) -> None:
    """The first question carries the second one, switched off, before every other pair."""
    page = visitor.check("supplier=acme")
    first = next(next(page.tree.iter("form")).iter("input"))

    assert first.get("name") == "kind"
    assert "disabled" in first.attrib
    assert "hidden" in page.elements(class_="device")[0].attrib
    assert [one.get("data-detect") for one in page.elements(id="found-kind")[0].iter("option")] == [
        "browser has iPhone or browser has iPod",
        "browser has Macintosh and no touch",
        None,
    ]
    assert page.hidden[0] == ("supplier", "acme")


def test_a_device_that_was_said_is_not_filled_in(visitor: Visitor) -> None:
    """What the visitor says is not asked of the browser."""
    assert visitor.check("kind=desk").elements(class_="device") == []


def test_carriers_are_a_list_by_country(visitor: Visitor) -> None:
    """A question whose options are the carrier notes is a list to choose from."""
    page = visitor.check("ask=supplier")

    assert [one.get("label") for one in page.tree.iter("optgroup")] == ["United States", "United Kingdom"]
    assert page.texts("option")[:2] == ["Choose", "Acme Power"]


def test_the_list_without_a_choice_says_so(visitor: Visitor) -> None:
    """An empty choice is no answer."""
    assert visitor.check("supplier=&from=supplier").words_of("error") == "Choose an answer, or “Not sure”."


def test_dropped_pairs_are_named_in_one_line(visitor: Visitor) -> None:
    """What does not count is said, what is foreign is not."""
    page = visitor.check("see=purple&utm_source=x")

    assert page.words_of("quiet").startswith("Left out, because this guide does not know it: “see: purple”")
    assert "utm" not in page.text


def test_a_walk_is_not_for_search_engines(visitor: Visitor) -> None:
    """No page of a walk is indexed."""
    page = visitor.check("see=dark")

    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.elements(name="robots")[0].get("content") == "noindex, nofollow"


def test_the_way_out_is_on_every_question(visitor: Visitor) -> None:
    """One may have enough of questions at any time, and may be in a hurry."""
    page = visitor.check("see=dark")

    assert pairs(page.links["Show me what to try now"]) == [("see", "dark"), ("show", "steps")]
    assert page.words_of("urgent") == "In the dark? Take a candle. Candles"
    assert page.links["Candles"] == "/lamp/pages/candles/"


def test_an_alarm_precedes_everything(visitor: Visitor) -> None:
    """An alarm stands before the question, with links to the answers that raised it."""
    page = visitor.check("see=flicker&kind=desk&smell=yes")

    assert page.texts("h2")[0] == "It may burn"
    assert "Pull the plug." in page.words_of("alarm")
    assert pairs(page.links["Change Smell"])[-1] == ("ask", "smell")
    assert [one.tag for one in page.tree.iter() if one.tag in ("h1", "h2")][:2] == ["h2", "h1"]
