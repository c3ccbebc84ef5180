"""From what a bron did to what an engineer has to mend, in a sentence, with the exit code of the command."""

from __future__ import annotations

import re
from typing import NamedTuple

from gateway.errors import (
    BronError,
    BronInvalid,
    BronMisconfigured,
    BronNotSupported,
    BronPaused,
    BronRefused,
    BronTimeout,
)

GOED, FILTER = 0, 79
ONBEREIKBAAR, LATER, ONGELDIG, GEWEIGERD = 69, 75, 76, 77  # EX_UNAVAILABLE, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM
_CODES = {
    "invalid-jwt-signature": "Het geheim klopt niet. Kijk naar `auth.geheim_bestand` of `auth.geheim_env`.",
    "invalid-client-identifier": "De bron kent `auth.client_id` niet. Laat de beheerder de applicatie toevoegen.",
    "missing-client-identifier": "De bron mist een client_id. Hoort hier `auth.soort = \"zgw_jwt\"` te staan?",
    "jwt-expired": "De bron vindt ons token verlopen. Lopen de klokken van beide machines gelijk?",
}  # fmt: skip
_RECHTEN = "De bron kent ons, maar wij mogen dit niet lezen. Vraag de beheerder om leesrechten voor deze dienst."
_INLOG = "De bron neemt onze inlog niet aan. Kijk naar `auth.soort` en het geheim."


class Vraag(NamedTuple):
    """The last question that got an answer: what was asked, without numbers of persons, and what came back."""

    wat: str
    status: int
    media_type: str


class Uitleg(NamedTuple):
    """A sentence to mend something by, and the exit code."""

    tekst: str
    code: int


def explain(fault: BronError, last: Vraag | None) -> Uitleg:
    """What to mend after a fault. `last` is the answer that led to it, when there was one."""
    match fault:
        case BronMisconfigured():
            return Uitleg("De bron kent het adres niet waarmee wij iets noemen. Kijk naar `canonieke_url`.", ONGELDIG)
        case BronRefused():
            return Uitleg(_refused(str(fault)), GEWEIGERD)
        case BronNotSupported():
            return Uitleg("Met deze nummers kan de bron niet zoeken. Neem een persoon of bedrijf dat zij kent.", GOED)
        case BronTimeout():
            return Uitleg("Er kwam geen heel antwoord op tijd. Is de bron traag, of is `deadline_ms` te kort?", LATER)
        case BronPaused():
            return Uitleg(f"De bron vraagt om rust. Probeer het over {fault.wacht_s or 0:.0f} seconden opnieuw.", LATER)
        case BronInvalid():
            return Uitleg(_invalid(fault, last), ONGELDIG)
    return Uitleg(f"De bron is in storing ({fault}). Kijk in haar eigen log.", ONBEREIKBAAR)


def _refused(details: str) -> str:
    named = next((text for code, text in _CODES.items() if code in details), None)
    return named or (_RECHTEN if "may not read" in details else _INLOG)


def _invalid(fault: BronInvalid, last: Vraag | None) -> str:
    details, asked = str(fault), last.wat if last is not None else "onze vraag"
    status = re.search(r"unexpected status (\d+)", details)
    if details == "redirect":
        return "De bron stuurt ons door naar een ander adres. Zet dat adres zelf in `basis_url`."
    if status is not None and status.group(1) == "404":
        return f"{asked} is er niet (404). Kijk naar `basis_url`: het pad hierachter zet de connector er zelf bij."
    if status is not None:
        return f"{asked} gaf {status.group(1)}. Is dit de goede connector, en een versie die zij kent? Zie haar README."
    if last is not None and last.media_type == "text/html":
        return (
            f"{asked} gaf een webpagina. Meestal staat er een inlogscherm of een proxy voor, of klopt `basis_url` niet."
        )
    if fault.pad:
        return f"Het antwoord op {asked} heeft bij `{fault.pad}` een andere vorm dan afgesproken. Klopt de versie?"
    return f"Het antwoord op {asked} klopt niet ({details})."
