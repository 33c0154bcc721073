"""What no page of the desk may hold, and what each must."""

import pytest

from diagnostics.domain.results import spoken_codes
from tests.web.desk.conftest import Agent, MakeLink
from tests.web.desk.test_links import result_text
from tests.web.page import Page

PAGES = {
    "talk": "/agents/lamp/?see=dark&kind=ceiling&supplier=acme&talking_on_it=yes&tried=turn-on&cannot=torch",
    "alarm": "/agents/lamp/?see=flicker&smell=yes",
    "verdict": "/agents/lamp/?see=lit&smell=yes",
    "works": "/agents/lamp/?see=dark&worked=new-bulb",
    "share": "/agents/lamp/share/?see=dark",
    "links": "/agents/links/?words=T",
    "link": "/agents/links/{code}/",
    "nowhere": "/agents/radio/",
    "password": "/agents/password/",
    "door": "/agents/sign-in/",
}


@pytest.fixture(params=list(PAGES.values()), ids=list(PAGES))
def desk_page(request: pytest.FixtureRequest, agent: Agent, link: MakeLink) -> Page:
    made = link(note="A <b>note</b>", reference="T-1")
    spoken_codes.make(made)
    return agent.get(request.param.format(code=result_text(made)))


def test_nothing_is_found_out_of_the_agents_own_device(desk_page: Page) -> None:
    """It is not the one that fails."""
    assert [one.get("src") for one in desk_page.tree.iter("script") if "checks" in one.get("src", "")] == []


def test_nothing_stands_inline(desk_page: Page) -> None:
    """No style and no script in the page: the content policy would stop them."""
    faults = [
        (one.tag, name)
        for one in desk_page.tree.iter()
        for name in one.attrib
        if name == "style" or name.startswith(("on", "hx-on"))
    ]

    assert faults == []
    assert [one for one in desk_page.tree.iter("script") if "src" not in one.attrib] == []
    assert desk_page.texts("style") == []


def test_every_name_is_given_once(desk_page: Page) -> None:
    """Links and labels lead to one place each, and every field has a label."""
    names = [one.get("id", "") for one in desk_page.tree.iter() if one.get("id")]
    labels = {one.get("for") for one in desk_page.tree.iter("label")}
    wrapped = {id(field) for label in desk_page.tree.iter("label") for field in label.iter("input")}
    fields = [
        one
        for tag in ("input", "select", "textarea")
        for one in desk_page.tree.iter(tag)
        if one.get("type") != "hidden" and id(one) not in wrapped
    ]

    assert len(names) == len(set(names))
    assert [one.get("name") for one in fields if one.get("id") not in labels and "aria-label" not in one.attrib] == []


def test_it_is_a_page_of_the_desk(desk_page: Page) -> None:
    """One heading, a title that ends in the site's name, and nothing that counts as a cookie promise."""
    assert desk_page.heading
    assert desk_page.title.endswith("· Fixpath")
    assert "No cookies" not in desk_page.text
