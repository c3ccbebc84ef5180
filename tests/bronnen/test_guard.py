"""The guard of a bron at work: one in trouble is left alone, told of, and asked again with care."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gateway.bronnen.breaker import Breaker, Rules
from gateway.bronnen.call import Call, Params, Response
from gateway.bronnen.fetch import Ask, FetchPath, Outcome
from gateway.bronnen.guard import Guarded
from gateway.bronnen.rapport import rapport
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.retry import Pause, RetryBudget
from gateway.context import Deadline
from gateway.domain.bron import Bronstatus, Dienst
from gateway.domain.persoon import Subject
from gateway.errors import BronCircuitOpen, BronError, BronPaused, BronUnreachable
from tests.bronnen.world import ANNA, BRAM, live, things

pytestmark = pytest.mark.faults
OK = Response(200, {}, b"{}")


class Client:
    """A client that answers, or fails with what it is told."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.faults: list[BronError] = []
        self.fault: BronError | None = None

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def mint(self, claims: Mapping[str, str]) -> str:
        return "verzegeld"

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        self.calls.append(path)
        if self.faults:
            raise self.faults.pop()
        if self.fault is not None:
            raise self.fault
        return OK


def guarded(client: Client) -> Guarded:
    return Guarded(client, Breaker("bron", Rules(minimum=4)), RetryBudget(jitter_s=0), Pause())


async def send(guard: Guarded, method: str = "GET", path: str = "/x") -> Response:
    return await guard.send(
        method, path, params={}, headers={}, body=None, deadline=Deadline.after(1_000), subject=ANNA
    )


def asking(client: Client, versheid_s: float = 0) -> LiveBron:
    """A bron whose source makes one call through its guarded client."""

    async def zaken(call: Call) -> object:
        await call.send("GET", "/x")
        return things(call, "een")

    bron = live(zaken, versheid_s=versheid_s)
    bron.transport = guarded(client)
    return bron


async def test_an_open_breaker_asks_nobody_and_says_so() -> None:
    """After too many failures the bron is not asked; the report says until when."""
    client, path = Client(), FetchPath()
    client.fault = BronUnreachable()
    bron = asking(client)
    for _ in range(4):
        await path.fetch(Ask(bron, "zaken", ANNA, Deadline.after(1_000)))
    asked = len(client.calls)
    outcome = path.start(Ask(bron, "zaken", BRAM, Deadline.after(1_000)))
    assert isinstance(outcome, Outcome)
    told = rapport(outcome, Dienst.ZAKEN, {})
    assert (told.status, told.code.name if told.code else "") == (Bronstatus.ONBEREIKBAAR, "BRON_STROOM_UIT")
    assert told.opnieuw_na is not None
    assert len(client.calls) == asked


async def test_an_open_breaker_shows_what_is_known() -> None:
    """With an older answer at hand that is shown, marked old, without waiting."""
    client, path = Client(), FetchPath()
    bron = asking(client)
    await path.fetch(Ask(bron, "zaken", ANNA, Deadline.after(1_000)))
    client.fault = BronUnreachable()
    for _ in range(6):
        await path.fetch(Ask(bron, "zaken", ANNA, Deadline.after(1_000)))
    outcome = path.start(Ask(bron, "zaken", ANNA, Deadline.after(1_000)))
    assert isinstance(outcome, Outcome)
    assert rapport(outcome, Dienst.ZAKEN, {}).status is Bronstatus.VEROUDERD


async def test_a_pause_is_kept_for_everybody() -> None:
    """One Retry-After gives the whole bron its rest."""
    client = Client()
    guard = guarded(client)
    client.faults = [BronPaused(wacht_s=30)]
    with pytest.raises(BronPaused):
        await send(guard)
    with pytest.raises(BronPaused) as told:
        await send(guard)
    assert told.value.wacht_s is not None
    assert told.value.wacht_s > 25
    assert len(client.calls) == 1
    assert isinstance(guard.refusal(), BronPaused)


@pytest.mark.parametrize(
    ("method", "path", "again"), [("GET", "/x", True), ("POST", "/zaken/_zoek", True), ("POST", "/taken", False)]
)
async def test_only_reads_are_asked_again(method: str, path: str, again: bool) -> None:
    """A read that got no answer is repeated once while the budget allows it; a write never is."""
    client = Client()
    guard = guarded(client)
    for _ in range(20):
        await send(guard)
    client.faults = [BronUnreachable()]
    if again:
        assert await send(guard, method, path) is OK
    else:
        with pytest.raises(BronUnreachable):
            await send(guard, method, path)
    assert client.calls[20:] == [path] * (2 if again else 1)


async def test_a_dead_bron_gets_hardly_more_calls() -> None:
    """With every call failing, repeats stay within a tenth, until the breaker stops all of it."""
    client = Client()
    guard = Guarded(client, Breaker("bron", Rules(minimum=1_000, window=2_000)), RetryBudget(jitter_s=0), Pause())
    client.fault = BronUnreachable()
    for _ in range(200):
        with pytest.raises(BronUnreachable):
            await send(guard)
    assert len(client.calls) <= 220
    assert not isinstance(guard.refusal(), BronCircuitOpen)


async def test_a_connector_says_which_of_its_posts_only_read() -> None:
    """A search of another kind of system is asked again too, and nothing else that goes by POST."""
    client = Client()
    guard = Guarded(client, Breaker("bron", Rules(minimum=40)), RetryBudget(jitter_s=0), Pause(), ("/personen",))
    for _ in range(20):  # a budget to ask again from
        await send(guard)
    for path, times in (("/personen", 2), ("/zaken/_zoek", 1)):
        client.calls.clear()
        client.fault = BronUnreachable()
        with pytest.raises(BronUnreachable):
            await send(guard, "POST", path)
        assert client.calls == [path] * times
        client.fault = None
