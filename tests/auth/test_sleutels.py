"""The keys of an issuer: which count, how new ones are found, and what happens when it fails."""

from __future__ import annotations

import asyncio
import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import RSAKey

from gateway.auth import Identity
from gateway.auth.jwks import IssuerKeys
from tests.auth.uitgever import (
    compact,
    configured,
    ec,
    issuing,
    outcome,
    rsa,
    verifying,
)


@pytest.mark.attacks
@pytest.mark.parametrize(
    "extra", [{"alg": "RS256"}, {"key_ops": ["sign"]}, {"use": "enc"}, {"kty": "oct", "k": "c2VjcmV0"}]
)
async def test_a_key_that_is_not_for_this(extra: dict[str, object]) -> None:
    """A published key for another algorithm, use or operation does not verify; the others do."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        issuer.publish(rsa("een"), **extra)
        issuer.keys["twee"] = dict(rsa("twee").as_dict(private=False))
        assert await outcome(verifier, issuer.token()) == 401
        assert isinstance(await outcome(verifier, issuer.token(rsa("twee"))), Identity)


async def test_a_key_for_encryption_does_not_hide_one_for_signatures() -> None:
    """Also when an issuer gives both the same name."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        encryption: dict[str, object] = {**rsa("twee").as_dict(private=False), "kid": "een", "use": "enc"}
        issuer.keys = {"enc": encryption, "sig": dict(rsa("een").as_dict(private=False))}
        assert isinstance(await outcome(verifier, issuer.token()), Identity)


@pytest.mark.attacks
async def test_a_private_key_that_leaked_verifies_nothing() -> None:
    """Whoever can read the key set could sign with it."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        issuer.keys = {"een": dict(rsa("een").as_dict(private=True))}
        assert await outcome(verifier, issuer.token()) == 503


@pytest.mark.attacks
@pytest.mark.parametrize(("kid", "alg"), [("een", "ES256"), ("p256", "PS256"), ("p384", "ES256"), ("p256", "ES384")])
async def test_key_and_algorithm_must_agree(kid: str, alg: str) -> None:
    """An RSA key with an EC algorithm, the other way round, and the wrong curve."""
    every = ["PS256", "ES256", "ES384"]
    async with issuing() as issuer, verifying(issuer, algoritmen=every) as verifier:
        issuer.publish(rsa("een"), ec("p256"), ec("p384", "P-384"))
        for length in (64, 96, 256):
            token = compact({"alg": alg, "typ": "at+jwt", "kid": kid}, issuer.claims(), b"\x01" * length)
            assert await outcome(verifier, token) == 401


async def test_a_new_key_is_found_at_once() -> None:
    """After a rotation the first token with the new key is accepted, with one fetch."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        assert isinstance(await outcome(verifier, issuer.token()), Identity)
        issuer.publish(rsa("een"), rsa("twee"))
        assert isinstance(await outcome(verifier, issuer.token(rsa("twee"))), Identity)
        assert issuer.fetches == 2


@pytest.mark.attacks
async def test_random_kids_do_not_storm_the_issuer() -> None:
    """However many tokens with made-up keys, all at once and then one by one: one fetch."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        await outcome(verifier, issuer.token())
        before, claims = issuer.fetches, issuer.claims()
        tokens = [compact({"alg": "PS256", "typ": "at+jwt", "kid": f"k{n}"}, claims, b"x") for n in range(10_000)]
        assert set(await asyncio.gather(*(outcome(verifier, token) for token in tokens[:2_000]))) == {401}
        assert {await outcome(verifier, token) for token in tokens[2_000:]} == {401}
        assert issuer.fetches == before + 1


@pytest.mark.faults
async def test_keys_outlive_an_issuer_that_is_down() -> None:
    """An hour without it changes nothing; after a day its keys are not trusted any more, and the gateway is not ready."""
    clock = Clock()
    async with issuing() as issuer:
        keys = IssuerKeys(configured(issuer.url), lambda: None, clock)
        await keys.start()
        assert await keys.find("een") is not None
        issuer.status = 500
        clock.now += 3_600
        assert keys.ready
        assert await keys.find("een") is not None
        clock.now += 86_400
        assert not keys.ready
        assert await keys.find("een") is None
        await keys.stop()


class Clock:
    """Stands still until it is moved."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def test_a_key_that_is_taken_away_ends_its_tokens() -> None:
    """Also of tokens seen before."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        token = issuer.token()
        assert isinstance(await outcome(verifier, token), Identity)
        issuer.publish(rsa("twee"))
        await outcome(verifier, issuer.token(rsa("twee")))  # makes the keys be fetched

        assert await outcome(verifier, token) == 401


@pytest.mark.faults
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, None), (404, None), (302, None), (200, b"<html>"), (200, b" " * 300_000), (200, b"[]"),
        (200, b'{"keys": []}'), (200, b"[" * 100_000), (200, b"\xff"),
        (200, b'{"keys": [{"kty": "RSA", "kid": "een"}, 1, {"kty": "PQ", "kid": "p"}]}'),
        (200, b'{"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "een"}]}'),
    ],
)  # fmt: skip
async def test_the_last_good_keys_are_kept(status: int, body: bytes | None) -> None:
    """Whatever the issuer answers later, tokens of known keys stay good."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        await outcome(verifier, issuer.token())
        issuer.status, issuer.body = status, body
        assert await outcome(verifier, issuer.token(rsa("twee"))) == 401
        assert issuer.fetches == 2

        assert isinstance(await outcome(verifier, issuer.token(jti="nieuw")), Identity)
        assert verifier.ready


@pytest.mark.faults
async def test_a_key_set_that_is_too_large_is_not_read() -> None:
    """Not even when it is good: 256 kB is many times what an issuer needs."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        await outcome(verifier, issuer.token())
        issuer.publish(rsa("een"), rsa("twee"))
        issuer.body = json.dumps({"keys": list(issuer.keys.values()), "vulling": "x" * 300_000}).encode()

        assert await outcome(verifier, issuer.token(rsa("twee"))) == 401
        assert isinstance(await outcome(verifier, issuer.token(jti="nieuw")), Identity)


@pytest.mark.faults
async def test_an_issuer_that_is_down_at_start() -> None:
    """The start goes on, not ready; the token is not refused but postponed; it mends itself."""
    async with issuing() as issuer:
        issuer.status = 503
        async with verifying(issuer) as verifier:
            assert not verifier.ready
            assert await outcome(verifier, issuer.token()) == 503
            assert verifier.issuers == {issuer.url: False}
            issuer.status = 200
            async with asyncio.timeout(2):
                while not verifier.ready:
                    await asyncio.sleep(0.02)
            assert isinstance(await outcome(verifier, issuer.token()), Identity)


@pytest.mark.faults
async def test_discovery_must_name_the_same_issuer() -> None:
    """A server that calls itself otherwise is not asked for keys."""
    async with issuing() as issuer:
        issuer.name = "https://elders.nl"
        async with verifying(issuer) as verifier:
            assert await outcome(verifier, issuer.token()) == 503
        assert issuer.fetches == 0
        async with verifying(issuer, jwks_url=f"{issuer.url}/keys") as verifier:
            assert isinstance(await outcome(verifier, issuer.token()), Identity)


async def test_stopping_leaves_nothing_behind() -> None:
    """No task of ours runs on after `stop`, even in the middle of a fetch."""
    async with issuing() as issuer:
        issuer.wait_s = 0.05
        before = asyncio.all_tasks()
        async with verifying(issuer):
            await asyncio.sleep(0.01)
            assert len(asyncio.all_tasks() - before) >= 2
        assert asyncio.all_tasks() - before - issuer.tasks == set()


async def test_weak_keys_are_passed_over() -> None:
    """An RSA key of 1,024 bits verifies nothing."""
    with pytest.warns(SecurityWarning):
        weak = RSAKey.import_key(_weak_pem(), parameters={"kid": "zwak"})
    async with issuing() as issuer, verifying(issuer) as verifier:
        issuer.publish(weak, rsa("een"))
        token = jwt.encode(
            {"alg": "RS256", "typ": "at+jwt", "kid": "zwak"}, issuer.claims(), weak, algorithms=["RS256"]
        )  # fmt: skip
        assert await outcome(verifier, token) == 401
        assert isinstance(await outcome(verifier, issuer.token()), Identity)


def _weak_pem() -> bytes:
    key = generate_private_key(65537, 1024)  # noqa: S505  # weak on purpose
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
