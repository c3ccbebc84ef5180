"""From klantcontacten as Open Klant keeps them to views. Pure: the same input gives the same view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from connectors.openklant import models
from connectors.openklant.onderwerp import Onderwerp
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.contactmoment import Contactmoment, Kanaal

_NAMELOOS = "Contact met de organisatie"
_LANG_GELEDEN = datetime.min.replace(tzinfo=UTC)
_KANAAL = {
    Kanaal.PORTAAL: (
        "portaal", "contactformulier", "webformulier", "e-formulier", "formulier", "website", "internet", "mijn omgeving",
    ),
    Kanaal.EMAIL: ("email", "e-mail", "mail"),
    Kanaal.TELEFOON: ("telefoon", "telefonisch", "bellen"),
    Kanaal.BALIE: ("balie", "loket", "bezoek"),
    Kanaal.POST: ("post", "brief"),
    Kanaal.CHAT: ("chat", "webchat", "livechat", "chatbot", "whatsapp"),
}  # fmt: skip
_BY_WORD = {word: kanaal for kanaal, words in _KANAAL.items() for word in words}


def map_gesprekken(
    rows: Iterable[models.Klantcontact], call: Call, via: GevondenVia, onderwerp: Onderwerp
) -> list[Contactmoment]:
    """The views of contacts. A contact that answers another of these is shown there, not as a contact of its own."""
    known = {row.uuid: row for row in rows}
    gesprekken: dict[str, list[models.Klantcontact]] = {uuid: [] for uuid in known}
    for row in known.values():
        gesprekken[_begin(row, known).uuid].append(row)
    threads = [sorted(one, key=_place) for one in gesprekken.values() if one]
    return [map_contactmoment(first, answers, call, via, onderwerp) for first, *answers in threads]


def map_contactmoment(
    row: models.Klantcontact, answers: Sequence[models.Klantcontact], call: Call, via: GevondenVia, onderwerp: Onderwerp
) -> Contactmoment:
    """The view of a contact with those that followed it, oldest first: answers, and what the person asked further."""
    return Contactmoment(
        ref=call.ref("contactmoment", row.uuid),
        sleutels=(f"contactmoment/uuid/{row.uuid}",),
        verwijst=_zaken((row, *answers), onderwerp),
        titel=row.onderwerp or _NAMELOOS,
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(via),
        urn=None,
        laatst_gewijzigd_op=answers[-1].moment if answers else row.moment,
        afscherming=None,
        nummer=row.referentienummer or row.nummer or None,
        vraag=_samen(row.inhoud, *(one.inhoud for one in answers if one.is_theirs)),
        antwoord=_antwoord(row, answers),
        kanaal=_BY_WORD.get(row.kanaal.strip().lower(), Kanaal.ONBEKEND),
        kanaal_bronwaarde=row.kanaal or None,
        plaatsgevonden_op=row.moment,
    )


def _begin(row: models.Klantcontact, known: Mapping[str, models.Klantcontact]) -> models.Klantcontact:
    """The contact that a chain of answers began with. Each step goes back in time, so a circle ends too."""
    while True:
        questions = [known[uuid] for uuid in row.answered if uuid in known and _place(known[uuid]) < _place(row)]
        if not questions:
            return row
        row = min(questions, key=_place)


def _antwoord(row: models.Klantcontact, answers: Iterable[models.Klantcontact]) -> str | None:
    """What was said back: in the contact itself, and in the contacts that answered it."""
    return _samen(row.reactie, *(one.reactie if one.is_theirs else one.inhoud or one.reactie for one in answers))


def _samen(*texts: str | None) -> str | None:
    return "\n\n".join(text for text in texts if text) or None


def _zaken(rows: Iterable[models.Klantcontact], onderwerp: Onderwerp) -> tuple[str, ...]:
    about = [one.onderwerpobjectidentificator for row in rows for one in row.delen.ging_over_onderwerpobjecten]
    keys = [onderwerp.key(one) for one in about if one is not None]
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def _place(row: models.Klantcontact) -> tuple[datetime, str]:
    """Where a contact stands in time; no two share a place."""
    return (row.moment or _LANG_GELEDEN, row.uuid)
