"""The taken of the inwoner of the stories: every soort and status, one for later, one of a soort nobody published."""

from __future__ import annotations

from sandbox.openvtb.rijen import Taak
from sandbox.openvtb.taakmaker import Maker, aanslag, aanslag_rekening, formulier
from sandbox.openvtb.verwijzingen import persoon_urn


def taken_inwoner(maker: Maker) -> list[Taak]:
    """In the order they were given out."""
    sanne, taak, zaak = persoon_urn("inwoner"), maker.taak, maker.zaak
    return [
        taak(
            "sanne-leges-uittreksel",
            "Betaal de leges voor uw uittreksel",
            sanne,
            "betaaltaak",
            maker.rekening("16.60", "Uittreksel BRP"),
            (-160, -130),
            status="verwerkt",
            perspectief="betalen",
        ),
        taak(
            "sanne-plattegrond",
            "Lever een plattegrond van uw evenement aan",
            sanne,
            "urltaak",
            maker.link("plattegrond", evenement_naam="Kadefeest", aantalBezoekers=250),
            (-75, -45),
            status="uitgevoerd",
            perspectief="informatie_geven",
            over=zaak("sanne-evenement"),
        ),
        taak(
            "sanne-bouwtekening",
            "Vul uw bouwtekening aan",
            sanne,
            "urltaak",
            maker.link("bouwtekening"),
            (-60, -32),
            status="afgebroken",
            perspectief="informatie_geven",
            over=zaak("sanne-dakkapel"),
        ),
        taak(
            "sanne-offerte",
            "Lever een offerte aan voor de traplift",
            sanne,
            "urltaak",
            maker.link("offerte", zaaksoort="woningaanpassing", snake_case_key="blijft zo"),
            (-12, 9),
            perspectief="informatie_geven",
            toelichting="Zonder offerte kunnen wij nog niet beslissen.",
            over=zaak("sanne-woningaanpassing"),
        ),
        taak(
            "sanne-leges-dakkapel",
            "Betaal de leges voor uw dakkapel",
            sanne,
            "betaaltaak",
            maker.rekening("245.00", "Leges omgevingsvergunning"),
            (-20, 3),
            perspectief="betalen",
            over=zaak("sanne-dakkapel"),
        ),
        taak(
            "sanne-inkomen",
            "Vul uw inkomen aan",
            sanne,
            "formuliertaak",
            formulier(
                ("inkomen_partner", "textfield", "Inkomen partner"),
                ("datumIngang", "date", "Ingangsdatum"),
                ("bewijs", "file", "Bewijsstuk"),
                inkomen_partner="1200",
            ),
            (-6, 15),
            perspectief="informatie_geven",
            over=zaak("sanne-bijzondere-bijstand"),
        ),
        taak(
            "sanne-aanslag",
            "Betaal uw gemeentelijke belastingen",
            sanne,
            "betaaltaak",
            aanslag_rekening("inwoner"),
            (-24, 68),
            perspectief="betalen",
            over=aanslag("inwoner"),
            toelichting="U kunt ook in termijnen betalen.",
        ),
        taak(
            "sanne-afspraak",
            "Maak een afspraak met de Wmo-adviseur",
            sanne,
            "afspraaktaak",  # a soort that is not in the published list
            {"afspraakLink": "https://afspraken.havenstad.example/wmo"},
            (-3, 18),
            perspectief="uitnodiging_voor_afspraak",
            over=zaak("sanne-woningaanpassing"),
        ),
        taak(
            "sanne-getuigen",
            "Geef uw getuigen op",
            sanne,
            "formuliertaak",
            formulier(("getuige_1", "textfield", "Eerste getuige"), ("getuige_2", "textfield", "Tweede getuige")),
            (-2, 12),
            status="aangehouden",  # a status that is not in the published list
            perspectief="reactie_ontvangen",
            over=zaak("sanne-huwelijk"),
        ),
        taak(
            "sanne-evaluatie",
            "Vertel hoe uw evenement is gegaan",
            sanne,
            "urltaak",
            maker.link("evaluatie"),
            (30, 60),
            perspectief="informatie_geven",
            over=zaak("sanne-evenement"),
        ),
    ]
