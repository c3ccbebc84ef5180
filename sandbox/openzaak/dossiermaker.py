"""How a story becomes a dossier: every row of a zaak, with links and days filled in."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.openvtb.kalender import Kalender
from sandbox.openzaak import beslissingen, betrokkenen
from sandbox.openzaak.adressen import Adressen, Rij
from sandbox.openzaak.catalogus import Catalogus
from sandbox.openzaak.documenten import Document
from sandbox.openzaak.dossier import Dossier
from sandbox.verhalen.namen import uuid, zaaknummer
from sandbox.verhalen.zaaktypen import ZAAKTYPEN, Zaaktype
from sandbox.verhalen.zaken import Betrokkene, Zaakverhaal


@dataclass(frozen=True)
class Maker:
    """Turns stories of one gemeente into dossiers."""

    catalogus: Catalogus
    kalender: Kalender

    @property
    def adressen(self) -> Adressen:
        return self.catalogus.adressen

    def dossier(self, verhaal: Zaakverhaal) -> Dossier:
        """The dossier of a story; deelzaken are linked by the register."""
        soort = ZAAKTYPEN[verhaal.zaaktype]
        statussen = self._statussen(verhaal)
        resultaat = self._resultaat(verhaal)
        rollen = self._rollen(verhaal, soort)
        eigenschappen = self._eigenschappen(verhaal)
        documenten = [Document.van(stuk, self.catalogus, self.kalender) for stuk in verhaal.stukken]
        relaties = self._relaties(verhaal, documenten)
        besluiten = beslissingen.besluiten(verhaal, self.catalogus, self.kalender)
        zaak = self._zaak(verhaal, soort) | {
            "eigenschappen": [row["url"] for row in eigenschappen],
            "rollen": [row["url"] for row in rollen],
            "status": statussen[0]["url"] if statussen else None,
            "zaakinformatieobjecten": [row["url"] for row in relaties],
            "resultaat": resultaat["url"] if resultaat else None,
        }
        return Dossier(
            zaak, rollen, statussen, resultaat, eigenschappen, relaties, documenten, besluiten,
            beslissingen.stukken(besluiten, documenten, self.adressen), soort,
        )  # fmt: skip

    def _url(self, verhaal: Zaakverhaal) -> str:
        return self.adressen.van("zaken", uuid("zaak", verhaal.naam))

    def _zaak(self, verhaal: Zaakverhaal, soort: Zaaktype) -> Rij:
        dag, begint = self.kalender.dag, verhaal.begint
        eind = verhaal.stappen[-1] if verhaal.resultaat and verhaal.stappen else None
        einddatum = None if eind is None else dag(eind)
        uitstel = 42 if verhaal.verlengd else 0
        hoofdzaak = self.adressen.van("zaken", uuid("zaak", verhaal.hoofdzaak)) if verhaal.hoofdzaak else None
        return {
            "url": self._url(verhaal),
            "uuid": uuid("zaak", verhaal.naam),
            "identificatie": zaaknummer(verhaal.naam),
            "bronorganisatie": self.catalogus.gemeente.rsin,
            "omschrijving": verhaal.omschrijving,
            "toelichting": verhaal.toelichting,
            "zaaktype": self.catalogus.zaaktype(soort.code),
            "registratiedatum": dag(begint),
            "verantwoordelijkeOrganisatie": self.catalogus.gemeente.rsin,
            "startdatum": dag(begint),
            "einddatum": einddatum,
            "einddatumGepland": dag(begint + soort.servicedagen + uitstel),
            "uiterlijkeEinddatumAfdoening": dag(begint + soort.dagen + uitstel),
            "publicatiedatum": None,
            "laatstGemuteerd": self.kalender.moment(_laatste(verhaal), 9, 15),
            "laatstGeopend": None,
            "communicatiekanaal": "",
            "communicatiekanaalNaam": "",
            "productenOfDiensten": [],
            "vertrouwelijkheidaanduiding": soort.vertrouwelijkheid,
            "betalingsindicatie": "",
            "betalingsindicatieWeergave": "",
            "laatsteBetaaldatum": None,
            "zaakgeometrie": None,
            "verlenging": {"reden": verhaal.verlengd, "duur": f"P{uitstel}D"} if verhaal.verlengd else None,
            "opschorting": {
                "indicatie": bool(verhaal.opgeschort),
                "eerdereOpschorting": False,
                "reden": verhaal.opgeschort,
            },
            "selectielijstklasse": "",
            "hoofdzaak": hoofdzaak,
            "deelzaken": [],
            "relevanteAndereZaken": [],
            "gerelateerdeZaken": [],
            "eigenschappen": [],
            "rollen": [],
            "status": None,
            "zaakinformatieobjecten": [],
            "zaakobjecten": [],
            "kenmerken": [],
            "archiefnominatie": "vernietigen" if einddatum else None,
            "archiefstatus": "nog_te_archiveren",
            "archiefactiedatum": None if eind is None else dag(eind + 365),
            "resultaat": None,
            "opdrachtgevendeOrganisatie": "",
            "processobjectaard": "",
            "startdatumBewaartermijn": einddatum,
            "processobject": {"datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": ""},
            "_expand": {},
        }

    def _rollen(self, verhaal: Zaakverhaal, soort: Zaaktype) -> list[Rij]:
        rows = [
            self._rol(verhaal, f"{nummer}", een.rol) | betrokkenen.identiteit(een) | self._einde(een)
            for nummer, een in enumerate(verhaal.betrokkenen)
        ]
        if len(verhaal.stappen) > 1:
            rows.append(self._rol(verhaal, "behandelaar", "behandelaar") | betrokkenen.medewerker())
            rows.append(self._rol(verhaal, "afdeling", "zaakcoordinator") | betrokkenen.eenheid(soort.onderwerp))
        return rows[::-1]

    def _rol(self, verhaal: Zaakverhaal, sleutel: str, generiek: str) -> Rij:
        own = uuid("rol", f"{verhaal.naam}-{sleutel}")
        return betrokkenen.rol(
            self.adressen.van("rollen", own),
            own,
            self._url(verhaal),
            self.catalogus.roltype(verhaal.zaaktype, generiek),
            generiek,
            self.kalender.moment(verhaal.begint, 8, 12),
        )

    def _einde(self, een: Betrokkene) -> Rij:
        return {} if een.eindigt is None else {"eindeGeldigheid": self.kalender.dag(een.eindigt)}

    def _statussen(self, verhaal: Zaakverhaal) -> list[Rij]:
        taken = [(nummer, day) for nummer, day in enumerate(verhaal.stappen, 1) if day is not None]
        rows = [
            self._genummerd("statussen", "status", f"{verhaal.naam}-{nummer}", verhaal)
            | {
                "statustype": self.catalogus.statustype(verhaal.zaaktype, nummer),
                "datumStatusGezet": self.kalender.moment(day, 8, 15 + nummer),
                "statustoelichting": "",
                "indicatieLaatstGezetteStatus": nummer == taken[-1][0],
                "gezetdoor": None,
                "zaakinformatieobjecten": [],
            }
            for nummer, day in taken
        ]
        return rows[::-1]

    def _resultaat(self, verhaal: Zaakverhaal) -> Rij | None:
        if not verhaal.resultaat:
            return None
        return self._genummerd("resultaten", "resultaat", verhaal.naam, verhaal) | {
            "resultaattype": self.catalogus.resultaattype(verhaal.zaaktype, verhaal.resultaat),
            "toelichting": verhaal.resultaat,
        }

    def _eigenschappen(self, verhaal: Zaakverhaal) -> list[Rij]:
        def row(naam: str, waarde: str) -> Rij:
            own = uuid("zaakeigenschap", f"{verhaal.naam}-{naam}")
            url = self._url(verhaal)
            link = self.catalogus.eigenschap(verhaal.zaaktype, naam)
            return {
                "url": f"{url}/zaakeigenschappen/{own}",
                "uuid": own,
                "zaak": url,
                "eigenschap": link,
                "naam": naam,
                "waarde": waarde,
            }

        return [row(naam, waarde) for naam, waarde in verhaal.eigenschappen.items()][::-1]

    def _relaties(self, verhaal: Zaakverhaal, documenten: list[Document]) -> list[Rij]:
        """The links to documents; they carry the title, also of a document too secret to read."""
        rows = [
            self._genummerd("zaakinformatieobjecten", "zaakinformatieobject", str(document.rij["url"]), verhaal)
            | {
                "informatieobject": document.rij["url"],
                "zaak": self._url(verhaal),
                "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
                "titel": document.rij["titel"],
                "beschrijving": "",
                "registratiedatum": document.rij["beginRegistratie"],
                "vernietigingsdatum": None,
                "status": None,
            }
            for document in documenten
        ]
        return rows[::-1]

    def _genummerd(self, resource: str, soort: str, naam: str, verhaal: Zaakverhaal) -> Rij:
        own = uuid(soort, naam)
        return {"url": self.adressen.van(resource, own), "uuid": own, "zaak": self._url(verhaal)}


def _laatste(verhaal: Zaakverhaal) -> int:
    """The day something last happened to the zaak itself: a status, document or besluit."""
    days = [verhaal.begint, *(day for day in verhaal.stappen if day is not None), *(s.dag for s in verhaal.stukken)]
    return max([*days, verhaal.besluit.dag] if verhaal.besluit else days)
