"""What a person can have looked into, what they consented to, and how that looks in the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gateway.bronnen.schrijven.bewaring import BewaringOnbereikbaar
from gateway.context import Needs
from gateway.domain.ref import Ref
from gateway.domain.regeling import Regeling, Toestemming
from gateway.domain.voorstel import CODE
from gateway.errors import ConsentUnknown
from gateway.plan.fanout.request import Request
from gateway.plan.onderzoek.toestemmingen import Gegeven


async def toestemmingen(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The consents of the person, the latest first; those to a check that is no longer offered are left out."""
    found = await _gegeven(request)
    shown = [view for one in found if (view := als_toestemming(request, one)) is not None]
    return [shown] * len(parents)


def als_toestemming(request: Request, gegeven: Gegeven) -> Toestemming | None:
    """A consent as the schema shows it; None when its check is no longer offered."""
    regeling = regeling_van(request, Ref("regeling", *gegeven.regeling))
    if regeling is None:
        return None
    return Toestemming(
        ref=Ref("toestemming", CODE, gegeven.kenmerk),
        regeling=regeling,
        gegevens=[one for one in regeling.gegevens if bron_van(one.ref) in gegeven.gegevens],
        gegeven_op=gegeven.gegeven_op,
        geldig_tot=gegeven.geldig_tot,
        ingetrokken_op=gegeven.ingetrokken_op,
    )


async def toestemming_van(request: Request, ref: Ref) -> Toestemming | None:
    """The consent of this person with this reference."""
    found = await _gegeven(request)
    return next((als_toestemming(request, one) for one in found if one.kenmerk == ref.native), None)


async def _gegeven(request: Request) -> list[Gegeven]:
    """What is recorded now. An answer that tells it is not given again: consent may be withdrawn at any moment.

    Raises ConsentUnknown when nobody can say.
    """
    request.is_passing = True
    if request.toestemmingen is None:
        return []
    try:
        return await request.toestemmingen.van(request.subject)
    except BewaringOnbereikbaar:
        raise ConsentUnknown from None


def regeling_van(request: Request, ref: Ref) -> Regeling | None:
    """The check with this reference, when it is offered to the person."""
    return next((one for one in request.regelingen() if one.ref == ref), None)


def bron_van(gegeven: Ref) -> str:
    """The source that a Gegevensvraag is about."""
    return gegeven.native.rpartition(" ")[2]
