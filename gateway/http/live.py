"""Connections that listen: each result as it comes, signs of life between, and an end when the token or the worker ends."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar  # Any: futures of several kinds are waited for together

from graphql import GraphQLError

from gateway.config import LiveInstellingen
from gateway.context import Deadline, Fetches
from gateway.errors import Foutcode, GatewayError, Missed, SessionExpired
from gateway.http.answer import encode_answer, log_crash
from gateway.http.logboek import Logboek, keep
from gateway.http.problem import KOPREGEL_ONGELDIG, TE_VEEL_LUISTEREN, Problem
from gateway.http.sse import EventStream
from gateway.plan.engine import Opened, error_code
from gateway.plan.run import Answer

Mark = tuple[int, int]
LONGEST_RETRY_MS, SHORTEST_RETRY_MS = 5_000, 500
_ID = re.compile(r"([0-9]{1,15})-([0-9]{1,10})")
Who = TypeVar("Who")


class Event(Protocol):
    """Something to tell; see `events.listener.Told`."""

    @property
    def event(self) -> object | None:
        """The value of the root field; None when there is nothing to tell, but something was looked at."""
        ...

    @property
    def is_missed(self) -> bool:
        """May something have been missed before?"""
        ...

    @property
    def request(self) -> Fetches:
        """What it is printed with."""
        ...

    @property
    def mark(self) -> Mark | None:
        """Up to where everything was told, when it was."""
        ...


class Stream(Protocol):
    """What one connection listens to."""

    def events(self) -> AsyncGenerator[Event, None]:
        """The events, as they come."""
        ...

    @property
    def quiet_at(self) -> Mark | None:
        """Up to where there is nothing more to tell; None for a stream that cannot be resumed."""
        ...


class Streams(Protocol[Who]):  # type: ignore[misc]  # only taken in
    """Where streams come from."""

    def stream(self, who: Who, opened: Opened, deadline: Deadline, since: Mark | None) -> Stream:
        """The stream that a subscription asks for."""
        ...

    async def over(self, who: Who) -> None:
        """Wait until the token counts no more."""
        ...

    def person(self, who: Who) -> bytes:
        """A keyed hash that stands for the person."""
        ...


@dataclass(frozen=True, slots=True)
class Connection(Generic[Who]):
    """A subscription that was asked over one connection."""

    who: Who
    opened: Opened
    deadline: Deadline
    since: Mark | None


class _Ends(NamedTuple):
    """Why a stream may end before its time: this worker stops, or the token does."""

    closing: asyncio.Future[Any]
    ending: asyncio.Future[Any]


class Live(Generic[Who]):
    """All connections of this worker that listen."""

    def __init__(self, streams: Streams[Who], settings: LiveInstellingen, logboek: Logboek[Who]) -> None:
        self._streams = streams
        self._settings = settings
        self._logboek = logboek
        self._open: Counter[bytes] = Counter()
        self._closing = asyncio.Event()

    @property
    def connections(self) -> int:
        """How many listen now."""
        return self._open.total()

    def close(self) -> None:
        """Send everybody away, to come back to another worker."""
        self._closing.set()

    @contextmanager
    def place(self, who: Who) -> Iterator[None]:
        """A place among those who listen. Raises Problem when there is none."""
        person = self._streams.person(who)
        if (
            self._closing.is_set()
            or self._open[person] >= self._settings.per_persoon
            or self.connections >= self._settings.verbindingen
        ):
            raise Problem(TE_VEEL_LUISTEREN, headers={"Retry-After": "5"})
        self._open[person] += 1
        try:
            yield
        finally:
            self._open[person] -= 1
            if not self._open[person]:
                del self._open[person]

    async def serve(self, connection: Connection[Who], out: EventStream) -> None:
        """Tell what comes until the stream, the token or this worker ends. Raises ClientGone."""
        stream = self._streams.stream(connection.who, connection.opened, connection.deadline, connection.since)
        closing = asyncio.ensure_future(self._closing.wait())
        ending = asyncio.ensure_future(self._streams.over(connection.who))
        try:
            await out.open(_text(stream.quiet_at))
            async with aclosing(stream.events()) as events:
                await self._tell_all(connection, stream, events, out, _Ends(closing, ending))
        finally:
            closing.cancel()
            ending.cancel()
            await asyncio.gather(closing, ending, return_exceptions=True)

    async def _tell_all(
        self,
        connection: Connection[Who],
        stream: Stream,
        events: AsyncGenerator[Event, None],
        out: EventStream,
        ends: _Ends,
    ) -> None:
        coming = asyncio.ensure_future(anext(events))
        try:
            while True:
                waiting: set[asyncio.Future[Any]] = {coming, *ends}
                done, _ = await asyncio.wait(
                    waiting, timeout=self._settings.hartslag_s, return_when=asyncio.FIRST_COMPLETED
                )
                if ends.ending in done:  # before anything else: who is not logged in any more is told nothing
                    await out.next(encode_answer(_error(SessionExpired())))
                    await out.complete()
                    return
                if coming in done:
                    if not await self._tell(connection, coming, out):
                        return
                    coming = asyncio.ensure_future(anext(events))
                elif ends.closing in done:
                    await out.come_back(random.randint(SHORTEST_RETRY_MS, LONGEST_RETRY_MS))  # noqa: S311  # spreads load
                    return
                else:
                    await out.pulse(_text(stream.quiet_at))
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)

    async def _tell(self, connection: Connection[Who], coming: asyncio.Future[Event], out: EventStream) -> bool:
        """Tell one event; False when it was the last."""
        try:
            told = coming.result()
        except StopAsyncIteration:
            await out.complete()
            return False
        except Exception as fault:  # the edge: what goes wrong inside ends this stream, with words
            if not isinstance(fault, GatewayError):
                log_crash(fault)
            await out.next(encode_answer(_error(fault)))
            await out.complete()
            return False
        answer = await connection.opened.answer(told.request, told.event) if told.event is not None else None
        ok = answer is None or not any(error_code(one) is Foutcode.INTERNE_FOUT for one in answer.errors)
        keep(self._logboek, connection.who, told.request, ok=ok)
        if told.is_missed:
            await out.next(encode_answer(_error(Missed())))
        if answer is None:
            return True
        event_id = _text(told.mark)
        await out.next(encode_answer(answer, {"id": event_id} if event_id else None), event_id)
        return True


def resumed_from(header: bytes | None) -> Mark | None:
    """The id in a `Last-Event-ID` header. Raises Problem when it is not one of ours."""
    if header is None or not header.strip():
        return None
    found = _ID.fullmatch(header.decode("latin-1").strip())
    if found is None:
        raise Problem(KOPREGEL_ONGELDIG, "Last-Event-ID is het id van een melding die u eerder kreeg.")
    return int(found[1]), int(found[2])


def _text(mark: Mark | None) -> str:
    return f"{mark[0]}-{mark[1]}" if mark is not None else ""


def _error(fault: Exception) -> Answer:
    return Answer(None, [GraphQLError(str(fault), original_error=fault)])
