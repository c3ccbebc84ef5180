"""Table [gateway.live]: how many may listen, and how they notice that the connection still works."""

from __future__ import annotations

from pydantic import Field

from gateway.config.vorm import Tabel


class LiveInstellingen(Tabel, strict=False):
    """Table [gateway.live]: subscriptions over SSE. The numbers hold for each worker."""

    verbindingen: int = Field(
        default=5_000, ge=0, description="Hoeveel verbindingen tegelijk mogen luisteren; 0: geen."
    )
    per_persoon: int = Field(default=5, ge=1, description="Hoeveel verbindingen één persoon tegelijk mag hebben.")
    hartslag_s: float = Field(
        default=15, ge=0.1, le=120, description="Tijd tussen twee levenstekens op een stille verbinding, in seconden."
    )
