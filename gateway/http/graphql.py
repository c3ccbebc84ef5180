"""The endpoint: one GraphQL request in, one answer out (GraphQL over HTTP, with the status codes it prescribes)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from graphql import GraphQLError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.config import Instellingen
from gateway.context import Deadline, Fetches
from gateway.errors import Foutcode, InputInvalid
from gateway.http.answer import encode_answer, encode_refusal, log_crash
from gateway.http.arrival import Arrival, Headers
from gateway.http.body import ClientGone, from_json, from_query_string, read_body, too_large
from gateway.http.live import Connection, Live, resumed_from
from gateway.http.logboek import Logboek, Unrecorded, keep
from gateway.http.media import GRAPHQL_RESPONSE, JSON, acceptable, is_json_request
from gateway.http.presence import Presence
from gateway.http.problem import (
    INTERNE_FOUT,
    VORM_NIET_LEVERBAAR,
    VORM_ONBEKEND,
    Problem,
    method_not_allowed,
    stronger_login,
)
from gateway.http.sse import EventStream, wants_events
from gateway.http.tempo import Tempo, Unhurried, admit
from gateway.http.wie import Verify
from gateway.plan.engine import Engine, QueryOnly, Question, RequestError, error_code
from gateway.plan.run import Answer

Who = TypeVar("Who")
_content_types = {media: (b"content-type", f"{media}; charset=utf-8".encode()) for media in (GRAPHQL_RESPONSE, JSON)}
_vary = (b"vary", b"Accept")


class GraphQLEndpoint(Generic[Who]):
    """Asks `verify` who is there, makes the `context` of that person, and lets the engine answer."""

    def __init__(
        self,
        engine: Engine,
        verify: Verify[Who],
        context: Callable[[Who, Deadline], Fetches],
        settings: Instellingen,
        tempo: Tempo[Who] | None = None,
        logboek: Logboek[Who] | None = None,
        live: Live[Who] | None = None,
    ) -> None:
        self._engine = engine
        self._context = context
        self._tempo: Tempo[Who] = tempo or Unhurried()
        self._logboek: Logboek[Who] = logboek or Unrecorded()
        self.live = live
        self._arrival = Arrival(verify, self._tempo, self._logboek, settings.deadline_ms)
        self._max_bytes = settings.http.max_body_kb * 1024
        self._methods = ("GET", "POST") if settings.http.get else ("POST",)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": ", ".join(self._methods)})(scope, receive, send)
            return
        out = EventStream(send)
        try:
            if wants_events(dict(scope["headers"]).get(b"accept")):
                await self._stream(scope, receive, out)
                return
            status, media, body = await self._answer(scope, receive)
        except ClientGone:
            return
        except Problem as problem:
            if out.is_open:
                raise  # too late to say so: the connection breaks off, and a client knows that this is no end
            await problem.response()(scope, receive, send)
            return
        except Exception as fault:  # the edge: nothing that goes wrong inside may show outside
            log_crash(fault)
            if out.is_open:
                raise
            await Problem(INTERNE_FOUT).response()(scope, receive, send)
            return
        headers = [_content_types[media], (b"content-length", b"%d" % len(body)), _vary]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, str, bytes]:
        """Status, media type and body. Raises Problem when there is no GraphQL answer to give."""
        headers: Headers = dict(scope["headers"])
        who, deadline = await self._enter(scope)
        method: str = scope["method"]
        media = acceptable(headers.get(b"accept"))
        if media is None:
            raise Problem(VORM_NIET_LEVERBAAR)
        try:
            question = await self._question(scope, receive, headers)
            with Presence(receive):
                answer = await self._execute(question, who, deadline, queries_only=method == "GET")
        except InputInvalid as fault:
            return 400, media, encode_refusal([GraphQLError(fault.melding)])
        except QueryOnly as fault:
            raise method_not_allowed("POST", detail=fault.errors[0].message) from None
        except RequestError as fault:
            return fault.status if media == GRAPHQL_RESPONSE else 200, media, encode_refusal(fault.errors)
        if answer.step_up is not None:
            raise stronger_login(answer.step_up)
        return 200, media, encode_answer(answer)

    async def _enter(self, scope: Scope) -> tuple[Who, Deadline]:
        """Who asks, and until when they wait. Raises Problem for whom nothing more is done."""
        if scope["method"] not in self._methods:
            raise method_not_allowed(*self._methods)
        return await self._arrival.admit(scope)

    async def _stream(self, scope: Scope, receive: Receive, out: EventStream) -> None:
        """Answer as an event stream: a subscription as long as it lasts, anything else with one event.

        A question that cannot be executed is told in the stream (GraphQL over SSE). Raises Problem before it is open.
        """
        headers: Headers = dict(scope["headers"])
        who, deadline = await self._enter(scope)
        try:
            question = await self._question(scope, receive, headers)
            opened = self._engine.open(question, pay=lambda points: admit(self._tempo.pay(who, points)))
            if opened is None:
                with Presence(receive):
                    answer = await self._execute(question, who, deadline, queries_only=scope["method"] == "GET")
                if answer.step_up is not None:
                    raise stronger_login(answer.step_up)
                body = encode_answer(answer)
        except InputInvalid as fault:
            opened, body = None, encode_refusal([GraphQLError(fault.melding)])
        except QueryOnly as fault:
            raise method_not_allowed("POST", detail=fault.errors[0].message) from None
        except RequestError as fault:
            opened, body = None, encode_refusal(fault.errors)
        if opened is None:
            await out.open()
            await out.next(body)
            await out.complete()
            return
        if self.live is None:
            raise Problem(VORM_NIET_LEVERBAAR)
        connection = Connection(who, opened, deadline, resumed_from(headers.get(b"last-event-id")))
        with self.live.place(who), Presence(receive):
            await self.live.serve(connection, out)

    async def _execute(self, question: Question, who: Who, deadline: Deadline, *, queries_only: bool) -> Answer:
        """The answer, once it stands in the processing log; that of a client who left stands there as well."""
        context = self._context(who, deadline)
        try:
            answer = await self._engine.answer(
                question, context, queries_only=queries_only, pay=lambda points: admit(self._tempo.pay(who, points))
            )
        except asyncio.CancelledError:
            keep(self._logboek, who, context, ok=True)
            raise
        keep(self._logboek, who, context, ok=not any(error_code(one) is Foutcode.INTERNE_FOUT for one in answer.errors))
        return answer

    async def _question(self, scope: Scope, receive: Receive, headers: Headers) -> Question:
        if scope["method"] == "GET":
            if len(scope["query_string"]) > self._max_bytes:
                raise too_large(self._max_bytes)
            return from_query_string(scope["query_string"])
        if b"content-encoding" in headers:
            raise Problem(VORM_ONBEKEND, headers={"Accept-Encoding": "identity"})
        if not is_json_request(headers.get(b"content-type")):
            raise Problem(VORM_ONBEKEND, headers={"Accept-Post": JSON})
        return from_json(await read_body(receive, headers, self._max_bytes))
