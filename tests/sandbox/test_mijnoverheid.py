"""The Berichtenbox of the sandbox: fetch first, then read, and every way in which the fetching can go wrong."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.mijnoverheid import bouw
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN

ROOT = "/api/v1/berichten"
OPHALEN = f"{ROOT}/_ophalen"
SPEC = Path(__file__).resolve().parents[3] / "shared" / "domain" / "specs" / "mijnoverheid-fbs"
SANNE = f"BSN:{PERSONEN['inwoner'].bsn}"
HAVENSTAD, BSHD = "00000001999990010000", "00000004999990030000"
TOESLAG = uuid("bericht", "sanne-toeslag")
PATCH = {"Content-Type": "application/merge-patch+json"}
Event = dict[str, Any]  # Any: JSON of an event, read as a caller would


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("mijnoverheid", "mijnoverheid", "MO", ("BERICHTEN",), "geheim"), lambda: "http://fbs.test")


@pytest.fixture
async def anonymous(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://fbs.test") as client:
        yield client


@pytest.fixture
async def box(anonymous: httpx.AsyncClient) -> httpx.AsyncClient:
    """A client with a token that asks for the inwoner."""
    answer = await anonymous.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=("gateway", "geheim"))
    anonymous.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    anonymous.headers["X-Ontvanger"] = SANNE
    return anonymous


async def fetch(box: httpx.AsyncClient) -> list[Event]:
    """One round of fetching, as the events it told."""
    answer = await box.get(OPHALEN)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(frame.removeprefix("data:")) for frame in answer.text.split("\n\n") if frame]


async def test_a_token_comes_from_client_credentials(anonymous: httpx.AsyncClient) -> None:
    """By Basic or in the form; another secret is invalid_client, another grant unsupported_grant_type."""
    form = {"grant_type": "client_credentials", "client_id": "gateway"}
    good = await anonymous.post("/oauth/token", data={**form, "client_secret": "geheim"})
    wrong = await anonymous.post("/oauth/token", data={**form, "client_secret": "fout"})
    other = await anonymous.post("/oauth/token", data={"grant_type": "password"}, auth=("gateway", "geheim"))

    assert (good.json()["token_type"], good.json()["expires_in"] > 0) == ("Bearer", True)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    assert (other.status_code, other.json()["error"]) == (400, "unsupported_grant_type")


async def test_a_call_needs_a_token_and_an_ontvanger(box: httpx.AsyncClient) -> None:
    """401 without a token, 400 without a well-formed X-Ontvanger, both as problem+json."""
    no_token = await box.get(ROOT, headers={"Authorization": ""})
    no_ontvanger = await box.get(ROOT, headers={"X-Ontvanger": "999990159"})

    assert (no_token.status_code, no_ontvanger.status_code) == (401, 400)
    assert no_token.headers["content-type"] == "application/problem+json"
    assert no_token.headers["api-version"] == "0.1.0"


async def test_reading_before_fetching_is_a_conflict(box: httpx.AsyncClient) -> None:
    """List, search, one bericht and its bijlage all give 409 until a round is complete."""
    paths = [ROOT, f"{ROOT}/_zoeken?q=toeslag", f"{ROOT}/{TOESLAG}", f"{ROOT}/{TOESLAG}/bijlagen/{TOESLAG}"]

    assert {(await box.get(path)).status_code for path in paths} == {409}


async def test_a_round_tells_of_every_magazijn(box: httpx.AsyncClient) -> None:
    """Begun and done per magazijn, and at the end the totals."""
    events = await fetch(box)

    done = [event for event in events if event["event"] == "magazijn-bevraging-voltooid"]
    begun = [event for event in events if event["event"] == "magazijn-bevraging-gestart"]
    last = events[-1]
    assert [event["magazijnId"] for event in begun] == [event["magazijnId"] for event in done]
    assert {event["status"] for event in done} == {"OK"}
    assert last == {
        "event": "ophalen-gereed",
        "totaalBerichten": sum(event["aantalBerichten"] for event in done),
        "geslaagd": len(done),
        "mislukt": 0,
        "totaalMagazijnen": len(done),
    }


async def test_someone_without_berichten_gets_an_empty_list(box: httpx.AsyncClient) -> None:
    """A complete round with nothing found is not a failure."""
    box.headers["X-Ontvanger"] = f"BSN:{PERSONEN['niets'].bsn}"
    events = await fetch(box)

    assert events[-1]["totaalBerichten"] == 0
    assert (await box.get(ROOT)).json()["berichten"] == []


async def test_pages_count_from_zero_and_give_no_total(box: httpx.AsyncClient) -> None:
    """Newest first; `next` and `prev` are relative, and a page beyond the end is empty."""
    await fetch(box)
    first, second, beyond = [(await box.get(f"{ROOT}?pagina={page}&paginaGrootte=3")).json() for page in (0, 1, 9)]

    moments = [row["publicatietijdstip"] for row in first["berichten"] + second["berichten"]]
    assert moments == sorted(moments, reverse=True)
    assert first["_links"]["next"]["href"] == f"{ROOT}?pagina=1&paginaGrootte=3"
    assert "prev" not in first["_links"]
    assert "next" not in second["_links"]
    assert (set(first), beyond["berichten"]) == ({"berichten", "_links"}, [])
    assert "inhoud" not in first["berichten"][0]


@pytest.mark.parametrize("query", ["pagina=-1", "paginaGrootte=0", "paginaGrootte=201", "pagina=een"])
async def test_a_page_out_of_bounds_is_refused(box: httpx.AsyncClient, query: str) -> None:
    """A page size is 1 to 200, and a page 0 or more."""
    await fetch(box)

    assert (await box.get(f"{ROOT}?{query}")).status_code == 400


async def test_a_bericht_and_its_bijlagen(box: httpx.AsyncClient) -> None:
    """The session keeps of a bijlage no more than its name; the download tells its type, always as attachment."""
    await fetch(box)
    bericht = (await box.get(f"{ROOT}/{uuid('bericht', 'sanne-aanslag')}")).json()
    bijlage = await box.get(bericht["bijlagen"][0]["_links"]["self"]["href"])

    assert set(bericht["bijlagen"][0]) == {"bijlageId", "naam", "_links"}
    assert (bijlage.headers["content-disposition"], bijlage.headers["content-type"]) == (
        "attachment",
        "application/pdf",
    )
    assert bijlage.content.startswith(b"%PDF")


async def test_a_bericht_of_someone_else_is_not_found(box: httpx.AsyncClient) -> None:
    """Sessions are kept apart per ontvanger."""
    await fetch(box)

    assert (await box.get(f"{ROOT}/{uuid('bericht', 'truus-aow')}")).status_code == 404


async def test_search_looks_in_subject_and_text(box: httpx.AsyncClient) -> None:
    """At least two characters, and case does not matter."""
    await fetch(box)
    found = (await box.get(f"{ROOT}/_zoeken?q=INKOMEN")).json()["berichten"]

    assert [row["berichtId"] for row in found] == [TOESLAG]
    assert (await box.get(f"{ROOT}/_zoeken?q=x")).status_code == 400


async def test_a_bericht_is_marked_read_and_moved(box: httpx.AsyncClient) -> None:
    """A merge patch without need of a session; null and absent both leave a value alone."""
    address = f"{ROOT}/{TOESLAG}?magazijnId=00000001999990090000"
    read = await box.patch(address, content='{"status": "gelezen", "map": null}', headers=PATCH)
    moved = await box.patch(address, content='{"map": "archief"}', headers=PATCH)

    assert (read.json()["status"], read.json()["map"]) == ("gelezen", "inbox")
    assert (moved.json()["status"], moved.json()["map"]) == ("gelezen", "archief")
    await fetch(box)
    assert (await box.get(f"{ROOT}/{TOESLAG}")).json()["status"] == "gelezen"


@pytest.mark.parametrize(
    ("content", "headers", "magazijn", "status"),
    [
        ('{"status": "gelezen"}', {"Content-Type": "application/json"}, "00000001999990090000", 415),
        ('{"status": "weg"}', PATCH, "00000001999990090000", 400),
        ("{}", PATCH, "00000001999990090000", 400),
        ("[", PATCH, "00000001999990090000", 400),
        ('{"status": "gelezen"}', PATCH, "", 400),
        ('{"status": "gelezen"}', PATCH, "00000000000000000000", 502),
        ('{"status": "gelezen"}', PATCH, HAVENSTAD, 404),
    ],
)
async def test_a_change_that_cannot_be_is_refused(
    box: httpx.AsyncClient, content: str, headers: dict[str, str], magazijn: str, status: int
) -> None:
    """Another content type, another value, nothing at all, or a magazijn that is unknown or the wrong one."""
    answer = await box.patch(f"{ROOT}/{TOESLAG}?magazijnId={magazijn}", content=content, headers=headers)

    assert answer.status_code == status


async def test_a_bericht_is_deleted_once_and_for_all(box: httpx.AsyncClient) -> None:
    """Deleting again is fine; the bericht leaves the session at once and the next round does not find it."""
    await fetch(box)
    address = f"{ROOT}/{TOESLAG}?magazijnId=00000001999990090000"

    assert [(await box.delete(address)).status_code for _ in range(2)] == [204, 204]
    assert (await box.get(f"{ROOT}/{TOESLAG}")).status_code == 404
    assert TOESLAG not in {row["berichtId"] for row in (await box.get(ROOT)).json()["berichten"]}


async def test_two_rounds_at_once_are_a_conflict(box: httpx.AsyncClient) -> None:
    """While a round runs, another one and reading both give 409; of two at the same time one wins."""
    answers = await asyncio.gather(box.get(OPHALEN), box.get(OPHALEN), box.get(ROOT))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert (await box.get(ROOT)).status_code == 200


@pytest.mark.parametrize(("variant", "status"), [("magazijn_timeout", "TIMEOUT"), ("magazijn_fout", "FOUT")])
async def test_one_magazijn_fails_and_the_rest_is_read(
    app: Starlette, box: httpx.AsyncClient, variant: str, status: str
) -> None:
    """The failing magazijn is named with its status; its berichten are missing, the others are there."""
    app.state.varianten[variant] = True
    events = await fetch(box)

    failed = [event for event in events if event.get("status") == status]
    assert [(event["magazijnId"], "foutmelding" in event) for event in failed] == [(BSHD, True)]
    assert (events[-1]["event"], events[-1]["mislukt"]) == ("ophalen-gereed", 1)
    magazijnen = {row["magazijnId"] for row in (await box.get(ROOT)).json()["berichten"]}
    assert BSHD not in magazijnen
    assert HAVENSTAD in magazijnen


@pytest.mark.parametrize(("variant", "last"), [("geen_slotevent", "voltooid"), ("ophalen_fout", "ophalen-fout")])
async def test_a_stranded_round_leaves_nothing_to_read(
    app: Starlette, box: httpx.AsyncClient, variant: str, last: str
) -> None:
    """The status stays 200, the end is missing or says so; reading is 503 with Retry-After until a good round."""
    app.state.varianten[variant] = True
    events = await fetch(box)
    reading = await box.get(ROOT)
    app.state.varianten[variant] = False
    again = await fetch(box)

    assert events[-1]["event"].endswith(last)
    assert (reading.status_code, reading.headers["retry-after"].isdecimal()) == (503, True)
    assert again[-1]["event"] == "ophalen-gereed"
    assert (await box.get(ROOT)).status_code == 200


@pytest.mark.parametrize(("variant", "fetching"), [("ophalen_bezig", 409), ("sessie_verlopen", 200)])
async def test_a_session_can_be_out_of_reach(
    app: Starlette, box: httpx.AsyncClient, variant: str, fetching: int
) -> None:
    """A round that never ends, or a session that never lasts: reading stays 409."""
    app.state.varianten[variant] = True

    assert (await box.get(OPHALEN)).status_code == fetching
    assert (await box.get(ROOT)).status_code == 409


async def test_a_broken_filter_answers_with_everyone(app: Starlette, box: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` someone without berichten gets those of all."""
    app.state.varianten["filter_genegeerd"] = True
    box.headers["X-Ontvanger"] = f"BSN:{PERSONEN['niets'].bsn}"

    assert (await fetch(box))[-1]["totaalBerichten"] > 5


@pytest.mark.parametrize("schema", ["BerichtSamenvatting", "Bericht", "BijlageMetadata"])
async def test_berichten_have_the_published_fields(box: httpx.AsyncClient, schema: str) -> None:
    """No field the contract does not know, and every field it requires."""
    spec = SPEC / "berichtenuitvraag-api.yaml"
    if not spec.exists():
        pytest.skip("geen specificaties naast de repository (../shared/domain/specs)")
    block = re.search(rf"^    {schema}:\n(.*?)(?=^    \w+:\n)", spec.read_text(), re.S | re.M)
    assert block
    required = re.search(r"required: \[(.*)\]", block[1])
    assert required
    known = set(re.findall(r"^        (\w+):", block[1], re.M))
    await fetch(box)
    bericht = (await box.get(f"{ROOT}/{uuid('bericht', 'sanne-aanslag')}")).json()
    rows = {
        "BerichtSamenvatting": (await box.get(ROOT)).json()["berichten"][0],
        "Bericht": bericht,
        "BijlageMetadata": bericht["bijlagen"][0],
    }

    assert set(required[1].split(", ")) <= set(rows[schema]) <= known
