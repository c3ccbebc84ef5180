"""An issuer of tokens: table [[issuer]], with where its claims stand and what its login levels mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gateway.config.claims import Claims
from gateway.config.geheim import Geheim
from gateway.config.vorm import Adres, Bestand, Niveau, Tabel, Tekst

Algoritme = Literal["PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
Kanaal = Literal["inwoner", "medewerker", "machine"]


def _as_list(given: object) -> object:
    """One table is a list of one."""
    return [given] if isinstance(given, dict) else given


class Introspectie(Tabel):
    """Table [issuer.introspectie]: asking the issuer about tokens that say nothing themselves (RFC 7662)."""

    url: Adres = Field(description="Adres waar de uitgever vertelt wat een token betekent.")
    client_id: Tekst = Field(description="Naam van deze gateway bij de uitgever.")
    geheim: Geheim = Field(description="Geheim van deze gateway bij de uitgever.")
    wijze: Literal["client_secret_basic", "client_secret_post"] = Field(
        default="client_secret_basic",
        description="Hoe wij ons geheim tonen: met HTTP Basic of in het formulier (`client_secret_post`).",
    )


class IssuerConfig(Tabel):
    """Table [[issuer]]: one issuer whose tokens we accept (RFC 9068)."""

    url: Adres = Field(description="Naam van de uitgever, precies zoals `iss` in het token.")
    audience: Tekst = Field(description="Naam van deze gateway, zoals die in `aud` van het token moet staan.")
    tenant: Tekst = Field(description="Tenant waar tokens van deze uitgever bij horen.")
    kanaal: Kanaal = Field(
        default="inwoner",
        description="Wie deze uitgever kent: `inwoner` (ook ondernemers), `medewerker` of `machine`. Elk kanaal heeft een "
        "eigen ingang; een token telt alleen bij de zijne.",
    )
    clients: list[Tekst] = Field(
        min_length=1, description="Portalen die mogen vragen: toegestane waarden van `azp` en `client_id`."
    )
    algoritmen: list[Algoritme] = Field(
        default=["PS256", "RS256", "ES256"], min_length=1, description="Toegestane algoritmen van de handtekening."
    )
    typ: Tekst = Field(
        default="at+jwt", description="Waarde van `typ` in de kop van het token; `JWT` voor oudere uitgevers."
    )
    leeway_s: int = Field(default=10, ge=0, le=60, description="Verschil tussen klokken dat mag, in seconden.")
    max_leeftijd_s: int | None = Field(
        default=None,
        ge=60,
        le=86_400,
        description="Hoe oud een token mag zijn, in seconden na `iat`. Leeg: alleen `exp` telt.",
    )
    jwks_url: Adres | None = Field(
        default=None,
        description="Adres van de sleutels. Leeg: uit `/.well-known/openid-configuration` van de uitgever.",
    )
    ca_bestand: Bestand | None = Field(
        default=None, description="PEM-bestand met de certificaten die wij vertrouwen. Leeg: die van het systeem."
    )
    introspectie: Introspectie | None = None
    claims: Annotated[list[Claims], BeforeValidator(_as_list)] = Field(
        default_factory=lambda: [Claims()], min_length=1, max_length=10
    )
    acr: dict[str, Niveau] = Field(
        default={},
        description="Wat elke waarde van `acr` betekent: BASIS, MIDDEN, SUBSTANTIEEL of HOOG. Onbekend telt als BASIS.",
    )  # fmt: skip
    acr_anders: Niveau = Field(
        default="BASIS",
        description="Niveau van een token zonder `acr`, of met een waarde die er niet bij staat. Hoger dan BASIS is een "
        "risico: de gateway schrijft het bij de start in het log.",
    )
