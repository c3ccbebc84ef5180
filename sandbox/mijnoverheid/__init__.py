"""MijnOverheid: the Berichtenbox, as the Berichtenuitvraag of the federated berichtenstelsel (FBS) gives it."""

from sandbox.mijnoverheid.app import bouw
from sandbox.mijnoverheid.varianten import VARIANTEN

__all__ = ["VARIANTEN", "bouw"]
