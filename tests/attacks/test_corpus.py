"""Questions made to hurt, put to the real schema behind the real HTTP side: each is refused by name, and nobody is asked.

Anything that doubled with each fragment, or compared every word with every other, would not end here; that these tests
end is part of what they show. What a bad body does, whatever it asks, stands with the tests of the HTTP side.
"""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # what JSON holds

import httpx
import pytest
from graphql import get_introspection_query

from gateway.config import Grenzen
from gateway.context import Deadline, Needs
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.server import bouw
from gateway.plan.engine import Engine
from resolvers.schema import maak_schema
from tests.attacks.corpus import NAMED, VARIABLES, WORDS, WRONG, doubling
from tests.http.world import BEARER, NEW, settings

pytestmark = pytest.mark.attacks
SCHEMA = maak_schema()
MAX_GROWTH = 20 * 1024 * 1024
ROOMY = Grenzen(tokens=15_000)
"""With room for more words than the default, other rules show that they hold by themselves."""


@dataclass
class Bronnen:
    """Bronnen without anything in them, who remember what they were asked."""

    ready: bool = True
    asked: list[str] = field(default_factory=list)

    def status(self) -> dict[str, object]:
        return {}

    async def verify(self, _: str | None) -> str:
        return "anna"

    def context(self, _who: str, _deadline: Deadline) -> Bronnen:
        return self

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        self.asked.append(key)
        return [None for _ in parents]


async def post(content: bytes, bronnen: Bronnen, engine: Engine | None = None) -> httpx.Response:
    """What the gateway says to this body."""
    chosen = settings()
    endpoint = GraphQLEndpoint(engine or Engine(SCHEMA), bronnen.verify, bronnen.context, chosen)
    transport = httpx.ASGITransport(bouw(endpoint, bronnen, chosen))
    headers = {**BEARER, "Accept": NEW, "Content-Type": "application/json"}
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        return await client.post("/graphql", content=content, headers=headers)


def body(query: str, **more: object) -> bytes:
    return json.dumps({"query": query, **more}).encode()


async def refusal(content: bytes, engine: Engine | None = None) -> list[dict[str, Any]]:
    """The errors of a question that is refused: 400, no data, our code, within memory, before anybody was asked."""
    bronnen = Bronnen()
    tracemalloc.start()
    try:
        answer = await post(content, bronnen, engine)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert answer.status_code == 400
    assert set(answer.json()) == {"errors"}
    assert bronnen.asked == []
    assert peak < MAX_GROWTH
    errors: list[dict[str, Any]] = answer.json()["errors"]
    assert 1 <= len(errors) <= 5
    assert {error["extensions"]["code"] for error in errors} == {"ONGELDIGE_INVOER"}
    assert not any("Did you mean" in error["message"] for error in errors)
    return errors


@pytest.mark.parametrize("query", WORDS.values(), ids=WORDS.keys())
async def test_too_many_words_are_not_read_to_the_end(query: str) -> None:
    """Whatever they say: beyond a thousand words a text is refused while it is read."""
    (error,) = await refusal(body(query))
    assert error["extensions"] == {"code": "ONGELDIGE_INVOER", "regel": "TOKENS"}


@pytest.mark.parametrize("query", WORDS.values(), ids=WORDS.keys())
async def test_with_room_for_words_other_rules_hold(query: str) -> None:
    """The limit on words is not what keeps the gateway up: without it each of these ends as quietly."""
    bronnen = Bronnen()
    answer = await post(body(query), bronnen, Engine(SCHEMA, grenzen=ROOMY))
    assert answer.status_code in (200, 400)
    assert len(bronnen.asked) <= 1


@pytest.mark.parametrize(("query", "regel"), NAMED.values(), ids=NAMED.keys())
async def test_what_asks_too_much_is_refused_by_name(query: str, regel: str) -> None:
    """Each question is within a thousand words, and breaks the rule that its refusal names."""
    (error,) = await refusal(body(query))
    assert error["extensions"] == {"code": "ONGELDIGE_INVOER", "regel": regel}
    assert error["locations"]


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG.keys())
async def test_what_is_wrong_ends_quickly(query: str) -> None:
    """A question that no rule of ours stops is refused by validation, in at most five errors and without a hint."""
    errors = await refusal(body(query))
    assert not any("regel" in error["extensions"] for error in errors)


@pytest.mark.parametrize("length", [1, 10, 18, 29])
async def test_a_fan_out_that_adds_nothing_is_answered(length: int) -> None:
    """Fragments that spread the next one twice ask no more than one of them, so they are answered like one."""
    bronnen = Bronnen()
    answer = await post(body(doubling(length)), bronnen)
    assert (answer.status_code, answer.json()["data"]) == (200, {"zaken": None})
    assert bronnen.asked == ["zaken"]


@pytest.mark.parametrize("value", VARIABLES.values(), ids=VARIABLES.keys())
async def test_variables_that_do_not_fit_end_quickly(value: str) -> None:
    """Values that are deep, long or many are refused before anybody is asked, in at most five errors."""
    query = "query($f: ZaakFilter) { zaken(filter: $f) { aantal } }"
    await refusal(body(query)[:-1] + b', "variables": {"f": ' + value.encode() + b"}}")


@pytest.mark.parametrize(
    "extra",
    [
        b'"variables": {"f": {"zoek": "' + b"a" * 1_000_000 + b'"}}',
        b'"variables": {"n": ' + b"9" * 1_000_000 + b"}",
        b'"extensions": {"a": "' + b"a" * 66_000 + b'"}',
    ],
    ids=["text of 1 MB", "number of a million digits", "extensions of 66 kB"],
)
async def test_large_bodies_are_not_read(extra: bytes) -> None:
    """What is larger than any question is refused with 413, unread."""
    bronnen = Bronnen()
    answer = await post(body("{ zaken { aantal } }")[:-1] + b", " + extra + b"}", bronnen)
    assert (answer.status_code, answer.json()["code"], bronnen.asked) == (413, "VRAAG_TE_GROOT", [])


@pytest.mark.parametrize(
    "extensions",
    [
        {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(b"{ zaken { aantal } }").hexdigest()}},
        {"code": "NIET_GEVONDEN", "regel": "KOSTEN"},
        {"__proto__": {"a": 1}, "constructor": []},
        {"k" * 30_000: None},
    ],
)
async def test_extensions_change_nothing(extensions: dict[str, object]) -> None:
    """What a client puts in `extensions` registers nothing, switches nothing and comes back nowhere."""
    bronnen = Bronnen()
    answer = await post(body("{ zaken { aantal } }", extensions=extensions), bronnen)
    assert answer.json() == {"data": {"zaken": None}}


@pytest.mark.parametrize(
    "extra", [{"persistedQuery": {"sha256Hash": "0" * 64}}, {"persistedQuery": {"sha256Hash": ["x"]}}]
)
async def test_a_hash_of_another_text_is_refused(extra: dict[str, object]) -> None:
    """A text and a hash that disagree are two questions; neither is answered, and nothing is registered."""
    await refusal(body("{ zaken { aantal } }", extensions=extra))


async def test_an_operation_that_is_not_there_is_refused() -> None:
    """operationName chooses among what the document holds."""
    await refusal(body("query A { zaken { aantal } }", operationName="B"))
    await refusal(body("query A { zaken { aantal } }", operationName="__proto__"))
    await refusal(body("query A { ik { naam } } query B { ik { naam } }"), Engine(SCHEMA, demo=True))


@pytest.mark.parametrize(
    "query",
    [
        "{" + " ".join(f"a{n}: __schema {{ types {{ fields {{ name }} }} }}" for n in range(10)) + "}",
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "{ __schema { types " + "{ possibleTypes { interfaces " * 3 + "{ name }" + "} }" * 3 + " } }",
        "{ __schema { types { name } } zaken { nodes { stappen { tekst } } } }",
        '{ __type(name: "Zaak") { ofType ' + "{ ofType " * 14 + "{ name }" + "}" * 14 + " } }",
    ],
)
async def test_the_schema_is_no_way_in_either(query: str) -> None:
    """Where the schema may be asked, it is asked once, by itself, and not around in circles."""
    await refusal(body(query), Engine(SCHEMA, demo=True))


async def test_the_schema_can_be_asked_in_a_demo_only() -> None:
    """The standard query is answered in a demo, and nowhere else."""
    answer = await post(body(get_introspection_query()), Bronnen(), Engine(SCHEMA, demo=True))
    assert answer.json()["data"]["__schema"]["queryType"]["name"] == "Query"
    (error,) = await refusal(body(get_introspection_query()))
    assert "Zaak" not in str(error)


async def test_a_price_is_looked_at_each_time() -> None:
    """A document is read once and priced for each size of page: what was refused or answered before changes nothing."""
    engine, bronnen = Engine(SCHEMA), Bronnen()
    query = "query($n: Int!) { zaken(first: $n) { nodes { stappen { tekst } } } }"
    statuses = [(await post(body(query, variables={"n": n}), bronnen, engine)).status_code for n in (20, 5, 20, 5)]
    assert statuses == [400, 200, 400, 200]
    assert bronnen.asked == ["zaken", "zaken"]


async def test_switching_the_plan_off_switches_no_limit_off() -> None:
    """A gateway that lets Strawberry execute refuses the same questions."""
    query, regel = NAMED["steps of a page"]
    (error,) = await refusal(body(query), Engine(SCHEMA, plan=False))
    assert error["extensions"] == {"code": "ONGELDIGE_INVOER", "regel": regel}
