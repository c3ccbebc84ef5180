"""The objects of the stories, in the order they were made: taken of two versions, berichten, and what is neither."""

from __future__ import annotations

from datetime import date

from sandbox.objecten.objectmaker import Maker, identificatie
from sandbox.objecten.rijen import Object
from sandbox.openvtb.kalender import Kalender
from sandbox.verhalen.personen import PERSONEN
from sandbox.verhalen.vreemden import VREEMDEN


def seed(gemeente: str, vandaag: date) -> list[Object]:
    """The objects of Duindorp, the one gemeente that keeps them; days count from `vandaag`."""
    if gemeente != "9902":
        return []
    maker = Maker(Kalender(vandaag))
    return [*_version_1(maker), *_version_2(maker), *_berichten(maker), *_others(maker)]


def _version_1(maker: Maker) -> list[Object]:
    taak = maker.taak_v1
    return [
        taak("jan-rekening", "mantelzorger", "Geef uw rekeningnummer door", "verwerkt", (-139, -126),
             zaak="jan-mantelzorgwaardering", formulier=("portalid", "rekeningnummer")),
        taak("tim-inschrijving", "student", "Stuur uw bewijs van inschrijving", "ingediend", (-60, -46),
             zaak="tim-studietoeslag", formulier=("portalid", "inschrijving"), ingevuld={"naam": "Tim Smit"}),
        taak("ahmed-afvalpas", "verhuisd", "Kies waar u uw afvalpas ophaalt", "open", (-7, 14),
             zaak="ahmed-afvalpas", formulier=("portalid", "afvalpas"), ingevuld={"adres": "Duinweg 77"}),
        taak("jan-vragenlijst", "mantelzorger", "Vertel hoe het met u gaat", "open", (-3, 27),
             formulier=("externalurl", "https://formulieren.duindorp.example/mantelzorg")),
    ]  # fmt: skip


def _version_2(maker: Maker) -> list[Object]:
    taak, koppeling = maker.taak_v2, maker.koppeling
    return [
        taak("tim-keuze", "student", "Kies hoe wij u betalen", "afgerond", (-26, -12), "portaalformulier",
             koppeling=koppeling("zaak", "tim-studietoeslag"), portaalformulier=maker.formulier("betaalwijze")),
        taak("piet-afspraak", "vader", "Plan een afspraak voor de scootmobiel", "open", (-14, 7), "url",
             koppeling=koppeling("zaak", "piet-scootmobiel"), url={"uri": "https://afspraken.duindorp.example/piet"}),
        taak("jan-instructie", "mantelzorger", "Kijk de uitleg over de scootmobiel", "open", (-10, 20), "url",
             koppeling=koppeling("product", "piet-scootmobiel"), url={"uri": "https://duindorp.example/scootmobiel"}),
        taak("ahmed-leges", "verhuisd", "Betaal de leges voor uw bewonersvergunning", "open", (-6, 8), "ogonebetaling",
             koppeling=koppeling("zaak", "ahmed-parkeren-duindorp"),
             ogonebetaling={"bedrag": 42.5, "betaalkenmerk": "DUIN-2026-0077", "pspid": "duindorp"}),
        taak("ahmed-kenteken", "verhuisd", "Controleer uw kenteken", "open", (-6, 8), "portaalformulier",
             koppeling=koppeling("zaak", "ahmed-parkeren-duindorp", key="value"),  # as the schema spells it
             portaalformulier=maker.formulier("kenteken", kenteken="AY-771-D")),
        taak("ahmed-nieuw", "verhuisd", "Maak kennis met uw wijkteam", "in_behandeling", (-5, 30), "kennismaking"),
        taak("ahmed-oud", "verhuisd", "Bevestig uw verhuisdatum", "gesloten", (-13, -11), "portaalformulier",
             koppeling=koppeling("zaak", "ahmed-adreswijziging"), portaalformulier=maker.formulier("datum"), voorbij=-9),
        taak("korenaar-stroom", "ondernemer", "Geef op hoeveel stroom uw kraam nodig heeft", "open", (-12, 9),
             "portaalformulier", eigenaar=identificatie("vestigingsnummer", PERSONEN["ondernemer"].vestigingen[2]),
             koppeling=koppeling("zaak", "korenaar-standplaats"), portaalformulier=maker.formulier("stroom")),
        taak("korenaar-verzekering", "ondernemer", "Stuur uw verzekeringsbewijs", "open", (-12, 9), "url",
             eigenaar=identificatie("kvk", PERSONEN["ondernemer"].kvk or ""),
             koppeling=koppeling("zaak", "korenaar-standplaats"), url={"uri": "https://markt.duindorp.example/polis"}),
    ]  # fmt: skip


def _berichten(maker: Maker) -> list[Object]:
    bericht, zaak = maker.bericht, maker.zaak_urn
    return [
        bericht("jan-waardering", "mantelzorger", "Uw waardering is overgemaakt",
                "<p>Beste meneer Mulder,</p><p>Wij maakten de <b>mantelzorgwaardering</b> over.</p>", -124,
                geopend=True, zaak=zaak("jan-mantelzorgwaardering")),
        bericht("tim-besluit", "student", "U krijgt studietoeslag",
                "U krijgt elke maand studietoeslag.<script>alert(1)</script>", -25, zaak=zaak("tim-studietoeslag"),
                bijlagen=["tim-studietoeslag-besluit"]),
        bericht("ahmed-afval", "verhuisd", "Kies waar u uw afvalpas ophaalt", "Kies een plek voor uw afvalpas.", -7,
                einddag=14, zaak=zaak("ahmed-afvalpas")),
        bericht("ahmed-later", "verhuisd", "Besluit over uw vergunning", "Dit mag nog niet te zien zijn.", 4,
                zaak=zaak("ahmed-parkeren-duindorp")),
        bericht("ahmed-concept", "verhuisd", "Concept", "Dit heeft nog geen datum.", None),
    ]  # fmt: skip


def _others(maker: Maker) -> list[Object]:
    """Of people outside the cast, of a number of another kind with the digits of a BSN, and of a type we do not show."""
    digits = PERSONEN["verhuisd"].bsn or ""
    return [
        *(maker.taak_v2(f"vreemde-{number}", "", f"Taak {number}", "open", (-number, number), "kennismaking",
                        eigenaar=identificatie("bsn", vreemde.bsn or "")) for number, vreemde in enumerate(VREEMDEN[:4], 1)),
        maker.taak_v2("naamgenoot", "", "Taak van een stichting", "open", (-4, 4), "kennismaking",
                      eigenaar=identificatie("rsin", digits)),
        maker.melding("ahmed-melding", "verhuisd", "Losse tegel op de Duinweg", -2),
    ]  # fmt: skip
