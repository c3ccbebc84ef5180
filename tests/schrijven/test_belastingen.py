"""Paying, arranging and objecting at the tax system: what was shown is what is asked and what is confirmed, to the cent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from starlette.applications import Starlette
from starlette.routing import Route

from connectors.belastingen import manifest
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.bronnen.schrijven.wijziging import Afgerond, Uitkomst
from gateway.domain.bezwaar import Bezwaar, Grief
from gateway.domain.fout import BedragGewijzigd, NietGevonden, NietOndersteund, NietToegestaan, OngeldigeInvoer
from gateway.domain.invoer import BetalingsregelingAanvragenInvoer, BetalingStartenInvoer
from gateway.domain.waarden import Url, bedrag
from sandbox.belastingen.aanvragen import Aanvragen
from sandbox.belastingen.app import Belastingen
from sandbox.belastingen.betalingen import Betalingen
from sandbox.belastingen.regels import AFVAL_EEN, Biljet
from sandbox.belastingen.rijen import Aanslagbiljet, Adres, Belastingplichtige, Termijn
from sandbox.belastingen.tokens import Tokens
from tests.bronnen.world import ANNA, BRAM, SECRET
from tests.schrijven.appbron import AppBron, app_bron
from tests.schrijven.world import no_answer

NUMMER = "0000000000001-01"
VANDAAG = date.today()
CENTEN = st.integers(1, 10_000_000)


@dataclass
class Kantoor:
    """A tax system with one biljet of Anna."""

    biljet: Aanslagbiljet
    betalingen: Betalingen
    aanvragen: Aanvragen
    bron: AppBron

    async def betaal(self, shown: str | Decimal, termijn: int | None = None, **more: object) -> Uitkomst:
        invoer = BetalingStartenInvoer(
            idempotentiesleutel="", doel_id="", getoond_bedrag=bedrag(shown), termijn=termijn, terugkeer_url=Url("https://t")
        )  # fmt: skip
        return await self._doe("betaling_starten", invoer, **more)

    async def regel(self, aantal: int, **more: object) -> Uitkomst:
        invoer = BetalingsregelingAanvragenInvoer(idempotentiesleutel="", doel_id="", aantal_termijnen=aantal)
        return await self._doe("betalingsregeling_aanvragen", invoer, **more)

    async def bezwaar(self, *onderdelen: tuple[str, str], **more: object) -> Uitkomst:
        grieven = tuple(Grief((soort, "bron", f"{NUMMER}/{key}"), "te hoog") for soort, key in onderdelen)
        return await self._doe("bezwaar_maken", Bezwaar(grieven, True), **more)

    async def _doe(self, naam: str, invoer: object, **more: object) -> Uitkomst:
        given: dict[str, object] = {"subject": ANNA, "native": NUMMER, "sleutel": "sleutel-0001", **more}
        return await self.bron.doe(naam, invoer=invoer, soort="product", **given)


def komma(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def kantoor(cents: int = 10_000, termijnen: Sequence[tuple[int, bool]] = (), **changes: object) -> Kantoor:
    """A tax system where so much is open; `termijnen`: the amount of each in cents, and whether it is paid."""
    assert ANNA.bsn is not None
    op = Biljet("2026", Adres(straatnaam="A", huisnummer="1", postcode="1234AB", woonplaatsnaam="B"), bezwaar=True)
    biljet = Aanslagbiljet(
        aanslagbiljetnummer=NUMMER[:13], dagtekening=str(VANDAAG - timedelta(10)), belasting_jaar=str(VANDAAG.year),
        belastingsoortcombinatie="Aanslag", totaalbedrag_aanslag=komma(cents), bezwaar_mogelijk=True,
        belastingplichtige=Belastingplichtige(ANNA.bsn.waarde), aanslagregels=[op.regel("R1", AFVAL_EEN, komma(cents))],
        beschikkingsregels=[op.woz("W1", "199", 400_000)], betaalstatus="open", openstaand_bedrag=komma(cents),
        automatische_incasso=False,
        termijnen=[
            Termijn(volgnr=n, bedrag=komma(part), vervaldatum=str(VANDAAG), betaald_op=str(VANDAAG) if paid else None)
            for n, (part, paid) in enumerate(termijnen, 1)
        ],
    )  # fmt: skip
    for name, value in changes.items():
        setattr(biljet, name, value)
    tokens = Tokens("geheim", 3600)
    token = tokens.issue("gateway", "geheim")
    belastingen = Belastingen(tokens, (biljet,), {"filter_genegeerd": False})
    betalingen, aanvragen = (
        Betalingen(tokens, (biljet,), lambda: "https://betalen.example"),
        Aanvragen(tokens, (biljet,)),
    )
    app = Starlette(routes=[Route("/v1/aanslagen", belastingen.aanslagen), *betalingen.routes(), *aanvragen.routes()])
    bron = app_bron(app, manifest, ("PRODUCTEN",), {"Authorization": f"Bearer {token}"})
    return Kantoor(biljet, betalingen, aanvragen, bron)


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(st.tuples(CENTEN, st.booleans()), max_size=6),
    rest=st.integers(0, 10_000),
    chosen=st.one_of(st.none(), st.integers(1, 7)),
    off=st.sampled_from([0, 0, 0, 1, -1, 100]),
    paid_meanwhile=st.integers(0, 500),
)
def test_shown_sent_and_confirmed_are_equal_or_it_fails_clearly(
    parts: list[tuple[int, bool]], rest: int, chosen: int | None, off: int, paid_meanwhile: int
) -> None:
    """Over cents, terms and payments that come in between: one amount everywhere, or a fault that tells the amount."""
    open_cents = sum(cents for cents, paid in parts if not paid) + rest
    own = kantoor(open_cents, parts)
    asked = open_cents if chosen is None else parts[chosen - 1][0] if chosen <= len(parts) else 1
    shown = Decimal(max(asked + off, 0)) / 100

    def elsewhere() -> None:
        """Somebody pays a little in another way, after we looked and before we send."""
        own.biljet.openstaand_bedrag = komma(max(open_cents - paid_meanwhile, 0))

    own.bron.transport.before = elsewhere if chosen is None else None
    found = asyncio.run(own.betaal(shown, chosen))
    begun = list(own.betalingen.gestart.values())
    if isinstance(found, Bevestiging):
        assert found.betaling is not None
        assert off == 0
        assert [komma(int(shown * 100))] == [one.bedrag for one in begun]
        assert Decimal(found.betaling.bedrag) == shown
    else:
        assert isinstance(found, BedragGewijzigd | Afgerond | NietToegestaan | OngeldigeInvoer)
        assert begun == []
    if isinstance(found, BedragGewijzigd):
        assert found.bedrag != shown


@settings(max_examples=60, deadline=None)
@given(cents=CENTEN, aantal=st.integers(2, 60))
def test_parts_add_up_to_what_was_open(cents: int, aantal: int) -> None:
    """To the cent, however it divides; and what cannot be divided is refused with a clear fault."""
    own = kantoor(cents)
    found = asyncio.run(own.regel(aantal))
    if cents < aantal:
        assert isinstance(found, OngeldigeInvoer)
        return
    assert isinstance(found, Bevestiging)
    assert own.biljet.termijnen is not UNSET
    assert sum(Decimal(one.bedrag.replace(",", ".")) for one in own.biljet.termijnen) * 100 == cents
    assert len(own.biljet.termijnen) == aantal


async def test_a_repeat_gets_the_same_page_and_begins_nothing() -> None:
    """The same key, also when memory is gone: the bron knows the payment by the name we gave it."""
    own = kantoor()
    first = await own.betaal("100.00")
    assert await own.betaal("100.00") == first
    fresh = kantoor()
    fresh.betalingen.gestart, fresh.bron.writes = own.betalingen.gestart, fresh.bron.writes
    again = await fresh.betaal("100.00")
    assert isinstance(first, Bevestiging)
    assert isinstance(again, Bevestiging)
    assert again.betaling == first.betaling
    assert len(own.betalingen.gestart) == 1


@pytest.mark.parametrize("wat", ["betaal", "regel", "bezwaar"])
async def test_what_was_filed_without_an_answer_is_found_back(wat: str) -> None:
    """The bron did it and nobody said so: it is found by its number, and not filed twice."""
    own = kantoor()
    own.bron.transport.fails = no_answer()
    asked = {"betaal": own.betaal("100"), "regel": own.regel(4), "bezwaar": own.bezwaar(("aanslagregel", "R1"))}
    found = await asked.pop(wat)
    for other in asked.values():
        other.close()
    assert isinstance(found, Bevestiging)
    assert len(own.bron.changes()) == 1
    assert len(own.betalingen.gestart) + len(own.aanvragen.bezwaren) + len(own.aanvragen.regelingen) == 1


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"betaalstatus": "betaald", "openstaand_bedrag": "0,00"}, Afgerond),
        ({"openstaand_bedrag": "0,00"}, Afgerond),
        ({"automatische_incasso": True}, NietToegestaan),
        ({"openstaand_bedrag": UNSET, "betaalstatus": UNSET}, NietOndersteund),
        ({"openstaand_bedrag": "99,99"}, BedragGewijzigd),
    ],
)
async def test_what_cannot_be_paid_is_not_begun(changes: dict[str, object], kind: type) -> None:
    """Paid, collected, unknown or changed: each its own answer, and nothing sent."""
    own = kantoor(**changes)
    assert isinstance(await own.betaal("100.00"), kind)
    assert own.bron.changes() == []


async def test_an_objection_names_its_parts() -> None:
    """Lines and values by their own names, with the reason, dated today; the bron's number comes back."""
    own = kantoor()
    found = await own.bezwaar(("aanslagregel", "R1"), ("wozwaarde", "W1"))
    assert isinstance(found, Bevestiging)
    (sent,) = own.aanvragen.bezwaren.values()
    assert found.kenmerk == f"BZW-{VANDAAG.year}-00001"
    assert [one.belastingplichtnummer for one in sent.aanslagregels] == ["R1"]
    assert [one.sleutel_beschikkingsregel for one in sent.beschikkingsregels] == ["W1"]
    assert sent.aanslagregels[0].grieven[0].toelichting_grief == "te hoog"
    assert sent.gehoord_worden
    assert own.biljet.betaalstatus == "in_bezwaar"


@pytest.mark.parametrize(
    ("changes", "onderdeel", "kind"),
    [
        ({}, ("aanslagregel", "R9"), OngeldigeInvoer),
        ({}, ("wozwaarde", "R1"), OngeldigeInvoer),
        ({"bezwaar_mogelijk": False}, ("aanslagregel", "R1"), NietToegestaan),
        ({"dagtekening": str(VANDAAG - timedelta(43))}, ("aanslagregel", "R1"), NietToegestaan),
        ({"dagtekening": str(VANDAAG - timedelta(42))}, ("aanslagregel", "R1"), Bevestiging),
    ],
)
async def test_only_what_is_open_to_it_and_in_time(
    changes: dict[str, object], onderdeel: tuple[str, str], kind: type
) -> None:
    """The last day counts; a part of something else is told at its place."""
    own = kantoor(**changes)
    assert isinstance(await own.bezwaar(onderdeel), kind)
    assert len(own.aanvragen.bezwaren) == (kind is Bevestiging)


async def test_a_second_arrangement_is_seen() -> None:
    """With another key: it was granted already, and stays as it is."""
    own = kantoor()
    assert isinstance(await own.regel(4), Bevestiging)
    assert isinstance(await own.regel(5, sleutel="sleutel-0002"), Afgerond)
    assert own.biljet.termijnen is not UNSET
    assert len(own.biljet.termijnen) == 4


@pytest.mark.isolation
async def test_another_persons_biljet_is_not_there() -> None:
    """By number or not: whose it is not, finds nothing and sends nothing."""
    own = kantoor()
    for asked in (
        own.betaal("100", subject=BRAM),
        own.regel(4, subject=BRAM),
        own.bezwaar(("aanslagregel", "R1"), subject=BRAM),
    ):
        assert isinstance(await asked, NietGevonden)
    assert own.bron.changes() == []


async def test_a_business_is_not_known_here() -> None:
    """The system knows persons only: that is another answer than nothing."""
    from gateway.domain.persoon import Betrouwbaarheidsniveau, Kvk, Subject

    bedrijf = Subject("demo", Betrouwbaarheidsniveau.HOOG, kvk=Kvk("99001001")).with_keys(SECRET)
    assert isinstance(await kantoor().betaal("100", subject=bedrijf), NietOndersteund)
