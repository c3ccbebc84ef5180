"""Asks an issuer about a token that says nothing itself (RFC 7662), with the gateway's own credentials."""

from __future__ import annotations

import asyncio
import json
import ssl

import httpx

from gateway.auth.partij import Claims
from gateway.config import Introspectie, IssuerConfig
from gateway.errors import Unauthenticated
from gateway.telemetry import log

ASK_TIMEOUT_S = 3.0
MAX_BYTES = 64_000
MAX_CONNECTIONS = 50


class Introspection:
    """The introspection endpoint of one issuer. Open it in the event loop that uses it.

    An answer that is late, broken or no answer is a 503: only the issuer itself can say yes or no.
    """

    def __init__(self, issuer: IssuerConfig, config: Introspectie) -> None:
        self._issuer = issuer
        self._config = config
        self._client: httpx.AsyncClient | None = None
        self._flights: dict[bytes, asyncio.Task[Claims | None]] = {}

    async def start(self) -> None:
        """Make the pool; no connection is made yet."""
        self._client = httpx.AsyncClient(
            verify=ssl.create_default_context(cafile=self._issuer.ca_bestand),
            trust_env=False,
            timeout=ASK_TIMEOUT_S,
            limits=httpx.Limits(max_connections=MAX_CONNECTIONS),
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        )

    async def stop(self) -> None:
        """Close all connections."""
        for flight in list(self._flights.values()):
            flight.cancel()
        if self._client is not None:
            await self._client.aclose()

    async def ask(self, token: str, seal: bytes) -> Claims | None:
        """What the token means; None when it means nothing (any more). `seal` stands for the token: who shows the same one
        at the same moment waits along. Raises Unauthenticated with status 503."""
        flight = self._flights.get(seal)
        if flight is None:
            flight = self._flights[seal] = asyncio.create_task(self._ask(token))
            flight.add_done_callback(lambda _: self._flights.pop(seal, None))
        return await asyncio.shield(flight)

    async def _ask(self, token: str) -> Claims | None:
        assert self._client is not None, "start first"
        form, basic = {"token": token, "token_type_hint": "access_token"}, None
        secret = self._config.geheim.reveal()
        if self._config.wijze == "client_secret_basic":
            basic = httpx.BasicAuth(self._config.client_id, secret)
        else:
            form |= {"client_id": self._config.client_id, "client_secret": secret}
        try:
            async with asyncio.timeout(ASK_TIMEOUT_S):
                request = self._client.build_request("POST", self._config.url, data=form)
                response = await self._client.send(request, auth=basic, stream=True)
                return _claims(response.status_code, await _read(response))
        except (httpx.HTTPError, OSError) as fault:  # TimeoutError is an OSError
            raise self._unanswered(type(fault).__name__) from None
        except ValueError as fault:
            raise self._unanswered(str(fault)) from None

    def _unanswered(self, reason: str) -> Unauthenticated:
        log().error("introspection_failed", issuer=self._issuer.url, reason=reason)
        return Unauthenticated("the issuer does not tell what this token means", status=503)


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MAX_BYTES:
                raise ValueError("too large")
    finally:
        await response.aclose()
    return bytes(body)


def _claims(status: int, body: bytes) -> Claims | None:
    """The claims of an answer; None for a token that is not active. Raises ValueError for any other answer."""
    if status != 200:
        raise ValueError(f"status {status}")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(answer, dict) or not isinstance(answer.get("active"), bool):
        raise ValueError("not an introspection answer")
    return answer if answer["active"] else None
