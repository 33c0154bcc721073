"""From the first page to the end of the trouble, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.troubles import GREEN_EVERYBODY, GREEN_ONE_PERSON, NEW_SIM
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def walk_to_success(visitor: Visitor) -> None:
    """From the front door through the questions and one step that does not help to one that does."""
    visitor.open("/")
    visitor.answer_all(GREEN_EVERYBODY)
    visitor.press("Still not sending")
    visitor.answer_all(GREEN_EVERYBODY)
    visitor.press("It works now")


def test_with_javascript_a_visitor_comes_to_the_step_that_works(visitor: Visitor) -> None:
    """The frame stays from the first answer to the success page, while address, title and heading change."""
    visitor.open("/")
    visitor.page.evaluate("() => { window.stayed = true }")
    asked = visitor.answer_all(GREEN_EVERYBODY)
    first = visitor.heading.inner_text()
    title = visitor.page.title()
    visitor.press("Still not sending")
    visitor.answer_all(GREEN_EVERYBODY)
    second = visitor.heading.inner_text()
    visitor.press("It works now")

    assert asked[0] == "see"
    assert title.removesuffix(" · Fixpath") in first
    assert second != first
    expect(visitor.heading).to_have_text("It works now")
    expect(visitor.page).to_have_title("It works now · Fixpath")
    expect(visitor.main.get_by_text("What did it:")).to_contain_text(second.partition(". ")[2])
    assert visitor.page.evaluate("window.stayed")


def test_without_javascript_it_is_the_same_page_by_page(visitor: Visitor, plain: Visitor) -> None:
    """Both visitors meet the same questions and steps at the same addresses."""
    walk_to_success(visitor)
    walk_to_success(plain)

    assert plain.addresses == visitor.addresses
    assert plain.heading.inner_text() == visitor.heading.inner_text()
    assert plain.main.inner_text() == visitor.main.inner_text()


def test_each_new_page_puts_the_focus_on_its_heading(visitor: Visitor) -> None:
    """After every answer the new heading has the focus and stands at the top of the window."""
    visitor.open("/imessage/")
    while visitor.question:
        visitor.answer(GREEN_EVERYBODY.get(visitor.question, "not-sure"))

        expect(visitor.foremost).to_be_focused()
        expect(visitor.foremost).to_be_in_viewport()


def test_back_and_forward_show_each_page_of_the_walk(visitor: Visitor) -> None:
    """Back leads page by page to the beginning, with the answers as they were given; Forward returns."""
    visitor.open("/imessage/")
    headings = []
    for _ in range(3):
        headings.append(visitor.question)
        visitor.answer(GREEN_EVERYBODY.get(visitor.question or "", "not-sure"))
    here = visitor.heading.inner_text()

    for question in reversed(headings):
        visitor.page.go_back()
        expect(visitor.page.locator("form.ask input[name=from]")).to_have_value(question or "")
    for _ in range(3):
        visitor.page.go_forward()

    expect(visitor.heading).to_have_text(here)


def test_change_keeps_all_other_answers(visitor: Visitor) -> None:
    """Changing the second answer in the middle of a walk keeps the others, in their places."""
    visitor.open("/imessage/check/?see=green&device=iphone&who=everybody&how-long=days")
    visitor.press("Change Device", within=visitor.said)
    assert visitor.pairs[-1] == ("ask", "device")
    expect(visitor.option("iphone")).to_be_checked()

    visitor.answer("ipad")

    kept = [pair for pair in visitor.pairs if pair[0] != "from"]
    assert kept == [("see", "green"), ("device", "ipad"), ("who", "everybody"), ("how-long", "days")]
    for words in ("green instead of blue", "Device: iPad", "Everybody"):
        expect(visitor.said.get_by_role("listitem").filter(has_text=words)).to_be_visible()


def test_a_tried_step_can_be_taken_back(visitor: Visitor) -> None:
    """A step that was said to be tried is offered again after Take back; the answers stay."""
    visitor.open("/imessage/check/?see=green&device=iphone&who=everybody&show=steps")
    first = visitor.heading.inner_text()
    visitor.press("Still not sending")
    expect(visitor.heading).not_to_have_text(first)

    visitor.press("Take back", within=visitor.said)

    expect(visitor.heading).to_have_text(first)
    assert ("who", "everybody") in visitor.pairs


def test_an_unanswered_form_says_what_is_missing(visitor: Visitor) -> None:
    """Continue without an answer keeps the question and says in words what to do, with the focus on it."""
    visitor.open("/imessage/check/?see=green&device=iphone&facts=none")
    visitor.press("Continue")

    error = visitor.main.get_by_text("Choose an answer, or “Not sure”.")
    expect(error).to_be_focused()
    expect(visitor.page).to_have_title(re.compile("^Error: "))


@pytest.mark.slow
def test_green_with_one_person_is_explained(visitor: Visitor) -> None:
    """Where nothing is broken, the page says so, says what that does not prove, and the visitor may end there."""
    visitor.open("/")
    visitor.answer_all(GREEN_ONE_PERSON)
    expect(visitor.heading).to_contain_text("Nothing looks broken")
    verdict = visitor.page.url

    visitor.press("That explains it")
    expect(visitor.heading).to_have_text("That explains it")

    visitor.page.goto(verdict)
    visitor.press("Check my side anyway")
    expect(visitor.heading).to_be_visible()
    assert ("tried", "friend-no-imessage") in visitor.pairs


@pytest.mark.slow
def test_a_new_number_waits_and_says_until_when(visitor: Visitor) -> None:
    """A wait says until when, what to leave alone, and what can be done meanwhile."""
    visitor.open("/imessage/")
    visitor.answer_all(NEW_SIM)

    expect(visitor.heading).to_contain_text("24 hours")
    expect(visitor.main.get_by_text("Until then, leave this alone").first).to_be_visible()
    expect(visitor.main.get_by_role("heading", name="Meanwhile, and afterwards")).to_be_visible()


def test_who_waits_can_leave_the_page_open(visitor: Visitor) -> None:
    """The wait begins at one press and survives a reload; when its time is over, a line says so by itself."""
    visitor.page.clock.install()
    visitor.open("/imessage/check/?see=waiting&device=iphone&open=toggle-both")
    visitor.press("I have done this, now I wait")
    expect(visitor.heading).to_contain_text(re.compile(r"Wait until (\w+day, )?\d\d:\d\d"))
    assert ("waiting", "toggle-both") in visitor.pairs
    assert "since" in dict(visitor.pairs)
    visitor.page.reload()
    over = visitor.main.get_by_text("Say how it went")
    expect(over).to_be_hidden()
    for _ in range(20):
        # The page has a timer only once it has asked the site for the time.
        visitor.page.clock.fast_forward("01:01:00")
        visitor.page.wait_for_timeout(100)
        if over.is_visible():
            break
    expect(over).to_be_visible()
    expect(visitor.said).to_contain_text("Waiting: Turn iMessage and FaceTime off and on, once, since")
    visitor.press("I don’t want to wait")
    expect(visitor.said).to_contain_text("Done before: Turn iMessage and FaceTime off and on, once")


def test_an_alarm_stands_before_everything(visitor: Visitor) -> None:
    """The answer that raises an alarm leads to the alarm itself, before the next question, with the focus on it."""
    visitor.open("/imessage/check/?see=waiting&device=iphone&status-bar=no-service&ask=prompt")
    visitor.answer("unexpected")
    alarm = visitor.main.get_by_role("heading", name="Someone may be taking over your number")

    expect(alarm).to_be_focused()
    assert visitor.main.inner_text().startswith(alarm.inner_text())

    visitor.press(re.compile("^Change"), within=visitor.main.get_by_role("region", name=alarm.inner_text()))
    visitor.answer("none" if visitor.question == "prompt" else "bars")
    expect(alarm).to_have_count(0)


def test_the_device_is_seen_shown_and_changeable(come: Come) -> None:
    """An iPhone is recognised and said so; the visitor may say that another device fails."""
    visitor = come(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1")
    visitor.open("/")
    device = visitor.main.get_by_label("Which device is it about?")
    expect(device).to_have_value("iphone")
    expect(visitor.main.get_by_text("Your browser told us this").locator("visible=true")).to_be_visible()

    visitor.answer("green")
    assert visitor.pairs[:2] == [("device", "iphone"), ("see", "green")]
    assert visitor.question != "device"

    visitor.page.go_back()
    expect(device).to_have_value("iphone")
    device.select_option("mac")
    visitor.answer("green")
    assert visitor.pairs[:2] == [("device", "mac"), ("see", "green")]


def test_without_javascript_the_device_is_asked_second(come: Come) -> None:
    """Where the browser may not look, the page asks, with nothing filled in."""
    visitor = come(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)", java_script_enabled=False)
    visitor.open("/")
    expect(visitor.main.get_by_label("Which device is it about?")).to_be_hidden()

    visitor.answer("green")

    assert visitor.question == "device"
    expect(visitor.page.locator("input[type=radio]:checked")).to_have_count(0)
