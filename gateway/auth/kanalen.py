"""The tokens of those who are not the person themselves. Each channel has issuers of its own: a token counts at no other."""

from __future__ import annotations

from gateway.auth.identiteit import read_niveau
from gateway.auth.partij import at, naam
from gateway.auth.verifier import Checked, Verifier
from gateway.domain.medewerker import Machine, Medewerker
from gateway.domain.persoon import Oin, Pseudoniem
from gateway.errors import Unauthenticated


class MedewerkerVerifier(Verifier[Medewerker]):
    """Verifies the tokens of employees; make it with `kanaal="medewerker"`."""

    def read(self, checked: Checked) -> Medewerker:
        """Which employee the token names. Raises Unauthenticated."""
        claims, issuer = checked.claims, checked.issuer
        paths = issuer.claims[0]
        kenmerk = _text(at(claims, paths.medewerker), "employee")
        try:
            who = Pseudoniem(kenmerk, issuer.url)
        except ValueError:
            raise Unauthenticated("the employee is not valid") from None
        niveau = read_niveau(claims, paths, issuer)
        return Medewerker(
            issuer.tenant, niveau, who, checked.client, checked.expires_at, naam=naam(at(claims, paths.naam))
        )


class MachineVerifier(Verifier[Machine]):
    """Verifies the tokens of systems; make it with `kanaal="machine"`."""

    def read(self, checked: Checked) -> Machine:
        """Which organisation the token names. Raises Unauthenticated."""
        issuer = checked.issuer
        try:
            oin = Oin(_text(at(checked.claims, issuer.claims[0].oin), "OIN"))
        except ValueError:
            raise Unauthenticated("the OIN is not valid") from None
        return Machine(issuer.tenant, oin, checked.client, checked.expires_at)


def _text(found: object, what: str) -> str:
    if not isinstance(found, str):
        raise Unauthenticated(f"the token names no {what}")
    return found
