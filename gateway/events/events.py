"""The events of one gateway: who may send messages, what becomes of them, and the hub through which all hear of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.registry import Registry
from gateway.config import BronConfig
from gateway.events.hub import Hub, Stream
from gateway.events.intake import Intake, Uitkomst
from gateway.events.message import Message
from gateway.events.proof import Proof
from gateway.metrics import EVENTS


class Events:
    """`registry` gives the bronnen of this moment; `secret` is what hashes of numbers are made with."""

    def __init__(
        self,
        registry: Callable[[], Registry],
        path: FetchPath,
        bronnen: Iterable[BronConfig],
        secret: bytes,
        stream: Stream | None = None,
    ) -> None:
        self._registry = registry
        self.hub = Hub(path.forgotten, registry, stream)
        path.tell = self.hub.spread
        self._intake = Intake(path.forget, secret)
        self.trust(bronnen)

    def trust(self, bronnen: Iterable[BronConfig]) -> None:
        """From now on these bronnen may send messages, each with its own secret, and no others."""
        self._proofs = {one.code: Proof(one.notificaties.geheim) for one in bronnen if one.notificaties is not None}

    def proves(self, code: str, authorization: str | None) -> bool:
        """May a message about this bron come with this header? A bron that may send nothing is as wrong as a wrong secret."""
        proof = self._proofs.get(code)
        if proof is not None and code in self._registry().bronnen and proof.holds(authorization):
            return True
        self.count(code, "geweigerd")
        return False

    def take(self, code: str, message: Message) -> Uitkomst:
        """Take in a message that was proven to come from this bron."""
        uitkomst = self._intake.take(self._registry().bronnen[code], message)
        self.count(code, uitkomst.value)
        return uitkomst

    def count(self, code: str, uitkomst: str) -> None:
        """Count what became of a message; one about a bron we do not have counts for none."""
        EVENTS.labels(code if code in self._proofs else "", uitkomst).inc()

    async def run(self) -> None:
        """Follow the other workers; for ever."""
        await self.hub.run()

    async def close(self) -> None:
        """Tell what was taken in and not told yet."""
        await self._intake.close()
