"""Asks who decides about access (AuthZEN Authorization API 1.0, NL GOV profile): may this employee see this customer now?

Only a clear yes is a yes. Anything else that comes back, or nothing at all, is no decision.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import msgspec

from gateway.config import MedewerkersInstellingen
from gateway.context import Deadline
from gateway.domain.klantbeeld import Doel
from gateway.domain.medewerker import Medewerker
from gateway.telemetry import log
from gateway.trace import current

EVALUATION = "/access/v1/evaluation"
MARGIN_S = 0.05


class NoDecision(Exception):
    """Nobody decided; the text is for the log."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether it may, and the acr values that would make it so (step-up), when the decision names any."""

    may: bool
    acr_values: tuple[str, ...] = ()


class _Context(msgspec.Struct):
    acr_values: str = ""


class _Answer(msgspec.Struct):
    decision: bool
    context: _Context | None = None


class Pdp:
    """One policy decision point."""

    def __init__(self, settings: MedewerkersInstellingen) -> None:
        self._url = settings.pdp.rstrip("/") + EVALUATION
        headers = {"Content-Type": "application/json"}
        if settings.geheim is not None:
            headers["Authorization"] = f"Bearer {settings.geheim.reveal()}"
        self._client = httpx.AsyncClient(headers=headers, trust_env=False)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def decide(
        self, who: Medewerker, doel: Doel, soort: str, kenmerk: str, aanleiding: str, deadline: Deadline
    ) -> Decision:
        """May this employee see the customer for this purpose? `kenmerk` stands for the customer; the number itself is not
        sent. Raises NoDecision."""
        body = msgspec.json.encode(question(who, doel, soort, kenmerk, aanleiding))
        timeout_s = max(MARGIN_S, deadline.left_s() - MARGIN_S)
        # A task of its own: a plan begins fetches in one task and ends them in another, which httpx does not take.
        asking = asyncio.ensure_future(self._client.post(self._url, content=body, timeout=timeout_s))
        try:
            answer = await asking
        except httpx.HTTPError as fault:
            raise NoDecision(type(fault).__name__) from None
        if answer.status_code != 200:
            raise NoDecision(f"status {answer.status_code}")
        try:
            told = msgspec.json.decode(answer.content, type=_Answer)
        except msgspec.MsgspecError:
            raise NoDecision("not a decision") from None
        if not told.decision:
            log().info("employee_denied", doel=doel.code)
        return Decision(told.decision, tuple(told.context.acr_values.split()) if told.context is not None else ())


def question(who: Medewerker, doel: Doel, soort: str, kenmerk: str, aanleiding: str) -> dict[str, object]:
    """The request for a decision."""
    place = current.get()
    return {
        "subject": {
            "type": "medewerker",
            "id": who.kenmerk.waarde,
            "properties": {"niveau": who.niveau.name, "uitgever": who.kenmerk.uitgever},
        },
        "action": {"name": "inzien", "properties": {"processing_activity_id": doel.activiteit}},
        "resource": {"type": soort, "id": kenmerk, "properties": {"diensten": [one.name for one in doel.diensten]}},
        "context": {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "traceparent": place.traceparent if place is not None else None,
            "aanleiding": aanleiding,
        },
    }
