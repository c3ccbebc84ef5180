"""The three forms in which tools write a list of documents, and every way in which a list can be wrong."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.plan.trusted.manifest import ManifestInvalid, id_of, normal_id, read_manifest

TEXT = "query Ik { ik { naam } }"
HEX = hashlib.sha256(TEXT.encode()).hexdigest()


def apollo(version: int = 1, form: str = "apollo-persisted-query-manifest", key: str = HEX) -> bytes:
    operation = {"id": key, "name": "Ik", "type": "query", "body": TEXT}
    return json.dumps({"format": form, "version": version, "operations": [operation]}).encode()


@pytest.mark.parametrize(
    "raw",
    [json.dumps({f"sha256:{HEX}": TEXT}).encode(), json.dumps({HEX: TEXT}).encode(), apollo()],
    ids=["codegen", "relay", "apollo"],
)
def test_three_forms_say_the_same(raw: bytes) -> None:
    assert read_manifest(raw) == {f"sha256:{HEX}": TEXT}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", "geen lijst"),
        (b"[]", "geen lijst"),
        (b'{"a": 1}', "geen lijst"),
        (b"\xff", "geen lijst"),
        (b"[" * 100_000, "geen lijst"),
        (apollo(version=2), "versie 1"),
        (apollo(form="another"), "versie 1"),
        (apollo(key="0" * 64), "niet de SHA-256"),
        (json.dumps({HEX: TEXT + " "}).encode(), "niet de SHA-256"),
        (json.dumps({"Ik": TEXT}).encode(), "niet de SHA-256"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(raw: bytes, text: str) -> None:
    with pytest.raises(ManifestInvalid, match=text):
        read_manifest(raw)


@given(st.text())
def test_an_id_is_the_hash_of_the_exact_text(text: str) -> None:
    """One character more or less is another document; every client that hashes the text finds the same id."""
    key = id_of(text.encode("utf-8", "ignore").decode())
    assert normal_id(key) == key == normal_id(key.removeprefix("sha256:"))
    assert id_of(text.encode("utf-8", "ignore").decode() + " ") != key


@pytest.mark.parametrize("given", ["", "sha256:", "sha256:" + "0" * 63, "md5:" + "0" * 64, "A" * 64, "0" * 64 + "\n"])
def test_what_is_no_id(given: str) -> None:
    assert normal_id(given) is None
