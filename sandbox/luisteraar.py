"""One app listening on one loopback port, which can fall away like a crashed system and come back on the same port."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sandbox.antwoord import wait_until_gone

HOST = "127.0.0.1"
_TRANSPORT = "sandbox.transport"
_RST_ON_CLOSE = struct.pack("ii", 1, 0)


class Luisteraar:
    """Serves `app`; the port is known, and kept, from the moment of construction: `poort` if it is free, else another."""

    app: ASGIApp

    def __init__(self, poort: int = 0) -> None:
        try:
            self._socket = _reserve(poort)
        except OSError:
            self._socket = _reserve(0)
        self.poort: int = self._socket.getsockname()[1]
        self._server: _Server | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.poort}"

    @property
    def is_listening(self) -> bool:
        return self._server is not None

    async def start(self) -> None:
        """Accept connections; does nothing when it already does."""
        if self._server is None:
            self._server = _Server(self.app)
            await self._server.open(self._socket)

    async def stop(self) -> None:
        """Break all connections and refuse new ones; the port stays reserved, so that no other process takes it."""
        if self._server is not None:
            server, self._server = self._server, None
            await server.close()
            self._socket = _reserve(self.poort)

    async def close(self) -> None:
        """Stop for good and give the port back."""
        await self.stop()
        self._socket.close()


async def reset(scope: Scope, receive: Receive) -> None:
    """Reset the caller's connection (TCP RST) without an answer."""
    transport = _transport(scope)
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST_ON_CLOSE)
    transport.abort()
    await wait_until_gone(receive)


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Close the caller's connection in order, after what was already sent."""
    _transport(scope).close()
    await wait_until_gone(receive)


def _transport(scope: Scope) -> asyncio.Transport:
    transport: asyncio.Transport = scope["extensions"][_TRANSPORT]["transport"]
    return transport


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals alone, stops at once and wakes once a second only."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Protocol,
                ws="none",
                lifespan="off",
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=60,  # what uWSGI does in front of Open Zaak and its family
            )
        )
        self._stopped = asyncio.Event()

    async def open(self, listener: socket.socket) -> None:
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup(sockets=[listener])
        await self.on_tick(0)
        self._clock = asyncio.create_task(self._tick())

    async def close(self) -> None:
        for server in self.servers:
            server.close()
        self._clock.cancel()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=1)
        await asyncio.sleep(0)

    async def _tick(self) -> None:
        """Keep the Date header right."""
        while True:
            await asyncio.sleep(1)
            await self.on_tick(0)


class _Protocol(HttpToolsProtocol):
    """Shows the transport to the app, which ASGI has no word for and a reset needs."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        extensions: dict[str, Any] = {_TRANSPORT: {"transport": self.transport}}  # Any: ASGI leaves the values open
        self.scope["extensions"] = extensions


def _reserve(poort: int) -> socket.socket:
    """A bound socket that does not listen yet: connecting to it is refused, taking its port impossible."""
    reserved = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    reserved.bind((HOST, poort))
    return reserved
