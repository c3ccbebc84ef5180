"""Extending, changing and ending a product of Open Product, as far as the gemeente lets its owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.openproduct import manifest
from connectors.openproduct.regels import Regels
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.bronnen.schrijven.wijziging import Afgerond, Uitkomst
from gateway.domain.fout import NietGevonden, NietOndersteund, NietToegestaan, OngeldigeInvoer, UitkomstOnbekend
from gateway.domain.invoer import ProductActieInvoer
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Subject
from sandbox.bron import Bron
from sandbox.openproduct.app import bouw
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN
from tests.bronnen.world import BRAM, SECRET
from tests.schrijven.appbron import BASIS, AppBron, app_bron
from tests.schrijven.world import no_answer

VANDAAG = date.today()
ACTIES = {
    "WMO": {"opzeggen": True, "wijzigen": ["aanbieder", "uren_per_week"]},
    "URGENTIE": {"verlengen_maanden": 6, "verlengen_vanaf_dagen": 170},
}


def inwoner(sleutel: str) -> Subject:
    return Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn(PERSONEN[sleutel].bsn or "")).with_keys(SECRET)


SANNE, FATIMA = inwoner("inwoner"), inwoner("fatima")


@dataclass
class Winkel:
    """Open Product with the stories in it."""

    bron: AppBron

    async def doe(
        self, wat: str, naam: str, subject: Subject = SANNE, *, sleutel: str = "sleutel-0001", **invoer: object
    ) -> Uitkomst:
        given = ProductActieInvoer(idempotentiesleutel="", product_id="", **invoer)  # type: ignore[arg-type]
        native = uuid("product", naam)
        return await self.bron.doe(f"product_{wat}", subject, given, soort="product", native=native, sleutel=sleutel)

    async def product(self, naam: str) -> dict[str, object]:
        """What the system itself says."""
        answer = await self.bron.transport.send(
            "GET", f"/producten/api/v1/producten/{uuid('product', naam)}", params={}, headers={}, body=None,
            deadline=None, subject=SANNE,  # type: ignore[arg-type]
        )  # fmt: skip
        found: dict[str, object] = msgspec.json.decode(answer.body)
        return found


def winkel(acties: object = ACTIES) -> Winkel:
    """A system of one's own, with these settings."""
    app = bouw(Bron("product", "openproduct", "9901", ("PRODUCTEN",), "geheim"), lambda: BASIS)
    return Winkel(app_bron(app, manifest, ("PRODUCTEN",), {"Authorization": "Token geheim"}, acties=acties))


async def test_a_product_ends_on_the_day_that_was_asked() -> None:
    """The end, and nothing else; asked again it was done already, and an earlier day still can."""
    made, day = winkel(), VANDAAG + timedelta(30)
    done = await made.doe("opzeggen", "sanne-wmo", ingangsdatum=day)
    assert isinstance(done, Bevestiging)
    assert done.zin.startswith("Het stopt op ")
    now = await made.product("sanne-wmo")
    assert (now["eind_datum"], now["status"]) == (day.isoformat(), "actief")
    assert isinstance(await made.doe("opzeggen", "sanne-wmo", sleutel="sleutel-0002", ingangsdatum=day), Afgerond)
    later = await made.doe("opzeggen", "sanne-wmo", sleutel="sleutel-0003", ingangsdatum=day + timedelta(1))
    assert isinstance(later, OngeldigeInvoer)
    assert isinstance(await made.doe("opzeggen", "sanne-wmo", sleutel="sleutel-0004"), Bevestiging)
    assert (await made.product("sanne-wmo"))["status"] == "verlopen"
    assert isinstance(await made.doe("opzeggen", "sanne-wmo", sleutel="sleutel-0005"), Afgerond)


async def test_an_end_that_nobody_confirmed_is_sent_once() -> None:
    """The answer is lost: looking finds it."""
    made = winkel()
    made.bron.transport.fails = no_answer()
    assert isinstance(await made.doe("opzeggen", "sanne-wmo"), Bevestiging)
    assert len(made.bron.changes()) == 1


async def test_a_product_is_extended_once() -> None:
    """By what its kind says; again is too early, and a lost answer extends nothing twice."""
    made = winkel()
    before = date.fromisoformat(str((await made.product("fatima-urgentie"))["eind_datum"]))
    made.bron.transport.fails = no_answer()
    assert isinstance(await made.doe("verlengen", "fatima-urgentie", FATIMA), Bevestiging)
    after = date.fromisoformat(str((await made.product("fatima-urgentie"))["eind_datum"]))
    assert 181 <= (after - before).days <= 184
    again = await made.doe("verlengen", "fatima-urgentie", FATIMA, sleutel="sleutel-0002")
    assert isinstance(again, NietToegestaan)
    assert again.belemmering.code.value == "TE_VROEG"
    assert len(made.bron.changes()) == 1


async def test_only_what_owners_may_change_changes() -> None:
    """The rest of the data stays; the server replaces it as a whole."""
    made = winkel()
    done = await made.doe("wijzigen", "sanne-wmo", gegevens={"aanbieder": "Zorg Haven"})
    assert isinstance(done, Bevestiging)
    assert (await made.product("sanne-wmo"))["dataobject"] == {"uren_per_week": 3.5, "aanbieder": "Zorg Haven"}
    same = await made.doe("wijzigen", "sanne-wmo", sleutel="sleutel-0002", gegevens={"aanbieder": "Zorg Haven"})
    assert isinstance(same, Afgerond)


@pytest.mark.parametrize(
    ("wat", "invoer", "pad", "code"),
    [
        ("wijzigen", {}, "/gegevens", "VERPLICHT"),
        ("wijzigen", {"gegevens": []}, "/gegevens", "VERPLICHT"),
        ("wijzigen", {"gegevens": {"voorziening": "traplift"}}, "/gegevens/voorziening", "ONBEKEND_VELD"),
        ("wijzigen", {"gegevens": {"uren_per_week": "veel"}}, "/gegevens/uren_per_week", "SOORT"),
        ("wijzigen", {"gegevens": {"uren_per_week": 9}, "ingangsdatum": VANDAAG + timedelta(3)}, "/ingangsdatum", "ONGELDIG"),
        ("opzeggen", {"ingangsdatum": VANDAAG - timedelta(1)}, "/ingangsdatum", "TE_LAAG"),
        ("opzeggen", {"gegevens": {"a": 1}}, "/gegevens", "ONBEKEND_VELD"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_at_its_place(wat: str, invoer: dict[str, object], pad: str, code: str) -> None:
    """And nothing is sent."""
    made = winkel()
    outcome = await made.doe(wat, "sanne-wmo", **invoer)
    assert isinstance(outcome, OngeldigeInvoer)
    assert [(one.pad, one.code) for one in outcome.problemen] == [(pad, code)]
    assert made.bron.changes() == []


async def test_without_leave_of_the_gemeente_the_form_of_the_action_is_told() -> None:
    """Nothing may by itself; a product of another is not there, and one that is not running stands still."""
    made = winkel({})
    for wat in ("opzeggen", "verlengen", "wijzigen"):
        outcome = await made.doe(wat, "sanne-wmo")
        assert isinstance(outcome, NietOndersteund)
        assert outcome.fallback_url == made.bron.live.bron.organisatie.website
    for soort in made.bron.transport.app.state.catalogus.typen.values():  # type: ignore[attr-defined]
        soort.acties[:] = [
            msgspec.structs.replace(one, naam="Kaart opzeggen", url="https://form.example/x") for one in soort.acties
        ]
    made.bron.transport.app.state.catalogus._encoded.clear()  # type: ignore[attr-defined]
    linked = await made.doe("opzeggen", "sanne-gpk")
    assert isinstance(linked, NietOndersteund)
    assert linked.fallback_url == "https://form.example/x"
    assert isinstance(await winkel().doe("opzeggen", "sanne-wmo", BRAM), NietGevonden)
    assert isinstance(await winkel().doe("verlengen", "sanne-opgeschort"), NietToegestaan)
    assert made.bron.changes() == []


async def test_a_change_that_may_still_come_is_not_taken_for_done() -> None:
    """Sent and silent, and not there: nobody knows; the repeat sends it, as twice is as good as once."""
    made = winkel()
    made.bron.transport.fails = no_answer()
    made.bron.transport.reaches = False
    assert isinstance(await made.doe("opzeggen", "sanne-wmo"), UitkomstOnbekend)
    made.bron.transport.reaches = True
    assert isinstance(await made.doe("opzeggen", "sanne-wmo"), Bevestiging)


@given(einde=st.dates(date(2000, 1, 1), date(2090, 1, 1)), maanden=st.integers(1, 60), vanaf=st.integers(-5, 4000))
def test_what_was_extended_is_always_seen_to_be(einde: date, maanden: int, vanaf: int) -> None:
    """However long before the end it may be asked: after extending on that day it is too early to do so again."""
    regels = Regels.of({"acties": {"X": {"verlengen_maanden": maanden, "verlengen_vanaf_dagen": vanaf}}}, "X")
    today = einde - timedelta(regels.vanaf_dagen)
    assert not regels.is_te_vroeg(einde, today)
    assert regels.is_te_vroeg(regels.later(einde), today)
    assert regels.later(einde).day in (einde.day, 28, 29, 30)


@pytest.mark.parametrize(
    "acties", [None, [], {"X": []}, {"X": {"opzeggen": "ja", "verlengen_maanden": "6", "wijzigen": "x"}}]
)
def test_settings_of_another_kind_allow_nothing(acties: object) -> None:
    """Only what says exactly that it may."""
    assert Regels.of({"acties": acties}, "X") == Regels()
