"""The schema of the gateway: all roots together, with every type that only an interface leads to."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from gateway.domain.actie import AlgemeneActie, BetaalActie, BetalingsregelingActie, BezwaarActie
from gateway.domain.declare import view
from gateway.domain.product import Belastingaanslag, GeneriekProduct, Parkeervergunning
from gateway.domain.regeling import RegelingActie
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    UploadUitvoering,
)
from gateway.domain.verzoek import VerzoekActie
from resolvers.berichten import BerichtenQuery
from resolvers.contactmomenten import ContactmomentenQuery
from resolvers.live import Subscription
from resolvers.mutaties.berichten import BerichtenMutation
from resolvers.mutaties.betalingen import BetalingenMutation
from resolvers.mutaties.contact import ContactMutation
from resolvers.mutaties.producten import ProductenMutation
from resolvers.mutaties.regelingen import RegelingenMutation
from resolvers.mutaties.taken import TakenMutation
from resolvers.mutaties.verzoeken import VerzoekenMutation
from resolvers.node import NodeQuery
from resolvers.persoon import PersoonQuery
from resolvers.producten import ProductenQuery
from resolvers.regelingen import RegelingenQuery
from resolvers.scalars import SCALARS
from resolvers.taken import TakenQuery
from resolvers.verzoeken import VerzoekenQuery
from resolvers.zaken import ZakenQuery

_BEHIND_INTERFACES = (
    AlgemeneActie, BetaalActie, BetalingsregelingActie, BezwaarActie, RegelingActie, VerzoekActie,
    Belastingaanslag, GeneriekProduct, Parkeervergunning,
    BetaalUitvoering, FormulierUitvoering, LinkUitvoering, OnbekendeUitvoering, UploadUitvoering,
)  # fmt: skip


@view
class Query(
    PersoonQuery, ZakenQuery, TakenQuery, BerichtenQuery, ProductenQuery, ContactmomentenQuery, VerzoekenQuery, RegelingenQuery,
    NodeQuery,
):  # fmt: skip
    """Alles wat u kunt vragen. Over wie het gaat staat in het token en nooit in de vraag."""


@view
class Mutation(
    TakenMutation, BerichtenMutation, BetalingenMutation, VerzoekenMutation, ProductenMutation, ContactMutation,
    RegelingenMutation,
):  # fmt: skip
    """Alles wat u kunt doen. Wij sturen het naar de bron en bewaren het zelf niet. Wat onder elkaar staat, gaat na elkaar."""


def beside_query() -> dict[str, Any]:  # Any: handed to Strawberry's own constructor
    """What a schema needs beside its Query: the types behind interfaces, and our scalars."""
    return {"types": _BEHIND_INTERFACES, "config": StrawberryConfig(scalar_map=SCALARS)}


def maak_schema() -> strawberry.Schema:
    """A new schema; the same text every time."""
    return strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription, **beside_query())


def print_sdl(schema: strawberry.Schema) -> str:
    """The schema as text (GraphQL September 2025, 3.3), ending in a newline."""
    return schema.as_str().rstrip() + "\n"
