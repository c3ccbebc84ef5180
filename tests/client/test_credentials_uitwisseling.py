"""A token for one person in exchange for theirs (RFC 8693), over a real socket; and what an FSC outway wants to see."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import Credentials, credentials_for
from gateway.bronnen.credentials.fsc import FscCredentials, uuid7
from gateway.bronnen.credentials.token_adres import TokenEndpoint
from gateway.bronnen.credentials.uitwisseling import ExchangeCredentials
from gateway.bronnen.credentials.zgw import ZgwCredentials
from gateway.config import (
    ApiSleutelAuth,
    Auth,
    EgisAuth,
    Geen,
    Geheim,
    OAuth2Auth,
    TokenAuth,
    UitwisselingAuth,
    ZgwAuth,
)
from gateway.domain.persoon import NIEMAND, Betrouwbaarheidsniveau, Bsn, Subject
from gateway.errors import BronRefused, BronTimeout
from tests.client.foutserver import answer, answering, get, serving
from tests.client.test_credentials_oauth2 import Clock, Endpoint, soon, token_endpoint

BSN = "999993653"
THEIRS = "token-van-de-persoon"


def person(bsn: str = BSN, token: str | None = THEIRS, **more: object) -> Subject:
    given: dict[str, object] = {"bsn": Bsn(bsn), "token": token, **more}
    return Subject("havenstad", Betrouwbaarheidsniveau.MIDDEN, **given).with_keys(b"k" * 32)


def exchange(endpoint: Endpoint, clock: Clock | None = None, **more: object) -> ExchangeCredentials:
    table = {
        "soort": "token_exchange", "token_url": endpoint.url, "client_id": "gw", "geheim": Geheim("geheim"),
        "audience": "de-bron", "scope": "lezen", **more,
    }  # fmt: skip
    auth = UitwisselingAuth.model_validate(table)
    return ExchangeCredentials(auth, TokenEndpoint(auth), clock or Clock())


async def test_a_person_gets_a_token_of_their_own() -> None:
    """For the bron alone; the same call of many at once is one exchange; another person is another."""
    async with token_endpoint() as endpoint:
        credentials = exchange(endpoint)
        shown = await asyncio.gather(*(credentials.headers(soon(), person()) for _ in range(10)))
        endpoint.gives(access_token="t2", token_type="Bearer", expires_in=100)
        other = await credentials.headers(soon(), person("999990019", "token-van-een-ander"))
        await credentials.close()

    assert shown == [{"Authorization": "Bearer t1"}] * 10
    assert other == {"Authorization": "Bearer t2"}
    assert endpoint.forms == [
        {
            "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": theirs, "audience": "de-bron",
            "subject_token_type": "urn:ietf:params:oauth:token-type:access_token", "scope": "lezen",
        }
        for theirs in (THEIRS, "token-van-een-ander")
    ]  # fmt: skip


@pytest.mark.isolation
async def test_who_acts_and_how_strongly_is_another_person() -> None:
    """The same BSN logged in more strongly, or by somebody with a mandate, never gets the token of the first."""
    stronger = Subject("havenstad", Betrouwbaarheidsniveau.HOOG, bsn=Bsn(BSN), token="sterker").with_keys(b"k" * 32)
    async with token_endpoint() as endpoint:
        credentials = exchange(endpoint)
        for subject in (person(), stronger, person()):
            await credentials.headers(soon(), subject)
    assert [form["subject_token"] for form in endpoint.forms] == [THEIRS, "sterker"]


async def test_it_is_kept_until_half_a_minute_before_its_end() -> None:
    """And replaced when the bron refuses it, at most every half minute."""
    clock = Clock()
    async with token_endpoint() as endpoint:
        credentials = exchange(endpoint, clock)
        first = await credentials.headers(soon(), person())
        clock.now += 69
        await credentials.headers(soon(), person())
        assert len(endpoint.forms) == 1
        clock.now += 2
        endpoint.gives(access_token="t2", token_type="Bearer", expires_in=100)
        second = await credentials.headers(soon(), person())
        assert (first, second) == ({"Authorization": "Bearer t1"}, {"Authorization": "Bearer t2"})
        assert credentials.refresh(first, person())
        assert not credentials.refresh(second, person())
        clock.now += 31
        assert credentials.refresh(second, person())
        await credentials.headers(soon(), person())
        assert len(endpoint.forms) == 3


@pytest.mark.faults
async def test_a_refusal_is_of_one_person() -> None:
    """Whose token the endpoint does not take is not asked for again at once; everybody else goes on."""
    async with token_endpoint() as endpoint:
        credentials = exchange(endpoint)
        endpoint.gives(400, error="invalid_request")
        for _ in range(3):
            with pytest.raises(BronRefused):
                await credentials.headers(soon(), person())
        assert len(endpoint.forms) == 1
        endpoint.gives(access_token="t2", token_type="Bearer", expires_in=100)
        assert await credentials.headers(soon(), person("999990019")) == {"Authorization": "Bearer t2"}
        with pytest.raises(BronRefused):
            await credentials.headers(soon(), person(token=None, bsn="999991103"))


@pytest.mark.faults
async def test_a_slow_endpoint_keeps_to_the_deadline() -> None:
    """Who has no time left goes; the exchange serves who still waits."""
    async with token_endpoint() as endpoint:
        endpoint.wait_s = 0.1
        credentials = exchange(endpoint)
        patient = asyncio.create_task(credentials.headers(soon(), person()))
        await asyncio.sleep(0)
        with pytest.raises(BronTimeout):
            await credentials.headers(soon(20), person())
        assert await patient == {"Authorization": "Bearer t1"}
        assert len(endpoint.forms) == 1


async def test_what_is_for_everybody_is_asked_with_our_own_token() -> None:
    """A catalogue, and the filter probe, are about nobody: there is nothing to exchange."""
    async with token_endpoint() as endpoint:
        credentials = exchange(endpoint)
        await credentials.headers(soon(), NIEMAND)
        await credentials.close()
    assert [form["grant_type"] for form in endpoint.forms] == ["client_credentials"]


async def test_an_outway_gets_its_contract_and_a_number() -> None:
    """Beside the credentials for the bron itself; the number is a UUID of version 7, another one each time."""
    inner = credentials_for(TokenAuth(soort="token", geheim=Geheim("abc")))
    credentials = FscCredentials(inner, "$1$4$hash")
    first, second = [await credentials.headers(soon(), NIEMAND) for _ in range(2)]
    assert first["Authorization"] == "Token abc"
    assert first["Fsc-Grant-Hash"] == "$1$4$hash"
    assert UUID(first["Fsc-Transaction-Id"]).version == 7
    assert first["Fsc-Transaction-Id"] != second["Fsc-Transaction-Id"]
    assert not credentials.refresh(first, NIEMAND)


def test_numbers_for_an_outway_are_in_order_of_time() -> None:
    """Variant and version as RFC 9562 has them, and the first 48 bits are the moment."""
    made = [uuid7() for _ in range(100)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)
    assert len(set(made)) == 100


@pytest.mark.faults
async def test_an_outway_that_refuses_us_is_told_as_a_refusal() -> None:
    """A contract that ended is our own business to mend, not an answer of the bron."""
    refused = answer(403, b"{}", Fsc_Error_Code="ERROR_CODE_ACCESS_DENIED")
    credentials = FscCredentials(Credentials(), "$1$4$hash")
    async with serving(answering(refused)) as server, AiohttpTransport(server.url, credentials) as transport:
        with pytest.raises(BronRefused):
            await get(transport)


KINDS: list[Auth] = [
    Geen(soort="geen"),
    TokenAuth(soort="token", geheim=Geheim("abc")),
    TokenAuth(soort="bearer", geheim=Geheim("abc")),
    ApiSleutelAuth(soort="api_sleutel", geheim=Geheim("abc")),
    ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=Geheim("x" * 40)),
    EgisAuth(soort="egis", geheim=Geheim("abc"), sleutel=Geheim("ab" * 32), uitgever="wij", doelgroep="egis"),
]


@pytest.mark.canary
async def test_no_bron_ever_sees_the_token_or_number_of_a_person() -> None:
    """UP-1: whatever the kind of credentials, in what they show, in how they print, and in what an error tells."""
    async with token_endpoint() as endpoint:
        asking = [
            OAuth2Auth.model_validate(
                {"soort": "oauth2", "token_url": endpoint.url, "client_id": "gw", "geheim": Geheim("zeer geheim")}
            ),
            UitwisselingAuth.model_validate(
                {
                    "soort": "token_exchange",
                    "token_url": endpoint.url,
                    "client_id": "gw",
                    "geheim": Geheim("zeer geheim"),
                }
            ),
        ]
        for auth in [*KINDS, *asking]:
            credentials = FscCredentials(credentials_for(auth, code="zaken"), "hash")
            shown = await credentials.headers(soon(), person())
            told = f"{shown} {credentials!r} {vars(credentials)!r} {auth!r}"
            assert THEIRS not in told
            assert BSN not in told
            assert "zeer geheim" not in f"{credentials!r} {auth!r}"
            await credentials.close()
    assert {auth.soort for auth in [*KINDS, *asking]} >= {"geen", "token", "bearer", "zgw_jwt", "egis", "oauth2"}
    assert isinstance(credentials_for(KINDS[4]), ZgwCredentials)
    assert THEIRS not in repr(person())
