"""A security key made of software: what it signs is real."""

import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

USED = AuthenticatorData.FLAG.UP
MADE = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT


@dataclass
class SoftKey:
    """uses: how often it says that it was used."""

    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: bytes = field(default_factory=lambda: os.urandom(32))

    def make(self, options: dict[str, Any], *, origin: str) -> dict[str, Any]:
        """What a browser sends that was asked to make a passkey."""
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # theirs
        credential = AttestedCredentialData.create(Aaguid.NONE, self.handle, public)
        data = AuthenticatorData.create(sha256(options["rp"]["id"].encode()), MADE, self.uses, credential)
        client = CollectedClientData.create("webauthn.create", options["challenge"], origin)
        made = AttestationObject.create("none", data, {})
        return self._answer(client, attestationObject=websafe_encode(bytes(made)))

    def use(self, options: dict[str, Any], *, origin: str) -> dict[str, Any]:
        """What a browser sends that was asked for a passkey."""
        self.uses += 1
        data = AuthenticatorData.create(sha256(options["rpId"].encode()), USED, self.uses)
        client = CollectedClientData.create("webauthn.get", options["challenge"], origin)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        return self._answer(client, authenticatorData=websafe_encode(bytes(data)), signature=websafe_encode(signature))

    def _answer(self, client: CollectedClientData, **response: str) -> dict[str, Any]:
        handle = websafe_encode(self.handle)
        said = {"clientDataJSON": websafe_encode(bytes(client)), **response}
        return {"id": handle, "rawId": handle, "type": "public-key", "clientExtensionResults": {}, "response": said}
