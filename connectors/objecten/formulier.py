"""The forms of taken: an object only tells the name of its form, so the questions come from the settings of the bron."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.objecten.taakinhoud import Taakinhoud
from gateway.domain.status import Taaksoort
from gateway.domain.waarden import Json


def formulier(instellingen: Mapping[str, object], inhoud: Taakinhoud) -> Json | None:
    """The form of a taak as JSON Schema, from `formulieren` in the settings; None when it is not there."""
    known = instellingen.get("formulieren")
    if inhoud.soort is not Taaksoort.FORMULIER or not isinstance(known, dict) or inhoud.formulier is None:
        return None
    schema = known.get(inhoud.formulier)
    return Json(schema) if isinstance(schema, dict) else None
