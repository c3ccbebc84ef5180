"""A bron: table [[bron]], one system of one organisation, how to reach it and whom it serves."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from gateway.config.geheim import Geheim
from gateway.config.notificaties import NotificatiesConfig
from gateway.config.vorm import (
    Adres,
    Basisadres,
    Bestand,
    Code,
    DienstNaam,
    Kopregel,
    Linkadres,
    Niveau,
    Oin,
    Tabel,
    Tekst,
    fault,
    secret,
)  # fmt: skip

ALLE = "alle"
_GEMEENTECODE = re.compile(r"[0-9]{4}")


class OrganisatieConfig(Tabel):
    """Key `organisatie` of a bron: whose system it is."""

    oin: Oin = Field(description="OIN van de organisatie, 20 cijfers.")
    naam: Tekst = Field(description="Naam van de organisatie.")
    website: Linkadres | None = Field(default=None, description="Website van de organisatie.")


class Geen(Tabel):
    """No credentials: a bron that is open, or guarded by the network alone."""

    soort: Literal["geen"]


class TokenAuth(Tabel):
    """`Authorization: Token ...` or `Authorization: Bearer ...` with a fixed token."""

    soort: Literal["token", "bearer"]
    geheim: Geheim = Field(description="Het token.")


class ApiSleutelAuth(Tabel):
    """A fixed key in a header of its own, as API gateways ask it."""

    soort: Literal["api_sleutel"]
    geheim: Geheim = Field(description="De sleutel.")
    header: Kopregel = Field(default="X-API-KEY", description="Kopregel waar de sleutel in gaat.")


def _check_zgw_secret(text: str) -> str | None:
    return "een geheim voor HS256 heeft minstens 32 tekens (RFC 7518)" if len(text) < 32 else None


class ZgwAuth(Tabel):
    """A JWT that we sign with a shared secret (ZGW, HS256)."""

    soort: Literal["zgw_jwt"]
    client_id: Tekst = Field(description="Naam van deze gateway bij de bron.")
    geheim: Annotated[Geheim, AfterValidator(secret(_check_zgw_secret))] = Field(
        description="Gedeeld geheim om het JWT mee te ondertekenen; minstens 32 tekens."
    )


class OAuth2Auth(Tabel):
    """A token from the bron's own token endpoint (RFC 6749, client credentials)."""

    soort: Literal["oauth2"]
    token_url: Adres = Field(description="Adres waar tokens worden uitgegeven.")
    client_id: Tekst = Field(description="Naam van deze gateway bij de bron.")
    geheim: Geheim = Field(description="Geheim van deze gateway bij de bron.")
    scope: Tekst | None = Field(default=None, description="Gevraagde scope. Leeg: geen.")
    token_veld: Tekst = Field(default="access_token", description="Veld van het antwoord waar het token in staat.")
    wijze: Literal["client_secret_post", "client_secret_basic"] = Field(
        default="client_secret_basic",
        description="Hoe wij ons geheim tonen: in het formulier (`client_secret_post`) of met HTTP Basic.",
    )


def _check_egis_key(text: str) -> str | None:
    is_good = len(text) == 64 and set(text) <= set("0123456789abcdefABCDEF")
    return None if is_good else "de sleutel moet 64 hexadecimale tekens zijn (256 bits)"


class EgisAuth(Tabel):
    """A fixed `X-AUTH-TOKEN`, and a JWE that names the person."""

    soort: Literal["egis"]
    geheim: Geheim = Field(description="Waarde van de header `X-AUTH-TOKEN`.")
    sleutel: Annotated[Geheim, AfterValidator(secret(_check_egis_key))] = Field(
        description="Sleutel van het versleutelde token: 64 hexadecimale tekens (256 bits)."
    )
    uitgever: Tekst = Field(description="Waarde van `iss` in het versleutelde token.")
    doelgroep: Tekst = Field(description="Waarde van `aud` in het versleutelde token.")


Auth = Annotated[Geen | TokenAuth | ApiSleutelAuth | ZgwAuth | OAuth2Auth | EgisAuth, Field(discriminator="soort")]


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
