"""What a page lets the browser find out."""

import gzip
from pathlib import Path

import pytest

from tests.builders import Data, a_question, an_option
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Page, Visitor

SCRIPT = Path(__file__).parents[3] / "static" / "js" / "checks.js"
MOST_BYTES = 4096
PHONE, DESKTOP = "browser has iPhone or browser has iPod", "browser has Macintosh and no touch"


def time() -> Data:
    """The clock of the lamp."""
    slow = an_option("wrong", text="It is wrong", detect="clock >= 120")
    return a_question("time", slow, "right", text="Is its clock right?", when={"kind": ["desk"]})


def line() -> Data:
    bad = an_option("bad", detect="offline or loading >= 3000")
    return a_question("line", bad, an_option("good", detect="loading < 3000"), text="Is the line good?")


def more(slug: str) -> Data:
    return a_question(slug, an_option("a", detect="version >= 9"), "b")


@pytest.fixture
def with_checks(published: Publish) -> None:
    questions = rich_lamp().model_dump(mode="json")["questions"]
    published(rich_lamp(questions=[*questions, time(), line(), more("m1"), more("m2")]))


def carried_questions(page: Page) -> list[str]:
    """The questions that the form may answer besides its own, in the order of their pairs."""
    inputs = [one for one in next(page.tree.iter("form")).iter("input") if "data-pair" in one.attrib]
    assert all("disabled" in one.attrib for one in inputs)
    assert [one.get("data-line") for one in page.elements(class_="device")] == [one.get("name") for one in inputs]
    return [one.get("name", "") for one in inputs]


def data_said(page: Page) -> list[str]:
    return [one.get("data-said", "") for one in page.tree.iter("span") if "data-said" in one.attrib]


def same(page: Page) -> list[str]:
    return [one.get("data-same", "") for one in page.tree.iter("i") if "data-same" in one.attrib]


@pytest.mark.usefixtures("with_checks")
def test_which_device_it_is_comes_first(visitor: Visitor) -> None:
    """As long as that is not known, nothing else is checked; of itself it holds wherever one reads."""
    page = visitor.check()

    assert carried_questions(page) == ["kind"]
    assert data_said(page) == ["device"]
    assert same(page) == []
    assert "hidden" in page.elements(class_="device")[0].attrib


@pytest.mark.usefixtures("with_checks")
def test_on_its_own_page_the_device_is_checked_alone(visitor: Visitor) -> None:
    """Its rows say what the browser must show."""
    page = visitor.check("see=dark&ask=kind")

    assert carried_questions(page) == []
    assert [one.get("data-detect") for one in page.elements(type="radio")] == [PHONE, DESKTOP, None]
    assert data_said(page) == ["device"]


@pytest.mark.usefixtures("with_checks")
def test_nothing_is_measured_before_the_device_is_known(visitor: Visitor) -> None:
    """Not even for the question of the page, which a link may lead to: the device at hand may be another one."""
    page = visitor.check("see=dark&ask=line")

    assert carried_questions(page) == ["kind"]
    assert [one.get("data-detect") for one in page.elements(type="radio")] == [None, None, None]
    assert data_said(page) == ["device"]


@pytest.mark.usefixtures("with_checks")
def test_at_most_three_questions_are_carried(visitor: Visitor) -> None:
    """Those that are sure to fit, before everything else that is sent, and only on the device that fails."""
    page = visitor.check("kind=desk&see=dark&ask=street")

    assert carried_questions(page) == ["time", "line", "m1"]
    assert page.hidden[0] == ("kind", "desk")
    assert data_said(page) == ["device", "behind", "ahead", "right", "offline", "slow", "fast"]
    assert same(page) == [PHONE]


@pytest.mark.usefixtures("with_checks")
@pytest.mark.parametrize(
    ("walk", "expected"),
    [
        ("kind=ceiling&see=dark&ask=street", ["line", "m1", "m2"]),
        ("kind=not-sure&see=dark&ask=street", ["line", "m1", "m2"]),
        ("kind=desk&see=dark&time=right&line=not-sure&ask=street", ["m1", "m2"]),
        ("kind=desk&see=dark&ask=line", ["time", "m1", "m2"]),
    ],
)
def test_what_does_not_surely_fit_or_was_answered_is_not_carried(
    visitor: Visitor, walk: str, expected: list[str]
) -> None:
    """Nor is the question of the page itself."""
    assert carried_questions(visitor.check(walk)) == expected


@pytest.mark.usefixtures("with_checks")
def test_who_is_not_sure_of_the_device_reads_on_no_known_one(visitor: Visitor) -> None:
    """What must hold of the browser then never does."""
    assert same(visitor.check("kind=not-sure&see=dark&ask=street")) == [""]


@pytest.mark.usefixtures("lamp_to_read")
def test_a_page_without_checks_carries_nothing(visitor: Visitor) -> None:
    """No byte of it."""
    assert b"data-checks" not in visitor.check("kind=desk&see=dark&ask=street").response.content


def test_the_script_is_small() -> None:
    """Whoever comes here has a bad connection."""
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= MOST_BYTES
