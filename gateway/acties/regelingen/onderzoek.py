"""A check, ready to use, and what it makes of facts: JA, NEE or MISSCHIEN, for each criterion and as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gateway.acties.feit import Feitsoort, Waarde
from gateway.acties.regelingen.feiten import FEITEN, GEGEVENS
from gateway.acties.voorwaarde import Voorwaarde, context
from gateway.acties.zin import Zin
from gateway.domain.bron import Betrouwbaarheidsniveau, Herkomst
from gateway.domain.regeling import Conclusie, Criterium, Gevonden, Oordeel

_LEEFSITUATIE = "leefsituatie"
_UITLEG = {
    Oordeel.JA: "U hebt hier waarschijnlijk recht op.",
    Oordeel.NEE: "U hebt hier waarschijnlijk geen recht op. U mag het wel aanvragen.",
    Oordeel.MISSCHIEN: "Wij weten niet zeker of u hier recht op hebt. Bij de voorwaarden staat wat er mist.",
}  # fmt: skip
_GEEN_BESLUIT = "Dit is geen besluit: dat neemt de organisatie als u het aanvraagt."
_VOORBEELD = "Let op: de grenzen zijn voorbeelden, niet die van uw gemeente."
_GEEN_TOESTEMMING = "U gaf geen toestemming om dit op te vragen."
_ONBEKEND = "De bron weet dit niet van u."
_ONDUIDELIJK = "Dit is met deze gegevens niet te zeggen."


@dataclass(frozen=True, slots=True)
class Vraag:
    """What consent is asked for: the source, its name for the person, and why."""

    bron: str
    titel: str
    waarom: str


@dataclass(frozen=True, slots=True)
class Grens:
    """An amount in euro; by household when `per_leefsituatie` says so."""

    bedrag: float | None
    per_leefsituatie: Mapping[str, float]

    def voor(self, leefsituatie: Waarde) -> float | None:
        """The amount for this household; None when it depends on one that is not known."""
        return self.bedrag if self.bedrag is not None else self.per_leefsituatie.get(str(leefsituatie))

    @property
    def namen(self) -> frozenset[str]:
        """The facts it depends on."""
        return frozenset() if self.bedrag is not None else frozenset({_LEEFSITUATIE})


@dataclass(frozen=True, slots=True)
class Voorwaarderegel:
    """One criterion. `feiten`: all facts it needs, in the order of the sentence first."""

    omschrijving: str
    voorwaarde: Voorwaarde
    waarde: Zin
    grondslag: str
    feiten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vervolg:
    """The application that can follow: its name at the organisation, and which facts go into which of its fields."""

    titel: str
    verzoektype: str
    voorinvulling: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Onderzoek:
    """One check."""

    code: str
    naam: str
    omschrijving: str
    grondslag: str
    grondslag_url: str | None
    voorbeeldgrenzen: bool
    minimaal_niveau: Betrouwbaarheidsniveau
    geldig_dagen: int
    vragen: tuple[Vraag, ...]
    grenzen: Mapping[str, Grens]
    criteria: tuple[Voorwaarderegel, ...]
    vervolg: Vervolg | None

    def oordeel(self, gevonden: Mapping[str, Gevonden]) -> Conclusie:
        """What comes of these answers, by source; a source that is not among them was not consented to.

        NEE is only said when every source that was asked has answered.
        """
        waarden = _waarden(gevonden)
        waarden |= {naam: grens.voor(waarden[_LEEFSITUATIE]) for naam, grens in self.grenzen.items()}
        criteria = [_criterium(one, waarden, gevonden) for one in self.criteria]
        oordeel = _samen([one.oordeel for one in criteria], failed=any(one.mislukt for one in gevonden.values()))
        uitleg = [_UITLEG[oordeel], _GEEN_BESLUIT, *([_VOORBEELD] if self.voorbeeldgrenzen else [])]
        return Conclusie(oordeel, " ".join(uitleg), criteria, self._invulling(waarden))

    def _invulling(self, waarden: Mapping[str, Waarde]) -> dict[str, object]:
        fields = self.vervolg.voorinvulling if self.vervolg is not None else {}
        return {field: waarden[naam] for field, naam in fields.items() if waarden[naam] is not None}


def soort_van(naam: str) -> Feitsoort:
    """What kind of value a fact or a limit of a check is."""
    return FEITEN[naam][1].soort if naam in FEITEN else Feitsoort.BEDRAG


def _waarden(gevonden: Mapping[str, Gevonden]) -> dict[str, Waarde]:
    """Every fact there is; None for those that were not found."""
    values: dict[str, Waarde] = {}
    for gegeven in GEGEVENS.values():
        found = gevonden.get(gegeven.naam)
        for feit in gegeven.feiten:
            values[feit.naam] = feit.lees(found.feit) if found is not None else None
    return values


def _criterium(regel: Voorwaarderegel, waarden: Mapping[str, Waarde], gevonden: Mapping[str, Gevonden]) -> Criterium:
    missing = next((naam for naam in regel.feiten if waarden[naam] is None), None)
    outcome = regel.voorwaarde.waarde(context(waarden)) if missing is None else None
    if missing is None and isinstance(outcome, bool):
        oordeel = Oordeel.JA if outcome else Oordeel.NEE
        return _made(regel, oordeel, regel.waarde.vul(waarden, soort_van), _herkomst(regel, gevonden), None)
    return _made(regel, Oordeel.MISSCHIEN, None, None, _reden(missing, gevonden))


def _made(
    regel: Voorwaarderegel, oordeel: Oordeel, waarde: str | None, herkomst: Herkomst | None, reden: str | None
) -> Criterium:
    return Criterium(
        omschrijving=regel.omschrijving, oordeel=oordeel, waarde=waarde, herkomst=herkomst, reden=reden,
        grondslag=regel.grondslag,
    )  # fmt: skip


def _reden(missing: str | None, gevonden: Mapping[str, Gevonden]) -> str:
    """Why a criterion is not certain."""
    if missing is None:
        return _ONDUIDELIJK
    gegeven, _ = FEITEN[missing]
    found = gevonden.get(gegeven.naam)
    return _GEEN_TOESTEMMING if found is None else found.reden or _ONBEKEND


def _herkomst(regel: Voorwaarderegel, gevonden: Mapping[str, Gevonden]) -> Herkomst | None:
    """Where the first fact of the criterion came from."""
    for naam in regel.feiten:
        found = gevonden.get(FEITEN[naam][0].naam)
        sources: Sequence[Herkomst] = getattr(found.feit, "herkomst", ()) if found is not None else ()
        if sources:
            return sources[0]
    return None


def _samen(oordelen: Sequence[Oordeel], *, failed: bool) -> Oordeel:
    if all(one is Oordeel.JA for one in oordelen):
        return Oordeel.JA
    return Oordeel.NEE if Oordeel.NEE in oordelen and not failed else Oordeel.MISSCHIEN
