"""Reading a list page by page: where it ends, what is passed over, and which answers are no list at all."""

from __future__ import annotations

import msgspec
import pytest

from gateway.bronnen.call import MAX_ITEMS, MAX_PAGES, Response
from gateway.errors import BronInvalid, BronRefused
from tests.connectors.canned import CannedTransport, call

JSON = {"content-type": "application/json"}


class Row(msgspec.Struct):
    """A row with a number."""

    nr: int


class Pages(CannedTransport):
    """Gives the pages in turn, and after the last one what the server says for a page that is not there."""

    def __init__(self, *pages: object, after: Response) -> None:
        super().__init__({})
        self._pages = [*(Response(200, JSON, msgspec.json.encode(page)) for page in pages), after]

    async def send(self, *args: object, **kwargs: object) -> Response:
        await super().send(*args, **kwargs)
        return self._pages[min(len(self.asked), len(self._pages)) - 1]


def page(*numbers: int, is_last: bool = False) -> dict[str, object]:
    return {"count": 9, "next": None if is_last else "x", "results": [{"nr": number} for number in numbers]}


GONE = Response(404, JSON, b'{"code": "not_found", "detail": "Ongeldige pagina."}')


async def read(*pages: object, after: Response = GONE) -> tuple[list[int], bool, int]:
    made, server = call({}), Pages(*pages, after=after)
    made.transport = server  # type: ignore[assignment]  # nothing is streamed here
    rows, _, cut = await made.rows("GET", "/dingen", Row)
    return [row.nr for row in rows], cut, len(server.asked)


async def test_a_page_after_the_last_is_the_end() -> None:
    """The list became shorter while we read: 404 on a later page says so, and what was read is whole."""
    assert await read(page(1, 2), page(3)) == ([1, 2, 3], False, 3)


async def test_a_list_that_is_not_there_is_no_empty_list() -> None:
    """A bron that has nothing says so with an empty list; 404 on the first page is another address."""
    with pytest.raises(BronInvalid):
        await read()


async def test_a_row_that_was_read_before_is_passed_over() -> None:
    """Pages overlap when something was added in between."""
    assert await read(page(1, 2), page(2, 3, is_last=True)) == ([1, 2, 3], False, 2)


async def test_a_list_is_cut_off_and_says_so() -> None:
    """At so many rows, or so many pages, reading stops."""
    many = [page(*range(at, at + 100)) for at in range(0, 900, 100)]
    assert await read(*many) == (list(range(MAX_ITEMS)), True, MAX_ITEMS // 100)
    few = [page(at) for at in range(99)]
    assert await read(*few) == (list(range(MAX_PAGES)), True, MAX_PAGES)


async def test_403_is_about_our_own_rights() -> None:
    """A bron knows applications, not persons: what we may not read is an alarm, on any page."""
    for pages in ((), (page(1),)):
        with pytest.raises(BronRefused):
            await read(*pages, after=Response(403, JSON, b'{"code": "permission_denied"}'))


async def test_a_page_for_people_is_never_the_end() -> None:
    """What stands before a bron answers with HTML: that says nothing about the list."""
    with pytest.raises(BronInvalid):
        await read(page(1), after=Response(404, {"content-type": "text/html"}, b"<h1>Not Found</h1>"))
