"""The processing log of a whole gateway: every processing a line, no person in it to be read, and nothing lost."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gateway.config import Geheim, VerwerkingenInstellingen
from gateway.verwerkingen import verzender
from sandbox.verhalen.personen import PERSONEN
from tests.scenarios.conftest import Portal, running
from tests.scenarios.doen import BERICHT, doe, item
from tests.verwerkingen.verzamelaar import Span, Verzamelaar, verzamelaar

pytestmark = pytest.mark.scenario
KEY = "5c" * 64
CHAIN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
QUERY = "{ zaken { aantal } producten { aantal } }"
REGISTER = "https://register.example/verwerkingen"
BSN = PERSONEN["inwoner"].bsn or ""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzender, "EVERY_S", 0.02)
    monkeypatch.setattr(verzender, "LONGEST_PAUSE_S", 0.05)


@pytest.fixture
async def logboek() -> AsyncIterator[Verzamelaar]:
    async with verzamelaar() as made:
        yield made


def settings(folder: Path, url: str, **more: object) -> VerwerkingenInstellingen:
    spool = folder / "spool"
    spool.mkdir(exist_ok=True)
    return VerwerkingenInstellingen.model_validate(
        {
            "collector": url, "map": str(spool), "sleutel": Geheim(KEY), "activiteit": REGISTER,
            "activiteiten": {"ZAKEN": f"{REGISTER}/zaken"}, "portalen": {"graphiql": "https://mijn.havenstad.example"}, **more,
        }
    )  # fmt: skip


@pytest.fixture
async def portal(tmp_path: Path, logboek: Verzamelaar) -> AsyncIterator[Portal]:
    async with running(tmp_path, verwerkingen=settings(tmp_path, logboek.url)) as made:
        yield made


async def asked(portal: Portal, query: str = QUERY, **headers: str) -> httpx.Response:
    token = {"Authorization": f"Bearer {portal.zandbak.token(portal.person)}"}
    return await portal.client.post("/graphql", json={"query": query}, headers={**token, **headers})


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


def split(spans: list[Span]) -> tuple[Span, list[Span]]:
    """The line of the question and those of the sources below it."""
    (parent,) = [span for span in spans if span["name"] == "vraag"]
    return parent, [span for span in spans if span is not parent]


async def test_a_question_is_a_line_with_a_line_for_each_source(portal: Portal, logboek: Verzamelaar) -> None:
    """LDV-1, LDV-3: one chain, begun by the portal; activities as the register calls them."""
    bronnen = {live.code for live in portal.gateway.registry.bronnen.values()}
    await asked(portal, traceparent=CHAIN)
    await until(lambda: len(logboek.spans) > 1)
    parent, children = split(logboek.spans)
    assert {span["traceId"] for span in logboek.spans} == {CHAIN.split("-")[1]}
    assert parent["parentSpanId"] == CHAIN.split("-")[2]
    assert {span["parentSpanId"] for span in children} == {parent["spanId"]}
    assert len({span["spanId"] for span in logboek.spans}) == len(logboek.spans)
    assert {span["name"] for span in children} == {"zaken", "producten"}
    assert len(children) <= 2 * len(bronnen)
    for span in children:
        activiteit = logboek.attributes(span)["dpl.core.processing_activity_id"]
        assert activiteit == (f"{REGISTER}/zaken" if span["name"] == "zaken" else REGISTER)
        assert int(parent["startTimeUnixNano"]) <= int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
        assert int(span["endTimeUnixNano"]) <= int(parent["endTimeUnixNano"])
        assert span["status"] == {"code": 1}


async def test_a_change_has_lines_for_what_was_read_and_what_was_changed(portal: Portal, logboek: Verzamelaar) -> None:
    """LDV-1: the change and the reading after it, each below the question, at a place of its own."""
    bericht = await item(portal, "berichten", "Uw parkeervergunning loopt bijna af")
    await until(lambda: len(logboek.spans) > 1)
    before = len(logboek.spans)
    await doe(portal, BERICHT, berichtId=bericht["id"], gelezen=True)
    await until(lambda: len(logboek.spans) == before + 3)
    parent, children = split(logboek.spans[before:])
    assert {span["name"] for span in children} == {"bericht_markeren", "bericht"}
    assert {span["parentSpanId"] for span in children} == {parent["spanId"]}


async def test_an_answer_from_a_cache_is_a_processing_too(portal: Portal, logboek: Verzamelaar) -> None:
    """LDV-7: asked again, nothing is fetched, and there are as many lines."""
    await asked(portal)
    await until(lambda: len(logboek.spans) > 1)
    first = len(logboek.spans)
    portal.zandbak.wis_aanroepen()
    await asked(portal)
    await until(lambda: len(logboek.spans) == 2 * first)
    assert portal.zandbak.aanroepen() == []
    _, again = split(logboek.spans[first:])
    assert all(span["startTimeUnixNano"] == span["endTimeUnixNano"] for span in again)


@pytest.mark.canary
async def test_the_holder_of_the_key_alone_reads_whose_it_was(portal: Portal, logboek: Verzamelaar) -> None:
    """LDV-6: the number is hidden, the same each time, and nothing else of the person is there."""
    for _ in range(2):
        await asked(portal)
    await until(lambda: sum(span["name"] == "vraag" for span in logboek.spans) == 2)
    hidden = {logboek.attributes(span)["dpl.core.data_subject_id"] for span in logboek.spans}
    (one,) = hidden
    assert {logboek.attributes(span)["dpl.core.data_subject_id_type"] for span in logboek.spans} == {"BSN"}
    assert AESSIV(bytes.fromhex(KEY)).decrypt(b64decode(one), [b"ldv", b"BSN"]).decode() == BSN
    sent = b"".join(logboek.deliveries)
    for text in (BSN, b64encode(BSN.encode()).decode(), "Sanne", "Rijbewijs", "eyJ"):
        assert text.encode() not in sent


async def test_a_bron_that_failed_is_an_error_and_the_question_is_not(portal: Portal, logboek: Verzamelaar) -> None:
    await portal.zandbak.break_("havenstad-zaken", "500")
    await asked(portal)
    await until(lambda: len(logboek.spans) > 1)
    parent, children = split(logboek.spans)
    assert parent["status"] == {"code": 1}
    assert {span["status"]["code"] for span in children if span["name"] == "zaken"} == {2}
    assert {span["status"]["code"] for span in children if span["name"] == "producten"} == {1}


@pytest.mark.faults
async def test_a_logboek_that_was_away_misses_nothing(portal: Portal, logboek: Verzamelaar) -> None:
    """LDV-4: everybody is answered meanwhile, every line comes afterwards, and the spool is empty then."""
    await logboek.stop()
    for _ in range(50):
        assert (await asked(portal)).status_code == 200
    status = portal.gateway.status()["logboek"]
    assert isinstance(status, dict)
    await until(lambda: portal.gateway.status()["logboek"]["achter"])  # type: ignore[index]  # a dict, see above
    assert logboek.spans == []

    await logboek.start()
    await until(lambda: sum(span["name"] == "vraag" for span in logboek.spans) == 50)
    await until(lambda: portal.gateway.status()["logboek"] == {"wacht_bytes": 0, "achter": False})
    assert len({span["spanId"] for span in logboek.spans}) == len(logboek.spans)


@pytest.mark.faults
@pytest.mark.parametrize(("status", "apart"), [(503, False), (401, False), (400, True)])
async def test_lines_that_are_refused_are_kept(
    portal: Portal, logboek: Verzamelaar, tmp_path: Path, status: int, apart: bool
) -> None:
    """Tried again when that makes sense; else kept apart, so that those after them get through."""
    logboek.status = status
    await asked(portal)
    await until(lambda: len(logboek.deliveries) > 1 or (tmp_path / "spool" / "geweigerd").exists())
    assert (tmp_path / "spool" / "geweigerd").exists() is apart
    logboek.status = 200
    await asked(portal)
    await until(lambda: sum(span["name"] == "vraag" for span in logboek.spans) == (1 if apart else 2))


@pytest.mark.faults
async def test_lines_that_were_taken_in_but_not_kept_are_kept_apart(
    portal: Portal, logboek: Verzamelaar, tmp_path: Path
) -> None:
    logboek.body = json.dumps({"partialSuccess": {"rejectedSpans": "2"}}).encode()
    await asked(portal)
    await until(lambda: (tmp_path / "spool" / "geweigerd").exists())


@pytest.mark.faults
async def test_without_room_for_lines_nothing_is_processed(tmp_path: Path, logboek: Verzamelaar) -> None:
    """Fail closed: refused before a bron is asked, with a code and the time to wait; there is room again later."""
    await logboek.stop()
    chosen = settings(tmp_path, logboek.url, max_mb=1)
    async with running(tmp_path, verwerkingen=chosen) as portal:
        assert portal.gateway.logboek is not None
        portal.gateway.logboek.spool.append(b'{"vulling":"' + b"x" * 1_000_000 + b'"}\n')
        refused = await asked(portal)
        assert (refused.status_code, refused.json()["code"]) == (503, "LOGBOEK_VOL")
        assert "retry-after" in refused.headers
        assert portal.zandbak.aanroepen() == []

        await logboek.start()
        await until(lambda: portal.gateway.has_room)
        assert (await asked(portal)).status_code == 200


async def test_a_question_that_is_not_executed_is_no_processing(portal: Portal, logboek: Verzamelaar) -> None:
    await asked(portal, "{ bestaatNiet }")
    await asked(portal)
    await until(lambda: len(logboek.spans) > 1)
    split(logboek.spans)
