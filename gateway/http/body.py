"""Reads a question from a request: its size capped, its time limited, its shape checked once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec
from starlette.types import Receive

from gateway.errors import InputInvalid
from gateway.http.problem import VRAAG_TE_GROOT, VRAAG_TE_TRAAG, Problem
from gateway.plan.engine import Question
from gateway.plan.trusted.manifest import id_of, normal_id

READ_TIMEOUT_S = 10.0
MAX_DOCUMENT = 15_000
MAX_PARAMETERS = 10
_NO_JSON = "De vraag is geen geldige JSON in UTF-8."
_WRONG_SHAPE = (
    "Dit is geen GraphQL-vraag: query of documentId is tekst, operationName tekst of leeg, "
    "variables en extensions zijn een object of leeg."
)
_WRONG_ID = "Een documentId is sha256: met daarachter 64 cijfers en letters (a-f)."


class Body(msgspec.Struct, rename="camel"):
    """The parameters of a request (GraphQL over HTTP). What is asked is a text, or the id of a trusted document.

    The id comes as `documentId`, as Relay apps send it (`doc_id` or `id`), or in the extension of Apollo clients.
    """

    query: str = ""
    operation_name: str | None = None
    variables: dict[str, object] | None = None
    extensions: dict[str, object] | None = None
    document_id: str | None = None
    doc_id: str | None = msgspec.field(default=None, name="doc_id")
    id: str | None = None


class ClientGone(Exception):
    """The client hung up; nobody waits for an answer."""


_body = msgspec.json.Decoder(Body)
_object = msgspec.json.Decoder(dict[str, object] | None)


async def read_body(receive: Receive, headers: Mapping[bytes, bytes], max_bytes: int) -> bytes:
    """The raw body. Raises Problem when it is too large or too slow, ClientGone when it never comes."""
    announced = headers.get(b"content-length", b"0")
    if not announced.isdigit() or int(announced) > max_bytes:
        raise too_large(max_bytes)
    try:
        async with asyncio.timeout(READ_TIMEOUT_S):
            return await _collect(receive, max_bytes)
    except TimeoutError:
        raise Problem(VRAAG_TE_TRAAG, headers={"Connection": "close"}) from None


def too_large(max_bytes: int) -> Problem:
    """The problem of a question above the cap. What is under way of it is not waited for."""
    detail = f"De vraag is te groot: hier past {max_bytes // 1024} kB."
    return Problem(VRAAG_TE_GROOT, detail, {"Connection": "close"})


def from_json(raw: bytes) -> Question:
    """The question in a JSON body. Raises InputInvalid."""
    try:
        body = _body.decode(raw)
    except msgspec.ValidationError:
        raise InputInvalid(melding=_WRONG_SHAPE) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InputInvalid(melding=_NO_JSON) from None
    return _question(body)


def from_query_string(raw: bytes) -> Question:
    """The question in the query string of a GET. Raises InputInvalid."""
    try:
        found = dict(parse_qsl(raw.decode("ascii"), True, errors="strict", max_num_fields=MAX_PARAMETERS))
        values = {name: _object.decode(found[name]) for name in ("variables", "extensions") if found.get(name)}
        body = Body(
            found.get("query", ""), found.get("operationName") or None, **values, document_id=found.get("documentId")
        )
    except (ValueError, KeyError, RecursionError):
        raise InputInvalid(melding=_WRONG_SHAPE) from None
    return _question(body)


async def _collect(receive: Receive, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > max_bytes:
            raise too_large(max_bytes)
        if not message.get("more_body", False):
            return b"".join((*parts, part)) if parts else part
        parts.append(part)


def _question(body: Body) -> Question:
    """Raises InputInvalid when nothing is asked, too much, or two different things."""
    document_id = _document_id(body)
    if not body.query and not document_id:
        raise InputInvalid(melding=_WRONG_SHAPE)
    if len(body.query) > MAX_DOCUMENT:
        raise InputInvalid(melding=f"De vraag is te lang: hier passen {MAX_DOCUMENT} tekens.")
    if body.query and document_id and id_of(body.query) != document_id:
        raise InputInvalid(melding="De tekst van de vraag past niet bij het documentId.")
    return Question(body.query, body.operation_name, body.variables, document_id)


def _document_id(body: Body) -> str:
    """The id of the trusted document that is asked; empty when none is. Raises InputInvalid."""
    given: object = body.document_id or body.doc_id or body.id
    persisted = (body.extensions or {}).get("persistedQuery")
    if not given and isinstance(persisted, dict):
        given = persisted.get("sha256Hash")
    if not given:
        return ""
    found = normal_id(given) if isinstance(given, str) else None
    if found is None:
        raise InputInvalid(melding=_WRONG_ID)
    return found
