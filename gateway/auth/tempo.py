"""The tempo of the gateway: the budgets of its settings, asked in the order in which a question is understood."""

from __future__ import annotations

from gateway.auth.budget import Budget, Ledger
from gateway.auth.verifier import Identity
from gateway.config import Tempo


class Tempi:
    """Counts by network, portal and person. A budget of 0 counts nothing."""

    def __init__(self, settings: Tempo, secret: bytes, ledger: Ledger | None = None) -> None:
        def budget(soort: str, per_minute: int) -> Budget | None:
            return Budget(soort, per_minute, secret, ledger) if per_minute else None

        self._network = budget("netwerk", settings.vragen_per_netwerk)
        self._portal = budget("portaal", settings.vragen_per_portaal)
        self._person = budget("persoon", settings.vragen_per_persoon)
        self._points = budget("punten", settings.punten_per_persoon)

    def arrive(self, network: str) -> float | None:
        """A question comes from this address. None, or how many seconds to wait."""
        return self._network.spend(network) if self._network is not None else None

    def ask(self, who: Identity) -> float | None:
        """A person asks a question by their portal. None, or how many seconds to wait."""
        wait = self._person.spend(who.subject.id_sleutel) if self._person is not None else None
        if wait is not None or self._portal is None:
            return wait
        return self._portal.spend(f"{who.issuer} {who.client}")

    def pay(self, who: Identity, points: int) -> float | None:
        """The question costs this many points. None, or how many seconds to wait."""
        return self._points.spend(who.subject.id_sleutel, points) if self._points is not None else None
