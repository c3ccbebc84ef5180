"""Checks whether somebody has a right to something: declarative files, judged over facts that were asked with consent."""

from __future__ import annotations

from gateway.acties.regelingen.boek import Regelingenboek
from gateway.acties.regelingen.laden import MEEGELEVERD, laad_regelingen

__all__ = ["MEEGELEVERD", "Regelingenboek", "laad_regelingen"]
