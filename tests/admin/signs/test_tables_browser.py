"""The tables of signs and remedies in a real browser, under our Content-Security-Policy."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide, Sign
from tests.admin.test_browser import complaints, sign_in
from tests.axe import axe_violations
from tests.builders import a_step, make_document
from tests.share import some

__all__ = ["complaints"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at(name: str, *args: str) -> str:
    """An address of the small guide's workplace."""
    return reverse(f"admin:{name}", args=["lamp", *args])


def cell(page: Page, name: str) -> Locator:
    """The cell that its two headings name."""
    return page.get_by_role("combobox", name=name, exact=True)


def signs() -> dict[str, dict[str, str]]:
    """What is stored about the first question."""
    question = drafts.document(Guide.objects.get(slug="lamp")).questions[0]
    return {name: dict(row) for name, row in question.signs.items()}


def test_cell_is_changed_by_keyboard_and_its_effect_seen(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """Tab to a cell, type a letter, read what it does, press Save; a row that followed has words of its own then."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-signs-question", "see"))
    cell(page, "The power is out Option dark").focus()
    page.keyboard.press("p")
    expect(page.locator("#effect")).to_contain_text("“The power is out”:")
    expect(page.locator("#effect")).to_contain_text("1 row not saved yet.")
    expect(page.locator("[name='see.own.outage']")).to_be_checked()
    page.keyboard.press("Tab")
    expect(cell(page, "The power is out Option flicker")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#effect")).to_contain_text("If the first answer is: Option flicker")
    keep_picture("admin-signs")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("1 row of signs is saved")
    assert signs()["outage"] == {"dark": "proves"}
    assert complaints == []


def test_what_was_chosen_before_the_script_came_counts(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    """On a slow line the table is there sooner than what it does by itself."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-signs-question", "see"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/tables*.js", hold)
    page.goto(page.url.partition("?")[0] + "?causes=all", wait_until="commit")
    cell(page, "All other causes Option dark").select_option("for")
    page.locator("[name='see.own.bulb']").uncheck()
    followed, given_up = (
        cell(page, f"{cause} Option dark") for cause in ("The lamp is switched off", "The bulb is dead")
    )
    expect(followed).to_have_value("")
    expect(given_up).not_to_have_value("for")
    held[0].continue_()
    expect(followed).to_have_value("for")
    expect(given_up).to_have_value("for")
    expect(page.locator("td.changed")).not_to_have_count(0)
    assert complaints == []


def test_rows_that_follow_show_what_they_follow(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    """A word for a whole place is seen at once in its causes; an own row that is given up says what it follows."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-signs-question", "see") + "?causes=all")
    cell(page, "All other causes Option dark").select_option("for")
    expect(cell(page, "The lamp is switched off Option dark")).to_have_value("for")
    expect(cell(page, "The power is out Option dark")).to_have_value("")
    cell(page, "All of “Your home” Option flicker").select_option("proves")
    expect(cell(page, "The lamp is switched off Option flicker")).to_have_value("proves")
    expect(page.locator("tr[data-name=switch] .follows")).to_have_text("as: All of “Your home”")
    page.locator("[name='see.own.bulb']").uncheck()
    expect(cell(page, "The bulb is dead Option flicker")).to_have_value("proves")
    expect(page.locator("#effect")).to_contain_text("3 rows not saved yet.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("3 rows of signs are saved")
    assert signs() == {
        "*": {"dark": "for"},
        "@home": {"dark": "for", "flicker": "proves"},
        "@grid": {"flicker": "against"},
    }
    assert complaints == []


def test_remedy_is_changed_and_the_order_of_steps_seen(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """The plan for the cause of the cell is told before and after."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-remedies"))
    cell(page, "Do turn-on The bulb is dead").focus()
    page.keyboard.press("a")
    expect(page.locator("#effect")).to_contain_text("When it is certain: The bulb is dead")
    keep_picture("admin-remedies")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("1 remedy is saved")
    assert complaints == []


@pytest.mark.slow
def test_second_of_two_editors_sees_both(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """The word that somebody stored meanwhile stands beside the one that was chosen, and saving again goes through."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-signs-question", "see"))
    cell(page, "The bulb is dead Option flicker").select_option("against")
    expect(page.locator("#effect")).to_contain_text("1 row not saved yet.")
    Sign.objects.filter(row__cause__slug="bulb").update(word="proves")
    page.get_by_role("button", name="Save").click()
    told = page.get_by_role("region", name="Somebody saved this")
    expect(told).to_contain_text("What about see? · The bulb is dead · Option flicker")
    expect(cell(page, "The bulb is dead Option flicker")).to_have_value("against")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(f"admin-two-editors-signs-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    # So high that no box lies half below the bar with “Save”.
    page.set_viewport_size({"width": 1280, "height": 1600})
    assert axe_violations(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("1 row of signs is saved")
    assert signs()["bulb"] == {"flicker": "against"}
    assert [one for one in complaints if "409" not in one] == []


def test_tables_fit_a_phone(page: Page, live_server: LiveServer) -> None:
    """Every cell can be reached without scrolling sideways, and says what it stands under."""
    drafts.replace(make_document())
    page.set_viewport_size({"width": 375, "height": 800})
    sign_in(page, live_server, at("guide-signs-question", "see") + "?causes=all")
    for address, column in (("", "Option dark"), (at("guide-remedies"), "The bulb is dead")):
        if address:
            page.goto(f"{live_server.url}{address}")
        expect(page.locator("table td").first).to_have_attribute("data-column", column)
        edges = page.locator("table select").evaluate_all(
            "all => all.flatMap((one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; })"
        )
        assert min(edges) >= 0
        assert max(edges) <= 375
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_cells_look_like_something_to_choose_from(page: Page, live_server: LiveServer) -> None:
    """Each has a border and an arrow, before anybody points at it."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-remedies"))
    border, arrow = page.locator("table select").first.evaluate(
        "one => { const style = getComputedStyle(one); return [style.borderTopColor, style.backgroundImage]; }"
    )
    assert border == "rgb(132, 137, 142)"
    assert "linear-gradient" in arrow


def test_tabs_stand_still(page: Page, live_server: LiveServer) -> None:
    """They have the same place on pages with a broad table and on all others, wherever one is."""
    drafts.replace(make_document())
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, live_server, at("guide-home"))
    places = []
    for name in (
        "guide-home",
        "guide-check",
        "guide-signs",
        "guide-remedies",
        "guide-remedies-overview",
        "guide-cases",
    ):
        page.goto(f"{live_server.url}{at(name)}")
        places.append(page.locator(".tabs a").evaluate_all("all => all.map((one) => one.getBoundingClientRect().x)"))
    assert places[1:] == places[:-1]


def test_list_of_steps_to_recall_is_whole(page: Page, live_server: LiveServer) -> None:
    """Nothing of it is cut off, however long it is."""
    drafts.replace(make_document(add={"steps": [a_step(f"s{n}", {"bulb": "seldom"}) for n in range(60)]}))
    publish("lamp", note="", by="ada")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if width == 375:
            sign_in(page, live_server, reverse("admin:guide-recall", args=["lamp", 1]))
        hidden = page.locator(".harm-steps").evaluate(
            "list => [list.scrollHeight - list.clientHeight, list.scrollWidth - list.clientWidth]"
        )
        assert hidden == [0, 0]


def test_tables_have_no_barrier(page: Page, live_server: LiveServer) -> None:
    """axe finds nothing on any page of signs and remedies, light or dark."""
    drafts.replace(make_document())
    sign_in(page, live_server, at("guide-signs"))
    addresses = [
        *(at("guide-signs"), at("guide-signs-question", "see"), at("guide-signs-cause", "outage")),
        *(at("guide-remedies"), at("guide-remedies") + "?step=turn-on", at("guide-remedies-overview")),
    ]
    for address in some(addresses):
        page.goto(f"{live_server.url}{address}")
        assert (address, axe_violations(page)) == (address, [])
