"""Ways in which Open Zaak can misbehave on request, beyond its ordinary traps."""

from __future__ import annotations

from collections.abc import Mapping

FILTER_GENEGEERD = "filter_genegeerd"
VREEMD_ADRES = "vreemd_adres"
KLEINE_DELEN = "kleine_delen"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "Filters on rollen are not applied: lists of zaken and rollen hold everyone's rows.",
    VREEMD_ADRES: "As when called by another address than its own: every filter by the address of a zaak finds nothing.",
    KLEINE_DELEN: "A file is asked in parts of 1000 bytes.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""
