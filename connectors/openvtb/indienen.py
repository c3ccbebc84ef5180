"""File a verzoek. The bron has no filter on the name we give it, so the person's own verzoeken are looked through for it."""

from __future__ import annotations

from connectors.openvtb import models
from connectors.openvtb import verzoektypen as typen
from connectors.openvtb.identiteit import Naam, namen
from gateway.bronnen.call import Call, Paging
from gateway.bronnen.schrijven.formulier import problemen
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bron import Belemmeringcode
from gateway.domain.fout import niet_toegestaan, ongeldig, probleem
from gateway.domain.indiening import Verzoekindiening

VERZOEKEN = "/verzoeken/api/v1/verzoeken"
PORTAAL = "MijnServices"
_PAGING = Paging(rows=500)
_INGEDIEND = "Wij hebben het doorgestuurd. De organisatie laat weten wat zij ermee doet."
_VEROUDERD = "Het formulier is veranderd. Vul het nieuwe formulier in."


async def verzoek_indienen(call: Schrijfcall) -> Stand:
    """File a verzoek with the version of its form that is in force."""
    naam = namen(call.subject)[0]
    soort = await typen.find(call, call.native)
    if soort is None:
        return None
    known = await _eerder(call, naam)
    if known is not None:
        return _ingediend(known, call)
    gevraagd = call.invoer(Verzoekindiening)
    await _check(soort, gevraagd, call)

    async def send() -> Gedaan:
        answer = await call.change("POST", VERZOEKEN, body=_verzoek(gevraagd, naam, call))
        return _ingediend(call.decode(answer, models.Verzoek), call)

    return TeDoen(send)


async def _eerder(call: Schrijfcall, naam: Naam) -> models.Verzoek | None:
    """The verzoek of an earlier attempt, among those the person filed."""
    rows, _, _ = await call.rows("GET", VERZOEKEN, models.Verzoek, params={"initiator": naam.urn}, paging=_PAGING)
    own = (row for row in rows if row.initiator == naam.urn and row.verzoek_bron is not None)
    return next((row for row in own if row.verzoek_bron and row.verzoek_bron.kenmerk == call.opdracht.kenmerk), None)


async def _check(soort: models.Verzoektype, gevraagd: Verzoekindiening, call: Schrijfcall) -> None:
    """May it be filed, with this form and these answers? Raises Geweigerd."""
    versie = await typen.in_force(call, call.native)
    if not soort.is_offered or versie is None:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.NIET_AANGEBODEN, "Dit kunt u hier nu niet aanvragen."))
    if versie.versie != gevraagd.versie:
        raise Geweigerd(ongeldig(probleem("/versie", "VEROUDERD", _VEROUDERD)))
    if wrong := problemen(versie.aanvraag_gegevens_schema, gevraagd.gegevens):
        raise Geweigerd(ongeldig(*wrong))


def _verzoek(gevraagd: Verzoekindiening, naam: Naam, call: Schrijfcall) -> dict[str, object]:
    """The verzoek in the words of the bron."""
    return {
        "verzoekType": f"{call.canonieke_url}{typen.VERZOEKTYPEN}/{call.native}",
        "versie": gevraagd.versie,
        "aanvraagGegevens": gevraagd.gegevens,
        "initiator": naam.urn,
        "kanaal": "portaal",
        "verzoekTaal": "nl",
        "verzoekBron": {"naam": PORTAAL, "kenmerk": call.opdracht.kenmerk},
        "isGerelateerdAan": [{"urn": urn_van(gevraagd.over, call)}] if gevraagd.over else [],
    }


def urn_van(key: str, call: Call) -> str:
    """The URN of a thing by its key (`zaak/uuid/...`), in the namespace of the bron: `urn_naam` in its settings, or its OIN."""
    kind, form, name = key.split("/", 2)
    space = call.instellingen.get("urn_naam") or call.bron.organisatie.oin
    return f"urn:nld:{space}:{kind}:{'uuid' if form == 'uuid' else f'{kind}nummer'}:{name}"


def _ingediend(row: models.Verzoek, call: Schrijfcall) -> Gedaan:
    return call.bevestig(_INGEDIEND, item=call.ref("verzoek", row.uuid), is_ours=True)
