"""From a zaak as the register keeps it to a Zaak as a person reads it. Pure: the same input gives the same view."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from connectors.openzaak import models
from connectors.openzaak.adres import keys, uuid_of
from connectors.openzaak.catalogus import Catalogus
from connectors.openzaak.dossier import dossier_of
from connectors.openzaak.kenmerken import named
from connectors.openzaak.profiel import Profiel
from connectors.openzaak.stappen import current, expected, groep
from connectors.openzaak.zichtbaar import Regels, is_known
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import Datumduiding, GeduideDatum
from gateway.domain.status import Statusgroep, Zaakstatus
from gateway.domain.waarden import Duration, Urn
from gateway.domain.zaak import Betrokkenheid, Zaak, Zaaktype

_GEPLAND = "De organisatie denkt dan klaar te zijn. Het kan later worden."
_UITERLIJK = "Op deze dag hoort de organisatie klaar te zijn."


@dataclass(frozen=True, slots=True)
class Mapper:
    """Maps zaken of one call with the catalogue and rules of its bron. What zaken share is made once for all of them."""

    call: Call
    catalogus: Catalogus
    regels: Regels
    profiel: Profiel
    _groepen: dict[str, Statusgroep] = field(default_factory=dict)
    _stappen: dict[str, Zaakstatus] = field(default_factory=dict)
    _typen: dict[str, Zaaktype] = field(default_factory=dict)

    def zaak(
        self, row: models.Zaak, via: GevondenVia, mijn: Betrokkenheid | None = None, expand: Collection[str] = ()
    ) -> Zaak | None:
        """The view of a zaak; None when a portal may not show it.

        `mijn` is what the person is in it, where that is known; `expand` is what was asked to come along.
        """
        type_uuid = uuid_of(row.zaaktype)
        zaaktype = self.catalogus.zaaktypen.get(type_uuid)
        if zaaktype is None:
            self.call.drop("$.zaaktype")
            return None
        if not is_known(row.vertrouwelijkheidaanduiding):
            self.call.drop("$.vertrouwelijkheidaanduiding")
        if not self.regels.shows_zaak(row, zaaktype) or (self.profiel.nummer_verplicht and not row.identificatie):
            return None
        status, statustype = self._status(row)
        return Zaak(
            ref=self.call.ref("zaak", row.uuid),
            sleutels=self._keys(row),
            verwijst=(f"zaak/uuid/{uuid_of(row.hoofdzaak)}",) if row.hoofdzaak else (),
            titel=self._titel(row, zaaktype),
            organisatie=self.call.bron.organisatie,
            herkomst=self.call.herkomst(via),
            urn=Urn(f"urn:uuid:{row.uuid}"),
            laatst_gewijzigd_op=row.laatst_gemuteerd or (status.datum_status_gezet if status else None),
            afscherming=None,
            betrokkenheid=mijn,
            dossier=dossier_of(row, expand, self.call, self.catalogus),
            identificatie=shown_number(row.identificatie, self.profiel),
            zaaktype=self._zaaktype(type_uuid, zaaktype),
            omschrijving=row.omschrijving or None,
            toelichting=row.toelichting or None,
            status=current(status, statustype, self.groep(statustype, zaaktype)) if status and statustype else None,
            lopend=row.einddatum is None,
            volgende_stap=self._next(row, statustype, type_uuid, zaaktype),
            startdatum=row.startdatum,
            einddatum=row.einddatum,
            einddatum_gepland=_duid(row.einddatum_gepland, Datumduiding.GEPLAND, _GEPLAND),
            uiterlijke_einddatum_afdoening=_duid(
                row.uiterlijke_einddatum_afdoening, Datumduiding.WETTELIJK, _UITERLIJK
            ),
            uitstel=_uitstel(row),
        )

    def _keys(self, row: models.Zaak) -> tuple[str, ...]:
        """By what others name this zaak: also by the number as people know it."""
        kept = keys("zaak", row.uuid, row.identificatie)
        if not self.profiel.nummer:
            return kept
        return tuple(dict.fromkeys((*kept, *keys("zaak", row.uuid, shown_number(row.identificatie, self.profiel)))))

    def _titel(self, row: models.Zaak, zaaktype: models.Zaaktype) -> str:
        texts = (row.omschrijving, zaaktype.omschrijving)
        first, second = texts if self.profiel.titel == "omschrijving" else texts[::-1]
        return first or second or row.identificatie or "Zaak"

    def shows(self, row: models.Zaak) -> bool:
        """May a portal show this zaak?"""
        return self.regels.shows_zaak(row, self.catalogus.zaaktypen.get(uuid_of(row.zaaktype)))

    def groep(self, statustype: models.Statustype, zaaktype: models.Zaaktype) -> Statusgroep:
        """The group of a step, by the rules of this municipality."""
        known = self._groepen.get(statustype.url)
        if known is None:
            known = self._groepen[statustype.url] = groep(statustype, zaaktype, self.regels.statussen)
        return known

    def _status(self, row: models.Zaak) -> tuple[models.Status | None, models.Statustype | None]:
        status = row.expand.status if row.expand else None
        if status is None:
            return None, None
        if status.tekst is not None:
            return status, named(status.tekst, row.zaaktype, self.catalogus.steps_of(row.zaaktype))
        return status, self.catalogus.statustypen.get(uuid_of(status.statustype))

    def _next(
        self, row: models.Zaak, now: models.Statustype | None, type_uuid: str, zaaktype: models.Zaaktype
    ) -> Zaakstatus | None:
        if now is None or not now.volgnummer or row.einddatum is not None:
            return None
        known = self._stappen.get(now.url)
        if known is not None:
            return known
        steps = self.catalogus.stappen.get(type_uuid, [])
        following = next((step for step in steps if step.volgnummer > now.volgnummer), None)
        if following is None:
            return None
        self._stappen[now.url] = expected(following, self.groep(following, zaaktype))
        return self._stappen[now.url]

    def _zaaktype(self, uuid: str, row: models.Zaaktype) -> Zaaktype:
        known = self._typen.get(uuid)
        if known is None:
            known = self._typen[uuid] = _zaaktype(row)
        return known


def shown_number(nummer: str | None, profiel: Profiel) -> str | None:
    """The number of a zaak as it stands in letters: some suppliers keep it in another form."""
    if nummer is None or not profiel.nummer or not re.fullmatch(profiel.nummer, nummer):
        return nummer
    return re.sub(profiel.nummer, profiel.nummer_als, nummer)


def _zaaktype(row: models.Zaaktype) -> Zaaktype:
    return Zaaktype(
        identificatie=row.identificatie or uuid_of(row.url),
        naam=row.omschrijving,
        doel=row.doel or None,
        doorlooptijd=Duration(row.doorlooptijd) if row.doorlooptijd else None,
        thema=row.onderwerp or None,
    )


def _duid(day: date | None, duiding: Datumduiding, uitleg: str) -> GeduideDatum | None:
    return GeduideDatum(datum=day, duiding=duiding, uitleg=uitleg) if day is not None else None


def _uitstel(row: models.Zaak) -> str | None:
    if row.opschorting is not None and row.opschorting.indicatie:
        return _because("Uw zaak staat stil", row.opschorting.reden)
    if row.verlenging is not None:
        return _because("De behandeling van uw zaak duurt langer", row.verlenging.reden)
    return None


def _because(sentence: str, reden: str) -> str:
    return f"{sentence}: {reden}" if reden else f"{sentence}."
