"""Invented requests, right ones and wrong ones: every answer keeps to the description, VNG's own and the one we publish."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any  # Any: an OpenAPI document
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from gateway.http.interactie import _DESCRIPTION, PAD
from tests.interactie.conftest import MijnOverheid
from tests.interactie.contract import description, needs_spec

pytestmark = [pytest.mark.scenario, pytest.mark.asyncio(loop_scope="module")]
EXAMPLES = 20
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize(
    "read", [lambda: json.loads(_DESCRIPTION), pytest.param(description, marks=needs_spec)], ids=["ours", "vng"]
)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
async def test_every_answer_keeps_to_the_description(
    mijnoverheid: MijnOverheid, read: Callable[[], dict[str, Any]], mode: GenerationMode
) -> None:
    """No error of ours, no status, header or body that the description does not have; wrong requests are refused."""
    base_url = str(mijnoverheid.portal.client.base_url).rstrip("/") + PAD
    schema = schemathesis.openapi.from_dict(read())
    own = [str(one["uuid"]) for one in await mijnoverheid.taken()]
    for found in schema.get_all_operations():
        await asyncio.to_thread(_run, found.ok(), mode, base_url, mijnoverheid, own)


def _run(operation: Any, mode: GenerationMode, base_url: str, klant: MijnOverheid, own: list[str]) -> None:
    """Bounded examples of one operation, over real HTTP; right ones are about what this token may see."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and isinstance(case.body, dict):
            case.body["klantId"] = klant.klant_id
        elif mode is GenerationMode.POSITIVE:
            case.path_parameters["uuid"] = own[UUID(case.path_parameters["uuid"]).int % len(own)]
        case.call_and_validate(base_url=base_url, headers=klant.headers, timeout=10)

    asked()
