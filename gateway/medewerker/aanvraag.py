"""One request of an employee: first the purpose, the decision and the audit log, then what the customer has, as far as it goes.

Everything about the customer comes through an ordinary `Request` of that customer in a space of its own: its keys hold the
employee and the purpose, so nothing of it is ever met by the customer, by a colleague, or for another purpose.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from strawberry import ID, UNSET

from gateway.bronnen.fetch import Outcome
from gateway.context import Deadline, Needs
from gateway.domain.actie import Actie
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalkeuzes, Betaling
from gateway.domain.bron import Belemmeringcode, Dienst
from gateway.domain.fout import GebruikersFout, niet_toegestaan, niveau_te_laag, ongeldig, probleem
from gateway.domain.item import Item
from gateway.domain.klantbeeld import Doel, KlantInvoer, MedewerkerBeeld
from gateway.domain.medewerker import Medewerker
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Handelend, Kvk, Pseudoniem, Rsin, Subject
from gateway.domain.ref import Ref
from gateway.errors import NotForThisPurpose
from gateway.medewerker.audit import Audit, Inzage
from gateway.medewerker.pdp import Decision, NoDecision, Pdp
from gateway.plan.fanout.request import Request
from gateway.telemetry import log
from gateway.verwerkingen.spool import SpoolFull

AANLEIDING = range(3, 201)
NUMMER_BYTES = 9
_EEN = "Bekijk één klant tegelijk."
_NIET = "U mag deze klant voor dit doel niet bekijken."
_WEG = "Wij konden niet nagaan of u dit mag zien. Probeer het later opnieuw."
_SOORTEN: Mapping[str, tuple[type[Bsn | Kvk | Rsin], str, str]] = {
    "bsn": (Bsn, "/klant/bsn", "Dit is geen geldig BSN."),
    "kvk_nummer": (Kvk, "/klant/kvkNummer", "Een KvK-nummer heeft 8 cijfers."),
    "rsin": (Rsin, "/klant/rsin", "Dit is geen geldig RSIN."),
}
VELDEN: Mapping[str, Dienst] = {
    "zaken": Dienst.ZAKEN, "zaak": Dienst.ZAKEN, "lopendeZaken": Dienst.ZAKEN, "actieNodig": Dienst.TAKEN,
    "taken": Dienst.TAKEN, "taak": Dienst.TAKEN, "openTaken": Dienst.TAKEN,
    "berichten": Dienst.BERICHTEN, "bericht": Dienst.BERICHTEN, "ongelezenBerichten": Dienst.BERICHTEN,
    "producten": Dienst.PRODUCTEN, "product": Dienst.PRODUCTEN, "actieveProducten": Dienst.PRODUCTEN,
    "contactmomenten": Dienst.CONTACTMOMENTEN, "contactmoment": Dienst.CONTACTMOMENTEN,
    "verzoeken": Dienst.VERZOEKEN, "verzoek": Dienst.VERZOEKEN, "verzoektype": Dienst.VERZOEKEN,
    "besluit": Dienst.ZAKEN, "deelzaken": Dienst.ZAKEN, "hoofdzaak": Dienst.ZAKEN, "producttype": Dienst.PRODUCTEN,
}  # fmt: skip
"""Which dienst the first and the last part of a source's key belong to."""
ALWAYS = frozenset({"klant"})


@dataclass(frozen=True, slots=True)
class Toegang:
    """All that the channel needs to let an employee in."""

    doelen: Mapping[str, Doel]
    pdp: Pdp
    audit: Audit
    secret: bytes
    open: Callable[[Subject, Deadline], Request]
    beeld: Callable[..., object]


@dataclass(slots=True)
class Aanvraag:
    """The context of one request of an employee."""

    wie: Medewerker
    deadline: Deadline
    toegang: Toegang
    klant: Request | None = None
    doel: Doel | None = None
    _asked: KlantInvoer | None = field(default=None)

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """Answer one source field; see `Fetches.fetch`. What the purpose does not cover is never asked."""
        if key == "toegang":
            invoer = args["invoer"]
            assert isinstance(invoer, KlantInvoer)
            return [await self._open(invoer)] * len(parents)
        if self.doel is None or not covers(self.doel, key):
            return [NotForThisPurpose()] * len(parents)
        return await self._customer.fetch(key, parents, args, needs)

    def id(self, ref: Ref) -> ID:
        """The opaque id of an item, good for this employee and this purpose alone."""
        return self._customer.id(ref)

    def acties(self, item: Item | Besluit) -> list[Actie]:
        """Nothing: what a customer can do, the customer does."""
        return []

    def keuzes(self, betaling: Betaling) -> Betaalkeuzes | None:
        """Nothing, as with `acties`."""
        return None

    def medewerker(self) -> MedewerkerBeeld:
        """The employee as the login told."""
        return MedewerkerBeeld(naam=self.wie.naam)

    def doelen(self) -> list[Doel]:
        """Every purpose there is."""
        return list(self.toegang.doelen.values())

    def used(self) -> Iterator[tuple[str, Outcome]]:
        """What was asked of the customer, for the processing log."""
        return self.klant.used() if self.klant is not None else iter(())

    @property
    def _customer(self) -> Request:
        assert self.klant is not None, "nothing of a customer is there before access"
        return self.klant

    async def _open(self, invoer: KlantInvoer) -> object:
        """The customer as this purpose shows them, or why not."""
        if self._asked is not None and self._asked != invoer:
            return ongeldig(probleem("/klant", "EEN_KLANT", _EEN))
        self._asked = invoer
        checked = self._checked(invoer)
        if isinstance(checked, GebruikersFout):
            return checked
        doel, subject = checked
        try:
            decision = await self._decide(doel, subject, invoer.aanleiding)
            nummer = secrets.token_urlsafe(NUMMER_BYTES)
            uitkomst = "toegestaan" if decision.may else "geweigerd"
            self.toegang.audit.record(Inzage(nummer, self.wie, subject, doel, invoer.aanleiding, uitkomst))
        except (NoDecision, SpoolFull) as fault:
            log().error("employee_access_undecided", kind=type(fault).__name__, reason=str(fault))
            return niet_toegestaan(Belemmeringcode.BRON_ONBEREIKBAAR, _WEG)
        if not decision.may:
            return _denied(decision)
        self.doel, self.klant = doel, self.toegang.open(subject, self.deadline)
        return self.toegang.beeld(subject, doel, nummer)

    def _checked(self, invoer: KlantInvoer) -> tuple[Doel, Subject] | GebruikersFout:
        doel = self.toegang.doelen.get(invoer.doel)
        if doel is None:
            return ongeldig(probleem("/doel", "ONBEKEND_DOEL", "Dit doel is er niet. Kies er een uit `doelen`."))
        if len(invoer.aanleiding.strip()) not in AANLEIDING:
            return ongeldig(probleem("/aanleiding", "LENGTE", "Vertel in 3 tot 200 tekens waarom u kijkt."))
        (naam,) = [name for name in _SOORTEN if getattr(invoer.klant, name) not in (None, UNSET)]
        soort, pad, melding = _SOORTEN[naam]
        try:
            return doel, self._subject(doel, soort(getattr(invoer.klant, naam)))
        except ValueError:
            return ongeldig(probleem(pad, "NUMMER", melding))

    def _subject(self, doel: Doel, number: Bsn | Kvk | Rsin) -> Subject:
        """The customer, in a space that is this employee's for this purpose alone."""
        wie = Handelend(
            (self.wie.kenmerk,), namens_ander=True, via=(Pseudoniem(doel.code, "doel"),), naam=self.wie.naam
        )
        own = {"bsn": None, "kvk": None, "rsin": None, type(number).__name__.lower(): number}
        subject = Subject(self.wie.tenant, Betrouwbaarheidsniveau.HOOG, handelend=wie, **own)  # type: ignore[arg-type]  # by its kind
        return subject.with_keys(self.toegang.secret)

    async def _decide(self, doel: Doel, subject: Subject, aanleiding: str) -> Decision:
        soort = "klant-bedrijf" if subject.is_ondernemer else "klant-persoon"
        kenmerk = self.toegang.audit.pseudonym(subject)
        return await self.toegang.pdp.decide(self.wie, doel, soort, kenmerk, aanleiding, self.deadline)


def covers(doel: Doel, key: str) -> bool:
    """Does a purpose cover a source? Each part of its key that belongs to a dienst counts; what is not known is not covered."""
    first, _, last = key.partition(".")
    if first in ALWAYS:
        return True
    known = [VELDEN[part] for part in (first, last) if part in VELDEN]
    return bool(known) and all(dienst in doel.diensten for dienst in known)


def _denied(decision: Decision) -> GebruikersFout:
    if decision.acr_values:
        return niveau_te_laag(Betrouwbaarheidsniveau.HOOG, decision.acr_values)
    return niet_toegestaan(Belemmeringcode.BUITEN_MACHTIGING, _NIET)
