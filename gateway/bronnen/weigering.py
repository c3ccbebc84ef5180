"""What an answer says before its body is read: that the bron wants rest, fell over, or does not take our credentials."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

import msgspec

from gateway.bronnen.call import Response
from gateway.errors import BronInvalid, BronPaused, BronUnreachable

LONGEST_PAUSE_S = 60.0
DEFAULT_PAUSE_S = 5.0
INTERNAL_ERROR = 500
"""The bron itself failed; 502, 503 and 504 come from what stands before it, which may not know how it ends."""

_CREDENTIAL_CODES = frozenset({
    "invalid-jwt-signature", "invalid-client-identifier", "missing-client-identifier", "jwt-expired",
    "jwt-missing-iat-claim", "jwt-decode-error", "not_authenticated", "authentication_failed",
})  # fmt: skip
"""Codes of a 403 that say our own credentials are wrong: Open Zaak never answers 401."""


def check_status(status: int, headers: Mapping[str, str]) -> None:
    """Raises BronInvalid for a redirect, BronPaused for a wish to rest, and BronUnreachable for any other 5xx."""
    if 300 <= status < 400:
        raise BronInvalid("redirect")
    pause_s = _pause_s(headers.get("Retry-After", ""))
    if status == 429 or (status == 503 and pause_s is not None):
        raise BronPaused(f"status {status}", wacht_s=DEFAULT_PAUSE_S if pause_s is None else pause_s)
    if status >= 500:
        fault = BronUnreachable(f"status {status}")
        fault.is_final = status == INTERNAL_ERROR
        raise fault


def check_plain(headers: Mapping[str, str]) -> None:
    """Raises BronInvalid for a body that was compressed, though we asked for plain."""
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BronInvalid("compressed, though we asked for plain")


def is_refused(answer: Response) -> bool:
    """Is it our own credentials that the bron does not take?"""
    return answer.status == 401 or (answer.status == 403 and bool(credential_code(answer)))


def credential_code(answer: Response) -> str:
    """The code by which a bron says what is wrong with our credentials; empty for any other word."""
    if "fsc-error-code" in answer.headers:
        return "fsc"  # an outway or inway that does not take our contract or certificate (FSC Core)
    try:
        code = msgspec.json.decode(answer.body, type=_Problem).code
    except msgspec.MsgspecError:
        return ""
    return code if code in _CREDENTIAL_CODES else ""


class _Problem(msgspec.Struct):
    code: str = ""


def _pause_s(retry_after: str) -> float | None:
    """Retry-After (RFC 9110: seconds or a date) in seconds, at most a minute; None when absent or nonsense."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return min(float(retry_after), LONGEST_PAUSE_S)
    try:
        wait_s = parsedate_to_datetime(retry_after).timestamp() - time()
    except (ValueError, OverflowError):
        return None
    return min(max(wait_s, 0.0), LONGEST_PAUSE_S)
