"""Tax assessments from the Pink API. It knows inwoners by BSN only; every biljet names its owner, and is checked."""

from __future__ import annotations

from connectors.belastingen import models
from connectors.belastingen.mapping import map_biljet
from gateway.bronnen.call import Call, Params
from gateway.bronnen.manifest import Manifest, Page, unique
from gateway.domain.bron import Dienst
from gateway.domain.product import Belastingaanslag
from gateway.errors import BronNotSupported

manifest = Manifest("belastingen", auth=("oauth2", "bearer"))
DEFAULT_JAREN = 3


@manifest.source("producten", Dienst.PRODUCTEN, versheid_s=300, verouderd_s=1_800, verwijst=())
async def producten(call: Call) -> Page[Belastingaanslag]:
    """The assessments of the last years (`jaren` in the settings of the bron, 3 by default), newest first."""
    if call.subject.bsn is None:
        raise BronNotSupported("knows no businesses")
    bsn = call.subject.bsn.waarde
    params: Params = {"bsn": bsn, "belastingjaar-vanaf": call.nu.year - _jaren(call)}
    answer = await call.require("GET", "/v1/aanslagen", models.Answer, params=params)
    rows = call.decode_rows(answer.result.instance.rows, models.Biljet)
    own = [row for row in rows if call.mine(row.belastingplichtige.burgerservicenummer, [bsn], _OWNER)]
    own.sort(key=lambda row: row.dagtekening, reverse=True)
    views = unique(map_biljet(row, call) for row in own)
    return Page(views, len(views))


def _jaren(call: Call) -> int:
    jaren = call.instellingen.get("jaren")
    return jaren if isinstance(jaren, int) and 0 < jaren <= 10 else DEFAULT_JAREN


_OWNER = "$.result.instance.rows[].belastingplichtige"
