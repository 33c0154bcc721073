"""A word that no line can hold is broken, on every kind of page: nothing scrolls sideways on the narrowest screen."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from diagnostics.content.document.leaves import leaves, with_texts
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts, live
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.publishing import publish
from tests.admin.test_access import FORMS, pages_of_a_guide
from tests.axe import unfold
from tests.share import some
from tests.web.lamp import lamp_with_facts
from tests.web.results.pinned import share_walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG: Final = ("Donaudampfschiffahrtsgesellschaftskapitän" * 5)[:166]
NARROWEST: Final = 320
TOO_WIDE: Final = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
        .map(one => one.outerHTML.slice(0, 100)).slice(0, 3);
}"""
CHECK: Final = "/lamp/check/?"
VISITORS: Final = (
    *("/", "/lamp/", "/lamp/signs/flicker/", "/lamp/causes/", "/lamp/causes/bulb/", "/lamp/steps/new-bulb/"),
    *("/lamp/carriers/", "/lamp/carriers/acme/", "/lamp/pages/candles/"),
    *(CHECK, f"{CHECK}see=dark", f"{CHECK}see=dark&kind=desk&show=steps", f"{CHECK}see=lit&kind=desk&show=steps"),
    *(f"{CHECK}see=flicker&smell=yes&kind=desk", f"{CHECK}see=dark&kind=desk&worked=new-bulb", f"{CHECK}ask=supplier"),
    f"{CHECK}see=dark&street=dark&open=wait-power",
    f"{CHECK}see=dark&kind=desk&facts=hum&facts=moved&did=new-bulb&ask=facts",
    f"{CHECK}see=dark&kind=desk&tried=turn-on&tried=new-bulb&tried=torch&tried=reset-fuses&show=steps",
)
DESK: Final = (
    "/agents/lamp/",
    "/agents/lamp/?see=dark&kind=desk&facts=hum&facts=moved&did=new-bulb&tried=turn-on",
    "/agents/lamp/share/?see=dark&kind=desk",
)


def with_long_words(document: GuideDocument) -> GuideDocument:
    """Every text with one; but for the word under the picture, which has twelve letters at most."""
    texts = {
        (leaf.part, leaf.slug, leaf.field): f"{leaf.text} {LONG}"
        for leaf in leaves(document)
        if leaf.text and leaf.field != "short"
    }
    texts["pages", "candles", "text"] = f"| Candle | Burns |\n|---|---|\n| {LONG} | long |"
    return with_texts(document, texts)


@pytest.fixture
def guide(transactional_db: None) -> Iterator[GuideDocument]:
    """A lamp whose texts have all such a word, live; its draft is a little different."""
    live.forget()
    document = with_long_words(lamp_with_facts())
    case = {"slug": "dark", "title": "It is dark", "answers": {"see": "dark"}, "expect": {"first": ["turn-on"]}}
    for title in (LONG, f"Why {LONG}"):
        drafts.replace(document.model_copy(update={"title": title}))
        publish("lamp", note=LONG, by="ada")
    report = {"slug": "dark", "text": "Dark.", "found_in": "forum", "says": {"see": "dark"}, "solved_by": ["new-bulb"]}
    drafts.replace(with_long_words(lamp_with_facts(cases=[case], reports=[report], title="Another")))
    live.refresh()
    for kind in ("check", "visitors"):
        examinations.run(drafts.document(drafts.get_guide("lamp")), kind)
    yield document
    live.forget()


@pytest.fixture
def phone(page: Page, live_server: LiveServer) -> Page:
    """The narrowest phone, in the hand of somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="x"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    return page


def too_wide(page: Page, site: str, addresses: Any) -> dict[str, list[str]]:
    """What stands out of the screen, by address."""
    found = {}
    for address in some(addresses):
        answer = page.goto(f"{site}{address}")
        assert answer is not None, address
        assert answer.status == 200, address
        unfold(page)
        if out := page.evaluate(TOO_WIDE):
            found[address] = out
    return found


def test_visitors_and_agents_scroll_nothing_sideways(
    phone: Page, live_server: LiveServer, guide: GuideDocument
) -> None:
    """Each kind of page of the site, of a result link and of the desk."""
    link = share_walk("see=dark&kind=desk&show=steps")
    assert too_wide(phone, live_server.url, (*VISITORS, link, f"{link}?#photo", *DESK)) == {}


def test_editors_scroll_nothing_sideways(phone: Page, live_server: LiveServer, guide: GuideDocument) -> None:
    """Each page about a guide, each form, and a list."""
    keys = {
        name: apps.get_model("diagnostics", name)._default_manager.values_list("pk", flat=True)[0] for name in FORMS
    }
    forms = [reverse(f"admin:diagnostics_{name}_change", args=[key]) for name, key in keys.items()]
    pages = [one for one in pages_of_a_guide() if "/0/" not in one]
    assert too_wide(phone, live_server.url, [*pages, *forms, reverse("admin:diagnostics_step_changelist")]) == {}
