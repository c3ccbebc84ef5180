"""How the contacts of the stories are made: one call per contact, days counted from now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.openklant.rijen import (
    Betrokkene,
    Identificator,
    InterneTaak,
    Klantcontact,
    Onderwerp,
    Partij,
    PartijIdentificator,
)
from sandbox.openvtb.kalender import Kalender
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN
from sandbox.verhalen.vreemden import VREEMDEN


def zaak(naam: str) -> Onderwerp:
    """A contact was about a zaak, by the codes of the gemeente."""
    return Onderwerp(
        uuid("onderwerpobject", f"zaak-{naam}"), Identificator("zaak", "open-zaak", "uuid", uuid("zaak", naam))
    )


def antwoord(naam: str) -> Onderwerp:
    """A contact was an answer to an earlier one."""
    return Onderwerp(uuid("onderwerpobject", f"antwoord-{naam}"), klantcontact=uuid("klantcontact", naam))


@dataclass
class Maker:
    """Makes contacts, and remembers everybody they were with."""

    kalender: Kalender
    partijen: dict[str, Partij] = field(default_factory=dict)
    gemaakt: int = 0

    def contact(
        self,
        naam: str,
        met: Partij,
        dag: int,
        kanaal: str,
        onderwerp: str,
        inhoud: str,
        *,
        reactie: str = "",
        over: Sequence[Onderwerp] = (),
        ook: Sequence[Partij | None] = (),
        taak: str = "",
        medewerker: str | None = None,
        vertrouwelijk: bool = False,
        initiator: bool = True,
        genummerd: bool = True,
    ) -> Klantcontact:
        """A contact so many days from now; `ook` took part as well, None being somebody unknown."""
        self.gemaakt += genummerd
        moment = self.kalender.moment(dag, 10, 15)
        return Klantcontact(
            uuid=uuid("klantcontact", naam),
            nummer=f"{self.gemaakt:010d}" if genummerd else None,
            kanaal=kanaal,
            onderwerp=onderwerp,
            inhoud=inhoud,
            plaatsgevonden_op=moment,
            betrokkenen=tuple(
                Betrokkene(uuid("betrokkene", f"{naam}-{at}"), partij, initiator=initiator and at == 0)
                for at, partij in enumerate((met, *ook))
            ),
            onderwerpen=tuple(over),
            taken=(InterneTaak(uuid("internetaak", naam), taak, moment),) if taak else (),
            reactie=reactie,
            vertrouwelijk=vertrouwelijk,
            medewerker=medewerker,
        )

    def onderwerp(self, naam: str, objecttype: str, register: str, soort: str, over: str) -> Onderwerp:
        """A contact was about something else than a zaak."""
        nummer = Identificator(objecttype, register, soort, uuid(objecttype, over))
        return Onderwerp(uuid("onderwerpobject", naam), nummer)

    def persoon(self, sleutel: str, versie: str = "") -> Partij:
        """A person by BSN; with a `versie` registered once more."""
        persoon = PERSONEN[sleutel]
        nummer = Identificator("natuurlijk_persoon", "brp", "bsn", persoon.bsn or "")
        return self._partij(f"{sleutel}{versie}", "persoon", persoon.naam, nummer)

    def vreemde(self, number: int) -> Partij:
        """Somebody outside the cast."""
        persoon = VREEMDEN[number % len(VREEMDEN)]
        nummer = Identificator("natuurlijk_persoon", "brp", "bsn", persoon.bsn or "")
        return self._partij(persoon.sleutel, "persoon", persoon.naam, nummer)

    def bedrijf(self, sleutel: str) -> Partij:
        """A business by KvK number."""
        nummer = Identificator("niet_natuurlijk_persoon", "hr", "kvk_nummer", PERSONEN[sleutel].kvk or "")
        return self._partij(f"{sleutel}-kvk", "organisatie", PERSONEN[sleutel].naam, nummer)

    def rsin(self, sleutel: str) -> Partij:
        """A business by RSIN."""
        nummer = Identificator("niet_natuurlijk_persoon", "hr", "rsin", PERSONEN[sleutel].rsin or "")
        return self._partij(f"{sleutel}-rsin", "organisatie", PERSONEN[sleutel].naam, nummer)

    def naamgenoot(self, sleutel: str) -> Partij:
        """A foundation whose RSIN has the digits of a person's BSN."""
        nummer = Identificator("niet_natuurlijk_persoon", "hr", "rsin", PERSONEN[sleutel].bsn or "")
        return self._partij(f"{sleutel}-naamgenoot", "organisatie", "Stichting De Gymzaal", nummer)

    def vestiging(self, sleutel: str, volgorde: int) -> Partij:
        """A vestiging, below the KvK number of its business."""
        onder = self.bedrijf(sleutel).identificatoren[0]
        nummer = Identificator("vestiging", "hr", "vestigingsnummer", PERSONEN[sleutel].vestigingen[volgorde])
        return self._partij(f"{sleutel}-vestiging-{volgorde}", "organisatie", PERSONEN[sleutel].naam, nummer, onder)

    def _partij(
        self, naam: str, soort: str, weergavenaam: str, nummer: Identificator, onder: PartijIdentificator | None = None
    ) -> Partij:
        if naam not in self.partijen:
            numbers = (PartijIdentificator(naam, nummer, onder),)
            self.partijen[naam] = Partij(uuid("partij", naam), len(self.partijen) + 1, soort, weergavenaam, numbers)
        return self.partijen[naam]
