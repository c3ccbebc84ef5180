"""A proposal: what a rule offers of its own accord, as a taak that nobody gave and that may be left undone."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.domain.actie import Actie
from gateway.domain.bron import Betrouwbaarheidsniveau, Bron, Dienst, Herkomst
from gateway.domain.item import Item
from gateway.domain.ref import Ref
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak

CODE = "mijnservices"
_PREFIX = f"{CODE}/"


@dataclass(frozen=True, slots=True)
class Voorstel:
    """The action that the rule with this code offers at an item, to be told as a taak."""

    regel: str
    item: Item
    actie: Actie

    @property
    def ref(self) -> Ref:
        """The reference of its taak: the same as long as the rule offers it at the same item."""
        item = self.item.ref
        return Ref("taak", f"{_PREFIX}{item.bron}", f"{self.regel} {item.soort} {item.native}")

    def taak(self) -> Taak:
        """The taak. Its origin is this gateway and not the bron of the item, which only told what the rule looked at."""
        return Taak(
            ref=self.ref,
            sleutels=(),
            verwijst=self.item.sleutels,
            titel=self.actie.titel,
            organisatie=self.item.organisatie,
            herkomst=[_herkomst(self.item)],
            urn=None,
            laatst_gewijzigd_op=None,
            afscherming=None,
            toelichting=self.actie.waarom,
            status=Taakstatus.OPEN,
            verwerking=Verwerking.NOG_ACTIE_NODIG,
            status_bronwaarde=None,
            soort=Taaksoort.VOORSTEL,
            soort_bronwaarde=None,
            startdatum=None,
            deadline=self.actie.deadline,
            betaling=None,
        )


def is_voorstel(ref: Ref) -> bool:
    """Is this the reference of a proposal?"""
    return ref.bron.startswith(_PREFIX)


def bron_van(ref: Ref) -> tuple[str, str]:
    """The code of the bron whose item a proposal is about, and the kind of that item; empty when it is not one of ours."""
    parts = ref.native.split(" ", 2)
    return (ref.bron.removeprefix(_PREFIX), parts[1]) if len(parts) == 3 else ("", "")


def _herkomst(item: Item) -> Herkomst:
    """As of when the facts were, and how the person was found there; the conclusion is ours."""
    first = item.herkomst[0]
    bron = Bron(
        code=CODE, naam="MijnServices", organisatie=item.organisatie, diensten=[Dienst.TAKEN],
        minimaal_niveau=Betrouwbaarheidsniveau.BASIS,
    )  # fmt: skip
    old = any(one.verouderd for one in item.herkomst)
    return Herkomst(
        bron=bron, peilmoment=first.peilmoment, verouderd=old, formeel=False, gevonden_via=first.gevonden_via
    )
