"""The taken of the stories, in the order they were given out."""

from __future__ import annotations

from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import Taak
from sandbox.openvtb.seed_taken_inwoner import taken_inwoner
from sandbox.openvtb.taakmaker import Maker, aanslag, aanslag_rekening, formulier
from sandbox.openvtb.verwijzingen import kvk_urn, persoon_urn, vestiging_urn


def taken(gemeente: str, kalender: Kalender) -> list[Taak]:
    """All taken in the Open VTB of a gemeente."""
    maker = Maker(gemeente, kalender)
    return [*_others(maker), *taken_inwoner(maker), *_businesses(maker)] if gemeente == "9901" else _duindorp(maker)


def _others(maker: Maker) -> list[Taak]:
    taak, zaak = maker.taak, maker.zaak
    return [
        taak(
            "fatima-huurcontract",
            "Stuur een kopie van uw huurcontract",
            persoon_urn("fatima"),
            "urltaak",
            {**maker.link("huurcontract"), "ontvangenGegevens": {"bestand": "huurcontract.pdf"}},
            (-50, -36),
            status="verwerkt",
            perspectief="informatie_geven",
            over=zaak("fatima-urgentie"),
        ),
        taak(
            "miriam-aanslag",
            "Betaal uw gemeentelijke belastingen",
            persoon_urn("bijstand"),
            "betaaltaak",
            aanslag_rekening("bijstand"),
            (-40, 9),
            perspectief="betalen",
            over=aanslag("bijstand"),
        ),
        taak(
            "miriam-inkomsten",
            "Geef uw inkomsten van deze maand door",
            persoon_urn("bijstand"),
            "formuliertaak",
            formulier(("inkomsten", "number", "Inkomsten in euro's")),
            (-4, 6),
            perspectief="informatie_geven",
            over=zaak("miriam-bijstand"),
        ),
        taak(
            "daan-pasfoto",
            "Upload een pasfoto van uw kind",
            persoon_urn("ouder"),
            "urltaak",
            maker.link("pasfoto"),
            (-5, 20),
            perspectief="informatie_geven",
            over=zaak("lotte-paspoort"),
        ),
        taak(
            "ahmed-sleutel",
            "Lever de sleutel van uw garagebox in",
            persoon_urn("verhuisd"),
            "urltaak",
            maker.link("garagebox"),
            (-15, 5),
            perspectief="reactie_ontvangen",
        ),
    ]


def _businesses(maker: Maker) -> list[Taak]:
    taak, zaak = maker.taak, maker.zaak
    return [
        taak(
            "korenaar-terras",
            "Lever een tekening van uw terras aan",
            kvk_urn("ondernemer"),
            "urltaak",
            maker.link("terras"),
            (-8, 13),
            perspectief="informatie_geven",
            over=zaak("korenaar-terras"),
        ),
        taak(
            "korenaar-leges",
            "Betaal de leges voor uw reclamebord",
            vestiging_urn("ondernemer", 0),
            "betaaltaak",
            maker.rekening("118.75", "Leges reclamebord"),
            (-11, 10),
            perspectief="betalen",
        ),
        taak(
            "yusuf-bus",
            "Geef het kenteken van uw bedrijfsbus door",
            kvk_urn("eenmanszaak"),
            "formuliertaak",
            formulier(("kenteken", "textfield", "Kenteken")),
            (-2, 19),
            perspectief="informatie_geven",
        ),
    ]


def _duindorp(maker: Maker) -> list[Taak]:
    return [
        maker.taak(
            "ahmed-hond",
            "Meld uw hond aan",
            persoon_urn("verhuisd"),
            "urltaak",
            maker.link("hond"),
            (-10, 11),
            perspectief="informatie_geven",
            over=maker.zaak("ahmed-adreswijziging"),
        ),
        maker.taak(
            "korenaar-duindorp-brand",
            "Lever het rapport over brandveiligheid aan",
            vestiging_urn("ondernemer", 2),
            "urltaak",
            maker.link("brandveiligheid"),
            (-6, 24),
            perspectief="informatie_geven",
        ),
        maker.taak(
            "tim-adres",
            "Bevestig uw adres als student",
            persoon_urn("student"),
            "formuliertaak",
            formulier(("adres", "textfield", "Adres")),
            (-90, -60),  # long past its end and still open: the system knows no expiry
            perspectief="informatie_geven",
        ),
    ]
