"""One link of the agent's own."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from diagnostics.domain.results import outcomes, result_links, spoken_codes
from diagnostics.domain.safeguards.roles import PUBLISHERS
from diagnostics.models import Recall, ResultLink, SpokenCode
from tests.web.desk.conftest import Agent, MakeLink, an_agent
from tests.web.desk.test_links import result_text
from tests.web.page import Visitor, words

SPELLED = {"B": "Bravo", "C": "Charlie", "D": "Delta", "F": "Foxtrot", "G": "Golf", "H": "Hotel", "J": "Juliett"}


def address(link: ResultLink, tail: str = "") -> str:
    return f"/agents/links/{result_text(link)}/{tail}"


def test_the_code_is_large_and_spelled(agent: Agent, link: MakeLink) -> None:
    """The heading is the code; each letter has its word."""
    made = link()
    page = agent.get(address(made))
    spelled = [word for group in page.texts("dd")[:3] for word in group.split(", ")]

    assert page.heading == f"Code {result_text(made)}"
    assert [word[0] for word in spelled] == list(made.code.upper())
    assert [SPELLED[word[0]] for word in spelled if word[0] in SPELLED] == [w for w in spelled if w[0] in SPELLED]


def test_texts_are_ready_to_send(agent: Agent, link: MakeLink) -> None:
    """The link alone, with a summary, and to be read out; no note and no reference in any."""
    made = link(note="Private words", reference="T-4711")
    fields = {one.get("id"): words(one) for one in agent.get(address(made)).tree.iter("textarea")}

    assert fields["text-link-only"] == f"http://127.0.0.1:8000/r/{result_text(made)}/"
    assert fields["text-with-summary"].startswith("Why won't my lamp light? What to look at, in this order: 1. Turn")
    assert fields["text-with-summary"].count(fields["text-link-only"]) == 1
    assert fields["text-read-out"].startswith("Open 127.0.0.1:8000/r and type these twelve letters:")
    assert fields["text-read-out"].count(" as in ") == 12
    assert [text for text in fields.values() if "Private" in text or "4711" in text] == []


def test_a_withdrawn_step_is_not_sent(agent: Agent, link: MakeLink) -> None:
    """What was recalled since stands in no text that is sent."""
    made = link()
    Recall.objects.create(release=made.release, steps=["turn-on"], by="ada", why="It hurts.")

    assert "Turn the lamp on" not in agent.get(address(made)).text


def test_ticks_are_seen(agent: Agent, link: MakeLink) -> None:
    """What the customer ticks off stands there with its time, at the next look of the desk."""
    made = link()
    result_links.tick(made, "turn-on")
    news = agent.client.get(address(made, "news/"), headers={"HX-Request": "true"}).content.decode()
    page = agent.get(address(made))

    assert "Done: Turn the lamp on" in page.text.replace("✓ ", "")
    assert "Turn the lamp on" in news
    assert "<html" not in news


def test_the_desk_looks_every_two_seconds(agent: Agent, link: MakeLink) -> None:
    """So what the customer does is seen within five."""
    made = link()
    (place,) = agent.get(address(made)).elements(id="news")

    assert (place.get("hx-trigger"), place.get("hx-get")) == ("every 2s", address(made, "news/"))


def test_outcomes_are_seen(agent: Agent, link: MakeLink) -> None:
    """What the customer says came of it stands first."""
    made = link()
    outcomes.record(made, "turn-on", "fixed")

    assert agent.get(address(made)).words_of("lead") == "Fixed by “Turn the lamp on”."


def test_a_spoken_code_leads_there_for_an_hour(agent: Agent, link: MakeLink, visitor: Visitor) -> None:
    """Eight digits, typed into the same field, with or without a blank; a new one ends the one before."""
    made = link()
    answer = agent.post(address(made, "speak/"))
    digits = spoken_codes.of(made)
    assert digits is not None

    assert (answer.status, answer.response.headers["Location"]) == (303, address(made))
    assert agent.get(address(made)).words_of("digits") == spoken_codes.format_digits(digits.digits)
    got = visitor.get("/r/", query_params={"code": spoken_codes.format_digits(digits.digits)})
    assert got.response.headers["Location"] == f"/r/{result_text(made)}/"
    agent.post(address(made, "speak/"))
    assert visitor.get("/r/", query_params={"code": digits.digits}).status == 404
    SpokenCode.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert spoken_codes.of(made) is None


def test_a_link_is_revoked_with_a_reason(agent: Agent, link: MakeLink, visitor: Visitor) -> None:
    """From then on the customer reads that it was taken back; the reason is the agent's own."""
    made = link()
    answer = agent.post(address(made, "revoke/"), why="Wrong customer")
    page = agent.get(address(made))
    seen = visitor.get(f"/r/{result_text(made)}/")

    assert answer.status == 303
    assert page.words_of("lead").startswith("Revoked.")
    assert "Wrong customer" in page.text
    assert page.elements(id="revoke") == []
    assert (seen.status, "Wrong customer" in seen.text) == (410, False)


def test_a_reason_is_needed(agent: Agent, link: MakeLink) -> None:
    """Without one nothing is revoked, and what to do is told."""
    made = link()
    page = agent.post(address(made, "revoke/"), why=" ")

    assert page.status == 422
    assert "Say in a few words why, then revoke the link." in words(page.elements(role="alert")[0])
    assert ResultLink.objects.get().revoked_at is None


def test_revoking_twice_changes_nothing(agent: Agent, link: MakeLink) -> None:
    """The first reason stands."""
    made = link()
    agent.post(address(made, "revoke/"), why="First")
    agent.post(address(made, "revoke/"), why="Second")

    assert ResultLink.objects.get().revoked_why == "First"


def test_an_ended_link_says_so(agent: Agent, link: MakeLink) -> None:
    """It has nothing to hand over any more."""
    made = link()
    ResultLink.objects.update(ends_at=timezone.now() - dt.timedelta(days=1))
    page = agent.get(address(made))

    assert page.words_of("lead").startswith("Ended.")
    assert "hx-get" not in page.elements(id="news")[0].attrib
    assert list(page.tree.iter("textarea")) == []


@pytest.mark.parametrize("tail", ["", "news/"])
def test_nothing_is_said_of_others_links(agent: Agent, link: MakeLink, tail: str) -> None:
    """A link of another agent, one that there is not, and nonsense are answered alike."""
    others = link(by=an_agent("omar").user)

    for code in (result_text(others), "BCDF-GHJK-MNPQ", "nonsense"):
        page = agent.get(f"/agents/links/{code}/{tail}")
        assert (page.status, page.heading) == (404, "None of your links has this code")


@pytest.mark.parametrize("tail", ["speak/", "revoke/"])
def test_others_links_are_not_changed(agent: Agent, link: MakeLink, tail: str) -> None:
    """Neither spoken nor revoked."""
    others = link(by=an_agent("omar").user)

    assert agent.post(address(others, tail), why="x").status == 404
    assert (ResultLink.objects.get().revoked_at, SpokenCode.objects.count()) == (None, 0)


def test_a_damaged_release_leaves_the_row_readable(agent: Agent, link: MakeLink) -> None:
    """Where the kept decision cannot be read, the agent still sees the code and what came of it."""
    made = link()
    ResultLink.objects.update(decision="{}")
    page = agent.get(address(made))

    assert (page.status, page.heading) == (200, f"Code {result_text(made)}")


# Links of others


def a_reader(name: str, **more: Any) -> Agent:
    """A publisher, or whoever else may look at the links of agents."""
    user = User.objects.create_user(name, **more)
    if not more:
        user.groups.add(Group.objects.get(name=PUBLISHERS))
    client = Client()
    client.force_login(user)
    return Agent(user, client)


@pytest.mark.parametrize("role", [{}, {"is_superuser": True}])
def test_whoever_answers_for_the_site_may_look(agent: Agent, link: MakeLink, role: dict[str, Any]) -> None:
    """Publishers and superusers see an agent's link and whose it is, and nothing to change it with."""
    made, reader = link(reference="T-4711"), a_reader("pia", **role)
    page = reader.get(address(made))

    assert (page.status, page.heading) == (200, f"Code {result_text(made)}")
    assert page.words_of("notice") == "This is a link of olga. You may look at it; only olga can change it."
    assert "T-4711" in page.text
    assert [form.get("action") for form in page.tree.iter("form")] == ["/agents/sign-out/"]
    assert reader.get(address(made, "news/")).status == 200
    assert ("Go on with these answers at the desk" in page.links) == bool(role)
    assert page.links.get("To your links") is None
    assert agent.get(address(made)).elements(class_="notice") == []


@pytest.mark.parametrize("act", ["speak/", "revoke/"])
def test_whoever_may_look_changes_nothing(link: MakeLink, act: str) -> None:
    made, reader = link(), a_reader("pia")
    page = reader.post(address(made, act), why="Because.")

    assert (page.status, page.heading) == (403, "This is not your link")
    assert "Only olga can change it." in page.text
    assert page.links["Back to the link"] == address(made)
    assert (SpokenCode.objects.count(), ResultLink.objects.get().revoked_at) == (0, None)


def test_whoever_may_look_finds_no_other_links(link: MakeLink) -> None:
    """Those of visitors belong to nobody; of a code that there is not, nothing else is said."""
    reader = a_reader("pia")
    for code in (address(link(by=None)), "/agents/links/BBBB-BBBB-BBBB/"):
        page = reader.get(code)
        assert (page.status, page.heading) == (404, "No agent’s link has this code")
        assert page.links["To the guides"] == "/"


def test_a_superuser_is_led_to_a_link_by_its_code(link: MakeLink) -> None:
    """Typed into the search of links, also after it was revoked."""
    made = link()
    result_links.revoke(made, why="Because.")
    page = a_reader("root", is_superuser=True).get(f"/agents/links/?words={result_text(made)}")

    assert page.links["Look at the link"] == address(made)
    assert "Go on with its answers at the desk" not in page.links
