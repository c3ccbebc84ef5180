"""Tax assessments from the Pink API. It knows inwoners by BSN only; every biljet names its owner, and is checked."""

from __future__ import annotations

from connectors.belastingen.betalen import betaling_starten
from connectors.belastingen.eigen import eigen_biljetten
from connectors.belastingen.indienen import betalingsregeling_aanvragen, bezwaar_maken
from connectors.belastingen.mapping import map_biljet
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page, unique
from gateway.domain.bron import Dienst
from gateway.domain.product import Belastingaanslag

manifest = Manifest("belastingen", auth=("oauth2", "bearer"))


@manifest.source("producten", Dienst.PRODUCTEN, versheid_s=300, verouderd_s=1_800, verwijst=())
async def producten(call: Call) -> Page[Belastingaanslag]:
    """The assessments of the last years, newest first."""
    own = sorted(await eigen_biljetten(call), key=lambda row: row.dagtekening, reverse=True)
    views = unique(map_biljet(row, call) for row in own)
    return Page(views, len(views))


manifest.write("betaling_starten", Dienst.PRODUCTEN)(betaling_starten)
manifest.write("betalingsregeling_aanvragen", Dienst.PRODUCTEN)(betalingsregeling_aanvragen)
manifest.write("bezwaar_maken", Dienst.PRODUCTEN)(bezwaar_maken)
