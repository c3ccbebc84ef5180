"""From the written form of a rule to a rule that can be used, with every fault in it and the key where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from gateway.acties.feit import Feitsoort
from gateway.acties.feiten import ITEMTYPEN, Itemtype
from gateway.acties.regel import Hindernis, Kijkt, Regel
from gateway.acties.regelvorm import Belemmeringvorm, Kijkvorm, Regelvorm
from gateway.acties.voorwaarde import Voorwaarde, ontleed, vergelijkingen
from gateway.acties.zin import TOONBAAR, Zin, zin
from gateway.domain.actie import Actiesoort
from gateway.domain.bron import Belemmeringcode, Betrouwbaarheidsniveau
from gateway.domain.waarden import bedrag

Pad = tuple[str | int, ...]
V = TypeVar("V")


@dataclass(slots=True)
class Bouw:
    """One rule being made; `fouten` are the faults so far, each with its place in the file."""

    vorm: Regelvorm
    fouten: list[tuple[Pad, str]] = field(default_factory=list)
    typen: list[Itemtype] = field(default_factory=list)

    def regel(self) -> Regel | None:
        """The rule; None when there are faults."""
        vorm = self.vorm
        kijkt_naar = tuple(self._kijkt(place, one) for place, one in enumerate(vorm.kijkt_naar))
        voorwaarde = self._voorwaarde(vorm.voorwaarde, "voorwaarde")
        titel, waarom = self._zin(vorm.titel, "titel"), self._zin(vorm.waarom, "waarom")
        hindernissen = [self._hindernis(place, one) for place, one in enumerate(vorm.belemmering)]
        self._check_actie()
        self._check_deadline()
        if self.fouten or voorwaarde is None or titel is None or waarom is None:
            return None
        klaar = tuple(one for one in hindernissen if one is not None)
        return Regel(
            code=vorm.code,
            domein=vorm.domein,
            kijkt_naar=tuple(one for one in kijkt_naar if one is not None),
            voorwaarde=voorwaarde,
            soort=Actiesoort[vorm.actie],
            titel=titel,
            waarom=waarom,
            deadline=vorm.deadline,
            minimaal_niveau=Betrouwbaarheidsniveau[vorm.minimaal_niveau],
            gaat_voor=frozenset(vorm.gaat_voor),
            hindernissen=klaar,
            maximum_termijnen=vorm.maximum_termijnen,
            minimum_termijnbedrag=bedrag(str(vorm.minimum_termijnbedrag)) if vorm.minimum_termijnbedrag else None,
            namen=voorwaarde.namen | titel.namen | waarom.namen | _namen(klaar) | self._eigen_namen(),
        )

    def _kijkt(self, place: int, vorm: Kijkvorm) -> Kijkt | None:
        type_ = ITEMTYPEN.get(vorm.type)
        if type_ is None:
            self._fout(f"onbekend type; kies uit {', '.join(ITEMTYPEN)}", "kijkt_naar", place, "type")
            return None
        self.typen.append(type_)
        if vorm.voorstel is not None and type_.dienst is None:
            self._fout(f"over een {type_.naam} doet de gateway geen voorstel", "kijkt_naar", place, "voorstel")
        if vorm.soort is None:
            return Kijkt(type_, None, vorm.voorstel)
        for number, soort in enumerate(vorm.soort):
            if (text := _soort_fout(type_, soort)) is not None:
                self._fout(text, "kijkt_naar", place, "soort", number)
        return Kijkt(type_, frozenset(soort.casefold() for soort in vorm.soort), vorm.voorstel)

    def _hindernis(self, place: int, vorm: Belemmeringvorm) -> Hindernis | None:
        at: Pad = ("belemmering", place)
        als, melding = self._voorwaarde(vorm.als, *at, "als"), self._zin(vorm.melding, *at, "melding")
        vanaf = self._voorwaarde(vorm.vanaf, *at, "vanaf") if vorm.vanaf is not None else None
        code = Belemmeringcode[vorm.code]
        if (code is Belemmeringcode.TE_VROEG) != (vorm.vanaf is not None):
            self._fout("hoort bij TE_VROEG, en alleen daarbij", *at, "vanaf")
        return Hindernis(als, code, melding, vanaf) if als is not None and melding is not None else None

    def _voorwaarde(self, tekst: str, *at: str | int) -> Voorwaarde | None:
        made = self._probeer(ontleed, tekst, at)
        if made is None:
            return None
        self._check_namen(made.namen, at)
        for type_ in self.typen:
            for naam in sorted(made.namen & type_.feiten.keys()):
                self._check_woorden(naam, type_, tekst, at)
        return made

    def _check_woorden(self, naam: str, type_: Itemtype, tekst: str, at: Pad) -> None:
        """A word that a fact never has, makes a condition that never holds."""
        keuzes = type_.feiten[naam].keuzes
        for woord in vergelijkingen(tekst, naam) if keuzes else ():
            if woord not in keuzes:
                self._fout(f"{naam} is nooit '{woord}'; kies uit {', '.join(keuzes)}", *at)

    def _zin(self, tekst: str, *at: str | int) -> Zin | None:
        made = self._probeer(zin, tekst, at)
        if made is None:
            return None
        self._check_namen(made.namen, at)
        for type_ in self.typen:
            for naam in sorted(made.namen & type_.feiten.keys()):
                if type_.feiten[naam].soort not in TOONBAAR:
                    self._fout(f"{{{naam}}} kan niet in een zin staan", *at)
        return made

    def _check_namen(self, namen: frozenset[str], at: Pad) -> None:
        for type_ in self.typen:
            for naam in sorted(namen - type_.feiten.keys()):
                self._fout(f"{type_.naam} heeft geen feit {naam}", *at)

    def _check_actie(self) -> None:
        soort = Actiesoort[self.vorm.actie]
        for type_ in self.typen:
            if soort in (Actiesoort.BETALEN, Actiesoort.BETALINGSREGELING) and not type_.heeft_betaling:
                self._fout(f"een {type_.naam} is nooit te betalen", "actie")
            if soort is Actiesoort.BEZWAAR and not type_.heeft_bezwaar:
                self._fout(f"tegen een {type_.naam} is geen bezwaar mogelijk", "actie")
        for key in ("maximum_termijnen", "minimum_termijnbedrag"):
            if getattr(self.vorm, key) is not None and soort is not Actiesoort.BETALINGSREGELING:
                self._fout("hoort alleen bij een betalingsregeling", key)

    def _check_deadline(self) -> None:
        for type_ in self.typen if self.vorm.deadline is not None else ():
            feit = type_.feiten.get(self.vorm.deadline or "")
            if feit is None or feit.termijn is None:
                termijnen = [one.naam for one in type_.feiten.values() if one.termijn is not None]
                self._fout(
                    f"een {type_.naam} heeft als laatste dag: {', '.join(termijnen) or 'geen enkele'}", "deadline"
                )

    def _eigen_namen(self) -> frozenset[str]:
        return frozenset({"openstaand"}) if self.vorm.actie == Actiesoort.BETALEN.name else frozenset()

    def _probeer(self, maak: Callable[[str], V], tekst: str, at: Pad) -> V | None:
        try:
            return maak(tekst)
        except ValueError as fault:
            self._fout(str(fault), *at)
            return None

    def _fout(self, tekst: str, *at: str | int) -> None:
        if (at, tekst) not in self.fouten:
            self.fouten.append((at, tekst))


def _namen(hindernissen: Sequence[Hindernis]) -> frozenset[str]:
    def each() -> Iterator[frozenset[str]]:
        for one in hindernissen:
            yield from (one.als.namen, one.melding.namen, one.vanaf.namen if one.vanaf else frozenset())

    return frozenset().union(*each())


def _soort_fout(type_: Itemtype, soort: str) -> str | None:
    """Why this type has no such soort; None when it can have it."""
    if type_.soort is None:
        return f"een {type_.naam} heeft geen soorten"
    feit = type_.feiten[type_.soort]
    if feit.soort is Feitsoort.KEUZE and soort.casefold() not in {one.casefold() for one in feit.keuzes}:
        return f"onbekende soort; kies uit {', '.join(feit.keuzes)}"
    return None
