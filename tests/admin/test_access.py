"""What axe finds on every page of the workplace: nothing; and no page is wider than a phone."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from diagnostics.admin import urls
from diagnostics.domain import drafts, live
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.importing import keep_upload
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.safeguards import roles
from diagnostics.models import Cause, Guide, Revision
from tests.axe import axe_violations, misfits
from tests.builders import a_carrier, make_document
from tests.fonts import NARROW
from tests.share import some

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = {
    "guide": "lamp",
    "question": "see",
    "option": "dark",
    "cause": "bulb",
    "case": "dark",
    "number": 1,
    "part": "causes",
    "upload": 0,
    "revision": 0,
}
SENT = {"effect", "look", "markdown", "menu", "export", "begin", "unsay"}
"""Addresses that answer with fragments or files, or only to a form."""
PAGES = [pattern.name for pattern in urls.urlpatterns if pattern.name and not SENT & set(pattern.name.split("-"))]
HISTORY = [("revision", "revision"), ("deleted", "part")]
FORMS = [
    "guide",
    "place",
    "cause",
    "question",
    "step",
    "carrier",
    "menupath",
    "alarm",
    "page",
    "case",
    "report",
    "source",
]


@pytest.fixture
def guide(transactional_db: None) -> Iterator[Guide]:
    """A draft that differs from what is live, checked, with visitors."""
    live.forget()
    for title in ("Why won't my lamp light?", "Why is the lamp dark?"):
        drafts.replace(make_document(title=title))
        publish("lamp", note="", by="ada")
    case = {"slug": "dark", "title": "It is dark", "answers": {"see": "dark"}, "expect": {"first": ["turn-on"]}}
    report = {"slug": "dark", "text": "Dark.", "found_in": "forum", "says": {"see": "dark"}, "solved_by": ["new-bulb"]}
    added = {"carriers": [a_carrier("acme")], "cases": [case], "reports": [report]}
    guide = drafts.replace(make_document(title="Why is it dark?", add=added))
    for kind in ("check", "visitors"):
        examinations.run(drafts.document(guide), kind)
    yield guide
    live.forget()


@pytest.fixture
def publisher(page: Page, live_server: LiveServer, guide: Guide, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The browser of a publisher, as wide as a phone."""
    user = User.objects.create_user("pat", is_staff=True)
    monkeypatch.setitem(NAMES, "upload", keep_upload(make_document(title="Uploaded"), by=user).pk)
    user.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    with changing(guide, by=user, comment="Moved."):
        Cause.objects.filter(slug="bulb").update(position=10_000)
    monkeypatch.setitem(NAMES, "revision", Revision.objects.filter(part="causes", slug="")[1].pk)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": live_server.url}]
    )
    page.set_viewport_size({"width": 375, "height": 800})
    return page


def pages_of_a_guide() -> list[str]:
    """Their addresses, for the guide of these tests."""
    patterns = {pattern.name: pattern.pattern.converters for pattern in urls.urlpatterns if pattern.name}
    found = [reverse(f"admin:{name}", kwargs={key: NAMES[key] for key in patterns[name]}) for name in PAGES]
    return [*found, *(reverse(f"admin:{name}", args=[NAMES[of]]) for name, of in HISTORY)]


def lists_and_forms() -> list[str]:
    """Their addresses; a table without a row has an empty form only."""
    found = [reverse("admin:index"), reverse("admin:diagnostics_cause_add")]
    for name in FORMS:
        table = f"admin:diagnostics_{name}"
        row = apps.get_model("diagnostics", name)._default_manager.first()
        form = reverse(f"{table}_change", args=[row.pk]) if row else reverse(f"{table}_add")
        found += [reverse(f"{table}_changelist"), form]
    return found


def objections(page: Page, site: str, addresses: list[str]) -> str:
    """What there is to object to, a line each."""
    found = []
    for address in some(addresses):
        page.goto(f"{site}{address}")
        found += [f"{address} {finding}" for finding in axe_violations(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{address} is {width} px wide"] if width > 375 else []
    return "\n".join(found)


def test_pages_of_a_guide_have_nothing_to_object_to(publisher: Page, live_server: LiveServer) -> None:
    """Every page about a guide as a whole, with everything unfolded."""
    assert objections(publisher, live_server.url, pages_of_a_guide()) == ""


def test_lists_and_forms_have_nothing_to_object_to(publisher: Page, live_server: LiveServer) -> None:
    """The first page, and the list and a form of what guides are made of."""
    assert objections(publisher, live_server.url, lists_and_forms()) == ""


def test_no_page_depends_on_its_font(publisher: Page, narrow_browser: Browser, live_server: LiveServer) -> None:
    """In a narrow font too, nothing is hard to hit on a phone, and nothing scrolls sideways."""
    page = narrow_browser.new_page(viewport=publisher.viewport_size, storage_state=publisher.context.storage_state())
    found = []
    for address in some([*pages_of_a_guide(), *lists_and_forms()]):
        page.goto(f"{live_server.url}{address}")
        found += [f"{address} {one}" for one in misfits(page)]
    narrow = NARROW.is_drawn(page)
    page.close()

    assert narrow
    assert found == []
