"""How the gateway makes itself known to each kind of bron, and when it tries once more."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

import pytest
from joserfc import jwe
from joserfc.jwk import OctKey

from gateway.bronnen.credentials import ZgwCredentials, credentials_for
from gateway.config import EgisAuth, Geen, Geheim, TokenAuth, ZgwAuth
from gateway.context import Deadline
from gateway.errors import BronNotSupported

SECRET = "een geheim van meer dan tweeendertig tekens"


def soon(ms: float = 2_000) -> Deadline:
    return Deadline.after(ms)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def claims_of(header: str) -> dict[str, object]:
    """The claims of a JWT whose HS256 signature is checked here by hand, without the library that made it."""
    scheme, _, token = header.partition(" ")
    signed, _, signature = token.rpartition(".")
    expected = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
    assert scheme == "Bearer"
    assert base64.urlsafe_b64encode(expected).rstrip(b"=").decode() == signature
    head, payload = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in signed.split("."))
    assert (head["alg"], head["typ"]) == ("HS256", "JWT")
    return dict(payload)


async def test_a_zgw_token_names_the_gateway_and_nobody_else() -> None:
    """Signed with the shared secret, half a minute back for slow clocks, and a constant pseudonym as its user."""
    headers = await credentials_for(ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=Geheim(SECRET))).headers(soon())

    claims = claims_of(headers["Authorization"])
    assert claims.pop("iat") == pytest.approx(time.time() - 30, abs=2)
    names = ("user_id", "user_representation")
    assert claims == {"iss": "gw", "client_id": "gw", **dict.fromkeys(names, "mijnservices-gateway")}


async def test_a_zgw_token_is_made_anew_every_five_minutes() -> None:
    """One signature serves many calls, and never grows old."""
    clock = Clock()
    credentials = ZgwCredentials(ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=Geheim(SECRET)), clock)
    first = await credentials.headers(soon())
    clock.now += 299
    assert await credentials.headers(soon()) is first
    clock.now += 1
    assert await credentials.headers(soon()) is not first


async def test_a_refused_zgw_token_is_renewed_at_most_every_half_minute() -> None:
    """A wrong secret does not double the calls to the bron."""
    clock = Clock()
    credentials = ZgwCredentials(ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=Geheim(SECRET)), clock)
    first = await credentials.headers(soon())
    assert not credentials.refresh(first)
    clock.now += 30
    assert credentials.refresh(first)
    second = await credentials.headers(soon())
    assert second is not first
    assert not credentials.refresh(second)


async def test_fixed_credentials() -> None:
    """The scheme a bron wants, and no second try when it refuses."""
    token = credentials_for(TokenAuth(soort="token", geheim=Geheim("abc")))
    bearer = credentials_for(TokenAuth(soort="bearer", geheim=Geheim("abc")))
    none = credentials_for(Geen(soort="geen"))

    assert await token.headers(soon()) == {"Authorization": "Token abc"}
    assert await bearer.headers(soon()) == {"Authorization": "Bearer abc"}
    assert await none.headers(soon()) == {}
    assert not any(kind.refresh({}) for kind in (token, bearer, none))
    with pytest.raises(BronNotSupported):
        await token.mint({"bsn": "999993653"})


async def test_egis_names_the_person_only_inside_an_encrypted_token() -> None:
    """A fixed header says who asks; the JWE for the body can only be read with the key, and lives an hour."""
    key = bytes(range(32))
    credentials = credentials_for(
        EgisAuth(soort="egis", geheim=Geheim("abc"), sleutel=Geheim(key.hex()), uitgever="wij", doelgroep="egis")
    )
    token = await credentials.mint({"bsn": "999993653", "iss": "een ander"})

    assert await credentials.headers(soon()) == {"X-AUTH-TOKEN": "abc"}
    opened = jwe.decrypt_compact(token, OctKey.import_key(key), algorithms=["A256GCMKW", "A256CBC-HS512"])
    claims = json.loads(opened.plaintext or b"")
    assert claims.pop("exp") == claims.pop("iat") + 3600
    assert claims == {"bsn": "999993653", "iss": "wij", "aud": "egis"}
    assert "999993653" not in token
