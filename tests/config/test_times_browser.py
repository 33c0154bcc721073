"""Times in the reader's own zone, shown by static/js/times.js."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page

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
