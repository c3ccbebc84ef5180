"""The signing keys of the issuer: one for PS256, one for ES256, replaceable while it runs."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cache

from joserfc import jwt
from joserfc.jwk import ECKey, KeyParameters, KeySet, RSAKey

ALGORITMEN = ("PS256", "ES256")


class Sleutels:
    """Signs with the newest pair of keys and publishes every pair that is still good."""

    def __init__(self) -> None:
        self._pairs = [_first_pair()]

    def rotate(self, *, keep_old: bool = True) -> None:
        """Sign with new keys from now on; without `keep_old` the earlier ones are no longer published."""
        self._pairs = [_new_pair(), *(self._pairs if keep_old else [])]

    def jwks(self) -> dict[str, object]:
        """The public keys (RFC 7517)."""
        return dict(KeySet([key for pair in self._pairs for key in pair.values()]).as_dict(private=False))

    def sign(self, header: Mapping[str, str], claims: Mapping[str, object]) -> str:
        """A compact JWS; `header` names at least `alg`, and may overrule `kid`."""
        key = self._pairs[0][header["alg"]]
        return jwt.encode({"kid": key.kid, **header}, dict(claims), key, algorithms=[header["alg"]])


@cache
def _first_pair() -> dict[str, RSAKey | ECKey]:
    """One pair a process: making an RSA key is what a start would otherwise wait for."""
    return _new_pair()


def _new_pair() -> dict[str, RSAKey | ECKey]:
    return {
        "PS256": RSAKey.generate_key(2048, parameters=_parameters("PS256")),
        "ES256": ECKey.generate_key("P-256", parameters=_parameters("ES256")),
    }


def _parameters(algorithm: str) -> KeyParameters:
    return {"kid": f"{algorithm.lower()}-{secrets.token_hex(6)}", "use": "sig", "alg": algorithm}
