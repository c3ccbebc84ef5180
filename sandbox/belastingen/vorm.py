"""How the tax system writes its answers and its errors."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from starlette.responses import Response


def answer(body: object, status: int = 200) -> Response:
    """A body as JSON."""
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def refuse(status: int, message: str) -> Response:
    """An error in the vendor's form: a message and nothing else."""
    return answer({"message": message}, status)


def decimal(text: str) -> Decimal:
    """An amount in the vendor's notation as a number."""
    return Decimal(text.replace(",", "."))
