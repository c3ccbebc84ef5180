"""The Berichtenbox part of the stories: the berichten that four organisations keep in their magazijnen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sandbox.mijnoverheid.rijen import Bericht, Bijlage, Magazijn
from sandbox.openvtb.kalender import Kalender
from sandbox.verhalen import gemeenten
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN

HAVENSTAD = Magazijn(gemeenten.HAVENSTAD.oin, f"Gemeente {gemeenten.HAVENSTAD.naam}")
DUINDORP = Magazijn(gemeenten.DUINDORP.oin, f"Gemeente {gemeenten.DUINDORP.naam}")
RIJKSDIENST = Magazijn("00000001999990090000", "Rijksdienst Toeslagen en Pensioen")
BSHD = Magazijn(gemeenten.BELASTINGEN.oin, gemeenten.BELASTINGEN.naam)
MAGAZIJNEN = (HAVENSTAD, DUINDORP, RIJKSDIENST, BSHD)


def seed(vandaag: date) -> tuple[tuple[Magazijn, ...], list[Bericht]]:
    """The magazijnen in the order they are asked, and all berichten in them."""
    maker = Maker(Kalender(vandaag))
    return MAGAZIJNEN, [*_sanne(maker), *_others(maker)]


@dataclass(frozen=True)
class Maker:
    """Makes berichten; days count from now."""

    kalender: Kalender

    def bericht(
        self,
        naam: str,
        sleutel: str,
        magazijn: Magazijn,
        onderwerp: str,
        inhoud: str,
        dag: int,
        *,
        status: str = "ongelezen",
        map_: str = "inbox",
        bijlagen: tuple[str, ...] = (),
    ) -> Bericht:
        """A bericht; bijlagen are names of small PDF files."""
        return Bericht(
            uuid=uuid("bericht", naam),
            ontvanger=ontvanger(sleutel),
            magazijn=magazijn,
            onderwerp=onderwerp,
            inhoud=inhoud,
            publicatietijdstip=self.kalender.moment(dag, 7, 45),
            status=status,
            map=map_,
            bijlagen=tuple(_pdf(naam, bijlage) for bijlage in bijlagen),
        )


def ontvanger(sleutel: str) -> str:
    """A person or business as the header X-Ontvanger names it."""
    persoon = PERSONEN[sleutel]
    if persoon.bsn:
        return f"BSN:{persoon.bsn}"
    return f"KVK:{persoon.kvk}" if persoon.kvk else f"RSIN:{persoon.rsin}"


def _pdf(naam: str, bestandsnaam: str) -> Bijlage:
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return Bijlage(uuid("bijlage", f"{naam}-{bestandsnaam}"), bestandsnaam, "application/pdf", body)


def _sanne(maker: Maker) -> list[Bericht]:
    bericht = maker.bericht
    return [
        bericht(
            "sanne-pensioen",
            "inwoner",
            RIJKSDIENST,
            "Uw jaaropgave staat klaar",
            "Uw jaaropgave van vorig jaar staat als bijlage bij dit bericht.",
            -180,
            status="gelezen",
            map_="archief",
            bijlagen=("jaaropgave.pdf",),
        ),
        bericht(
            "sanne-aanslag",
            "inwoner",
            BSHD,
            "Uw aanslag gemeentelijke belastingen",
            "Het totaal van uw aanslag is 812,45 euro. U kunt in drie termijnen betalen.",
            -24,
            status="gelezen",
            bijlagen=("aanslag.pdf", "toelichting.pdf"),
        ),
        # The same bericht as in Open VTB of Havenstad, which sent it to the Berichtenbox as well.
        bericht(
            "sanne-verlenging-dakkapel",
            "inwoner",
            HAVENSTAD,
            "Wij hebben meer tijd nodig",
            "Wij hebben 6 weken extra nodig om te beslissen over uw dakkapel.",
            -14,
        ),
        bericht(
            "sanne-toeslag",
            "inwoner",
            RIJKSDIENST,
            "Controleer uw gegevens voor de toeslag",
            "Klopt uw inkomen nog? Pas het aan als er iets is veranderd.",
            -7,
        ),
        bericht(
            "sanne-herinnering",
            "inwoner",
            BSHD,
            "De tweede termijn vervalt binnenkort",
            "Betaal de tweede termijn van 270,82 euro op tijd.",
            -2,
        ),
    ]


def _others(maker: Maker) -> list[Bericht]:
    bericht = maker.bericht
    return [
        bericht(
            "ahmed-verhuizing",
            "verhuisd",
            DUINDORP,
            "Uw verhuizing is verwerkt",
            "U staat nu bij ons ingeschreven.",
            -11,
        ),
        bericht(
            "ahmed-uitschrijving",
            "verhuisd",
            HAVENSTAD,
            "U bent uitgeschreven",
            "U woont niet meer in Havenstad.",
            -12,
            status="gelezen",
        ),
        bericht(
            "miriam-aanslag",
            "bijstand",
            BSHD,
            "Uw aanslag gemeentelijke belastingen",
            "Het totaal van uw aanslag is 318,40 euro.",
            -40,
        ),
        bericht(
            "truus-aow",
            "gepensioneerd",
            RIJKSDIENST,
            "Uw pensioen gaat omhoog",
            "U krijgt vanaf volgende maand meer pensioen.",
            -15,
        ),
        bericht(
            "korenaar-kvk",
            "ondernemer",
            HAVENSTAD,
            "Uw aanvraag voor een terras",
            "Wij hebben uw aanvraag ontvangen.",
            -9,
        ),
        bericht(
            "vereniging-anbi",
            "vereniging",
            RIJKSDIENST,
            "Uw status als goed doel",
            "Uw vereniging houdt haar status.",
            -70,
        ),
    ]
