"""Ways in which the Berichtenbox can misbehave on request: what the federated system documents as its own failures."""

from __future__ import annotations

from collections.abc import Mapping

GEEN_SLOTEVENT = "geen_slotevent"
OPHALEN_FOUT = "ophalen_fout"
MAGAZIJN_TIMEOUT = "magazijn_timeout"
MAGAZIJN_FOUT = "magazijn_fout"
OPHALEN_BEZIG = "ophalen_bezig"
SESSIE_VERLOPEN = "sessie_verlopen"
ONTVANGER_GENEGEERD = "filter_genegeerd"

VARIANTEN: Mapping[str, str] = {
    GEEN_SLOTEVENT: "The stream of _ophalen ends without a final event; reading then gives 503 with Retry-After.",
    OPHALEN_FOUT: "The stream of _ophalen ends with `ophalen-fout`; reading then gives 503 with Retry-After.",
    MAGAZIJN_TIMEOUT: "The last magazijn answers TIMEOUT and its berichten are missing; the rest is complete.",
    MAGAZIJN_FOUT: "The last magazijn answers FOUT and its berichten are missing; the rest is complete.",
    OPHALEN_BEZIG: "Someone else's _ophalen never ends: _ophalen and reading both give 409.",
    SESSIE_VERLOPEN: "No session lasts: reading gives 409 even after a complete _ophalen.",
    ONTVANGER_GENEGEERD: "The ontvanger is not applied: _ophalen gathers everyone's berichten.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""
