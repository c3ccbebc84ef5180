"""Our own schema in a world made from its type definitions, so that a new type takes part without being told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from gateway.domain.actie import Actie
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalkeuzes, Betaling
from gateway.domain.bron import Bron
from gateway.domain.item import Item
from gateway.domain.klant import Ik
from gateway.domain.ref import Ref
from gateway.domain.regeling import Regeling
from gateway.domain.waarden import Url, bedrag
from tests.oracle.waarden import Samples
from tests.oracle.wereld import Recorder

SAMPLES: Samples = {
    "EmailAddress": ["s.devries@voorbeeld.nl"],
    "Date": ["2026-03-14", "2024-02-29"], "URN": ["urn:nld:oin:00000001:zaak:uuid:1"], "Bedrag": ["15.20", "0"],
    "URL": ["https://voorbeeld.nl/terug"], "JSON": [7, "tekst", True, ["a", None]],
}  # fmt: skip
SCALARS: Samples = {
    "EmailAddress": ["s.devries@voorbeeld.nl"],
    "Date": [date(2026, 3, 14), date(1999, 12, 31)],
    "DateTime": [datetime(2026, 3, 14, 9, 30, tzinfo=UTC), datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)],
    "Bedrag": [bedrag("15.2"), bedrag(0), bedrag(Decimal("-3.005"))],
    "Duration": ["PT1H30M", "P6W"],
    "URL": ["https://voorbeeld.nl/pad?x=1"],
    "URN": ["urn:nld:oin:00000001:zaak:uuid:1"],
    "JSON": [{"type": "object"}, [1, None], "tekst"],
}


class Merk:
    """The cursors of a page, as text."""

    def cursor(self, index: int) -> str | None:
        """A cursor that names its place; none for the third item, which faults the field that needs one."""
        return f"plek-{index}" if index != 2 else None


class OwnContext(Recorder):
    """What our computed fields ask of a request, besides their sources."""

    def id(self, ref: Ref) -> str:
        """The id of an item; not opaque here."""
        return f"{ref.soort}:{ref.native}"

    def download_url(self, ref: Ref, inhoud: object) -> Url | None:
        """The address of every other file."""
        return Url(f"https://voorbeeld.nl/{ref.native}") if int(ref.native) % 2 else None

    def acties(self, item: Item | Besluit) -> list[Actie]:
        """What can be done with an item of this world."""
        return self.world.computed(f"{type(item).__name__}.acties", item)  # type: ignore[return-value]  # mostly: it may be broken

    def keuzes(self, betaling: Betaling) -> Betaalkeuzes | None:
        """The choices of a payment of this world."""
        return self.world.computed("Betaling.keuzes", betaling)  # type: ignore[return-value]  # as above

    def regelingen(self) -> list[Regeling]:
        """What can be looked into in this world."""
        return self._root("regelingen")  # type: ignore[return-value]  # as above

    def ik(self) -> Ik:
        """A person of this world."""
        made = self.world.pool["Ik"][self.world.seed % 2]
        assert isinstance(made, Ik)
        return made

    def bronnen(self) -> list[Bron]:
        """The bronnen of this world."""
        return self._root("bronnen")  # type: ignore[return-value]  # mostly: it may be broken

    def _root(self, name: str) -> object:
        """The value of a root that the request itself tells."""
        assert self.world.core.query_type is not None
        return self.world.value(Random(self.world.seed), self.world.core.query_type.fields[name].type)


def hidden(name: str, owner: type, number: int) -> object:
    """What a mapper puts in the attributes that the schema does not show."""
    match name:
        case "ref" | "doel":
            return Ref(owner.__name__, "bron", str(number))
        case "bladwijzer":
            return Merk() if number % 3 else None
        case "index" | "nr":
            return number
        case "sleutels" | "verwijst":
            return ()
    return None
