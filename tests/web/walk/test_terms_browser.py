"""Words that countries write differently, chosen by static/js/terms.js."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from diagnostics.content.wording.texts import Texts
from tests.builders import make_document

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[3] / "static" / "js" / "terms.js"
TEXTS = Texts(
    make_document(terms=[{"slug": "word", "text": "Neutral", "regions": {"gb": '<b>"&', "tw": "Taiwan", "it": "It"}}])
)


@pytest.mark.broad
@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en-GB", '<b>"&'),
        ("en-GB-oxendict", '<b>"&'),
        ("zh-Hant-TW", "Taiwan"),
        ("en-US", "Neutral"),
        ("it", "Neutral"),
        ("es-419", "Neutral"),
        ("en-u-ca-gb", "Neutral"),
    ],
)
def test_the_country_of_the_browsers_language_chooses(
    new_context: Callable[..., BrowserContext], language: str, word: str
) -> None:
    """Also in what htmx brings later; what is no country, or one without a word of its own, changes nothing."""
    page = new_context().new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'language', {{get: () => '{language}'}})")
    page.goto("about:blank")
    page.set_content(f"<!doctype html><div id='first'>{TEXTS.html('{{word}}')}</div><div id='later'></div>")
    page.add_script_tag(path=SCRIPT)

    assert page.locator("#first").inner_text() == word
    page.evaluate("html => { document.getElementById('later').innerHTML = html }", TEXTS.html("{{word}}"))
    page.evaluate("document.dispatchEvent(new Event('htmx:after:settle'))")
    assert page.locator("#later").inner_text() == word
