"""A hundred thousand texts, asked by two hundred persons at once of two workers while bronnen fail: each its own."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.isolation.wereld import PERSONS, Fleet, fleet, labels, leaves

pytestmark = [pytest.mark.isolation, pytest.mark.faults]
AT_ONCE = 64
ROUNDS = 7
TAKEN = "taken(first: 40) { nodes { id titel toelichting herkomst { bron { code } } } }"
BERICHTEN = "berichten(first: 40) { nodes { id titel tekst } }"
QUERIES = (
    f"{{ {TAKEN} {BERICHTEN} }}",
    f"{{ a: {TAKEN} b: {TAKEN} }}",
    f"query($id: ID!) {{ node(id: $id) {{ __typename ... on Taak {{ titel toelichting }} }} {BERICHTEN} }}",
    "query($after: String) { taken(first: 3, after: $after) { pageInfo { endCursor } nodes { titel toelichting } } }",
)
Known = dict[str, list[str]]


async def test_a_hundred_thousand_leaves(tmp_path: Path) -> None:
    """ISO-1: mixed questions with own and others' ids and cursors; nothing of another, not even once."""
    async with fleet(tmp_path) as made:
        ids, cursors = await _look_around(made)
        made.behave(faults=8, late_s=0.03)
        limit, chance = asyncio.Semaphore(AT_ONCE), random.Random(3)
        seen = 0

        async def one(who: str, round_: int) -> int:
            async with limit:
                query = QUERIES[round_ % len(QUERIES)]
                other = chance.choice(PERSONS)
                variables = {"id": chance.choice(ids[other]), "after": chance.choice([*cursors[other], None])}
                answer = await made.ask(who, query, worker=round_ + chance.randrange(2), **variables)
                found = labels(answer)
                assert set(found) <= {who}, answer
                return len(found)

        for start in range(ROUNDS):
            seen += sum(await asyncio.gather(*(one(who, start) for who in PERSONS)))
            seen += sum(await asyncio.gather(*(one(who, start + 1) for who in reversed(PERSONS))))
    assert seen >= 100_000


async def _look_around(made: Fleet) -> tuple[Known, Known]:
    """Everybody's ids and cursors, as somebody who steals them would have them."""
    ids: Known = {}
    cursors: Known = {}
    query = f"{{ {TAKEN} berichten(first: 2) {{ pageInfo {{ endCursor }} nodes {{ id }} }} }}"
    for who in PERSONS:
        data = (await made.ask(who, query))["data"]
        ids[who] = [one["id"] for one in (*data["taken"]["nodes"], *data["berichten"]["nodes"])]
        cursors[who] = [data["berichten"]["pageInfo"]["endCursor"]]
        assert len(ids[who]) == len(set(ids[who]))
    every = [one for some in ids.values() for one in some]
    assert len(every) == len(set(every))
    assert not any(who in text for who in PERSONS[:20] for text in leaves(ids))
    return ids, cursors
