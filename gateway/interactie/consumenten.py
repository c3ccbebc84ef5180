"""Portals of others at work: whose token is theirs, and which bronnen they may see something of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gateway.auth.verifier import Identity
from gateway.bronnen.registry import LiveBron, Registry
from gateway.config import ConsumentConfig
from gateway.domain.bron import Dienst

OTHERS = "interactie"
"""The connector through which we show taken of others. They are not ours to pass on, and two gateways would ask in circles."""


@dataclass(frozen=True, slots=True)
class Consument:
    """A portal of others: the bronnen it may see something of, and where it sends people to do a taak."""

    registry: Registry
    portaal_url: str


class Consumenten:
    """All consumenten, by the issuer and client of their tokens."""

    def __init__(self, configs: Iterable[ConsumentConfig], registry: Registry) -> None:
        self._by_client = {
            (config.issuer, client): _consument(config, registry) for config in configs for client in config.clients
        }

    def find(self, identity: Identity) -> Consument | None:
        """The consument whose token this is; None for every other portal."""
        return self._by_client.get((identity.issuer, identity.client))


def _consument(config: ConsumentConfig, registry: Registry) -> Consument:
    gemeenten = frozenset(config.gemeenten)

    def keeps(live: LiveBron) -> bool:
        serves = isinstance(live.bedient, str) or not gemeenten or not live.bedient.isdisjoint(gemeenten)
        return serves and live.connector.naam != OTHERS

    return Consument(registry.narrowed(keeps, [Dienst[naam] for naam in config.diensten]), config.portaal_url)
