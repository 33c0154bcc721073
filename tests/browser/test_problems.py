"""Problems from the fact sheet, walked as people walk them."""

import pytest

from tests.browser.troubles import PROBLEMS, Answers
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def offered_steps(visitor: Visitor) -> set[str]:
    """The steps of this page: the open one, and those that stand whole below it."""
    steps = visitor.main.locator("article.open, .below > details")
    return set(steps.evaluate_all("steps => steps.map(step => step.dataset.step)"))


@pytest.mark.broad
@pytest.mark.parametrize(("trouble", "wanted"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_leads_to_its_step(plain: Visitor, trouble: Answers, wanted: set[str]) -> None:
    """From the first page, within seven questions, a page comes on which the right step or verdict stands."""
    plain.open("/")
    asked = plain.answer_all(trouble)

    assert len(asked) <= 7
    assert offered_steps(plain) & wanted
