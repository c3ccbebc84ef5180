"""Values that are more than their Python type: each is a scalar of the schema, encoded as msgspec encodes it."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Bedrag = NewType("Bedrag", Decimal)
Duration = NewType("Duration", str)
Url = NewType("Url", str)
Urn = NewType("Urn", str)
Json = NewType("Json", object)
EmailAddress = NewType("EmailAddress", str)

_CENT = Decimal("0.01")


def bedrag(euro: Decimal | int | str) -> Bedrag:
    """An amount in euro with exactly 2 decimals, half a cent rounded up. Raises decimal.InvalidOperation if no number."""
    return Bedrag(Decimal(euro).quantize(_CENT, ROUND_HALF_UP))


def duration(duur: timedelta) -> Duration:
    """A length of time as ISO 8601 text: hours, minutes and seconds, so that it never depends on a calendar."""
    total_ms = max(0, round(duur / timedelta(milliseconds=1)))
    minutes, ms = divmod(total_ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{seconds}S" if ms else ""]
    return Duration("PT" + ("".join(parts) or "0S"))
