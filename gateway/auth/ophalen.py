"""Fetches the keys of an issuer over HTTP: discovery (OpenID Connect Discovery 1.0), then the key set (RFC 7517)."""

from __future__ import annotations

import json
import re
import ssl
import warnings
from collections.abc import Mapping

import httpx
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, RSAKey

from gateway.config import IssuerConfig, is_safe_address

MAX_BYTES = 256_000
MIN_RSA_BITS = 2_048
DEFAULT_FRESH_S, LEAST_FRESH_S, MOST_FRESH_S = 600.0, 300.0, 900.0
READ_TIMEOUT_S = 5.0
Keys = dict[str, RSAKey | ECKey]


class FetchFailed(Exception):
    """There are no usable keys to be had; the message says why."""


async def fetch_keys(issuer: IssuerConfig, tls: ssl.SSLContext) -> tuple[Keys, float]:
    """The signing keys by `kid`, and how many seconds they are fresh. Raises FetchFailed."""
    async with httpx.AsyncClient(
        verify=tls, trust_env=False, timeout=READ_TIMEOUT_S, headers={"Accept-Encoding": "identity"}
    ) as client:
        url = issuer.jwks_url or await _discover(client, issuer.url)
        answer, headers = await _get(client, url)
    keys = _usable(answer.get("keys"))
    if not keys:
        raise FetchFailed("no usable keys")
    return keys, _fresh_s(headers.get("Cache-Control", ""))


async def _discover(client: httpx.AsyncClient, issuer: str) -> str:
    """Where the issuer says its keys are. It must call itself by the same name."""
    answer, _ = await _get(client, issuer.rstrip("/") + "/.well-known/openid-configuration")
    url = answer.get("jwks_uri")
    if answer.get("issuer") != issuer:
        raise FetchFailed("discovery names another issuer")
    if not isinstance(url, str) or not is_safe_address(url):
        raise FetchFailed("discovery names no safe address for the keys")
    return url


async def _get(client: httpx.AsyncClient, url: str) -> tuple[dict[str, object], Mapping[str, str]]:
    """A JSON object, read up to `MAX_BYTES` and without following a redirect."""
    body = bytearray()
    try:
        async with client.stream("GET", url) as response:
            if response.status_code != 200:
                raise FetchFailed(f"status {response.status_code}")
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise FetchFailed("too large")
        answer = json.loads(body)
    except (httpx.HTTPError, OSError) as fault:
        raise FetchFailed(type(fault).__name__) from None
    except (ValueError, RecursionError):
        raise FetchFailed("not JSON") from None
    if not isinstance(answer, dict):
        raise FetchFailed("not a JSON object")
    return answer, response.headers


def _usable(found: object) -> Keys:
    """The public keys that can check a signature, by `kid`; what we do not understand is passed over (RFC 7517)."""
    keys: Keys = {}
    for item in found if isinstance(found, list) else ():
        kid = item.get("kid") if isinstance(item, dict) else None
        if isinstance(kid, str) and (key := _import(item)) is not None:
            keys.setdefault(kid, key)
    return keys


def _import(item: dict[str, object]) -> RSAKey | ECKey | None:
    """A key meant for signatures and strong enough, without a private part; None for any other."""
    if item.get("use", "sig") != "sig" or "d" in item:
        return None
    texts = {name: value for name, value in item.items() if isinstance(value, str | list)}
    try:
        match item.get("kty"):
            case "RSA":
                return _import_rsa(texts)
            case "EC":
                key = ECKey.import_key(texts)
                return (
                    key if key.public_key is not None else None
                )  # made on first use: a point off the curve fails here
            case _:
                return None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _import_rsa(texts: dict[str, str | list[str]]) -> RSAKey | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # it warns of a weak key, which is refused right here
        key = RSAKey.import_key(texts)
    return key if key.public_key.key_size >= MIN_RSA_BITS else None


def _fresh_s(cache_control: str) -> float:
    """`max-age`, between 5 and 15 minutes; 10 when the issuer does not say."""
    found = re.search(r"max-age=(\d{1,9})", cache_control)
    return min(max(float(found.group(1)), LEAST_FRESH_S), MOST_FRESH_S) if found else DEFAULT_FRESH_S
