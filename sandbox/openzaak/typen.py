"""The catalogue of a gemeente as the Catalogi API (ZGW 1.3) shows it: zaaktypen and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.catalogus import BESLUIT, BESLUITTYPEN, DOCUMENTSOORTEN, ROLLEN, Catalogus
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.zaaktypen import ZAAKTYPEN, Zaaktype

BEGIN = "2019-01-01"
_GENERIEK = (
    "informatieobjecttype",
    "definitieInformatieobjecttype",
    "herkomstInformatieobjecttype",
    "hierarchieInformatieobjecttype",
    "opmerkingInformatieobjecttype",
)
SELECTIELIJST = "https://selectielijst.openzaak.nl/api/v1"


@dataclass(frozen=True)
class Typen:
    """Makes the rows of a catalogue."""

    catalogus: Catalogus

    def rijen(self) -> dict[str, list[Rij]]:
        """Every resource of the API with its rows, newest first as the lists give them."""
        soorten = list(ZAAKTYPEN.values())
        rows: dict[str, list[Rij]] = {
            "catalogussen": [self._catalogus()],
            "zaaktypen": [self._zaaktype(soort) for soort in soorten],
            "statustypen": [row for soort in soorten for row in self._statustypen(soort)],
            "resultaattypen": [self._resultaattype(soort, naam) for soort in soorten for naam in soort.resultaten],
            "roltypen": [self._roltype(soort, generiek) for soort in soorten for generiek in ROLLEN],
            "eigenschappen": [self._eigenschap(soort, naam) for soort in soorten for naam in soort.eigenschappen],
            "besluittypen": [self._besluittype(naam, termijn) for naam, termijn in BESLUITTYPEN.items()],
            "informatieobjecttypen": [self._informatieobjecttype(soort) for soort in DOCUMENTSOORTEN],
            "zaaktype-informatieobjecttypen": [row for soort in soorten for row in self._documenten_van(soort)],
        }
        return {naam: found[::-1] for naam, found in rows.items()}

    def _catalogus(self) -> Rij:
        return {
            "url": self.catalogus.url,
            "domein": self.catalogus.gemeente.sleutel[:5].upper(),
            "rsin": self.catalogus.gemeente.rsin,
            "contactpersoonBeheerNaam": "Functioneel beheer",
            "contactpersoonBeheerTelefoonnummer": "",
            "contactpersoonBeheerEmailadres": "",
            "zaaktypen": [self.catalogus.zaaktype(code) for code in ZAAKTYPEN],
            "besluittypen": [self.catalogus.besluittype(naam) for naam in BESLUITTYPEN],
            "informatieobjecttypen": [self.catalogus.informatieobjecttype(soort) for soort in DOCUMENTSOORTEN],
            "naam": f"Catalogus {self.catalogus.gemeente.naam}",
            "versie": "",
            "begindatumVersie": None,
        }

    def _zaaktype(self, soort: Zaaktype) -> Rij:
        steps = range(len(soort.stappen), 0, -1)
        lower = soort.omschrijving[0].lower() + soort.omschrijving[1:]
        return {
            "url": self.catalogus.zaaktype(soort.code),
            "identificatie": f"ZT-{soort.code}",
            "omschrijving": soort.omschrijving,
            "omschrijvingGeneriek": soort.omschrijving,
            "vertrouwelijkheidaanduiding": soort.vertrouwelijkheid,
            "doel": f"Afhandelen van {lower}",
            "aanleiding": "Vraag van een inwoner of ondernemer",
            "toelichting": "",
            "indicatieInternOfExtern": "intern" if soort.intern else "extern",
            "handelingInitiator": "aanvragen",
            "onderwerp": soort.onderwerp,
            "handelingBehandelaar": "behandelen",
            "doorlooptijd": f"P{soort.dagen}D",
            "servicenorm": f"P{soort.servicedagen}D",
            "opschortingEnAanhoudingMogelijk": True,
            "verlengingMogelijk": True,
            "verlengingstermijn": "P42D",
            "trefwoorden": [lower],
            "publicatieIndicatie": False,
            "publicatietekst": "",
            "verantwoordingsrelatie": [],
            "productenOfDiensten": [
                f"https://www.{self.catalogus.gemeente.sleutel}.example/producten/{soort.code.lower()}"
            ],
            "selectielijstProcestype": "",
            "referentieproces": {"naam": soort.omschrijving, "link": ""},
            "concept": soort.concept,
            "verantwoordelijke": self.catalogus.gemeente.rsin,
            "broncatalogus": {"url": "", "domein": "", "rsin": ""},
            "bronzaaktype": {"url": "", "identificatie": "", "omschrijving": ""},
            **_geldigheid(versie=True),
            "catalogus": self.catalogus.url,
            "statustypen": [self.catalogus.statustype(soort.code, step) for step in steps],
            "resultaattypen": [self.catalogus.resultaattype(soort.code, naam) for naam in soort.resultaten],
            "eigenschappen": [self.catalogus.eigenschap(soort.code, naam) for naam in soort.eigenschappen],
            "informatieobjecttypen": [self.catalogus.informatieobjecttype(naam) for naam in DOCUMENTSOORTEN],
            "roltypen": [self.catalogus.roltype(soort.code, generiek) for generiek in ROLLEN],
            "besluittypen": [self.catalogus.besluittype(BESLUIT)] if soort.heeft_besluit else [],
            "deelzaaktypen": [],
            "gerelateerdeZaaktypen": [],
            "zaakobjecttypen": [],
        }

    def _statustypen(self, soort: Zaaktype) -> list[Rij]:
        last = len(soort.stappen)
        return [
            {
                "url": self.catalogus.statustype(soort.code, nummer),
                "omschrijving": stap,
                "omschrijvingGeneriek": stap,
                "statustekst": f"Uw zaak is nu: {stap}",
                **self._bij(soort),
                "volgnummer": nummer,
                "isEindstatus": nummer == last,
                "informeren": True,
                "doorlooptijd": None,
                "toelichting": None,
                "checklistitemStatustype": [],
                "catalogus": self.catalogus.url,
                "eigenschappen": [],
                "zaakobjecttypen": [],
                **_ongedateerd(),
            }
            for nummer, stap in enumerate(soort.stappen, 1)
        ]

    def _resultaattype(self, soort: Zaaktype, naam: str) -> Rij:
        return {
            "url": self.catalogus.resultaattype(soort.code, naam),
            **self._bij(soort),
            "omschrijving": naam,
            "resultaattypeomschrijving": f"{SELECTIELIJST}/resultaattypeomschrijvingen/{uuid('omschrijving', naam)}",
            "omschrijvingGeneriek": naam,
            "selectielijstklasse": f"{SELECTIELIJST}/resultaten/{uuid('selectielijstklasse', naam)}",
            "toelichting": "",
            "archiefnominatie": "vernietigen",
            "archiefactietermijn": "P1Y",
            "brondatumArchiefprocedure": {
                "afleidingswijze": "afgehandeld",
                "datumkenmerk": "",
                "einddatumBekend": False,
                "objecttype": "",
                "registratie": "",
                "procestermijn": None,
            },
            "procesobjectaard": "",
            "indicatieSpecifiek": None,
            "procestermijn": None,
            "catalogus": self.catalogus.url,
            "besluittypen": [],
            "besluittypeOmschrijving": [],
            "informatieobjecttypen": [],
            "informatieobjecttypeOmschrijving": [],
            **_geldigheid(),
        }

    def _roltype(self, soort: Zaaktype, generiek: str) -> Rij:
        return {
            "url": self.catalogus.roltype(soort.code, generiek),
            **self._bij(soort),
            "omschrijving": ROLLEN[generiek],
            "omschrijvingGeneriek": generiek,
            "catalogus": self.catalogus.url,
            **_ongedateerd(),
        }

    def _eigenschap(self, soort: Zaaktype, naam: str) -> Rij:
        specificatie = {
            "groep": "",
            "formaat": "tekst",
            "lengte": "255",
            "kardinaliteit": "1",
            "waardenverzameling": [],
        }
        return {
            "url": self.catalogus.eigenschap(soort.code, naam),
            "naam": naam,
            "definitie": naam.replace("_", " "),
            "specificatie": specificatie,
            "toelichting": "",
            **self._bij(soort),
            "catalogus": self.catalogus.url,
            "statustype": None,
            **_ongedateerd(),
        }

    def _besluittype(self, omschrijving: str, reactietermijn: str | None) -> Rij:
        zaaktypen = [self.catalogus.zaaktype(soort.code) for soort in ZAAKTYPEN.values() if soort.heeft_besluit]
        return {
            "url": self.catalogus.besluittype(omschrijving),
            "catalogus": self.catalogus.url,
            "zaaktypen": zaaktypen if omschrijving == BESLUIT else [self.catalogus.zaaktype("BEZWAAR")],
            "omschrijving": omschrijving,
            "omschrijvingGeneriek": "",
            "besluitcategorie": "",
            "reactietermijn": reactietermijn,
            "publicatieIndicatie": False,
            "publicatietekst": "",
            "publicatietermijn": None,
            "toelichting": "",
            "informatieobjecttypen": [],
            "concept": False,
            "resultaattypen": [],
            "resultaattypenOmschrijving": [],
            "vastgelegdIn": [],
            **_geldigheid(),
        }

    def _informatieobjecttype(self, soort: str) -> Rij:
        return {
            "url": self.catalogus.informatieobjecttype(soort),
            "catalogus": self.catalogus.url,
            "omschrijving": soort,
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "concept": False,
            "besluittypen": [],
            "informatieobjectcategorie": "Correspondentie",
            "trefwoord": [],
            "omschrijvingGeneriek": {f"{naam}OmschrijvingGeneriek": "" for naam in _GENERIEK},
            "zaaktypen": [self.catalogus.zaaktype(code) for code in ZAAKTYPEN],
            **_geldigheid(),
        }

    def _documenten_van(self, soort: Zaaktype) -> list[Rij]:
        """Which documents come in at a zaaktype, go out, or stay inside."""
        return [
            {
                "url": self.catalogus.zaaktype_document(soort.code, naam),
                **self._bij(soort),
                "informatieobjecttype": self.catalogus.informatieobjecttype(naam),
                "volgnummer": number,
                "richting": richting,
                "statustype": None,
                "catalogus": self.catalogus.url,
            }
            for number, (naam, richting) in enumerate(DOCUMENTSOORTEN.items(), 1)
        ]

    def _bij(self, soort: Zaaktype) -> Rij:
        return {"zaaktype": self.catalogus.zaaktype(soort.code), "zaaktypeIdentificatie": f"ZT-{soort.code}"}


def _geldigheid(*, versie: bool = False) -> Rij:
    dates: Rij = {"beginGeldigheid": BEGIN, "eindeGeldigheid": None, "beginObject": BEGIN, "eindeObject": None}
    return {**dates, "versiedatum": BEGIN} if versie else dates


def _ongedateerd() -> Rij:
    return {"beginGeldigheid": None, "eindeGeldigheid": None, "beginObject": None, "eindeObject": None}
