"""The tax system: assessments with their lines and WOZ values, as the vendor API known as Pink gives them."""

from sandbox.belastingen.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
