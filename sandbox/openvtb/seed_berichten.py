"""The berichten of the stories, in the order they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.openvtb.berichten import bericht_urn
from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import Bericht, Bijlage, Urn
from sandbox.openvtb.verwijzingen import document_urn, kvk_urn, persoon_urn, zaak_urns
from sandbox.verhalen.namen import uuid


@dataclass(frozen=True)
class Maker:
    """Makes the berichten of one gemeente."""

    gemeente: str
    kalender: Kalender

    def bericht(
        self,
        naam: str,
        onderwerp: str,
        tekst: str,
        aan: str,
        gepubliceerd: int | None,
        *,
        geopend: int | None = None,
        perspectief: str = "",
        einddag: int | None = None,
        berichtenbox: str = "",
        over: Sequence[Urn] = (),
        bijlagen: Sequence[tuple[str, str]] = (),
    ) -> Bericht:
        """A bericht to the URN `aan`; `berichtenbox` is its type in the Berichtenbox, bijlagen are (naam, titel)."""
        moment = self.kalender.moment
        return Bericht(
            uuid=uuid("bericht", naam),
            urn=bericht_urn(uuid("bericht", naam)),
            onderwerp=onderwerp,
            bericht_tekst=tekst,
            publicatiedatum=None if gepubliceerd is None else moment(gepubliceerd),
            referentie=f"REF-{uuid('bericht', naam)[:8].upper()}",
            ontvanger=aan,
            geopend_op=None if geopend is None else moment(geopend, 18, 30),
            bericht_type=berichtenbox,
            is_gerelateerd_aan=list(over),
            handelings_perspectief=perspectief,
            einddatum_handelings_termijn=None if einddag is None else moment(einddag, 22, 59),
            mijn_overheid_berichtenbox=bool(berichtenbox),
            bijlagen=[Bijlage(document_urn(self.gemeente, doc), titel, True) for doc, titel in bijlagen],
        )

    def zaak(self, naam: str) -> list[Urn]:
        """Both URNs of a zaak of this gemeente."""
        return zaak_urns(self.gemeente, naam)


def berichten(gemeente: str, kalender: Kalender) -> list[Bericht]:
    """All berichten in the Open VTB of a gemeente."""
    maker = Maker(gemeente, kalender)
    return [*_others(maker), *_sanne(maker)] if gemeente == "9901" else _duindorp(maker)


def _sanne(maker: Maker) -> list[Bericht]:
    sanne, bericht, zaak = persoon_urn("inwoner"), maker.bericht, maker.zaak
    return [
        bericht(
            "sanne-ontvangst-evenement",
            "Wij hebben uw aanvraag ontvangen",
            "Beste mevrouw De Vries,\n\nWij hebben uw aanvraag voor het **Kadefeest** ontvangen.",
            sanne,
            -95,
            geopend=-94,
            over=zaak("sanne-evenement"),
        ),
        bericht(
            "sanne-besluit-evenement",
            "Uw vergunning voor het evenement is verleend",
            "U mag het Kadefeest houden. [Bekijk de zaak](https://mijn.havenstad.example/)",
            sanne,
            -40,
            geopend=-38,
            over=zaak("sanne-evenement"),
            bijlagen=[("sanne-evenement-besluit", "Besluitbrief")],
        ),
        bericht(
            "sanne-ontvangst-dakkapel",
            "Wij hebben uw aanvraag ontvangen",
            "Wij hebben uw aanvraag voor een dakkapel ontvangen. U krijgt binnen 8 weken antwoord.",
            sanne,
            -61,
            geopend=-61,
            over=zaak("sanne-dakkapel"),
        ),
        bericht(
            "sanne-verlenging-dakkapel",
            "Wij hebben meer tijd nodig",
            "Wij hebben 6 weken extra nodig om te beslissen over uw dakkapel.",
            sanne,
            -14,
            perspectief="informatie_krijgen",
            berichtenbox="OMGVERG1",
            over=zaak("sanne-dakkapel"),
        ),
        bericht(
            "sanne-offerte-nodig",
            "Wij hebben een offerte van u nodig",
            "Stuur ons een offerte voor de traplift. Dat kan tot de dag die hieronder staat.",
            sanne,
            -12,
            perspectief="informatie_geven",
            einddag=9,
            over=zaak("sanne-woningaanpassing"),
        ),
        bericht(
            "sanne-kaart",
            "Uw gehandicaptenparkeerkaart ligt klaar",
            "Haal uw kaart op bij de balie. Neem uw identiteitsbewijs mee.\r\nDe balie is open van 9 tot 17 uur.",
            sanne,
            -9,
            geopend=-8,
            bijlagen=[("sanne-kaart-brief", "Brief"), ("sanne-kaart-voorwaarden", "Voorwaarden")],
        ),
        bericht(
            "sanne-markdown",
            "Nieuwsbrief <b>Kadekwartier</b>",
            "<script>alert(1)</script> Lees [meer](javascript:alert(1)) over de werkzaamheden.",
            sanne,
            -5,
        ),
        bericht(
            "sanne-vergunning-loopt-af",
            "Uw parkeervergunning loopt bijna af",
            "Uw parkeervergunning loopt binnen een maand af. Verleng haar op tijd.",
            sanne,
            -1,
            perspectief="vernieuwing_nodig",
            einddag=19,
        ),
        bericht(
            "sanne-toekomst",
            "Besluit over uw woningaanpassing",
            "Dit bericht mag nog niet te zien zijn.",
            sanne,
            6,
            over=zaak("sanne-woningaanpassing"),
        ),
        bericht("sanne-concept", "Concept: uitnodiging", "Dit bericht heeft nog geen datum.", sanne, None),
    ]


def _others(maker: Maker) -> list[Bericht]:
    bericht, zaak = maker.bericht, maker.zaak
    return [
        bericht(
            "fatima-besluit",
            "U krijgt een urgentieverklaring",
            "Beste mevrouw El Amrani,\n\nU krijgt voorrang bij het zoeken naar een woning.",
            persoon_urn("fatima"),
            -21,
            over=zaak("fatima-urgentie"),
            bijlagen=[("fatima-urgentie-besluit", "Besluit")],
        ),
        bericht(
            "miriam-toekenning",
            "U krijgt bijstand",
            "Vanaf de eerste van de maand krijgt u een bijstandsuitkering.",
            persoon_urn("bijstand"),
            -33,
            geopend=-33,
            over=zaak("miriam-bijstand"),
            bijlagen=[("miriam-bijstand-besluit", "Besluit")],
        ),
        bericht(
            "daan-paspoort",
            "De aanvraag van het paspoort is begonnen",
            "Wij behandelen de aanvraag van een paspoort voor uw kind.",
            persoon_urn("ouder"),
            -6,
            over=zaak("lotte-paspoort"),
        ),
        bericht(
            "truus-pas",
            "Uw stadspas is verlengd",
            "U kunt uw stadspas een jaar langer gebruiken.",
            persoon_urn("gepensioneerd"),
            -44,
        ),
        bericht("anna-welkom", "Welkom in Havenstad", "Hier leest u hoe u zich inschrijft.", persoon_urn("eidas"), -3),
        bericht(
            "korenaar-terras",
            "Wij behandelen uw terrasvergunning",
            "U krijgt binnen 8 weken een besluit.",
            kvk_urn("ondernemer"),
            -9,
            over=zaak("korenaar-terras"),
        ),
        bericht(
            "vereniging-subsidie",
            "Uw subsidie is vastgesteld",
            "Het bedrag staat in de brief.",
            persoon_urn("vereniging"),
            -27,
        ),
    ]


def _duindorp(maker: Maker) -> list[Bericht]:
    return [
        maker.bericht(
            "ahmed-welkom-duindorp",
            "Welkom in Duindorp",
            "U staat nu bij ons ingeschreven.",
            persoon_urn("verhuisd"),
            -11,
            over=maker.zaak("ahmed-adreswijziging"),
        ),
        maker.bericht(
            "jan-scootmobiel",
            "De scootmobiel wordt gebracht",
            "Wij brengen de scootmobiel van uw vader maandag.",
            persoon_urn("mantelzorger"),
            -12,
            over=maker.zaak("piet-scootmobiel"),
        ),
    ]
