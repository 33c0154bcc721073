"""An app for one-time codes, as somebody has it on their phone."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django_otp.oath import totp

from diagnostics.domain.signing_in import codes


@dataclass(frozen=True)
class App:
    key: str

    def code(self, steps: int = 0) -> str:
        """What it shows, or will show after so many half minutes."""
        return f"{totp(bytes.fromhex(self.key), t0=-30 * steps):06}"


def an_app(user: User) -> App:
    """It is set up for this person."""
    app = App(codes.new_key())
    assert codes.add_app(user, app.key, app.code())
    return app
