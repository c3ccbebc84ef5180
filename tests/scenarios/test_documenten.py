"""Documents end to end: every one that is offered can be had by the person whose it is, and by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any  # Any: an answer, read by what was asked

import httpx
import pytest

from gateway.config import HttpInstellingen
from tests.scenarios.conftest import Portal, running

pytestmark = pytest.mark.scenario
ADRES = "https://mijn.havenstad.example"
DOCUMENT = "titel beschikbaar downloadUrl bestandsnaam bestandstype"
ZAAK = (
    f"query($id: ID!) {{ zaak(id: $id) {{ documenten {{ {DOCUMENT} }} besluiten {{ documenten {{ {DOCUMENT} }} }} }} }}"
)
BERICHTEN = f"""query($na: String) {{ berichten(first: 5, after: $na) {{
  nodes {{ bijlagen {{ {DOCUMENT} }} herkomst {{ bron {{ code }} }} }} pageInfo {{ endCursor hasNextPage }}
}} }}"""


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    """A portal whose gateway knows the address where it is reached."""
    async with running(tmp_path, http=HttpInstellingen(publiek_adres=ADRES)) as portal:
        yield portal


async def fetch(portal: Portal, url: str, **headers: str) -> httpx.Response:
    """Get a file, as the person of the portal."""
    assert url.startswith(f"{ADRES}/documenten/")
    token = {"Authorization": f"Bearer {portal.zandbak.token(portal.person)}"}
    return await portal.client.get(url.removeprefix(ADRES), headers={**token, **headers})


async def of_zaak(portal: Portal, titel: str) -> Any:
    """The documents and besluiten of the zaak with this titel."""
    nodes: Any = (await portal.ask("{ zaken(first: 100) { nodes { id titel } } }"))["zaken"]["nodes"]  # type: ignore[index]
    return (await portal.ask(ZAAK, id=next(one["id"] for one in nodes if one["titel"] == titel)))["zaak"]


async def test_every_document_of_a_zaak_can_be_had(portal: Portal) -> None:
    """Those of the zaak and those of its besluit: the file itself, under its own name."""
    zaak = await of_zaak(portal, "Gehandicaptenparkeerkaart bestuurder")
    offered = [*zaak["documenten"], *(one for besluit in zaak["besluiten"] for one in besluit["documenten"])]
    assert len(offered) == 5
    for one in offered:
        assert one["beschikbaar"] is True
        answer = await fetch(portal, one["downloadUrl"])
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        assert one["bestandsnaam"] in answer.headers["content-disposition"]
        assert answer.headers["content-type"] == one["bestandstype"]


@pytest.mark.parametrize(
    ("person", "bron"), [("inwoner", "havenstad-vtb"), ("inwoner", "mijnoverheid"), ("student", "duindorp-objecten")]
)
async def test_attachments_of_berichten_can_be_had(portal: Portal, person: str, bron: str) -> None:
    """Also when the message only points at them: the sister system of the same organisation has the bytes."""
    own, offered, after = portal.of(person), [], None
    while True:
        page: Any = (await own.ask(BERICHTEN, na=after))["berichten"]
        mine = (node for node in page["nodes"] if node["herkomst"][0]["bron"]["code"] == bron)
        offered += [one for node in mine for one in node["bijlagen"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert offered
    for one in offered:
        answer = await fetch(own, one["downloadUrl"])
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


@pytest.mark.isolation
async def test_the_address_of_a_file_opens_nothing_for_another(portal: Portal) -> None:
    """Another's document, an id of something else and a made-up id: the same answer; without a token none at all."""
    zaak = await of_zaak(portal, "Gehandicaptenparkeerkaart bestuurder")
    url = zaak["documenten"][0]["downloadUrl"]
    zaak_id = (await portal.ask("{ zaken(first: 1) { nodes { id } } }"))["zaken"]["nodes"][0]["id"]  # type: ignore[index]
    answers = [
        await fetch(portal.of("fatima"), url),
        await fetch(portal.of("ondernemer"), url),
        await fetch(portal, f"{ADRES}/documenten/verzonnen"),
        await fetch(portal, f"{ADRES}/documenten/{zaak_id}"),
        await fetch(portal, url[:-2] + "xx"),
    ]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert answers[0].json()["code"] == "NIET_GEVONDEN"
    assert (await portal.client.get(url.removeprefix(ADRES))).status_code == 401


async def test_right_is_proven_at_every_download(portal: Portal) -> None:
    """Each download asks the register anew: the rollen, the link and the rules, however short ago the last one was."""
    zaak = await of_zaak(portal, "Gehandicaptenparkeerkaart bestuurder")
    url = zaak["documenten"][0]["downloadUrl"]
    asked = []
    for _ in range(2):
        portal.zandbak.wis_aanroepen()
        await fetch(portal, url)
        asked.append(sorted(one.pad.rpartition("/")[2] for one in portal.zandbak.aanroepen()))
    assert asked[0] == asked[1] == ["_zoek", "download", "rollen", "zaakinformatieobjecten", "{uuid}"]


@pytest.mark.faults
@pytest.mark.parametrize(("soort", "status"), [("500", 502), ("html", 502), ("hang", 504), ("429", 503)])
async def test_a_register_that_fails_is_told_in_words(portal: Portal, soort: str, status: int) -> None:
    """A broken register gives a problem document, never a file that is none."""
    zaak = await of_zaak(portal, "Gehandicaptenparkeerkaart bestuurder")
    await portal.zandbak.break_("havenstad-zaken", soort)
    answer = await fetch(portal, zaak["documenten"][0]["downloadUrl"])
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert "content-disposition" not in answer.headers


async def test_without_an_address_nothing_is_offered(tmp_path: Path) -> None:
    """A gateway in production that was not told where it is reached offers no downloads, and says so."""
    async with running(tmp_path, omgeving="productie") as portal:
        portal.gateway.engine.free = True
        zaak = await of_zaak(portal, "Gehandicaptenparkeerkaart bestuurder")
    assert {(one["beschikbaar"], one["downloadUrl"]) for one in zaak["documenten"]} == {(False, None)}
