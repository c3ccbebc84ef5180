"""Who the person is according to a register: asked once for all fields beside each other, and no more than they need.

`ik` never depends on it: without a register, or when it fails, the name is the one of the login.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gateway.bronnen.manifest import Page
from gateway.context import Needs
from gateway.domain.bron import Dienst
from gateway.domain.klant import Klant, Klantgegevens
from gateway.errors import AddressShielded, BronNotSupported, GatewayError
from gateway.plan.fanout.request import Request

Found = Klantgegevens | GatewayError | None


async def naam(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The name in the register, else the name of the login. The fault only when there is neither."""
    found = await _ask(request, "naam")
    known = found.naam if isinstance(found, Klantgegevens) else None
    fault = found if isinstance(found, GatewayError) else None
    return [known or parent.inlognaam or fault for parent in parents if isinstance(parent, Klant)]


async def adres(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The address in the register; a shielded one is for the person alone, not for whoever acts in their place."""
    found = await _ask(request, "adres")
    if isinstance(found, Klantgegevens):
        is_own = request.subject.bsn is not None and request.subject.handelend is None
        return [AddressShielded() if found.afgeschermd and not is_own else found.adres] * len(parents)
    return [found] * len(parents)


async def herkomst(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The register that knew the person; none when all we have is the login."""
    found = await _ask(request, "herkomst")
    return [found.herkomst if isinstance(found, Klantgegevens) else []] * len(parents)


async def contactgegevens(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """What every organisation that keeps it tells; the fault of one only when none told anything."""
    outcomes = await request.ask_all(Dienst.CONTACTMOMENTEN, needs, "contactgegevens", lambda source: True)
    found = [item for one in outcomes if isinstance(one.value, Page) for item in one.value.items]
    faults = (one.fault for one in outcomes if one.fault is not None)
    fault = next((fault for fault in faults if not isinstance(fault, BronNotSupported)), None)
    return [found if found or fault is None else fault] * len(parents)


async def _ask(request: Request, field: str) -> Found:
    """What the first register that knows the person tells, or why it could not be asked."""
    needs = await request.together("klantgegevens", field)
    outcomes = await request.ask_all(Dienst.PERSOONSGEGEVENS, needs)
    for one in outcomes:
        if isinstance(one.value, Page) and one.value.items:
            item = one.value.items[0]
            return item if isinstance(item, Klantgegevens) else None
    faults = (one.fault for one in outcomes if one.fault is not None)
    return next((fault for fault in faults if not isinstance(fault, BronNotSupported)), None)
