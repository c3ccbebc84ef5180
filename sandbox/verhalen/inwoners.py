"""The zaken of the other people of the stories, in Havenstad and in Duindorp."""

from __future__ import annotations

from sandbox.verhalen.zaken import Beslissing, Stuk, Zaakverhaal, aanvraag, brief, gemachtigde, iemand


def havenstad() -> list[Zaakverhaal]:
    """Zaken of residents, or former residents, of Havenstad."""
    return [
        Zaakverhaal(
            "fatima-urgentie", "URGENTIE", "Urgentieverklaring", (iemand("fatima"),), -58, (-58, -52, -50, -21, -20),
            "Verleend",
            toelichting="Begonnen als verzoek via het formulier op de website.",
            eigenschappen={"reden": "Ik moet mijn woning uit", "aantal_kinderen": "2"},
            stukken=(
                aanvraag("fatima-urgentie", -58),
                Stuk("fatima-urgentie-huurcontract", "Huurcontract", "Bijlage", -40, "in"),
                brief("fatima-urgentie", -21, "Besluit"),
            ),
            besluit=Beslissing("U krijgt voorrang bij het zoeken naar een woning.", -21, -21, 161, reageren=21),
        ),
        Zaakverhaal(
            "lotte-paspoort", "PASPOORT", "Paspoort voor een kind",
            (iemand("kind", machtiging="machtiginggever"), gemachtigde("ouder", "kind")), -7, (-7, -6),
            stukken=(aanvraag("lotte-paspoort", -7),),
        ),
        Zaakverhaal(
            "daan-schuurtje", "OMGEVING", "Schuur in de achtertuin", (iemand("ouder"),), -24, (-24, -17),
            eigenschappen={"adres": "Kuiperspad 8", "activiteit": "bouwen"},
        ),
        Zaakverhaal(
            "ahmed-uitschrijving", "VERHUIZING", "Vertrek naar Duindorp", (iemand("verhuisd"),), -14, (-14, -13, -12),
            "Afgehandeld", eigenschappen={"nieuw_adres": "Duinweg 77"},
        ),
        Zaakverhaal(
            "ahmed-parkeren-havenstad", "PARKEREN", "Bewonersvergunning opzeggen", (iemand("verhuisd"),), -13,
            (-13, -12, None, -10, -10), "Ingetrokken",
        ),
        Zaakverhaal(
            "miriam-bijstand", "BIJSTAND", "Bijstandsuitkering", (iemand("bijstand"),), -70, (-70, -62, -55, -33),
            eigenschappen={"leefsituatie": "alleenstaand"},
            stukken=(aanvraag("miriam-bijstand", -70), brief("miriam-bijstand", -33, "Besluit")),
            besluit=Beslissing("U krijgt een uitkering vanaf de eerste van de maand.", -33, -30),
        ),
        Zaakverhaal("miriam-minimaregeling", "MINIMA", "Stadspas", (iemand("bijstand"),), -9, (-9, -8)),
        Zaakverhaal(
            "anna-inschrijving", "INSCHRIJVING", "Inschrijving vanuit Polen", (iemand("eidas"),), -4, (-4, -3),
            eigenschappen={"land": "Polen"},
        ),
        Zaakverhaal(
            "truus-rijbewijs", "RIJBEWIJS", "Rijbewijs verlengen met keuring", (iemand("gepensioneerd"),), -60,
            (-60, -58, -45, -44), "Afgehandeld",
        ),
        Zaakverhaal("truus-traplift", "WMO", "Traplift", (iemand("gepensioneerd"),), -19, (-19, -11)),
    ]  # fmt: skip


def duindorp() -> list[Zaakverhaal]:
    """Zaken of residents of Duindorp."""
    return [
        Zaakverhaal(
            "ahmed-adreswijziging", "VERHUIZING", "Vestiging in Duindorp", (iemand("verhuisd"),), -14, (-14, -13, -11),
            "Afgehandeld", eigenschappen={"nieuw_adres": "Duinweg 77"},
        ),
        Zaakverhaal("ahmed-parkeren-duindorp", "PARKEREN", "Bewonersvergunning", (iemand("verhuisd"),), -9, (-9, -7)),
        Zaakverhaal("ahmed-afvalpas", "AFVAL", "Afvalpas", (iemand("verhuisd"),), -8, (-8,)),
        Zaakverhaal(
            "jan-mantelzorgwaardering", "MANTELZORG", "Mantelzorgwaardering", (iemand("mantelzorger"),), -140,
            (-140, -133, None, -125, -124), "Verleend",
        ),
        Zaakverhaal(
            "piet-scootmobiel", "WMO", "Scootmobiel",
            (iemand("vader", machtiging="machtiginggever"), gemachtigde("mantelzorger", "vader")), -47,
            (-47, -41, None, -15),
            eigenschappen={"voorziening": "scootmobiel"},
            stukken=(aanvraag("piet-scootmobiel", -47), brief("piet-scootmobiel", -15)),
            besluit=Beslissing("U krijgt een scootmobiel in bruikleen.", -15, -10),
        ),
        Zaakverhaal(
            "tim-studietoeslag", "STUDIE", "Studietoeslag", (iemand("student"),), -66, (-66, -60, None, -26),
            stukken=(brief("tim-studietoeslag", -26),),
            besluit=Beslissing("U krijgt studietoeslag zolang u studeert.", -26, -20),
        ),
    ]  # fmt: skip
