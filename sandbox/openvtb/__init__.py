"""Open VTB: the verzoeken, taken and berichten of a gemeente, as the real system answers."""

from sandbox.openvtb.app import bouw
from sandbox.openvtb.varianten import VARIANTEN

__all__ = ["VARIANTEN", "bouw"]
