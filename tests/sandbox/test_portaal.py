"""How the demo serves the MijnOmgeving: as files under a strict policy, with every page of it at an address of its own."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from sandbox.portaal import NOT_BUILT, portal_app

ENDPOINT, ISSUER = "http://127.0.0.1:8000/graphql", "http://127.0.0.1:9000"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A portal of two files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "een-Ab12.js").write_text("void 0;", "utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><title>Mijn Omgeving</title>", "utf-8")
    return tmp_path


def client(folder: Path) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(portal_app(ENDPOINT, ISSUER, PlainTextResponse("gedaan"), folder))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001")


@pytest.mark.parametrize("path", ["/", "/zaken", "/zaken/Y0WeV8uGPK_vvG.1p-2"])
async def test_every_page_has_an_address(built: Path, path: str):
    """Who opens or reloads a page deep inside gets the portal, which finds the way by itself."""
    async with client(built) as portal:
        answer = await portal.get(path)
    assert answer.status_code == (404 if "." in path else 200)
    assert ("Mijn Omgeving" in answer.text) is (answer.status_code == 200)


async def test_the_policy_allows_our_own_files_and_two_addresses(built: Path):
    """Nothing inline, no other origin than the gateway and the issuer, no frame around it; every answer says so."""
    async with client(built) as portal:
        policies = [
            (await portal.get(path)).headers["content-security-policy"] for path in ("/", "/assets/een-Ab12.js")
        ]
    rules = dict(rule.split(" ", 1) for rule in policies[0].split("; "))
    assert policies[0] == policies[1]
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self' http://127.0.0.1:8000 http://127.0.0.1:9000"
    assert {rules[name] for name in ("script-src", "style-src", "img-src", "font-src")} == {"'self'"}
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policies[0]


async def test_what_has_a_version_in_its_name_is_kept(built: Path):
    """Browsers keep what never changes, and ask for the page every time."""
    async with client(built) as portal:
        script, page = await portal.get("/assets/een-Ab12.js"), await portal.get("/taken")
        missing = await portal.get("/assets/weg-Cd34.js")
    assert "immutable" in script.headers["cache-control"]
    assert page.headers["cache-control"] == "no-cache"
    assert missing.status_code == 404


async def test_the_settings_name_the_gateway_and_the_issuer(built: Path):
    """Nothing is built in: the same files serve any gateway."""
    async with client(built) as portal:
        settings = (await portal.get("/instellingen.json")).json()
    assert settings == {"endpoint": ENDPOINT, "issuer": ISSUER, "clientId": "portaal"}


async def test_reports_of_the_policy_are_counted(built: Path):
    """So that a test, or a person, can see that there are none."""
    async with client(built) as portal:
        before = (await portal.get("/csp")).json()
        sent = await portal.post("/csp", content=b'{"csp-report": {"effective-directive": "script-src"}}')
        after = (await portal.get("/csp")).json()
    assert before == {"meldingen": [], "aantal": 0}
    assert (sent.status_code, after["aantal"]) == (204, 1)
    assert "script-src" in after["meldingen"][0]


async def test_a_portal_that_is_not_built_says_what_to_do(tmp_path: Path):
    """Never an empty page."""
    async with client(tmp_path / "dist") as portal:
        answer = await portal.get("/")
    assert (answer.status_code, answer.text) == (503, NOT_BUILT)


async def test_only_a_loopback_name_is_answered(built: Path):
    """A name that somebody else points at this machine opens nothing."""
    async with client(built) as portal:
        answer = await portal.get("/", headers={"host": "ergens.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "site", "expected"),
    [
        ("GET", "/bediening/bronnen", None, 200),
        ("POST", "/bediening/bronnen/havenstad-zaken/stop", "same-origin", 200),
        ("POST", "/bediening/bronnen/havenstad-zaken/stop", "cross-site", 403),
        ("POST", "/bediening/bronnen/havenstad-zaken/stop", None, 403),
        ("POST", "/bediening/token/inwoner", "same-origin", 403),
        ("GET", "/bediening/aanroepen", "same-origin", 403),
    ],
)
async def test_the_console_reaches_bronnen_only(built: Path, method: str, path: str, site: str | None, expected: int):
    """Our own page may spoil and mend bronnen; it gets no tokens, and a page of somebody else changes nothing."""
    headers = {"sec-fetch-site": site} if site else {}
    async with client(built) as portal:
        answer = await portal.request(method, path, headers=headers)
    assert answer.status_code == expected
