"""What the customer did, as the agent reads it."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.results.codes import format_code
from diagnostics.domain import live
from diagnostics.domain.live import LiveSite
from diagnostics.domain.results import link_progress, result_links
from diagnostics.domain.results.link_progress import Visit
from diagnostics.models import LinkEvent, ResultLink
from diagnostics.web.desk import timeline
from tests.fixtures import Publish
from tests.web.desk.conftest import Agent, MakeLink
from tests.web.lamp import lamp_with_facts, rich_lamp
from tests.web.page import Page, words

FIRST = (("see", "dark"), ("show", "steps"))


def go_on(link: ResultLink, *walks: str) -> None:
    """The customer opens one page after another."""
    for number, walk in enumerate(walks, start=1):
        at = link.made_at + dt.timedelta(microseconds=number)
        link_progress.advance(link.code, [Visit(link.code, at, "lamp", walk)])


def lines(link: ResultLink) -> list[str]:
    return [line.text for line in timeline.timeline(link)]


def page_of(agent: Agent, link: ResultLink, tail: str = "") -> Page:
    return agent.get(f"/agents/links/{format_code(link.code)}/{tail}")


def test_the_agent_reads_what_happened(agent: Agent, link: MakeLink) -> None:
    """In order, each with its minute, in the words of the guide; and where the customer is now."""
    made = link()
    go_on(
        made,
        "see=dark&kind=ceiling&show=steps",
        "see=dark&kind=ceiling&show=steps&tried=turn-on",
        "see=dark&kind=ceiling&show=steps&tried=turn-on&supplier=acme&smell=not-sure",
        "see=dark&kind=ceiling&show=steps&tried=turn-on&supplier=acme&smell=not-sure&cannot=torch",
        "see=flicker&kind=ceiling&show=steps&tried=turn-on&supplier=acme&smell=not-sure&cannot=torch",
        "see=flicker&kind=ceiling&show=steps&supplier=acme&smell=not-sure&cannot=torch",
    )
    page = page_of(agent, made)
    (told,) = page.elements(class_="timeline")

    assert [words(one) for one in told.iter("span")] == [
        "Opened the link",
        "Answered “Which lamp is it?”: A ceiling lamp",
        "Did not help: Turn the lamp on",
        "Answered “Who sells you power?”: Acme Power",
        "Answered “Does it smell?”: Not sure",
        "Cannot do this: Look with a torch",
        "Changed “What do you see?” to: It flickers",
        "Took back what was said of “Turn the lamp on”",
    ]
    assert {one.get("data-form") for one in told.iter("time")} == {"clock"}
    assert page.words_of("lead").endswith("The customer is here now: “Wait until the power is back”")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("see=dark&worked=torch", "Fixed by “Look with a torch”."),
        ("see=lit&worked=nothing-broken", "Explained by “Nothing is broken”."),
        ("see=dark&tried=electrician", "Asked for help."),
        ("see=dark&tried=torch", "Still open: “Look with a torch” did not help."),
        ("see=dark&kind=desk", "Still open: opened, nothing reported yet."),
    ],
)
def test_the_one_word_is_the_same_everywhere(agent: Agent, link: MakeLink, said: str, word: str) -> None:
    """On its page and in the list: what the customer said last, anywhere on the walk."""
    made = link()
    go_on(made, "see=dark&tried=turn-on", said)
    assert page_of(agent, made).words_of("lead").startswith(word)
    assert word.removesuffix(".") in agent.get("/agents/links/").text


def test_other_things_have_their_sentences(agent: Agent, link: MakeLink, published: Publish) -> None:
    """Lists, waits, what was done before, ticks, and what a verdict does not explain."""
    published(lamp_with_facts())
    made = link()
    go_on(
        made,
        "see=lit&kind=desk&facts=hum&facts=moved&did=torch",
        "see=lit&kind=desk&facts=none&did=torch&tried=nothing-broken&street=dark&waiting=wait-power&since=20261129T1015",
    )
    result_links.tick(made, "new-bulb")
    result_links.untick(made, "new-bulb")
    assert lines(made)[1:] == [
        "Changed “What do you see?” to: It is lit, I cannot tell",
        "Answered “Which lamp is it?”: A desk lamp",
        "Answered “What else is so?”: It hums; It was moved",
        "Had done this before: Look with a torch",
        "Changed “What else is so?” to: None of these",
        "Does not explain it: Nothing is broken",
        "Answered “Is the street lit?”: The street is dark",
        "Waits for this: Wait until the power is back",
        "Ticked off: Put a new bulb in",
        "Took the tick off again: Put a new bulb in",
    ]


def test_what_is_gone_keeps_its_words(agent: Agent, link: MakeLink, published: Publish) -> None:
    """Questions, options and steps are named by the guide of today, else by that of the link, else by their slug."""
    made = link()
    go_on(made, "see=dark&kind=desk", "see=dark&kind=desk&tried=torch", "kind=desk&tried=torch")
    LinkEvent.objects.create(link=made, kind="answered", name="colour", value="red", at=timezone.now())
    told = lines(made)
    assert told[-2:] == ["Took back what was said of “What do you see?”", "Answered “colour”: red"]
    with live.site_override(LiveSite()):
        assert lines(made) == told
        assert timeline.now_at(made) == ""
    published(rich_lamp(title="Another lamp"))
    assert lines(made) == told


def test_old_events_name_their_day(link: MakeLink) -> None:
    """The hour alone would not say when it was."""
    made = link()
    LinkEvent.objects.create(link=made, kind="opened", at=timezone.now() - dt.timedelta(days=2))
    assert [line.form for line in timeline.timeline(made)] == ["short-minute"]


def test_nothing_is_told_before_anything_happened(agent: Agent, link: MakeLink) -> None:
    page = page_of(agent, link())
    assert not page.elements(class_="timeline")
    assert "is here now" not in page.text


def test_the_news_cost_little(
    agent: Agent, link: MakeLink, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """They are asked for every two seconds."""
    made = link()
    go_on(made, "see=dark&kind=desk", "see=dark&kind=desk&tried=torch")
    with django_assert_max_num_queries(10):
        assert "Did not help: Look with a torch" in page_of(agent, made, "news/").response.content.decode()
