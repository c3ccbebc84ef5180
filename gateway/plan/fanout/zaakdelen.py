"""What hangs on a zaak, as far as the zaak itself tells: what came along when it was read is not asked again."""

from __future__ import annotations

from gateway.domain.ref import Ref
from gateway.domain.zaak import Betrokkenheid, Zaak
from gateway.plan.fanout.details import detail, own_ref
from gateway.plan.fanout.request import SourceAnswer

RESULTATEN_AT_ONCE = 8


def rol(pick: str) -> SourceAnswer:
    """A field of what the person is in a zaak; known already when the zaak was read with its rollen."""

    def of(value: object) -> object:
        return getattr(value, pick) if isinstance(value, Betrokkenheid) else None

    def known(parent: object) -> object:
        return of(parent.betrokkenheid) if isinstance(parent, Zaak) else None

    return detail("zaakrollen", ref=own_ref, pick=of, known=known)


def resultaat() -> SourceAnswer:
    """How each zaak ended: asked for those that have a resultaat, a few at a time, since a page may hold many."""

    def ref(parent: object) -> Ref | None:
        return parent.ref if isinstance(parent, Zaak) and parent.dossier.heeft_resultaat else None

    def known(parent: object) -> object:
        return parent.dossier.resultaat if isinstance(parent, Zaak) else None

    return detail("resultaat", ref=ref, known=known, at_once=RESULTATEN_AT_ONCE)


def kenmerken() -> SourceAnswer:
    """The properties of a zaak."""

    def known(parent: object) -> object:
        return parent.dossier.kenmerken if isinstance(parent, Zaak) else None

    return detail("eigenschappen", ref=own_ref, known=known, absent=[])


def documenten() -> SourceAnswer:
    """The documents of a zaak; when the zaak told which there are, they are asked by name."""

    def ref(parent: object) -> Ref | None:
        if not isinstance(parent, Zaak) or parent.dossier.stukken == ():
            return None
        return _with_parts(parent.ref, parent.dossier.stukken or ())

    return detail("zaakdocumenten", ref=ref, absent=[])


def hoofdzaak() -> SourceAnswer:
    """The zaak that a zaak is a part of, when that is the person's too: read by itself, with proof."""

    def ref(parent: object) -> Ref | None:
        above = parent.dossier.hoofdzaak if isinstance(parent, Zaak) else None
        return Ref("zaak", parent.ref.bron, above) if isinstance(parent, Zaak) and above else None

    return detail("zaak", ref=ref)


def deelzaken() -> SourceAnswer:
    """The zaken that a zaak is divided in, as far as they are about nobody else."""

    def ref(parent: object) -> Ref | None:
        parts = parent.dossier.deelzaken if isinstance(parent, Zaak) else ()
        return _with_parts(parent.ref, parts) if isinstance(parent, Zaak) and parts else None

    return detail("deelzaken", ref=ref, absent=[])


def _with_parts(whole: Ref, parts: tuple[str, ...]) -> Ref:
    """The reference of some parts of an item: its native id, then theirs."""
    return Ref(whole.soort, whole.bron, "/".join((whole.native, *parts)))
