"""A search for zaken: a closed set of keys. `POST /zaken/_zoek` ignores keys it does not know, and then finds everybody's."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field, to_builtins

Expand = Literal["status"]
"""All that a search may bring along: anything else costs the server a question a row, or shows a secret hoofdzaak."""


class Zoekvraag(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of a search, by one number of the person or by the uuids of zaken that were proven to be theirs.

    Raises ValueError without either: an empty filter is no filter, so it would find the zaken of everybody.
    """

    bsn: str = field(name="rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn", default="")
    rsin: str = field(name="rol__betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId", default="")
    kvk: str = field(name="rol__betrokkeneIdentificatie__nietNatuurlijkPersoon__kvkNummer", default="")
    vestiging_van_nnp: str = field(
        name="rol__betrokkeneIdentificatie__nietNatuurlijkPersoon__vestigingsNummer", default=""
    )
    vestiging: str = field(name="rol__betrokkeneIdentificatie__vestiging__vestigingsNummer", default="")
    kvk_van_vestiging: str = field(name="rol__betrokkeneIdentificatie__vestiging__kvkNummer", default="")
    uuids: tuple[str, ...] = field(name="uuid__in", default=())
    plafond: str = field(name="maximaleVertrouwelijkheidaanduiding", default="")
    expand: tuple[Expand, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a search for nobody in particular."""
        numbers = (self.bsn, self.rsin, self.kvk, self.vestiging_van_nnp, self.vestiging, self.kvk_van_vestiging)
        if sum(map(bool, numbers)) + bool(self.uuids) != 1:
            raise ValueError("a search is by one number, or by uuids")

    def params(self) -> dict[str, str]:
        """The same as filters in an address, for suppliers that have no search with a body."""
        told: dict[str, object] = to_builtins(self)
        return {
            name: ",".join(value) if isinstance(value, tuple | list) else str(value) for name, value in told.items()
        }
