"""A link goes to its customer by mail."""

import logging
from collections.abc import Callable

import pytest
from pytest_django import Settings

from diagnostics.config.mail import mailers
from diagnostics.domain.results import result_links
from diagnostics.domain.safeguards import limits
from diagnostics.models import ResultLink
from tests.smtp_server import Server, smtp_server
from tests.web.desk.conftest import Agent, MakeLink, an_agent
from tests.web.desk.test_links import result_text

type Use = Callable[[Server], None]

CUSTOMER = "customer.name@example.org"


def mail_address(link: ResultLink) -> str:
    return f"/agents/links/{result_text(link)}/mail/"


@pytest.fixture
def use(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Use:
    """As MAIL_URL and MAIL_FROM would."""

    def use_server(server: Server) -> None:
        monkeypatch.setenv("MAIL_URL", server.url)
        settings.MAILERS = mailers("MAIL_URL")
        settings.DEFAULT_FROM_EMAIL = "help@example.org"

    return use_server


def test_without_a_mail_server_nothing_offers_to_send(agent: Agent, link: MakeLink) -> None:
    made = link()

    assert "Send it to the customer by e-mail" not in agent.get(f"/agents/links/{result_text(made)}/").links
    assert agent.get(mail_address(made)).status == 404


def test_a_link_is_mailed(
    agent: Agent,
    link: MakeLink,
    use: Use,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Through a real server: what the form showed, with the note and without the reference. The address goes nowhere else."""
    made = link(note="Try it tonight.", reference="T-4711")
    caplog.set_level(logging.DEBUG)
    with smtp_server() as server:
        use(server)
        page = agent.get(f"/agents/links/{result_text(made)}/")
        form = agent.get(page.links["Send it to the customer by e-mail"])
        answer = agent.post(mail_address(made), to=CUSTOMER)
        ((to, message),) = server.taken

    assert to == CUSTOMER
    assert "From: help@example.org" in message
    assert "Subject: Why won't my lamp light?" in message
    for part in ("Try it tonight.", f"/r/{result_text(made)}/", "The link works until"):
        assert part in message
        assert part in form.text
    assert "T-4711" not in message
    assert (answer.status, answer.response.headers["Location"]) == (303, mail_address(made) + "?sent=yes")
    sent = agent.get(answer.response.headers["Location"])
    assert "The mail is on its way." in sent.text
    assert CUSTOMER not in sent.text + caplog.text
    assert all(CUSTOMER not in str(value) for row in ResultLink.objects.values() for value in row.values())


@pytest.mark.parametrize(
    ("troubles", "status", "told"),
    [
        ({"refuses": True}, 422, "The mail server takes no mail for this address. Nothing was sent."),
        ({"breaks": True}, 502, "The mail server did not take it, so nothing was sent."),
        (None, 502, "The mail server did not take it, so nothing was sent."),
    ],
)
def test_what_could_not_be_sent_stays_in_the_form(
    agent: Agent,
    link: MakeLink,
    use: Use,
    caplog: pytest.LogCaptureFixture,
    troubles: dict[str, bool] | None,
    status: int,
    told: str,
) -> None:
    """The server refuses, breaks off, or is not there: said plainly, and not logged with the address."""
    made = link()
    with smtp_server(**troubles or {}) as server:
        use(server)
        page = agent.post(mail_address(made), to=CUSTOMER) if troubles else None
    page = page or agent.post(mail_address(made), to=CUSTOMER)

    assert page.status == status
    assert told in page.text
    assert page.elements(id="id_to")[0].get("value") == CUSTOMER
    assert "could not be mailed" in caplog.text
    assert CUSTOMER not in caplog.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type the address that the customer tells you."),
        ("customer at example", "This is not an e-mail address. One looks like name@example.org."),
        ("a@example.org\nBcc: b@example.org", "This is not an e-mail address."),
    ],
)
def test_what_is_no_address_is_told(agent: Agent, link: MakeLink, use: Use, typed: str, told: str) -> None:
    with smtp_server() as server:
        use(server)
        page = agent.post(mail_address(link()), to=typed)

    assert (page.status, server.taken) == (422, [])
    assert told in page.text


def test_mails_are_limited(agent: Agent, link: MakeLink, use: Use) -> None:
    """An agent sends so many within an hour; others go on."""
    made = link()
    limits.spend(limits.MAILING, f"agent {agent.user.pk}", limits.MAILING.most)
    with smtp_server() as server:
        use(server)
        page = agent.post(mail_address(made), to=CUSTOMER)
        assert (page.status, server.taken) == (429, [])
        assert "Nothing was sent. Try again in" in page.text
        assert page.elements(id="id_to")[0].get("value") == CUSTOMER
        omar = an_agent("omar")
        assert omar.post(mail_address(link(by=omar.user)), to=CUSTOMER).status == 303


def test_only_open_links_of_one_s_own_are_mailed(agent: Agent, link: MakeLink, use: Use) -> None:
    """Nobody is sent to a page that says only that it ended."""
    revoked, other = link(), link(by=an_agent("omar").user)
    result_links.revoke(revoked, why="x")
    with smtp_server() as server:
        use(server)
        assert agent.post(mail_address(revoked), to=CUSTOMER).status == 404
        assert agent.post(mail_address(other), to=CUSTOMER).status == 404

    assert server.taken == []
