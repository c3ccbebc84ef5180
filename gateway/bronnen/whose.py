"""Asks a bron whose an item is, with our application's own rights, so that the right people's answers are forgotten.

What comes out are keyed hashes. It proves nothing: who is woken by it still gets only what their own identity may see.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import OwnersFunction, Whose
from gateway.bronnen.proef import Nobody
from gateway.bronnen.registry import LiveBron
from gateway.context import NO_NEEDS, Deadline
from gateway.errors import BronError, BronInvalid, BronTimeout
from gateway.telemetry import log

PATIENCE_MS = 2_500


async def whose(live: LiveBron, owners: OwnersFunction, native: str, told: Mapping[str, object]) -> Whose:
    """Whose an item is. Takes one of the bron's places, as every question does. Raises BronError."""
    if live.closed is not None:
        raise live.closed
    call = Call(
        live.bron, Nobody().subjects()[0], NO_NEEDS, Deadline.after(PATIENCE_MS), live.transport, live.shared,
        live.canonieke_url, native, live.instellingen, datetime.now(UTC),
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE_MS / 1000), live.places:
            return await owners(call, told)
    except BronError:
        raise
    except TimeoutError:
        raise BronTimeout("deadline") from None
    except Exception as fault:  # the edge: a connector that breaks is a broken contract of that bron alone
        log().error("connector_fault", bron=live.code, source="owners", kind=type(fault).__name__)
        raise BronInvalid("connector fault") from None
