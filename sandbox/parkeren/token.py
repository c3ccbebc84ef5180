"""The token of a parking call: a JWE that names the person or company, so that no number stands in an address."""

from __future__ import annotations

import json
import time

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ALGORITHM = "A256GCMKW"
ENCRYPTION = "A256CBC-HS512"
ISSUER = "sandbox-parkeren"
AUDIENCE = "egis"
LIFETIME_S = 3600


class BadToken(Exception):
    """The token cannot be read, is incomplete or has expired; the message says which, and never what is in it."""


def key_of(secret: str) -> OctKey:
    """The key both sides use: 256 bits, which the shared secret writes as 64 hexadecimal digits."""
    return OctKey.import_key(bytes.fromhex(secret))


def create_token(key: OctKey, claim: str, number: str) -> str:
    """A token for a `bsn` or `kvk_number`, valid for an hour."""
    now = int(time.time())
    claims = {"iat": now, "exp": now + LIFETIME_S, "iss": ISSUER, "aud": AUDIENCE, claim: number}
    protected = {"alg": ALGORITHM, "enc": ENCRYPTION}
    return jwe.encrypt_compact(protected, json.dumps(claims), key, algorithms=[ALGORITHM, ENCRYPTION])


def read_token(key: OctKey, token: str) -> dict[str, object]:
    """The claims of a token.

    Raises:
        BadToken: not encrypted for us, a claim is absent, or it has expired.
    """
    try:
        plain = jwe.decrypt_compact(token, key, algorithms=[ALGORITHM, ENCRYPTION]).plaintext
        claims = json.loads(plain or b"")
    except (JoseError, ValueError) as error:
        raise BadToken("Token could not be decrypted") from error
    if not isinstance(claims, dict) or not {"iat", "exp", "iss", "aud"} <= claims.keys():
        raise BadToken("Token is incomplete")
    if not isinstance(claims["exp"], int) or claims["exp"] <= time.time():
        raise BadToken("Token has expired")
    return claims
