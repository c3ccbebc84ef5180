"""The endpoint against the audits of GraphQL over HTTP (npm package graphql-http): all of them, without a warning."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import pytest

from tests.audit import node
from tests.http.world import BEARER, World, serving, settings

AUDITS = 61


async def test_every_audit_passes(capsys: pytest.CaptureFixture[str]):
    """61 of 61 ok, with GET switched on: some audits ask by GET."""
    await asyncio.to_thread(node.install)
    async with serving(World(), settings(get=True)) as client:
        audits = await run_audits(f"{client.base_url}/graphql", BEARER["Authorization"])

    counts = Counter(audit["status"] for audit in audits)
    with capsys.disabled():
        print(
            f"\nGraphQL over HTTP: {counts['ok']} of {len(audits)} ok, {counts['warn']} warnings, {counts['error']} errors"
        )
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == AUDITS


async def run_audits(url: str, authorization: str) -> list[dict[str, str]]:
    """The outcome of each audit."""
    script = node.FOLDER / "audit.mjs"
    process = await asyncio.create_subprocess_exec(
        node.NODE, script, url, authorization, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return [json.loads(line) for line in out.splitlines()]
