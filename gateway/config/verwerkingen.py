"""The settings of the processing log: table [gateway.verwerkingen]."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gateway.config.geheim import Geheim
from gateway.config.vorm import Adres, Map, Tabel, Tekst, check_siv_key


class VerwerkingenInstellingen(Tabel, strict=False):
    """Table [gateway.verwerkingen]: where the processing log is, and what our processings are called in the register."""

    collector: Adres = Field(
        description="Adres van het logboek: OTLP over HTTP, meestal met `/v1/traces` aan het einde."
    )
    geheim: Geheim | None = Field(
        default=None, description="Token voor het logboek, als `Authorization: Bearer`. Leeg: geen."
    )
    map: Map = Field(description="Map waar regels wachten tot het logboek ze heeft. Neem een schijf die blijft.")
    max_mb: int = Field(
        default=256,
        ge=1,
        le=100_000,
        description="Hoeveel er in de map mag wachten, in MB. Is zij vol, dan weigeren wij vragen.",
    )
    sleutel: Annotated[Geheim, AfterValidator(check_siv_key)] = Field(
        description="Sleutel die het nummer van de betrokkene verbergt: 128 hexadecimale tekens (512 bits, AES-SIV)."
    )
    activiteit: Tekst = Field(description="Adres van onze verwerking in het register van verwerkingsactiviteiten.")
    activiteiten: dict[str, Tekst] = Field(
        default={}, description="Andere verwerkingen, per dienst (`ZAKEN`) of per code van een bron."
    )
    portalen: dict[str, Tekst] = Field(default={}, description="Per `client_id` het adres van het portaal dat vraagt.")
