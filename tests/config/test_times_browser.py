"""Times in the reader's own zone, and what is seen once one is past, by static/js/times.js."""

import datetime as dt
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from diagnostics.config.times import FORMS, when

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parent.parent.parent / "static" / "js" / "times.js"
AT = dt.datetime(2026, 11, 22, 20, 5, 9, tzinfo=dt.UTC)
IN_TOKYO = {
    "day": "23 November 2026",
    "short-day": "23 Nov 2026",
    "minute": "23 November 2026, 05:05 GMT+9",
    "short-minute": "23 Nov 2026, 05:05 GMT+9",
    "weekday": "Monday, 05:05 GMT+9",
    "clock": "05:05 GMT+9",
    "second": "05:05:09 GMT+9",
}


@pytest.mark.browser_context_args(timezone_id="Asia/Tokyo")
def test_times_are_shown_in_the_reader_s_zone(page: Page) -> None:
    """In every form, also in what htmx brings later; a day that is searched for is one of that zone."""
    times = "".join(f"<p id='{form}'>{when(AT, form)}</p>" for form in FORMS)
    zone = "<small data-zone>UTC</small><input type='hidden' name='zone' value='UTC' data-zone>"
    page.set_content(f"<!doctype html><html lang='en'><body>{times}<p id='later'></p>{zone}</body></html>")
    page.add_script_tag(path=SCRIPT)

    assert {form: page.locator(f"#{form}").inner_text() for form in FORMS} == IN_TOKYO
    page.evaluate("html => { document.getElementById('later').innerHTML = html }", str(when(AT)))
    page.evaluate("document.dispatchEvent(new Event('htmx:after:swap'))")
    assert page.locator("#later").inner_text() == IN_TOKYO["minute"]
    assert (page.locator("small").inner_text(), page.locator("input").input_value()) == ("Asia/Tokyo", "Asia/Tokyo")


def test_a_wait_ends_by_the_clock_of_the_site(page: Page) -> None:
    """Not by the clock of this device, which here is a day fast."""
    notice = f"<!doctype html><p hidden data-due>It is past {when(AT, 'clock')}.</p>"
    headers = {"Date": format_datetime(AT - dt.timedelta(minutes=10), usegmt=True), "Content-Type": "text/html"}

    def answer(route: Route) -> None:
        route.fulfill(body=notice, headers=headers)

    page.route("**/*", answer)
    page.clock.install(time=AT + dt.timedelta(days=1))
    page.goto("http://fixpath.test/")
    with page.expect_response("**/sw.js"):
        page.add_script_tag(path=SCRIPT)
    line = page.locator("[data-due]")
    page.clock.fast_forward("09:50")
    expect(line).to_be_hidden()
    page.clock.fast_forward("00:20")
    expect(line).to_be_visible()
