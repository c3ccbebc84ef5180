"""Whom a bron serves is decided before anything is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.bronnen.call import Call
from gateway.bronnen.fetch import Ask, FetchPath
from gateway.bronnen.rapport import rapport
from gateway.bronnen.registry import LiveBron, Registry
from gateway.context import Deadline
from gateway.domain.bron import Belemmeringcode, Bronstatus, Dienst
from gateway.domain.persoon import Bsn, Handelend, Subject
from gateway.errors import Foutcode
from tests.bronnen.world import ANNA, live, things


async def nothing(call: Call) -> object:
    return None


def serving(code: str, bedient: object = "alle", tenants: tuple[str, ...] = ()) -> LiveBron:
    made = live(nothing, code)
    made.bedient = frozenset(bedient) if isinstance(bedient, list) else "alle"
    made.tenants = frozenset(tenants)
    return made


def codes(registry: Registry, *gemeenten: str, tenant: str = "demo") -> list[str]:
    subject = replace(ANNA, tenant=tenant, gemeenten=gemeenten)
    return [one.code for one in registry.for_dienst(Dienst.ZAKEN, subject)]


def test_only_bronnen_of_the_persons_gemeente_are_asked() -> None:
    """A person of one gemeente is not asked at another; what serves all is."""
    registry = Registry([serving("a", ["9901"]), serving("b", ["9902"]), serving("allen")])
    assert codes(registry, "9901") == ["a", "allen"]
    assert codes(registry, "9901", "9902") == ["a", "b", "allen"]


def test_without_a_match_or_a_gemeente_all_of_the_tenant_are_asked() -> None:
    """When nothing serves the person's gemeente, or the token tells none, the whole tenant is asked."""
    registry = Registry([serving("a", ["9901"]), serving("b", ["9902"])])
    assert codes(registry, "0000") == ["a", "b"]
    assert codes(registry) == ["a", "b"]


def test_a_bron_of_another_tenant_is_never_asked() -> None:
    """Tenants are apart, also when nothing else matches; an item there is not found."""
    registry = Registry([serving("a", ["9901"], ("ander",))])
    assert codes(registry, "9901") == []
    assert registry.find("a", ANNA) is None


def acting(*diensten: str, namens_ander: bool = True, scoped: bool = True) -> Subject:
    """Bram for Anna, with a mandate for these services."""
    scope = frozenset(diensten) if scoped else None
    return replace(ANNA, handelend=Handelend((Bsn("999991115"),), namens_ander=namens_ander, diensten=scope))


@pytest.mark.isolation
@pytest.mark.parametrize(
    ("machtigingen", "subject", "is_open"),
    [
        (frozenset(), ANNA, True),
        (frozenset(), acting("zorg"), False),
        (frozenset(), acting(scoped=False, namens_ander=False), True),
        (frozenset({"zorg"}), acting("zorg"), True),
        (frozenset({"zorg"}), acting("zorg", "wonen"), True),
        (frozenset({"zorg"}), acting("belasting"), False),
        (frozenset({"zorg"}), acting(), False),
        (frozenset({"zorg"}), acting("belasting", namens_ander=False), False),
        ("alle", acting(), True),
        ("alle", acting("iets"), True),
    ],
)
async def test_a_mandate_opens_the_bronnen_of_its_services(
    machtigingen: frozenset[str] | str, subject: Subject, is_open: bool
) -> None:
    """Others are refused and not asked, whatever lies ready; who acts for themself needs none."""
    asked: list[Subject] = []

    async def zaken(call: Call) -> object:
        asked.append(call.subject)
        return things(call, "een")

    bron = live(zaken)
    bron.machtigingen = machtigingen
    outcome = await FetchPath().fetch(Ask(bron, "zaken", subject, Deadline.after(1_000)))
    told = rapport(outcome, Dienst.ZAKEN, {})
    assert bool(asked) is is_open
    if is_open:
        assert told.status is Bronstatus.OK
    else:
        assert (told.status, told.code) == (Bronstatus.GEWEIGERD, Foutcode.NIET_TOEGESTAAN)
        assert told.belemmering is not None
        assert told.belemmering.code is Belemmeringcode.BUITEN_MACHTIGING


def test_what_a_mandate_opens_is_told_by_dienst() -> None:
    """`ik` names the diensten of which at least one bron is open."""
    zaken, taken = serving("zaken"), serving("taken")
    taken.bron.diensten = [Dienst.TAKEN]
    zaken.machtigingen = frozenset({"zorg"})
    registry = Registry([zaken, taken])
    assert registry.opened_for(ANNA) == [Dienst.ZAKEN, Dienst.TAKEN]
    assert registry.opened_for(acting("zorg")) == [Dienst.ZAKEN]
