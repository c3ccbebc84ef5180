"""The CloudEvents of Open VTB, as the real one sends them when ENABLE_CLOUD_EVENTS is on."""

from __future__ import annotations

from sandbox.notificaties.melding import Melding, cloudevent
from sandbox.openvtb.rijen import Bericht, Taak

TOLD = ("uitgevoerd", "verwerkt", "afgebroken")
"""The statussen of a taak that an event is sent about."""


def over_taak(taak: Taak, wat: str) -> list[Melding]:
    """The event about a taak; it tells not whose it is."""
    data = {
        "taakSoort": taak.taak_soort,
        "titel": taak.titel,
        "status": taak.status,
        "einddatumHandelingsTermijn": taak.einddatum_handelings_termijn,
    }
    return [cloudevent(f"nl.overheid.taken.externetaak-{wat}", taak.uuid, "open-vtb", data)]


def gewijzigd(before: str, taak: Taak) -> list[Melding]:
    """The event about a taak that was changed: only some statussen have one, and other fields none."""
    return over_taak(taak, taak.status) if taak.status != before and taak.status in TOLD else []


def over_bericht(bericht: Bericht) -> list[Melding]:
    """The event about a new bericht. It names the receiver by BSN, as the real one does."""
    data = {"onderwerp": bericht.onderwerp, "publicatiedatum": bericht.publicatiedatum, "ontvanger": bericht.ontvanger}
    return [cloudevent("nl.overheid.berichten.bericht-geregistreerd", bericht.uuid, "open-vtb", data)]
