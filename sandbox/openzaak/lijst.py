"""Lists: which query parameters are known, which rows come on a page, and links to the pages around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.fouten import Fout, weiger

PAGE_SIZE, MAX_PAGE_SIZE = 100, 500
T = TypeVar("T")


def query(request: Request, known: Collection[str]) -> dict[str, str]:
    """The query parameters; of a repeated one the last wins. Raises Fout (400) for a name that is not known."""
    found = dict(request.query_params.multi_items())
    unknown = sorted(found.keys() - set(known))
    if unknown:
        weiger("nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {', '.join(unknown)}")
    return found


@dataclass(frozen=True)
class Pagina(Generic[T]):
    """The rows of one page out of `count`; `number` counts from 1."""

    rows: Sequence[T]
    count: int
    number: int
    last: int

    def antwoord(self, url: str, params: dict[str, str], results: list[Rij]) -> Rij:
        """The envelope; links repeat the query in alphabetical order, and page 1 has no number."""
        before, after = self.number - 1, self.number + 1
        return {
            "count": self.count,
            "next": _link(url, params, after) if after <= self.last else None,
            "previous": _link(url, params, before) if before >= 1 else None,
            "results": results,
        }


def pagina(rows: Sequence[T], params: dict[str, str]) -> Pagina[T]:
    """The page that `page` and `pageSize` ask for; a size of 0 or nonsense is the default, too large is capped.

    Raises Fout (404) for a page beyond the end.
    """
    asked = params.get("pageSize", "")
    size = min(int(asked), MAX_PAGE_SIZE) if asked.isdecimal() and int(asked) else PAGE_SIZE
    last = max(1, -(-len(rows) // size))
    wanted = params.get("page") or "1"
    if not wanted.isdecimal() or not 1 <= int(wanted) <= last:
        raise Fout("NotFound", "Ongeldige pagina.")
    number = int(wanted)
    return Pagina(rows[(number - 1) * size : number * size], len(rows), number, last)


def _link(url: str, params: dict[str, str], number: int) -> str:
    values = {naam: value for naam, value in params.items() if naam != "page"}
    if number > 1:
        values["page"] = str(number)
    return f"{url}?{urlencode(sorted(values.items()))}" if values else url
