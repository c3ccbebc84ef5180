"""What `expand` costs the server: it fetches what belongs to a row for each row anew, also when rows share it.

Measured on Open Zaak 1.30 with lists of 14 and 100 zaken: `status` takes 2.3 ms a zaak, `zaaktype` with
`status.statustype` about 25 ms, so that a list of 100 takes 2.3 to 3.2 s.
"""

from __future__ import annotations

from collections.abc import Iterable

MS_PER_RIJ = {
    "zaaktype": 14.5,
    "hoofdzaak": 12.0,
    "deelzaken": 12.0,
    "eigenschappen": 3.0,
    "eigenschappen.eigenschap": 6.0,
    "status": 2.3,
    "status.statustype": 7.9,
    "resultaat": 2.3,
    "resultaat.resultaattype": 7.9,
    "rollen": 4.0,
    "rollen.roltype": 7.9,
    "zaakinformatieobjecten": 3.5,
    "zaakobjecten": 1.0,
    "informatieobjecttype": 7.9,
}
"""Milliseconds of server time for each row, by path."""


def kosten(request_path: str, rows: int, expand: Iterable[str]) -> float:
    """Milliseconds that `expand` adds to an answer with so many rows; 0 for what cannot be expanded.

    A path below hoofdzaak or deelzaken costs what it costs for a zaak itself.
    """
    if not request_path.startswith(("/zaken/api/v1/zaken", "/documenten/api/v1/enkelvoudiginformatieobjecten")):
        return 0.0
    return rows * sum(MS_PER_RIJ.get(_eigen(path), 0.0) for path in set(expand))


def _eigen(path: str) -> str:
    head, _, rest = path.partition(".")
    return rest if rest and head in ("hoofdzaak", "deelzaken") else path
