"""How the gateway shows a bron who it is: one small class for each kind of credentials.

A citizen's own token never goes to a bron, and no credential names the citizen, save the token that `mint` makes.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping

from joserfc import jwe, jwt
from joserfc.jwk import OctKey

from gateway.bronnen.credentials.oauth2 import TokenFetcher
from gateway.config import Auth, EgisAuth, Geen, OAuth2Auth, TokenAuth, ZgwAuth
from gateway.context import Deadline
from gateway.errors import BronNotSupported

PSEUDONYM = "mijnservices-gateway"
ZGW_LIFE_S = 300.0
CLOCK_SKEW_S = 30
REFRESH_PAUSE_S = 30.0
JWE_LIFE_S = 3_600
_JWE_ALG, _JWE_ENC = "A256GCMKW", "A256CBC-HS512"
Clock = Callable[[], float]


class Credentials:
    """No credentials, and what is the same for kinds that cannot be renewed."""

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        """The headers to send. Raises a BronError when they cannot be had before the deadline."""
        return {}

    def refresh(self, refused: Mapping[str, str]) -> bool:
        """The bron refused these headers. Is it of use to ask for new ones and try once more?"""
        return False

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token about a person, for a bron that wants one in its body. Raises BronNotSupported."""
        raise BronNotSupported("these credentials make no tokens about persons")

    async def close(self) -> None:
        """Give back what is held."""


class FixedCredentials(Credentials):
    """Headers that never change, such as `Authorization: Token ...`."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        return self._headers


class ZgwCredentials(Credentials):
    """A JWT signed with a shared secret (ZGW: HS256), kept for five minutes.

    Register systems count its life from `iat`, which is set half a minute back for clocks that run behind.
    """

    def __init__(self, auth: ZgwAuth, clock: Clock = time.monotonic) -> None:
        self._client_id = auth.client_id
        self._key = OctKey.import_key(auth.geheim.reveal())
        self._clock = clock
        self._made_at = -math.inf
        self._headers: dict[str, str] = {}

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        if not self._headers or self._clock() - self._made_at >= ZGW_LIFE_S:
            self._headers = {"Authorization": f"Bearer {self._sign()}"}
            self._made_at = self._clock()
        return self._headers

    def refresh(self, refused: Mapping[str, str]) -> bool:
        if refused != self._headers:
            return True  # another call renewed it already
        is_old = self._clock() - self._made_at >= REFRESH_PAUSE_S
        if is_old:
            self._headers = {}
        return is_old

    def _sign(self) -> str:
        claims = {
            "iss": self._client_id,
            "iat": int(time.time()) - CLOCK_SKEW_S,
            "client_id": self._client_id,
            "user_id": PSEUDONYM,
            "user_representation": PSEUDONYM,
        }
        return jwt.encode({"alg": "HS256"}, claims, self._key, algorithms=["HS256"])


class OAuth2Credentials(Credentials):
    """A bearer token from the bron's own token endpoint (RFC 6749, section 4.4)."""

    def __init__(self, fetcher: TokenFetcher) -> None:
        self._fetcher = fetcher

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self._fetcher.token(deadline)}"}

    def refresh(self, refused: Mapping[str, str]) -> bool:
        return self._fetcher.forget(refused.get("Authorization", "").removeprefix("Bearer "))

    async def close(self) -> None:
        await self._fetcher.close()


class EgisCredentials(FixedCredentials):
    """A fixed `X-AUTH-TOKEN`, and an encrypted token (JWE, RFC 7516) that names the person in the body of a call."""

    def __init__(self, auth: EgisAuth) -> None:
        super().__init__({"X-AUTH-TOKEN": auth.geheim.reveal()})
        self._key = OctKey.import_key(bytes.fromhex(auth.sleutel.reveal()))
        self._uitgever, self._doelgroep = auth.uitgever, auth.doelgroep

    async def mint(self, claims: Mapping[str, str]) -> str:
        now = int(time.time())
        own = {"iat": now, "exp": now + JWE_LIFE_S, "iss": self._uitgever, "aud": self._doelgroep}
        header = {"alg": _JWE_ALG, "enc": _JWE_ENC}
        return jwe.encrypt_compact(header, json.dumps({**claims, **own}), self._key, algorithms=[_JWE_ALG, _JWE_ENC])


def credentials_for(auth: Auth, ca_bestand: str | None = None) -> Credentials:
    """The credentials of a bron, by its `auth` table. `ca_bestand` is for a token endpoint."""
    match auth:
        case ZgwAuth():
            return ZgwCredentials(auth)
        case OAuth2Auth():
            return OAuth2Credentials(TokenFetcher(auth, ca_bestand))
        case EgisAuth():
            return EgisCredentials(auth)
        case TokenAuth():
            scheme = "Token" if auth.soort == "token" else "Bearer"
            return FixedCredentials({"Authorization": f"{scheme} {auth.geheim.reveal()}"})
        case Geen():
            return Credentials()
