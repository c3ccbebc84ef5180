"""Ways in which Open VTB can misbehave on request, beyond its ordinary traps."""

from __future__ import annotations

from collections.abc import Mapping

FILTER_GENEGEERD = "filter_genegeerd"
DUBBELE_RIJ = "dubbele_rij"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The filter on a person is not applied: every list holds everyone's rows.",
    DUBBELE_RIJ: "Every page after the first begins with the last row of the page before, and one row is missed.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""
