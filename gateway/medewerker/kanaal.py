"""The employee channel of one gateway: its verifier, its way in, and what is written down of it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from gateway.auth.kanalen import MedewerkerVerifier
from gateway.config import Configuratie, DoelConfig, MedewerkersInstellingen
from gateway.context import Deadline, Fetches
from gateway.domain.bron import Dienst
from gateway.domain.klantbeeld import Doel
from gateway.domain.medewerker import Medewerker
from gateway.domain.persoon import Subject
from gateway.medewerker.aanvraag import Aanvraag, Toegang
from gateway.medewerker.audit import Audit
from gateway.medewerker.pdp import Pdp
from gateway.plan.fanout.request import Request
from gateway.verwerkingen.logboek import Logboek


class MedewerkerKanaal:
    """Everything of the employee channel but its schema and its address.

    `open` makes the request of a customer, `beeld` the view of one. The processing log holds what was asked of the
    customer, and nothing of the employee; the audit log holds the employee.
    """

    def __init__(
        self,
        config: Configuratie,
        settings: MedewerkersInstellingen,
        logboek: Logboek,
        open: Callable[[Subject, Deadline], Request],
        beeld: Callable[..., object],
    ) -> None:
        secret = hashlib.blake2b(config.gateway.ids.key_bytes, person=b"medewerker").digest()
        self.verifier = MedewerkerVerifier(config, secret, kanaal="medewerker")
        self._pdp = Pdp(settings)
        self._audit = Audit(settings)
        self._logboek = logboek
        doelen = {one.code: doel_of(one) for one in settings.doelen}
        self._toegang = Toegang(doelen, self._pdp, self._audit, secret, open, beeld)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Fetch keys and send audit lines, until the end."""
        await self.verifier.start()
        sending = asyncio.create_task(self._audit.run())
        try:
            yield
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending
            await self.verifier.stop()
            await self._pdp.close()

    def request(self, wie: Medewerker, deadline: Deadline) -> Fetches:
        """The context of one request."""
        return Aanvraag(wie, deadline, self._toegang)

    @property
    def has_room(self) -> bool:
        """Can the lines of another question be kept, in both logs?"""
        return self._logboek.has_room and self._audit.spool.has_room

    def record(self, wie: Medewerker, context: Fetches, *, ok: bool) -> None:
        """Keep in the processing log what was asked of the customer. Raises SpoolFull."""
        if isinstance(context, Aanvraag) and context.klant is not None and context.doel is not None:
            klant = context.klant
            self._logboek.record(
                klant.subject, wie.client, klant.begun_s, klant.used(), ok=ok, activiteit=context.doel.activiteit
            )


def doel_of(one: DoelConfig) -> Doel:
    """A purpose, from its configuration."""
    return Doel(
        code=one.code, naam=one.naam, diensten=[Dienst[naam] for naam in one.diensten], activiteit=one.activiteit
    )
