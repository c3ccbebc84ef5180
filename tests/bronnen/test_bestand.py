"""Files of a bron: a quarter of its places, and nothing taken for a file that is none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from gateway.bronnen.bestand import Bestand, Download, Elders, elders
from gateway.bronnen.call import Params, Stroom
from gateway.context import Deadline
from gateway.domain.document import Inhoud, gelinkt_document
from gateway.domain.persoon import Subject
from gateway.domain.ref import Ref
from gateway.errors import BronBusy, BronInvalid
from tests.bronnen.world import ANNA, live, things


class Client:
    """A client whose files all have this status."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    @asynccontextmanager
    async def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AsyncIterator[Stroom]:
        self.asked.append((path, headers))

        async def brokken() -> AsyncIterator[bytes]:
            yield b"bytes"

        yield Stroom(self.status, 5, brokken())


def download(client: Client, gelijktijdig: int = 8) -> Download:
    async def zaken(call: object) -> object:
        return things(call)  # type: ignore[arg-type]  # never asked

    bron = live(zaken, gelijktijdig=gelijktijdig)
    bron.transport.client = client  # type: ignore[assignment]  # the part that gives files
    return Download(bron, Bestand("/x", "brief.pdf"), ANNA, Deadline.after(1_000))


async def test_files_take_a_quarter_of_the_places() -> None:
    """Of eight places two are for files; the third waits shortly and is told that it is busy. A place comes back."""
    own = download(Client())
    async with AsyncExitStack() as held:
        for _ in range(2):
            await held.enter_async_context(own.open())
        with pytest.raises(BronBusy):
            await held.enter_async_context(own.open())
    async with own.open() as stroom:
        assert stroom is not None
    assert not own.live.places.locked()


async def test_a_file_is_asked_as_bytes() -> None:
    """Open Zaak gives 406 to who asks for JSON here."""
    client = Client()
    async with download(client).open():
        pass
    assert client.asked == [("/x", {"Accept": "application/octet-stream"})]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_file_that_is_gone_is_nothing(status: int) -> None:
    """The register had its metadata, and not the file."""
    async with download(Client(status)).open() as stroom:
        assert stroom is None


@pytest.mark.faults
@pytest.mark.parametrize("status", [204, 206, 400, 406])
async def test_another_status_is_no_file(status: int) -> None:
    """The body of an error here is text that looks like a file; only 200 is one."""
    with pytest.raises(BronInvalid):
        async with download(Client(status)).open():
            pass


def test_a_file_elsewhere_is_one_that_the_item_points_at() -> None:
    """Only a document among those of the item, and only when somebody else has its bytes."""
    there = gelinkt_document(Ref("document", "bron", "b/1"), "x", [], Inhoud.ELDERS)
    nowhere = gelinkt_document(Ref("document", "bron", "b/2"), "x", [], Inhoud.NERGENS)
    assert elders([there, nowhere], "b/1") == Elders("document/uuid/1")
    assert [elders([there, nowhere], one) for one in ("b/2", "b/3", "c/1")] == [None] * 3
    assert elders(None, "b/1") is None
