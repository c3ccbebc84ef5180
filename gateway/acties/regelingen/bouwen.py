"""From the written form of a check to one that can be used, with every fault in it and the key where it stands."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from gateway.acties.bouwen import Pad
from gateway.acties.feit import Feitsoort, Waarde
from gateway.acties.regelingen.feiten import FEITEN, GEGEVENS, LEEFSITUATIES
from gateway.acties.regelingen.onderzoek import Grens, Onderzoek, Vervolg, Voorwaarderegel, Vraag, soort_van
from gateway.acties.regelingen.vorm import Criteriumvorm, Grensvorm, Regelingvorm
from gateway.acties.voorwaarde import Voorwaarde, context, ontleed, vergelijkingen
from gateway.acties.zin import TOONBAAR, Zin, zin
from gateway.domain.persoon import Betrouwbaarheidsniveau

V = TypeVar("V")
MAX_PROEVEN = 2_000


@dataclass(slots=True)
class Bouw:
    """One check being made; `fouten` are the faults so far, each with its place in the file."""

    vorm: Regelingvorm
    fouten: list[tuple[Pad, str]] = field(default_factory=list)
    grenzen: dict[str, Grens] = field(default_factory=dict)
    gebruikt: set[str] = field(default_factory=set)

    def onderzoek(self) -> Onderzoek | None:
        """The check; None when there are faults."""
        vorm = self.vorm
        for place, one in enumerate(vorm.grens):
            self._grens(place, one)
        criteria = [self._criterium(place, one) for place, one in enumerate(vorm.criterium)]
        self._check_vervolg()
        self._check_gegevens()
        self._check_voorbeelden()
        if self.fouten:
            return None
        return Onderzoek(
            code=vorm.code, naam=vorm.naam, omschrijving=vorm.omschrijving, grondslag=vorm.grondslag,
            grondslag_url=vorm.grondslag_url, voorbeeldgrenzen=vorm.voorbeeldgrenzen,
            minimaal_niveau=Betrouwbaarheidsniveau[vorm.minimaal_niveau], geldig_dagen=vorm.geldig_dagen,
            vragen=tuple(Vraag(one.bron, one.titel or GEGEVENS[one.bron].titel, one.waarom) for one in vorm.gegeven),
            grenzen=self.grenzen,
            criteria=tuple(one for one in criteria if one is not None),
            vervolg=Vervolg(vorm.vervolg.titel, vorm.vervolg.verzoektype, vorm.vervolg.voorinvulling) if vorm.vervolg else None,
        )  # fmt: skip

    def _grens(self, place: int, vorm: Grensvorm) -> None:
        at: Pad = ("grens", place)
        if vorm.naam in FEITEN or vorm.naam in self.grenzen:
            self._fout("deze naam is al van een feit of een andere grens", *at, "naam")
        per = vorm.per_leefsituatie or {}
        if (vorm.bedrag is None) == (vorm.per_leefsituatie is None):
            self._fout("geef een bedrag, of een bedrag per leefsituatie", *at, "bedrag")
        elif vorm.bedrag is None and set(per) != set(LEEFSITUATIES):
            self._fout(f"geef een bedrag bij elk van {', '.join(LEEFSITUATIES)}", *at, "per_leefsituatie")
        bedrag = float(vorm.bedrag) if vorm.bedrag is not None else None
        self.grenzen[vorm.naam] = Grens(bedrag, {naam: float(one) for naam, one in per.items()})

    def _criterium(self, place: int, vorm: Criteriumvorm) -> Voorwaarderegel | None:
        at: Pad = ("criterium", place)
        voorwaarde = self._probeer(ontleed, vorm.voorwaarde, (*at, "voorwaarde"))
        tekst = self._probeer(zin, vorm.waarde, (*at, "waarde"))
        if voorwaarde is None or tekst is None:
            return None
        known = self._check_namen(voorwaarde.namen, (*at, "voorwaarde")) & self._check_zin(tekst, (*at, "waarde"))
        if not known:
            return None
        for woord in vergelijkingen(vorm.voorwaarde, "leefsituatie"):
            if woord not in LEEFSITUATIES:
                self._fout(f"leefsituatie is nooit '{woord}'; kies uit {', '.join(LEEFSITUATIES)}", *at, "voorwaarde")
        feiten = self._feiten(voorwaarde, tekst)
        self.gebruikt |= set(feiten)
        if not feiten:
            self._fout("noemt geen enkel feit", *at, "voorwaarde")
        elif not _altijd_bool(voorwaarde, self.grenzen):
            self._fout("geeft geen true of false", *at, "voorwaarde")
        return Voorwaarderegel(vorm.omschrijving, voorwaarde, tekst, vorm.grondslag or self.vorm.grondslag, feiten)

    def _feiten(self, voorwaarde: Voorwaarde, tekst: Zin) -> tuple[str, ...]:
        """The facts of a criterion, those that stand in its sentence first."""
        named = [*sorted(tekst.namen & FEITEN.keys()), *sorted(voorwaarde.namen & FEITEN.keys())]
        for naam in sorted((tekst.namen | voorwaarde.namen) & self.grenzen.keys()):
            named += sorted(self.grenzen[naam].namen)
        return tuple(dict.fromkeys(named))

    def _check_zin(self, tekst: Zin, at: Pad) -> bool:
        for naam in sorted(tekst.namen):
            if soort_van(naam) not in TOONBAAR:
                self._fout(f"{{{naam}}} kan niet in een zin staan", *at)
        return self._check_namen(tekst.namen, at)

    def _check_namen(self, namen: frozenset[str], at: Pad) -> bool:
        unknown = sorted(namen - FEITEN.keys() - self.grenzen.keys())
        for naam in unknown:
            self._fout(f"er is geen feit of grens {naam}", *at)
        return not unknown

    def _check_vervolg(self) -> None:
        for veld, naam in (self.vorm.vervolg.voorinvulling if self.vorm.vervolg is not None else {}).items():
            if naam in FEITEN:
                self.gebruikt.add(naam)
            else:
                self._fout("dit is geen feit", "vervolg", "voorinvulling", veld)

    def _check_gegevens(self) -> None:
        """Consent is asked for what is used, and for nothing else."""
        asked: set[str] = set()
        needed = {FEITEN[naam][0].naam for naam in self.gebruikt}
        for place, one in enumerate(self.vorm.gegeven):
            at: Pad = ("gegeven", place, "bron")
            if one.bron not in GEGEVENS:
                self._fout(f"kies uit {', '.join(GEGEVENS)}", *at)
            elif one.bron in asked:
                self._fout("dit gegeven staat er al", *at)
            elif one.bron not in needed and not self.fouten:
                self._fout("geen enkele voorwaarde gebruikt dit gegeven", *at)
            asked.add(one.bron)
        for naam in sorted(needed - asked):
            self._fout(f"een voorwaarde gebruikt {naam}; vraag er toestemming voor", "gegeven", 0, "bron")

    def _check_voorbeelden(self) -> None:
        if not {"JA", "NEE"} <= {one.oordeel for one in self.vorm.voorbeeld}:
            self._fout("geef minstens een voorbeeld met JA en een met NEE", "voorbeeld", 0)
        for place, one in enumerate(self.vorm.voorbeeld):
            for naam, value in one.feiten.items():
                if (text := _waardefout(naam, value)) is not None:
                    self._fout(text, "voorbeeld", place, "feiten", naam)

    def _probeer(self, maak: Callable[[str], V], tekst: str, at: Pad) -> V | None:
        try:
            return maak(tekst)
        except ValueError as fault:
            self._fout(str(fault), *at)
            return None

    def _fout(self, tekst: str, *at: str | int) -> None:
        if (at, tekst) not in self.fouten:
            self.fouten.append((at, tekst))


def _waardefout(naam: str, value: object) -> str | None:
    if naam not in FEITEN:
        return "dit is geen feit"
    feit = FEITEN[naam][1]
    if feit.soort is Feitsoort.KEUZE:
        return None if value in feit.keuzes else f"kies uit {', '.join(feit.keuzes)}"
    wanted = (int,) if feit.soort is Feitsoort.GETAL else (int, float)
    return None if isinstance(value, wanted) else f"hier hoort: {feit.soort.value}"


def _altijd_bool(voorwaarde: Voorwaarde, grenzen: Mapping[str, Grens]) -> bool:
    """Does it come out for every kind of value, around each limit?"""
    return all(isinstance(voorwaarde.waarde(context(values)), bool) for values in _proeven(voorwaarde, grenzen))


def _proeven(voorwaarde: Voorwaarde, grenzen: Mapping[str, Grens]) -> Iterator[dict[str, Waarde]]:
    namen = sorted(voorwaarde.namen & FEITEN.keys())
    amounts = {0.0} | {
        one for grens in grenzen.values() for one in (grens.bedrag, *grens.per_leefsituatie.values()) if one
    }
    choices: list[list[Waarde]] = []
    for naam in namen:
        match FEITEN[naam][1].soort:
            case Feitsoort.KEUZE:
                choices.append(list(LEEFSITUATIES))
            case Feitsoort.GETAL:
                choices.append([0, 1, 120])
            case _:
                choices.append([found for one in sorted(amounts) for found in (one, one + 0.01)])
    for values in itertools.islice(itertools.product(*choices), MAX_PROEVEN):
        known = dict(zip(namen, values, strict=True))
        for leefsituatie in LEEFSITUATIES:
            yield {
                "leefsituatie": leefsituatie,
                **{naam: one.voor(leefsituatie) for naam, one in grenzen.items()},
                **known,
            }
