"""Rows of one kind in the order the database gives them, and the paged lists made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlencode

import msgspec
from starlette.requests import Request

from sandbox.openvtb.drf import ApiError

DEFAULT_SIZE = 100
MAX_SIZE = 500


class Row(Protocol):
    """Anything stored under a uuid, with the address it is published at."""

    uuid: str
    url: str


R = TypeVar("R", bound=Row)


class Table(Generic[R]):
    """Rows without an order of their own: creation order, until a write moves a row to the end.

    PostgreSQL writes a changed row anew, and these APIs give no ORDER BY: whoever reads page after page while
    someone writes, sees a row twice and misses another. With `keeps_place` a row stays where it was.
    """

    def __init__(self, address: Callable[[], str], rows: Iterable[R], *, keeps_place: bool = False) -> None:
        self._address = address
        self._keeps_place = keeps_place
        self._rows = {row.uuid: row for row in rows}
        self._encoded: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def select(self, keep: Iterable[Callable[[R], bool]] = ()) -> list[R]:
        """The rows that pass every test, in the order of storage."""
        rows: list[R] = list(self._rows.values())
        for test in keep:
            rows = [row for row in rows if test(row)]
        return rows

    def get(self, uuid: str) -> R:
        """One row; what is no uuid is simply not found.

        Raises:
            ApiError: 404, no such row.
        """
        row = self._rows.get(uuid)
        if row is None:
            raise ApiError("not_found")
        return row

    def save(self, row: R) -> None:
        """Store a new or changed row."""
        if not self._keeps_place:
            self._rows.pop(row.uuid, None)
        self._rows[row.uuid] = row
        self._encoded.pop(row.uuid, None)

    def delete(self, row: R) -> None:
        """Forget a row."""
        del self._rows[row.uuid]
        self._encoded.pop(row.uuid, None)

    def encode(self, row: R) -> bytes:
        """The row as JSON, kept until it changes."""
        body = self._encoded.get(row.uuid)
        if body is None:
            row.url = f"{self._address()}/{row.uuid}"
            body = self._encoded[row.uuid] = msgspec.json.encode(row)
        return body


def write_page(
    request: Request, base: str, rows: list[bytes], *, size_name: str = "pageSize", repeat_row: bool = False
) -> bytes:
    """One page in the envelope `count, next, previous, results`.

    `repeat_row` shifts every page after the first one row back: the effect of an unordered table that changed.

    Raises:
        ApiError: 404, a page beyond the end.
    """
    size = _size(request.query_params.get(size_name, ""))
    page = _page(request.query_params.get("page", "1"), len(rows), size)
    start = (page - 1) * size - (1 if repeat_row and page > 1 else 0)
    following = page + 1 if page * size < len(rows) else None
    parts = (
        b'{"count":%d,"next":' % len(rows),
        _link(request, base, following),
        b',"previous":',
        _link(request, base, page - 1 if page > 1 else None),
        b',"results":[',
        b",".join(rows[start : start + size]),
        b"]}",
    )
    return b"".join(parts)


def _size(text: str) -> int:
    size = int(text) if text.isdecimal() else 0
    return min(size, MAX_SIZE) or DEFAULT_SIZE


def _page(text: str, count: int, size: int) -> int:
    page = int(text) if text.isdecimal() else 0
    if page < 1 or (page > 1 and (page - 1) * size >= count):
        raise ApiError("not_found", "Ongeldige pagina.")
    return page


def _link(request: Request, base: str, page: int | None) -> bytes:
    if page is None:
        return b"null"
    query = parse_qs(request.url.query, keep_blank_values=True)
    query.pop("page", None)
    if page > 1:
        query["page"] = [str(page)]
    return msgspec.json.encode(f"{base}{request.url.path}?{urlencode(sorted(query.items()), doseq=True)}")
