"""Onderzoeken of ik recht heb op meer ondersteuning: from the proposal to an application, with consent in between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from gateway.config import Geheim
from gateway.config.instellingen import ActiesInstellingen, CacheInstellingen
from sandbox.server import Zandbak
from tests.acties.test_regelingen import GOED
from tests.acties.wereld import schrijf
from tests.l2.world import valkey
from tests.scenarios.conftest import EXAMPLES, Json, Portal, running, serving
from tests.scenarios.doen import VERZOEK, doe

pytestmark = pytest.mark.scenario
ONDERZOEK = (EXAMPLES / "schermen" / "14-regeling-onderzoeken.graphql").read_text("utf-8")
INTREKKEN = """mutation ($invoer: ToestemmingIntrekkenInvoer!) { uitkomst: toestemmingIntrekken(invoer: $invoer) {
  __typename ... on Toestemming { id ingetrokkenOp } ... on GebruikersFout { code melding } } }"""
DIENST = "inkomensdienst"


def asked(portal: Portal) -> list[str]:
    """The facts that were asked, by path."""
    return sorted(one.pad for one in portal.zandbak.aanroepen() if one.bron == DIENST)


async def offered(portal: Portal, naam: str) -> Json:
    """A check that is offered."""
    data = await portal.screen("schermen/13-regelingen")
    found: list[Json] = data["regelingen"]  # type: ignore[assignment]
    return next(one for one in found if one["naam"] == naam)


async def onderzoek(portal: Portal, regeling: Json, *, zonder: str = "", sleutel: str = "") -> Json:
    """The outcome of a check, with consent to all that it asks, or all but what has this word in its title."""
    gegevens: list[Json] = regeling["gegevens"]  # type: ignore[assignment]
    chosen = [one["id"] for one in gegevens if not zonder or zonder not in str(one["titel"])]
    invoer = {"idempotentiesleutel": sleutel or str(uuid4()), "regelingId": regeling["id"], "akkoordMet": chosen}
    data = await portal.ask(ONDERZOEK, invoer=invoer)
    outcome: Json = data["regelingOnderzoeken"]  # type: ignore[assignment]
    return outcome


async def test_from_a_proposal_to_an_application(portal: Portal) -> None:
    """Miriam lives on a benefit: a taak asks whether she wants to know; she consents, hears JA, and applies."""
    miriam = portal.of("bijstand")
    data = await miriam.ask("""{ taken(filter: { soort: [VOORSTEL] }) { nodes { titel acties {
        soort titel doelId ... on RegelingActie { regeling { id naam gegevens { id titel } } } } } } }""")
    (taak,) = data["taken"]["nodes"]  # type: ignore[index]
    assert taak["titel"] == "Wilt u onderzoeken of u recht hebt op meer ondersteuning?"
    regeling = next(one["regeling"] for one in taak["acties"] if one["titel"] == "Onderzoek: Bijzondere bijstand")
    assert asked(portal) == []

    outcome = await onderzoek(miriam, regeling)
    assert outcome["oordeel"] == "JA"
    assert asked(portal) == ["/v1/huishouden", "/v1/maandinkomen", "/v1/vermogen"]
    assert [one["waarde"] for one in outcome["criteria"]] == [  # type: ignore[attr-defined]
        "€ 1.401,50 per maand; de grens is € 1.681,80",
        "€ 812,00; de grens is € 7.770,00",
    ]
    assert {one["herkomst"]["bron"]["naam"] for one in outcome["criteria"]} == {"Landelijke Inkomensdienst"}  # type: ignore[attr-defined]

    vervolg: Json = outcome["vervolg"]  # type: ignore[assignment]
    known = {"nettoMaandinkomen": 1401.5, "leefsituatie": "ALLEENSTAAND", "vermogen": 812.0}
    assert vervolg["voorinvulling"] == known
    assert vervolg["uitvoering"]["trede"] == "LOKAAL"  # type: ignore[index]
    assert vervolg["uitvoering"]["schema"]["required"] == ["kostensoort", "bedrag"]  # type: ignore[index]
    filed = await doe(
        miriam, VERZOEK, verzoektypeId=vervolg["verzoektype"]["id"], versie=vervolg["verzoektype"]["versie"],  # type: ignore[index]
        gegevens={**known, "kostensoort": "Bril", "bedrag": 349.95},
    )  # fmt: skip
    assert filed["__typename"] == "Ingediend", filed
    mine = await miriam.ask("{ verzoeken { nodes { titel } } }")
    assert mine["verzoeken"]["nodes"]  # type: ignore[index]


async def test_no_fact_is_asked_without_consent_to_it(portal: Portal) -> None:
    """Zero calls before; after it exactly what was agreed to; none at all once it was withdrawn."""
    miriam = portal.of("bijstand")
    regeling = await offered(miriam, "Bijzondere bijstand")
    await miriam.screen("overzicht")
    assert asked(portal) == []
    outcome = await onderzoek(miriam, regeling, zonder="vermogen", sleutel="onderzoek-0001")
    assert asked(portal) == ["/v1/huishouden", "/v1/maandinkomen"]
    assert outcome["oordeel"] == "MISSCHIEN"
    withdrawn = await doe(miriam, INTREKKEN, toestemmingId=outcome["toestemming"]["id"])  # type: ignore[index]
    assert withdrawn["__typename"] == "Toestemming"
    portal.zandbak.wis_aanroepen()
    refused = await onderzoek(miriam, regeling, zonder="vermogen", sleutel="onderzoek-0001")
    assert refused["__typename"] == "NietToegestaan"
    assert asked(portal) == []


async def test_facts_are_asked_anew_each_time(portal: Portal) -> None:
    """What one check saw is not there for the next: the source is asked again."""
    miriam = portal.of("bijstand")
    for naam in ("Bijzondere bijstand", "Gemeentepas"):
        await onderzoek(miriam, await offered(miriam, naam))
    assert asked(portal).count("/v1/maandinkomen") == 2


@pytest.mark.faults
@pytest.mark.parametrize("fault", ["500", "html", "malformed", "reset", "ander_persoon"])
async def test_a_source_that_fails_is_perhaps(portal: Portal, fault: str) -> None:
    """However it fails: MISSCHIEN with the reason, never NEE, and no error."""
    await portal.zandbak.break_(DIENST, fault)
    for person in ("bijstand", "inwoner"):
        own = portal.of(person)
        outcome = await onderzoek(own, await offered(own, "Bijzondere bijstand"))
        assert outcome["oordeel"] == "MISSCHIEN"
        assert all(one["reden"] for one in outcome["criteria"])  # type: ignore[attr-defined]
    await portal.zandbak.mend(DIENST)


@pytest.mark.parametrize(
    ("person", "naam", "oordeel"),
    [
        ("inwoner", "Bijzondere bijstand", "NEE"),
        ("gepensioneerd", "Gemeentepas", "JA"),
        ("gepensioneerd", "Individuele inkomenstoeslag", "NEE"),
        ("fatima", "Bijzondere bijstand", "MISSCHIEN"),
        ("bijstand", "Kwijtschelding van gemeentelijke belastingen", "JA"),
    ],
)
async def test_each_person_hears_their_own_answer(portal: Portal, person: str, naam: str, oordeel: str) -> None:
    """The people of the stories, with the law that each answer follows."""
    own = portal.of(person)
    outcome = await onderzoek(own, await offered(own, naam))
    assert outcome["oordeel"] == oordeel
    assert all(one["grondslag"] for one in outcome["criteria"])  # type: ignore[attr-defined]
    assert (outcome["vervolg"] is None) == (oordeel == "NEE")


@pytest.fixture
async def eigen(tmp_path: Path) -> AsyncIterator[Portal]:
    """A gateway whose municipality dropped a check of its own in a folder, and offers no examples."""
    schrijf(tmp_path / "regelingen", GOED)
    async with running(tmp_path, acties=ActiesInstellingen(regelingen=[str(tmp_path / "regelingen")])) as portal:
        yield portal


async def test_a_check_in_a_folder_works_without_code(eigen: Portal) -> None:
    """It is offered, asks its one fact after consent, and answers; without a verzoektype there is nothing to fill in."""
    miriam = eigen.of("bijstand")
    data = await miriam.screen("schermen/13-regelingen")
    regelingen: list[Json] = data["regelingen"]  # type: ignore[assignment]
    (regeling,) = regelingen
    outcome = await onderzoek(miriam, regeling)
    assert (regeling["naam"], outcome["oordeel"], outcome["vervolg"]) == ("Sportpas", "JA", None)
    assert asked(eigen) == ["/v1/maandinkomen"]


async def test_consent_counts_at_every_worker(tmp_path: Path) -> None:
    """Given at one worker it is seen, and withdrawn, at the other; in Valkey there is no number and no amount."""
    with valkey() as server:
        cache = CacheInstellingen(url=server.url, sleutel=Geheim("een-geheim-van-genoeg-tekens-hiervoor"))
        async with (
            Zandbak() as zandbak,
            serving(zandbak, tmp_path, cache=cache) as one,
            serving(zandbak, tmp_path, cache=cache) as two,
        ):
            here, there = one.of("bijstand"), two.of("bijstand")
            regeling = await offered(here, "Gemeentepas")
            outcome = await onderzoek(here, regeling, sleutel="onderzoek-0002")
            data = await there.screen("schermen/13-regelingen")
            assert [given["id"] for given in data["ik"]["toestemmingen"]] == [outcome["toestemming"]["id"]]  # type: ignore[index]
            await doe(there, INTREKKEN, toestemmingId=outcome["toestemming"]["id"])  # type: ignore[index]
            refused = await onderzoek(here, regeling, sleutel="onderzoek-0002")
            assert refused["__typename"] == "NietToegestaan"
            keys = [key for key in server.raw.scan_iter() if server.raw.type(key) == b"string"]
            kept = b"".join(key + (server.raw.get(key) or b"") for key in keys)
            assert kept
            assert b"999992922" not in kept
            assert b"1401" not in kept
