"""Which write belongs to which mutation of the schema."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.context import Needs
from gateway.domain.actie import Actiesoort
from gateway.domain.bericht import Bericht
from gateway.domain.fout import uitkomst_onbekend
from gateway.domain.ref import Ref
from gateway.plan.fanout.items import by_ref
from gateway.plan.fanout.request import Request, SourceAnswer
from gateway.plan.wijzigen.betalen import betaling_starten, betalingsregeling_aanvragen, bezwaar_maken
from gateway.plan.wijzigen.contact import contactgegevens_wijzigen, vraag_stellen
from gateway.plan.wijzigen.indienen import verzoek_indienen
from gateway.plan.wijzigen.producten import product_actie
from gateway.plan.wijzigen.uitvoeren import ingediend, mutatie, over_item


async def _bericht(request: Request, live: LiveBron, bevestiging: Bevestiging, needs: Needs) -> object:
    """The message as the bron has it now."""
    assert bevestiging.item is not None
    found = await by_ref(request, Ref(*bevestiging.item), needs)
    return found if isinstance(found, Bericht) else uitkomst_onbekend(live.bron)


MUTATIES: Mapping[str, SourceAnswer] = {
    "taakAfronden": over_item("taak_afronden", "taak_id", ("taak",), ingediend),
    "berichtMarkeren": over_item("bericht_markeren", "bericht_id", ("bericht",), _bericht),
    "betalingStarten": mutatie(betaling_starten),
    "betalingsregelingAanvragen": mutatie(betalingsregeling_aanvragen),
    "bezwaarMaken": mutatie(bezwaar_maken),
    "verzoekIndienen": mutatie(verzoek_indienen),
    "productVerlengen": mutatie(product_actie("product_verlengen", Actiesoort.VERLENGEN)),
    "productWijzigen": mutatie(product_actie("product_wijzigen", Actiesoort.WIJZIGEN)),
    "productOpzeggen": mutatie(product_actie("product_opzeggen", Actiesoort.OPZEGGEN)),
    "vraagStellen": mutatie(vraag_stellen),
    "contactgegevensWijzigen": mutatie(contactgegevens_wijzigen),
}
