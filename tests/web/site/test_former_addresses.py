"""Addresses that were live once: they lead to what is live now, or say that it is gone."""

from typing import Any

import pytest
from django.test import Client

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts, live
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing.publishing import rollback
from diagnostics.models import PublishedName
from tests.builders import a_carrier, a_cause, a_page, a_question, a_step, an_option, make_document
from tests.fixtures import Publish

pytestmark = pytest.mark.django_db
PAGE = {"title": "Dim", "summary": "It is dim.", "text": "Dim."}
SMALL = make_document()
LARGE = make_document(
    add={
        "causes": [a_cause("dust", aliases=["dirt"])],
        "steps": [a_step("wipe", {"dust": "always"})],
        "carriers": [a_carrier("acme")],
        "pages": [a_page("dusty")],
    },
    questions=[
        a_question("see", "dark", an_option("dim", page=PAGE), asked="first", signs={"bulb": {"dim": "for"}}),
        *make_document().model_dump(mode="json", by_alias=True)["questions"][1:],
    ],
)
GONE = [
    f"lamp/{one}" for one in ("causes/dust", "causes/dirt", "steps/wipe", "carriers/acme", "pages/dusty", "signs/dim")
]


def ask(client: Client, address: str) -> Any:
    return client.get(f"/{address}/")


@pytest.mark.parametrize("way", ["rollback", "publish", "new draft"])
def test_what_is_gone_says_so(way: str, published: Publish, client: Client) -> None:
    """After a rollback, after another release, and after the draft was deleted and begun anew; what never was is not found."""
    for document in (SMALL, LARGE):
        published(document)
    assert {ask(client, address).status_code for address in GONE} == {200, 301}
    if way == "rollback":
        rollback("lamp", 1, why="", by="ada")
        live.refresh()
    else:
        if way == "new draft":
            drafts.get_guide("lamp").delete()
            live.refresh()
            assert ask(client, "lamp/steps/wipe").status_code == 200
        published(make_document(title="Other?"))
    for address in GONE:
        page = ask(client, address)
        assert (page.status_code, "This page is no longer here" in page.content.decode()) == (410, True)
        assert page["Cache-Control"] == "no-store"
    assert ask(client, "lamp/steps/never").status_code == 404
    assert ask(client, "lamp/causes/wipe").status_code == 404


def rename_part(part: str, old: str, new: str) -> GuideDocument:
    """The draft of the guide, with one of its objects under another slug."""
    rename(drafts.get_guide("lamp"), part, old, new, by=None)
    return drafts.document(drafts.get_guide("lamp"))


@pytest.mark.parametrize(
    ("part", "kind", "old"), [("steps", "steps", "wipe"), ("causes", "causes", "dust"), ("pages", "pages", "dusty")]
)
def test_newer_address_leads_back_after_a_rollback(
    part: str, kind: str, old: str, published: Publish, client: Client
) -> None:
    """The older release knows nothing of it; where the address asks for something, that is kept. Nobody may keep the answer."""
    published(LARGE)
    published(rename_part(part, old, "fresh"))
    published(rename_part(part, "fresh", "fresher"))
    rollback("lamp", 1, why="", by="ada")
    live.refresh()
    for name in ("fresh", "fresher"):
        response = client.get(f"/lamp/{kind}/{name}/?utm_source=x")
        assert (response.status_code, response["Location"]) == (301, f"/lamp/{kind}/{old}/?utm_source=x")
        assert response["Cache-Control"] == "no-store"


def test_all_addresses_of_a_guide_go_on_after_a_rollback_over_its_renaming(published: Publish, client: Client) -> None:
    """The guide stays under its newest address, and what was gone from it is gone there."""
    published(LARGE)
    rename(drafts.get_guide("lamp"), "guide", "lamp", "torch", by=None)
    published(LARGE.model_copy(update={"slug": "torch", "aliases": ("lamp",), "title": "New?"}))
    rollback("torch", 1, why="", by="ada")
    live.refresh()
    assert ask(client, "torch/steps/wipe").status_code == 200
    published(SMALL.model_copy(update={"slug": "torch", "aliases": ("lamp",)}))
    assert ask(client, "torch").status_code == 200
    assert ask(client, "lamp/steps/wipe")["Location"] == "/torch/steps/wipe/"
    assert ask(client, "torch/steps/wipe").status_code == 410


def test_old_address_that_the_guide_has_dropped_still_leads_to_it(published: Publish, client: Client) -> None:
    """It was published once, so it goes on."""
    published(make_document(aliases=["light"]))
    published(SMALL)
    assert ask(client, "light")["Location"] == "/lamp/"


def test_names_that_are_known_are_not_kept_again(published: Publish) -> None:
    """Their number depends on the names, not on the releases."""
    published(SMALL)
    count = PublishedName.objects.count()
    published(make_document(title="Other?"))
    assert PublishedName.objects.count() == count == 1 + 4 + 5 + 1


def test_guide_under_a_slug_that_its_next_one_has_dropped_stays_away(published: Publish, client: Client) -> None:
    """Or its last release would be live again; where the slug is published anew, that is another guide, and it stays."""
    published(SMALL)
    torch = SMALL.model_copy(update={"slug": "torch", "aliases": ("lamp",)})
    published(torch)
    published(torch.model_copy(update={"aliases": (), "title": "New?"}))
    assert ask(client, "lamp")["Location"] == "/torch/"
    assert list(live.site().guides) == ["torch"]
    published(make_document(title="Another lamp?"))
    assert "Another lamp?" in ask(client, "lamp").content.decode()
    published(torch.model_copy(update={"aliases": (), "title": "Newer?"}))
    assert set(live.site().guides) == {"torch", "lamp"}
