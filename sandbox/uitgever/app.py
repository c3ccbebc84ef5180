"""The issuer's HTTP side: discovery, keys, login page and token endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.uitgever.aanvraag import Aanvraag, Codes, Geweigerd, OngeldigeAanvraag
from sandbox.uitgever.identiteit import Inlog, OnbekendePersoon, inloggen
from sandbox.uitgever.pagina import STIJL, fault, picker
from sandbox.uitgever.sleutels import ALGORITMEN, Sleutels
from sandbox.uitgever.tokens import LIFETIME_S, access_token, id_token
from sandbox.verhalen.machtigingen import Machtiging
from sandbox.verhalen.personen import Persoon

LOOPBACK_ORIGIN = r"https?://(127\.0\.0\.1|localhost)(:\d{1,5})?"
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Uitgever:
    """An OpenID Connect issuer for the seeded persons; its address is set once its port is known."""

    def __init__(self, personen: Mapping[str, Persoon], machtigingen: Iterable[Machtiging] = ()) -> None:
        self.url = ""
        self.sleutels = Sleutels()
        self.inloggen = inloggen(personen, machtigingen)
        self._codes = Codes()

    def rotate(self, *, keep_old: bool = True) -> None:
        """Sign with new keys; without `keep_old` tokens of the old keys become worthless."""
        self.sleutels.rotate(keep_old=keep_old)

    def inlog(self, sleutel: str) -> Inlog:
        """Raises OnbekendePersoon."""
        if sleutel not in self.inloggen:
            raise OnbekendePersoon(sleutel, sorted(self.inloggen))
        return self.inloggen[sleutel]

    def token(
        self,
        sleutel: str,
        *,
        geldig_s: int = LIFETIME_S,
        client_id: str = "sandbox",
        header: Mapping[str, str] | None = None,
        **overrides: object,
    ) -> str:
        """An access token without logging in; raises OnbekendePersoon. See `access_token` for the overrides."""
        inlog = self.inlog(sleutel)
        return access_token(
            self.sleutels, self.url, client_id, inlog, geldig_s=geldig_s, header=header, overrides=overrides
        )

    def app(self) -> Starlette:
        """The ASGI app of the issuer."""
        cors = [Middleware(CORSMiddleware, allow_origin_regex=LOOPBACK_ORIGIN, allow_methods=["GET", "POST"])]
        return Starlette(
            routes=[
                Route(
                    "/.well-known/openid-configuration", self._discovery, methods=["GET", "OPTIONS"], middleware=cors
                ),
                Route("/jwks", self._jwks, methods=["GET", "OPTIONS"], middleware=cors),
                Route("/token", self._token, methods=["POST", "OPTIONS"], middleware=cors),
                Route("/authorize", self._authorize, methods=["GET"]),
                Route("/authorize", self._choose, methods=["POST"]),
                Route("/stijl.css", self._style, methods=["GET"]),
            ]
        )

    async def _discovery(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": list(ALGORITMEN),
                "scopes_supported": ["openid", "profile"],
                "token_endpoint_auth_methods_supported": ["none"],
                "code_challenge_methods_supported": ["S256"],
                "acr_values_supported": sorted({inlog.acr for inlog in self.inloggen.values()}),
                "claims_supported": ["sub", "name", "acr", "auth_time"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def _jwks(self, request: Request) -> Response:
        return JSONResponse(self.sleutels.jwks(), headers={"Cache-Control": "public, max-age=300"})

    async def _authorize(self, request: Request) -> Response:
        try:
            aanvraag = Aanvraag.read(request.query_params)
            aanvraag.check(request.query_params.get("prompt"))
        except OngeldigeAanvraag as error:
            return _page(fault(str(error)), status=400)
        except Geweigerd as error:
            return _redirect(aanvraag.answer(self.url, error=error.code, error_description=str(error)))
        return _page(picker(aanvraag, self.inloggen.values()), form_target=aanvraag.origin)

    async def _choose(self, request: Request) -> Response:
        form = await _form(request)
        try:
            aanvraag = Aanvraag.read(form)
            aanvraag.check(None)
            if not form.get("keuze"):
                raise Geweigerd("access_denied", "the person chose not to log in")
            inlog = self.inlog(form["keuze"])
        except (OngeldigeAanvraag, OnbekendePersoon) as error:
            return _page(fault(str(error)), status=400)
        except Geweigerd as error:
            return _redirect(aanvraag.answer(self.url, error=error.code, error_description=str(error)))
        return _redirect(aanvraag.answer(self.url, code=self._codes.issue(aanvraag, inlog)))

    async def _token(self, request: Request) -> Response:
        form = await _form(request)
        try:
            if form.get("grant_type") != "authorization_code":
                raise Geweigerd("unsupported_grant_type", "grant_type must be authorization_code")
            aanvraag, inlog = self._codes.redeem(form)
        except Geweigerd as error:
            return JSONResponse({"error": error.code, "error_description": str(error)}, 400, headers=_NO_STORE)
        return JSONResponse(self._tokens(aanvraag, inlog), headers=_NO_STORE)

    def _tokens(self, aanvraag: Aanvraag, inlog: Inlog) -> dict[str, object]:
        client_id, scope = aanvraag.client_id, aanvraag.parameters.get("scope", "")
        access = access_token(self.sleutels, self.url, client_id, inlog)
        answer: dict[str, object] = {"access_token": access, "token_type": "Bearer", "expires_in": LIFETIME_S}
        if "openid" in scope.split():
            nonce = aanvraag.parameters.get("nonce")
            answer["id_token"] = id_token(self.sleutels, self.url, client_id, inlog, access, nonce)
        return answer | {"scope": scope}

    async def _style(self, request: Request) -> Response:
        return PlainTextResponse(STIJL, media_type="text/css")


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form post; a field that comes twice counts as absent, as OAuth 2.1 forbids it."""
    pairs = parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def _page(html: str, *, status: int = 200, form_target: str = "") -> Response:
    policy = {
        "default-src": "'none'",
        "style-src": "'self'",
        "form-action": f"'self' {form_target}".strip(),  # Chromium also holds the redirect after a form to this
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        **_NO_STORE,
    }
    return HTMLResponse(html, status, headers=headers)


def _redirect(url: str) -> Response:
    return RedirectResponse(url, 303, headers={**_NO_STORE, "Referrer-Policy": "no-referrer"})
