"""All checks, and which of them a person can have done: by the organisations that serve them, where the facts can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gateway.acties.regelingen.onderzoek import Onderzoek, Vervolg
from gateway.bronnen.registry import LiveBron, Registry
from gateway.domain.bron import Dienst, Organisatie
from gateway.domain.persoon import Subject
from gateway.domain.ref import Ref
from gateway.domain.regeling import Conclusie, Gegevensvraag, Gevonden, Regeling
from gateway.domain.waarden import Url


class Regelingenboek:
    """The checks for everybody, and those of organisations that have their own, by OIN. Loaded once and never changed."""

    def __init__(self, algemeen: Sequence[Onderzoek], eigen: Mapping[str, Sequence[Onderzoek]]) -> None:
        self._algemeen = {one.code: one for one in algemeen}
        self._eigen = {oin: {one.code: one for one in found} for oin, found in eigen.items()}

    def aanbod(self, registry: Registry, subject: Subject) -> list[Regeling]:
        """What this person can have looked into. Only for themself: nobody consents in the place of another here."""
        if subject.bsn is None or subject.handelend is not None:
            return []
        bronnen = registry.for_dienst(Dienst.INKOMEN, subject)
        return [
            made
            for organisatie in _organisaties(registry, subject)
            for onderzoek in self._van(organisatie).values()
            if (made := _regeling(onderzoek, organisatie, bronnen)) is not None
        ]

    def geldig_dagen(self, regeling: Regeling) -> int:
        """How long consent to this check counts, in days."""
        return self._onderzoek(regeling).geldig_dagen

    def vervolg(self, regeling: Regeling) -> Vervolg | None:
        """What can be applied for after this check."""
        return self._onderzoek(regeling).vervolg

    def oordeel(self, regeling: Regeling, gevonden: Mapping[str, Gevonden]) -> Conclusie:
        """What comes of the answers, by source; a source that is not among them was not consented to."""
        return self._onderzoek(regeling).oordeel(gevonden)

    def _onderzoek(self, regeling: Regeling) -> Onderzoek:
        return self._van(regeling.organisatie)[regeling.ref.native]

    def _van(self, organisatie: Organisatie) -> Mapping[str, Onderzoek]:
        return self._eigen.get(organisatie.oin or "", self._algemeen)


def _organisaties(registry: Registry, subject: Subject) -> Iterator[Organisatie]:
    """Who handles zaken or verzoeken of this person, each once."""
    seen: set[str] = set()
    for dienst in (Dienst.VERZOEKEN, Dienst.ZAKEN):
        for live in registry.for_dienst(dienst, subject):
            oin = live.bron.organisatie.oin
            if oin is not None and oin not in seen:
                seen.add(oin)
                yield live.bron.organisatie


def _regeling(onderzoek: Onderzoek, organisatie: Organisatie, bronnen: Sequence[LiveBron]) -> Regeling | None:
    """The check at an organisation; None when a fact of it can be asked nowhere."""
    gegevens: list[Gegevensvraag] = []
    for vraag in onderzoek.vragen:
        live = next((one for one in bronnen if one.source(vraag.bron) is not None), None)
        if live is None:
            return None
        ref = Ref("gegeven", organisatie.oin or "", f"{onderzoek.code} {vraag.bron}")
        gegevens.append(Gegevensvraag(ref=ref, titel=vraag.titel, waarom=vraag.waarom, bron=live.bron))
    return Regeling(
        ref=Ref("regeling", organisatie.oin or "", onderzoek.code),
        naam=onderzoek.naam,
        omschrijving=onderzoek.omschrijving,
        organisatie=organisatie,
        grondslag=onderzoek.grondslag,
        grondslag_url=Url(onderzoek.grondslag_url) if onderzoek.grondslag_url else None,
        gegevens=gegevens,
        minimaal_niveau=onderzoek.minimaal_niveau,
    )
