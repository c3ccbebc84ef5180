"""Is there anybody at the address of a bron? Told apart from everything else, since each cause is mended elsewhere."""

from __future__ import annotations

import asyncio
import socket
import ssl
from urllib.parse import urlsplit

from gateway.bronnen.client import CONNECT_S
from gateway.bronnen.tls import Tls


class Onbereikbaar(Exception):
    """No connection; the message says what to look at."""


async def connect(basis_url: str, tls: Tls) -> str:
    """Connect as the client will, and let go again. Gives host and port; raises Onbereikbaar."""
    url = urlsplit(basis_url)
    host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    context = tls.context() if url.scheme == "https" else None
    where = f"{host}:{port}"
    try:
        async with asyncio.timeout(CONNECT_S):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except (OSError, TimeoutError) as error:  # ssl errors are OSErrors
        raise Onbereikbaar(_uitleg(error, where, tls.ca_bestand)) from None
    writer.close()
    return where


def _uitleg(error: Exception, where: str, ca_bestand: str | None) -> str:
    """What to mend, by what went wrong."""
    if isinstance(error, ssl.SSLCertVerificationError):
        known = "het bestand bij `ca_bestand`" if ca_bestand else "de lijst van dit systeem; zet `ca_bestand`"
        return f"{where} heeft een certificaat dat wij niet vertrouwen ({error.verify_message}). Wij kijken in {known}."
    if isinstance(error, ssl.SSLError):
        return f"{where} spreekt geen TLS. Hoort `basis_url` met http:// te beginnen, of is de poort verkeerd?"
    if isinstance(error, socket.gaierror):
        return f"De naam in `basis_url` is niet te vinden ({where}). Staat hij goed, en kent deze machine hem?"
    if isinstance(error, ConnectionRefusedError):
        return f"Er luistert niemand op {where}. Draait de bron, en klopt de poort in `basis_url`?"
    if isinstance(error, TimeoutError):
        return f"{where} antwoordt niet binnen {CONNECT_S:.0f} seconden. Meestal houdt een firewall ons tegen."
    return (
        f"Met {where} komt geen verbinding tot stand. Kijk naar `basis_url` en naar het netwerk. "
        "Wil de bron een certificaat van ons zien, zet het dan bij `certificaat`."
    )
