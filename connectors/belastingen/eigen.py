"""One biljet of the person, read afresh out of all theirs: the system knows no question for one alone."""

from __future__ import annotations

from connectors.belastingen import models
from gateway.bronnen.call import Call, Params
from gateway.errors import BronNotSupported

DEFAULT_JAREN = 3
_OWNER = "$.result.instance.rows[].belastingplichtige"


async def eigen_biljetten(call: Call) -> list[models.Biljet]:
    """The person's biljetten of the last years (`jaren` in the settings of the bron, 3 by default).

    Raises BronNotSupported for a business.
    """
    if call.subject.bsn is None:
        raise BronNotSupported("knows no businesses")
    bsn = call.subject.bsn.waarde
    params: Params = {"bsn": bsn, "belastingjaar-vanaf": call.nu.year - _jaren(call)}
    answer = await call.require("GET", "/v1/aanslagen", models.Answer, params=params)
    rows = call.decode_rows(answer.result.instance.rows, models.Biljet)
    return [row for row in rows if call.mine(row.belastingplichtige.burgerservicenummer, [bsn], _OWNER)]


async def eigen_biljet(call: Call) -> models.Biljet | None:
    """The biljet of this call; None when it is not theirs."""
    rows = await eigen_biljetten(call)
    return next((row for row in rows if row.nummer == call.native), None)


def _jaren(call: Call) -> int:
    jaren = call.instellingen.get("jaren")
    return jaren if isinstance(jaren, int) and 0 < jaren <= 10 else DEFAULT_JAREN
