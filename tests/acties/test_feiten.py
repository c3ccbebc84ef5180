"""Facts are what the views say, typed; the page about rules has each of them, and the example on it works."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gateway.acties import laad, testen
from gateway.acties.feit import Feitsoort, Waarde
from gateway.acties.feiten import ITEMTYPEN
from gateway.acties.openstaand import kijk
from gateway.acties.voorwaarde import context
from gateway.domain.datum import Datumduiding, termijn
from gateway.domain.status import Taaksoort, Taakstatus
from tests.acties import tabellen
from tests.acties.wereld import (
    VANDAAG,
    aanslag,
    bericht,
    besluit,
    betaling,
    herkomst,
    product,
    schrijf,
    taak,
    vergunning,
    zaak,
)

_PYTHON = {
    Feitsoort.JA_NEE: bool, Feitsoort.GETAL: int, Feitsoort.DAGEN: int, Feitsoort.DATUM: str, Feitsoort.BEDRAG: float,
    Feitsoort.KEUZE: str, Feitsoort.TEKST: str, Feitsoort.LIJST: list, Feitsoort.KAART: dict,
}  # fmt: skip
SOON = VANDAAG + timedelta(5)
ITEMS = [
    taak(Taaksoort.BETALING, betaling=betaling(delen=2), deadline=termijn(SOON, Datumduiding.GEPLAND)),
    taak(Taaksoort.LINK, titel=""),
    vergunning(einddatum=SOON),
    vergunning(zone=None, zonecode="", kentekens=[]),
    aanslag(tot=SOON),
    aanslag(betaling=None, dagtekening=None),
    product("GPK", einddatum=SOON),
    product("GPK", producttype=None, kenmerken=[]),
    zaak(klaar_op=SOON),
    zaak(zaaktype=None, lopend=None),
    besluit(tot=SOON),
    besluit(),
    bericht(tot=SOON),
    bericht(gelezen=None, gepubliceerd_op=None),
]


def feiten_van(item: object) -> dict[str, Waarde]:
    """Every fact of an item, today."""
    blik = kijk(item, VANDAAG, None)  # type: ignore[type-var]  # any view, as a test wants it
    return {naam: feit.lees(blik) for naam, feit in ITEMTYPEN[type(item).__name__].feiten.items()}


def test_the_page_has_every_key_and_fact() -> None:
    """Nothing missing, nothing made up: writing the tables again changes nothing (python -m tests.acties.tabellen)."""
    page = tabellen.DOC.read_text("utf-8")

    assert set(re.findall(r"<!-- (\w+) -->", page)) == set(tabellen.tabellen())
    assert tabellen.pagina(page, tabellen.tabellen()) == page


def test_the_example_on_the_page_is_a_rule(tmp_path: Path) -> None:
    """What somebody copies from the page loads, and its examples come true."""
    example = re.findall(r"```toml\n(.*?)```", tabellen.DOC.read_text("utf-8"), re.DOTALL)[0]
    schrijf(tmp_path, example)

    assert testen.test_regels([tmp_path]) == []
    assert laad(tmp_path)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_every_fact_is_of_the_kind_it_says(item: object) -> None:
    """And only those that say so are ever empty; CEL takes them all."""
    found = feiten_van(item)
    context(found)

    for naam, feit in ITEMTYPEN[type(item).__name__].feiten.items():
        value = found[naam]
        assert feit.mag_leeg if value is None else type(value) is _PYTHON[feit.soort], naam
        assert value is None or not feit.keuzes or value in feit.keuzes


def test_days_are_counted_from_today() -> None:
    """0 is today, and the days and the date are empty together."""
    assert feiten_van(vergunning(einddatum=VANDAAG))["dagen_tot_einddatum"] == 0
    assert feiten_van(vergunning(einddatum=date(2026, 3, 13)))["dagen_tot_einddatum"] == -1
    assert feiten_van(zaak())["dagen_tot_uiterlijke_einddatum_afdoening"] is None
    assert feiten_van(zaak())["uiterlijke_einddatum_afdoening"] is None


def test_a_message_came_on_a_dutch_day() -> None:
    """Half past eleven in the evening in London is the next day here."""
    late = bericht(gepubliceerd_op=datetime(2026, 3, 13, 23, 30, tzinfo=UTC))

    assert feiten_van(late)["gepubliceerd"] == "2026-03-14"


def test_an_unknown_amount_is_empty_and_not_zero() -> None:
    """And it counts as open, for nobody said that it is not."""
    unknown, paid = feiten_van(aanslag(betaling=betaling(None))), feiten_van(aanslag(betaling=betaling("0.00")))

    assert (unknown["openstaand"], unknown["betaling_open"]) == (None, True)
    assert (paid["openstaand"], paid["betaling_open"]) == (0.0, False)


def test_a_closed_taak_has_nothing_to_pay() -> None:
    """A finished taak is never offered again, whatever its payment still says."""
    closed = feiten_van(taak(Taaksoort.BETALING, betaling=betaling(), status=Taakstatus.AFGEROND))

    assert (closed["betaling_open"], closed["openstaand"], closed["betaalstatus"]) == (False, None, None)


def test_stale_data_says_so() -> None:
    """One stale bron is enough."""
    fresh_and_stale = [*herkomst(), *herkomst(verouderd=True)]

    assert feiten_van(zaak(herkomst=fresh_and_stale))["verouderd"] is True
    assert feiten_van(zaak())["verouderd"] is False
