"""A document: what it is called and how large it is. Its bytes travel by another road."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Protocol

import strawberry
from strawberry import field

from gateway.domain.bron import Herkomst
from gateway.domain.declare import view
from gateway.domain.item import Node
from gateway.domain.ref import Ref
from gateway.domain.source import computed
from gateway.domain.waarden import Url


class Inhoud(Enum):
    """Where the bytes of a document are: at its own bron, at a sister of it, or nowhere that we can reach."""

    HIER = "HIER"
    ELDERS = "ELDERS"
    NERGENS = "NERGENS"


class Downloads(Protocol):
    """The part of a request that knows where files can be had."""

    def download_url(self, ref: Ref, inhoud: Inhoud) -> Url | None:
        """The address of the bytes of a document; None when there is none."""
        ...


@view
class Document(Node):
    """Een brief, formulier of foto in een dossier. Toon in Mijn Zaken, of als bijlage van een bericht."""

    titel: str = field(description="Hoe het document heet.")
    bestandsnaam: str | None = field(description="De naam waaronder het wordt bewaard.")
    bestandstype: str | None = field(description="Het mediatype, bijvoorbeeld `application/pdf`.")
    bestandsomvang: int | None = field(description="Hoeveel bytes het zijn.")
    soort: str | None = field(description="Wat voor stuk het is, in de woorden van de organisatie.")
    van_mij: bool | None = field(description="Hebt u het gestuurd? Anders kreeg u het. Leeg is onbekend.")
    datum: date | None = field(description="De dag waarop het werd opgesteld of binnenkwam.")
    taal: str | None = field(description="In welke taal het is geschreven.")
    herkomst: list[Herkomst] = field(description="In welke bron het staat.")
    inhoud: strawberry.Private[Inhoud]

    @computed
    def beschikbaar(self, context: Downloads) -> bool:
        """True als er op dit moment iets te downloaden is."""
        return context.download_url(self.ref, self.inhoud) is not None

    @computed
    def download_url(self, context: Downloads) -> Url | None:
        """Hier haalt u het bestand op met hetzelfde token. Leeg als dat niet kan."""
        return context.download_url(self.ref, self.inhoud)


def gelinkt_document(ref: Ref, titel: str, herkomst: list[Herkomst], inhoud: Inhoud) -> Document:
    """A document that the organisation sent, of which a bron tells nothing but that it is there."""
    return Document(
        ref=ref,
        titel=titel,
        bestandsnaam=None,
        bestandstype=None,
        bestandsomvang=None,
        soort=None,
        van_mij=False,
        datum=None,
        taal=None,
        herkomst=herkomst,
        inhoud=inhoud,
    )
