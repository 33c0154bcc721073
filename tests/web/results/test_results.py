"""The page of a result link, its other forms, and the field for a code."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from diagnostics.content.results import codes
from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import guesses, result_links, spoken_codes
from diagnostics.domain.safeguards.limits import OPENING, WRONG_CODES
from diagnostics.engine.walk import fold
from diagnostics.models import ResultLink
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Page, Visitor
from tests.web.results.pinned import OURS, look_at, post, present, share_walk, without_present

pytestmark = pytest.mark.django_db
WALK = "see=dark&kind=desk&show=steps"
FORMS = ("/", ".txt", ".json", ".svg")


@pytest.fixture
def address(lamp: LiveGuide) -> str:
    """The address of a link whose page shows steps."""
    return share_walk(WALK, release="1")


def form(address: str, ending: str) -> str:
    return address.rstrip("/") + ending


def an_agents_link(lamp: LiveGuide, *, note: str, reference: str) -> str:
    walk = fold(lamp.network.guide, [("see", "dark"), ("show", "steps")])
    by = User.objects.create_user("Agent Orange")
    link = result_links.make(lamp, walk, Findings(), by=by, note=note, reference=reference)
    return f"/r/{codes.format_code(link.code)}/"


# The code


def test_every_page_has_a_way_to_enter_a_code(lamp: LiveGuide, visitor: Visitor) -> None:
    """Also the first one, reading pages and errors."""
    for page in ("/", "/lamp/", "/lamp/check/", "/lamp/causes/", "/nowhere/"):
        assert visitor.get(page).links["I have a code"] == "/r/"


@pytest.mark.parametrize("change", [str.lower, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_code_leads_to_its_page(address: str, visitor: Visitor, change: object) -> None:
    """With or without hyphens, in any case, the field leads to the one address of the page."""
    typed = change(address.split("/")[2])  # type: ignore[operator]
    response = visitor.get("/r/", data={"code": typed}).response
    assert (response.status_code, response.headers["Location"]) == (302, address)


def test_other_ways_to_write_an_address_lead_to_the_one(address: str, visitor: Visitor) -> None:
    """So that a link that was typed works."""
    response = visitor.get(address.lower().replace("-", "")).response
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert visitor.get(form(address.lower(), ".txt")).status == 200


@pytest.mark.parametrize(
    "glue",
    [")", ">", ".", ",", '"', ";", "”", "/.", "/)", "/>", "/&gt;", "&gt;", "/)/", ")/", "/</a>", "%22", "/%20and"],
)
def test_what_was_glued_to_an_address_is_taken_off(address: str, visitor: Visitor, glue: str) -> None:
    """Chat and mail programs take brackets and full stops along; no cache keeps where that led."""
    response = visitor.get(address.rstrip("/") + glue).response
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("ending", FORMS)
def test_the_form_that_was_asked_for_stays(address: str, visitor: Visitor, ending: str) -> None:
    """Of an address with something glued to it, too; and a whole one can be typed into the field."""
    glued = form(address, ending) + ")."
    assert visitor.get(glued).response.headers["Location"] == form(address, ending)
    typed = visitor.get("/r/", data={"code": f"<https://fix.example.org{glued}>"}).response
    assert typed.headers["Location"] == address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bcdO1", "“O”, “1” are not used in codes. A code has no vowels, no Y, no L and no digits among its letters."),
        ("bcdo", "“O” is not used in codes. A code has no vowels, no Y, no L and no digits among its letters."),
        ("bbbb-bbbb-bbbc", "One letter is mistyped, or two are swapped. Compare them with the code."),
        ("bbbb-bbbb", "A code has 12 letters, and these are 8."),
        ("b", "A code has 12 letters, and this is 1."),
        ("1234", "A code that was read out has 8 digits, and these are 4."),
        ("1", "A code that was read out has 8 digits, and this is 1 digit."),
        ("1234 5678", "These digits do not work, or no longer do: they last for one hour. Ask for new ones."),
    ],
)
def test_a_slip_is_named_and_nothing_typed_is_lost(visitor: Visitor, typed: str, said: str) -> None:
    """The field again, with what was typed and what is wrong about it."""
    page = visitor.get("/r/", data={"code": typed})
    (field,) = page.elements(name="code")
    assert (page.status, page.words_of("error"), field.get("value")) == (404, said, typed)
    assert page.title.startswith("Error: ")


def test_a_slip_in_an_address_is_named_too(visitor: Visitor) -> None:
    """Whatever form was asked for."""
    for ending in FORMS:
        page = visitor.get(f"/r/BBBB-BBBB-BBBC{ending}")
        assert (page.status, page.elements(name="code")[0].get("value")) == (404, "BBBB-BBBB-BBBC")
    assert visitor.get("/r/").status == 200
    assert visitor.get("/r/%FF/").status == 404


@pytest.mark.parametrize(
    "address", ["/r/%00/", "/r/%0a%1b/", "/r/?code=%00%ff", f"/r/?code={'é' * 200}", "/r/" + "b" * 3000 + "/"]
)
def test_nothing_typed_makes_it_fail(visitor: Visitor, address: str) -> None:
    """Whatever stands in the address: a valid page that shows the field again, and names a few signs at most."""
    page = visitor.get(address)
    assert (page.status, page.heading) == (404, "Enter a code")
    assert page.words_of("error").count("“") <= 5


def test_a_code_that_there_is_not_is_said(visitor: Visitor) -> None:
    """It may have ended long ago."""
    page = visitor.get("/r/BBBB-BBBB-BBBB/")
    assert (page.status, page.words_of("error").startswith("There is no such code.")) == (404, True)


def test_spoken_digits_lead_to_the_page(lamp: LiveGuide, address: str, visitor: Visitor) -> None:
    """As an agent reads them out."""
    digits = spoken_codes.make(ResultLink.objects.get()).digits
    assert visitor.get("/r/", data={"code": digits}).response.headers["Location"] == address


# The page


def test_looking_writes_nothing(address: str) -> None:
    """A chat that fetches a preview neither counts nor makes the link live longer."""
    before = ResultLink.objects.values().get()
    for ending in FORMS:
        assert Client().get(form(address, ending)).status_code == 200
        assert Client().head(form(address, ending)).status_code == 200
    assert ResultLink.objects.values().get() == before


@pytest.mark.parametrize("ending", FORMS)
def test_every_form_is_private(address: str, ending: str) -> None:
    """Kept by no cache, found by no search engine, without a cookie; elsewhere nobody learns where one came from."""
    response = Client().get(form(address, ending))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_page_says_when_and_how_long(address: str) -> None:
    """Absolute times."""
    link, page = ResultLink.objects.get(), look_at(address)
    assert f"What we found out on {link.made_at:%-d %B %Y, %H:%M} UTC." in page.text
    assert f"The link works until {link.ends_at:%-d %B %Y}" in page.text


def test_a_note_is_shown_escaped_and_a_reference_never(lamp: LiveGuide) -> None:
    """The note is for the customer, who also learns that somebody sees the ticks."""
    page = look_at(an_agents_link(lamp, note="Hello <b>Eve</b>\n\nBye & good luck", reference="SECRET-77"))
    assert page.words_of("note") == "A note for you Hello <b>Eve</b> Bye & good luck"
    assert "The person who helps you sees what you tick off and say here, and how you go on." in page.text
    assert "SECRET-77" not in page.response.content.decode()
    assert "Agent Orange" not in page.response.content.decode()


def test_no_form_holds_free_text_or_an_identifier(lamp: LiveGuide) -> None:
    """Neither note nor reference nor agent, nor what a browser says of itself or of its address, nor a typed pair."""
    agents = an_agents_link(lamp, note="NOTE-1", reference="REFERENCE-2")
    typed = (
        Client()
        .post(
            "/lamp/share/",
            {"walk": "see=TYPED-3&who=TYPED-3&kind=desk&tried=TYPED-3&utm_source=TYPED-3"},
            headers=OURS | {"User-Agent": "BROWSER-4", "X-Forwarded-For": "198.51.100.5", "Accept-Language": "tlh"},
        )
        .headers["Location"]
    )
    secrets = ("NOTE-1", "REFERENCE-2", "Agent Orange", "TYPED-3", "BROWSER-4", "198.51.100.5", "tlh")
    for one in (agents, typed):
        for ending in FORMS:
            text = Client().get(form(one, ending)).content.decode()
            found = {secret for secret in secrets if secret in text}
            assert found <= ({"NOTE-1"} if (one, ending) == (agents, "/") else set()), ending
    page = look_at(agents)
    sent = [*page.links.values(), *(one.get("data-share", "") for one in page.tree.iter("button"))]
    sent += [one.get("value", "") for one in page.tree.iter("input")]
    assert not [text for text in sent if any(secret in text for secret in secrets)]
    row = ResultLink.objects.values().get(made_by=None)
    assert not [value for value in row.values() if any(secret in str(value) for secret in secrets)]


def test_the_page_offers_every_form(address: str) -> None:
    """Copy, text message, the browser's own sheet, a screen to photograph, text, data and a picture."""
    page = look_at(address)
    whole = f"http://127.0.0.1:8000{address}"
    assert [one.get("value") for one in page.elements(id="address")] == [whole]
    assert page.elements(data_share=whole)
    assert page.links["Send it as a text message"].startswith("sms:?&body=What%20we%20found%20out%3A%20http")
    assert page.links["One screen to photograph"] == "#photo"
    assert page.links["Plain text, for a support ticket"] == form(address, ".txt")
    assert page.links["Data, for another program"] == form(address, ".json")
    assert page.links["As a picture file"] == form(address, ".svg")
    assert "style=" not in page.response.content.decode()


def test_the_picture_is_plain_svg(address: str) -> None:
    """It loads nothing and holds no style, so that every policy shows it."""
    response = Client().get(form(address, ".svg"))
    text = response.content.decode()
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert text.startswith("<?xml")
    assert "style" not in text
    assert "script" not in text


def test_the_text_is_a_ticket(address: str) -> None:
    """Plain, with the address of the page."""
    response = Client().get(form(address, ".txt"))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith(f"Result {address.split('/')[2]}, saved on ")
    assert f"The same walk: http://127.0.0.1:8000{address}" in response.content.decode()


# What has ended


def test_an_ended_link_says_so_kindly_and_goes_on(address: str) -> None:
    """410, with the same walk on the guide of today; also where that is gone."""
    ResultLink.objects.update(ends_at=timezone.now())
    page = look_at(address)
    assert (page.status, page.heading) == (410, "This link has ended")
    assert page.links["Go on with these answers"] == f"/lamp/check/?{WALK}"
    with live.site_override(live.LiveSite()):
        assert look_at(address).status == 410
    assert post(address, do="keep").status == 410


def test_a_revoked_link_says_only_that(address: str) -> None:
    """Neither what it held nor why."""
    result_links.revoke(ResultLink.objects.get(), why="SECRET")
    page = look_at(address)
    assert (page.status, page.heading) == (410, "This link was taken back")
    assert "SECRET" not in page.text
    assert "It stays dark" not in page.text


# Limits, and a database that is away


def test_opening_links_has_a_limit(address: str, visitor: Visitor) -> None:
    """Of codes that there are not, a dozen an hour."""
    statuses = [visitor.get("/r/BBBB-BBBB-BBBB/").status for _ in range(WRONG_CODES.most + 3)]
    assert statuses == [404] * WRONG_CODES.most + [429] * 3
    page = look_at(address)
    assert page.status == 429
    assert 0 < int(page.response.headers["Retry-After"]) <= 3600
    assert visitor.get("/r/", data={"code": "12345678"}).status == 429


def test_right_codes_are_no_guesses(address: str, visitor: Visitor) -> None:
    """However many are opened, the dozen is left."""
    for _ in range(WRONG_CODES.most + 1):
        assert look_at(address).status == 200
    assert visitor.get("/r/BBBB-BBBB-BBBB/").status == 404


def test_while_many_guess_spoken_codes_need_their_proof(lamp: LiveGuide, address: str, visitor: Visitor) -> None:
    """The form asks for it, whether or not the digits are right, and gives no other hint than the page of the link."""
    made = spoken_codes.make(ResultLink.objects.get())
    right, wrong = made.digits, "00000000" if made.digits != "00000000" else "00000001"
    for number in range(guesses.WRONG_SPOKEN.most + 1):
        assert guesses.look_up(f"192.0.2.{number % 250}.{number}", lambda: None, spoken=True) is None
    for digits in (right, wrong):
        page = visitor.get("/r/", data={"code": digits})
        assert (page.status, page.elements(id="proof")[0].get("name")) == (200, "proof")
    other = f"{(int(made.proof) + 1) % 100:02}"
    refused = [visitor.get("/r/", data={"code": code, "proof": other}) for code in (right, wrong)]
    assert {(page.status, page.text.replace(right, wrong)) for page in refused} == {(404, refused[1].text)}
    assert visitor.get("/r/", data={"code": right, "proof": f" {made.proof} "}).response.headers["Location"] == address
    assert look_at(address).status == 200


def test_slips_that_the_check_letter_finds_cost_nothing(address: str, visitor: Visitor) -> None:
    """They ask the database nothing."""
    for _ in range(OPENING.most + 1):
        assert visitor.get("/r/", data={"code": "bbbb-bbbb-bbbc"}).status == 404
    assert look_at(address).status == 200


def test_without_the_database_links_ask_for_patience(address: str, database_away: None) -> None:
    """503 for every form, at once; the field itself needs no database."""
    for ending in FORMS:
        page = look_at(form(address, ending))
        assert (page.status, page.heading) == (503, "Saved links cannot be opened right now")
        assert page.response.headers["Retry-After"] == "10"
    assert post(address, do="keep").status == 503
    assert look_at("/r/").status == 200
    assert look_at("/r/?code=12345678").status == 503


def test_a_damaged_link_fails_alone(address: str, caplog: pytest.LogCaptureFixture) -> None:
    """What was kept cannot be read: it is logged, and nothing wrong is shown."""
    ResultLink.objects.update(decision="{}")
    assert look_at(address).status == 500
    assert "cannot be shown" in caplog.text


def test_the_page_of_a_link_is_the_same_every_time(address: str) -> None:
    assert without_present(look_at(address)) == without_present(look_at(address))
    assert present(look_at(address)) == []


def test_a_page_of_another_release_says_its_own_version(published: Publish, address: str) -> None:
    """The foot names the release that the page was made from."""
    published(rich_lamp(working="It shines"))
    assert "Version 1 of this guide" in Page(Client().get(address)).text
