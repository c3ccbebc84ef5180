"""Ask a question. It becomes a contact that carries the name of this change, so a repeat finds it; a task tells staff."""

from __future__ import annotations

from connectors.openklant import models
from connectors.openklant.eigen import KLANTINTERACTIES, alles
from connectors.openklant.onderwerp import Onderwerp
from connectors.openklant.partij import partij
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.fout import Invoerprobleem, ongeldig, probleem
from gateway.domain.indiening import Vraag
from gateway.errors import BronNotAccepted

LANGSTE_TITEL, LANGSTE_VRAAG = 200, 1_000
KENMERK = "kenmerk"
_GESTELD = "Wij hebben uw vraag doorgestuurd. Het antwoord komt bij uw vraag te staan."
_HANDELING = "Beantwoord de vraag uit MijnServices"


async def vraag_stellen(call: Schrijfcall) -> Stand:
    """Ask a question, or a further one in a contact of the person."""
    vraag = call.invoer(Vraag)
    if wrong := _te_lang(vraag):
        raise Geweigerd(ongeldig(*wrong))
    known = {row.uuid: row for one in await alles(call) for row in one.rows}
    if call.native and call.native not in known:
        return None
    eerder = next((row for row in known.values() if row.metadata.get(KENMERK) == call.opdracht.kenmerk), None)
    if eerder is not None and not (_actor(call) and not eerder.leidde_tot_interne_taken):
        return _gesteld(eerder.uuid, call)

    async def send() -> Gedaan:
        uuid = eerder.uuid if eerder is not None else await _maak_contact(vraag, call)
        await _zet_klaar(uuid, vraag, call)
        return _gesteld(uuid, call)

    return TeDoen(send)


def _te_lang(vraag: Vraag) -> list[Invoerprobleem]:
    """What does not fit in the fields of this bron."""
    fields = (("/titel", vraag.titel, LANGSTE_TITEL), ("/vraag", vraag.vraag, LANGSTE_VRAAG))
    return [
        probleem(pad, "TE_LANG", f"Vul hoogstens {most} tekens in.") for pad, text, most in fields if len(text) > most
    ]


async def _maak_contact(vraag: Vraag, call: Schrijfcall) -> str:
    """The uuid of the contact, made with the person in it and with what it is about: all of it or nothing."""
    body: dict[str, object] = {
        "klantcontact": {
            "kanaal": _kanaal(call),
            "onderwerp": vraag.titel,
            "inhoud": vraag.vraag,
            "indicatieContactGelukt": True,
            "taal": "nld",
            "vertrouwelijk": False,
            "plaatsgevondenOp": call.nu.isoformat(),
            "metadata": {KENMERK: call.opdracht.kenmerk},
        },
        "betrokkene": {"wasPartij": {"uuid": (await partij(call)).uuid}, "rol": "klant", "initiator": True},
    }
    about = _over(vraag, call)
    if about is not None:
        body["onderwerpobject"] = about
    answer = await call.change("POST", f"{KLANTINTERACTIES}/maak-klantcontact", body=body)
    return call.decode(answer, models.GemaaktContact).klantcontact.uuid


def _over(vraag: Vraag, call: Schrijfcall) -> dict[str, object] | None:
    """What the contact is about: the contact it goes on from, or a thing in another register."""
    if call.native:
        return {"wasKlantcontact": {"uuid": call.native}}
    codes = Onderwerp.of(call.instellingen).codes(vraag.over)
    return {"wasKlantcontact": None, "onderwerpobjectidentificator": codes} if codes is not None else None


async def _zet_klaar(uuid: str, vraag: Vraag, call: Schrijfcall) -> None:
    """Put it on the list of staff, when the settings say on whose. The question stands, also when that is refused."""
    if (actor := _actor(call)) is None:
        return
    body = {
        "gevraagdeHandeling": _HANDELING,
        "aanleidinggevendKlantcontact": {"uuid": uuid},
        "toegewezenAanActoren": [{"uuid": actor}],
        "toelichting": vraag.titel,
        "status": "te_verwerken",
    }
    try:
        await call.change("POST", f"{KLANTINTERACTIES}/internetaken", body=body)
    except (BronNotAccepted, Geweigerd):
        call.drop("$.internetaken")


def _gesteld(uuid: str, call: Schrijfcall) -> Gedaan:
    return call.bevestig(_GESTELD, item=call.ref("contactmoment", call.native or uuid), is_ours=True)


def _kanaal(call: Schrijfcall) -> str:
    given = call.instellingen.get("kanaal")
    return given if isinstance(given, str) and given else "portaal"


def _actor(call: Schrijfcall) -> str | None:
    given = call.instellingen.get("actor")
    return given if isinstance(given, str) and given else None
