"""The settings of the employee channel: table [gateway.medewerkers]. Without it there is no such channel."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gateway.config.geheim import Geheim
from gateway.config.vorm import Adres, Code, DienstNaam, Map, Tabel, Tekst, check_siv_key


class DoelConfig(Tabel):
    """Table [[gateway.medewerkers.doelen]]: one purpose for which employees may look (doelbinding)."""

    code: Code = Field(description="Vaste code van het doel, die de medewerker meegeeft.")
    naam: Tekst = Field(description="Naam voor op het scherm.")
    activiteit: Tekst = Field(description="Adres van de verwerking in het register van verwerkingsactiviteiten.")
    diensten: list[DienstNaam] = Field(min_length=1, description="Wat een medewerker met dit doel ziet.")


class MedewerkersInstellingen(Tabel, strict=False):
    """Table [gateway.medewerkers]: who decides about access, for which purposes, and where it is written down."""

    pdp: Adres = Field(description="Adres van wie over toegang beslist (AuthZEN), zonder `/access/v1/evaluation`.")
    geheim: Geheim | None = Field(
        default=None, description="Token voor wie over toegang beslist, als `Authorization: Bearer`. Leeg: geen."
    )
    doelen: Annotated[list[DoelConfig], Field(min_length=1)]
    audit: Adres = Field(description="Adres van het auditlog: OTLP over HTTP, meestal met `/v1/traces` aan het einde.")
    audit_map: Map = Field(description="Map waar regels wachten tot het auditlog ze heeft. Neem een schijf die blijft.")
    audit_mb: int = Field(
        default=64, ge=1, le=100_000,
        description="Hoeveel er in de map mag wachten, in MB. Is zij vol, dan ziet een medewerker niets.",
    )  # fmt: skip
    sleutel: Annotated[Geheim, AfterValidator(check_siv_key)] = Field(
        description="Sleutel die het nummer van de klant verbergt: 128 hexadecimale tekens (512 bits, AES-SIV)."
    )
