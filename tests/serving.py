"""A whole gateway on a real socket, as `gateway serve` runs it, in this very event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn

from gateway.app import Gateway
from gateway.serve import application

CONNECTIONS = 64
IDLE_S = 2
"""Shorter than the server waits, or a question could go over a connection that is just being closed."""


@asynccontextmanager
async def served(gateway: Gateway, *, timeout_s: float = 20) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway, past its first probes and with the keys of its issuers; stopped as by a signal."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(gateway), log_config=None, access_log=False))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        limits = httpx.Limits(
            max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=IDLE_S
        )
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            async with httpx.AsyncClient(base_url=base, timeout=timeout_s, trust_env=False, limits=limits) as client:
                while not server.started:
                    await asyncio.sleep(0.01)
                await gateway.settled()
                yield client
        finally:
            server.should_exit = True
            await task
