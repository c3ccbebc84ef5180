"""How the gateway shows a bron who it is: one small class for each kind of credentials.

A citizen's own token never goes to a bron, and no credential names the citizen, save the token that `mint` makes. Secrets
are read when they are used, so that one that is replaced in its file counts without a restart.
"""

from __future__ import annotations

from gateway.bronnen.credentials.egis import EgisCredentials
from gateway.bronnen.credentials.fsc import FscCredentials
from gateway.bronnen.credentials.oauth2 import OAuth2Credentials, TokenFetcher
from gateway.bronnen.credentials.soort import Credentials, FixedCredentials
from gateway.bronnen.credentials.token_adres import TokenEndpoint
from gateway.bronnen.credentials.uitwisseling import ExchangeCredentials
from gateway.bronnen.credentials.zgw import ZgwCredentials
from gateway.bronnen.tls import Tls
from gateway.config import (
    ApiSleutelAuth,
    Auth,
    BronConfig,
    EgisAuth,
    Geen,
    OAuth2Auth,
    TokenAuth,
    UitwisselingAuth,
    ZgwAuth,
)

__all__ = ["Credentials", "credentials_for", "credentials_of"]


def credentials_of(bron: BronConfig, tls: Tls) -> Credentials:
    """The credentials of a bron as configured, with what an FSC outway wants beside them."""
    inner = credentials_for(bron.auth, tls, code=bron.code)
    return FscCredentials(inner, bron.fsc.grant_hash) if bron.fsc is not None else inner


def credentials_for(auth: Auth, tls: Tls | None = None, *, code: str = "") -> Credentials:
    """The credentials of a bron, by its `auth` table. `tls` is for a token endpoint, `code` that of the bron."""
    match auth:
        case ZgwAuth():
            return ZgwCredentials(auth, code)
        case OAuth2Auth():
            return OAuth2Credentials(TokenFetcher(TokenEndpoint(auth, tls, auth.token_veld)))
        case UitwisselingAuth():
            return ExchangeCredentials(auth, TokenEndpoint(auth, tls))
        case EgisAuth():
            return EgisCredentials(auth)
        case TokenAuth():
            return FixedCredentials("Authorization", "Token " if auth.soort == "token" else "Bearer ", auth.geheim)
        case ApiSleutelAuth():
            return FixedCredentials(auth.header, "", auth.geheim)
        case Geen():
            return Credentials()
