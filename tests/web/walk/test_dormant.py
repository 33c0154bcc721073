"""Answers that another answer leaves no room for: kept in the address, named, and no evidence until they fit again."""

from collections.abc import Iterator

import pytest
from django.test import Client

from diagnostics.domain.live import LiveGuide
from tests.builders import a_question, an_option, base_data, make_document
from tests.fixtures import Publish
from tests.web.page import Page, Visitor, pairs
from tests.web.results.pinned import look_at, query, share_walk

SAID = [("see", "dark"), ("kind", "desk"), ("smell", "yes"), ("street", "dark"), ("tried", "wait-power")]
KEPT = "Kept for later. This does not fit your other answers, so it does not count now:"


@pytest.fixture
def visitor(lamp_to_read: LiveGuide) -> Visitor:
    """Somebody who walks through the lamp."""
    return Visitor(Client())


def answer(visitor: Visitor, page: Page, question: str, option: str) -> Page:
    """Press Change at an answer, choose another one, and Continue."""
    asked = visitor.get(page.links[f"Change {question}"])
    name = dict(asked.hidden)["from"]
    form = next(asked.tree.iter("form"))
    sent = [
        (one.get("name", ""), one.get("value", ""))
        for one in form.iter("input")
        if (one.get("type") == "hidden" and "disabled" not in one.attrib) or one.get("value") == option
    ]
    assert (name, option) in sent
    return visitor.check(query(*sent))


def dormant_lines(page: Page) -> Iterator[str]:
    for group in page.elements(class_="dormant"):
        yield from ("".join(one.itertext()).split("Remove")[0].strip() for one in group.iter("li"))


def pairs_handed_on(page: Page) -> list[tuple[str, str]]:
    """What the page hands on of the walk."""
    return pairs(page.links["Start again"].partition("?")[0] + "?" + page.elements(name="walk")[0].get("value", ""))


def test_changing_there_and_back_loses_nothing(visitor: Visitor) -> None:
    """Answers and steps come back, in their places, with the answer that they need."""
    before = visitor.check(query(*SAID))
    there = answer(visitor, answer(visitor, before, "You see", "lit"), "Street", "lit")
    assert list(dormant_lines(there)) == ["Smell: Option yes", "Tried: Wait until the power is back"]
    assert KEPT in there.text
    back = answer(visitor, answer(visitor, there, "You see", "dark"), "Street", "dark")
    assert list(dormant_lines(back)) == []
    assert pairs_handed_on(back) == pairs_handed_on(before) == SAID


def test_what_is_kept_does_not_count(visitor: Visitor) -> None:
    """The page is the same as without it, but for its addresses and the list."""
    bare, full = visitor.check("see=lit&kind=desk&show=steps"), visitor.check("see=lit&kind=desk&smell=yes&show=steps")
    assert full.heading == bare.heading
    assert full.texts("summary") == bare.texts("summary")
    assert full.words_of("sofar").startswith(bare.words_of("sofar").removesuffix("Start again").strip())
    assert full.elements(class_="quiet") == []


def test_what_is_kept_can_be_removed(visitor: Visitor) -> None:
    page = visitor.check("see=lit&smell=yes&kind=desk")
    after = visitor.get(page.links["Remove Smell: Option yes"])
    assert pairs_handed_on(after) == [("see", "lit"), ("kind", "desk")]
    assert KEPT not in after.text


@pytest.mark.django_db
def test_an_option_that_does_not_fit_stays_when_nothing_else_is_chosen(published: Publish) -> None:
    """Continue without a choice loses nothing either."""
    bright = an_option("bright", when={"see": ["flicker"]})
    questions = [*base_data()["questions"], a_question("glow", bright, "faint")]
    published(make_document(questions=questions))
    visitor = Visitor(Client())
    asked = visitor.check("see=dark&glow=bright&kind=desk&ask=glow")
    assert list(dormant_lines(asked)) == ["Label glow: Option bright"]
    assert asked.hidden == [("see", "dark"), ("glow", "bright"), ("kind", "desk"), ("from", "glow")]

    missing = visitor.check(query(*asked.hidden))
    assert missing.words_of("error") == "Choose an answer, or “Not sure”."
    assert pairs_handed_on(missing) == [("see", "dark"), ("glow", "bright"), ("kind", "desk"), ("ask", "glow")]
    assert pairs_handed_on(visitor.check("see=dark&glow=bright&glow=faint&kind=desk&from=glow"))[1] == ("glow", "faint")


@pytest.mark.django_db
def test_a_link_keeps_it_and_says_nothing_of_it(lamp: LiveGuide, visitor: Visitor) -> None:
    """On its page it is named; in its text and data it does not stand; the walk that goes on from it has it."""
    address = share_walk("see=lit&smell=yes&kind=desk&show=steps")
    page = look_at(address)
    assert list(dormant_lines(page)) == ["Smell: Option yes"]
    removed = pairs(page.links["Remove Smell: Option yes"])
    assert removed[:-1] == [("see", "lit"), ("kind", "desk"), ("show", "steps")]
    assert removed[-1] == ("link", address.strip("/").split("/")[-1])
    assert ("smell", "yes") in pairs(page.links["Change You see"])
    for ending in (".txt", ".json"):
        assert "Smell" not in visitor.client.get(address.rstrip("/") + ending).content.decode().partition("walk: ")[0]


@pytest.mark.parametrize("glue", ["", ")", "%3E", ".", "&gt;", "%22%3E%3C/a%3E"])
@pytest.mark.parametrize("between", ["&", "&amp;", "&amp;amp;", "%26amp%3B"])
def test_an_address_is_read_as_it_was_meant(visitor: Visitor, between: str, glue: str) -> None:
    """However a mail or chat program has written it."""
    page = visitor.check(f"see=dark{between}kind=desk{between}smell=yes{glue}")
    assert pairs_handed_on(page) == [("see", "dark"), ("kind", "desk"), ("smell", "yes")]
    assert page.elements(class_="quiet") == []
