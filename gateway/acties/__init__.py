"""What a person can do now: rules in files, facts of the views, and nothing asked of any bron."""

from __future__ import annotations

from gateway.acties.keuzes import keuzes
from gateway.acties.laden import MEEGELEVERD, laad
from gateway.acties.regelboek import Regelboek

__all__ = ["MEEGELEVERD", "Regelboek", "keuzes", "laad"]
