"""The certificates we trust when we call a bron."""

from __future__ import annotations

import functools
import ssl


@functools.cache  # paths from the configuration
def tls_context(ca_bestand: str | None) -> ssl.SSLContext:
    """TLS 1.2 or newer with names checked; trusting only `ca_bestand` when given, else the system's own list.

    Made once for each file, since reading the system's list takes some 20 ms.
    """
    context = ssl.create_default_context(cafile=ca_bestand)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
