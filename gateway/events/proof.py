"""Did a message come from who may send it? The secret itself as we registered it, or a token signed with it."""

from __future__ import annotations

import hashlib
import hmac

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from gateway.config import Geheim

_MOST = 4_000


class Proof:
    """Checks the Authorization header of messages of one bron.

    A notification carries what we gave when subscribing, letter for letter. Who sends by itself may sign a JWT (HS256) with
    the secret; its age is not looked at, for senders make one once and use it for years, but an `exp` that is there counts.
    A secret that is replaced in its file counts at once, and the old one no more.
    """

    def __init__(self, geheim: Geheim) -> None:
        self._geheim = geheim
        self._claims = jwt.JWTClaimsRegistry()

    @property
    def authorization(self) -> str:
        """What a subscription gives along, and every notification of it carries."""
        return f"Bearer {self._geheim.reveal()}"

    def holds(self, given: str | None) -> bool:
        """Does this header prove it? Takes as long for a nearly right value as for any other."""
        if given is None or len(given) > _MOST:
            return False
        secret = self._geheim.reveal()
        if self._proves(given, secret):
            return True
        replaced = self._geheim.reveal(now=True)
        return replaced != secret and self._proves(given, replaced)

    def _proves(self, given: str, secret: str) -> bool:
        return hmac.compare_digest(_digest(given), _digest(f"Bearer {secret}")) or self._is_signed(given, secret)

    def _is_signed(self, given: str, secret: str) -> bool:
        scheme, _, token = given.partition(" ")
        if scheme.lower() != "bearer" or token.count(".") != 2:
            return False
        try:
            claims = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"]).claims
            self._claims.validate({"exp": claims["exp"]} if "exp" in claims else {})
        except (JoseError, ValueError, RecursionError):
            return False
        return True


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="replace")).digest()
