"""How a bron knows us: key `auth` of a bron, one form for each kind of credentials."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from gateway.config.geheim import Geheim
from gateway.config.vorm import Adres, Kopregel, Tabel, Tekst, fault, secret


class Geen(Tabel):
    """No credentials: a bron that is open, or guarded by the network or a client certificate alone."""

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


def private_key(text: str, algoritme: str) -> RSAKey | ECKey:
    """The private key in a PEM text or a JWK, for this algorithm. Raises ValueError for any other text."""
    kind: type[RSAKey | ECKey] = ECKey if algoritme.startswith("ES") else RSAKey
    try:
        key: RSAKey | ECKey = kind.import_key(json.loads(text) if text.startswith("{") else text)
        if not key.is_private:
            raise ValueError("not a private key")
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ValueError("not a key for this algorithm") from error
    return key


class TokenAdres(Tabel):
    """A token endpoint (RFC 6749), and how we show it who we are (RFC 6749, 7523, 8705)."""

    token_url: Adres = Field(description="Adres waar tokens worden uitgegeven.")
    client_id: Tekst = Field(description="Naam van deze gateway bij de bron.")
    wijze: Literal["client_secret_post", "client_secret_basic", "private_key_jwt", "tls_client_auth"] = Field(
        default="client_secret_basic",
        description="Hoe wij tonen wie wij zijn: met `geheim` in het formulier (`client_secret_post`) of met HTTP Basic, met "
        "een JWT dat wij ondertekenen met `sleutel` (`private_key_jwt`), of met `certificaat` van de bron (`tls_client_auth`).",
    )
    algoritme: Literal["PS256", "RS256", "ES256"] = Field(
        default="PS256", description="Algoritme van de handtekening, bij `private_key_jwt`."
    )
    geheim: Geheim | None = Field(
        default=None, validate_default=True, description="Geheim van deze gateway bij de bron, bij `client_secret_...`."
    )
    sleutel: Geheim | None = Field(
        default=None, validate_default=True, description="Privésleutel als PEM of JWK, bij `private_key_jwt`."
    )
    sleutel_id: Tekst | None = Field(default=None, description="Naam van die sleutel (`kid`) bij de bron. Leeg: geen.")
    scope: Tekst | None = Field(default=None, description="Gevraagde scope. Leeg: geen.")

    @field_validator("geheim")
    @classmethod
    def _needs_secret(cls, geheim: Geheim | None, info: ValidationInfo) -> Geheim | None:
        if geheim is None and str(info.data.get("wijze", "")).startswith("client_secret"):
            raise fault("ontbreekt: geef geheim_env of geheim_bestand")
        return geheim

    @field_validator("sleutel")
    @classmethod
    def _needs_key(cls, sleutel: Geheim | None, info: ValidationInfo) -> Geheim | None:
        if info.data.get("wijze") != "private_key_jwt":
            return sleutel
        if sleutel is None:
            raise fault("ontbreekt: geef sleutel_env of sleutel_bestand")
        return secret(_key_check(str(info.data.get("algoritme"))))(sleutel)


def _key_check(algoritme: str):  # type: ignore[no-untyped-def]  # a Check, which `secret` takes
    def check(text: str) -> str | None:
        try:
            private_key(text, algoritme)
        except ValueError:
            return f"dit is geen privésleutel voor {algoritme}"
        return None

    return check


class OAuth2Auth(TokenAdres):
    """A token from the bron's own token endpoint (RFC 6749, client credentials)."""

    soort: Literal["oauth2"]
    token_veld: Tekst = Field(default="access_token", description="Veld van het antwoord waar het token in staat.")


class UitwisselingAuth(TokenAdres):
    """A token for one person, exchanged for theirs at the bron's token endpoint (RFC 8693)."""

    soort: Literal["token_exchange"]
    audience: Tekst | None = Field(
        default=None, description="Voor wie het nieuwe token is (`audience`). Leeg: niet gevraagd."
    )
    resource: Adres | None = Field(
        default=None, description="Waar het nieuwe token voor is (`resource`). Leeg: niet gevraagd."
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


Auth = Annotated[
    Geen | TokenAuth | ApiSleutelAuth | ZgwAuth | OAuth2Auth | UitwisselingAuth | EgisAuth, Field(discriminator="soort")
]
