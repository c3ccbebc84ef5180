"""Where a person may be sent: websites on a list, by their origin, and nothing that only looks like one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit


class Websites:
    """The origins on the list; in `http://localhost:*` the star stands for any port."""

    def __init__(self, origins: Sequence[str] = ()) -> None:
        patterns = "|".join(re.escape(one).replace(r"\*", r"[0-9]{1,5}") for one in origins)
        self._pattern = re.compile(patterns) if origins else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def allow(self, url: str) -> bool:
        """Does this address lead to one of them? Anything a browser may read in another way than we do, does not."""
        if self._pattern is None or not (url.isascii() and url.isprintable()) or any(one in url for one in '\\ "<>@'):
            return False
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return self._pattern.fullmatch(f"{parts.scheme}://{parts.netloc}".lower()) is not None
