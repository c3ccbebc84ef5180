"""The token check against a certified OpenID provider: what it really signs, sends, rotates, introspects and ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gateway.auth import Identity, TokenVerifier
from gateway.config import Geheim, IssuerConfig
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Vestiging
from gateway.errors import Unauthenticated
from gateway.http.uitloggen import logout_routes
from tests.auth.uitgever import SECRET, configuration, outcome
from tests.http.world import World, serving
from tests.oidc import aanbieder as oidc
from tests.oidc.aanbieder import AUDIENCE, OPAQUE, SUBSTANTIEEL, Aanbieder, aanbieder

ANNA, BRAM = "999990159", "999991462"
ACCOUNTS = {
    "anna": {"bsn": ANNA, "name": "Anna"},
    "bram": {"bsn": BRAM},
    "bakker": {"kvk": "99990001", "vestiging": "000099990011"},
    "beide": {"bsn": ANNA, "kvk": "99990001"},
    "niemand": {},
    "daan": {"bsn": BRAM, "act": {"sub": "daan"}},
}


def trusted(provider: Aanbieder, **changes: object) -> IssuerConfig:
    table = {
        "url": provider.url, "audience": AUDIENCE, "tenant": "havenstad", "clients": ["portaal"],
        "acr": {oidc.MIDDEN: "MIDDEN", SUBSTANTIEEL: "SUBSTANTIEEL"},
        "introspectie": {
            "url": f"{provider.url}/token/introspection", "client_id": "gateway", "geheim": Geheim(oidc.SECRET),
        },
    }  # fmt: skip
    return IssuerConfig.model_validate({**table, **changes})


@asynccontextmanager
async def checking(provider: Aanbieder, **changes: object) -> AsyncIterator[TokenVerifier]:
    verifier = TokenVerifier(configuration(trusted(provider, **changes)), SECRET)
    await verifier.start()
    try:
        yield verifier
    finally:
        await verifier.stop()


@pytest.fixture
async def provider() -> AsyncIterator[Aanbieder]:
    async with aanbieder(ACCOUNTS) as running:
        yield running


async def test_people_and_businesses_log_in(provider: Aanbieder) -> None:
    """The code flow with PKCE, an `at+jwt` signed with PS256, and each is who the provider says, as strongly as asked."""
    async with checking(provider) as verifier:
        anna, bakker = [
            await verifier.verify(f"Bearer {(await provider.log_in(name, acr=acr))['access_token']}")
            for name, acr in (("anna", oidc.MIDDEN), ("bakker", SUBSTANTIEEL))
        ]
    assert (anna.subject.bsn, anna.subject.naam) == (Bsn(ANNA), "Anna")
    assert anna.subject.niveau is Betrouwbaarheidsniveau.MIDDEN
    assert (anna.client, anna.issuer) == ("portaal", provider.url)
    assert (bakker.subject.kvk, bakker.subject.vestiging) == (Kvk("99990001"), Vestiging("000099990011"))
    assert bakker.subject.niveau is Betrouwbaarheidsniveau.SUBSTANTIEEL


@pytest.mark.attacks
async def test_what_the_provider_signs_for_something_else(provider: Aanbieder) -> None:
    """Its ID token, and tokens of somebody who is two people, nobody, or acts for another: all refused."""
    async with checking(provider) as verifier:
        given = await provider.log_in("anna")
        assert await outcome(verifier, given["id_token"]) == 401
        for name in ("beide", "niemand", "daan"):
            assert await outcome(verifier, (await provider.log_in(name))["access_token"]) == 401
    async with checking(provider, audience="een-andere-api") as verifier:
        assert await outcome(verifier, given["access_token"]) == 401
    async with checking(provider, clients=["ander-portaal"]) as verifier:
        assert await outcome(verifier, given["access_token"]) == 403
    async with checking(provider, algoritmen=["ES256"]) as verifier:
        assert await outcome(verifier, given["access_token"]) == 401


async def test_keys_that_are_replaced(provider: Aanbieder) -> None:
    """New tokens count at once; old ones as long as their key is published, and no longer."""
    async with checking(provider) as verifier:
        old = (await provider.log_in("anna"))["access_token"]
        assert isinstance(await outcome(verifier, old), Identity)
        await provider.rotate(keep=True)
        new = (await provider.log_in("bram"))["access_token"]
        assert isinstance(await outcome(verifier, new), Identity)
        assert isinstance(await outcome(verifier, old), Identity)
    await provider.rotate()
    async with checking(provider) as verifier:
        assert await outcome(verifier, old) == 401


async def test_opaque_tokens(provider: Aanbieder) -> None:
    """The provider is asked, and what it says counts; once revoked, a token that was not seen yet is nothing."""
    async with checking(provider) as verifier:
        token = (await provider.log_in("anna", resource=OPAQUE))["access_token"]
        assert "." not in token
        identity = await verifier.verify(f"Bearer {token}")
        assert (identity.subject.bsn, identity.subject.niveau) == (Bsn(ANNA), Betrouwbaarheidsniveau.MIDDEN)
        other = (await provider.log_in("bram", resource=OPAQUE))["access_token"]
        done = await provider.browser.post("/token/revocation", data={"token": other}, auth=("portaal", oidc.SECRET))
        assert done.status_code == 200
        assert await outcome(verifier, other) == 401


@pytest.mark.faults
async def test_wrong_credentials_at_introspection_are_no_answer(provider: Aanbieder) -> None:
    """The provider refuses us, so nobody knows what the token means: 503, not 401."""
    token = (await provider.log_in("anna", resource=OPAQUE))["access_token"]
    wrong = {"url": f"{provider.url}/token/introspection", "client_id": "gateway", "geheim": Geheim("fout")}
    async with checking(provider, introspectie=wrong) as verifier:
        assert await outcome(verifier, token) == 503


async def test_logging_out_at_the_provider() -> None:
    """The provider itself tells our back channel, and the token of that session counts no more; another's does."""
    told: list[str] = []
    holder: list[TokenVerifier] = []

    async def log_out(token: str) -> None:
        told.append(token)
        await holder[0].log_out(token)

    async with (
        serving(World(), more=logout_routes(log_out)) as client,
        aanbieder(ACCOUNTS, f"{client.base_url}/uitloggen") as provider,
        checking(provider) as verifier,
    ):
        holder.append(verifier)
        other = (await provider.log_in("bram"))["access_token"]
        given = await provider.log_in("anna")
        for token in (given["access_token"], other):
            assert isinstance(await outcome(verifier, token), Identity)
        await provider.log_out(given["id_token"])
        async with asyncio.timeout(5):
            while not told:
                await asyncio.sleep(0.02)
        assert await outcome(verifier, given["access_token"]) == 401
        assert isinstance(await outcome(verifier, other), Identity)
        with pytest.raises(Unauthenticated):
            await verifier.log_out(given["id_token"])
