"""Writes answers: data and errors as JSON, and in the log what no client may see."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence

import msgspec
from graphql import GraphQLError

from gateway.errors import Foutcode, GatewayError
from gateway.plan.engine import formatted
from gateway.plan.limits.refusal import LimitExceeded
from gateway.plan.run import Answer
from gateway.telemetry import log

MAX_ERRORS = 5
_encoder = msgspec.json.Encoder(decimal_format="string")


def encode_answer(answer: Answer, extensions: Mapping[str, object] | None = None) -> bytes:
    """The answer to a request that was executed; errors go first, so that people see them."""
    if answer.written is not None:
        return answer.written
    more = {"extensions": extensions} if extensions else {}
    if not answer.errors:
        body = _encoder.encode({"data": answer.data, **more})
        if answer.remember is not None:
            answer.remember(body)
        return body
    for error in answer.errors:
        if error.original_error is not None and not isinstance(error.original_error, GatewayError):
            log_crash(error.original_error, path=".".join(str(step) for step in error.path or ()))
    return _encoder.encode({"errors": [formatted(error) for error in answer.errors], "data": answer.data, **more})


def encode_refusal(errors: Sequence[GraphQLError]) -> bytes:
    """The answer to a request that was not executed: there is no `data`, and at most five errors with their places."""
    return _encoder.encode({"errors": [_request_error(error) for error in errors[:MAX_ERRORS]]})


def log_crash(fault: Exception, path: str = "") -> None:
    """Log what nobody foresaw: its kind and where it happened. Not its text, in which anything of a person may stand."""
    frames = traceback.extract_tb(fault.__traceback__)[-3:]
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    log().error("request_crashed", kind=type(fault).__name__, places=places, path=path)


def _request_error(error: GraphQLError) -> dict[str, object]:
    """What graphql-core suggests instead of a wrong name is left out: it tells the schema to anybody who guesses."""
    shown: dict[str, object] = {"message": error.message.partition(" Did you mean ")[0]}
    if error.locations:
        shown["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    regel = {"regel": error.regel.value} if isinstance(error, LimitExceeded) else {}
    own = error.original_error
    code = own.code if isinstance(own, GatewayError) else Foutcode.ONGELDIGE_INVOER
    shown["extensions"] = {"code": code.value, **regel}
    return shown
