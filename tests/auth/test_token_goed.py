"""Good tokens: who they say somebody is, and that a token seen before costs nothing."""

from __future__ import annotations

import time

import pytest

from gateway.auth import Identity, TokenVerifier
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Rsin, Vestiging
from gateway.errors import Unauthenticated
from tests.auth.uitgever import (
    BSN,
    LOA3,
    OTHER_BSN,
    SECRET,
    configuration,
    configured,
    ec,
    issuing,
    outcome,
    rsa,
    verifying,
)


async def test_a_person() -> None:
    """The token says who, how strongly, for which tenant and portal; the hashes are filled in, the number is hidden."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        exp = int(time.time()) + 300
        identity = await verifier.verify(
            "Bearer " + issuer.token(acr=20, name="Sanne", gemeenten=["9901", "x", 3], exp=exp, azp="portaal")
        )

    subject = identity.subject
    assert (identity.client, identity.issuer, identity.expires_at) == ("portaal", issuer.url, exp)
    assert (subject.tenant, subject.bsn, subject.kvk) == ("havenstad", Bsn(BSN), None)
    assert (subject.naam, subject.gemeenten) == ("Sanne", ("9901",))
    assert subject.niveau is Betrouwbaarheidsniveau.MIDDEN
    assert (len(subject.sleutel), len(subject.id_sleutel)) == (16, 16)
    assert BSN not in repr(identity)


async def test_an_organisation_at_configured_paths() -> None:
    """KvK, RSIN and vestiging of one organisation are one identity; claims may stand deep, with dots in their names."""
    paths = {"kvk": ["aanvrager", "kvk.nummer"], "rsin": ["aanvrager", "rsin"], "vestiging": ["v"], "acr": ["a", "b"]}
    async with issuing() as issuer, verifying(issuer, claims=paths) as verifier:
        token = issuer.token(
            bsn=None, aanvrager={"kvk.nummer": "12345678", "rsin": "002564440"}, v="000012345678", a={"b": LOA3}
        )
        subject = (await verifier.verify(f"bearer {token}")).subject

    assert (subject.bsn, subject.kvk, subject.rsin) == (None, Kvk("12345678"), Rsin("002564440"))
    assert subject.vestiging == Vestiging("000012345678")
    assert subject.niveau is Betrouwbaarheidsniveau.SUBSTANTIEEL


@pytest.mark.isolation
async def test_the_hash_tells_people_levels_and_nothing_else_apart() -> None:
    """Another person or level is another key; another token of the same person is not."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        tokens = [issuer.token(), issuer.token(jti="2"), issuer.token(bsn=OTHER_BSN), issuer.token(acr=LOA3)]
        subjects = [(await verifier.verify(f"Bearer {token}")).subject for token in tokens]

    assert subjects[0].sleutel == subjects[1].sleutel
    assert len({subject.sleutel for subject in subjects}) == 3
    assert subjects[0].id_sleutel == subjects[3].id_sleutel != subjects[2].id_sleutel


@pytest.mark.parametrize("acr", [None, "onbekend", "10", 3, ["x"]])
async def test_an_unknown_level_is_the_lowest(acr: object) -> None:
    """Never a default upward."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        identity = await verifier.verify("Bearer " + issuer.token(acr=acr))

    assert identity.subject.niveau is Betrouwbaarheidsniveau.BASIS


async def test_every_allowed_algorithm() -> None:
    """RSA and elliptic curves, each with its own key."""
    key, curve = rsa("een"), ec("twee")
    async with issuing() as issuer, verifying(issuer) as verifier:
        issuer.publish(key, curve)
        for token in (issuer.token(key), issuer.token(key, {"alg": "RS256"}), issuer.token(curve)):
            assert isinstance(await outcome(verifier, token), Identity)


async def test_a_seen_token_is_not_checked_again_until_it_ends() -> None:
    """The same answer without work, and no longer than the token lives."""
    moment = time.time()
    async with issuing() as issuer:
        verifier = TokenVerifier(configuration(configured(issuer.url, leeway_s=0)), SECRET, now=lambda: moment)
        await verifier.start()
        header = "Bearer " + issuer.token(iat=int(moment), exp=int(moment) + 60)
        first = await verifier.verify(header)
        assert await verifier.verify(header) is first
        moment += 61
        with pytest.raises(Unauthenticated):
            await verifier.verify(header)
        await verifier.stop()
