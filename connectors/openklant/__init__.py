"""Contactmomenten from Open Klant. It knows applications, not citizens: every row must name the person who asks."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.openklant import models
from connectors.openklant.adressen import contactgegevens, contactgegevens_wijzigen
from connectors.openklant.eigen import EXPAND, KLANTCONTACTEN, alles
from connectors.openklant.identiteit import whose
from connectors.openklant.mapping import map_gesprekken
from connectors.openklant.onderwerp import Onderwerp
from connectors.openklant.vragen import vraag_stellen
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page, Whose
from gateway.domain.bron import Dienst
from gateway.domain.contactmoment import Contactmoment

manifest = Manifest("openklant", auth=("token",))


@manifest.source("contactmomenten", Dienst.CONTACTMOMENTEN, versheid_s=30)
async def contactmomenten(call: Call) -> Page[Contactmoment]:
    """All contacts of the person that are not confidential; an answer stands at its question."""
    found = await alles(call)
    views: dict[str, Contactmoment] = {}
    for one in found:
        for view in map_gesprekken(one.rows, call, one.naam.via, Onderwerp.of(call.instellingen)):
            views.setdefault(view.ref.native, view)
    return Page(list(views.values()), len(views), any(one.cut for one in found))


manifest.source("contactgegevens", Dienst.CONTACTMOMENTEN, calls=2, versheid_s=30)(contactgegevens)
manifest.write("vraag_stellen", Dienst.CONTACTMOMENTEN)(vraag_stellen)
manifest.write("contactgegevens_wijzigen", Dienst.CONTACTMOMENTEN)(contactgegevens_wijzigen)


async def owners(call: Call, told: Mapping[str, object]) -> Whose:
    """Everybody who took part in a contact. The number of a vestiging counts by itself here: it only wakes."""
    row = await call.read("GET", f"{KLANTCONTACTEN}/{call.native}", models.Klantcontact, params={"expand": EXPAND})
    return whose(row.identificatoren if row is not None else ())


manifest.event(
    "klantcontacten/klantcontact", soort="contactmoment", diensten=(Dienst.CONTACTMOMENTEN,), owners=owners
)  # fmt: skip
manifest.event("klantcontacten/klantcontact/destroy", soort="contactmoment", gone=True)
