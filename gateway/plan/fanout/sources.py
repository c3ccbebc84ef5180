"""Which answer belongs to which source field of the schema. A test holds this table against the schema, both ways."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.domain.bericht import Bericht
from gateway.domain.bron import Dienst
from gateway.domain.product import Product, Producttype
from gateway.domain.ref import Ref
from gateway.domain.status import Productstatus, Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.verzoek import Verzoek
from gateway.domain.zaak import Zaak
from gateway.plan.fanout import klant, zaakdelen
from gateway.plan.fanout.details import detail, own_ref
from gateway.plan.fanout.items import changed_item, context, root_item
from gateway.plan.fanout.joins import actie_nodig, gerelateerd, nested_list, one_related
from gateway.plan.fanout.lists import root_list
from gateway.plan.fanout.request import SourceAnswer
from gateway.plan.fanout.tellers import teller, total
from gateway.plan.fanout.uitvoering import van_actie


def type_ref(parent: object) -> Ref | None:
    """The native reference of a producttype."""
    return parent.ref if isinstance(parent, Producttype) else None


def kind_ref(parent: object) -> Ref | None:
    """The native reference of the kind of a verzoek."""
    return parent.type_ref if isinstance(parent, Verzoek) else None


def open_taak(parent: object) -> Ref | None:
    """The reference of a taak that can still be done; of any other there is nothing to ask."""
    return parent.ref if isinstance(parent, Taak) and parent.status is Taakstatus.OPEN else None


def _versie(pick: str) -> SourceAnswer:
    """A field of the version of a verzoektype that is in force."""
    return detail("verzoektypeversie", ref=own_ref, pick=lambda value: getattr(value, pick))


def _is_open(item: object) -> bool:
    return isinstance(item, Taak) and item.status is Taakstatus.OPEN


def _is_ongelezen(item: object) -> bool:
    return isinstance(item, Bericht) and item.gelezen is False


def _is_lopend(item: object) -> bool:
    return isinstance(item, Zaak) and item.lopend is True


def _is_actief(item: object) -> bool:
    return isinstance(item, Product) and item.status is Productstatus.ACTIEF


SOURCES: Mapping[str, SourceAnswer] = {
    "zaken": root_list("zaken"),
    "taken": root_list("taken"),
    "berichten": root_list("berichten"),
    "producten": root_list("producten"),
    "contactmomenten": root_list("contactmomenten"),
    "verzoeken": root_list("verzoeken"),
    "verzoektypen": root_list("verzoektypen"),
    "zaak": root_item("zaak"),
    "taak": root_item("taak"),
    "bericht": root_item("bericht"),
    "product": root_item("product"),
    "verzoektype": root_item("verzoektype"),
    "node": root_item(),
    "wijziging.item": changed_item,
    "context": context,
    "tellers.lopendeZaken": teller(Dienst.ZAKEN, _is_lopend),
    "tellers.openTaken": teller(Dienst.TAKEN, _is_open),
    "tellers.ongelezenBerichten": teller(Dienst.BERICHTEN, _is_ongelezen),
    "tellers.actieveProducten": teller(Dienst.PRODUCTEN, _is_actief),
    "berichten.aantalOngelezen": total(Dienst.BERICHTEN, _is_ongelezen),
    "zaak.actieNodig": actie_nodig,
    "zaak.stappen": detail("statussen", ref=own_ref, absent=[]),
    "zaak.besluiten": detail("besluiten", ref=own_ref, absent=[]),
    "zaak.documenten": zaakdelen.documenten(),
    "zaak.kenmerken": zaakdelen.kenmerken(),
    "zaak.resultaat": zaakdelen.resultaat(),
    "zaak.mijnRol": zaakdelen.rol("mijn_rol"),
    "zaak.mijnRolBronwaarde": zaakdelen.rol("bronwaarde"),
    "zaak.behandelaar": zaakdelen.rol("behandelaar"),
    "zaak.hoofdzaak": zaakdelen.hoofdzaak(),
    "zaak.deelzaken": zaakdelen.deelzaken(),
    "zaak.taken": nested_list("taken"),
    "zaak.berichten": nested_list("berichten"),
    "zaak.producten": nested_list("producten"),
    "zaak.contactmomenten": nested_list("contactmomenten"),
    "zaak.verzoek": one_related(Dienst.VERZOEKEN),
    "besluit.zaak": one_related(Dienst.ZAKEN),
    "besluit.documenten": detail("besluitdocumenten", ref=own_ref, absent=[]),
    "taak.uitvoering": detail("uitvoering", ref=open_taak, optional=True),
    "actie.uitvoering": van_actie,
    "taak.zaak": one_related(Dienst.ZAKEN),
    "taak.product": one_related(Dienst.PRODUCTEN),
    "bericht.tekst": detail(
        "berichttekst", ref=own_ref, known=lambda parent: parent.inhoud if isinstance(parent, Bericht) else None
    ),
    "bericht.bijlagen": detail(
        "bijlagen",
        ref=own_ref,
        known=lambda parent: parent.stukken if isinstance(parent, Bericht) else None,
        absent=[],
    ),
    "bericht.zaak": one_related(Dienst.ZAKEN),
    "product.zaak": one_related(Dienst.ZAKEN),
    "product.taken": nested_list("taken"),
    "product.documenten": detail("productdocumenten", ref=own_ref, absent=[]),
    "producttype.omschrijving": detail("producttype", ref=type_ref, optional=True),
    "contactmoment.zaak": one_related(Dienst.ZAKEN),
    "verzoek.zaak": one_related(Dienst.ZAKEN),
    "verzoek.verzoektype": detail("verzoektype", ref=kind_ref),
    "verzoektype.versie": _versie("versie"),
    "verzoektype.schema": _versie("schema"),
    "verzoektype.bijlagesoorten": _versie("bijlagesoorten"),
    "klant.naam": klant.naam,
    "klant.adres": klant.adres,
    "klant.herkomst": klant.herkomst,
    "klant.contactgegevens": klant.contactgegevens,
    "item.gerelateerd": gerelateerd,
}
