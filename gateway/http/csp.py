"""Counts what browsers report about the content security policy of the playground (CSP level 3)."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.body import ClientGone, read_body
from gateway.telemetry import log

MAX_REPORT = 16 * 1024
MAX_DIRECTIVES = 50
_DIRECTIVE = re.compile(r"[a-z-]{1,40}")


class _Violation(msgspec.Struct, rename="kebab"):
    effective_directive: str = ""
    violated_directive: str = ""


class _Report(msgspec.Struct, rename="kebab"):
    csp_report: _Violation


_report = msgspec.json.Decoder(_Report)


class CspReports:
    """The reports so far, by directive. Addresses and samples of code in a report are not kept."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def route(self) -> Route:
        """`/csp`: POST leaves a report, GET tells how many there were."""
        return Route("/csp", self._answer, methods=["GET", "POST"])

    async def _answer(self, request: Request) -> Response:
        if request.method == "POST":
            with suppress(ClientGone):
                self._count(await read_body(request.receive, dict(request.scope["headers"]), MAX_REPORT))
            return Response(status_code=204)
        return Response(msgspec.json.encode({"meldingen": dict(self.counts)}), media_type="application/json")

    def _count(self, raw: bytes) -> None:
        directive = _directive(raw)
        if directive in self.counts or len(self.counts) < MAX_DIRECTIVES:
            self.counts[directive] += 1
        if self.counts[directive] == 1:
            log().warning("csp_report", directive=directive)


def _directive(raw: bytes) -> str:
    """The directive that was broken; `onbekend` for a report that we do not understand."""
    try:
        violation = _report.decode(raw).csp_report
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "onbekend"
    named = violation.effective_directive or violation.violated_directive.partition(" ")[0]
    return named if _DIRECTIVE.fullmatch(named) else "onbekend"
