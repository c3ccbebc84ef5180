"""An issuer of tokens: table [[issuer]], with where its claims stand and what its login levels mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gateway.config.vorm import Adres, Bestand, Niveau, Tabel, Tekst

Algoritme = Literal["PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
Pad = Annotated[list[Tekst], Field(min_length=1, max_length=8)]
"""The way to a claim, one name a step, because names of claims contain dots and colons."""


class Claims(Tabel):
    """Table [issuer.claims]: the path to each claim."""

    bsn: Pad = Field(default=["bsn"], description="Pad naar het BSN van een inwoner.")
    kvk: Pad = Field(default=["kvk"], description="Pad naar het KvK-nummer van een organisatie.")
    rsin: Pad = Field(default=["rsin"], description="Pad naar het RSIN van een organisatie.")
    vestiging: Pad = Field(default=["vestiging"], description="Pad naar het vestigingsnummer.")
    naam: Pad = Field(default=["name"], description="Pad naar de naam om te tonen.")
    gemeenten: Pad = Field(
        default=["gemeenten"], description="Pad naar de gemeentecodes waar iemand woont of gevestigd is."
    )
    acr: Pad = Field(default=["acr"], description="Pad naar het niveau van inloggen.")


class IssuerConfig(Tabel):
    """Table [[issuer]]: one issuer whose tokens we accept (RFC 9068)."""

    url: Adres = Field(description="Naam van de uitgever, precies zoals `iss` in het token.")
    audience: Tekst = Field(description="Naam van deze gateway, zoals die in `aud` van het token moet staan.")
    tenant: Tekst = Field(description="Tenant waar tokens van deze uitgever bij horen.")
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
    claims: Claims = Field(default_factory=Claims)
    acr: dict[str, Niveau] = Field(
        default={},
        description="Wat elke waarde van `acr` betekent: BASIS, MIDDEN, SUBSTANTIEEL of HOOG. Onbekend telt als BASIS.",
    )  # fmt: skip
