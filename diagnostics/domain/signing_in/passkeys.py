"""Passkeys (WebAuthn): made and used in the browser, checked here. The library is loaded only where one is."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from diagnostics.models import Passkey
from diagnostics.models.staff import LONGEST_HANDLE

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

# The library writes down whose key was used when; that is nobody's business.
logging.getLogger("fido2").setLevel(logging.WARNING)

MOST: Final = 20
"""Passkeys of one person."""

type State = dict[str, Any]
"""What the session keeps between a question to a browser and its answer."""


class Refused(Exception):
    """What a browser sent is no passkey of theirs, or does not fit what it was asked."""


def are_possible() -> bool:
    """Browsers know passkeys for names only, not for addresses of the network."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    return not (host.replace(".", "").isdigit() or ":" in host)


def ask_for_new(user: User) -> tuple[dict[str, Any], State]:
    """What the browser is to be asked when a passkey is made, and what has to be kept for ``add``."""
    from fido2.webauthn import (  # noqa: PLC0415 (see above)
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    number = salted_hmac("diagnostics.passkeys", str(user.pk), algorithm="sha256").digest()
    name = user.get_username()
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=number, name=name, display_name=user.get_full_name() or name),
        [_credential(one) for one in Passkey.objects.filter(user=user)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options.public_key), dict(state)


def add(user: User, state: State, answer: Mapping[str, Any], *, name: str) -> Passkey:
    """Keep the passkey that the browser made. Raises ``Refused``."""
    try:
        made = _server().register_complete(state, answer)
    except Exception as wrong:  # the library raises whatever it stumbles over
        raise Refused from wrong
    credential = made.credential_data
    if credential is None or Passkey.objects.filter(user=user).count() >= MOST:
        raise Refused
    handle = credential.credential_id.hex()
    if len(handle) > LONGEST_HANDLE or Passkey.objects.filter(handle=handle).exists():
        raise Refused
    return Passkey.objects.create(user=user, name=name, handle=handle, credential=bytes(credential), uses=made.counter)


def ask_for_one_of(user: User) -> tuple[dict[str, Any], State]:
    """What the browser is to be asked at the second step, and what has to be kept for ``check``."""
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415 (see above)

    credentials = [_credential(one) for one in Passkey.objects.filter(user=user)]
    options, state = _server().authenticate_begin(credentials, UserVerificationRequirement.PREFERRED)
    return dict(options.public_key), dict(state)


def check(user: User, state: State, answer: Mapping[str, Any]) -> bool:
    """Whether the browser has one of this person's passkeys. One whose count of uses goes back was copied."""
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415 (see above)

    with transaction.atomic():
        keys = {bytes.fromhex(one.handle): one for one in Passkey.objects.select_for_update().filter(user=user)}
        try:
            used = _server().authenticate_complete(state, [_credential(one) for one in keys.values()], answer)
            uses = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
        except Exception:  # noqa: BLE001 (the library raises whatever it stumbles over)
            return False
        key = keys[used.credential_id]
        if uses <= key.uses and (uses or key.uses):
            return False
        key.uses, key.used_at = uses, timezone.now()
        key.save(update_fields=["uses", "used_at"])
    return True


def _server() -> "Fido2Server":
    from fido2.server import Fido2Server  # noqa: PLC0415 (see above)
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415 (see above)

    host = urlsplit(settings.SITE_URL).hostname or ""
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name=settings.SITE_NAME),
        verify_origin=lambda origin: origin == settings.SITE_URL,
    )


def _credential(key: Passkey) -> "AttestedCredentialData":
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 (see above)

    return AttestedCredentialData(bytes(key.credential))
