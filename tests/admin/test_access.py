"""What axe finds on every page of the workplace: nothing; and no page is wider than a phone."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from diagnostics.admin import urls
from diagnostics.domain import drafts, live
from diagnostics.domain.accounts import roles
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.importing import keep
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Cause, Guide, Revision
from tests.axe import findings
from tests.builders import a_carrier, make_document

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
SENT = {"effect", "look", "markdown", "export"}
"""Addresses that answer with fragments or files."""
PAGES = [pattern.name for pattern in urls.urlpatterns if pattern.name and not SENT & set(pattern.name.split("-"))]
FORMS = ["guide", "place", "cause", "question", "step", "carrier", "menupath", "alarm", "page", "case", "source"]


@pytest.fixture
def guide(transactional_db: None) -> Iterator[Guide]:
    """A draft that differs from what is live, checked, with visitors."""
    live.forget()
    for title in ("Why won't my lamp light?", "Why is the lamp dark?"):
        drafts.replace(make_document(title=title))
        publish("lamp", note="", by="ada")
    case = {"slug": "dark", "title": "It is dark", "answers": {"see": "dark"}, "expect": {"first": ["turn-on"]}}
    added = {"carriers": [a_carrier("acme")], "cases": [case]}
    guide = drafts.replace(make_document(title="Why is it dark?", add=added))
    for kind in ("check", "visitors"):
        examinations.run(drafts.document(guide), kind)
    yield guide
    live.forget()


@pytest.fixture
def publisher(page: Page, live_server: LiveServer, guide: Guide) -> Page:
    """The browser of a publisher, as wide as a phone."""
    user = User.objects.create_user("pat", is_staff=True)
    NAMES["upload"] = keep(make_document(title="Uploaded"), by=user).pk
    user.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    with changing(guide, by=user, comment="Moved."):
        Cause.objects.filter(slug="bulb").update(position=10_000)
    NAMES["revision"] = Revision.objects.filter(part="causes", slug="")[1].pk
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": live_server.url}]
    )
    page.set_viewport_size({"width": 375, "height": 800})
    return page


def looked_at(page: Page, address: str) -> list[str]:
    """What there is to object to."""
    page.goto(address)
    found = [f"{address} {finding}" for finding in findings(page)]
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{address} is {width} px wide"] if width > 375 else [])


def test_pages_of_a_guide_have_nothing_to_object_to(publisher: Page, live_server: LiveServer) -> None:
    """Every page about a guide as a whole, with everything unfolded."""
    found = []
    for name in PAGES:
        pattern = next(one for one in urls.urlpatterns if one.name == name)
        keys = {key: NAMES[key] for key in pattern.pattern.converters}
        found += looked_at(publisher, f"{live_server.url}{reverse(f'admin:{name}', kwargs=keys)}")
    assert found == [], "\n".join(found)


def test_lists_and_forms_have_nothing_to_object_to(publisher: Page, live_server: LiveServer, guide: Guide) -> None:
    """The first page, and the list, the form and the empty form of what guides are made of."""
    found = looked_at(publisher, f"{live_server.url}{reverse('admin:index')}")
    for name in FORMS:
        table = f"admin:diagnostics_{name}"
        row = apps.get_model("diagnostics", name)._default_manager.first()
        addresses = [reverse(f"{table}_changelist"), reverse(f"{table}_add")]
        for address in [*addresses, *([reverse(f"{table}_change", args=[row.pk])] if row else [])]:
            found += looked_at(publisher, f"{live_server.url}{address}")
    assert found == [], "\n".join(found)
