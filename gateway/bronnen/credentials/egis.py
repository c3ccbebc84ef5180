"""Credentials of parking systems of the Egis kind: a fixed header, and a sealed token that names the person."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from joserfc import jwe
from joserfc.jwk import OctKey

from gateway.bronnen.credentials.soort import FixedCredentials
from gateway.config import EgisAuth

LIFE_S = 3_600
_ALG, _ENC = "A256GCMKW", "A256CBC-HS512"


class EgisCredentials(FixedCredentials):
    """A fixed `X-AUTH-TOKEN`, and an encrypted token (JWE, RFC 7516) that names the person in the body of a call."""

    def __init__(self, auth: EgisAuth) -> None:
        super().__init__("X-AUTH-TOKEN", "", auth.geheim)
        self._sleutel = auth.sleutel
        self._uitgever, self._doelgroep = auth.uitgever, auth.doelgroep

    async def mint(self, claims: Mapping[str, str]) -> str:
        now = int(time.time())
        own = {"iat": now, "exp": now + LIFE_S, "iss": self._uitgever, "aud": self._doelgroep}
        key = OctKey.import_key(bytes.fromhex(self._sleutel.reveal()))
        header = {"alg": _ALG, "enc": _ENC}
        return jwe.encrypt_compact(header, json.dumps({**claims, **own}), key, algorithms=[_ALG, _ENC])
