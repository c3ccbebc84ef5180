"""The producten of the stories, newest first as Open Product lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sandbox.openproduct.productmaker import Maker, eigenaar
from sandbox.openproduct.producttypen import Catalogus, nest
from sandbox.openproduct.rijen import Product
from sandbox.openproduct.seed_typen import catalogus


@dataclass(frozen=True)
class Inhoud:
    """The producten and the catalogue of one gemeente."""

    producten: list[Product]
    catalogus: Catalogus


def seed(gemeente: str, vandaag: date) -> Inhoud:
    """The part of the stories that plays in the Open Product of a gemeente; days count from `vandaag`."""
    found = catalogus(gemeente, vandaag)
    maker = Maker(gemeente, vandaag, {soort.code: nest(soort) for soort in found.typen.values()})
    made = _havenstad(maker) if gemeente == "9901" else _duindorp(maker)
    return Inhoud(made[::-1], found)


def _havenstad(maker: Maker) -> list[Product]:
    return [*_others(maker), *_businesses(maker), *_sanne(maker)]


def _sanne(maker: Maker) -> list[Product]:
    product = maker.product
    return [
        product(
            "sanne-evenement-vorig-jaar",
            "EVENEMENT",
            "Evenementenvergunning Kadefeest vorig jaar",
            [eigenaar("sanne-evenement-vorig-jaar", "inwoner")],
            (-400, -398),
            status="verlopen",
            prijs="85.50",
            frequentie="eenmalig",
            data={"locatie": "Kadeplein", "bezoekers": 180},
        ),
        product(
            "sanne-evenement",
            "EVENEMENT",
            "Evenementenvergunning Kadefeest",
            [eigenaar("sanne-evenement", "inwoner")],
            (-40, 45),
            prijs="89.00",
            frequentie="eenmalig",
            data={"locatie": "Kadeplein", "bezoekers": 250},
            zaak="sanne-evenement",
            taak="sanne-plattegrond",
        ),
        product(
            "sanne-gpk",
            "GPK",
            "Gehandicaptenparkeerkaart bestuurder",
            [eigenaar("sanne-gpk", "inwoner")],
            (-9, 1816),
            prijs="68.40",
            frequentie="eenmalig",
            data={"kaartnummer": "NL-0048201", "soort": "bestuurder"},
            zaak="sanne-gehandicaptenparkeerkaart",
        ),
        product(
            "sanne-wmo",
            "WMO",
            "Hulp bij het huishouden",
            [eigenaar("sanne-wmo", "inwoner")],
            (-210, None),
            data={"uren_per_week": 3.5, "aanbieder": "Thuiszorg Kade"},
        ),
        product(
            "sanne-opgeschort",
            "URGENTIE",
            "Urgentieverklaring",
            [eigenaar("sanne-opgeschort", "inwoner")],
            (-30, 335),
            status="opgeschort",  # a status that is not in the published list
        ),
        product(
            "sanne-niet-gepubliceerd",
            "GPK",
            "Kaart in behandeling",
            [eigenaar("sanne-niet-gepubliceerd", "inwoner")],
            (-2, 300),
            status="gereed",
            gepubliceerd=False,
        ),
        product(
            "sanne-intern",
            "INTERN",
            "Dossier dakkapel",
            [eigenaar("sanne-intern", "inwoner")],
            (-50, None),
        ),
    ]


def _others(maker: Maker) -> list[Product]:
    product = maker.product
    return [
        product(
            "fatima-urgentie",
            "URGENTIE",
            "Urgentieverklaring",
            [eigenaar("fatima-urgentie", "fatima")],
            (-21, 161),
            zaak="fatima-urgentie",
            taak="fatima-huurcontract",
        ),
        product(
            "truus-wmo",
            "WMO",
            "Hulp bij het huishouden",
            [eigenaar("truus-wmo", "gepensioneerd")],
            (-800, None),
            data={"uren_per_week": 4, "aanbieder": "Thuiszorg Kade"},
        ),
        product(
            "miriam-bijstand",
            "BIJSTAND",
            "Bijstandsuitkering",
            [eigenaar("miriam-bijstand", "bijstand")],
            (-30, None),
            zaak="miriam-bijstand",
        ),
        product(
            "ahmed-gpk",
            "GPK",
            "Gehandicaptenparkeerkaart passagier",
            [eigenaar("ahmed-gpk", "verhuisd")],
            (-700, 1125),
            data={"kaartnummer": "NL-0031177", "soort": "passagier"},
        ),
    ]


def _businesses(maker: Maker) -> list[Product]:
    product = maker.product
    return [
        product(
            "korenaar-terras-oud",
            "TERRAS",
            "Terrasvergunning Kadeplein",
            [eigenaar("korenaar-terras-oud", "ondernemer")],
            (-380, -15),
            status="verlopen",
            prijs="298.00",
            frequentie="jaarlijks",
            data={"oppervlakte": 24, "seizoen": "zomer"},
        ),
        product(
            "korenaar-terras",
            "TERRAS",
            "Terrasvergunning Marktstraat",
            [eigenaar("korenaar-terras", "ondernemer", vestiging=0)],
            (-90, 275),
            prijs="312.00",
            frequentie="jaarlijks",
            data={"oppervlakte": 18.5, "seizoen": "heel jaar"},
        ),
        product(
            "vereniging-evenement",
            "EVENEMENT",
            "Evenementenvergunning zomerconcert",
            [eigenaar("vereniging-evenement", "vereniging")],
            (-60, -58),
            status="verlopen",
            data={"locatie": "Muziekkoepel", "bezoekers": 120},
        ),
    ]


def _duindorp(maker: Maker) -> list[Product]:
    return [
        maker.product(
            "ahmed-wmo",
            "WMO",
            "Hulp bij het huishouden",
            [eigenaar("ahmed-wmo", "verhuisd")],
            (-8, 357),
            data={"uren_per_week": 2, "aanbieder": "Duinzorg"},
        ),
        maker.product(
            "korenaar-duindorp-terras",
            "TERRAS",
            "Terrasvergunning Zeestraat",
            [eigenaar("korenaar-duindorp-terras", "ondernemer", vestiging=2)],
            (-20, 345),
            prijs="275.00",
            frequentie="jaarlijks",
            data={"oppervlakte": 12, "seizoen": "zomer"},
        ),
        maker.product(
            "piet-scootmobiel",
            "WMO",
            "Scootmobiel in bruikleen",
            [eigenaar("piet-scootmobiel", "vader"), eigenaar("piet-scootmobiel", "mantelzorger")],
            (-10, None),
            data={"voorziening": "scootmobiel", "aanbieder": "Duinzorg"},
            zaak="piet-scootmobiel",
        ),
        maker.product(
            "tim-evenement",
            "EVENEMENT",
            "Evenementenvergunning introductieweek",
            [eigenaar("tim-evenement", "student")],
            (12, 16),
            status="gereed",
            prijs="89.00",
            frequentie="eenmalig",
            data={"locatie": "Havenpark", "bezoekers": 400},
        ),
    ]
