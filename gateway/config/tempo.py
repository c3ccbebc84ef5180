"""The settings of the tempo: table [gateway.tempo]. What is above it is refused with 429 and the time to wait."""

from __future__ import annotations

from pydantic import Field

from gateway.config.vorm import Tabel


class Tempo(Tabel, strict=False):
    """Table [gateway.tempo]: how much may be asked in a minute, over all workers that share a cache."""

    vragen_per_persoon: int = Field(
        default=600,
        ge=0,
        le=10_000_000,
        description="Hoeveel vragen één persoon per minuut mag stellen; 0: geen grens.",
    )
    punten_per_persoon: int = Field(
        default=100_000, ge=0, le=1_000_000_000,
        description="Hoeveel punten de vragen van één persoon per minuut mogen kosten, zie `grenzen.kosten`; 0: geen grens.",
    )  # fmt: skip
    vragen_per_portaal: int = Field(
        default=0,
        ge=0,
        le=10_000_000,
        description="Hoeveel vragen één portaal (`client_id`) per minuut mag stellen; 0: geen grens.",
    )
    vragen_per_netwerk: int = Field(
        default=0, ge=0, le=10_000_000,
        description="Hoeveel vragen er per minuut van één adres mogen komen, ook zonder inlog; 0: geen grens. "
        "Achter een proxy is dat haar adres: laat haar dan zelf tellen.",
    )  # fmt: skip
