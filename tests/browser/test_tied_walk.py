"""An agent watches a customer who goes on from a link, on pages that scripts swap."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import AT_ONCE, PHONE, Come, agent, choose, come, expected, login, share

__all__ = ["agent", "come", "expected", "login"]
pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_an_agent_sees_the_whole_walk(agent: Page, come: Come) -> None:
    """Step after step within five seconds, to “It works now”; opened again, the link leads there; or one walks alone."""
    choose(agent, "device", "iphone")
    choose(agent, "see", "green")
    code = share(agent)
    told, lead = agent.locator("#news .timeline"), agent.locator("#news .lead")

    customer = come(viewport=PHONE)
    customer.goto(f"/r/{code}/")
    expect(told).to_contain_text("Opened the link", timeout=AT_ONCE)
    customer.locator("form.outcome button[value=not]").click()
    expect(customer.locator(".tied")).to_contain_text(f"You are on the link {code}.")
    expect(told).to_contain_text("Did not help:", timeout=AT_ONCE)
    heading = customer.locator("h1").inner_text().partition(". ")[2]
    expect(lead).to_contain_text(heading, timeout=AT_ONCE)

    customer.locator(".outcome summary").first.click()
    customer.get_by_role("button", name="I can’t find it").first.click()
    expect(customer).to_have_url(re.compile(f"cannot=[a-z-]+&.*link={code}$"))
    expect(told).to_contain_text(f"Cannot do this: {heading}", timeout=AT_ONCE)
    customer.locator(".outcome .go").first.click()
    expect(customer).to_have_url(re.compile(f"worked=[a-z-]+&link={code}$"))
    expect(told).to_contain_text("It works now:", timeout=AT_ONCE)
    expect(lead).to_contain_text("Fixed by", timeout=AT_ONCE)

    customer.goto(f"/r/{code}/")
    customer.get_by_role("link", name="Go on from there").click()
    expect(customer).to_have_url(re.compile(f"worked=[a-z-]+&link={code}$"))
    customer.get_by_role("link", name="Not me").click()
    expect(customer).not_to_have_url(re.compile("link="))
    expect(customer.locator(".tied")).to_have_count(0)
    assert (
        customer.evaluate("async () => (await caches.keys()).length >= 0 && JSON.stringify(localStorage)").count(code)
        == 0
    )
