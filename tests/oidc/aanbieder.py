"""A certified OpenID provider in a process of its own, and a portal that logs people in at it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.audit import node

FOLDER = Path(__file__).parent
AUDIENCE = "mijnservices-gateway"
JWT, OPAQUE = "urn:gateway:jwt", "urn:gateway:opaque"
BACK = "http://127.0.0.1:1/terug"
SECRET = "geheim-van-het-portaal"
MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
SUBSTANTIEEL = "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"
MAX_STEPS = 12


@dataclass
class Aanbieder:
    """The provider: its address, and the browser of one person at a time."""

    url: str
    browser: httpx.AsyncClient = field(repr=False)

    async def log_in(self, account: str, *, resource: str = JWT, acr: str = MIDDEN, **more: str) -> dict[str, str]:
        """Log somebody in with the code flow and PKCE, in a fresh browser; gives the token answer."""
        self.browser.cookies.clear()
        verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(verifier.encode()).digest()
        params = {
            "client_id": "portaal", "response_type": "code", "scope": "openid mijn", "redirect_uri": BACK, "state": "s",
            "login_hint": account, "acr_values": acr, "resource": resource, "prompt": "login",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
        }  # fmt: skip
        code = await self._code(params)
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": verifier}
        headers = {name: value for name, value in more.items() if value}
        answer = await self.browser.post(
            "/token", data={**form, "resource": resource}, auth=("portaal", SECRET), headers=headers
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def _code(self, params: Mapping[str, str]) -> str:
        """Follow the provider through its steps until it sends the browser back with a code."""
        answer = await self.browser.get("/auth", params=params)
        for _ in range(MAX_STEPS):
            assert answer.status_code in (302, 303), answer.text
            place = answer.headers["location"]
            if place.startswith(BACK):
                return parse_qs(urlsplit(place).query)["code"][0]
            answer = await self.browser.get(place)
        raise AssertionError("the provider never sends the browser back")

    async def log_out(self, id_token: str) -> None:
        """End the session at the provider, who tells the portal's back channel."""
        page = await self.browser.get("/session/end", params={"id_token_hint": id_token})
        action, xsrf = page.text.split('action="')[1].split('"')[0], page.text.split('value="')[1].split('"')[0]
        done = await self.browser.post(action, data={"xsrf": xsrf, "logout": "yes"})
        assert done.status_code in (200, 303), done.text

    async def rotate(self, *, keep: bool = False) -> None:
        """Sign with new keys from now on."""
        await self.browser.post(f"/test/rotate{'?keep' if keep else ''}")


@asynccontextmanager
async def aanbieder(accounts: Mapping[str, Mapping[str, object]], back_channel: str = "") -> AsyncIterator[Aanbieder]:
    """A provider that knows these people. `back_channel`: where it tells that somebody logged out."""
    await asyncio.to_thread(node.install, FOLDER)
    portal: dict[str, object] = {
        "client_id": "portaal", "client_secret": SECRET, "redirect_uris": [BACK], "response_types": ["code"],
        "grant_types": ["authorization_code"], "scope": "openid mijn",
    }  # fmt: skip
    if back_channel:
        portal |= {"backchannel_logout_uri": back_channel, "backchannel_logout_session_required": True}
    vreemd = {**portal, "client_id": "vreemd"}
    gateway = {
        "client_id": "gateway", "client_secret": SECRET, "redirect_uris": [], "response_types": [],
        "grant_types": ["client_credentials"],
    }  # fmt: skip
    settings = {"accounts": accounts, "audience": AUDIENCE, "clients": [portal, vreemd, gateway]}
    process = await asyncio.create_subprocess_exec(
        node.NODE, FOLDER / "provider.mjs", json.dumps(settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            url = json.loads(await process.stdout.readline())["url"]
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10) as browser:
            yield Aanbieder(url, browser)
    finally:
        process.terminate()
        await process.wait()
