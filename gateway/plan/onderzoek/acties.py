"""One action for each check, in place of "have it looked into"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.bron import Belemmering, Belemmeringcode, Organisatie
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.regeling import Regeling, RegelingActie

Acr = Mapping[Betrouwbaarheidsniveau, list[str]]
_NIVEAU = "Log sterker in om dit te laten onderzoeken."


def per_regeling(
    acties: Sequence[Actie],
    regelingen: Sequence[Regeling],
    organisatie: Organisatie,
    niveau: Betrouwbaarheidsniveau,
    acr: Acr,
) -> list[Actie]:
    """The actions, with one for each check that the organisation offers where a rule says to look into one."""
    offered = [one for one in regelingen if one.organisatie.oin == organisatie.oin]
    made: list[Actie] = []
    for actie in acties:
        is_general = actie.soort is Actiesoort.REGELING_ONDERZOEKEN
        made += [_actie(actie, one, niveau, acr) for one in offered] if is_general else [actie]
    return made


def _actie(actie: Actie, regeling: Regeling, niveau: Betrouwbaarheidsniveau, acr: Acr) -> RegelingActie:
    own, rule = regeling.minimaal_niveau, actie.minimaal_niveau
    needed = own if own.reaches(rule) else rule
    reden = actie.reden or (None if niveau.reaches(needed) else _te_laag(needed, acr))
    return RegelingActie(
        soort=actie.soort, titel=f"Onderzoek: {regeling.naam}", waarom=actie.waarom, deadline=actie.deadline,
        minimaal_niveau=needed, beschikbaar=reden is None, reden=reden, doel=regeling.ref, regeling=regeling,
    )  # fmt: skip


def _te_laag(niveau: Betrouwbaarheidsniveau, acr: Acr) -> Belemmering:
    return Belemmering(
        code=Belemmeringcode.NIVEAU_TE_LAAG, melding=_NIVEAU, vanaf=None, niveau=niveau,
        acr_waarden=list(acr.get(niveau, [])),
    )  # fmt: skip
