"""Open Zaak: the zaken, catalogue, documents and besluiten of a gemeente, as the real system answers."""

from sandbox.openzaak.app import bouw
from sandbox.openzaak.kosten import kosten
from sandbox.openzaak.varianten import VARIANTEN

__all__ = ["VARIANTEN", "bouw", "kosten"]
