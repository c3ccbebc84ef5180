"""Every fault the gateway knows: a stable code, a calm Dutch sentence, and what the log needs to find the cause.

A fault of a bron never carries a URL, token or person's number. `pad` names the place in the answer that broke the
contract, so that an engineer can mend it without seeing the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class Foutcode(Enum):
    """All stable codes, also found in `errors[].extensions.code` (value equals name)."""

    NIET_GEVONDEN = "NIET_GEVONDEN"
    AL_AFGEROND = "AL_AFGEROND"
    NIET_TOEGESTAAN = "NIET_TOEGESTAAN"
    NIVEAU_TE_LAAG = "NIVEAU_TE_LAAG"
    ONGELDIGE_INVOER = "ONGELDIGE_INVOER"
    NIET_ONDERSTEUND = "NIET_ONDERSTEUND"
    BRON_ONBEREIKBAAR = "BRON_ONBEREIKBAAR"
    BRON_PAUZE = "BRON_PAUZE"
    BRON_STROOM_UIT = "BRON_STROOM_UIT"
    BRON_TE_LAAT = "BRON_TE_LAAT"
    BRON_DRUK = "BRON_DRUK"
    BRON_ONGELDIG = "BRON_ONGELDIG"
    BRON_GEWEIGERD = "BRON_GEWEIGERD"
    BRON_PROEF = "BRON_PROEF"
    BRON_UITGESCHAKELD = "BRON_UITGESCHAKELD"
    UITKOMST_ONBEKEND = "UITKOMST_ONBEKEND"
    BEDRAG_GEWIJZIGD = "BEDRAG_GEWIJZIGD"
    CURSOR_ONGELDIG = "CURSOR_ONGELDIG"
    DOCUMENT_ONBEKEND = "DOCUMENT_ONBEKEND"
    DOCUMENT_VEREIST = "DOCUMENT_VEREIST"
    GEMIST = "GEMIST"
    SESSIE_VERLOPEN = "SESSIE_VERLOPEN"
    INTERNE_FOUT = "INTERNE_FOUT"


class GatewayError(Exception):
    """A fault with a code a portal can translate and a sentence a person can read."""

    code = Foutcode.INTERNE_FOUT
    melding = "Er ging iets mis bij ons. Probeer het later opnieuw."

    def __init__(self, details: str = "", *, melding: str | None = None) -> None:
        super().__init__(details or self.melding)
        if melding is not None:
            self.melding = melding


class CursorInvalid(GatewayError):
    """The cursor is not ours, not this person's, or belongs to another question."""

    code = Foutcode.CURSOR_ONGELDIG
    melding = "Deze bladzijde bestaat niet meer. Begin opnieuw bij de eerste bladzijde."


class InputInvalid(GatewayError):
    """An argument is outside what the schema's text promises."""

    code = Foutcode.ONGELDIGE_INVOER
    melding = "De vraag klopt niet. Pas hem aan en probeer het opnieuw."


class DocumentUnknown(GatewayError):
    """No list of trusted documents has this id."""

    code = Foutcode.DOCUMENT_ONBEKEND
    melding = "Deze vraag kennen wij niet. Werk het portaal of de app bij."


class DocumentRequired(GatewayError):
    """A question in full, where only trusted documents are answered."""

    code = Foutcode.DOCUMENT_VEREIST
    melding = "Hier kunnen alleen vragen die vooraf zijn aangemeld. Stuur het documentId."


class Missed(GatewayError):
    """Somebody who listens was away for so long that nobody can say what changed meanwhile."""

    code = Foutcode.GEMIST
    melding = "Er kan iets gewijzigd zijn terwijl u weg was. Haal op wat u toont; daarna hoort u weer alles."


class SessionExpired(GatewayError):
    """The token with which somebody listens has ended."""

    code = Foutcode.SESSIE_VERLOPEN
    melding = "Uw sessie is verlopen. Luister opnieuw met een nieuw token."


class ConsentUnknown(GatewayError):
    """What workers remember together cannot be reached, so nobody can say what was consented to."""

    melding = "Uw toestemmingen zijn nu niet op te vragen. Probeer het later opnieuw."


class Denied(GatewayError):
    """This person may not see this, or not with this login; nobody was asked."""

    code = Foutcode.NIET_TOEGESTAAN
    melding = "Dit mag u niet zien."


class MandateTooNarrow(Denied):
    """The mandate with which somebody acts for another does not cover this."""

    melding = "Uw machtiging geldt hier niet voor."


class LevelTooLow(Denied):
    """The person must log in more strongly for this: at the level of this name, which these acr values reach (RFC 9470).

    Both are empty where they are not known.
    """

    code = Foutcode.NIVEAU_TE_LAAG
    melding = "Log sterker in om dit te zien."

    def __init__(self, niveau: str = "", *, acr: Sequence[str] = ()) -> None:
        super().__init__(f"needs {niveau}" if niveau else "")
        self.niveau = niveau
        self.acr = tuple(acr)


class AddressShielded(GatewayError):
    """The register may not give this address to anybody but the person."""

    code = Foutcode.NIET_TOEGESTAAN
    melding = "Dit adres is afgeschermd. Daarom tonen wij het niet."


class NotForThisPurpose(GatewayError):
    """An employee asked what the purpose does not cover (doelbinding)."""

    code = Foutcode.NIET_TOEGESTAAN
    melding = "Dit valt buiten het doel waarvoor u kijkt."


class BronError(GatewayError):
    """Asking one bron failed. `retryable`: asking again later may help; `alarm`: somebody must mend something.

    `was_sent`: the request had left before it failed, so what it asked may have been done. `is_final`: and the bron said
    itself that it is through with it, so that looking tells whether it was.
    """

    code = Foutcode.BRON_ONBEREIKBAAR
    melding = "Deze bron is nu niet bereikbaar. Probeer het later opnieuw."
    retryable = True
    alarm = False
    was_sent = False
    is_final = False

    def __init__(self, details: str = "", *, pad: str = "", wacht_s: float | None = None) -> None:
        super().__init__(details)
        self.pad = pad
        self.wacht_s = wacht_s


class BronUnreachable(BronError):
    """Refused, reset, no address, TLS failure, or a 5xx answer."""


class BronPaused(BronError):
    """The bron asked for rest (429 or 503 with Retry-After, RFC 9110); `wacht_s` says how many seconds are left."""

    code = Foutcode.BRON_PAUZE


class BronNotReady(BronError):
    """The filter probe of this bron has not passed yet, so nobody is served from it."""


class BronCircuitOpen(BronError):
    """The breaker is open: the bron failed too often just now."""

    code = Foutcode.BRON_STROOM_UIT


class BronTimeout(BronError):
    """No whole answer within the deadline."""

    code = Foutcode.BRON_TE_LAAT
    melding = "Deze bron antwoordt te langzaam. Probeer het later opnieuw."


class BronBusy(BronTimeout):
    """No free place at this bron within the short wait: the bulkhead is full."""

    code = Foutcode.BRON_DRUK


class BronInvalid(BronError):
    """The answer breaks the contract: type, size, shape, redirect or a link to a foreign host."""

    code = Foutcode.BRON_ONGELDIG
    melding = "Deze bron gaf een antwoord dat wij niet begrijpen. Wij kijken ernaar."
    retryable = False


class BronNotAccepted(BronInvalid):
    """The bron did not take a change (4xx): nothing was changed. `by_content`: because of what was in it (400, 422)."""

    by_content = False


class BronMisconfigured(BronInvalid):
    """The answer cannot be true for what we asked: an address or a name in our configuration is wrong."""

    alarm = True


class BronRefused(BronError):
    """The bron refuses our own credentials (401, or 403 with a credentials code)."""

    code = Foutcode.BRON_GEWEIGERD
    melding = "Wij kunnen deze bron nu niet gebruiken. Wij kijken ernaar."
    retryable = False
    alarm = True


class BronNotSupported(BronError):
    """The bron cannot answer this question for this kind of person."""

    code = Foutcode.NIET_ONDERSTEUND
    melding = "Deze bron kan deze vraag niet beantwoorden."
    retryable = False


class BronSwitchedOff(BronError):
    """An operator switched the bron off."""

    code = Foutcode.BRON_UITGESCHAKELD
    melding = "Deze bron staat uit."
    retryable = False


class BronProbeFailed(BronSwitchedOff):
    """The filter probe got rows for a person who does not exist: the filter is broken, so nobody is served."""

    code = Foutcode.BRON_PROEF
    alarm = True


class ConfigInvalid(Exception):
    """The configuration has faults; `faults` lists all of them, each as `file:line: key: text`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Unauthenticated(Exception):
    """No token, or one we do not accept (RFC 6750). `reason` is for the log and never quotes the token."""

    def __init__(self, reason: str, *, status: int = 401) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
