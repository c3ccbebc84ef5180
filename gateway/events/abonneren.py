"""Subscribes the gateway at a Notificaties API, for what the connector of a bron understands. Once more changes nothing."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from gateway.bronnen.call import Response, decode
from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import credentials_for
from gateway.bronnen.manifest import Manifest
from gateway.bronnen.proef import Nobody
from gateway.bronnen.tls import Tls
from gateway.config import BronConfig, NrcConfig, ZgwAuth
from gateway.context import Deadline
from gateway.errors import BronInvalid
from gateway.events.proof import Proof

PATIENCE_MS = 30_000
"""The Notificaties API calls us twice before it answers."""


_Row = TypeVar("_Row", bound=msgspec.Struct)


class SubscribeFailed(Exception):
    """The subscription could not be made; the text is for an operator."""


_NOBODY = Nobody().subjects()[0]


class _Kanaal(msgspec.Struct):
    naam: str


class _Abonnement(msgspec.Struct, rename="camel"):
    url: str
    callback_url: str


class _InvalidParam(msgspec.Struct):
    name: str = ""
    code: str = ""


class _Fout(msgspec.Struct, rename="camel"):
    invalid_params: list[_InvalidParam] = []


async def subscribe(bron: BronConfig, manifest: Manifest) -> str:
    """Have exactly one subscription for this bron, and say what was done in one sentence.

    The gateway must be running at `eigen_url`: the Notificaties API tries the address out, with and without the secret.
    Raises SubscribeFailed and BronError.
    """
    if bron.notificaties is None or bron.notificaties.nrc is None:
        raise SubscribeFailed(f"{bron.code}: er is geen notificaties.nrc ingesteld")
    if not manifest.events:
        raise SubscribeFailed(f"{bron.code}: connector {manifest.naam} kent geen meldingen")
    nrc = bron.notificaties.nrc
    auth = ZgwAuth(soort="zgw_jwt", client_id=nrc.client_id, geheim=nrc.geheim)
    async with AiohttpTransport(nrc.url, credentials_for(auth), tls=Tls(bron.ca_bestand)) as transport:
        return await _Nrc(transport).subscribe(
            bron.code, callback_url(bron.code, nrc), Proof(bron.notificaties.geheim).authorization, manifest
        )


def callback_url(code: str, nrc: NrcConfig) -> str:
    """Where the Notificaties API brings the messages of a bron."""
    return f"{nrc.eigen_url}/events/{code}"


class _Nrc:
    def __init__(self, transport: AiohttpTransport) -> None:
        self._transport = transport

    async def subscribe(self, code: str, callback: str, authorization: str, manifest: Manifest) -> str:
        there = {one.naam for one in await self._list("/kanaal", _Kanaal)}
        kanalen = [naam for naam in manifest.kanalen if naam in there]
        body = {
            "callbackUrl": callback,
            "auth": authorization,
            "kanalen": [{"naam": naam, "filters": {}} for naam in kanalen],
            "sendCloudevents": bool(manifest.cloudevents),
            "cloudeventFilters": [{"typeSubstring": soort} for soort in manifest.cloudevents],
        }
        if not kanalen and not manifest.cloudevents:
            raise SubscribeFailed(
                f"{code}: de Notificaties API heeft geen van de kanalen {', '.join(manifest.kanalen)}"
            )
        own = [one for one in await self._list("/abonnement", _Abonnement) if one.callback_url == callback]
        for double in own[1:]:
            await self._send("DELETE", _path(double.url))
        method, path = ("PUT", _path(own[0].url)) if own else ("POST", "/abonnement")
        response = await self._send(method, path, body)
        if response.status not in (200, 201):
            raise SubscribeFailed(f"{code}: {_reason(response, callback)}")
        missing = sorted(set(manifest.kanalen) - there)
        left_out = f" (niet bij deze Notificaties API: {', '.join(missing)})" if missing else ""
        wat = ", ".join([*kanalen, *manifest.cloudevents])
        return f"{code}: abonnement {'bijgewerkt' if own else 'gemaakt'} op {wat}{left_out}"

    async def _list(self, path: str, type_: type[_Row]) -> list[_Row]:
        response = await self._send("GET", path)
        if response.status != 200:
            raise SubscribeFailed(f"de Notificaties API antwoordt {response.status} op {path}")
        return decode(response.body, list[type_])  # type: ignore[valid-type]  # a list, as the API gives it, without pages

    async def _send(self, method: str, path: str, body: object = None) -> Response:
        raw = msgspec.json.encode(body) if body is not None else None
        headers = {"Accept": "application/json", **({"Content-Type": "application/json"} if raw is not None else {})}
        deadline = Deadline.after(PATIENCE_MS)
        return await self._transport.send(
            method, path, params={}, headers=headers, body=raw, deadline=deadline, subject=_NOBODY
        )


def _path(url: str) -> str:
    """The address of a subscription below that of the API, whatever host it names."""
    return "/abonnement/" + url.rstrip("/").rpartition("/")[2]


def _reason(response: Response, callback: str) -> str:
    try:
        codes = {one.code for one in decode(response.body, _Fout).invalid_params}
    except BronInvalid:
        codes = set()
    if "invalid-callback-url" in codes:
        return (
            f"de Notificaties API bereikt {callback} niet, of krijgt er niet de antwoorden die horen. "
            "Draait de gateway daar, met hetzelfde geheim?"
        )
    told = f" ({', '.join(sorted(codes))})" if codes else ""
    return f"de Notificaties API antwoordt {response.status}{told}"
