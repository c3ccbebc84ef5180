"""Checks whether somebody has a right to something: what is asked and why, consent to it, and the answer with its reasons."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import strawberry
from strawberry import field

from gateway.domain.actie import Actie, Identifies
from gateway.domain.bron import Betrouwbaarheidsniveau, Bron, Herkomst, Organisatie
from gateway.domain.declare import Term, enumeratie, view
from gateway.domain.item import Node
from gateway.domain.ref import Ref
from gateway.domain.source import computed
from gateway.domain.waarden import Url


@enumeratie
class Oordeel(Term):
    """Wat er uit een onderzoek komt. Het is geen besluit."""

    JA = "JA", "Waarschijnlijk wel."
    NEE = "NEE", "Waarschijnlijk niet."
    MISSCHIEN = "MISSCHIEN", "Dat is niet zeker te zeggen. Kijk bij de voorwaarden wat er mist."


@view
class Gegevensvraag:
    """Eén gegeven waarvoor wij uw toestemming vragen. Toon als aankruisvakje, met waarom en bij wie."""

    ref: strawberry.Private[Ref]
    titel: str = field(description="Om welk gegeven het gaat.")
    waarom: str = field(description="Waar het voor nodig is.")
    bron: Bron = field(description="Bij wie wij het vragen.")

    @computed
    def id(self, context: Identifies) -> strawberry.ID:
        """Kenmerk van de vraag. Stuur het mee bij `akkoordMet` als u het goedvindt."""
        return context.id(self.ref)


@view
class Regeling(Node):
    """Iets waar u recht op kunt hebben, zoals bijzondere bijstand. Toon in een overzicht met een knop Onderzoeken."""

    naam: str = field(description="Hoe de regeling heet.")
    omschrijving: str = field(description="Voor wie het is, en wat u krijgt.")
    organisatie: Organisatie = field(description="Wie erover beslist.")
    grondslag: str = field(description="De wet of verordening waar het in staat, met artikel.")
    grondslag_url: Url | None = field(description="Waar u die kunt lezen.")
    gegevens: list[Gegevensvraag] = field(
        description="Wat wij ervoor moeten weten. Niets daarvan vragen wij op voordat u het goedvindt."
    )
    minimaal_niveau: Betrouwbaarheidsniveau = field(description="Zwakker ingelogd dan dit? Dan kan het niet.")


@view
class Toestemming(Node):
    """Uw toestemming om gegevens op te vragen voor één onderzoek. Toon bij Mijn regie, met een knop Intrekken."""

    regeling: Regeling = field(description="Waarvoor u haar gaf.")
    gegevens: list[Gegevensvraag] = field(description="Welke gegevens wij mochten vragen.")
    gegeven_op: datetime = field(description="Wanneer u haar gaf.")
    geldig_tot: datetime = field(description="Daarna vragen wij niets meer op.")
    ingetrokken_op: datetime | None = field(description="Wanneer u haar introk. Sindsdien vragen wij niets meer op.")


@view
class Criterium:
    """Eén voorwaarde van een regeling. Toon als regel, met de waarde die wij zagen of de reden dat wij die niet weten."""

    omschrijving: str = field(description="De voorwaarde in gewone taal.")
    oordeel: Oordeel = field(description="Of u eraan voldoet.")
    waarde: str | None = field(description="Wat wij zagen, klaar om te tonen. Leeg als wij het niet weten.")
    herkomst: Herkomst | None = field(description="Bij wie wij dat zagen, en wanneer.")
    reden: str | None = field(description="Waarom het niet zeker is.")
    grondslag: str = field(description="De wet of verordening waar deze voorwaarde in staat.")


@view
class Regelinguitkomst:
    """Het antwoord op een onderzoek. Toon het oordeel, de uitleg, elke voorwaarde, en wat u nu kunt doen."""

    regeling: Regeling = field(description="Wat er is onderzocht.")
    oordeel: Oordeel = field(description="Of u er waarschijnlijk recht op hebt. Dit is geen besluit.")
    uitleg: str = field(description="Wat dat betekent, in gewone taal.")
    criteria: list[Criterium] = field(description="Elke voorwaarde apart.")
    vervolg: Actie | None = field(description="Wat u nu kunt doen, zoals aanvragen met wat wij al weten ingevuld.")
    onderzocht_op: datetime = field(description="Wanneer wij keken. Wij bewaren niet wat wij zagen.")
    toestemming: Toestemming = field(description="De toestemming waar dit op rust.")


@view
class RegelingActie(Actie):
    """Laten onderzoeken of u recht hebt op een regeling. Vraag eerst toestemming: zie `regeling.gegevens`."""

    regeling: Regeling = field(description="Wat u laat onderzoeken.")


class Offers(Protocol):
    """The part of a request that knows what a person can have looked into."""

    def regelingen(self) -> list[Regeling]:
        """The regelingen of the organisations of this person."""
        ...


@dataclass(frozen=True, slots=True)
class Gevonden:
    """How asking one fact ended. `feit`: what the bron told; None when it knows nothing, was not asked, or failed.

    `reden`: why it is not known, for the person. `mislukt`: the bron did not answer, so nothing may follow from it.
    """

    feit: object = None
    reden: str | None = None
    mislukt: bool = False


@dataclass(frozen=True, slots=True)
class Conclusie:
    """What a check comes to. `invulling`: facts to fill in an application with, by the name of its field."""

    oordeel: Oordeel
    uitleg: str
    criteria: list[Criterium]
    invulling: Mapping[str, object]
