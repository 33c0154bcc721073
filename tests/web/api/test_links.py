"""What takes a key: making result links, and reading what came of them."""

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.programs import keys
from diagnostics.domain.results import link_events, outcomes, result_links
from diagnostics.domain.results.link_events import Done
from diagnostics.domain.results.result_links import ResultLink
from diagnostics.domain.safeguards.limits import NEW_LINK, WRONG_KEY, Limit
from diagnostics.models import ProgramKey
from tests.web.results.pinned import look_at, share_walk

pytestmark = pytest.mark.django_db
WALK = "see=dark&kind=desk&street=lit&show=steps"


class Program:
    """Somebody's program with a key."""

    def __init__(self, *scopes: str) -> None:
        self.row, self.key = keys.make("Tickets, Ada", scopes)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1/{path}", headers=self.headers)

    def make(self, guide: str = "lamp", **body: object) -> Any:
        return Client().post(
            f"/api/v1/guides/{guide}/links",
            {"walk": WALK, **body},
            content_type="application/json",
            headers=self.headers,
        )


@pytest.fixture
def program(lamp: LiveGuide) -> Program:
    return Program("links:make", "links:read")


def the_link() -> ResultLink:
    return ResultLink.objects.get()


def test_a_program_makes_a_link_that_shows_the_walk(program: Program) -> None:
    """Its page pins what the same walk shows; the row says which key made it."""
    response = program.make(note="Try this.", reference="T-1", days=7)
    made, link = response.json(), the_link()
    assert (response.status_code, response.headers["Location"]) == (201, made["about"])
    assert (link.made_with, link.made_by, link.note, link.reference, link.days) == (
        program.row,
        None,
        "Try this.",
        "T-1",
        7,
    )
    assert made["page"].endswith(f"/r/{made['code']}/")
    assert look_at(made["page"].removeprefix("http://127.0.0.1:8000")).heading.endswith("Turn the lamp on")
    assert (made["walk"], made["guide"], made["release"], made["state"]) == (WALK, "lamp", 1, "open")
    assert made["outcome"] == {"word": "untouched", "step": None}


def test_a_program_reads_what_came_of_its_link(program: Program) -> None:
    """Whatever its holder did, in order."""
    made = program.make().json()
    link = the_link()
    result_links.tick(link, "turn-on")
    link_events.add(link, [Done("answered", "kind", "desk")])
    outcomes.record(link, "new-bulb", "fixed")
    answer = program.get(f"links/{made['code']}").json()
    assert answer["outcome"] == {"word": "fixed", "step": {"slug": "new-bulb", "title": "Put a new bulb in"}}
    assert answer["acted_at"]
    events = program.get(made["events"].partition("/api/v1/")[2]).json()
    assert [(one["kind"], one["step"] and one["step"]["slug"], one["question"]) for one in events["events"]] == [
        ("ticked", "turn-on", None),
        ("answered", None, "kind"),
    ]


def test_a_link_that_ended_or_was_taken_back_says_so(program: Program) -> None:
    made = program.make().json()
    result_links.revoke(the_link())
    assert program.get(f"links/{made['code']}").json()["state"] == "revoked"


def test_a_key_reads_only_the_links_that_it_made(program: Program) -> None:
    """To others it seems that there is no such link; a key for all of them reads it."""
    code = share_walk("see=dark").strip("/").rpartition("/")[2]
    refused = program.get(f"links/{code}")
    assert (refused.status_code, refused.json()["detail"]) == (
        404,
        "There is no link with this code that this key may read.",
    )
    assert refused.json() == program.get("links/BCDF-GHJK-MNPZ").json() == program.get("links/nonsense").json()
    assert Program("links:read-all").get(f"links/{code}").json()["code"] == code


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer fpk_0_0"}, {"Authorization": "Basic x"}]
)
def test_without_a_key_nothing_is_made_or_read(lamp: LiveGuide, header: dict[str, str]) -> None:
    for response in (
        Client().get("/api/v1/links/BCDF-GHJK-MNPZ", headers=header),
        Client().post("/api/v1/guides/lamp/links", {"walk": ""}, content_type="application/json", headers=header),
    ):
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert "Authorization: Bearer fpk_" in response.json()["detail"]
    assert not ResultLink.objects.exists()


def test_a_revoked_key_opens_nothing(program: Program) -> None:
    keys.revoke(program.row, by=User.objects.create(username="ada"))
    assert program.make().status_code == 401


def test_a_key_does_what_its_scopes_say(lamp: LiveGuide) -> None:
    reads, makes = Program("links:read"), Program("links:make")
    refused = reads.make()
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "This key may not do that: it needs the scope links:make.",
    )
    code = makes.make().json()["code"]
    assert makes.get(f"links/{code}").status_code == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"walk": "see=dark", "nope": 1}, "nope"),
        ({"walk": "see=dark", "note": "x" * 501}, "note"),
        ({"walk": "see=dark", "note": "a\0b"}, "note"),
        ({"walk": "see=dark", "days": 0}, "days"),
        ({"walk": "see=dark", "days": "many"}, "days"),
        ({}, "walk"),
    ],
)
def test_a_wrong_body_is_explained_field_by_field(program: Program, body: dict[str, object], field: str) -> None:
    response = Client().post(
        "/api/v1/guides/lamp/links", body, content_type="application/json", headers=program.headers
    )
    assert response.status_code == 422
    assert [one["field"] for one in response.json()["errors"]] == [field]
    assert field in response.json()["detail"]
    assert not ResultLink.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "\xff", "[]"])
def test_a_body_that_cannot_be_read_is_refused(program: Program, body: str) -> None:
    response = Client().post(
        "/api/v1/guides/lamp/links", body.encode("latin-1"), content_type="application/json", headers=program.headers
    )
    assert response.status_code in (400, 422)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_walk_that_is_too_long_is_refused(program: Program) -> None:
    assert program.make(walk="&" * 500).status_code == 400
    assert program.make(walk="?see=dark").json()["walk"] == "see=dark"


def test_a_former_name_of_the_guide_is_sent_on(program: Program) -> None:
    """308: the body is to be sent again."""
    response = program.make("old-lamp")
    assert (response.status_code, response.headers["Location"]) == (308, "/api/v1/guides/lamp/links")
    assert program.make("nope").status_code == 404


def test_a_key_may_ask_so_often(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link costs more than a look; others are not concerned."""
    monkeypatch.setattr("diagnostics.web.api.keys.PROGRAM", Limit("program", 2 * (NEW_LINK + 1)))
    assert [program.make().status_code for _ in range(2)] == [201, 201]
    refused = program.get("links/nonsense")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert Program("links:make").make().status_code == 201


def test_whoever_guesses_keys_is_stopped(program: Program) -> None:
    """Wrong keys are counted by address, before anything else is looked up."""
    wrong = {"Authorization": "Bearer fpk_00000000_guess"}
    statuses = [Client().get("/api/v1/links/x", headers=wrong).status_code for _ in range(WRONG_KEY.most + 1)]
    assert statuses == [401] * WRONG_KEY.most + [429]
    assert program.make().status_code == 201


def test_a_key_stands_in_no_log(
    program: Program, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where something fails with it."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(result_links, "make", fail)
    with caplog.at_level(logging.DEBUG):
        client = Client(raise_request_exception=False)
        response = client.post(
            "/api/v1/guides/lamp/links", {"walk": ""}, content_type="application/json", headers=program.headers
        )
    assert response.status_code == 500
    assert "broken" in caplog.text
    assert program.key not in caplog.text
    assert program.key.rpartition("_")[2] not in caplog.text


def test_without_the_database_a_program_is_told_when_to_come_back(program: Program, database_away: None) -> None:
    response = program.make()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert "Nothing was done" in response.json()["detail"]


def test_reading_costs_few_queries(program: Program, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """The key, the link with its release, outcomes, recalls; the note of use is written once in ten minutes."""
    code = program.make().json()["code"]
    with django_assert_max_num_queries(9):
        assert program.get(f"links/{code}").status_code == 200
    assert ProgramKey.objects.get().used_at is not None
