"""Every answer carries its security headers, and only websites on the list may read one from a browser."""

from __future__ import annotations

import httpx
import pytest

from gateway.http.headers import ResponseHeaders
from gateway.http.origins import Origins
from tests.http.world import BEARER, World, ask, serving, settings

SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/graphql", 200),
        ("GET", "/graphql", 405),
        ("OPTIONS", "/graphql", 204),
        ("GET", "/livez", 200),
        ("HEAD", "/livez", 200),
        ("POST", "/livez", 405),
        ("GET", "/readyz", 200),
        ("GET", "/status", 200),
        ("GET", "/", 404),
        ("GET", "/graphql/", 404),
        ("GET", "/livez/", 404),
        ("GET", "/graphiql/", 404),
        ("GET", "/../../etc/passwd", 404),
    ],
)
async def test_every_answer_has_its_security_headers(method: str, path: str, status: int):
    """Success, error, unknown address: all alike. There is no HSTS over plain HTTP."""
    async with serving(World()) as client:
        content = b'{"query": "{ dingen { naam } }"}'
        answer = await client.request(
            method, path, content=content, headers={**BEARER, "Content-Type": "application/json"}
        )

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SECURITY} == SECURITY
    assert "Strict-Transport-Security" not in answer.headers
    assert "Server" not in answer.headers
    if status >= 400 and method != "HEAD":
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status


async def test_a_crash_has_its_headers_too():
    """What nobody foresaw is a problem document, with the same headers and without the text of the fault."""
    world = World()
    world.status = lambda: {"niet": object()}  # type: ignore[method-assign]  # cannot be written as JSON
    async with serving(world) as client:
        answer = await client.get("/status")

    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNE_FOUT")
    assert {name: answer.headers.get(name) for name in SECURITY} == SECURITY


async def test_the_endpoint_hides_its_crashes(capsys: pytest.CaptureFixture[str]):
    """A fault around the execution is 500 without its text, in the answer as in the log."""
    world = World()

    async def broken(header: str | None) -> str:
        raise RuntimeError("iets over 999991103")

    world.verify = broken  # type: ignore[method-assign]  # the fault of this test
    async with serving(world) as client:
        answer = await ask(client, "{ dingen { naam } }")

    logged = capsys.readouterr().err
    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNE_FOUT")
    assert "RuntimeError" in logged
    assert "iets over" not in answer.text + logged


async def test_hsts_is_sent_behind_https():
    """When the request came over TLS, browsers are told to keep it that way."""
    async with _asgi("https") as secure, _asgi("http") as plain:
        assert "Strict-Transport-Security" in (await secure.get("/")).headers
        assert "Strict-Transport-Security" not in (await plain.get("/")).headers


def _asgi(scheme: str) -> httpx.AsyncClient:
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    transport = httpx.ASGITransport(ResponseHeaders(app, Origins([])))
    return httpx.AsyncClient(transport=transport, base_url=f"{scheme}://gateway")


@pytest.mark.parametrize("origin", ["http://localhost:5173", "http://localhost:80", "https://mijn.havenstad.nl"])
async def test_a_website_on_the_list_may_ask(origin: str):
    """The preflight and the answer name it; cookies are never allowed."""
    async with serving(World(), settings(cors=["http://localhost:*", "https://mijn.havenstad.nl"])) as client:
        client.headers["Origin"] = origin
        preflight = await client.options("/graphql", headers=PREFLIGHT)
        answer = await ask(client, "{ dingen { naam } }")
        refused = await client.post("/graphql")

    assert (preflight.status_code, preflight.content) == (204, b"")
    assert (
        preflight.headers["Access-Control-Allow-Headers"] == "authorization, content-type, last-event-id, x-deadline-ms"
    )
    for one in (preflight, answer, refused):
        assert one.headers["Access-Control-Allow-Origin"] == origin
        assert "Origin" in one.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in one.headers
    assert refused.status_code == 401


@pytest.mark.attacks
@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost",
        "https://localhost:5173",
        "http://localhost:80.kwaad.nl/",
        "http://localhost:1@kwaad.nl",
        "http://localhostx:5173",
        "https://mijn-havenstad.nl",
        "https://mijn.havenstad.nl.kwaad.nl",
        "https://kwaad.nl/https://mijn.havenstad.nl",
        "null",
        "",
        "*",
    ],
)
async def test_other_websites_may_not(origin: str):
    """No permission, and caches are told that it depends on who asks."""
    async with serving(World(), settings(cors=["http://localhost:*", "https://mijn.havenstad.nl"])) as client:
        client.headers["Origin"] = origin
        preflight = await client.options("/graphql", headers=PREFLIGHT)
        answer = await ask(client, "{ dingen { naam } }")

    for one in (preflight, answer):
        assert not [name for name in one.headers if name.startswith("access-control")]
        assert "Origin" in one.headers["Vary"]


async def test_no_list_means_no_website():
    """Without a list nothing about other websites is said at all."""
    async with serving(World()) as client:
        answer = await client.options("/graphql", headers={**PREFLIGHT, "Origin": "http://localhost:5173"})

    assert answer.status_code == 204
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_long_answers_are_packed_for_who_wants():
    """gzip from 1,000 bytes, only when asked for; the content is the same."""
    async with serving(World()) as client:
        client.headers["Accept-Encoding"] = "gzip"
        packed = await ask(client, "{ dingen(first: 100) { naam groet } }")
        small = await ask(client, "{ dingen(first: 1) { naam } }")
        client.headers["Accept-Encoding"] = "identity"
        plain = await ask(client, "{ dingen(first: 100) { naam groet } }")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in small.headers
    assert packed.json() == plain.json()
    assert {"Accept", "Accept-Encoding"} <= {one.strip() for one in packed.headers["Vary"].split(",")}
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 5
