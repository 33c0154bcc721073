"""MAIL_URL and MAIL_FROM."""

import pytest

from diagnostics.config.env import WrongSetting
from diagnostics.config.mail import SECONDS, mailers, sender


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail", {"host": "mail", "port": None, "username": "", "password": ""}),
        ("smtp+tls://me:p%40ss@mail:587", {"port": 587, "username": "me", "password": "p@ss", "use_tls": True}),
        ("smtps://mail:465/", {"port": 465, "use_ssl": True}),
    ],
)
def test_an_address_becomes_a_mailer(monkeypatch: pytest.MonkeyPatch, url: str, options: dict[str, object]) -> None:
    """With a timeout, so that nobody waits for ever."""
    monkeypatch.setenv("MAIL_URL", url)
    made = mailers("MAIL_URL")["default"]["OPTIONS"]

    assert {name: made[name] for name in options} == options
    assert made["timeout"] == SECONDS


def test_without_an_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_URL", raising=False)

    assert mailers("MAIL_URL") == {}
    assert sender("MAIL_FROM", required=False) == ""


@pytest.mark.parametrize(
    "url", ["mail", "http://mail", "smtp://", "smtp://me:secret@mail:x", "smtp://mail/path", "smtp://["]
)
def test_a_wrong_address_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("MAIL_URL", url)

    with pytest.raises(WrongSetting, match=r"^MAIL_URL must look like smtp\+tls://") as wrong:
        mailers("MAIL_URL")
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize("address", ["", "help", "help@"])
def test_whoever_mails_says_from_whom(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("MAIL_FROM", address)

    with pytest.raises(WrongSetting, match=r"^MAIL_FROM must be an e-mail address, such as help@example.org"):
        sender("MAIL_FROM", required=True)
