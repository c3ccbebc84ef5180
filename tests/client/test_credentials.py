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

from gateway.bronnen.credentials import Credentials, credentials_for
from gateway.bronnen.credentials.zgw import ZgwCredentials
from gateway.config import ApiSleutelAuth, EgisAuth, Geen, Geheim, TokenAuth, ZgwAuth
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND, Betrouwbaarheidsniveau, Bsn, Handelend, Subject
from gateway.errors import BronNotSupported

BSN, OTHER_BSN = "999993653", "999990019"
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


def zgw(clock: Clock | None = None, code: str = "havenstad-zaken", geheim: Geheim | None = None) -> ZgwCredentials:
    auth = ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=geheim or Geheim(SECRET))
    return ZgwCredentials(auth, code, clock) if clock is not None else ZgwCredentials(auth, code)


def person(**more: object) -> Subject:
    """Somebody with a trail, as a token proves them."""
    given: dict[str, object] = {"bsn": Bsn(BSN), **more}
    return Subject("havenstad", Betrouwbaarheidsniveau.MIDDEN, **given).with_keys(b"k" * 32)


async def user_at(credentials: Credentials, subject: Subject) -> dict[str, object]:
    return claims_of((await credentials.headers(soon(), subject))["Authorization"])


async def test_a_zgw_token_for_nobody_names_the_gateway() -> None:
    """Signed with the shared secret, half a minute back for slow clocks, and the gateway itself as its user."""
    auth = ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=Geheim(SECRET))
    headers = await credentials_for(auth, code="zaken").headers(soon(), NIEMAND)

    claims = claims_of(headers["Authorization"])
    assert claims.pop("iat") == pytest.approx(time.time() - 30, abs=2)
    names = ("user_id", "user_representation")
    assert claims == {"iss": "gw", "client_id": "gw", **dict.fromkeys(names, "mijnservices-gateway")}


@pytest.mark.canary
async def test_a_zgw_token_names_who_acts_by_a_pseudonym() -> None:
    """The same person is the same user at one bron, another at the next, and nobody's number is in it."""
    sanne = person()
    own, again, elsewhere = [
        await user_at(zgw(code=code), sanne) for code in ("havenstad-zaken", "havenstad-zaken", "duindorp-zaken")
    ]
    assert own["user_id"] == again["user_id"] != elsewhere["user_id"]
    assert own["user_representation"] == "Inwoner via MijnServices"
    assert BSN not in json.dumps([own, elsewhere])


@pytest.mark.isolation
async def test_a_zgw_token_tells_the_one_with_a_mandate_from_the_one_represented() -> None:
    """In the audit trail of the bron stands who acted, also when that is for somebody else."""
    daan = Handelend((Bsn(OTHER_BSN),), namens_ander=True, diensten=frozenset({"gezag"}))
    for_child = await user_at(zgw(), person(handelend=daan))
    child_alone = await user_at(zgw(), person())
    daan_alone = await user_at(zgw(), person(bsn=Bsn(OTHER_BSN)))

    assert for_child["user_id"] == daan_alone["user_id"] != child_alone["user_id"]
    assert for_child["user_representation"] == "Vertegenwoordiger van een inwoner via MijnServices"


async def test_a_person_without_a_trail_is_not_asked_for() -> None:
    """A call that names no user would leave a hole in the audit trail of the bron."""
    with pytest.raises(ValueError, match="trail"):
        await zgw().headers(soon(), Subject("havenstad", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn(BSN)))


async def test_a_zgw_token_is_made_anew_every_minute() -> None:
    """One signature serves many calls of one person, and never grows old."""
    clock = Clock()
    credentials = zgw(clock)
    first = await credentials.headers(soon(), NIEMAND)
    clock.now += 59
    assert await credentials.headers(soon(), NIEMAND) is first
    assert await credentials.headers(soon(), person()) is not first
    clock.now += 1
    assert await credentials.headers(soon(), NIEMAND) is not first


async def test_a_refused_zgw_token_is_renewed_at_most_every_half_minute() -> None:
    """A wrong secret does not double the calls to the bron."""
    clock = Clock()
    credentials = zgw(clock)
    first = await credentials.headers(soon(), NIEMAND)
    assert not credentials.refresh(first, NIEMAND)
    clock.now += 30
    assert credentials.refresh(first, NIEMAND)
    second = await credentials.headers(soon(), NIEMAND)
    assert second is not first
    assert not credentials.refresh(second, NIEMAND)


async def test_fixed_credentials() -> None:
    """The scheme a bron wants, and no second try when it refuses."""
    token = credentials_for(TokenAuth(soort="token", geheim=Geheim("abc")))
    bearer = credentials_for(TokenAuth(soort="bearer", geheim=Geheim("abc")))
    key = credentials_for(ApiSleutelAuth(soort="api_sleutel", geheim=Geheim("abc"), header="apikey"))
    none = credentials_for(Geen(soort="geen"))

    for kind, expected in (
        (token, {"Authorization": "Token abc"}),
        (bearer, {"Authorization": "Bearer abc"}),
        (key, {"apikey": "abc"}),
        (none, {}),
    ):
        assert await kind.headers(soon(), NIEMAND) == expected
        assert not kind.refresh(expected, NIEMAND)
    with pytest.raises(BronNotSupported):
        await token.mint({"bsn": "999993653"})


async def test_egis_names_the_person_only_inside_an_encrypted_token() -> None:
    """A fixed header says who asks; the JWE for the body can only be read with the key, and lives an hour."""
    key = bytes(range(32))
    credentials = credentials_for(
        EgisAuth(soort="egis", geheim=Geheim("abc"), sleutel=Geheim(key.hex()), uitgever="wij", doelgroep="egis")
    )
    token = await credentials.mint({"bsn": "999993653", "iss": "een ander"})

    assert await credentials.headers(soon(), NIEMAND) == {"X-AUTH-TOKEN": "abc"}
    opened = jwe.decrypt_compact(token, OctKey.import_key(key), algorithms=["A256GCMKW", "A256CBC-HS512"])
    claims = json.loads(opened.plaintext or b"")
    assert claims.pop("exp") == claims.pop("iat") + 3600
    assert claims == {"bsn": "999993653", "iss": "wij", "aud": "egis"}
    assert "999993653" not in token
