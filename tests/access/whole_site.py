"""The site that the matrix is tried on: a live guide, a draft that uses every table, and one row of all else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.results.codes import format_code
from diagnostics.domain import about, drafts, live
from diagnostics.domain.drafts import history
from diagnostics.domain.live import Findings, preview_links
from diagnostics.domain.programs import keys
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.results import outcomes, result_links
from diagnostics.domain.safeguards import roles
from diagnostics.engine.walk import fold
from diagnostics.models import (
    Guide,
    Recall,
    ResultLink,
    Revision,
    SiteText,
    Upload,
    Webhook,
    WebhookDelivery,
)
from diagnostics.web.cards import gallery
from diagnostics.web.site import identity
from tests.access.addresses import Address
from tests.access.rules import AGENT, EDITOR, PROGRAM, PUBLISHER, STAFF, SUPERUSER, SUPERVISOR, Rule
from tests.builders import a_step, make_document
from tests.domain.rich import rich_document
from tests.web.lamp import rich_lamp

GROUPS: Final = {
    AGENT: roles.AGENTS,
    SUPERVISOR: roles.SUPERVISORS,
    EDITOR: roles.EDITORS,
    PUBLISHER: roles.PUBLISHERS,
}
FORM: Final = "application/x-www-form-urlencoded"
FROM_OUR_PAGE: Final = {"Sec-Fetch-Site": "same-origin"}
"""How a browser says that a page of this site sends the form."""


@dataclass(frozen=True)
class WholeSite:
    """cookies, headers: what each role's browser or program sends.

    values: what stands in addresses; own_values: in that of one name.
    """

    cookies: dict[str, dict[str, str]]
    headers: dict[str, dict[str, str]]
    values: dict[str, Any]
    own_values: dict[str, dict[str, str]]

    def ask(self, role: str, method: str, path: str, data: str | Mapping[str, str] = "") -> HttpResponseBase:
        """The answer to one role. Whatever it changed is taken back; a string is sent as JSON, a mapping as a form."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies.get(role, {}))
        headers = FROM_OUR_PAGE | self.headers.get(role, {})
        with transaction.atomic():
            if isinstance(data, str):
                response = client.generic(method, path, data, "application/json", headers=headers)
            else:
                response = client.generic(method, path, urlencode(data), FORM, headers=headers)
            transaction.set_rollback(True)
        return response

    def path(self, address: Address, rule: Rule) -> str:
        """Where the address leads on this site."""
        path = address.path(
            **{**self.values, **_row_of(address), **self.own_values.get(address.name, {}), **rule.values}
        )
        return f"{path}?{rule.query}" if rule.query else path


def _row_of(address: Address) -> dict[str, Any]:
    """A row of the table whose page of the admin this is."""
    if found := re.match(r"/?admin[:/](auth|diagnostics)[_/]([a-z]+)", address.name):
        row = apps.get_model(found[1], found[2])._default_manager.first()
        key = row.pk if row else 0
        return {"object_id": key, "id": key, address.name: f"/admin/{found[1]}/{found[2]}/{key}/"}
    return {}


def make_site() -> WholeSite:
    """Inside a transaction that somebody takes back."""
    _publish_guides()
    users = {role: _user(role) for role in (*GROUPS, SUPERUSER)}
    key, secret = keys.make("Tickets", list(keys.SCOPES), by=users[SUPERUSER])
    headers = {PROGRAM: {"Authorization": f"Bearer {secret}"}}
    cookies = {role: _cookies(user) for role, user in users.items()}
    values = {**_site_values(), **_rows(users), "key": key.pk}
    return WholeSite(cookies, headers, values, _values_of_one_address(values))


def _publish_guides() -> None:
    drafts.replace(make_document(add={"steps": [a_step("hammer", {"bulb": "seldom"})]}))
    first = publish("lamp", note="First", by="ada").publication.release
    Recall.objects.create(release=first, steps=["hammer"], by="ada", why="It breaks the lamp.")
    drafts.replace(rich_lamp())
    publish("lamp", note="Second", by="ada")
    drafts.replace(rich_document())
    SiteText.objects.create(page="contact", text="Write to us.", by="ada")
    about.tend()
    live.refresh()


def _user(role: str) -> User:
    if role == SUPERUSER:
        return User.objects.create_superuser(role, password="candle light")
    user = User.objects.create_user(role, password="candle light", is_staff=role in STAFF)
    user.groups.add(Group.objects.get(name=GROUPS[role]))
    return user


def _cookies(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {name: one.value for name, one in client.cookies.items()}


def _site_values() -> dict[str, Any]:
    """Names of parts that the live guide and its draft both have, and nameless addresses, whole."""
    return {
        "guide": "lamp",
        "question": "see",
        "option": "dark",
        "cause": "bulb",
        "step": "turn-on",
        "carrier": "acme",
        "page": "keep",
        "case": "off",
        "number": 1,
        "part": "causes",
        "rest": "lamp/",
        "/preview/": "/preview/",
        "/admin/(?P<url>.*)$": "/admin/nowhere/",
    }


def _values_of_one_address(values: dict[str, Any]) -> dict[str, dict[str, str]]:
    logo, style = (resolve(found).kwargs for found in identity.own_files())
    return {
        "logo": logo,
        "site-style": style,
        "card": {"name": gallery.site_picture().name},
        "sign": {"option": "flicker"},
        "preview": {"key": values["preview_key"]},
        "admin:webhook-again": {"key": WebhookDelivery.objects.latest("pk").pk},
        **{name: {"key": Webhook.objects.get().pk} for name in ("admin:webhook-secret", "admin:webhook-test")},
    }


def _rows(users: dict[str, User]) -> dict[str, Any]:
    guide = Guide.objects.get()
    with history.changing(guide, by=users[EDITOR], comment="Another order"):
        Guide.objects.update(title="Why is it dark?")
    upload = Upload.objects.create(guide="", text=canonical_json(make_document(slug="two")), by=users[EDITOR])
    webhook = Webhook.objects.create(name="Tickets", address="https://example.org/", events=["link.made"])
    WebhookDelivery.objects.create(webhook=webhook, event="link.made", body="{}", give_up_at=timezone.now())
    link = _link(users[AGENT])
    return {
        "upload": upload.pk,
        "user": users[EDITOR].pk,
        "code": format_code(link.code),
        "typed": f"{format_code(link.code)}).",
        "preview_key": preview_links.make(guide, days=1)[0],
        "revision": Revision.objects.earliest("pk").pk,
        "content_type_id": ContentType.objects.get_for_model(Guide).pk,
        "object_id": guide.pk,
    }


def _link(agent: User) -> ResultLink:
    """An agent's link whose customer said what worked."""
    here = live.site().guides["lamp"]
    link = result_links.make(here, fold(here.network.guide, [("see", "dark"), ("show", "steps")]), Findings(), by=agent)
    outcomes.record(link, "turn-on", "fixed")
    return link
