"""Every address and every role: who may comes in, who may not is led to the door or refused, and nobody meets an error."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.http.response import HttpResponseBase

from diagnostics.domain.safeguards import roles
from tests.access.addresses import every_address
from tests.access.headers import missing_headers
from tests.access.rules import AGENT, EDITOR, EVERYBODY, PROGRAM, PUBLISHER, RULES, SUPERUSER, SUPERVISOR, VISITOR, Rule
from tests.access.whole_site import WholeSite
from tests.share import some

pytestmark = pytest.mark.django_db
LADDERS = ((VISITOR, PROGRAM), (AGENT, SUPERVISOR), (EDITOR, PUBLISHER, SUPERUSER))
"""Whoever stands higher may whatever those below may: so the lowest who may is tried, and the highest who may not."""
INLINE_STYLE = "logo"
"""The operator's own drawing may have colours of its own for dark pages; it is no page, and a sandbox to itself."""
ADDRESSES = {address.name: address for address in every_address()}


def test_every_address_has_a_rule() -> None:
    """No address is added without saying in rules.py who may open it, and no rule outlives its address."""
    assert {name.partition(" by ")[0] for name in RULES} == set(ADDRESSES)


def test_whoever_stands_higher_may_more(whole_site: WholeSite) -> None:
    """What the ladders above claim."""
    may = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.prefetch_related("permissions")
    }
    assert may[roles.AGENTS] < may[roles.SUPERVISORS]
    assert may[roles.EDITORS] < may[roles.PUBLISHERS]


@pytest.mark.parametrize("role", EVERYBODY)
def test_role_at_every_address(whole_site: WholeSite, role: str) -> None:
    """Each answer is the one that the rule of the address promises."""
    wrong = []
    for name, rule in some(RULES.items()):
        address = ADDRESSES[name.partition(" by ")[0]]
        for method in _methods(rule, role):
            response = whole_site.ask(role, method, whole_site.path(address, rule), rule.data)
            faults = [] if name == INLINE_STYLE else missing_headers(response)
            if faults or not _is_as_promised(response, rule, role, method):
                wrong.append((name, method, response.status_code, response.headers.get("Location", ""), faults))
    assert wrong == []


def _methods(rule: Rule, role: str) -> Iterator[str]:
    """By which a role is tried: whoever may not, with a post too."""
    if role in rule.may:
        yield from {rule.method} if role in _lowest(rule) else ()
    elif role in _highest_refused(rule):
        yield from {rule.method, "POST"}
    elif role == VISITOR:
        yield rule.method


def _lowest(rule: Rule) -> set[str]:
    """Of what is open to everybody, also whoever is signed in with every permission."""
    if VISITOR in rule.may:
        return {VISITOR, SUPERUSER}
    return {next((role for role in ladder if role in rule.may), "") for ladder in LADDERS}


def _highest_refused(rule: Rule) -> set[str]:
    return {next((role for role in reversed(ladder) if role not in rule.may), "") for ladder in LADDERS}


def _is_as_promised(response: HttpResponseBase, rule: Rule, role: str, method: str) -> bool:
    status = response.status_code
    if role in rule.may:
        return status == rule.answers if rule.answers else status < 400
    if status == 405 and method != rule.method:
        return True
    return _is_led(response, rule, method) if role in rule.led else status == rule.status


def _is_led(response: HttpResponseBase, rule: Rule, method: str) -> bool:
    """To the door; the workplace answers a post with the door itself, which keeps what was typed."""
    if method == "POST" and response.status_code == 200:
        return b'name="password"' in getattr(response, "content", b"")
    return response.status_code == 302 and response.headers["Location"].startswith(rule.door)
