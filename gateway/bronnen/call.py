"""What a connector gets in hand: who it is about, what was selected, and a way to ask its bron.

A connector never catches, retries, sleeps, caches, logs or times out: the fetch path does that for everyone. Data is
checked here, once, where it enters; rows that break their type are dropped and counted, the rest is kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar

import msgspec

from gateway.context import Deadline, Needs
from gateway.domain.bron import Bron, GevondenVia, Herkomst
from gateway.domain.persoon import Subject
from gateway.domain.ref import Ref
from gateway.errors import BronInvalid, BronRefused

T = TypeVar("T")
MAX_PAGES = 20
MAX_ITEMS = 500
Params = Mapping[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of a bron, read whole and within the size cap. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without parameters, lower case."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Stroom:
    """An answer of a bron whose bytes come while they are taken. `omvang`: how many there will be, when the bron tells.

    `brokken` raises BronError when the bron stops halfway.
    """

    status: int
    omvang: int | None
    brokken: AsyncIterator[bytes]


class Transport(Protocol):
    """The client seam of one bron: credentials, deadline, size cap and error kinds are its business."""

    async def open(self) -> None:
        """Make ready, in the event loop that will use it."""
        ...

    async def close(self) -> None:
        """Give back every connection."""
        ...

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
        """Send one request to `path` below the bron's base URL. `subject`: for whom, which credentials may depend on.

        Raises BronTimeout, BronUnreachable (also for 5xx), BronPaused (429, or 503 with Retry-After), BronRefused (401, or
        403 whose code names credentials) and BronInvalid (redirect, too large, content coding). Other statuses come back.
        """
        ...

    def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AbstractAsyncContextManager[Stroom]:
        """GET `path`, and take its bytes while the block lasts. The deadline is about the head alone.

        Raises as `send`; BronRefused also for any 403, whose body says nothing here.
        """
        ...

    async def upload(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        brokken: AsyncIterator[bytes],
        omvang: int,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        """Send so many bytes as they come, once. The deadline is about beginning; bytes may take as long as they keep coming.

        Raises as `send`; refused credentials are not renewed. What `brokken` raises comes back as BronUnreachable.
        """
        ...

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A sealed token about the person, for bronnen that take one in the body. Raises BronNotSupported for others."""
        ...


class Shared(Protocol):
    """What is the same for everybody at one bron, such as a catalogue: kept per bron, loaded once at a time."""

    async def get(self, key: str, load: Callable[[], Awaitable[T]], *, versheid_s: float) -> T:
        """The kept value, loaded by `load` when it is missing or older than `versheid_s` seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Paging:
    """How a bron pages its lists: parameter names, and rows a page; 0 where it chooses the size itself."""

    page: str = "page"
    size: str = "pageSize"
    rows: int = 100
    first: int = 1


ZGW_PAGING = Paging()


class _Envelope(msgspec.Struct):
    results: list[msgspec.Raw]
    count: int | None = None
    next: str | None = None


def _fresh(envelope: _Envelope, seen: set[bytes], *, is_first: bool) -> list[msgspec.Raw]:
    """The rows of a page that no page before it had. A list of one page, as most are, is not looked at."""
    if is_first and not envelope.next:
        return envelope.results
    rows = {bytes(row): row for row in envelope.results if bytes(row) not in seen}
    seen.update(rows)
    return list(rows.values())


@dataclass(slots=True)
class Call:
    """One question to one bron, for one person."""

    bron: Bron
    subject: Subject
    needs: Needs
    deadline: Deadline
    transport: Transport
    shared: Shared
    canonieke_url: str = ""
    native: str = ""
    instellingen: Mapping[str, object] = field(default_factory=dict)
    nu: datetime = field(default_factory=lambda: datetime.now(UTC))
    dropped: list[str] = field(default_factory=list)
    foreign: int = 0
    _herkomst: dict[tuple[GevondenVia, bool], list[Herkomst]] = field(default_factory=dict)

    # ── what views need ──

    def ref(self, soort: str, native: str) -> Ref:
        """The native reference of an item at this bron; its opaque id is made only when `id` is selected."""
        return Ref(soort, self.bron.code, native)

    def about(self, native: str) -> Call:
        """The same call about another item at this bron."""
        return replace(self, native=native)

    def herkomst(self, via: GevondenVia, *, formeel: bool = True) -> list[Herkomst]:
        """Where an item of this call comes from; shared by all items found the same way."""
        key = (via, formeel)
        if key not in self._herkomst:
            one = Herkomst(bron=self.bron, peilmoment=self.nu, verouderd=False, formeel=formeel, gevonden_via=via)
            self._herkomst[key] = [one]
        return self._herkomst[key]

    # ── asking ──

    async def send(
        self, method: str, path: str, *, params: Params | None = None,
        headers: Mapping[str, str] | None = None, body: object = None, raw: bytes | None = None,
    ) -> Response:  # fmt: skip
        """Send a request; `body` is encoded as JSON, `raw` goes as it is. Errors as of `Transport.send`."""
        extra = dict(headers or {})
        if body is not None:
            raw = msgspec.json.encode(body)
            extra.setdefault("Content-Type", "application/json")
        return await self.transport.send(
            method, path, params=params or {}, headers=extra, body=raw, deadline=self.deadline, subject=self.subject
        )

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A sealed token about the person; see `Transport.mint`."""
        return await self.transport.mint(claims)

    async def read(
        self, method: str, path: str, type_: type[T], *, params: Params | None = None,
        headers: Mapping[str, str] | None = None, body: object = None,
    ) -> T | None:  # fmt: skip
        """Ask for one thing and decode it into `type_`. None when the bron says that it is not there. Raises as `require`."""
        response = await self.send(method, path, params=params, headers=headers, body=body)
        return None if is_absent(response) else self.decode(response, type_)

    async def require(
        self, method: str, path: str, type_: type[T], *, params: Params | None = None,
        headers: Mapping[str, str] | None = None, body: object = None,
    ) -> T:  # fmt: skip
        """Ask for what is always there, such as a list, and decode it into `type_`: 404 is a broken contract too.

        Raises BronRefused when our application may not read it, and BronInvalid for any other unexpected answer.
        """
        return self.decode(await self.send(method, path, params=params, headers=headers, body=body), type_)

    def decode(self, response: Response, type_: type[T]) -> T:
        """The body of a 2xx JSON answer as `type_`; raises BronInvalid with the place that broke the contract."""
        return decode(accepted(response, *_JSON).body, type_)

    async def rows(
        self, method: str, path: str, type_: type[T], *, params: Params | None = None,
        headers: Mapping[str, str] | None = None, body: object = None, paging: Paging = ZGW_PAGING, limit: int = MAX_ITEMS,
        empty_is_404: bool = False,
    ) -> tuple[list[T], int | None, bool]:  # fmt: skip
        """All rows of a paged list: (rows, the bron's own count, cut off).

        Pages by number and never follows a link. Stops at `limit` rows or `MAX_PAGES` pages. A row that breaks its
        type is dropped and counted. A list is always there, also an empty one; only a page after the first may be gone.
        `empty_is_404`: this bron says so when a list is empty. Where pages overlap, a row that was read before is passed over.
        """
        found: list[T] = []
        seen: set[bytes] = set()
        number = paging.first
        while True:
            asked = {**(params or {}), paging.page: number, **({paging.size: paging.rows} if paging.rows else {})}
            ask = self.require if number == paging.first and not empty_is_404 else self.read
            envelope = await ask(method, path, _Envelope, params=asked, headers=headers, body=body)
            if envelope is None:
                return found, len(found), False
            found += self.decode_rows(_fresh(envelope, seen, is_first=number == paging.first), type_)
            number += 1
            if not envelope.next or not envelope.results:
                return found, envelope.count, False
            if len(found) >= limit or number >= MAX_PAGES + paging.first:
                return found[:limit], envelope.count, True

    async def bare_rows(
        self, method: str, path: str, type_: type[T], *, params: Params | None = None,
        headers: Mapping[str, str] | None = None, body: object = None, empty_is_404: bool = False,
    ) -> list[T]:  # fmt: skip
        """All rows of a list that is not paged: a bare array. A row that breaks its type is dropped and counted."""
        ask = self.read if empty_is_404 else self.require
        raw = await ask(method, path, list[msgspec.Raw], params=params, headers=headers, body=body)
        return self.decode_rows(raw or [], type_)

    def decode_rows(self, raw: Iterable[msgspec.Raw], type_: type[T]) -> list[T]:
        """Decode each row apart; a row that breaks its type is dropped and counted, with the path of the fault."""
        rows: list[T] = []
        for item in raw:
            try:
                rows.append(decode(bytes(item), type_))
            except BronInvalid as fault:
                self.drop(fault.pad)
        return rows

    # ── checking ──

    def drop(self, pad: str) -> None:
        """Leave one record out and count it; `pad` is the place of the fault, without any value."""
        self.dropped.append(pad)

    def mine(self, owner: str, expected: Sequence[str], pad: str) -> bool:
        """Does a row that names its owner belong to this person? Another's row is dropped, counted and alarmed."""
        if owner in expected:
            return True
        self.foreign += 1
        self.drop(pad)
        return False


_PAGE = "text/html"
_JSON = ("application/json", "application/problem+json", "application/hal+json")


def is_absent(response: Response) -> bool:
    """Does the bron say that the thing is not there?

    A 404 that is a page for people comes from a wrong address, or from what stands before the bron: it says nothing.
    """
    return response.status == 404 and response.media_type != _PAGE


def accepted(response: Response, *media_types: str) -> Response:
    """The same answer, when it is a 2xx of one of these media types. Raises BronInvalid for any other.

    Raises BronRefused for a 403: a bron knows applications, not persons, so it is our own rights that are short.
    """
    if response.status == 403:
        raise BronRefused("status 403: our application may not read this")
    if not 200 <= response.status < 300:
        raise BronInvalid(f"unexpected status {response.status}")
    if response.media_type not in media_types:
        raise BronInvalid("unexpected media type")
    return response


def decode(body: bytes, type_: type[T]) -> T:
    """Decode JSON into a typed model; raises BronInvalid whose `pad` is the path of the fault, never its value."""
    try:
        return msgspec.json.decode(body, type=type_)
    except msgspec.ValidationError as fault:
        place = str(fault).rpartition(" - at `")[2].rstrip("`") if " - at `" in str(fault) else "$"
        raise BronInvalid("answer breaks its type", pad=place) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BronInvalid("answer is not valid JSON", pad="$") from None
