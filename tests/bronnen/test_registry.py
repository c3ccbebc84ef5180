"""Whom a bron serves is decided before anything is asked."""

from __future__ import annotations

from dataclasses import replace

from gateway.bronnen.call import Call
from gateway.bronnen.registry import LiveBron, Registry
from gateway.domain.bron import Dienst
from tests.bronnen.world import ANNA, live


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
