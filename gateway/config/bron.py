"""A bron: table [[bron]], one system of one organisation, how to reach it and whom it serves."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from gateway.config.auth import Auth
from gateway.config.notificaties import NotificatiesConfig
from gateway.config.vorm import (
    Basisadres,
    Bestaand,
    Bestand,
    Code,
    DienstNaam,
    Linkadres,
    Niveau,
    Oin,
    Tabel,
    Tekst,
    belongs,
    fault,
)

ALLE = "alle"
_GEMEENTECODE = re.compile(r"[0-9]{4}")


class OrganisatieConfig(Tabel):
    """Key `organisatie` of a bron: whose system it is."""

    oin: Oin = Field(description="OIN van de organisatie, 20 cijfers.")
    naam: Tekst = Field(description="Naam van de organisatie.")
    website: Linkadres | None = Field(default=None, description="Website van de organisatie.")


class CertificaatConfig(Tabel):
    """Key `certificaat` of a bron: the client certificate that we show (mTLS, PKIoverheid)."""

    keten: Bestand = Field(description="PEM-bestand met ons certificaat en de tussenliggende certificaten.")
    privesleutel: Bestaand = Field(
        description="PEM-bestand met de privésleutel van ons certificaat, zonder wachtwoord."
    )

    @field_validator("privesleutel")
    @classmethod
    def _belongs(cls, privesleutel: str, info: ValidationInfo) -> str:
        keten = info.data.get("keten")
        if keten is not None and not belongs(keten, privesleutel):
            raise fault("deze sleutel hoort niet bij het certificaat, of heeft een wachtwoord")
        return privesleutel


class FscConfig(Tabel):
    """Key `fsc` of a bron that is reached through an FSC outway (Federated Service Connectivity)."""

    grant_hash: Tekst = Field(
        description="Waarde van `Fsc-Grant-Hash`: het contract waaronder de outway de bron bereikt."
    )


def _check_bedient(bedient: object) -> object:
    codes = bedient if isinstance(bedient, list) else []
    if bedient != ALLE and not (
        codes and all(isinstance(code, str) and _GEMEENTECODE.fullmatch(code) for code in codes)
    ):
        raise fault(f'geef gemeentecodes van 4 cijfers, zoals ["0344"], of "{ALLE}"')
    return bedient


def _check_mandates(mandates: object) -> object:
    if mandates != ALLE and not isinstance(mandates, list):
        raise fault(f'geef een lijst van diensten, of "{ALLE}"')
    return mandates


def _unique(values: list[DienstNaam]) -> list[DienstNaam]:
    if len(set(values)) < len(values):
        raise fault("dezelfde dienst staat er twee keer")
    return values


class BronConfig(Tabel):
    """Table [[bron]]."""

    code: Code = Field(description="Korte vaste naam: kleine letters, cijfers en streepjes.")
    naam: Tekst = Field(description="Naam om te tonen.")
    connector: Tekst = Field(description="Connector die deze bron spreekt, zoals `openzaak`.")
    diensten: Annotated[list[DienstNaam], AfterValidator(_unique)] = Field(
        min_length=1,
        description="Diensten waar de bron aan meedoet: ZAKEN, TAKEN, BERICHTEN, PRODUCTEN, CONTACTMOMENTEN, VERZOEKEN, "
        "PERSOONSGEGEVENS, INKOMEN.",
    )
    organisatie: OrganisatieConfig
    basis_url: Basisadres = Field(description="Adres dat wij aanroepen.")
    canonieke_url: Linkadres = Field(
        default_factory=lambda data: data.get("basis_url", ""),
        description="Adres dat in links van de bron staat. Standaard hetzelfde als `basis_url`.",
    )
    auth: Auth
    certificaat: CertificaatConfig | None = None
    fsc: FscConfig | None = None
    bedient: Annotated[list[str] | str, BeforeValidator(_check_bedient)] = Field(
        default=ALLE, description='Gemeenten die de bron bedient: gemeentecodes van 4 cijfers, of `"alle"`.'
    )
    tenants: list[Tekst] = Field(default=[], description="Tenants die de bron mogen gebruiken. Leeg: allemaal.")
    machtigingen: Annotated[list[Tekst] | str, BeforeValidator(_check_mandates)] = Field(
        default=[], description='Diensten die een machtiging moet noemen om hier te mogen kijken (ServiceUUID, ServiceID), of '
        '`"alle"`: elke machtiging. Leeg: wie voor een ander optreedt krijgt hier niets te zien.',
    )  # fmt: skip
    deadline_ms: int = Field(
        default=2_500, ge=100, le=8_000, description="Langste tijd voor een vraag aan de bron, in milliseconden."
    )
    gelijktijdig: int = Field(default=20, ge=1, le=500, description="Hoeveel vragen tegelijk bij de bron mogen lopen.")
    minimaal_niveau: Niveau = Field(
        default="MIDDEN", description="Zwakker ingelogd dan dit? Dan vragen wij niets aan de bron."
    )
    versheid_s: float | None = Field(
        default=None,
        ge=0,
        le=300,
        description="Hoe lang een antwoord vers is, in seconden. Leeg: wat de connector zegt.",
    )
    verouderd_s: float | None = Field(
        default=None, ge=0, le=1_800,
        description="Hoe lang een oud antwoord te tonen is als de bron niet antwoordt, in seconden. "
        "Leeg: wat de connector zegt.",
    )  # fmt: skip
    uit: bool = Field(default=False, description="De bron uitzetten zonder haar weg te halen.")
    ca_bestand: Bestand | None = Field(
        default=None, description="PEM-bestand met de certificaten die wij vertrouwen. Leeg: die van het systeem."
    )
    notificaties: NotificatiesConfig | None = Field(default=None)
    instellingen: dict[str, object] = Field(
        default={}, description="Vrije tabel voor de connector; zie de README van de connector."
    )
