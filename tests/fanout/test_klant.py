"""Name and address of a person: asked together, and a shielded address only for the person themself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gateway.bronnen.call import Call
from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Manifest, Page
from gateway.bronnen.registry import LiveBron, Registry
from gateway.context import Deadline, Needs
from gateway.domain.bron import Dienst, GevondenVia
from gateway.domain.klant import Ik, Klantgegevens, Klantsoort
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Handelend, Subject
from gateway.errors import AddressShielded, BronUnreachable
from gateway.plan.fanout import klant
from gateway.plan.fanout.request import Request
from gateway.plan.ids import Ids
from tests.bronnen.world import ANNA, SECRET, bron

MOEDER = replace(ANNA, handelend=Handelend((Bsn("999991115"),), namens_ander=True)).with_keys(SECRET)
NEEDS = Needs()


class Register:
    """A register that knows everybody as shielded, or fails; it remembers what was wanted of it."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.wanted: list[frozenset[str]] = []
        self.fault = fault

    async def persoonsgegevens(self, call: Call) -> Page[Klantgegevens]:
        self.wanted.append(call.needs.paths)
        if self.fault is not None:
            raise self.fault
        herkomst = call.herkomst(GevondenVia.BSN)
        return Page([Klantgegevens("A. de Boer", ["Kade 1"], afgeschermd=True, herkomst=herkomst)], 1)


def request(register: Register, subject: Subject = ANNA, naam: str | None = "Anna") -> tuple[Request, Ik]:
    """A request of this person with one register, and the person as the token told."""
    manifest = Manifest("register", auth=("geen",))
    manifest.source("persoonsgegevens", Dienst.PERSOONSGEGEVENS, needs=("naam", "adres"))(register.persoonsgegevens)
    live = LiveBron(bron("brp", diensten=("PERSOONSGEGEVENS",)), manifest, None, "https://brp.example")  # type: ignore[arg-type]  # never called
    live.closed = None
    ik = Ik(
        soort=Klantsoort.INWONER, inlognaam=naam, kvk_nummer=None, vestigingsnummer=None,
        niveau=Betrouwbaarheidsniveau.MIDDEN, ingelogd_tot=datetime.now(UTC), vertegenwoordiging=None,
    )  # fmt: skip
    deadline = Deadline.after(2_000)
    return Request(subject, ik, deadline, Registry([live]), FetchPath(), Ids(bytes(range(64))), {}), ik


async def test_fields_beside_each_other_share_one_question() -> None:
    """Two fields in one turn ask once, for both; a field that comes later asks again, and for no less."""
    register = Register()
    asking, ik = request(register)
    names, addresses = await asyncio.gather(klant.naam(asking, [ik], {}, NEEDS), klant.adres(asking, [ik], {}, NEEDS))
    assert (names, addresses) == (["A. de Boer"], [["Kade 1"]])
    assert register.wanted == [{"naam", "adres"}]


async def test_a_name_alone_asks_no_address() -> None:
    """What nobody selected is not asked."""
    register = Register()
    asking, ik = request(register)
    assert await klant.naam(asking, [ik], {}, NEEDS) == ["A. de Boer"]
    assert register.wanted == [{"naam"}]


@pytest.mark.isolation
async def test_a_shielded_address_is_for_the_person_alone() -> None:
    """Whoever acts for her sees her name, not where she lives."""
    asking, ik = request(Register(), MOEDER)
    (address,) = await klant.adres(asking, [ik], {}, NEEDS)
    assert isinstance(address, AddressShielded)
    assert await klant.naam(asking, [ik], {}, NEEDS) == ["A. de Boer"]


async def test_without_a_register_or_a_login_name_the_fault_is_told() -> None:
    """The login's name stands in; where there is none, nobody reads a failure as having no name."""
    asking, ik = request(Register(BronUnreachable()))
    assert await klant.naam(asking, [ik], {}, NEEDS) == ["Anna"]
    assert await klant.herkomst(asking, [ik], {}, NEEDS) == [[]]
    asking, ik = request(Register(BronUnreachable()), naam=None)
    (name,) = await klant.naam(asking, [ik], {}, NEEDS)
    assert isinstance(name, BronUnreachable)
