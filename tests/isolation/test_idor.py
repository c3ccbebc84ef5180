"""Another's ids and cursors, tried everywhere: not found, with the body that a made-up id has."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.isolation.wereld import PERSONS, Fleet, fleet, labels

pytestmark = [pytest.mark.isolation, pytest.mark.attacks]
ANNA, BRAM = PERSONS[:2]
IDS = "{ taken(first: 5) { nodes { id } pageInfo { endCursor } } berichten(first: 5) { nodes { id } pageInfo { endCursor } } }"
BY_ID = (
    "query($id: ID!) { node(id: $id) { id __typename } }",
    "query($id: ID!) { taak(id: $id) { titel } }",
    "query($id: ID!) { bericht(id: $id) { titel tekst } }",
    "query($id: ID!) { zaak(id: $id) { titel } }",
    "query($id: ID!) { product(id: $id) { titel } }",
    "query($id: ID!) { ...F } fragment F on Query { x: node(id: $id) { ... on Taak { titel } ... on Bericht { tekst } } }",
)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def made(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fleet]:
    async with fleet(tmp_path_factory.mktemp("idor"), workers=1) as started:
        yield started


async def of(made: Fleet, who: str) -> tuple[list[str], list[str]]:
    data = (await made.ask(who, IDS))["data"]
    ids = [one["id"] for part in data.values() for one in part["nodes"]]
    return ids, [part["pageInfo"]["endCursor"] for part in data.values()]


def flipped(text: str) -> str:
    """The same text with one letter changed: an id that nobody ever had."""
    return ("B" if text[0] != "B" else "C") + text[1:]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("query", BY_ID)
async def test_another_persons_id_is_as_good_as_none(made: Fleet, query: str) -> None:
    """ISO-6: the same body as for an id that does not exist, and no bron is asked about it."""
    ids, _ = await of(made, ANNA)
    asked = [bron.asked for bron in made.bronnen]
    for one in ids:
        foreign = await made.ask(BRAM, query, id=one)
        nowhere = await made.ask(BRAM, query, id=flipped(one))
        assert foreign == nowhere
        assert labels(foreign) == []
        assert set(foreign["data"].values()) == {None}
    assert [bron.asked for bron in made.bronnen] == asked


@pytest.mark.asyncio(loop_scope="module")
async def test_own_and_others_ids_in_one_question(made: Fleet) -> None:
    """ISO-7: ten aliases, own and others' in turn, while the bron shuffles its rows: each gets its own answer."""
    (anna, _), (bram, _) = await of(made, ANNA), await of(made, BRAM)
    wanted = [one for pair in zip(bram[:5], anna[:5], strict=True) for one in pair]
    parts = " ".join(
        f"a{n}: node(id: {json.dumps(one)}) {{ id ... on Taak {{ titel }} }}" for n, one in enumerate(wanted)
    )
    data = (await made.ask(BRAM, f"{{ {parts} }}"))["data"]
    for number, one in enumerate(wanted):
        found = data[f"a{number}"]
        assert (found["id"] if found else None) == (one if one in bram else None)
        assert set(labels(found)) <= {BRAM}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("root", ["taken", "berichten"])
async def test_another_persons_cursor_opens_nothing(made: Fleet, root: str) -> None:
    """Refused with a code, like one that was changed; nothing tells that it was somebody's."""
    _, cursors = await of(made, ANNA)
    query = f"query($after: String) {{ {root}(first: 5, after: $after) {{ nodes {{ titel }} }} }}"
    answers = [await made.ask(BRAM, query, after=after) for one in cursors for after in (one, flipped(one))]
    for answer in answers:
        assert answer["data"] == {root: None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["CURSOR_ONGELDIG"]
        assert answer["errors"] == answers[0]["errors"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "headers",
    [
        {"X-BSN": ANNA, "X-Remote-User": ANNA, "X-SSL-Client-CN": ANNA},
        {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "elders", "Forwarded": "for=127.0.0.1"},
        {"Host": "elders.example"},
        {"Accept-Language": "de", "Cookie": "session=anna; bsn=" + ANNA},
        {"baggage": f"bsn={ANNA}", "tracestate": "a=1", "traceparent": "00-" + "1" * 32 + "-" + "2" * 16 + "-01"},
        {"X-Original-URL": "/admin", "X-HTTP-Method-Override": "DELETE"},
    ],
)
async def test_no_header_changes_whose_answer_it_is(made: Fleet, headers: dict[str, str]) -> None:
    """ISO-4: who asks stands in the token; and no shared cache may keep the answer."""
    body = {"query": "{ ik { soort } taken(first: 3) { nodes { id titel } } }"}
    plain = await made.post(BRAM, body)
    forged = await made.post(BRAM, body, **headers)
    assert forged.json() == plain.json()
    assert set(labels(forged.json())) == {BRAM}
    assert forged.headers["cache-control"] == "no-store"


@pytest.mark.asyncio(loop_scope="module")
async def test_two_tokens_in_one_request_are_none(made: Fleet) -> None:
    """Two Authorization headers, or one with two tokens: refused, not guessed."""
    one, two = made.token(ANNA), made.token(BRAM)
    worker = made.workers[0]
    for headers in (
        [("Authorization", f"Bearer {one}"), ("Authorization", f"Bearer {two}")],
        [("Authorization", f"Bearer {one}, Bearer {two}")],
    ):
        answer = await worker.post("/graphql", json={"query": "{ ik { soort } }"}, headers=headers)
        assert answer.status_code == 401


@pytest.mark.asyncio(loop_scope="module")
async def test_a_weaker_login_sees_nothing_that_a_stronger_one_kept(made: Fleet) -> None:
    """ISO-14: the same person at a level below what the bron asks, right after a stronger one filled the caches."""
    query = "{ taken(first: 3) { nodes { titel } bronnen { status } } }"
    strong = await made.ask(ANNA, query)
    assert labels(strong)
    token = made.issuer.token(bsn=ANNA, acr="10")
    answer = await made.workers[0].post("/graphql", json={"query": query}, headers={"Authorization": f"Bearer {token}"})
    assert labels(answer.json()) == []
    assert answer.status_code == 401
    assert "insufficient_user_authentication" in answer.headers["www-authenticate"]
    assert labels(await made.ask(ANNA, query)) == labels(strong)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.canary
async def test_errors_and_logs_name_nobody(made: Fleet, capsys: pytest.CaptureFixture[str]) -> None:
    """ISO-13: while bronnen fail for two persons at once, neither answer nor log holds a number."""
    made.behave(faults=100, late_s=0.0)
    try:
        for who in PERSONS[10:20]:
            answer = await made.ask(who, "{ taken { nodes { titel } bronnen { melding code } } }")
            assert not re.search(r"\d{9}", json.dumps(answer))
    finally:
        made.behave(faults=0, late_s=0.0)
    logged = capsys.readouterr()
    assert not any(who in logged.out + logged.err for who in PERSONS)
