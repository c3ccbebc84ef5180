"""A message proves who sent it by the secret itself, or by a token signed with it; nothing else will do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from gateway.config import Geheim
from gateway.events.proof import Proof

SECRET = "een-geheim-dat-lang-genoeg-is-hiervoor"
OTHER = "een-ander-geheim-dat-lang-genoeg-is-ook"


def signed(secret: str, alg: str = "HS256", **claims: object) -> str:
    return "Bearer " + jwt.encode({"alg": alg}, dict(claims), OctKey.import_key(secret), algorithms=[alg])


@pytest.mark.parametrize(
    "given",
    [
        f"Bearer {SECRET}",
        signed(SECRET, client_id="nrc"),
        signed(SECRET, iat=1_500_000_000),
        signed(SECRET, exp=4_000_000_000),
    ],
    ids=["as registered", "signed", "signed years ago", "signed, not over yet"],
)
def test_what_proves_it(given: str) -> None:
    """The value that was registered, or a signature however old."""
    assert Proof(Geheim(SECRET)).holds(given)


@pytest.mark.attacks
@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        SECRET,
        f"bearer {SECRET}",
        f"Bearer {SECRET[:-1]}",
        f"Bearer {SECRET} ",
        f"Token {SECRET}",
        "Bearer " + "x" * 10_000,
        "Bearer é",
        "Bearer a.b.c",
        signed(OTHER),
        signed(SECRET, exp=int(time.time()) - 60),
        signed(SECRET, exp="morgen"),
        signed(SECRET, alg="HS512"),
        "Bearer eyJhbGciOiJub25lIn0.e30.",
    ],
)
def test_what_does_not(given: str | None) -> None:
    """Nothing, nearly right, another scheme, another secret, run out, another algorithm, or none."""
    assert not Proof(Geheim(SECRET)).holds(given)


def test_a_secret_replaced_in_its_file_counts_at_once(tmp_path: Path) -> None:
    """Whoever subscribes again is tried out right away, without a restart."""
    path = tmp_path / "geheim"
    path.write_text(SECRET)
    proof = Proof(Geheim(SECRET, path))
    assert proof.holds(f"Bearer {SECRET}")
    path.write_text(OTHER + "!")
    assert proof.holds(f"Bearer {OTHER}!")
    assert not proof.holds(f"Bearer {SECRET}")
