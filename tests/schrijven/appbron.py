"""A connector on the simulation of its system, without a network between: what it sends really arrives, and really counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx
from starlette.types import ASGIApp

from gateway.bronnen.call import Params, Response
from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Manifest
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.bewaring import Geheugen
from gateway.bronnen.schrijven.eenmalig import Eenmalig
from gateway.bronnen.schrijven.opdracht import Opdracht
from gateway.bronnen.schrijven.pad import WritePath
from gateway.bronnen.schrijven.wijziging import Uitkomst
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronRefused, BronUnreachable
from tests.bronnen.world import bron

BASIS = "http://bron.test"
Gebeurtenis = Callable[[], None]


@dataclass
class AppTransport:
    """Sends to an app. `before` runs just before each change arrives; `asked` is what was sent.

    `fails`: the fault of the next change, after the app did its work, or (not `reaches`) before it arrived.
    """

    app: ASGIApp
    headers: Mapping[str, str]
    before: Gebeurtenis | None = None
    fails: BronError | None = None
    reaches: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        self.asked.append((method, path))
        if method != "GET" and self.before is not None:
            self.before()
        if method != "GET" and self.fails is not None and not self.reaches:
            fault, self.fails = self.fails, None
            raise fault
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=BASIS) as client:
            sent = {"Accept": "application/json", **headers, **self.headers}
            answer = await client.request(method, path, params=dict(params), headers=sent, content=body)
        if method != "GET" and self.fails is not None:
            fault, self.fails = self.fails, None
            raise fault
        if answer.status_code == 401:
            raise BronRefused("status 401")
        if answer.status_code >= 500:
            raise BronUnreachable(f"status {answer.status_code}")
        return Response(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content)

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def mint(self, claims: Mapping[str, str]) -> str:
        return ""


@dataclass
class AppBron:
    """A bron made of an app, and a write path to it."""

    transport: AppTransport
    live: LiveBron
    writes: WritePath

    async def doe(
        self, naam: str, subject: Subject, invoer: object, *, soort: str, native: str, sleutel: str = "sleutel-0001"
    ) -> Uitkomst:
        """Make a change."""
        opdracht = Opdracht(naam, subject, sleutel, invoer, Deadline.after(5_000), soort=soort, native=native)
        return (await self.writes.run(self.live, opdracht)).uitkomst

    def changes(self) -> list[tuple[str, str]]:
        """What was sent that is no reading."""
        return [one for one in self.transport.asked if one[0] != "GET" and not one[1].endswith(("_zoek", "/search"))]


def app_bron(
    app: ASGIApp, manifest: Manifest, diensten: tuple[str, ...], headers: Mapping[str, str], **instellingen: object
) -> AppBron:
    """A bron on this app, open, with a memory of its own."""
    transport = AppTransport(app, headers)
    live = LiveBron(bron(diensten=diensten), manifest, transport, BASIS, instellingen=instellingen)
    live.closed = None
    return AppBron(transport, live, WritePath(FetchPath(), Eenmalig(Geheugen())))
