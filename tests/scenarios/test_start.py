"""Starting when not everything is well: the gateway says so, serves what it can, and mends itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from gateway.app import Gateway, find_connectors
from gateway.config import load
from gateway.context import Deadline
from gateway.plan.engine import Question
from sandbox.server import Zandbak

pytestmark = pytest.mark.scenario
PRODUCTEN = "{ producten { nodes { titel } bronnen { status code bron { code } } } }"
PATIENCE_S = 8


def gateway_for(zandbak: Zandbak, folder: Path) -> Gateway:
    """A gateway for what the sandbox wrote."""
    path = zandbak.schrijf_configuratie(folder)
    return Gateway(load(path, connectors=find_connectors()), find_connectors())


async def until_ready(gateway: Gateway) -> None:
    """Wait until the gateway says that it is ready."""
    async with asyncio.timeout(PATIENCE_S):
        while not gateway.ready:  # what an operator's probe does
            await asyncio.sleep(0.05)


async def statuses(gateway: Gateway, zandbak: Zandbak) -> dict[str, tuple[str, str | None]]:
    """Status and code per bron of producten, for inwoner."""
    who = await gateway.verifier.verify(f"Bearer {zandbak.token('inwoner')}")
    answer = await gateway.engine.answer(Question(PRODUCTEN), gateway.request(who, Deadline.after(2_000)))
    assert answer.data is not None
    reports = answer.data["producten"]["bronnen"]  # type: ignore[index]
    return {one["bron"]["code"]: (one["status"].name, one["code"] and one["code"].name) for one in reports}


async def test_without_an_issuer_it_is_not_ready_and_mends_itself(tmp_path: Path) -> None:
    """No keys of any issuer: not ready, said in the status; when the issuer comes the gateway is ready by itself."""
    async with Zandbak() as zandbak:
        await zandbak.stop("uitgever")
        gateway = gateway_for(zandbak, tmp_path)
        async with gateway.running():
            await asyncio.gather(*(probe.first.wait() for probe in gateway.probes))
            assert not gateway.ready
            assert gateway.status()["sleutels"] is False
            await zandbak.mend("uitgever")
            await until_ready(gateway)


@pytest.mark.faults
async def test_a_dead_bron_does_not_stop_the_start_and_is_served_when_it_comes(tmp_path: Path) -> None:
    """A bron that is down at start is reported; once it is up and passes its probe it is served."""
    async with Zandbak() as zandbak:
        await zandbak.stop("havenstad-producten")
        gateway = gateway_for(zandbak, tmp_path)
        async with gateway.running():
            await until_ready(gateway)
            told = await statuses(gateway, zandbak)
            assert told["havenstad-producten"] == ("ONBEREIKBAAR", "BRON_ONBEREIKBAAR")
            assert told["belastingen"] == ("OK", None)
            await zandbak.mend("havenstad-producten")
            async with asyncio.timeout(PATIENCE_S):
                while gateway.registry.bronnen["havenstad-producten"].closed is not None:  # as above
                    await asyncio.sleep(0.05)
            assert (await statuses(gateway, zandbak))["havenstad-producten"] == ("OK", None)


@pytest.mark.isolation
@pytest.mark.parametrize("code", ["havenstad-producten", "havenstad-parkeren", "belastingen"])
async def test_a_bron_that_ignores_the_filter_serves_nobody(tmp_path: Path, code: str) -> None:
    """A filter that gives everybody's records is caught by the probe: the bron is off, with an alarm, for all."""
    async with Zandbak() as zandbak:
        await zandbak.break_(code, "filter_genegeerd")
        gateway = gateway_for(zandbak, tmp_path)
        async with gateway.running():
            await until_ready(gateway)
            told = await statuses(gateway, zandbak)
            assert told.pop(code) == ("UITGESCHAKELD", "BRON_PROEF")
            assert set(told.values()) == {("OK", None)}


@pytest.mark.isolation
async def test_a_filter_that_breaks_later_shows_nothing_of_others(tmp_path: Path) -> None:
    """Between two probes the rows themselves are checked: what names another owner is dropped."""
    async with Zandbak() as zandbak:
        gateway = gateway_for(zandbak, tmp_path)
        async with gateway.running():
            await until_ready(gateway)
            await zandbak.break_("havenstad-producten", "filter_genegeerd")
            who = await gateway.verifier.verify(f"Bearer {zandbak.token('niets')}")
            question = Question("{ producten { nodes { titel } bronnen { status aantalOngeldig bron { code } } } }")
            answer = await gateway.engine.answer(question, gateway.request(who, Deadline.after(2_000)))
            assert answer.data is not None
            assert answer.data["producten"]["nodes"] == []  # type: ignore[index]
            reports = {one["bron"]["code"]: one for one in answer.data["producten"]["bronnen"]}  # type: ignore[index]
            assert reports["havenstad-producten"]["aantalOngeldig"] > 0
