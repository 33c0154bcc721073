"""A result link by mail. The address that it goes to is used once: not kept, and not logged."""

import logging
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final

from django.core.mail import EmailMessage

log: Final = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take it."""


class AddressRefused(NotSent):
    """The mail server takes no mail for this address."""


def send(to: str, subject: str, text: str) -> None:
    """Hand one message to the mail server; raises NotSent."""
    try:
        EmailMessage(subject, text, to=[to]).send(using="default")
    except SMTPRecipientsRefused as error:
        _log(error)
        raise AddressRefused from None
    except (SMTPException, OSError) as error:
        _log(error)
        raise NotSent from None


def _log(error: Exception) -> None:
    """Only what kind of error it was: its words may hold the address."""
    log.warning("A link could not be mailed: %s.", type(error).__name__)
