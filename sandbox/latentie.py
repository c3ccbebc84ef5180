"""How long each system takes to answer, as measured on the real ones over kept-alive connections."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.openzaak.loket import KOSTEN

REFUSED_MS = 3.0
NOT_MODIFIED_MS = 7.3
PER_KB_MS = 0.15
STALL_BYTES = 4_000
STALL_MS = 44.0
"""What Nagle and delayed ACK add behind uWSGI's http router: to any answer over about 4 kB on a re-used connection."""


@dataclass(frozen=True)
class Ritme:
    """How true to life the waiting is: `factor` scales it, `jitter` is the largest relative deviation either way."""

    factor: float = 1.0
    jitter: float = 0.1
    seed: int = 1


class Latentie:
    """ASGI middleware that holds an answer until its measured time has passed since the call came in."""

    def __init__(self, app: ASGIApp, code: str, connector: str, ritme: Ritme) -> None:
        self.app = app
        self.connector = connector
        self.ritme = ritme
        self._random = random.Random(f"{ritme.seed} {code}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begin = time.perf_counter()
        head: Message | None = None

        async def hold(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start":
                head = message
                return
            if head is not None:
                ms = self.next_ms(scope, head["status"], message.get("body", b""))
                await asyncio.sleep(max(0.0, begin + ms / 1000 - time.perf_counter()))
                await send(head)
                head = None
            await send(message)

        await self.app(scope, receive, hold)

    def next_ms(self, scope: Scope, status: int, body: bytes) -> float:
        """Milliseconds for this call, with the next deviation of the series that the seed gives."""
        deviation = 1 + self.ritme.jitter * self._random.uniform(-1, 1)
        return latency_ms(self.connector, scope, status, body) * self.ritme.factor * deviation


def latency_ms(connector: str, scope: Scope, status: int, body: bytes) -> float:
    """Milliseconds a system takes for this call and answer, without jitter; Open Zaak says itself what expand cost."""
    if status in (401, 403):
        return REFUSED_MS
    if status == 304:
        return NOT_MODIFIED_MS
    expand_ms: float = scope.get(KOSTEN, 0.0)
    ms = _base_ms(connector, scope["method"], scope["path"]) + PER_KB_MS * len(body) / 1000 + expand_ms
    return ms + (STALL_MS if connector in _UWSGI and len(body) > STALL_BYTES else 0.0)


def _base_ms(connector: str, method: str, path: str) -> float:
    for rule_method, pattern, ms in _RULES.get(connector, ()):
        if rule_method == method and pattern.search(path):
            return ms
    return _OTHER.get(connector, 0.0)


def _rule(method: str, pattern: str, ms: float) -> tuple[str, re.Pattern[str], float]:
    return method, re.compile(pattern + r"/?$"), ms


_ID = r"/[^/]+"
_UWSGI = ("openzaak", "openvtb", "openproduct", "openklant", "objecten")
_OTHER = {
    "openzaak": 20.0,
    "openvtb": 6.5,
    "openproduct": 15.5,
    "openklant": 11.0,
    "objecten": 11.0,
    "belastingen": 120.0,
    "parkeren": 80.0,
    "mijnoverheid": 60.0,
    "interactie": 50.0,
    "haalcentraal": 90.0,
    "inkomen": 90.0,
    "handelsregister": 70.0,
}
_RULES = {
    "openzaak": (
        _rule("GET", "/zaken", 38.0),
        _rule("POST", "/zaken/_zoek", 53.0),
        _rule("GET", f"/zaken{_ID}", 29.2),
        _rule("GET", f"/zaken{_ID}/zaakeigenschappen", 24.1),
        _rule("GET", "/statussen", 19.5),
        _rule("GET", f"/statussen{_ID}", 22.4),
        _rule("GET", "/statustypen", 15.0),
        _rule("GET", f"/statustypen{_ID}", 17.7),
        _rule("GET", "/rollen", 25.0),
        _rule("GET", "/zaakinformatieobjecten", 23.7),
        _rule("GET", f"/enkelvoudiginformatieobjecten{_ID}", 18.1),
        _rule("POST", "/enkelvoudiginformatieobjecten/_zoek", 18.4),
        _rule("GET", f"/enkelvoudiginformatieobjecten{_ID}/download", 22.8),
        _rule("GET", "/besluiten", 24.7),
        _rule("POST", ".*", 45.0),
        _rule("PATCH", ".*", 45.0),
    ),
    "openvtb": (
        _rule("GET", "/externetaken", 11.0),
        _rule("GET", f"/externetaken{_ID}", 6.5),
        _rule("GET", "/berichten", 6.1),
        _rule("GET", f"/berichten{_ID}", 4.8),
        _rule("GET", "/verzoeken", 11.3),
        _rule("PATCH", ".*", 10.8),
        _rule("POST", ".*", 10.8),
    ),
    "openproduct": (
        _rule("GET", "/producten", 22.5),
        _rule("GET", f"/producten{_ID}", 15.5),
        _rule("GET", f"/producttypen{_ID}", 21.7),
        _rule("PATCH", ".*", 55.0),
    ),
    "openklant": (
        _rule("GET", "/partijen", 26.5),
        _rule("GET", "/klantcontacten", 26.5),
    ),
    "objecten": (
        _rule("GET", "/objects", 12.0),
        _rule("POST", "/objects/search", 12.0),
        _rule("PATCH", ".*", 22.0),
    ),
}
