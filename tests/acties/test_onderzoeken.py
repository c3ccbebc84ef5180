"""Consent first: nothing is asked before it, exactly what was agreed to after it, and nothing of that is kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gateway.acties.regelingen import MEEGELEVERD, laad_regelingen
from gateway.bronnen.manifest import Page
from gateway.bronnen.schrijven.bewaring import BewaringOnbereikbaar, Geheugen
from gateway.domain.inkomen import Huishouden, Leefsituatie, Maandinkomen, Vermogen
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Handelend, Kvk, Subject
from gateway.domain.waarden import bedrag
from gateway.plan.onderzoek.toestemmingen import Toestemmingen
from tests.acties.vraag import Loket
from tests.acties.wereld import NU, zaak
from tests.bronnen.world import ANNA, BRAM, SECRET

BOEK = laad_regelingen(MEEGELEVERD, voorbeelden=True)
FEITEN: dict[str, object] = {
    "inkomen": Page([Maandinkomen(bedrag("1401.50"), date(2026, 2, 1), [])], 1),
    "huishouden": Huishouden(Leefsituatie.ALLEENSTAAND, 0, 46, []),
    "vermogen": Vermogen(bedrag("812.00"), date(2026, 1, 1), []),
}
AANBOD = "{ regelingen { id naam gegevens { id titel waarom bron { naam } } } }"
ONDERZOEK = """mutation ($invoer: RegelingOnderzoekenInvoer!) { regelingOnderzoeken(invoer: $invoer) {
  __typename
  ... on Regelinguitkomst {
    oordeel uitleg criteria { omschrijving oordeel waarde reden grondslag } toestemming { id geldigTot ingetrokkenOp }
  }
  ... on GebruikersFout { code melding }
  ... on OngeldigeInvoer { problemen { pad code } }
} }"""
INTREKKEN = """mutation ($invoer: ToestemmingIntrekkenInvoer!) { toestemmingIntrekken(invoer: $invoer) {
  __typename ... on Toestemming { id ingetrokkenOp } ... on GebruikersFout { code }
} }"""
MIJN = "{ ik { toestemmingen { id regeling { naam } gegevens { titel } geldigTot ingetrokkenOp } } }"
SLEUTEL = "sleutel-0001"


def loket(**rest: object) -> Loket:
    """A person of whom a bron knows the income, at an organisation that offers the checks."""
    given: dict[str, object] = {"boek": BOEK, "feiten": FEITEN, **rest}
    return Loket({"zaken": [zaak("1")]}, **given)  # type: ignore[arg-type]  # as a test wants it


async def run(world: Loket, text: str, invoer: dict[str, object]) -> dict[str, object]:
    """One mutation by the plan; a mutation cannot be compared with itself."""
    answer = await world.once(text, invoer=invoer)
    assert "errors" not in answer, answer
    ((_, outcome),) = answer["data"].items()  # type: ignore[attr-defined]
    assert isinstance(outcome, dict)
    return outcome


async def offered(world: Loket, naam: str = "Bijzondere bijstand") -> tuple[str, dict[str, str]]:
    """The id of a check, and the ids of what it asks, by title."""
    data = await world.ask(AANBOD)
    (found,) = (one for one in data["regelingen"] if one["naam"] == naam)  # type: ignore[attr-defined]
    return found["id"], {one["titel"]: one["id"] for one in found["gegevens"]}


async def invoer(world: Loket, *titels: str, sleutel: str = SLEUTEL) -> dict[str, object]:
    """Consent to what has these words in its title, or to everything."""
    regeling, gegevens = await offered(world)
    chosen = [id_ for titel, id_ in gegevens.items() if not titels or any(one in titel for one in titels)]
    world.asked.clear()
    return {"idempotentiesleutel": sleutel, "regelingId": regeling, "akkoordMet": chosen}


async def test_what_is_offered_asks_nothing() -> None:
    """The checks with what they want to know and why; no bron is asked for it, nor for the consents there are."""
    world = loket()
    data = await world.ask(AANBOD)
    assert [one["naam"] for one in data["regelingen"]] == [  # type: ignore[attr-defined]
        "Bijzondere bijstand", "Gemeentepas", "Individuele inkomenstoeslag", "Kwijtschelding van gemeentelijke belastingen",
    ]  # fmt: skip
    assert data["regelingen"][0]["gegevens"][0] == {  # type: ignore[index]
        "id": data["regelingen"][0]["gegevens"][0]["id"],  # type: ignore[index]
        "titel": "Uw inkomen van de laatste maand",
        "waarom": "De regeling is er voor wie een laag inkomen heeft.",
        "bron": {"naam": "Inkomensdienst"},
    }
    assert await world.ask(MIJN) == {"ik": {"toestemmingen": []}}
    assert world.asked == []


async def test_a_check_with_consent_gives_the_answer_with_its_reasons() -> None:
    """JA, each criterion with its value and law, and the consent it rests on; each declared fact was asked once."""
    world = loket()
    outcome = await run(world, ONDERZOEK, await invoer(world))
    assert outcome["oordeel"] == "JA"
    assert outcome["criteria"][0] == {  # type: ignore[index]
        "omschrijving": "Uw inkomen is hoogstens 120% van de bijstandsnorm.",
        "oordeel": "JA",
        "waarde": "€ 1.401,50 per maand; de grens is € 1.681,80",
        "reden": None,
        "grondslag": "Participatiewet, artikel 35, eerste lid",
    }
    assert sorted(world.asked) == ["huishouden", "inkomen", "vermogen"]
    (given,) = (await world.ask(MIJN))["ik"]["toestemmingen"]  # type: ignore[index]
    assert given["id"] == outcome["toestemming"]["id"]  # type: ignore[index]
    assert given["regeling"] == {"naam": "Bijzondere bijstand"}
    assert len(given["gegevens"]) == 3


async def test_only_what_was_agreed_to_is_asked() -> None:
    """Without consent to the assets nobody asks for them, and the answer says why it is not certain."""
    world = loket()
    outcome = await run(world, ONDERZOEK, await invoer(world, "inkomen", "woont"))
    assert sorted(world.asked) == ["huishouden", "inkomen"]
    assert outcome["oordeel"] == "MISSCHIEN"
    assert outcome["criteria"][1]["reden"] == "U gaf geen toestemming om dit op te vragen."  # type: ignore[index]


async def test_a_bron_that_fails_makes_perhaps_and_says_so() -> None:
    """Also when another criterion would be a no by itself."""
    rich = {**FEITEN, "vermogen": Vermogen(bedrag("81200.00"), date(2026, 1, 1), [])}
    world = loket(stuk=frozenset({"inkomen"}), feiten=rich)
    outcome = await run(world, ONDERZOEK, await invoer(world))
    assert outcome["oordeel"] == "MISSCHIEN"
    criteria: list[dict[str, str]] = outcome["criteria"]  # type: ignore[assignment]
    assert criteria[0]["reden"].startswith("Inkomensdienst: ")
    assert criteria[1]["oordeel"] == "NEE"


async def test_a_repeat_rests_on_the_same_consent() -> None:
    """Twenty at once with one key: one consent, the same answer each time."""
    world = loket()
    given = await invoer(world)
    outcomes = await asyncio.gather(*(run(world, ONDERZOEK, given) for _ in range(20)))
    assert {one["toestemming"]["id"] for one in outcomes} == {outcomes[0]["toestemming"]["id"]}  # type: ignore[index]
    assert {one["oordeel"] for one in outcomes} == {"JA"}
    assert len((await world.ask(MIJN))["ik"]["toestemmingen"]) == 1  # type: ignore[index]


async def test_consent_that_was_withdrawn_or_has_ended_asks_nothing_more() -> None:
    """The same key again: not allowed, with the reason, and no bron is asked. A new consent is a new key."""
    world = loket()
    given = await invoer(world)
    outcome = await run(world, ONDERZOEK, given)
    gone = {"idempotentiesleutel": "intrekken-01", "toestemmingId": outcome["toestemming"]["id"]}  # type: ignore[index]
    withdrawn = await run(world, INTREKKEN, gone)
    assert withdrawn["ingetrokkenOp"] == "2026-03-14T11:30:00Z"
    assert (await run(world, INTREKKEN, gone))["__typename"] == "Toestemming"
    assert (await run(world, INTREKKEN, {**gone, "idempotentiesleutel": "intrekken-02"}))["__typename"] == "AlAfgerond"
    world.asked.clear()
    refused = await run(world, ONDERZOEK, given)
    assert (refused["__typename"], world.asked) == ("NietToegestaan", [])
    again = await invoer(world, sleutel="sleutel-0002")
    assert (await run(world, ONDERZOEK, again))["oordeel"] == "JA"
    world.nu = NU + timedelta(days=31)
    world.asked.clear()
    late = await run(world, ONDERZOEK, again)
    assert (late["__typename"], world.asked) == ("NietToegestaan", [])
    assert "verlopen" in str(late["melding"])


async def test_nothing_of_it_is_anybody_elses() -> None:
    """Another person has no consent here, cannot withdraw it, and does not find it by its id."""
    world = loket()
    outcome = await run(world, ONDERZOEK, await invoer(world))
    id_ = outcome["toestemming"]["id"]  # type: ignore[index]
    own = await world.ask("query ($id: ID!) { node(id: $id) { ... on Toestemming { regeling { naam } } } }", id=id_)
    assert own == {"node": {"regeling": {"naam": "Bijzondere bijstand"}}}
    world.subject = BRAM
    assert await world.ask(MIJN) == {"ik": {"toestemmingen": []}}
    refused = await run(world, INTREKKEN, {"idempotentiesleutel": "intrekken-03", "toestemmingId": id_})
    random = await run(world, INTREKKEN, {"idempotentiesleutel": "intrekken-04", "toestemmingId": "bestaat-niet"})
    assert refused == random == {"__typename": "NietGevonden", "code": "NIET_GEVONDEN"}
    assert await world.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=id_) == {"node": None}


async def test_a_check_is_for_the_person_alone() -> None:
    """A business has none, and nobody consents in the place of another."""
    business = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, kvk=Kvk("99001001")).with_keys(SECRET)
    assert await loket(subject=business).ask(AANBOD) == {"regelingen": []}
    registry = loket().request().registry
    acting = replace(ANNA, handelend=Handelend((Bsn("999991115"),), namens_ander=True))
    assert BOEK.aanbod(registry, ANNA)
    assert BOEK.aanbod(registry, acting) == []


async def test_input_that_is_wrong_names_its_place() -> None:
    """A fact of another check, none at all, a key that is too short or that was used for something else."""
    world = loket()
    given = await invoer(world)
    _, pas = await offered(world, "Individuele inkomenstoeslag")
    for wrong, pad, code in (
        ({"akkoordMet": [next(iter(pas.values()))]}, "/akkoordMet/0", "ONBEKEND"),
        ({"akkoordMet": []}, "/akkoordMet", "VERPLICHT"),
        ({"idempotentiesleutel": "kort"}, "/idempotentiesleutel", "SLEUTEL_ONGELDIG"),
    ):
        outcome = await run(world, ONDERZOEK, {**given, **wrong})
        assert outcome["problemen"] == [{"pad": pad, "code": code}]
    assert (await run(world, ONDERZOEK, {**given, "regelingId": "bestaat-niet"}))["code"] == "NIET_GEVONDEN"
    assert (await world.ask(MIJN))["ik"] == {"toestemmingen": []}
    await run(world, ONDERZOEK, given)
    other = await run(world, ONDERZOEK, {**given, "akkoordMet": given["akkoordMet"][:1]})  # type: ignore[index]
    assert other["problemen"] == [{"pad": "/idempotentiesleutel", "code": "SLEUTEL_HERGEBRUIKT"}]


async def test_a_weak_login_is_told_to_come_back_stronger() -> None:
    """The level that the check asks; nothing is recorded or asked."""
    weak = Subject("demo", Betrouwbaarheidsniveau.BASIS, bsn=Bsn("999991103")).with_keys(SECRET)
    world = loket(subject=weak)
    outcome = await run(world, ONDERZOEK, await invoer(world))
    assert outcome["__typename"] == "NiveauTeLaag"
    assert world.asked == []
    assert await world.ask(MIJN) == {"ik": {"toestemmingen": []}}


async def test_without_a_record_nothing_is_asked() -> None:
    """When consent cannot be recorded it does not count."""

    class Weg(Geheugen):
        async def read(self, name: bytes) -> bytes | None:
            raise BewaringOnbereikbaar

    world = loket()
    given = await invoer(world)
    world.toestemmingen = Toestemmingen(Weg())
    outcome = await run(world, ONDERZOEK, given)
    assert outcome["__typename"] == "BronOnbereikbaar"
    assert world.asked == []
    answer = await world.once(MIJN)
    assert answer["errors"] == [["ik", "toestemmingen"]]


async def test_the_record_holds_no_fact_and_no_number() -> None:
    """What is written is about which facts, never what they were or whose."""
    kept = Geheugen()
    world = loket(toestemmingen=Toestemmingen(kept))
    await run(world, ONDERZOEK, await invoer(world))
    ((name, (_, value)),) = kept._kept.items()
    assert ANNA.bsn is not None
    for secret in (ANNA.bsn.waarde.encode(), b"1401", b"812", b"ALLEENSTAAND"):
        assert secret not in name + value


@pytest.mark.parametrize("weg", ["inkomen", "huishouden"])
async def test_a_row_of_somebody_else_is_no_fact(weg: str) -> None:
    """A bron that knows nothing of this person makes perhaps, never no."""
    world = loket(feiten={**FEITEN, weg: Page([], 0) if weg == "inkomen" else None})
    outcome = await run(world, ONDERZOEK, await invoer(world))
    assert outcome["oordeel"] == "MISSCHIEN"
    assert "De bron weet dit niet van u." in {one["reden"] for one in outcome["criteria"]}  # type: ignore[attr-defined]
