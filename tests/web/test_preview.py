"""The preview: visitors' own pages over a draft, for editors and for holders of a link, kept and found by nobody."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import get_script_prefix
from django.utils import timezone

from diagnostics.config.times import when
from diagnostics.domain import drafts, live
from diagnostics.domain.live import LiveGuide, preview_links, previews
from diagnostics.domain.safeguards.roles import AGENTS, EDITORS
from diagnostics.models import Cause, Guide, Page
from tests.builders import a_cause, a_page, make_document
from tests.web.lamp import rich_lamp

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def somebody(*groups: str, is_staff: bool = True) -> Client:
    user = User.objects.create_user("-".join(groups) or "plain", is_staff=is_staff)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Client:
    return somebody(EDITORS)


@pytest.fixture
def draft(lamp: LiveGuide) -> Iterator[Guide]:
    """The lamp is live, and its draft calls it something else."""
    row = Guide.objects.get(slug="lamp")
    row.title = "Why is it dark in here?"
    row.save()
    yield row
    assert get_script_prefix() == "/"


@pytest.fixture
def link(draft: Guide) -> str:
    """The beginning of every address of a link that shows the draft for a week."""
    return f"/preview/{preview_links.make(draft, days=7)[0]}/"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """What the page says; it is private whatever it is."""
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in response.headers
    return response.content.decode()


PAGES = (
    *("", "lamp/", "lamp/check/", "lamp/check/?see=dark&show=steps", "lamp/signs/flicker/", "lamp/causes/"),
    *("lamp/causes/bulb/", "lamp/steps/new-bulb/", "lamp/carriers/", "lamp/carriers/acme/", "lamp/pages/candles/"),
)


@pytest.mark.broad
@pytest.mark.parametrize("rest", PAGES)
def test_every_page_shows_the_draft_and_stays_inside(rest: str, editor: Client, draft: Guide) -> None:
    """Each page of the site is there, with the bar, and its links lead on inside the preview."""
    text = text_of(editor, f"/preview/draft/{rest}")
    assert draft.title in text
    assert text.count("Visitors do not see this yet.") == 1
    assert 'href="/lamp/' not in text
    assert 'action="/lamp/' not in text
    assert draft.title not in Client().get(f"/{rest}").content.decode()


@pytest.mark.parametrize("rest", PAGES)
def test_a_link_opens_the_draft_without_signing_in(rest: str, link: str, draft: Guide) -> None:
    """Whoever has it sees the same pages, is told when it ends, and is offered nothing of the workplace."""
    text = text_of(Client(), f"{link}{rest}")
    assert draft.title in text
    assert "This link ends on" in text
    assert "/admin/" not in text


def test_links_in_texts_stay_inside(editor: Client, draft: Guide, link: str) -> None:
    """A link that an editor wrote leads to the draft of that page, under the address that the reader has."""
    Page.objects.filter(guide=draft, slug="candles").update(text="See [the bulb](cause:bulb).")
    assert 'href="/preview/draft/lamp/causes/bulb/"' in text_of(editor, "/preview/draft/lamp/pages/candles/")
    assert f'href="{link}lamp/causes/bulb/"' in text_of(Client(), f"{link}lamp/pages/candles/")


def test_a_change_shows_at_once(editor: Client, draft: Guide) -> None:
    """What is saved is what the next page says."""
    text_of(editor, "/preview/draft/lamp/causes/bulb/")
    Cause.objects.filter(guide=draft, slug="bulb").update(name="The bulb is worn")
    assert "The bulb is worn" in text_of(editor, "/preview/draft/lamp/causes/bulb/")


def test_strangers_are_led_to_sign_in(draft: Guide) -> None:
    """And come back to the page afterwards."""
    response = Client().get("/preview/draft/lamp/check/?see=dark")
    assert (response.status_code, response.headers["Cache-Control"]) == (302, "no-store")
    assert response.headers["Location"] == "/admin/login/?next=/preview/draft/lamp/check/%3Fsee%3Ddark"


@pytest.mark.parametrize("who", [lambda: somebody(AGENTS), lambda: somebody(EDITORS, is_staff=False)])
def test_others_who_are_signed_in_are_refused(who: Callable[[], Client], draft: Guide) -> None:
    """An agent is no editor, and an editor without the workplace is none either."""
    response = who().get("/preview/draft/lamp/")
    assert response.status_code == 403
    assert draft.title not in response.content.decode()


def test_the_first_address_leads_to_the_drafts() -> None:
    """/preview/ alone is enough."""
    assert Client().get("/preview/").headers["Location"] == "/preview/draft/"


def test_a_link_shows_one_draft_only(link: str, draft: Guide) -> None:
    """Another guide's draft is not behind it; what is live of others is."""
    drafts.replace(make_document(slug="radio", title="Why is it silent?"))
    text_of(Client(), f"{link}radio/", 404)
    assert "Why is it silent?" not in text_of(Client(), link)


def test_a_link_ends(draft: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it says so, kindly, and shows nothing of the draft."""
    key, made = preview_links.make(draft, days=1)
    later = timezone.now() + dt.timedelta(days=1, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    text = text_of(Client(), f"/preview/{key}/lamp/", 410)
    assert f"It showed a draft until {when(made.ends_at)}." in text
    assert draft.title not in text


def test_a_withdrawn_link_says_so(draft: Guide) -> None:
    """On every page below it, and shows nothing of the draft; the draft itself is as open as before to editors."""
    key, made = preview_links.make(draft, days=1)
    preview_links.withdraw(draft, [made.pk], by="ada")
    for rest in ("", "lamp/", "lamp/check/?see=dark"):
        text = text_of(Client(), f"/preview/{key}/{rest}", 410)
        assert "This link was withdrawn" in text
        assert draft.title not in text


def test_a_link_follows_a_guide_that_is_renamed(link: str, draft: Guide) -> None:
    """Old addresses inside it lead on."""
    draft.slug, draft.aliases = "torch", ["lamp"]
    draft.save()
    response = Client().get(f"{link}lamp/check/?see=dark")
    assert (response.status_code, response.headers["Location"]) == (301, f"{link}torch/check/?see=dark")
    assert draft.title in text_of(Client(), f"{link}torch/")


@pytest.mark.parametrize("key", ["nonsense", "a:b:c", "WyJsYW1wIiwxXQ:1abcde:xyz"])
def test_a_broken_link_says_so(key: str, draft: Guide) -> None:
    """Nothing of the draft is shown."""
    text = text_of(Client(), f"/preview/{key}/lamp/", 404)
    assert "This link leads to no draft" in text
    assert draft.title not in text


def test_a_link_to_a_guide_that_is_gone(link: str, draft: Guide) -> None:
    """It says so, on every page, whether or not the guide is still live: what visitors see is no draft."""
    draft.delete()
    for rest in ("", "lamp/", "lamp/check/"):
        text = text_of(Client(), f"{link}{rest}", 410)
        assert "This draft is no longer here" in text
        assert rich_lamp().title not in text
        assert "Visitors do not see this yet." not in text


def test_a_link_to_a_guide_that_is_gone_opens_no_other(link: str, draft: Guide) -> None:
    """Other drafts stay as hidden as they were."""
    draft.delete()
    drafts.replace(make_document(slug="radio", title="Why is it silent?"))
    assert "Why is it silent?" not in text_of(Client(), f"{link}radio/", 410)


def test_error_pages_belong_to_the_preview(editor: Client, draft: Guide) -> None:
    """They carry the bar, and their links stay inside."""
    text = text_of(editor, "/preview/draft/lamp/causes/none/", 404)
    assert "Visitors do not see this yet." in text
    assert 'href="/preview/draft/lamp/"' in text
    assert "Visitors do not see this yet." in text_of(editor, f"/preview/draft/lamp/check/?{'a=b&' * 500}", 400)
    assert "Visitors do not see this yet." in text_of(editor, "/preview/draft/admin/lamp/no/", 404)


def test_pages_are_only_read(editor: Client, draft: Guide) -> None:
    """HEAD is answered as GET, anything else as on the public site."""
    assert editor.head("/preview/draft/lamp/").content == b""
    response = Client(enforce_csrf_checks=True).post(f"/preview/{preview_links.make(draft, days=1)[0]}/lamp/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_a_forgotten_slash_is_added(editor: Client, draft: Guide) -> None:
    """As everywhere on the site."""
    assert editor.get("/preview/draft/lamp").headers["Location"] == "/preview/draft/lamp/"


def test_nothing_that_a_browser_kept_is_good_enough(editor: Client, draft: Guide) -> None:
    """Even a tag that fits brings the whole page."""
    assert editor.get("/preview/draft/lamp/", headers={"If-None-Match": "*"}).status_code == 200


def test_fragments_are_fragments(editor: Client, draft: Guide) -> None:
    """htmx gets the inside of the frame, and the bar with the walk that it has come to."""
    text = editor.get("/preview/draft/lamp/check/?see=dark", headers=HTMX).content.decode()
    assert "<html" not in text
    assert 'id="preview-bar"' in text
    assert 'hx-swap-oob="true"' in text


def test_the_bar_leads_editors_back(editor: Client, draft: Guide) -> None:
    """To the workplace of the guide, or to its first page where no guide is named; and to a case from a walk."""
    bar = editor.get("/preview/draft/lamp/check/?see=dark&kind=desk").content.decode()
    assert 'href="/admin/guides/lamp/"' in bar
    assert 'href="/admin/guides/lamp/keep/?see=dark&amp;kind=desk"' in bar
    assert "Keep this as a case" not in editor.get("/preview/draft/lamp/").content.decode()
    assert 'href="/admin/"' in editor.get("/preview/draft/").content.decode()


def test_a_guide_that_was_never_published(editor: Client, db: None) -> None:
    """Its draft can be walked through."""
    live.forget()
    drafts.replace(make_document())
    text = text_of(editor, "/preview/draft/lamp/check/")
    assert "What about see?" in text
    live.forget()


def test_a_draft_with_problems_tells_them(editor: Client, draft: Guide, link: str) -> None:
    """Rows that make no document: a list for editors with the way to the check, a kind word for others."""
    Guide.objects.filter(pk=draft.pk).update(urgent_page=None)
    text = text_of(editor, "/preview/draft/lamp/", 409)
    assert "This draft cannot be shown yet" in text
    assert "No page is chosen here." in text
    assert 'href="/admin/guides/lamp/check/"' in text
    assert "No page is chosen here." in text_of(editor, "/preview/draft/", 409)
    assert "No page is chosen" not in text_of(Client(), f"{link}lamp/", 409)
    assert text_of(editor, "/preview/draft/none/", 404).count("/preview/draft/lamp/") == 0


def test_a_page_that_an_unfinished_draft_cannot_fill_tells_its_errors(editor: Client, draft: Guide) -> None:
    """What the page stumbles over is told in the words of the check."""
    Cause.objects.filter(guide=draft).update(open=False)
    text = text_of(editor, "/preview/draft/lamp/check/?see=dark&show=steps", 409)
    assert "No cause is the open one" in text


def test_a_draft_that_the_engine_cannot_take_tells_its_errors(editor: Client, draft: Guide) -> None:
    """Where there is nothing to tell apart, the check has a sentence for it."""
    Cause.objects.filter(guide=draft, open=False).delete()
    assert "No other cause is listed" in text_of(editor, "/preview/draft/lamp/", 409)


def test_a_page_that_fails_for_no_error_of_the_draft_fails(
    editor: Client, draft: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip of ours is not blamed on editors."""
    from diagnostics.web.reading import front

    def slip(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(front, "page_links", slip)
    for address in ("/preview/draft/lamp/", "/preview/draft/"):
        with pytest.raises(RuntimeError, match="ours"):
            editor.get(address)
    monkeypatch.setattr(previews, "compile_guide", slip)
    previews.forget()
    with pytest.raises(RuntimeError, match="ours"):
        editor.get("/preview/draft/lamp/causes/")


def test_public_pages_know_nothing_of_it(lamp: LiveGuide) -> None:
    """No bar, no private headers, after a preview as before."""
    response = Client().get("/lamp/")
    assert "Visitors do not see this yet." not in response.content.decode()
    assert "s-maxage" in response.headers["Cache-Control"]


def test_crawlers_may_read_that_they_are_to_forget_it(link: str, draft: Guide) -> None:
    """A crawler that is kept from reading would never see “noindex”, and list the address of a link it came across."""
    assert "Disallow" not in Client().get("/robots.txt").content.decode()
    assert Client().get(f"{link}lamp/").headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unfinished_draft_does_not_hide_the_others(editor: Client, draft: Guide) -> None:
    """The first page shows every draft that can be shown, and names the others with the way to their checks."""
    drafts.replace(make_document(slug="radio", title="Why is it silent?"))
    drafts.replace(make_document(slug="phone", title="Why is it mute?"))
    Guide.objects.filter(slug="radio").update(urgent_page=None)
    text = text_of(editor, "/preview/draft/")
    assert 'href="/preview/draft/phone/"' in text
    assert 'href="/preview/draft/lamp/"' in text
    assert 'href="/preview/draft/radio/"' not in text
    assert "Not shown here until their problems are fixed:" in text
    assert '<a href="/admin/guides/radio/check/">Why is it silent?</a>' in text
    assert "Not shown here" not in text_of(editor, "/preview/draft/phone/")


def test_unfinished_drafts_alone_are_told_apart(editor: Client, draft: Guide, link: str) -> None:
    """Where none can be shown, each is named with what is wrong and the way to its check; a link has a kind word."""
    drafts.replace(make_document(slug="radio", title="Why is it silent?"))
    Guide.objects.update(urgent_page=None)
    text = text_of(editor, "/preview/draft/", 409)
    assert [f"<h2>{title}</h2>" in text for title in (draft.title, "Why is it silent?")] == [True, True]
    assert text.count("No page is chosen here.") == 2
    assert "No page is chosen" not in text_of(Client(), link, 409)


def test_a_lone_draft_that_its_front_page_cannot_do_without_tells_its_errors(editor: Client, draft: Guide) -> None:
    """The first page of all is then the front page of that guide."""
    Cause.objects.filter(guide=draft, open=False).delete()
    assert "No other cause is listed" in text_of(editor, "/preview/draft/", 409)


def test_many_guides_are_listed_together(editor: Client, draft: Guide) -> None:
    """The first page shows every draft."""
    drafts.replace(make_document(slug="radio", title="Why is it silent?", add={"causes": [a_cause("x")]}))
    drafts.replace(make_document(slug="phone", title="Why is it mute?", add={"pages": [a_page("y")]}))
    text = text_of(editor, "/preview/draft/")
    assert [title in text for title in ("Why is it silent?", "Why is it mute?", draft.title)] == [True] * 3
    assert rich_lamp().title not in text
