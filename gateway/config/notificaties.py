"""Key `notificaties` of a bron: how it proves itself when it tells that something changed, and where we subscribe to that."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gateway.config.geheim import Geheim
from gateway.config.vorm import Basisadres, Linkadres, Tabel, Tekst, secret

LEAST_SECRET = 32


def _check_secret(text: str) -> str | None:
    return f"het geheim moet minstens {LEAST_SECRET} tekens lang zijn" if len(text) < LEAST_SECRET else None


class NrcConfig(Tabel):
    """Key `notificaties.nrc`: the Notificaties API that passes on what the bron tells."""

    url: Basisadres = Field(description="Adres van de Notificaties API, tot en met `/api/v1`.")
    client_id: Tekst = Field(description="Naam van deze gateway bij de Notificaties API.")
    geheim: Annotated[Geheim, AfterValidator(secret(_check_secret))] = Field(
        description="Gedeeld geheim om het JWT voor de Notificaties API mee te ondertekenen; minstens 32 tekens."
    )
    eigen_url: Linkadres = Field(
        description="Adres van deze gateway zoals de Notificaties API het bereikt, zonder `/events/...`."
    )


class NotificatiesConfig(Tabel):
    """Key `notificaties` of a bron."""

    geheim: Annotated[Geheim, AfterValidator(secret(_check_secret))] = Field(
        description="Geheim waarmee een melding op `/events/<code>` zich bewijst, als `Authorization: Bearer ...`; "
        "minstens 32 tekens."
    )
    nrc: NrcConfig | None = Field(default=None)
