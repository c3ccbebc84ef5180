"""The facts of each type of item that rules can look at: their names are the words of the schema, in snake_case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any  # a table of facts of different types has no narrower type

from gateway.acties.feit import Blik, Feit, Feitsoort, T, bedrag, dag, getal, grens, ja_nee, keuze, tekst
from gateway.acties.openstaand import bezwaaronderdelen, is_open
from gateway.acties.productfeiten import product_feiten
from gateway.domain.bericht import Bericht
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalstatus
from gateway.domain.bron import Dienst
from gateway.domain.datum import NEDERLAND, Termijn
from gateway.domain.item import Item
from gateway.domain.product import Belastingaanslag, GeneriekProduct, Parkeerdoelgroep, Parkeervergunning
from gateway.domain.status import Statusgroep, Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.zaak import Zaak


@dataclass(frozen=True, slots=True)
class Itemtype:
    """A type that rules can look at. `soort` names the fact that `kijkt_naar` can narrow it with, if there is one.

    `dienst`: the list where items of this type are found to propose something about; None where that makes no sense.
    """

    klasse: type
    feiten: Mapping[str, Feit[Any]]
    soort: str | None = None
    dienst: Dienst | None = None

    @property
    def naam(self) -> str:
        """The name in the schema."""
        return self.klasse.__name__

    def soort_van(self, naam: str) -> Feitsoort:
        """What kind of value a fact of this type is."""
        return self.feiten[naam].soort

    @property
    def heeft_betaling(self) -> bool:
        """Can an item of this type be something to pay?"""
        return "betaling_open" in self.feiten

    @property
    def heeft_bezwaar(self) -> bool:
        """Can an item of this type be objected to?"""
        return "bezwaartermijn" in self.feiten


def _item(_: type[T]) -> tuple[Feit[T], ...]:
    """What every item has."""
    return (
        tekst("titel", "Korte naam van het item.", lambda blik: blik.item.titel, mag_leeg=False),
        tekst("organisatie", "Naam van de organisatie.", lambda blik: blik.item.organisatie.naam, mag_leeg=False),
    )


def _verouderd(blik: Blik[T]) -> bool:
    return isinstance(blik.item, Item) and any(one.verouderd for one in blik.item.herkomst)


def _vers(_: type[T]) -> Feit[T]:
    return ja_nee("verouderd", "Verversen lukte zojuist niet: het kan intussen anders zijn.", _verouderd)


def _betaling(_: type[T]) -> tuple[Feit[T], ...]:
    """What is to be paid; `betaling_open` is the one answer to whether something is."""
    return (
        ja_nee("betaling_open", "Er staat iets open, of wij weten niet of dat zo is.", lambda blik: is_open(blik.betaling)),
        keuze(
            "betaalstatus", Betaalstatus, "Stand van de betaling.",
            lambda blik: blik.betaling.status if blik.betaling else None, mag_leeg=True,
        ),
        bedrag("bedrag", "Hoeveel het in totaal is.", lambda blik: blik.betaling.bedrag if blik.betaling else None),
        bedrag("openstaand", "Hoeveel er nog open is. Leeg is onbekend.", lambda blik: blik.openstaand),
        *grens("betaaltermijn", "Laatste dag om te betalen.", _betaaltermijn),
        ja_nee(
            "automatische_incasso", "Het wordt van de rekening gehaald.",
            lambda blik: blik.betaling.automatische_incasso if blik.betaling else None, mag_leeg=True,
        ),
        getal(
            "aantal_termijnen", "In hoeveel delen er wordt betaald; 0 of 1 is ineens.",
            lambda blik: len(blik.betaling.termijnen) if blik.betaling else 0,
        ),
    )  # fmt: skip


def _betaaltermijn(blik: Blik[T]) -> Termijn | None:
    return blik.betaling.deadline if blik.betaling is not None else None


def _bezwaar(_: type[T]) -> tuple[Feit[T], ...]:
    """What can be objected to in the assessment; of a taak only when we know which assessment it pays."""
    return (
        *grens("bezwaartermijn", "Laatste dag om bezwaar te maken.", _bezwaartermijn),
        getal(
            "aantal_onderdelen", "Hoeveel punten u kunt aankruisen in een bezwaar.",
            lambda blik: len(bezwaaronderdelen(blik.aanslag)),
        ),
        ja_nee(
            "aanslag_onbekend", "Wij konden niet nagaan welke aanslag erbij hoort.", lambda blik: blik.aanslag_onbekend
        ),
    )  # fmt: skip


def _bezwaartermijn(blik: Blik[T]) -> Termijn | None:
    return blik.aanslag.bezwaartermijn if blik.aanslag is not None else None


def _gepubliceerd(blik: Blik[Bericht]) -> date | None:
    moment = blik.item.gepubliceerd_op
    return moment.astimezone(NEDERLAND).date() if moment is not None else None


_TAAK: tuple[Feit[Taak], ...] = (
    *_item(Taak),
    _vers(Taak),
    keuze("soort", Taaksoort, "Wat de taak vraagt.", lambda blik: blik.item.soort),
    keuze("status", Taakstatus, "Of de taak nog wacht.", lambda blik: blik.item.status),
    keuze("verwerking", Verwerking, "Wat de organisatie met het antwoord doet.", lambda blik: blik.item.verwerking),
    tekst("soort_bronwaarde", "Hoe de bron de soort noemt.", lambda blik: blik.item.soort_bronwaarde),
    *dag("startdatum", "Dag waarop de taak kwam.", lambda blik: blik.item.startdatum),
    *grens("deadline", "Laatste dag voor de taak.", lambda blik: blik.item.deadline),
    *_betaling(Taak),
    *_bezwaar(Taak),
)

_PARKEERVERGUNNING: tuple[Feit[Parkeervergunning], ...] = (
    *_item(Parkeervergunning),
    _vers(Parkeervergunning),
    *product_feiten(Parkeervergunning),
    keuze("doelgroep", Parkeerdoelgroep, "Wie er mag parkeren.", lambda blik: blik.item.doelgroep),
    tekst("zone", "Het gebied, zoals op de borden.", lambda blik: blik.item.zone),
    tekst("zonecode", "Het gebied, zoals de controle het noemt.", lambda blik: blik.item.zonecode),
    Feit("kentekens", Feitsoort.LIJST, "De voertuigen.", lambda blik: blik.item.kentekens),
)

_BELASTINGAANSLAG: tuple[Feit[Belastingaanslag], ...] = (
    *_item(Belastingaanslag),
    _vers(Belastingaanslag),
    *product_feiten(Belastingaanslag),
    getal("belastingjaar", "Jaar van de belasting.", lambda blik: blik.item.belastingjaar, mag_leeg=True),
    *dag("dagtekening", "Dag op de aanslag.", lambda blik: blik.item.dagtekening),
    *_betaling(Belastingaanslag),
    *_bezwaar(Belastingaanslag),
)

_GENERIEK: tuple[Feit[GeneriekProduct], ...] = (
    *_item(GeneriekProduct),
    _vers(GeneriekProduct),
    *product_feiten(GeneriekProduct),
)

_ZAAK: tuple[Feit[Zaak], ...] = (
    *_item(Zaak),
    _vers(Zaak),
    tekst(
        "zaaktype",
        "Kenmerk van het zaaktype.",
        lambda blik: blik.item.zaaktype.identificatie if blik.item.zaaktype else None,
    ),
    tekst(
        "thema", "Onderwerp van het zaaktype.", lambda blik: blik.item.zaaktype.thema if blik.item.zaaktype else None
    ),
    keuze(
        "status",
        Statusgroep,
        "Hoe ver de zaak is.",
        lambda blik: blik.item.status.groep if blik.item.status else None,
        mag_leeg=True,
    ),
    ja_nee("lopend", "De organisatie is nog niet klaar.", lambda blik: blik.item.lopend, mag_leeg=True),
    ja_nee("heeft_uitstel", "De organisatie meldde uitstel.", lambda blik: blik.item.uitstel is not None),
    ja_nee("heeft_resultaat", "Er is een uitkomst.", lambda blik: blik.item.dossier.heeft_resultaat),
    *dag("startdatum", "Dag waarop de zaak begon.", lambda blik: blik.item.startdatum),
    *dag("einddatum", "Dag waarop de zaak werd gesloten.", lambda blik: blik.item.einddatum),
    *dag(
        "einddatum_gepland",
        "Dag waarop de organisatie denkt klaar te zijn.",
        lambda blik: blik.item.einddatum_gepland.datum if blik.item.einddatum_gepland else None,
    ),
    *dag(
        "uiterlijke_einddatum_afdoening",
        "Dag waarop zij klaar hoort te zijn.",
        lambda blik: (
            blik.item.uiterlijke_einddatum_afdoening.datum if blik.item.uiterlijke_einddatum_afdoening else None
        ),
    ),
)

_BESLUIT: tuple[Feit[Besluit], ...] = (
    *_item(Besluit),
    *dag("datum", "Dag van het besluit.", lambda blik: blik.item.datum),
    *dag("ingangsdatum", "Eerste dag waarop het geldt.", lambda blik: blik.item.ingangsdatum),
    *dag("vervaldatum", "Dag waarop het ophoudt te gelden.", lambda blik: blik.item.vervaldatum),
    *grens("bezwaartermijn", "Laatste dag om bezwaar te maken.", lambda blik: blik.item.bezwaartermijn),
)

_BERICHT: tuple[Feit[Bericht], ...] = (
    *_item(Bericht),
    _vers(Bericht),
    tekst("soort_bronwaarde", "Hoe de bron dit soort post noemt.", lambda blik: blik.item.soort_bronwaarde),
    ja_nee("gelezen", "Het is geopend.", lambda blik: blik.item.gelezen, mag_leeg=True),
    *dag("gepubliceerd", "Dag waarop het kwam.", _gepubliceerd),
    *grens("deadline", "Laatste dag om te reageren.", lambda blik: blik.item.deadline),
    getal("aantal_bijlagen", "Hoeveel bestanden erbij zitten.", lambda blik: blik.item.aantal_bijlagen),
)


def _type(klasse: type[T], feiten: tuple[Feit[T], ...], dienst: Dienst | None, soort: str | None = None) -> Itemtype:
    return Itemtype(klasse, {feit.naam: feit for feit in feiten}, soort, dienst)


ITEMTYPEN: Mapping[str, Itemtype] = {
    one.naam: one
    for one in (
        _type(Taak, _TAAK, None, "soort"),
        _type(Parkeervergunning, _PARKEERVERGUNNING, Dienst.PRODUCTEN, "doelgroep"),
        _type(Belastingaanslag, _BELASTINGAANSLAG, Dienst.PRODUCTEN),
        _type(GeneriekProduct, _GENERIEK, Dienst.PRODUCTEN, "producttype"),
        _type(Zaak, _ZAAK, Dienst.ZAKEN, "zaaktype"),
        _type(Besluit, _BESLUIT, None),
        _type(Bericht, _BERICHT, Dienst.BERICHTEN, "soort_bronwaarde"),
    )
}

VIA_AANSLAG = frozenset(feit.naam for feit in _bezwaar(Taak))
"""Facts of a taak that are known through the assessment it pays."""
