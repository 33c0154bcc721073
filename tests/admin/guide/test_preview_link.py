"""A link to the draft is made in one step, and works without signing in."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from diagnostics.config.times import when
from diagnostics.domain.live.preview_links import open_pass
from diagnostics.domain.safeguards.roles import AGENTS
from diagnostics.models import Guide, PreviewLink

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


def test_links_are_withdrawn_one_by_one_or_all_and_that_is_undone(editor: Client, guide: Guide) -> None:
    """The page says what it did and offers the way back; the list says who withdrew what."""
    for _ in range(3):
        editor.post(ADDRESS, {"days": "7"})
    rows = list(PreviewLink.objects.values_list("pk", flat=True))
    one = editor.post(ADDRESS, {"link": rows[0]}).content.decode()
    assert "1 link is withdrawn." in one
    assert "by ada" in one
    assert "Withdraw all 2" in one
    everything = editor.post(ADDRESS, {"link": rows}).content.decode()
    assert "2 links are withdrawn." in everything
    assert "Withdraw all" not in everything
    assert everything.count('<input type="hidden" name="do" value="restore">') == 1 + 3
    again = editor.post(ADDRESS, {"link": rows, "do": "restore"}).content.decode()
    assert "3 links are open again." in again
    assert PreviewLink.objects.filter(withdrawn_at=None).count() == 3


@pytest.mark.parametrize("link", ["", "x", "9" * 30, "-1", "²"])
def test_what_is_no_link_changes_nothing(link: str, editor: Client, guide: Guide) -> None:
    """And the page says so."""
    text = editor.post(ADDRESS, {"link": link}).content.decode()
    assert "nothing was changed" in text
    assert "Undo" not in text


def test_agents_make_no_links(guide: Guide) -> None:
    """They see nothing of drafts."""
    user = User.objects.create_user("ann", is_staff=True)
    user.groups.add(Group.objects.get(name=AGENTS))
    client = Client()
    client.force_login(user)
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS, {"days": "7"}).status_code) == (403, 403)
