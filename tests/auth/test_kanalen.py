"""Channels: inwoners, employees and systems each have issuers of their own, and no token counts in two of them."""

from __future__ import annotations

import pytest

from gateway.auth import MachineVerifier, MedewerkerVerifier, TokenVerifier
from gateway.domain.medewerker import Machine, Medewerker
from gateway.domain.persoon import Betrouwbaarheidsniveau, Oin, Pseudoniem
from gateway.errors import Unauthenticated
from tests.auth.uitgever import LOA3, SECRET, configuration, configured, issuing

OIN = "00000001999990010000"


@pytest.mark.attacks
async def test_a_token_of_one_channel_opens_no_other() -> None:
    """An employee is nobody on the inwoners' address, and the other way round; also with the claims of the other."""
    async with issuing() as burgers, issuing() as desk, issuing() as systems:
        config = configuration(
            configured(burgers.url),
            configured(desk.url, kanaal="medewerker"),
            configured(systems.url, kanaal="machine"),
        )
        verifiers: list[TokenVerifier | MedewerkerVerifier | MachineVerifier] = [
            TokenVerifier(config, SECRET),
            MedewerkerVerifier(config, SECRET, kanaal="medewerker"),
            MachineVerifier(config, SECRET, kanaal="machine"),
        ]
        tokens = [issuer.token(sub="pers-1", oin=OIN) for issuer in (burgers, desk, systems)]
        opened = []
        for verifier in verifiers:
            await verifier.start()
            opened.append([await _opens(verifier, token) for token in tokens])
            await verifier.stop()

    assert opened == [[True, False, False], [False, True, False], [False, False, True]]


async def _opens(verifier: TokenVerifier | MedewerkerVerifier | MachineVerifier, token: str) -> bool:
    try:
        await verifier.verify(f"Bearer {token}")
    except Unauthenticated as refusal:
        return refusal.status != 401
    return True


async def test_an_employee() -> None:
    """Known by what their issuer calls them, with name and level; nothing of a customer is in it."""
    async with issuing() as issuer:
        config = configuration(configured(issuer.url, kanaal="medewerker", claims={"medewerker": ["employee", "id"]}))
        verifier = MedewerkerVerifier(config, SECRET, kanaal="medewerker")
        await verifier.start()
        token = issuer.token(employee={"id": "jan@havenstad"}, name="Jan", acr=LOA3, bsn=None)
        found = await verifier.verify(f"Bearer {token}")
        for wrong in (None, 3, "", "met spatie"):
            with pytest.raises(Unauthenticated):
                await verifier.verify("Bearer " + issuer.token(employee={"id": wrong}))
        await verifier.stop()

    assert isinstance(found, Medewerker)
    assert (found.tenant, found.naam, found.client) == ("havenstad", "Jan", "portaal")
    assert found.kenmerk == Pseudoniem("jan@havenstad", issuer.url)
    assert found.niveau is Betrouwbaarheidsniveau.SUBSTANTIEEL


async def test_a_system_of_another_organisation() -> None:
    """Known by its OIN, twenty digits."""
    async with issuing() as issuer:
        verifier = MachineVerifier(configuration(configured(issuer.url, kanaal="machine")), SECRET, kanaal="machine")
        await verifier.start()
        found = await verifier.verify("Bearer " + issuer.token(oin=OIN))
        for wrong in (None, "123", int(OIN)):
            with pytest.raises(Unauthenticated):
                await verifier.verify("Bearer " + issuer.token(oin=wrong))
        await verifier.stop()

    assert found == Machine("havenstad", Oin(OIN), "portaal", found.expires_at)
