"""A link goes from one agent to another, and supervisors see the links of all."""

import pytest
from django.contrib.auth.models import Group, User

from diagnostics.domain.results import hand_overs
from diagnostics.domain.safeguards.roles import PUBLISHERS, SUPERVISORS
from diagnostics.models import HandOver, ResultLink
from tests.web.desk.conftest import Agent, MakeLink, an_agent
from tests.web.desk.test_links import codes, result_text, rows


@pytest.fixture
def omar(agent: Agent) -> Agent:
    return an_agent("omar")


@pytest.fixture
def supervisor(agent: Agent) -> Agent:
    """Sue, who sees the links of all agents."""
    sue = an_agent("sue")
    sue.user.groups.set([Group.objects.get(name=SUPERVISORS)])
    return sue


def page_of(link: ResultLink, more: str = "") -> str:
    return f"/agents/links/{result_text(link)}/{more}"


def test_a_colleague_gets_the_link(agent: Agent, omar: Agent, link: MakeLink) -> None:
    """It stands in the colleague's list, who may change it; both read who handed it over; the first may still look."""
    made = link()
    form = agent.get(agent.get(page_of(made)).links["Hand it over to a colleague"])
    assert [one.get("value") for one in form.tree.iter("option")] == ["", "omar"]
    answer = agent.post(page_of(made, "hand-over/"), to="omar")

    assert (answer.status, answer.response.headers["Location"]) == (303, page_of(made))
    assert codes(omar.get("/agents/links/")) == [result_text(made)]
    assert "(handed over by olga)" in rows(omar.get("/agents/links/"))[0][3]
    assert codes(agent.get("/agents/links/")) == []
    (row,) = rows(agent.get("/agents/links/?only=handed-over"))
    assert (row[0], row[-1]) == (result_text(made), "omar")
    for one in (agent, omar):
        assert "olga handed it over to omar." in one.get(page_of(made)).text
    assert agent.post(page_of(made, "revoke/"), why="x").status == 403
    assert "Only omar can change it." in agent.post(page_of(made, "hand-over/"), to="olga").text
    assert omar.post(page_of(made, "revoke/"), why="x").status == 303


def test_the_maker_stays_known(agent: Agent, omar: Agent, link: MakeLink) -> None:
    """Who made it and who looks after it are two things."""
    made = link()
    agent.post(page_of(made, "hand-over/"), to="omar")
    made.refresh_from_db()

    assert (made.made_by, made.owner) == (agent.user, omar.user)


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("", "Choose who looks after it from now on."),
        ("olga", "“olga” has no login for the desk. Choose somebody from the list."),
        ("edith", "“edith” has no login for the desk."),
        ("gone", "“gone” has no login for the desk."),
    ],
)
def test_only_a_colleague_can_get_it(agent: Agent, omar: Agent, link: MakeLink, to: str, told: str) -> None:
    """Not oneself, nobody without the desk, and no login that was switched off."""
    User.objects.create_user("edith")
    gone = an_agent("gone").user
    User.objects.filter(pk=gone.pk).update(is_active=False)
    made = link()
    page = agent.post(page_of(made, "hand-over/"), to=to)

    assert page.status == 422
    assert told in page.text
    assert not HandOver.objects.exists()


def test_an_agent_alone_is_told_so(agent: Agent, link: MakeLink) -> None:
    assert "Nobody else has a login for the desk yet." in agent.get(page_of(link(), "hand-over/")).text


def test_two_at_once_are_told_apart(agent: Agent, omar: Agent, link: MakeLink) -> None:
    """Whoever comes second changes nothing, and reads why."""
    made = link()
    stale = ResultLink.objects.get(pk=made.pk)
    hand_overs.hand_over(made, to=omar.user, by=agent.user)
    with pytest.raises(hand_overs.HandedOverMeanwhile):
        hand_overs.hand_over(stale, to=an_agent("ann").user, by=agent.user)

    made.refresh_from_db()
    assert made.owner == omar.user
    assert HandOver.objects.count() == 1


def test_strangers_hand_nothing_over(agent: Agent, omar: Agent, link: MakeLink) -> None:
    """A link of somebody else is not there at all."""
    assert omar.post(page_of(link(), "hand-over/"), to="omar").status == 404


def test_supervisors_see_every_link(agent: Agent, omar: Agent, supervisor: Agent, link: MakeLink) -> None:
    """Of all agents and of no visitor, with whose each is; by agent, too."""
    first, second = link(), link(by=omar.user)
    link(by=None)
    page = supervisor.get(supervisor.get("/agents/links/").links["All links"])

    assert [(row[0], row[-1]) for row in rows(page)] == [(result_text(second), "omar"), (result_text(first), "olga")]
    assert codes(supervisor.get("/agents/links/all/?agent=olga")) == [result_text(first)]
    assert codes(supervisor.get(f"/agents/links/all/?words={result_text(second)}")) == [result_text(second)]
    assert codes(supervisor.get("/agents/links/")) == []
    assert "Handed over" not in page.links


def test_supervisors_hand_over_for_others(agent: Agent, omar: Agent, supervisor: Agent, link: MakeLink) -> None:
    """While an agent is away, say; both read who did it. Nothing else of the link is theirs to change."""
    made = link()
    assert supervisor.post(page_of(made, "hand-over/"), to="omar").status == 303

    assert "sue handed it over from olga to omar." in omar.get(page_of(made)).text
    assert "(handed over by sue, from olga)" in rows(agent.get("/agents/links/?only=handed-over"))[0][3]
    assert supervisor.post(page_of(made, "revoke/"), why="x").status == 403


def test_others_do_not_see_every_link(agent: Agent, link: MakeLink) -> None:
    """No agent does; publishers, who may look, hand nothing over."""
    made = link()
    refusal = agent.get("/agents/links/all/")
    assert (refusal.status, refusal.heading) == (403, "The links of all agents are not open to you")
    assert "group Supervisors" in refusal.text
    assert agent.get("/agents/links/all.csv").status == 403
    assert "All links" not in agent.get("/agents/links/").links
    paula = an_agent("paula")
    paula.user.groups.set([Group.objects.get(name=PUBLISHERS)])
    assert "Hand it over to a colleague" not in paula.get(page_of(made)).links
    assert paula.post(page_of(made, "hand-over/"), to="paula").status == 403
    assert paula.get("/agents/links/all/").status == 403


def test_a_login_that_is_gone_leaves_its_trace(agent: Agent, omar: Agent, supervisor: Agent, link: MakeLink) -> None:
    made = link()
    agent.post(page_of(made, "hand-over/"), to="omar")
    agent.user.delete()

    assert "somebody handed it over to omar." in omar.get(page_of(made)).text
    assert "(handed over by somebody whose login is gone)" in rows(omar.get("/agents/links/"))[0][3]
