"""The one write path: who may change what at which bron, and that a change which began is seen through to its end."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Write
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.eenmalig import LEAST_KEY, LONGEST_KEY, Eenmalig
from gateway.bronnen.schrijven.opdracht import Opdracht
from gateway.bronnen.schrijven.websites import Websites
from gateway.bronnen.schrijven.wijziging import Uitkomst, Vooraf, Wijziging
from gateway.domain.bron import Belemmeringcode
from gateway.domain.fout import (
    GebruikersFout,
    bron_onbereikbaar,
    niet_ondersteund,
    niet_toegestaan,
    niveau_te_laag,
    ongeldig,
    probleem,
)
from gateway.errors import MandateTooNarrow
from gateway.trace import descend


class Verslag(NamedTuple):
    """How a change ended, and the place in the chain that the bron was told (W3C Trace Context; 0 when it was not asked)."""

    uitkomst: Uitkomst
    span_id: int = 0


class WritePath:
    """Makes changes at bronnen. One for the whole process.

    `terugkeer`: where a person may come back to; `betaalpaginas`: where one may be sent to pay.
    """

    def __init__(
        self, path: FetchPath, eenmalig: Eenmalig, *,
        terugkeer: Websites | None = None, betaalpaginas: Websites | None = None,
    ) -> None:  # fmt: skip
        self.eenmalig = eenmalig
        self.terugkeer = terugkeer or Websites()
        self.betaalpaginas = betaalpaginas or Websites()
        self._path = path
        self._under_way: set[asyncio.Task[Verslag]] = set()

    async def run(self, live: LiveBron, opdracht: Opdracht, vooraf: Vooraf | None = None) -> Verslag:
        """Make a change at its bron: what the bron confirmed, that it was done before, or why not.

        `vooraf` says what else may stand in the way. A repeat of what was sent is not held up by it.
        It goes on when the caller is cancelled: who hangs up does not leave a change half done.
        """
        write = live.connector.writes.get(opdracht.naam)
        if write is None or write.dienst not in live.bron.diensten:
            return Verslag(niet_ondersteund(live.bron.organisatie.website))
        fout = self._may_not(live, write, opdracht)
        if fout is not None:
            return Verslag(fout)
        task = asyncio.ensure_future(_placed(Wijziging(self._path, self.eenmalig, live, write, opdracht, vooraf)))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Wait for the changes that are under way; each ends by itself at its deadline."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    def _may_not(self, live: LiveBron, write: Write, opdracht: Opdracht) -> GebruikersFout | None:
        """Why the bron need not even be asked; None when it may."""
        if isinstance(live.denial(opdracht.subject), MandateTooNarrow):
            return niet_toegestaan(Belemmeringcode.BUITEN_MACHTIGING, MandateTooNarrow.melding)
        lowest = live.bron.minimaal_niveau
        needed = lowest if lowest.reaches(write.minimaal_niveau) else write.minimaal_niveau
        if not opdracht.subject.niveau.reaches(needed):
            return niveau_te_laag(needed, opdracht.acr.get(needed, ()))
        if live.closed is not None:
            return bron_onbereikbaar(live.bron, live.closed)
        return check_sleutel(opdracht.sleutel)


async def _placed(wijziging: Wijziging) -> Verslag:
    """Make the change at a place of its own in the chain."""
    span_id = descend()
    return Verslag(await wijziging.run(), span_id)


def check_sleutel(sleutel: str) -> GebruikersFout | None:
    """What is wrong with a key; None when it will do."""
    if LEAST_KEY <= len(sleutel) <= LONGEST_KEY and sleutel.isprintable():
        return None
    melding = f"Een kenmerk heeft {LEAST_KEY} tot {LONGEST_KEY} tekens."
    return ongeldig(probleem("/idempotentiesleutel", "SLEUTEL_ONGELDIG", melding))
