"""``MAIL_URL`` and ``MAIL_FROM`` as Django wants them."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from diagnostics.config import env
from diagnostics.config.env import WrongSetting

SECONDS: Final = 10
"""How long an agent waits for the mail server."""
WAYS: Final[dict[str, dict[str, bool]]] = {"smtp": {}, "smtp+tls": {"use_tls": True}, "smtps": {"use_ssl": True}}


def mailers(name: str) -> dict[str, Any]:
    """``MAILERS``: one for this address, or none. Raises ``WrongSetting``."""
    if not (url := env.secret(name)):
        return {}
    # The message must not repeat the address: it may hold a password.
    wrong = WrongSetting(name, "must look like smtp+tls://user:password@host:587, smtps://… or smtp://….")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in WAYS or not parts.hostname or parts.path.strip("/"):
        raise wrong
    who = {"username": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    options = {"host": parts.hostname, "port": port, "timeout": SECONDS, **who, **WAYS[parts.scheme]}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def sender(name: str, *, required: bool) -> str:
    """The address that mail comes from. Raises ``WrongSetting``."""
    address = env.text(name)
    if not (address or required):
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise WrongSetting(name, f"must be an e-mail address, such as help@example.org (it is {address!r}).") from None
    return address
