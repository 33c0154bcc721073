"""Problems from the fact sheet, walked as people walk them."""

import re

import pytest

from tests.browser.troubles import PROBLEMS, Answers
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def offered_steps(visitor: Visitor) -> set[str]:
    """The steps of this page: the open one, and those that stand whole below it."""
    links = visitor.main.locator(".outcome a, .below a").evaluate_all("links => links.map(link => link.href)")
    return {found.group(1) for link in links if (found := re.search(r"[?&](?:worked|open)=([a-z-]+)$", link))}


@pytest.mark.parametrize(("trouble", "wanted"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_leads_to_its_step(plain: Visitor, trouble: Answers, wanted: set[str]) -> None:
    """From the first page, within seven questions, a page comes on which the right step or verdict stands."""
    plain.open("/")
    asked = plain.answer_all(trouble)

    assert len(asked) <= 7
    assert offered_steps(plain) & wanted
