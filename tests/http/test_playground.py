"""The playground: there only when switched on, from its own folder only, under a strict policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.http.playground import Playground
from tests.http.world import World, serving, settings

EXAMPLES = {"overzicht": "query Overzicht { dingen { naam } }", "een": "{ dingen(first: 1) { naam } }"}


@pytest.fixture
def playground(tmp_path: Path) -> Playground:
    folder = tmp_path / "graphiql"
    folder.mkdir()
    (tmp_path / "geheim.txt").write_text("geheim")
    (folder / "index.html").write_text("<!doctype html><title>Probeerplek</title>")
    (folder / "graphiql.min.js").write_text("console.log(1)" + " " * 2_000)
    return Playground(EXAMPLES, issuer="http://127.0.0.1:9/issuer", client_id="graphiql", folder=folder)


async def test_the_page_is_served_under_a_strict_policy(playground: Playground):
    """Only our own files run; the one foreign place to connect to is where people log in."""
    async with serving(World(), settings(playground=True), playground) as client:
        page = await client.get("/graphiql/?code=abc&state=def")
        script = await client.get("/graphiql/graphiql.min.js")
        moved = await client.get("/graphiql")

    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Probeerplek" in page.text
    assert script.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
    assert (moved.status_code, moved.headers["Location"]) == (307, "/graphiql/")
    for answer in (page, script):
        policy = dict(one.split(" ", 1) for one in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["connect-src"] == "'self' http://127.0.0.1:9"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-cache"


async def test_an_unchanged_file_is_not_sent_again(playground: Playground):
    """304 for a browser that has it."""
    async with serving(World(), settings(playground=True), playground) as client:
        first = await client.get("/graphiql/graphiql.min.js")
        again = await client.get("/graphiql/graphiql.min.js", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


async def test_the_page_learns_its_settings_and_examples(playground: Playground):
    """Where to log in and to ask, and the examples in their order."""
    async with serving(World(), settings(playground=True), playground) as client:
        instellingen = await client.get("/graphiql/instellingen.json")
        voorbeelden = await client.get("/graphiql/voorbeelden.json")

    assert instellingen.json() == {
        "issuer": "http://127.0.0.1:9/issuer",
        "client_id": "graphiql",
        "endpoint": "/graphql",
    }
    assert voorbeelden.json() == [{"naam": naam, "query": query} for naam, query in EXAMPLES.items()]


@pytest.mark.attacks
@pytest.mark.parametrize(
    "path",
    [
        "/graphiql/../geheim.txt",
        "/graphiql/%2e%2e/geheim.txt",
        "/graphiql/..%2fgeheim.txt",
        "/graphiql/..%5cgeheim.txt",
        "/graphiql//etc/passwd",
        "/graphiql/%00",
        "/graphiql/" + "a" * 5_000,
        "/graphiql/weg.js",
    ],
)
async def test_nothing_outside_the_folder_is_served(playground: Playground, path: str):
    """404 as a problem document, whatever the path."""
    async with serving(World(), settings(playground=True), playground) as client:
        answer = await client.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "NIET_GEVONDEN"


async def test_the_playground_is_off_unless_switched_on(playground: Playground):
    """404 when the settings do not ask for it, even when it is there."""
    async with serving(World(), settings(playground=False), playground) as client:
        statuses = [
            (await client.get(path)).status_code for path in ("/graphiql/", "/graphiql/voorbeelden.json", "/csp")
        ]

    assert statuses == [404, 404, 404]


async def test_a_playground_that_is_not_built_says_so(tmp_path: Path):
    """404 with what to do about it."""
    unbuilt = Playground({}, issuer="http://127.0.0.1:9", client_id="graphiql", folder=tmp_path / "niets")
    async with serving(World(), settings(playground=True), unbuilt) as client:
        answer = await client.get("/graphiql/")

    assert answer.status_code == 404
    assert "make setup" in answer.json()["detail"]


async def test_reports_of_browsers_are_counted(playground: Playground, capsys: pytest.CaptureFixture[str]):
    """By directive; the address that such a report holds goes nowhere. Nonsense is counted, and never a fault."""
    report = {"csp-report": {"effective-directive": "style-src-elem", "document-uri": "http://x/graphiql/?code=geheim"}}
    odd = {"csp-report": {"effective-directive": "999991103 <script>"}}
    reports: list[object] = [report, report, odd, {"x": 1}, []]
    async with serving(World(), settings(playground=True), playground) as client:
        left = [(await client.post("/csp", json=one)).status_code for one in reports]
        too_large = await client.post("/csp", content=b" " * 20_000)
        counted = await client.get("/csp")

    assert left == [204] * 5
    assert too_large.status_code == 413
    assert counted.json() == {"meldingen": {"style-src-elem": 2, "onbekend": 3}}
    logged = "".join(capsys.readouterr())
    assert "style-src-elem" in logged
    assert "geheim" not in logged
    assert "999991103" not in logged
