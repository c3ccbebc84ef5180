"""A customer as an employee sees them for one purpose: the same fields as the customer has, as far as the purpose goes."""

from __future__ import annotations

from strawberry import field

from gateway.domain.bron import Dienst
from gateway.domain.declare import view
from gateway.domain.klant import Klant, Klantsoort
from gateway.domain.klantbeeld import Doel
from gateway.domain.persoon import Subject
from gateway.domain.source import computed
from gateway.domain.tellers import Tellers
from resolvers.berichten import BerichtenQuery
from resolvers.contactmomenten import ContactmomentenQuery
from resolvers.producten import ProductenQuery
from resolvers.taken import TakenQuery
from resolvers.verzoeken import VerzoekenQuery
from resolvers.zaken import ZakenQuery


@view
class Klantbeeld(
    Klant, ZakenQuery, TakenQuery, BerichtenQuery, ProductenQuery, ContactmomentenQuery, VerzoekenQuery
):  # fmt: skip
    """Wat de klant zelf ook ziet, zover het doel het toelaat. De velden heten hetzelfde als in het schema voor klanten."""

    doel: Doel = field(description="Het doel dat nu geldt.")
    inzage_nummer: str = field(description="Nummer van deze inzage, zoals het in het auditlog staat.")
    buiten_doel: list[Dienst] = field(description="Wat u door het doel niet ziet.")

    @computed
    def tellers(self, context: object) -> Tellers:
        """Getallen voor bovenaan het scherm."""
        return Tellers()


def klantbeeld(klant: Subject, doel: Doel, nummer: str) -> Klantbeeld:
    """The customer, before anything of them is asked."""
    is_business = klant.is_ondernemer
    return Klantbeeld(
        soort=Klantsoort.ONDERNEMER if is_business else Klantsoort.INWONER,
        inlognaam=None,
        kvk_nummer=klant.kvk.waarde if klant.kvk is not None else None,
        vestigingsnummer=None,
        doel=doel,
        inzage_nummer=nummer,
        buiten_doel=[dienst for dienst in Dienst if dienst not in doel.diensten],
    )
