"""Who may call: an HS256 JWT signed with the secret of the application (ZGW), refused with 403 and a code, never 401."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from sandbox.openzaak.fouten import Fout, verboden

CLIENT_ID = "gateway"
GELDIG_S = 3600
"""How long after its `iat` a token is taken."""

PLAFOND = "confidentieel"
NIVEAUS = (
    "openbaar",
    "beperkt_openbaar",
    "intern",
    "zaakvertrouwelijk",
    "vertrouwelijk",
    "confidentieel",
    "geheim",
    "zeer_geheim",
)


@dataclass(frozen=True)
class Toegang:
    """Checks tokens of the one application that is registered. Times are seconds since 1970."""

    geheim: str = field(repr=False)
    nu: Callable[[], float] = time.time

    def controleer(self, authorization: str) -> None:
        """Check an Authorization header.

        A token from the future is taken, as the real system does.

        Raises:
            Fout: 403 with a code that tells what is wrong.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or not token:
            raise verboden()
        head, claims, signed, signature = _decode(token)
        if "client_id" not in claims:
            raise _weiger("missing-client-identifier", "Client identifier is niet aanwezig in JWT")
        if claims["client_id"] != CLIENT_ID:
            raise _weiger("invalid-client-identifier", "Client identifier bestaat niet")
        expected = hmac.digest(self.geheim.encode(), signed, hashlib.sha256)
        if head.get("alg") != "HS256" or not hmac.compare_digest(signature, expected):
            raise _weiger("invalid-jwt-signature", "Client credentials zijn niet geldig")
        self._controleer_tijd(claims)

    def _controleer_tijd(self, claims: dict[str, object]) -> None:
        iat, exp = claims.get("iat"), claims.get("exp")
        if not isinstance(iat, int | float):
            raise _weiger("jwt-missing-iat-claim", "Missing required iat claim")
        end = min(iat + GELDIG_S, exp) if isinstance(exp, int | float) else iat + GELDIG_S
        if end < self.nu():
            raise _weiger("jwt-expired", "De JWT die gebruikt is voor dit verzoek is verlopen")


def mag_lezen(niveau: str) -> bool:
    """Whether the application may see something of this vertrouwelijkheidaanduiding."""
    return NIVEAUS.index(niveau) <= NIVEAUS.index(PLAFOND)


def _weiger(code: str, detail: str) -> Fout:
    return Fout("PermissionDenied", detail, code=code)


def _decode(token: str) -> tuple[dict[str, object], dict[str, object], bytes, bytes]:
    """Header, claims, the signed part and the signature."""
    signed, _, signature = token.rpartition(".")
    head, _, claims = signed.partition(".")
    try:
        return _object(head), _object(claims), signed.encode(), _bytes(signature)
    except (binascii.Error, msgspec.DecodeError, UnicodeError) as error:
        detail = "Het JWT kon niet gedecodeerd worden. Mogelijks heb je een copy-paste fout gemaakt"
        raise _weiger("jwt-decode-error", detail) from error


def _object(part: str) -> dict[str, object]:
    return msgspec.json.decode(_bytes(part), type=dict[str, object])


def _bytes(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
