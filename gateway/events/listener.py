"""Somebody who listens for changes: knows what they have, is woken by what concerns it, and looks with their own eyes.

A message never carries data to anybody. What a listener tells is what a bron answered just then to a question of that very
person; an item that is not theirs is told neither as changed nor as gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.forgotten import Change
from gateway.bronnen.manifest import Page
from gateway.context import NO_NEEDS
from gateway.domain.bron import Dienst
from gateway.domain.item import Item
from gateway.domain.ref import Ref
from gateway.domain.wijziging import Wijziging
from gateway.events.hub import Hub, Mark, Tag
from gateway.plan.fanout.items import SOORTEN, by_ref
from gateway.plan.fanout.request import Request

TOGETHER_S = 0.1
"""Workers tell about one item a moment after each other."""
AGAIN_S, TRIES = 2.0, 3
AROUND_S = 30.0


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell a listener; `event` None when only something was looked at, with `request`.

    `mark`, where it is given, says that all changes up to it were told; `is_missed` that others may have been missed.
    """

    event: object | None
    request: Request
    mark: Mark | None = None
    is_missed: bool = False


class Listener:
    """One connection that listens, from now on or `since` a change that was told before.

    `new_request` makes a request of this person, with a deadline of its own.
    """

    def __init__(
        self, hub: Hub, new_request: Callable[[], Request], diensten: Iterable[Dienst], since: Mark | None = None
    ) -> None:
        self._hub = hub
        self._new_request = new_request
        self._diensten = set(diensten)
        self._known: dict[tuple[str, str], Ref] = {}
        self._unread: set[str] = set()
        self._heard: dict[Change, Mark] = {}
        self._woken = asyncio.Event()
        self._tries: dict[tuple[str, str], int] = {}
        self._since = since
        self._position = hub.last if since is None else since
        self._is_settled = False

    def hear(self, mark: Mark, change: Change) -> None:
        """A change that may concern this person; see `hub.Listener`."""
        self._heard[change] = mark
        self._woken.set()

    async def listen(self) -> AsyncGenerator[Told, None]:
        """What changes. Ends only by being closed."""
        request = self._new_request()
        persons = request.subject.nummers
        self._diensten = {one for one in self._diensten if request.lacking(one) is None}
        self._hub.listen(self, persons)
        try:
            await self._look_around(request)
            is_whole = self._catch_up(request)
            yield Told(None, request, is_missed=not is_whole and self._since is not None)
            while True:
                self._is_settled = True
                is_woken = await self._is_woken()
                self._is_settled = False
                if not is_woken:
                    request = self._new_request()
                    await self._look_around(request)
                    yield Told(None, request)
                    continue
                await asyncio.sleep(TOGETHER_S)
                for told in await self._look(*self._take()):
                    yield told
        finally:
            self._hub.leave(self, [*persons, *self._known])

    async def _is_woken(self) -> bool:
        """Wait to be woken. False when it is time to read what could not be read before."""
        try:
            async with asyncio.timeout(AROUND_S if self._unread else None):
                await self._woken.wait()
        except TimeoutError:
            return False
        return True

    @property
    def quiet_at(self) -> Mark:
        """All changes up to here were told, or were not this person's."""
        if self._is_settled and not self._heard:
            self._position = max(self._position, self._hub.last)
        return self._position

    # ── knowing what the person has ──

    async def _look_around(self, request: Request) -> None:
        """Read all lists once, so that a change of something that is there is recognised as this person's."""
        for dienst in self._diensten:
            for outcome in await request.ask_all(dienst, NO_NEEDS):
                self._learn(outcome)

    def _learn(self, outcome: Outcome) -> None:
        if isinstance(outcome.value, Page):
            self._know(item.ref for item in outcome.value.items if isinstance(item, Item))
        if outcome.kept is None:
            self._unread.add(outcome.live.code)
        else:
            self._unread.discard(outcome.live.code)

    def _know(self, refs: Iterable[Ref]) -> None:
        new: dict[Tag, Ref] = {(ref.bron, ref.native): ref for ref in refs}
        self._known.update(new)  # type: ignore[arg-type]  # these tags are pairs
        self._hub.listen(self, new)

    def _forget(self, ref: Ref) -> None:
        self._known.pop((ref.bron, ref.native), None)
        self._hub.leave(self, [(ref.bron, ref.native)])

    def _catch_up(self, request: Request) -> bool:
        """Hear what was told in the meantime. False when something may have been missed."""
        missed = self._hub.since(self._position)
        if missed is None:
            return False
        own = {change: mark for mark, change in missed if self._concerns(change, request)}
        self._heard = {**own, **self._heard}
        if self._heard:
            self._woken.set()
        return not any(self._may_be_gone(change, request) for _, change in missed)

    def _concerns(self, change: Change, request: Request) -> bool:
        return any((change.bron, native) in self._known for native in change.natives) or not set(
            change.persons
        ).isdisjoint(request.subject.nummers)

    def _may_be_gone(self, change: Change, request: Request) -> bool:
        """Was something taken away from somebody, that this person may have had and has no more?"""
        live = request.registry.find(change.bron, request.subject)
        return (
            change.gone and bool(change.natives) and not change.persons
            and live is not None and not self._concerns(change, request)
        )  # fmt: skip

    # ── looking at what changed ──

    def _take(self) -> tuple[Mark, list[Change]]:
        heard, self._heard = self._heard, {}
        self._woken.clear()
        return max(heard.values()), list(heard)

    async def _look(self, mark: Mark, changes: list[Change]) -> list[Told]:
        """What this person must be told of these changes, each item once."""
        request = self._new_request()
        refs = {(ref.bron, ref.native): ref for change in changes for ref in await self._refs(change, request)}
        found = await asyncio.gather(*(self._at(ref, request) for ref in refs.values()))
        told = [Told(one, request) for one in found if one is not None] or [Told(None, request)]
        told[-1] = Told(told[-1].event, request, mark)
        self._position = max(self._position, mark)
        return told

    async def _refs(self, change: Change, request: Request) -> list[Ref]:
        """The items a change is about, as far as they are of a kind that is listened to."""
        named = [
            self._known.get((change.bron, native)) or Ref(change.soort, change.bron, native)
            for native in change.natives
        ]
        refs = [ref for ref in named if SOORTEN.get(ref.soort) in self._diensten]
        return refs if refs or not change.persons else await self._differences(change.bron, request)

    async def _differences(self, bron: str, request: Request) -> list[Ref]:
        """What came or went in the lists of a bron, when a change does not say which item it is about."""
        live = request.registry.find(bron, request.subject)
        if live is None:
            return []
        had = {key: ref for key, ref in self._known.items() if ref.bron == bron}
        outcomes = [
            await request.ask(live, dienst.value.lower()) for dienst in live.bron.diensten if dienst in self._diensten
        ]
        pages = [one.value for one in outcomes if isinstance(one.value, Page)]
        has = {
            (item.ref.bron, item.ref.native): item.ref
            for page in pages
            for item in page.items
            if isinstance(item, Item)
        }
        went = [ref for key, ref in had.items() if key not in has] if all(one.fault is None for one in outcomes) else []
        return [*(ref for key, ref in has.items() if key not in had), *went]

    async def _at(self, ref: Ref, request: Request) -> Wijziging | None:
        """How an item stands for this person now; None when it never was theirs, or cannot be told yet."""
        key, dienst = (ref.bron, ref.native), SOORTEN[ref.soort]
        value = await by_ref(request, ref, NO_NEEDS)
        if isinstance(value, Item):
            self._tries.pop(key, None)
            self._know([ref])
            return Wijziging(ref=ref, dienst=dienst, verdwenen=False)
        if isinstance(value, Exception):
            self._look_again(ref)
            return Wijziging(ref=ref, dienst=dienst, verdwenen=False) if key in self._known else None
        if key not in self._known:
            return None
        self._forget(ref)
        return Wijziging(ref=ref, dienst=dienst, verdwenen=True)

    def _look_again(self, ref: Ref) -> None:
        """A bron that did not answer is asked again in a moment, a few times, for what is not known to be this person's."""
        key = (ref.bron, ref.native)
        self._tries[key] = self._tries.get(key, 0) + 1
        if key in self._known or self._tries[key] > TRIES:
            self._tries.pop(key, None)
            return
        again = Change(ref.bron, (ref.native,), soort=ref.soort)
        asyncio.get_running_loop().call_later(AGAIN_S, self.hear, self._position, again)
