"""The zaken of the businesses of the stories, in every shape in which registers name a business."""

from __future__ import annotations

from sandbox.verhalen.zaken import Beslissing, Zaakverhaal, aanvraag, bedrijf, brief, iemand


def havenstad() -> list[Zaakverhaal]:
    """Zaken of businesses in Havenstad."""
    return [
        Zaakverhaal(
            "korenaar-exploitatie", "HORECA", "Lunchroom in de bakkerij", (bedrijf("ondernemer", "kvk"),), -130,
            (-130, -120, None, -86, -84), "Verleend",
            eigenschappen={"zaak_naam": "De Korenaar"}, stukken=(brief("korenaar-exploitatie", -86),),
            besluit=Beslissing("U mag een lunchroom uitbaten.", -86, -84),
        ),
        Zaakverhaal(
            "korenaar-terras", "TERRAS", "Terras aan de Marktstraat", (bedrijf("ondernemer", "nnp_vestiging"),), -10,
            (-10, -9, -8),
            eigenschappen={"oppervlakte": "18.5"}, stukken=(aanvraag("korenaar-terras", -10),),
        ),
        Zaakverhaal(
            "korenaar-reclame", "RECLAME", "Reclamebord aan de gevel", (bedrijf("ondernemer", "vestiging", 1),), -12,
            (-12, -11),
        ),
        Zaakverhaal(
            "korenaar-subsidie", "SUBSIDIE", "Subsidie verduurzaming oven", (bedrijf("ondernemer", "rsin"),), -50,
            (-50, -42), eigenschappen={"bedrag": "7500.00"},
        ),
        Zaakverhaal(
            "korenaar-oud", "HORECA", "Melding nieuwe eigenaar", (bedrijf("ondernemer", "kvk_als_rsin"),), -900,
            (-900, -890, None, -870, -869), "Verleend",
        ),
        Zaakverhaal(
            "yusuf-ontheffing", "ONTHEFFING", "Met de bus de binnenstad in", (bedrijf("eenmanszaak", "vestiging"),), -6,
            (-6, -4), eigenschappen={"kenteken": "V-771-YD"},
        ),
        Zaakverhaal(
            "yusuf-melding", "MELDING", "Verstopte put", (iemand("eenmanszaak"),), -17, (-17, -16, -13), "Afgehandeld",
            eigenschappen={"locatie": "Smidsgang 30"},
        ),
        Zaakverhaal(
            "vereniging-sportsubsidie", "SUBSIDIE", "Subsidie jeugdzeilen", (bedrijf("vereniging", "rsin"),), -95,
            (-95, -80, None, -27, -26), "Verleend",
            eigenschappen={"bedrag": "3200.00"}, stukken=(brief("vereniging-sportsubsidie", -27),),
            besluit=Beslissing("De subsidie is vastgesteld op 3200 euro.", -27, -27),
        ),
        Zaakverhaal(
            "vereniging-evenement", "EVENEMENT", "Zomerconcert op het water", (bedrijf("vereniging", "rsin"),), -120,
            (-120, -110, None, -70, -58), "Verleend",
            eigenschappen={"locatie": "Muziekkoepel", "bezoekers": "120"},
        ),
    ]  # fmt: skip


def duindorp() -> list[Zaakverhaal]:
    """Zaken of businesses in Duindorp."""
    return [
        Zaakverhaal(
            "korenaar-standplaats", "STANDPLAATS", "Kraam op de zaterdagmarkt",
            (bedrijf("ondernemer", "vestiging", 2),), -21, (-21, -14), eigenschappen={"dag": "zaterdag"},
        ),
    ]  # fmt: skip
