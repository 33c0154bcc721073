"""A link to the draft is made in one step, and works without signing in."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from diagnostics.config.times import when
from diagnostics.domain.live.previews import open_pass
from diagnostics.domain.safeguards.roles import AGENTS
from diagnostics.models import Guide

ADDRESS = "/admin/guides/lamp/preview/"


def test_the_page_leads_into_the_preview(editor: Client, guide: Guide) -> None:
    """For whoever is signed in."""
    assert 'href="/preview/draft/lamp/"' in editor.get(ADDRESS).content.decode()


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_lasts_as_long_as_was_chosen(days: int, editor: Client, guide: Guide, settings: Settings) -> None:
    """It is whole, with the site's own address, and shows the draft to anybody."""
    text = editor.post(ADDRESS, {"days": str(days)}).content.decode()
    found = re.search(r'value="([^"]+/preview/([^/"]+)/lamp/)"', text)
    assert found
    opens = open_pass(found[2])
    assert opens.guide == "lamp"
    assert opens.until
    assert f"It ends on {when(opens.until)}." in text
    answer = Client().get(found[1].removeprefix(settings.SITE_URL))
    assert (answer.status_code, escape(guide.title) in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("data", [{}, {"days": "365"}, {"days": "soon"}])
def test_another_time_is_refused(data: dict[str, str], editor: Client, guide: Guide) -> None:
    """No link is made."""
    response = editor.post(ADDRESS, data)
    assert response.status_code == 422
    assert 'id="link"' not in response.content.decode()


def test_agents_make_no_links(guide: Guide) -> None:
    """They see nothing of drafts."""
    user = User.objects.create_user("ann", is_staff=True)
    user.groups.add(Group.objects.get(name=AGENTS))
    client = Client()
    client.force_login(user)
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS, {"days": "7"}).status_code) == (403, 403)
