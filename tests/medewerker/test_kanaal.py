"""An employee sees a customer for a purpose: after a decision and a line in the audit log, and not a field further."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from graphql import GraphQLInputObjectType, GraphQLObjectType

from gateway.serve import MEDEWERKERS
from gateway.verwerkingen import verzender
from resolvers.medewerker.schema import maak_medewerkerschema
from resolvers.schema import maak_schema
from tests.auth.uitgever import LOA3
from tests.isolation.wereld import labels
from tests.medewerker.wereld import ANNA, BERICHTEN, BRAM, KEY, REGISTER, TAKEN, World, world

pytestmark = [pytest.mark.scenario, pytest.mark.isolation]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzender, "EVERY_S", 0.02)


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as started:
        yield started


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def test_an_employee_sees_what_the_purpose_covers(made: World) -> None:
    """ID-17: the customer's taken, with a number of the look; no actions, which are the customer's own."""
    klant = (await made.look())["data"]["klant"]
    assert (klant["__typename"], klant["soort"], klant["doel"]["code"]) == ("Klantbeeld", "INWONER", "hulp")
    assert "BERICHTEN" in klant["buitenDoel"]
    assert set(labels(klant)) == {ANNA}, klant
    assert len(klant["taken"]["nodes"]) == 3
    assert all(one["acties"] == [] for one in klant["taken"]["nodes"])


async def test_what_the_purpose_does_not_cover_is_not_asked(made: World) -> None:
    """An error at its place, and no call at the bron; the rest is there."""
    await made.look("soort")
    before = made.bron.asked
    answer = await made.look(BERICHTEN + " tellers { ongelezenBerichten { aantal } openTaken { aantal } }")
    assert answer["data"]["klant"]["berichten"] is None
    assert answer["data"]["klant"]["tellers"]["ongelezenBerichten"] is None
    assert answer["data"]["klant"]["tellers"]["openTaken"]["aantal"] == 20
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"NIET_TOEGESTAAN"}
    assert made.bron.asked == before + 1


async def test_the_decision_is_asked_before_anything(made: World) -> None:
    """AuthZEN: who, why and which customer, without the number; in one chain with what follows."""
    await made.look()
    ((head, asked),) = made.beslisser.asked
    assert head.startswith("POST /access/v1/evaluation ")
    assert asked["subject"]["id"] == "m1"
    assert asked["action"] == {"name": "inzien", "properties": {"processing_activity_id": f"{REGISTER}/hulp"}}
    assert asked["resource"]["type"] == "klant-persoon"
    assert asked["context"]["traceparent"].startswith("00-")
    assert ANNA not in head + json.dumps(asked)


NO: tuple[tuple[int, object], ...] = (
    (200, {"decision": False}), (200, {"decision": "true"}), (200, {"decision": 1}), (200, {}), (200, []),
    (401, {"decision": True}), (500, {"decision": True}), (302, {"decision": True}),
)  # fmt: skip


@pytest.mark.attacks
async def test_only_a_clear_yes_is_a_yes(made: World) -> None:
    """Anything else shows nothing of the customer, and asks no bron."""
    before = made.bron.asked
    for made.beslisser.status, made.beslisser.body in NO:
        klant = (await made.look())["data"]["klant"]
        assert (klant["__typename"], klant["code"]) == ("NietToegestaan", "NIET_TOEGESTAAN")
    assert len(made.beslisser.asked) == len(NO)
    assert made.bron.asked == before


@pytest.mark.faults
async def test_who_decides_may_be_away_or_slow(made: World) -> None:
    """Within the deadline there is an answer, and it is no."""
    made.beslisser.hangs = True
    klant = (await made.look(ms=600))["data"]["klant"]
    assert klant["__typename"] == "NietToegestaan"
    assert "niet nagaan" in klant["melding"]


async def test_a_decision_may_ask_a_stronger_login(made: World) -> None:
    made.beslisser.body = {"decision": False, "context": {"acr_values": LOA3}}
    assert (await made.look())["data"]["klant"]["__typename"] == "NiveauTeLaag"


async def test_every_look_is_in_both_logs(made: World) -> None:
    """The audit log names employee, purpose and occasion; the processing log names no employee. One chain ties them."""
    klant = (await made.look())["data"]["klant"]
    made.beslisser.body = {"decision": False}
    await made.look(klant={"bsn": BRAM})
    await until(lambda: len(made.audit.spans) == 2 and len(made.logboek.spans) == 2)
    told = [made.audit.attributes(span) for span in made.audit.spans]
    assert told[0]["inzage.nummer"] == klant["inzageNummer"]
    assert [(one["medewerker.id"], one["inzage.doel"], one["inzage.uitkomst"]) for one in told] == [
        ("m1", "hulp", "toegestaan"), ("m1", "hulp", "geweigerd"),
    ]  # fmt: skip
    assert told[0]["inzage.aanleiding"] == "telefoon 12"
    hidden = b64decode(told[0]["dpl.core.data_subject_id"])
    assert AESSIV(bytes.fromhex(KEY)).decrypt(hidden, [b"ldv", b"BSN"]).decode() == ANNA
    assert {span["traceId"] for span in made.logboek.spans} == {made.audit.spans[0]["traceId"]}
    assert all(
        made.logboek.attributes(span)["dpl.core.processing_activity_id"] == f"{REGISTER}/hulp"
        for span in made.logboek.spans
    )
    assert b"m1" not in b"".join(made.logboek.deliveries)


@pytest.mark.faults
async def test_without_room_in_the_audit_log_nothing_is_seen(made: World) -> None:
    await made.audit.stop()
    channel = made.gateway.medewerkers
    assert channel is not None
    channel._audit.spool._max_bytes = 1
    assert (await made.look())["data"]["klant"]["__typename"] == "Klantbeeld"
    response = await made.client.post(
        MEDEWERKERS, json={"query": "{ doelen { code } }"}, headers={"Authorization": f"Bearer {made.employee('m1')}"}
    )
    assert (response.status_code, response.json()["code"]) == (503, "LOGBOEK_VOL")


async def test_spaces_are_apart(made: World) -> None:
    """ISO-15: the customer, two employees and two purposes each ask the bron themselves, and have ids of their own."""
    both = f"{{ {TAKEN} }}"
    found = [
        (await made.citizen(both))["taken"]["nodes"],
        (await made.look())["data"]["klant"]["taken"]["nodes"],
        (await made.look(who="m2"))["data"]["klant"]["taken"]["nodes"],
    ]
    asked = made.bron.asked
    assert len({one["id"] for nodes in found for one in nodes}) == 9
    await made.look()
    await made.citizen(both)
    assert made.bron.asked == asked
    foreign = found[1][0]["id"]
    assert (await made.citizen(f'{{ node(id: "{foreign}") {{ id }} }}'))["node"] is None


async def test_one_customer_a_question(made: World) -> None:
    """Two customers in one question would be one look with two persons in it."""
    part = "{ ... on Klantbeeld { taken(first: 2) { nodes { titel } } } ... on OngeldigeInvoer { problemen { code } } }"
    query = f"query($a: KlantInvoer!, $b: KlantInvoer!) {{ a: klant(invoer: $a) {part} b: klant(invoer: $b) {part} }}"
    invoer = {"doel": "hulp", "aanleiding": "telefoon"}
    body = {
        "query": query,
        "variables": {"a": {**invoer, "klant": {"bsn": ANNA}}, "b": {**invoer, "klant": {"bsn": BRAM}}},
    }
    response = await made.client.post(
        MEDEWERKERS, json=body, headers={"Authorization": f"Bearer {made.employee('m1')}"}
    )
    data = response.json()["data"]
    assert set(labels(data["a"])) == {ANNA}
    assert data["b"] == {"problemen": [{"code": "EEN_KLANT"}]}


WRONG: tuple[tuple[dict[str, object], str], ...] = (
    ({"doel": "nieuwsgierig"}, "/doel"),
    ({"aanleiding": "  "}, "/aanleiding"),
    ({"klant": {"bsn": "999993654"}}, "/klant/bsn"),
    ({"klant": {"kvkNummer": "1"}}, "/klant/kvkNummer"),
)


async def test_wrong_input_names_the_place(made: World) -> None:
    """Before anybody is asked about it."""
    for changes, pad in WRONG:
        klant = (await made.look(**changes))["data"]["klant"]  # type: ignore[arg-type]  # parts of the input
        assert [one["pad"] for one in klant["problemen"]] == [pad]
    assert made.beslisser.asked == []


@pytest.mark.attacks
async def test_a_token_counts_at_its_own_door_alone(made: World) -> None:
    """A citizen's token at the employees' address, and the other way round."""
    citizen = made.burgers.token(bsn=ANNA, acr=LOA3)
    for address, token in ((MEDEWERKERS, citizen), ("/graphql", made.employee("m1"))):
        answer = await made.client.post(
            address, json={"query": "{ __typename }"}, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 401


def test_the_citizens_schema_has_no_place_for_a_number() -> None:
    """UP-3: no argument or input field is called bsn, kvk or rsin, outside the schema for employees."""
    found = {True: set(numbers(maak_medewerkerschema()._schema)), False: set(numbers(maak_schema()._schema))}
    assert found == {True: {"bsn", "kvkNummer", "rsin"}, False: set()}


def numbers(schema: object) -> list[str]:
    names: list[str] = []
    for kind in schema.type_map.values():  # type: ignore[attr-defined]  # a GraphQLSchema
        if isinstance(kind, GraphQLInputObjectType):
            names += kind.fields
        elif isinstance(kind, GraphQLObjectType):
            names += [name for one in kind.fields.values() for name in one.args]
    return [name for name in names if name.lower().startswith(("bsn", "kvk", "rsin"))]
