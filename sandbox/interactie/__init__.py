"""An executing organisation that gives its taken through the VNG Interactieservices API."""

from sandbox.interactie.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
