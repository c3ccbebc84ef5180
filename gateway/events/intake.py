"""Takes messages in: the same one once, those about one item together, and each ends as one change that is told to all.

Answering the sender never waits for this. What cannot be looked up now is told as widely as is safe, and looked up later.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from enum import Enum

from gateway.bronnen.forgotten import Change
from gateway.bronnen.manifest import Event, OwnersFunction, Whose
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.whose import whose
from gateway.domain.persoon import number_key
from gateway.errors import BronError
from gateway.events.message import Message
from gateway.telemetry import log

QUIET_S, AT_MOST_S = 0.1, 0.4
"""One new zaak comes as three to five messages, some milliseconds apart: told when it was quiet for a moment, and never
later than so many seconds after the first."""
AGAIN_S = (1.0, 5.0, 20.0)
MAX_SEEN, MAX_WAITING, AT_ONCE = 50_000, 10_000, 4
Tell = Callable[[Change], Coroutine[object, object, None]]
_Key = tuple[str, str, tuple[str, ...]]
_Told = Mapping[str, object]


class Uitkomst(Enum):
    """What became of a message."""

    VERWERKT = "verwerkt"
    DUBBEL = "dubbel"
    ONBEKEND = "onbekend"
    VREEMD = "vreemd"


@dataclass(slots=True)
class _Waiting:
    """What was told about one item in the last moment."""

    live: LiveBron
    native: str
    events: list[Event] = field(default_factory=list)
    told: _Told = field(default_factory=dict)
    since_s: float = 0.0
    timer: asyncio.TimerHandle | None = None


class Intake:
    """Turns messages into changes, each handed to `tell`. `secret` makes the keyed hash of a number."""

    def __init__(self, tell: Tell, secret: bytes) -> None:
        self._tell = tell
        self._secret = secret
        self._seen: OrderedDict[bytes, None] = OrderedDict()
        self._waiting: dict[_Key, _Waiting] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking = asyncio.Semaphore(AT_ONCE)

    def take(self, live: LiveBron, message: Message) -> Uitkomst:
        """Take a message of this bron in. Returns at once."""
        known = (live.connector.events.get(kind) for kind in message.kinds)
        event = next((one for one in known if one is not None), None)
        if event is None or not (message.native or event.is_shared):
            return Uitkomst.ONBEKEND
        if message.address and not message.address.startswith(f"{live.canonieke_url}/"):
            return Uitkomst.VREEMD  # of another system behind the same Notificaties API
        if self._is_seen(live.code, message.identity):
            return Uitkomst.DUBBEL
        native = "" if event.is_shared else message.native
        key = (live.code, native, tuple(dienst.value for dienst in event.diensten))
        if key not in self._waiting and len(self._waiting) + len(self._tasks) >= MAX_WAITING:
            self._start(self._tell(_widely(live, event, native)))
            return Uitkomst.VERWERKT
        waiting = self._waiting.setdefault(key, _Waiting(live, native))
        waiting.events.append(event)
        waiting.told = message.told
        self._plan(key, waiting)
        return Uitkomst.VERWERKT

    def _plan(self, key: _Key, waiting: _Waiting) -> None:
        """What takes a right away is told at once; all else waits a moment for what comes with it."""
        loop = asyncio.get_running_loop()
        if waiting.timer is None:
            waiting.since_s = loop.time()
        else:
            waiting.timer.cancel()
        at_s = min(loop.time() + QUIET_S, waiting.since_s + AT_MOST_S)
        waiting.timer = loop.call_at(loop.time() if waiting.events[-1].gone else at_s, self._due, key)

    async def close(self) -> None:
        """Tell what still waits, and do not look up again what could not be looked up."""
        for key, waiting in list(self._waiting.items()):
            if waiting.timer is not None:
                waiting.timer.cancel()
            self._due(key)
        _, late = await asyncio.wait(self._tasks, timeout=1) if self._tasks else (set(), set())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _is_seen(self, bron: str, identity: str) -> bool:
        key = hashlib.blake2b(f"{bron} {identity}".encode(errors="replace"), digest_size=16).digest()
        if key in self._seen:
            self._seen.move_to_end(key)
            return True
        self._seen[key] = None
        if len(self._seen) > MAX_SEEN:
            self._seen.popitem(last=False)
        return False

    def _due(self, key: _Key) -> None:
        self._start(self._work(self._waiting.pop(key)))

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log().error("event_crashed", kind=type(task.exception()).__name__)

    async def _work(self, waiting: _Waiting) -> None:
        """Tell what changed; when somebody may have the item who had not before, ask whose it is first."""
        live, native = waiting.live, waiting.native
        event = next((one for one in waiting.events if one.owners is not None), waiting.events[0])
        gone = any(one.gone for one in waiting.events)
        if event.is_shared:
            await self._tell(Change(live.code, is_shared=True))
        elif event.owners is None or gone:
            await self._tell(Change(live.code, (native,), gone=gone, soort=event.soort))
        if event.owners is None:
            return
        found = await self._whose(live, event.owners, native, waiting.told)
        if found is None:
            await self._tell(_widely(live, event, native))
            found = await self._whose_later(live, event.owners, native, waiting.told)
        if found is not None:
            await self._tell(self._change(live, event, native, found))

    async def _whose_later(self, live: LiveBron, owners: OwnersFunction, native: str, told: _Told) -> Whose | None:
        for pause_s in AGAIN_S:
            await asyncio.sleep(pause_s)
            found = await self._whose(live, owners, native, told)
            if found is not None:
                return found
        return None

    async def _whose(self, live: LiveBron, owners: OwnersFunction, native: str, told: _Told) -> Whose | None:
        try:
            async with self._asking:
                return await whose(live, owners, native, told)
        except BronError as fault:
            log().warning("owners_unknown", bron=live.code, code=fault.code.value)
            return None

    def _change(self, live: LiveBron, event: Event, native: str, found: Whose) -> Change:
        persons = tuple(number_key(number, self._secret) for number in found.nummers)
        sources = tuple(dienst.value.lower() for dienst in event.diensten)
        return Change(live.code, (native,), persons, sources if persons else (), soort=found.soort or event.soort)


def _widely(live: LiveBron, event: Event, native: str) -> Change:
    """The change when it is not known whose the item is: the lists in which it may be, of everybody."""
    return Change(
        live.code, (native,), sources=tuple(dienst.value.lower() for dienst in event.diensten), gone=event.gone
    )
