"""The lists: a dienst asked at all its bronnen, answered as one connection with a report per bron."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from gateway.bronnen.fetch import Outcome
from gateway.context import Needs
from gateway.domain.bericht import BerichtConnection
from gateway.domain.bron import Dienst
from gateway.domain.contactmoment import ContactmomentConnection
from gateway.domain.lijst import PageInfo
from gateway.domain.product import ProductConnection
from gateway.domain.taak import TaakConnection
from gateway.domain.verzoek import VerzoekConnection, VerzoektypeConnection
from gateway.domain.zaak import ZaakConnection
from gateway.errors import GatewayError
from gateway.plan.fanout import filters, order
from gateway.plan.fanout.merge import Keeps, Merger, Question
from gateway.plan.fanout.mogelijk import OVERAL, wil_voorstellen
from gateway.plan.fanout.order import Order
from gateway.plan.fanout.request import Request, SourceAnswer
from gateway.plan.fanout.voorstellen import ask_all, rapporten

Connection = (
    ZaakConnection | TaakConnection | BerichtConnection | ProductConnection | ContactmomentConnection
    | VerzoekConnection | VerzoektypeConnection
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list: its dienst, its connection type, its orders (the first is the default) and its filter.

    `wanted` names the argument that holds the filter. `source` is asked at each bron; empty for the list of the dienst.
    """

    dienst: Dienst
    connection: type[Connection]
    orders: Mapping[str, Order]
    keep: filters.Keep | None = None
    wanted: str = "filter"
    source: str = ""

    @property
    def scope(self) -> str:
        """What cursors of this list are bound to."""
        return self.source or self.dienst.value


@dataclass(frozen=True, slots=True)
class Below:
    """What hangs below one item: which item, and whether another belongs to it."""

    scope: str
    holds: Keeps


KINDS = {
    "zaken": ListKind(Dienst.ZAKEN, ZaakConnection, order.ZAKEN, filters.keep_zaak),
    "taken": ListKind(Dienst.TAKEN, TaakConnection, order.TAKEN, filters.keep_taak),
    "berichten": ListKind(Dienst.BERICHTEN, BerichtConnection, order.BERICHTEN, filters.keep_bericht),
    "producten": ListKind(Dienst.PRODUCTEN, ProductConnection, order.PRODUCTEN, filters.keep_product),
    "contactmomenten": ListKind(Dienst.CONTACTMOMENTEN, ContactmomentConnection, order.CONTACTMOMENTEN),
    "verzoeken": ListKind(Dienst.VERZOEKEN, VerzoekConnection, order.VERZOEKEN),
    "verzoektypen": ListKind(
        Dienst.VERZOEKEN, VerzoektypeConnection, order.VERZOEKTYPEN, filters.keep_verzoektype, "zoek", "verzoektypen"
    ),
}


def root_list(naam: str) -> SourceAnswer:
    """The answer of a root list: everything the person has of this dienst."""
    kind = KINDS[naam]

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        over = OVERAL if wil_voorstellen(args) else ()
        outcomes = await ask_all(request, kind.dienst, needs, kind.source, over=over)
        page = connection(request, kind, outcomes, args)
        if "id" in needs and not isinstance(page, GatewayError):
            request.ids_ahead(page.nodes)
        return [page] * len(parents)

    return answer


def connection(
    request: Request,
    kind: ListKind,
    outcomes: Sequence[Outcome],
    args: Mapping[str, object],
    *,
    below: Below | None = None,
) -> Connection | GatewayError:
    """A page of the outcomes as a connection; `below` narrows it to what hangs below one item."""
    question = _question(kind, args, below)
    try:
        page = Merger(request.ids, request.subject.id_sleutel).page(outcomes, question, _keeps(kind, question, below))
    except GatewayError as fault:
        return fault
    return kind.connection(
        nodes=page.nodes,  # type: ignore[arg-type]  # the bronnen of a dienst give views of its type
        aantal=page.aantal,
        volledig=page.volledig,
        bronnen=rapporten(outcomes, kind.dienst, request.acr),
        page_info=PageInfo(has_next_page=page.has_next, has_previous_page=page.has_previous, bladwijzer=page.bookmark),
    )


def _question(kind: ListKind, args: Mapping[str, object], below: Below | None) -> Question:
    chosen = args.get("order_by")
    name = chosen.value if isinstance(chosen, Enum) else next(iter(kind.orders))
    first, after = args.get("first"), args.get("after")
    return Question(
        f"{kind.scope}@{below.scope}" if below else kind.scope,
        first if isinstance(first, int) else 20,
        after if isinstance(after, str) else None,
        kind.orders[name],
        args.get(kind.wanted) or None,
    )


def _keeps(kind: ListKind, question: Question, below: Below | None) -> Keeps | None:
    keep, wanted = kind.keep, question.wanted
    if below is not None:
        return lambda item: below.holds(item) and (keep is None or not wanted or keep(item, wanted))
    return (lambda item: keep(item, wanted)) if keep is not None and wanted else None
