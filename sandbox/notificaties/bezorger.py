"""Brings messages to subscribers: in order and at once, unless it is told to be late, to repeat itself or to mix things up."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from sandbox.notificaties.melding import Melding

TIMEOUT_S = 5
TRIES, PAUSE_S = 5, 0.2


@dataclass
class Manier:
    """How messages are brought: each so many times, in another order, and so many milliseconds late."""

    keer: int = 1
    door_elkaar: bool = False
    wacht_ms: int = 0


@dataclass(frozen=True)
class Abonnee:
    """Where a subscriber takes messages, what it wants to see as Authorization, and which soorten it asked for."""

    callback_url: str
    auth: str
    kanalen: frozenset[str]
    typen: tuple[str, ...] = ()

    def wil(self, melding: Melding) -> bool:
        """Did it subscribe to this?"""
        return melding.soort in self.kanalen or any(part in melding.soort for part in self.typen)


class Bezorger:
    """Delivers on a task of its own. A callback that fails is tried again a few times, as the real one does for a day."""

    def __init__(self) -> None:
        self.manier = Manier()
        self._bezig: set[asyncio.Task[None]] = set()

    def bezorg(self, abonnees: Iterable[Abonnee], meldingen: Iterable[Melding]) -> None:
        """Deliver these messages, soon."""
        found = [(abonnee, melding) for melding in meldingen for abonnee in abonnees if abonnee.wil(melding)]
        if found:
            task = asyncio.create_task(self._bezorg(found))
            self._bezig.add(task)
            task.add_done_callback(self._bezig.discard)

    async def close(self) -> None:
        """Stop; what was not delivered yet is lost."""
        for task in self._bezig:
            task.cancel()
        await asyncio.gather(*self._bezig, return_exceptions=True)

    async def klaar(self) -> None:
        """Wait until everything was delivered, or given up."""
        while self._bezig:
            await asyncio.gather(*self._bezig, return_exceptions=True)

    async def _bezorg(self, found: list[tuple[Abonnee, Melding]]) -> None:
        manier = self.manier
        await asyncio.sleep(manier.wacht_ms / 1000)
        found = found * manier.keer
        if manier.door_elkaar:
            random.shuffle(found)
        async with _Verbindingen() as verbindingen:
            for abonnee, melding in found:
                for attempt in range(TRIES):
                    if 200 <= await verbindingen.roep_aan(abonnee.callback_url, abonnee.auth, melding) < 300:
                        break
                    await asyncio.sleep(PAUSE_S * 2**attempt)


async def roep_aan(url: str, auth: str | None, melding: Melding) -> int:
    """Call a callback once; its status, 0 when nothing answered."""
    async with _Verbindingen() as verbindingen:
        return await verbindingen.roep_aan(url, auth, melding)


class _Verbindingen:
    """A connection to each host that is called, kept for what follows."""

    def __init__(self) -> None:
        self._open: dict[str, HTTPConnection] = {}

    async def __aenter__(self) -> _Verbindingen:
        return self

    async def __aexit__(self, *_: object) -> None:
        for connection in self._open.values():
            connection.close()

    async def roep_aan(self, url: str, auth: str | None, melding: Melding) -> int:
        """Call a callback; its status, 0 when nothing answered."""
        return await asyncio.to_thread(self._post, url, auth, melding)

    def _post(self, url: str, auth: str | None, melding: Melding) -> int:
        address = urlsplit(url)
        headers = {"Content-Type": melding.media_type} | ({"Authorization": auth} if auth else {})
        connection = self._open.get(address.netloc)
        if connection is None:
            connection = HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT_S)
            self._open[address.netloc] = connection
        try:
            connection.request("POST", address.path, json.dumps(melding.body).encode(), headers)
            response = connection.getresponse()
            response.read()
        except (OSError, HTTPException):
            self._open.pop(address.netloc).close()
            return 0
        return response.status
