"""Which form of answer the client accepts, and whether we read the form that it sends (GraphQL over HTTP, RFC 9110)."""

from __future__ import annotations

from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


@lru_cache(maxsize=256)  # media types as clients send them: nothing about a person
def acceptable(accept: bytes | None) -> str | None:
    """The media type to answer with, None when the client wants neither of ours.

    Somebody who does not care (`*/*`, or no header) gets the older `application/json`, as GraphQL over HTTP asks.
    """
    if accept is None or not accept.strip():
        return JSON
    ranges = [_range(part) for part in accept.decode("latin-1").split(",") if part.strip()]
    most_exact_first = sorted(ranges, key=lambda found: -_exactness(found[0]))
    # The newer form goes first only for those who name it.
    knows_newer = any(name == GRAPHQL_RESPONSE for name, _ in ranges)
    offers = (GRAPHQL_RESPONSE, JSON) if knows_newer else (JSON, GRAPHQL_RESPONSE)
    wanted = [(_quality(offer, most_exact_first), offer) for offer in offers]
    quality, offer = max(wanted, key=lambda found: found[0])
    return offer if quality > 0 else None


@lru_cache(maxsize=256)  # media types as clients send them: nothing about a person
def is_json_request(content_type: bytes | None) -> bool:
    """Is it `application/json`, in UTF-8 if it names a charset? A form on somebody else's site cannot send that."""
    if content_type == b"application/json":
        return True
    if content_type is None:
        return False
    name, parameters = _parsed(content_type.decode("latin-1"))
    return name == JSON and parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8")


def _range(text: str) -> tuple[str, float]:
    name, parameters = _parsed(text)
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return name, 0.0
    return name, quality if 0 <= quality <= 1 else 0.0


def _parsed(text: str) -> tuple[str, dict[str, str]]:
    """A media type and its parameters, quotes taken off."""
    name, *rest = text.split(";")
    parameters: dict[str, str] = {}
    for key, _, value in (one.partition("=") for one in rest):
        parameters.setdefault(key.strip().lower(), value.strip().strip('"'))
    return name.strip().lower(), parameters


def _exactness(name: str) -> int:
    return 0 if name == "*/*" else 1 if name.endswith("/*") else 2


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the most exact range that covers the offer; 0 when none does."""
    for name, quality in ranges:
        if name in (offer, "application/*", "*/*"):
            return quality
    return 0.0
