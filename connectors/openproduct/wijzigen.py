"""Extend, change or end a product. Which of these, the settings of the bron say per producttype; otherwise its own action leads
to a form elsewhere. A dataobject is replaced as a whole, and the dates have the last word on the status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from connectors.openproduct import models
from connectors.openproduct.eigen import PRODUCTEN, PRODUCTTYPEN, own_product
from connectors.openproduct.regels import Regels
from gateway.bronnen.schrijven.formulier import problemen
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bron import Belemmeringcode
from gateway.domain.datum import NEDERLAND, voluit
from gateway.domain.fout import NietOndersteund, niet_ondersteund, niet_toegestaan, ongeldig, probleem
from gateway.domain.invoer import ProductActieInvoer
from gateway.domain.status import Verwerking
from gateway.domain.waarden import Url

_LOOPT, _AFGELOPEN = ("actief", "gereed"), ("verlopen", "ingetrokken")
_WOORDEN: Mapping[str, tuple[str, ...]] = {
    "verlengen": ("verleng",), "wijzigen": ("wijzig", "aanpas", "veranderen"), "opzeggen": ("opzeg", "stop", "beëindig"),
}  # fmt: skip
_LOOPT_NIET = "Dit loopt nu niet."


async def product_opzeggen(call: Schrijfcall) -> Stand:
    """Let a product end: on the day that was asked, or today."""
    row = await _eigen(call)
    if row is None:
        return None
    invoer, today = call.invoer(ProductActieInvoer), _today(call)
    if not Regels.of(call.instellingen, row.producttype.code).opzeggen:
        raise Geweigerd(await _elders(call, row, "opzeggen"))
    if row.status in _AFGELOPEN:
        return _klaar(call, row, "Dit is al gestopt.")
    einde = invoer.vanaf or today
    if row.eind_datum == einde:
        return _opgezegd(call, row)
    _check_loopt(row)
    _check_leeg(invoer.antwoorden)
    if einde < max(today, row.start_datum or today):
        raise Geweigerd(ongeldig(probleem("/ingangsdatum", "TE_LAAG", "Kies een latere dag.")))
    if row.eind_datum is not None and einde > row.eind_datum:
        raise Geweigerd(ongeldig(probleem("/ingangsdatum", "TE_HOOG", "Het stopt al eerder. Kies een eerdere dag.")))

    async def send() -> Gedaan | None:
        changed = await _wijzig(call, eind_datum=einde.isoformat())
        return _opgezegd(call, changed) if changed.eind_datum == einde else None

    return TeDoen(send)


async def product_verlengen(call: Schrijfcall) -> Stand:
    """Let a product go on after its end, by what its kind is extended with."""
    row = await _eigen(call)
    if row is None:
        return None
    invoer, regels = call.invoer(ProductActieInvoer), Regels.of(call.instellingen, row.producttype.code)
    if not regels.maanden:
        raise Geweigerd(await _elders(call, row, "verlengen"))
    if row.status in _AFGELOPEN:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TERMIJN_VOORBIJ, "Dit is al gestopt. Vraag het opnieuw aan."))
    if row.eind_datum is None:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.NIET_AANGEBODEN, "Dit loopt door: verlengen is niet nodig."))
    if regels.is_te_vroeg(row.eind_datum, _today(call)):
        if call.is_herhaling:
            return _verlengd(call, row)
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TE_VROEG, "Dit kan pas later."))
    _check_loopt(row)
    _check_leeg(invoer.antwoorden)
    if invoer.vanaf is not None:
        raise Geweigerd(
            ongeldig(probleem("/ingangsdatum", "ONGELDIG", "Het gaat verder na de einddatum. Laat dit leeg."))
        )
    einde = regels.later(row.eind_datum)

    async def send() -> Gedaan | None:
        changed = await _wijzig(call, eind_datum=einde.isoformat())
        return _verlengd(call, changed) if changed.eind_datum == einde else None

    return TeDoen(send)


async def product_wijzigen(call: Schrijfcall) -> Stand:
    """Change fields of a product, as far as its kind lets its owners."""
    row = await _eigen(call)
    if row is None:
        return None
    invoer, regels = call.invoer(ProductActieInvoer), Regels.of(call.instellingen, row.producttype.code)
    if not regels.velden:
        raise Geweigerd(await _elders(call, row, "wijzigen"))
    wanted = _gekozen(invoer.antwoorden, regels)
    data = {**(row.dataobject or {}), **wanted}
    if data == row.dataobject:
        return _klaar(call, row, "De wijziging staat erin.")
    _check_loopt(row)
    if invoer.vanaf is not None and invoer.vanaf != _today(call):
        raise Geweigerd(ongeldig(probleem("/ingangsdatum", "ONGELDIG", "Een wijziging gaat meteen in. Laat dit leeg.")))
    if wrong := problemen(await _schema(call, row), data):
        raise Geweigerd(ongeldig(*wrong))

    async def send() -> Gedaan | None:
        changed = await _wijzig(call, dataobject=data)
        return _klaar(call, changed, "De wijziging staat erin.") if changed.dataobject == data else None

    return TeDoen(send)


def _gekozen(antwoorden: object, regels: Regels) -> dict[str, object]:
    """The fields to change. Raises Geweigerd for none, and for a field that owners may not change."""
    if not isinstance(antwoorden, dict) or not antwoorden:
        raise Geweigerd(ongeldig(probleem("/gegevens", "VERPLICHT", "Vul in wat er verandert.")))
    mag = {"properties": dict.fromkeys(regels.velden, True), "additionalProperties": False}
    if wrong := problemen(mag, antwoorden):
        raise Geweigerd(ongeldig(*wrong))
    return antwoorden


async def _schema(call: Schrijfcall, row: models.Product) -> object:
    """What a dataobject of this kind must look like; anything, when nobody wrote that down."""
    soort = await call.read("GET", f"{PRODUCTTYPEN}/{row.producttype.uuid}", models.Productsoort)
    return soort.dataobject_schema.schema if soort is not None and soort.dataobject_schema is not None else {}


async def _elders(call: Schrijfcall, row: models.Product, wat: str) -> NietOndersteund:
    """The refusal, with the form that the action of the producttype leads to, else the website of the organisation."""
    soort = await call.read("GET", f"{PRODUCTTYPEN}/{row.producttype.uuid}", models.Productsoort)
    acties = soort.acties if soort is not None else []
    links = [one.url for one in acties if any(word in one.naam.lower() for word in _WOORDEN[wat])]
    safe = next((Url(link) for link in links if link.startswith("https://")), call.bron.organisatie.website)
    return niet_ondersteund(safe)


async def _eigen(call: Schrijfcall) -> models.Product | None:
    found = await own_product(call)
    return found[0] if found is not None else None


async def _wijzig(call: Schrijfcall, **velden: object) -> models.Product:
    """The product as the server says it is after the change: it ignores what it does not know, and says 200."""
    return call.decode(await call.change("PATCH", f"{PRODUCTEN}/{call.native}", body=velden), models.Product)


def _check_loopt(row: models.Product) -> None:
    if row.status not in _LOOPT:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.ONBEKEND, _LOOPT_NIET))


def _check_leeg(antwoorden: object) -> None:
    if antwoorden:
        raise Geweigerd(
            ongeldig(probleem("/gegevens", "ONBEKEND_VELD", "Hierbij hoort geen formulier. Laat dit leeg."))
        )


def _opgezegd(call: Schrijfcall, row: models.Product) -> Gedaan:
    return _klaar(call, row, f"Het stopt op {voluit(row.eind_datum)}." if row.eind_datum is not None else "Het stopt.")


def _verlengd(call: Schrijfcall, row: models.Product) -> Gedaan:
    return _klaar(
        call, row, f"Het loopt nu tot {voluit(row.eind_datum)}." if row.eind_datum is not None else "Het loopt door."
    )


def _klaar(call: Schrijfcall, row: models.Product, zin: str) -> Gedaan:
    return call.bevestig(zin, item=call.ref("product", row.uuid), verwerking=Verwerking.VERWERKT)


def _today(call: Schrijfcall) -> date:
    return call.nu.astimezone(NEDERLAND).date()
