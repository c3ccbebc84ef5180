"""The certificates we trust when we call a bron, and the one that we show."""

from __future__ import annotations

import functools
import os
import ssl
import time
from typing import TYPE_CHECKING, Self

from gateway.telemetry import log

if TYPE_CHECKING:
    from gateway.config import BronConfig

LOOK_EVERY_S = 2.0


@functools.cache  # paths from the configuration
def tls_context(ca_bestand: str | None) -> ssl.SSLContext:
    """TLS 1.2 or newer with names checked; trusting only `ca_bestand` when given, else the system's own list.

    Made once for each file, since reading the system's list takes some 20 ms.
    """
    context = ssl.create_default_context(cafile=ca_bestand)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Tls:
    """TLS towards one bron: whom we trust, and our own certificate (mTLS) when it has one.

    A certificate that is replaced in its files counts for connections made after that; one that is no good is told in the log
    and passed over.
    """

    def __init__(
        self, ca_bestand: str | None = None, keten: str | None = None, privesleutel: str | None = None
    ) -> None:
        self.ca_bestand = ca_bestand
        self._files = (keten, privesleutel) if keten is not None and privesleutel is not None else None
        self._looked_at = time.monotonic()
        self._stamp = self._stamps()
        if self._files is None:
            self._context = tls_context(ca_bestand)
            return
        # Not the shared one: whoever trusts the same list would show our certificate too.
        self._context = ssl.create_default_context(cafile=ca_bestand)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(*self._files)

    @classmethod
    def of(cls, bron: BronConfig) -> Self:
        """As configured for a bron."""
        own = bron.certificaat
        return cls(bron.ca_bestand, own.keten, own.privesleutel) if own is not None else cls(bron.ca_bestand)

    def context(self) -> ssl.SSLContext:
        """The context for a connection that is made now. The same object every time, whose certificate may be another."""
        if self._files is not None and time.monotonic() - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = time.monotonic()
            stamp = self._stamps()
            if stamp != self._stamp:
                self._stamp = stamp
                self._load_again(*self._files)
        return self._context

    def _load_again(self, keten: str, privesleutel: str) -> None:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(keten, privesleutel, password="")
        except (ssl.SSLError, OSError) as fault:
            log().error("certificate_not_replaced", file=keten, kind=type(fault).__name__)
            return
        self._context.load_cert_chain(keten, privesleutel)
        log().info("certificate_replaced", file=keten)

    def _stamps(self) -> list[tuple[int, int]]:
        found = []
        for file in self._files or ():
            try:
                stat = os.stat(file)
            except OSError:
                continue
            found.append((stat.st_mtime_ns, stat.st_ino))
        return found
