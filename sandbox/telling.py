"""The call count: who was called, how and for how long, without any number of a person."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Aanroep(NamedTuple):
    """One call: the code of the bron, the HTTP method and the path with its identifiers taken out."""

    bron: str
    methode: str
    pad: str

    @property
    def soort(self) -> str:
        """`token` for a call that fetches credentials, else `data`."""
        return "token" if self.pad.endswith(_TOKEN_PATHS) else "data"


@dataclass
class Verkeer:
    """A call with its outcome: `begin` and `eind` in seconds of `time.perf_counter`; `status` 0 means no answer."""

    aanroep: Aanroep
    begin: float
    eind: float | None = None
    status: int = 0

    @property
    def ms(self) -> float | None:
        """How long the answer took in milliseconds; None while there is none."""
        return None if self.eind is None else round((self.eind - self.begin) * 1000, 3)


class Telling:
    """ASGI middleware that adds every call to a shared list, also those that a fault spoils."""

    def __init__(self, app: ASGIApp, code: str, verkeer: list[Verkeer]) -> None:
        self.app = app
        self.code = code
        self.verkeer = verkeer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        entry = Verkeer(Aanroep(self.code, scope["method"], path_template(scope["path"])), time.perf_counter())
        self.verkeer.append(entry)

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
            elif not message.get("more_body"):
                entry.eind = time.perf_counter()
            await send(message)

        await self.app(scope, receive, note)


def path_template(path: str) -> str:
    """The path with every identifier replaced: `{uuid}` for a UUID, `{id}` for any part with three or more digits."""
    return "/".join(_template(part) for part in path.split("/"))


def _template(part: str) -> str:
    if _UUID.fullmatch(part):
        return "{uuid}"
    return "{id}" if _NUMBER.search(part) else part


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"\d\D*\d\D*\d")
_TOKEN_PATHS = ("/oauth/token", "/auth/token", "/jwe/create")
