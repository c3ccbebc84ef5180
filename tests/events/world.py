"""A little world: one bron that tells, an intake, and changes as they come out of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from gateway.bronnen.call import Call
from gateway.bronnen.forgotten import Change
from gateway.bronnen.manifest import Whose
from gateway.bronnen.registry import LiveBron
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Bsn
from gateway.events.intake import Intake
from gateway.events.message import CLOUDEVENT, NOTIFICATION, Message, read_message
from tests.bronnen.world import ANNA, SECRET, live, things

ZAAK = "d5c61a2a-a898-43d7-8af6-96a284f22047"
ANDERE = "53c1bdc5-5c2b-4b1c-9d3a-0d9a6f6f5a10"
BASIS = "https://bron.example/zaken/api/v1"


def notification(
    resource: str = "zaak", actie: str = "create", *, zaak: str = ZAAK, at: str = "2026-11-24T14:32:03.232383Z",
    kanaal: str = "zaken",
) -> dict[str, object]:  # fmt: skip
    """The body of a notification as Open Zaak sends it."""
    url = f"{BASIS}/zaken/{zaak}"
    own = url if resource == "zaak" else f"{BASIS}/{resource}en/{zaak}"
    return {
        "kanaal": kanaal, "source": "urn:nld:oin:00000001823288444000:systeem:open-zaak", "hoofdObject": url,
        "resource": resource, "resourceUrl": own, "actie": actie, "aanmaakdatum": at,
        "kenmerken": {"bronorganisatie": "002220647", "vertrouwelijkheidaanduiding": "zaakvertrouwelijk"},
    }  # fmt: skip


def cloudevent(
    soort: str = "nl.test.gemuteerd", subject: str = ZAAK, *, id: str = "een", **data: object
) -> dict[str, object]:
    """The body of a CloudEvent of the NL GOV profile."""
    return {
        "id": id, "source": "urn:nld:oin:00000001823288444000:systeem:test", "specversion": "1.0", "type": soort,
        "subject": subject, "time": "2026-11-24T14:32:07Z", "dataref": None, "datacontenttype": "application/json",
        "data": data,
    }  # fmt: skip


def message(body: Mapping[str, object]) -> Message:
    """A body as it is read."""
    import msgspec

    return read_message(msgspec.json.encode(body), CLOUDEVENT if "specversion" in body else NOTIFICATION)


class Telling:
    """A bron that tells of its zaken, whose each is, and how often it was asked."""

    def __init__(self) -> None:
        self.owners: dict[str, Bsn] = {ZAAK: ANNA.bsn} if ANNA.bsn else {}
        self.asked: list[str] = []
        self.faults: list[Exception] = []
        self.live: LiveBron = live(self._zaken)
        events = self.live.connector.event
        events("zaken/zaak/create", soort="zaak", diensten=(Dienst.ZAKEN,), owners=self._owners)
        events("zaken/rol", soort="zaak", diensten=(Dienst.ZAKEN,), owners=self._owners, gone=True)
        events("zaken/zaak", "zaken/status", "nl.test.gemuteerd", soort="zaak", diensten=(Dienst.ZAKEN,))
        events("zaaktypen/zaaktype", is_shared=True)

    async def _zaken(self, call: Call) -> object:
        return things(call, *(native for native, bsn in self.owners.items() if bsn == call.subject.bsn))

    async def _owners(self, call: Call, told: Mapping[str, object]) -> Whose:
        self.asked.append(call.native)
        if self.faults:
            raise self.faults.pop(0)
        return Whose((self.owners[call.native],)) if call.native in self.owners else Whose()


class Taken:
    """An intake, and what it told."""

    def __init__(self, telling: Telling) -> None:
        self.told: list[Change] = []
        self.live = telling.live
        self.intake = Intake(self._tell, SECRET)

    async def _tell(self, change: Change) -> None:
        self.told.append(change)

    def take(self, *bodies: Mapping[str, object]) -> list[str]:
        """Take messages in; what became of each."""
        return [self.intake.take(self.live, message(body)).value for body in bodies]


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; the test falls over when it never does."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.005)
