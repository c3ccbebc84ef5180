"""All that one Open Klant holds when the sandbox starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sandbox.openklant.contactmaker import Maker, antwoord, zaak
from sandbox.openklant.rijen import DigitaalAdres, Klantcontact, Partij
from sandbox.openvtb.kalender import Kalender
from sandbox.verhalen.namen import uuid


@dataclass(frozen=True)
class Inhoud:
    """The contacts, newest number first, everybody they were with, and where those can be reached."""

    contacten: list[Klantcontact]
    partijen: list[Partij]
    adressen: list[DigitaalAdres]

    def betrokkenen_van(self, partij: Partij) -> list[str]:
        """The uuids of the roles a partij had in contacts."""
        return [one.uuid for row in self.contacten for one in row.betrokkenen if one.partij == partij]


def seed(gemeente: str, vandaag: date) -> Inhoud:
    """The contacts of the stories in Havenstad, the one gemeente that keeps them; days count from `vandaag`."""
    if gemeente != "9901":
        return Inhoud([], [], [])
    maker = Maker(Kalender(vandaag))
    made = [*_others(maker), *_businesses(maker), *_sanne(maker)]
    return Inhoud(made[::-1], list(maker.partijen.values())[::-1], _adressen(maker))


def _adressen(maker: Maker) -> list[DigitaalAdres]:
    sanne = maker.persoon("inwoner").uuid
    return [
        DigitaalAdres(uuid("digitaaladres", "sanne-telefoon"), sanne, "telefoonnummer", "0612345678"),
        DigitaalAdres(
            uuid("digitaaladres", "sanne-mail"), sanne, "email", "sanne@voorbeeld.nl", is_standaard=True,
            verificatie=maker.kalender.dag(-200),
        ),
    ]  # fmt: skip


def _sanne(maker: Maker) -> list[Klantcontact]:
    sanne, contact = maker.persoon("inwoner"), maker.contact
    return [
        contact(
            "sanne-evenement", sanne, -70, "balie", "Plattegrond van het Kadefeest",
            "Mevrouw vroeg waar de nooduitgangen op de plattegrond moeten staan.",
            reactie="U mag ze met de hand tekenen.", over=[zaak("sanne-evenement")], medewerker="Petra Duijn",
        ),
        contact(
            "sanne-dakkapel", sanne, -15, "contactformulier", "Hoe lang duurt mijn aanvraag nog?",
            "Ik wacht al zeven weken op antwoord over mijn dakkapel.", over=[zaak("sanne-dakkapel")],
        ),
        contact(
            "sanne-dakkapel-antwoord", sanne, -13, "email", "Antwoord op uw vraag",
            "Wij hebben zes weken langer nodig. U krijgt hier een brief over.", over=[antwoord("sanne-dakkapel")],
            medewerker="Mo Bakker", initiator=False,
        ),
        contact(
            "sanne-offerte", sanne, -11, "telefoon", "Welke offerte hebt u nodig?",
            "Mevrouw belde over de offerte voor de traplift.",
            reactie="Een offerte van één leverancier is genoeg.", over=[zaak("sanne-woningaanpassing")],
            taak="Terugbellen, mevrouw was boos.", medewerker="Petra Duijn",
        ),
        contact(
            "sanne-zorg", sanne, -10, "telefoon", "Melding over Havenkade 12", "Vertrouwelijk gesprek over de zorgmelding.",
            vertrouwelijk=True, over=[zaak("sanne-geheim")], medewerker="Petra Duijn",
        ),
        contact(
            "sanne-product", sanne, -7, "whatsapp", "Mag mijn broer ook op mijn kaart?", "Vraag over de kaart.",
            over=[maker.onderwerp("sanne-product", "product", "open-product", "uuid", "sanne-gpk")],
        ),
        contact("sanne-beeld", sanne, -4, "beeldbellen", "Gesprek over uw rijbewijs", "", genummerd=False),
        contact(
            "sanne-klacht", sanne, -3, "Portaal", "Mijn container is weer niet geleegd", "Dit is de derde keer.",
            over=[zaak("sanne-klacht")], genummerd=False,
        ),
    ]  # fmt: skip


def _others(maker: Maker) -> list[Klantcontact]:
    contact, persoon = maker.contact, maker.persoon
    # One person who is there twice, and a foundation whose RSIN has the digits of somebody's BSN.
    fatima, dubbel = persoon("fatima"), persoon("fatima", "dubbel")
    return [
        contact("stichting-zaal", maker.naamgenoot("inwoner"), -90, "brief", "Huur van de gymzaal", "Verzoek om huur."),
        contact(
            "fatima-urgentie", fatima, -40, "telefoon", "Welke papieren hebt u nodig?",
            "Mevrouw vroeg welke papieren nodig zijn.", reactie="Een kopie van het huurcontract.",
            over=[zaak("fatima-urgentie")], medewerker="Mo Bakker",
        ),
        contact("fatima-balie", dubbel, -22, "balie", "Sleutel ophalen", "", medewerker="Petra Duijn"),
        contact(
            "daan-paspoort", persoon("ouder"), -6, "balie", "Paspoort voor uw kind",
            "Beide ouders waren erbij.", ook=[persoon("kind"), None], over=[zaak("lotte-paspoort")],
        ),
        contact(
            "miriam-bijstand", persoon("bijstand"), -34, "e-mail", "Wanneer krijg ik bericht?", "Graag antwoord.",
            over=[zaak("miriam-bijstand")],
        ),
        contact("truus-traplift", persoon("gepensioneerd"), -18, "telefoon", "Traplift", "", over=[zaak("truus-traplift")]),
        contact(
            "ahmed-parkeren", persoon("verhuisd"), -12, "chat", "Mijn vergunning stopzetten", "Ik ben verhuisd.",
            reactie="Dat is geregeld.", over=[zaak("ahmed-parkeren-havenstad")],
        ),
        *(
            contact(f"vreemde-{number}", maker.vreemde(number), -3 * number, "telefoon", "Zwerfvuil in het park", "")
            for number in range(1, 6)
        ),
    ]  # fmt: skip


def _businesses(maker: Maker) -> list[Klantcontact]:
    contact = maker.contact
    return [
        contact(
            "korenaar-terras", maker.bedrijf("ondernemer"), -9, "email", "Tekening van het terras",
            "Mag de tekening op schaal 1 op 100?", reactie="Dat mag.", over=[zaak("korenaar-terras")],
        ),
        contact(
            "korenaar-subsidie", maker.rsin("ondernemer"), -44, "post", "Subsidie voor de oven", "Aanvullende stukken.",
            over=[zaak("korenaar-subsidie")],
        ),
        contact(
            "korenaar-reclame", maker.vestiging("ondernemer", 1), -11, "telefoon", "Reclamebord", "Hoe groot mag het zijn?",
            over=[zaak("korenaar-reclame")],
        ),
        contact("yusuf-put", maker.persoon("eenmanszaak"), -17, "telefoon", "Verstopte put", "", over=[zaak("yusuf-melding")]),
        contact(
            "yusuf-ontheffing", maker.vestiging("eenmanszaak", 0), -5, "website", "Ontheffing voor de bus", "",
            over=[zaak("yusuf-ontheffing")],
        ),
        contact("vereniging-concert", maker.rsin("vereniging"), -100, "balie", "Zomerconcert", "Hoe laat moet het stil zijn?"),
    ]  # fmt: skip
