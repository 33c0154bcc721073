"""Sharing what the desk shows."""

from datetime import timedelta

import pytest

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.models import ResultLink
from tests.web.desk.conftest import Agent
from tests.web.page import Page, Visitor, words

HERE = "/agents/lamp/share/?see=dark&street=lit&tried=turn-on"
FORM = {"note": "Try this tonight.", "reference": "T-4711", "days": "7", "sees": "steps"}


def make_link(agent: Agent, address: str = HERE, **changes: str) -> ResultLink:
    answer = agent.post(address, **(FORM | changes))
    (link,) = ResultLink.objects.all()
    assert (answer.status, answer.response.headers["Location"]) == (303, f"/agents/links/{code(link)}/")
    return link


def code(link: ResultLink) -> str:
    letters = link.code.upper()
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def test_the_form_says_what_the_customer_will_see(agent: Agent) -> None:
    """Before a link is made, its steps are named; the way back has all answers."""
    page = agent.get(HERE)

    assert page.heading == "Share this with the customer"
    assert page.texts("li")[0] == "Put a new bulb in"
    assert page.links["Back to the questions"] == "/agents/lamp/?see=dark&street=lit&tried=turn-on"


def test_the_button_of_the_desk_takes_the_whole_form_along(agent: Agent) -> None:
    """The desk's form is sent to this page, its empty fields included; they leave the address."""
    (button,) = [one for one in agent.talk("see=dark").tree.iter("button") if "formaction" in one.attrib]

    assert (button.get("form"), button.get("formaction")) == ("said", "/agents/lamp/share/")
    answer = agent.get("/agents/lamp/share/?talking_on_it=yes&see=dark&kind=")
    assert answer.response.headers["Location"] == "/agents/lamp/share/?talking_on_it=yes&see=dark"


def test_a_link_is_made(agent: Agent, lamp: LiveGuide) -> None:
    """It holds the walk, who made it, the note, the reference and its life, and nothing of the call."""
    link = make_link(agent, f"{HERE}&talking_on_it=yes")

    assert (link.made_by, link.note, link.reference, link.days) == (agent.user, "Try this tonight.", "T-4711", 7)
    assert link.ends_at - link.made_at == timedelta(days=7)
    assert link.walk == "see=dark&street=lit&tried=turn-on&show=steps"


def test_the_customer_may_see_the_next_question(agent: Agent) -> None:
    """Where asking still pays, the agent chooses what the customer sees first."""
    assert make_link(agent, "/agents/lamp/share/?see=dark", sees="question").walk == "see=dark"


def test_nothing_is_chosen_where_there_is_no_choice(agent: Agent) -> None:
    """After a step that worked, the page of success is what is shared."""
    address = "/agents/lamp/share/?see=dark&worked=new-bulb"

    assert "The customer sees first" not in agent.get(address).text
    assert make_link(agent, address).walk == "see=dark&worked=new-bulb"


def test_only_the_customer_s_page_has_the_note(agent: Agent, visitor: Visitor) -> None:
    """The note stands on the customer's page as text; the reference and the agent's name stand nowhere."""
    link = make_link(agent, note="Call <b>me</b> & ask.\r\nOlga's desk.", reference="T-4711")
    page = visitor.get(f"/r/{code(link)}/")

    assert "Call <b>me</b> & ask." in page.text
    assert "The person who helps you sees what you tick off" in page.text
    for form in ("/", ".txt", ".json", ".svg"):
        body = visitor.client.get(f"/r/{code(link)}{form}").content.decode()
        assert [word for word in ("T-4711", "olga") if word in body] == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"note": "n" * 501},
            "Note to the customer: The note has 501 characters, which is too long. Shorten it to 500.",
        ),
        ({"reference": "r" * 121}, "Your reference: The reference has 121 characters"),
        ({"days": "8"}, "The link works for: Select a valid choice."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(agent: Agent, changes: dict[str, str], told: str) -> None:
    """No link is made; all that was typed stands in the form again."""
    page = agent.post(HERE, **(FORM | changes))

    assert page.status == 422
    assert told in words(page.elements(role="alert")[0])
    assert ResultLink.objects.count() == 0
    kept = {**FORM, **changes}
    assert words(page.elements(id="id_note")[0]) == kept["note"]
    assert page.elements(id="id_reference")[0].get("value") == kept["reference"]


def test_a_line_end_is_one_character(agent: Agent) -> None:
    """Browsers send two for each; five hundred letters that were typed are not too many for it."""
    note = "\r\n".join(["n" * 9] * 50)

    assert make_link(agent, note=note).note == note.replace("\r\n", "\n")


def test_signs_that_no_page_may_hold_are_left_out(agent: Agent) -> None:
    """What a database cannot keep is dropped, and the rest stays."""
    assert make_link(agent, note="a\0b").note == "ab"


def test_a_form_of_another_site_makes_nothing(agent: Agent) -> None:
    """The desk has Django's form tokens."""
    agent.client.handler.enforce_csrf_checks = True

    assert agent.post(HERE, **FORM).status == 403
    assert ResultLink.objects.count() == 0


def test_what_was_seen_is_what_is_shared(agent: Agent) -> None:
    """The link pins the steps that the form named, in their order."""
    named = Page(agent.client.get(HERE)).texts("li")
    link = make_link(agent)
    plan = result_links.moment(link).pin.decision.plan

    assert [one.step for one in plan][:1] == ["new-bulb"]
    assert named[0] == "Put a new bulb in"
