"""Which websites may ask from a browser (CORS, Fetch standard). Cookies play no part: no credentials are allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

RawHeaders = list[tuple[bytes, bytes]]
_PREFLIGHT: RawHeaders = [
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"authorization, content-type, last-event-id, x-deadline-ms"),
    (b"access-control-max-age", b"7200"),
]
_EXPOSED = (b"access-control-expose-headers", b"www-authenticate, retry-after, content-disposition")


class Origins:
    """The origins on the list; in `http://localhost:*` the star stands for any port."""

    def __init__(self, allowed: Sequence[str]) -> None:
        patterns = "|".join(re.escape(one).replace(r"\*", r"[^/@]*") for one in allowed)
        self._pattern = re.compile(patterns) if allowed else None
        self.allows = lru_cache(maxsize=256)(self._allows)

    def _allows(self, origin: bytes) -> bool:
        return self._pattern is not None and self._pattern.fullmatch(origin.decode("latin-1")) is not None

    def headers(self, origin: bytes | None) -> RawHeaders:
        """What an answer to this origin carries. `Vary` is there for every origin, or caches mix them up."""
        if self._pattern is None:
            return []
        if origin is None or not self.allows(origin):
            return [(b"vary", b"Origin")]
        return [(b"vary", b"Origin"), (b"access-control-allow-origin", origin), _EXPOSED]

    def preflight(self, origin: bytes) -> RawHeaders:
        """What the answer to a preflight carries; a browser takes the absence of these headers for a no."""
        return _PREFLIGHT if self.allows(origin) else []
