"""About, Privacy and Contact, written in the workplace."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.domain import about
from diagnostics.domain.about import site_texts
from diagnostics.domain.about.starting_texts import TEXTS
from diagnostics.models import SiteText
from tests.admin.test_roles import AGENT, EDITOR, PUBLISHER, STRANGER, someone
from tests.web.page import Page

pytestmark = pytest.mark.django_db
LIST = reverse("admin:site-texts")
ABOUT = reverse("admin:site-text", args=["about"])
PREVIEW = reverse("admin:site-text-preview")


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    about.forget()
    yield
    about.forget()


@pytest.fixture
def publisher() -> Client:
    return someone(PUBLISHER)


def field(page: Page, name: str) -> str:
    (found,) = page.elements(name=name)
    return (found.text or "").removeprefix("\n") if found.tag == "textarea" else found.get("value", "")


def save(client: Client, text: str, *, replaces: int = 0, address: str = ABOUT) -> Any:
    return client.post(address, {"text": text, "replaces": str(replaces)})


def test_the_pages_are_listed(publisher: Client) -> None:
    """From the first page of the workplace, each with what stands there."""
    assert Page(publisher.get(reverse("admin:index"))).links["Pages of the site"] == LIST
    page = Page(publisher.get(LIST))

    assert [page.links[title] for title in ("About", "Privacy", "Contact")] == [
        reverse("admin:site-text", args=[name]) for name in SiteText.PAGES
    ]
    assert "Contact Not written yet, so that visitors do not see it" in page.text
    assert "About As every site starts" in page.text


def test_what_is_saved_is_what_visitors_read(publisher: Client, client: Client) -> None:
    """Within a few seconds; the form begins with the text that stands there."""
    form = Page(publisher.get(ABOUT))
    assert field(form, "text").strip() == TEXTS["about"].strip()
    saved = save(publisher, "We are the **lamp** people.", replaces=int(field(form, "replaces")))
    assert saved.status_code == 302
    about.tend()

    assert "We are the lamp people." in Page(client.get("/about/")).text
    assert "Visitors read it within a few seconds." in publisher.get(ABOUT).content.decode()
    assert "publisher, " in Page(publisher.get(LIST)).text


def test_an_earlier_text_is_put_back(publisher: Client) -> None:
    """By opening it and saving it, so that it can be looked at first."""
    save(publisher, "One.")
    key = site_texts.newest("about").key
    save(publisher, "Two.", replaces=key)
    page = Page(publisher.get(ABOUT))
    assert [link for link in page.links.values() if link.startswith("?from=")] == [f"?from={key}", "?from=0"]

    old = Page(publisher.get(f"{ABOUT}?from={key}"))
    assert field(old, "text").strip() == "One."
    assert "This is an earlier text." in old.text
    assert save(publisher, field(old, "text"), replaces=int(field(old, "replaces"))).status_code == 302
    assert site_texts.newest("about").text == "One."


@pytest.mark.parametrize("given", ["x", "999999", "9" * 30, ""])
def test_an_earlier_text_that_is_not_there(publisher: Client, given: str) -> None:
    page = Page(publisher.get(f"{ABOUT}?from={given}"))

    assert field(page, "text").strip() == TEXTS["about"].strip()
    assert "This is an earlier text." not in page.text


def test_two_editors_lose_nothing(publisher: Client) -> None:
    """What was typed comes back beside what the other one wrote; a second time it is saved."""
    save(publisher, "Theirs.")
    page = Page(save(publisher, "Mine."))

    assert page.status == 409
    assert field(page, "text").strip() == "Mine."
    assert "Somebody else has written this page meanwhile." in page.text
    assert "What publisher wrote meanwhile Theirs." in page.text
    assert save(publisher, "Mine.", replaces=int(field(page, "replaces"))).status_code == 302
    assert site_texts.newest("about").text == "Mine."


def test_what_cannot_be_shown_comes_back_with_every_fault(publisher: Client) -> None:
    page = Page(save(publisher, "See [it](page:a) and [[menu]]."))

    assert page.status == 422
    assert "The link to “page:a” leads nowhere from here." in page.text
    assert "Marks such as [[menu-path]]" in page.text
    assert field(page, "text").strip() == "See [it](page:a) and [[menu]]."
    assert not SiteText.objects.exists()


def test_saving_what_stands_there_changes_nothing(publisher: Client) -> None:
    assert (
        "Nothing was changed"
        in publisher.post(
            ABOUT, {"text": TEXTS["about"].replace("\n", "\r\n"), "replaces": "0"}, follow=True
        ).content.decode()
    )
    assert not SiteText.objects.exists()


def test_a_text_is_seen_before_it_is_saved(publisher: Client) -> None:
    """As visitors will see it, with what is wrong."""
    page = publisher.post(PREVIEW, {"text": "**Bold** <script> [x](page:a)"}).content.decode()

    assert "<strong>Bold</strong> &lt;script&gt; x" in page
    assert "leads nowhere from here" in page
    assert f'data-preview="{PREVIEW}"' in publisher.get(ABOUT).content.decode()


@pytest.mark.parametrize("address", [LIST, ABOUT, PREVIEW])
def test_only_publishers_write_what_is_live_at_once(address: str) -> None:
    for role, status in ((EDITOR, 403), (AGENT, 302), (STRANGER, 302)):
        assert (role, someone(role).get(address).status_code) == (role, status)
        assert (role, someone(role).post(address, {"text": "x", "replaces": "0"}).status_code) == (role, status)
    assert not SiteText.objects.exists()
    assert "Pages of the site" not in someone(EDITOR).get(reverse("admin:index")).content.decode()


def test_an_unknown_page_is_not_found(publisher: Client) -> None:
    assert publisher.get(reverse("admin:site-text", args=["imprint"])).status_code == 404
