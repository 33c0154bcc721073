"""Keeping a link that ended well as a real report of the guide."""

import pytest

from diagnostics.domain.results import outcomes
from diagnostics.models import Guide, Report, ResultLink, Revision
from tests.web.desk.conftest import Agent, MakeLink, an_agent
from tests.web.desk.test_link import address

TEXT = "The lamp in the hall stayed dark after a storm."


@pytest.fixture
def fixed(link: MakeLink) -> ResultLink:
    """A link whose customer said that a step fixed it."""
    made = link(("see", "dark"), ("kind", "not-sure"), ("show", "steps"), note="For Ann", reference="T-4711")
    outcomes.record(made, "turn-on", "fixed")
    return made


def test_link_that_ended_well_offers_to_be_kept(agent: Agent, link: MakeLink, fixed: ResultLink) -> None:
    """From the page of the link and from what the desk asks for; one that is open does not."""
    assert address(fixed, "keep/") in agent.get(address(fixed)).links.values()
    assert address(fixed, "keep/") in agent.client.get(address(fixed, "news/")).content.decode()
    assert "Keep this" not in agent.get(address(link())).text


def test_what_is_kept_is_answers_and_steps(agent: Agent, fixed: ResultLink) -> None:
    """With the agent's text, the year and what ended it; no code, no reference, no note."""
    page = agent.get(address(fixed, "keep/"))
    assert "Nothing personal" in page.text
    assert "Turn the lamp on" in page.text
    done = agent.post(address(fixed, "keep/"), text=TEXT)
    agent.post(address(fixed, "keep/"), text=TEXT)
    report = Report.objects.get()
    assert (done.status, done.heading) == (200, "The report is kept")
    assert (report.text, report.found_in, report.year, report.tier) == (TEXT, "own-support", fixed.made_at.year, "core")
    assert (report.says, report.did, report.solved_by) == ({"see": "dark"}, [], ["turn-on"])
    assert report.slug.startswith("lamp-in-the-hall")
    assert not any(secret in str(vars(report)) for secret in (fixed.code, "4711", "Ann"))
    assert Revision.objects.filter(part="reports").exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
def test_text_that_cannot_be_kept_comes_back(text: str, agent: Agent, fixed: ResultLink) -> None:
    """With what is wrong; nothing is written."""
    page = agent.post(address(fixed, "keep/"), text=text)
    assert (page.status, Report.objects.count()) == (422, 0)
    assert page.texts("textarea") == [text.strip()]


def test_link_that_is_open_cannot_be_kept(agent: Agent, link: MakeLink) -> None:
    """Nor one whose guide no longer has the step, or cannot be walked through."""
    made = link()
    assert agent.post(address(made, "keep/"), text=TEXT).status == 409
    outcomes.record(made, "turn-on", "fixed")
    assert agent.get(address(made, "keep/")).status == 200
    Guide.objects.get().step_set.filter(slug="turn-on").delete()
    assert agent.post(address(made, "keep/"), text=TEXT).status == 409
    assert Report.objects.count() == 0


def test_link_of_another_agent_is_not_kept(agent: Agent, fixed: ResultLink) -> None:
    """It is not there for them."""
    other = an_agent("otto")
    assert other.post(address(fixed, "keep/"), text=TEXT).status == 404
    assert Report.objects.count() == 0
