"""A login request (authorization code with PKCE): is it sound, and which code answers it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox.uitgever.identiteit import Inlog

CLIENTS = ("portaal", "graphiql")
CODE_LIFETIME_S = 60
PARAMETERS = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)


class OngeldigeAanvraag(ValueError):
    """The client or its address cannot be trusted, so the person gets to see this and is sent nowhere."""


class Geweigerd(ValueError):
    """A fault that the client gets back at its own address; `code` is the OAuth error code."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


@dataclass(frozen=True)
class Aanvraag:
    """A login request of which client and address are known to be good."""

    client_id: str
    redirect_uri: str
    parameters: Mapping[str, str]

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Aanvraag:
        """Raises OngeldigeAanvraag for an unknown client or an address outside this machine."""
        parameters = {name: values[name] for name in PARAMETERS if values.get(name)}
        client_id, redirect_uri = parameters.get("client_id", ""), parameters.get("redirect_uri", "")
        if client_id not in CLIENTS:
            raise OngeldigeAanvraag("Deze toepassing is hier niet bekend.")
        if not is_loopback(redirect_uri):
            raise OngeldigeAanvraag("Het adres om naar terug te gaan ligt niet op deze computer.")
        return cls(client_id, redirect_uri, parameters)

    def check(self, prompt: str | None) -> None:
        """Raises Geweigerd: only the code flow with PKCE S256 (RFC 7636) is served, and nobody is logged in already."""
        if self.parameters.get("response_type") != "code":
            raise Geweigerd("unsupported_response_type", "response_type must be code")
        if self.parameters.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(
            self.parameters.get("code_challenge", "")
        ):
            raise Geweigerd("invalid_request", "PKCE with code_challenge_method S256 is required")
        if prompt == "none":
            raise Geweigerd("login_required", "there is no session to continue")

    def answer(self, issuer: str, **values: str) -> str:
        """The client's address with the answer in it, naming the issuer (RFC 9207)."""
        state = {"state": self.parameters["state"]} if "state" in self.parameters else {}
        glue = "&" if urlsplit(self.redirect_uri).query else "?"
        return self.redirect_uri + glue + urlencode({**values, **state, "iss": issuer})

    @property
    def origin(self) -> str:
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"


class Codes:
    """Authorization codes that are still open: each works once, for a minute, for the client that asked."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[float, Aanvraag, Inlog]] = {}

    def issue(self, aanvraag: Aanvraag, inlog: Inlog) -> str:
        now = time.monotonic()
        self._open = {code: entry for code, entry in self._open.items() if entry[0] > now}
        code = secrets.token_urlsafe(32)
        self._open[code] = (now + CODE_LIFETIME_S, aanvraag, inlog)
        return code

    def redeem(self, form: Mapping[str, str]) -> tuple[Aanvraag, Inlog]:
        """The request and login behind a code; raises Geweigerd, and the code is spent either way."""
        until, aanvraag, inlog = self._open.pop(form.get("code", ""), (0.0, None, None))
        if aanvraag is None or inlog is None or until <= time.monotonic():
            raise Geweigerd("invalid_grant", "the code is unknown, used or expired")
        if (form.get("client_id"), form.get("redirect_uri")) != (aanvraag.client_id, aanvraag.redirect_uri):
            raise Geweigerd("invalid_grant", "the code was issued to another client or address")
        if not hmac.compare_digest(challenge(form.get("code_verifier", "")), aanvraag.parameters["code_challenge"]):
            raise Geweigerd("invalid_grant", "the code_verifier does not match")
        return aanvraag, inlog


def challenge(verifier: str) -> str:
    """The S256 code challenge that belongs to a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_loopback(uri: str) -> bool:
    """An http(s) address on this machine, without user info or fragment.

    Not `[::1]`: a content security policy cannot name an IPv6 address, so the form could not go on to it.
    """
    try:
        parts = urlsplit(uri)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return False
    return bool(_NETLOC.fullmatch(parts.netloc)) and parts.scheme in ("http", "https") and "#" not in uri


_NETLOC = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
