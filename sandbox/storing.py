"""Faults of a system that can be switched on and off while it runs."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Literal, get_args

from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.antwoord import Antwoord, catch, pause, wait_until_gone
from sandbox.luisteraar import hang_up, reset

Soort = Literal["500", "503", "429", "html", "truncated", "malformed", "wrong-type", "reset", "drip", "hang"]
SOORTEN: tuple[str, ...] = get_args(Soort)
RETRY_AFTER_S = 30
DRIP_INTERVAL_S = 0.1


class OnbekendeStoring(ValueError):
    """A kind of fault that this system does not know; the message lists those that it does."""

    def __init__(self, soort: str, known: Iterable[str]) -> None:
        super().__init__(f"Onbekende storing '{soort}'. Kies uit: {', '.join(known)}.")


class Storing:
    """ASGI middleware that lets a system be slow (`ms`) or broken (`soort`), both at once if asked.

    A slow or spoiled answer is still a real one: the system did its work, so a write has happened
    even when the caller never learns of it. `varianten` are switches of the system itself, for ways of being
    wrong that only it can play, such as a filter that is ignored; each is one more kind of fault.
    """

    def __init__(self, app: ASGIApp, varianten: MutableMapping[str, bool] | None = None) -> None:
        self.app = app
        self._varianten = {} if varianten is None else varianten
        self.ms = 0
        self.soort: str | None = None
        self.methode = ""

    def slow(self, ms: int, methode: str = "") -> None:
        """Delay every answer by so many milliseconds, or only those to one HTTP method."""
        self.ms = ms
        self.methode = methode

    def break_(self, soort: str, methode: str = "") -> None:
        """Answer every call with this fault, in place of an earlier one, or only those with one HTTP method.

        Raises OnbekendeStoring.
        """
        if soort not in SOORTEN and soort not in self._varianten:
            raise OnbekendeStoring(soort, (*SOORTEN, *self._varianten))
        self._switch(soort)
        self.methode = methode

    def mend(self) -> None:
        """Behave again."""
        self.ms = 0
        self.methode = ""
        self._switch(None)

    def _switch(self, soort: str | None) -> None:
        self.soort = soort
        self._varianten.update((variant, variant == soort) for variant in self._varianten)

    @property
    def stand(self) -> str:
        """How it is doing, in a word a person can read."""
        if self.soort:
            return f"stuk ({self.soort})"
        return f"traag ({self.ms} ms)" if self.ms else "aan"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not (self.ms or self.soort) or self.methode not in ("", scope["method"]):
            await self.app(scope, receive, send)
            return
        soort, ms = self.soort, self.ms
        if soort == "hang":
            await wait_until_gone(receive)
            return
        if soort == "reset":
            await reset(scope, receive)
            return
        antwoord = await catch(self.app, scope, receive)
        if ms and await pause(receive, ms / 1000):
            return
        if soort in _DELIVERIES:
            await _DELIVERIES[soort](antwoord, scope, receive, send)
        else:
            await (_SPOILERS[soort](antwoord) if soort in _SPOILERS else antwoord).send(send)


async def _truncate(antwoord: Antwoord, scope: Scope, receive: Receive, send: Send) -> None:
    """Promise the whole body, send half of it and close the connection."""
    body = antwoord.body or b"{}"
    head = antwoord.replace(antwoord.status, _content_type(antwoord), body, connection="close")
    await head.send(send, body=body[: len(body) // 2], more_body=True)
    await hang_up(scope, receive)


async def _drip(antwoord: Antwoord, scope: Scope, receive: Receive, send: Send) -> None:
    """Send one byte at a time, so that the connection never falls silent and never gets anywhere."""
    body = antwoord.body or b"{}"
    head = antwoord.replace(antwoord.status, _content_type(antwoord), body)
    await head.send(send, body=b"", more_body=True)
    for at in range(len(body)):
        if await pause(receive, DRIP_INTERVAL_S):
            return
        await send({"type": "http.response.body", "body": body[at : at + 1], "more_body": at + 1 < len(body)})


def _server_error(antwoord: Antwoord) -> Antwoord:
    return antwoord.replace(500, b"application/json", _problem(500, "Er heeft zich een technische fout voorgedaan."))


def _unavailable(antwoord: Antwoord) -> Antwoord:
    body = _problem(503, "Het systeem is in onderhoud.")
    return antwoord.replace(503, b"application/json", body, retry_after=str(RETRY_AFTER_S))


def _too_many(antwoord: Antwoord) -> Antwoord:
    body = _problem(429, "Te veel verzoeken.")
    return antwoord.replace(429, b"application/json", body, retry_after=str(RETRY_AFTER_S))


def _html(antwoord: Antwoord) -> Antwoord:
    page = "<!doctype html><html lang='nl'><title>Inloggen</title><h1>Uw sessie is verlopen</h1></html>"
    return antwoord.replace(200, b"text/html; charset=utf-8", page.encode())


def _malform(antwoord: Antwoord) -> Antwoord:
    body = antwoord.body[: max(1, len(antwoord.body) * 3 // 5)] if len(antwoord.body) > 2 else b'{"results": ['
    return antwoord.replace(200, b"application/json", body)


def _wrong_type(antwoord: Antwoord) -> Antwoord:
    try:
        value = _twist(json.loads(antwoord.body))
    except ValueError:
        value = [["onverwacht"]]
    return antwoord.replace(200, b"application/json", json.dumps(value).encode())


def _twist(value: object) -> object:
    """Valid JSON with every list turned into an object and every plain value into a list; objects keep their keys."""
    match value:
        case dict():
            return {key: _twist(item) for key, item in value.items()} or ["onverwacht"]
        case list():
            return {str(at): _twist(item) for at, item in enumerate(value)}
        case None:
            return None
        case _:
            return [value]


def _problem(status: int, detail: str) -> bytes:
    return json.dumps({"type": "about:blank", "title": detail, "status": status, "detail": detail}).encode()


def _content_type(antwoord: Antwoord) -> bytes:
    return dict(antwoord.headers).get(b"content-type", b"application/json")


_DELIVERIES: dict[str, Callable[[Antwoord, Scope, Receive, Send], Awaitable[None]]] = {
    "truncated": _truncate,
    "drip": _drip,
}
_SPOILERS: dict[str, Callable[[Antwoord], Antwoord]] = {
    "500": _server_error,
    "503": _unavailable,
    "429": _too_many,
    "html": _html,
    "malformed": _malform,
    "wrong-type": _wrong_type,
}
