"""Bad tokens: made wrong, made by somebody else, or made for something else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping

import pytest
from joserfc.jwk import RSAKey

from gateway.auth import Identity, TokenVerifier
from gateway.errors import Unauthenticated
from tests.auth.uitgever import (
    BSN,
    OTHER_BSN,
    SECRET,
    Issuer,
    compact,
    configuration,
    configured,
    ec,
    issuing,
    outcome,
    rsa,
    verifying,
)


@pytest.mark.attacks
@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b", "Bearer a.b.c.d.e", "Bearer x.y.z", "Bearer é.b.c"],
)
async def test_no_bearer_token(header: str | None) -> None:
    """Anything but one JWT after `Bearer` is refused."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        with pytest.raises(Unauthenticated) as caught:
            await verifier.verify(header)
        with pytest.raises(Unauthenticated):
            await verifier.verify("Bearer " + issuer.token(opvulling="x" * 9_000))

    assert caught.value.status == 401


CLAIMS: list[tuple[dict[str, object], int]] = [
    ({"exp": -12}, 401), ({"exp": -8}, 200), ({"exp": "text"}, 401), ({"exp": None}, 401), ({"exp": True}, 401),
    ({"exp": float("nan")}, 401), ({"exp": 10**400}, 200), ({"nbf": 60}, 401), ({"nbf": 8}, 200), ({"nbf": "nu"}, 401),
    ({"iat": 600}, 401), ({"iat": -(10**400)}, 200), ({"iat": None}, 200),
    ({"aud": "ander"}, 401), ({"aud": None}, 401), ({"aud": ["ander", "gateway"]}, 200), ({"aud": ["ander"]}, 401),
    ({"aud": "gateway2"}, 401), ({"aud": []}, 401), ({"aud": {"gateway": 1}}, 401),
    ({"iss": "https://elders.nl"}, 401), ({"iss": None}, 401), ({"iss": 1}, 401),
    ({"client_id": "vreemd"}, 403), ({"client_id": None}, 401), ({"client_id": None, "azp": "portaal"}, 200),
    ({"azp": "vreemd"}, 403), ({"client_id": ["portaal"]}, 403),
    ({"bsn": None}, 401), ({"bsn": "999993654"}, 401), ({"bsn": int(BSN)}, 401), ({"bsn": ""}, 401),
    ({"bsn": BSN + "\n"}, 401), ({"bsn": "٩٩٩٩٩٣٦٥٣"}, 401), ({"bsn": [BSN]}, 401), ({"bsn": "000000000"}, 401),
    ({"kvk": "12345678"}, 401), ({"bsn": None, "kvk": "12345678"}, 200), ({"bsn": None, "kvk": "1234567"}, 401),
    ({"bsn": None, "vestiging": "000012345678"}, 401), ({"vestiging": "000012345678"}, 401),
    ({"bsn": None, "rsin": "002564440"}, 200), ({"bsn": None, "rsin": "002564441"}, 401),
    ({"represents": {"sub": BSN}}, 401), ({"act": {"sub": "x"}}, 401), ({"cnf": {"jkt": "x"}}, 401),
    ({"gemachtigde": {"bsn": OTHER_BSN}}, 401), ({"at_hash": "x"}, 401), ({"typ": "ID"}, 401), ({"events": {}}, 401),
]  # fmt: skip


@pytest.mark.attacks
@pytest.mark.parametrize(("changes", "status"), CLAIMS)
async def test_claims(changes: dict[str, object], status: int) -> None:
    """Well signed, and still refused when a claim is missing, wrong or of another kind."""
    now = int(time.time())
    for name in ("exp", "nbf", "iat"):
        value = changes.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000:
            changes = {**changes, name: now + value}
    async with issuing() as issuer, verifying(issuer) as verifier:
        found = await outcome(verifier, issuer.sign(issuer.claims(**changes)))

    assert (200 if isinstance(found, Identity) else found) == status


@pytest.mark.attacks
@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({"typ": "JWT"}, 401), ({"typ": None}, 401), ({"typ": "application/AT+JWT"}, 200), ({"kid": None}, 401),
        ({"kid": "onbekend"}, 401), ({"kid": "een"}, 200), ({"alg": "PS512"}, 401),
        ({"jku": "https://kwaad.nl/keys"}, 401),
    ],
)  # fmt: skip
async def test_the_header(header: dict[str, object], status: int) -> None:
    """Type, key and algorithm are what the configuration says; a key set of the attacker's choice is not fetched."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        found = await outcome(verifier, issuer.token(header=header) if "jku" not in header else _forged(issuer, header))

    assert (200 if isinstance(found, Identity) else found) == status


def _forged(issuer: Issuer, header: Mapping[str, object]) -> str:
    """A token signed by the attacker's own key, that claims the issuer's `kid`."""
    attacker = RSAKey.generate_key(2048, parameters={"kid": "een"})
    return issuer.token(attacker, header)


@pytest.mark.attacks
async def test_forgeries() -> None:
    """No signature, the public key as shared secret, an embedded key, another's key, changed claims: all refused."""
    head = {"typ": "at+jwt", "kid": "een"}
    async with issuing() as issuer, verifying(issuer) as verifier:
        unsigned = compact({**head, "alg": "none"}, issuer.claims())
        signing = compact({**head, "alg": "HS256"}, issuer.claims()).rpartition(".")[0]
        mac = hmac.new(rsa("een").as_pem(private=False), signing.encode(), hashlib.sha256).digest()
        shared = f"{signing}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
        good = issuer.token()
        first, _, last = good.split(".")
        other = compact({}, issuer.claims(bsn=OTHER_BSN)).split(".")[1]
        embedded = issuer.token(ec("zelf"), {"jwk": ec("zelf").as_dict(private=False)})
        forgeries = [unsigned, unsigned + "x", shared, f"{first}.{other}.{last}", embedded, _forged(issuer, {})]

        assert [await outcome(verifier, token) for token in forgeries] == [401] * 6
        assert isinstance(await outcome(verifier, good), Identity)


@pytest.mark.attacks
async def test_the_key_of_one_issuer_says_nothing_for_another() -> None:
    """A token that names issuer B, signed with a key of A, is refused, also when both use the same `kid`."""
    async with issuing() as a, issuing() as b:
        own = RSAKey.generate_key(2048, parameters={"kid": "een"})
        b.publish(own)
        verifier = TokenVerifier(configuration(configured(a.url), configured(b.url)), SECRET)
        await verifier.start()
        crossed = await outcome(verifier, b.token(rsa("een")))
        right = await outcome(verifier, b.token(own))
        await verifier.stop()

    assert crossed == 401
    assert isinstance(right, Identity)


@pytest.mark.parametrize(
    ("claim", "seconds", "status"),
    [("exp", -31, 401), ("exp", -28, 200), ("nbf", 60, 401), ("nbf", 28, 200), ("iat", 600, 401), ("iat", 28, 200)],
)
async def test_clocks_may_differ_by_half_a_minute(claim: str, seconds: int, status: int) -> None:
    """With a leeway of 30 s, and no further."""
    async with issuing() as issuer, verifying(issuer, leeway_s=30) as verifier:
        found = await outcome(verifier, issuer.token(**{claim: int(time.time()) + seconds}))

    assert (200 if isinstance(found, Identity) else found) == status


async def test_an_age_limit() -> None:
    """An issuer whose tokens live long can be held to an hour."""
    now = int(time.time())
    async with issuing() as issuer, verifying(issuer, max_leeftijd_s=3600) as verifier:
        assert await outcome(verifier, issuer.token(iat=now - 3_620)) == 401
        assert await outcome(verifier, issuer.token(iat=None)) == 401
        assert isinstance(await outcome(verifier, issuer.token(iat=now - 3_580)), Identity)
