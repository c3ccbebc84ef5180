"""The running sandbox: every bron, the token issuer and the control API, each on a port of its own in one loop."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from sandbox.bediening import control_app
from sandbox.bron import Bouw, Bron, BronStand, OnbekendeBron, demo_bronnen
from sandbox.configuratie import Nrc, write_configuration
from sandbox.latentie import Latentie, Ritme
from sandbox.luisteraar import Luisteraar
from sandbox.notificaties.app import PAD, Notificaties
from sandbox.notificaties.melding import Melding
from sandbox.storing import Storing
from sandbox.telling import Aanroep, Telling, Verkeer
from sandbox.uitgever.app import Uitgever
from sandbox.uitgever.identiteit import OnbekendePersoon
from sandbox.uitgever.tokens import LIFETIME_S
from sandbox.verhalen.machtigingen import MACHTIGINGEN, Machtiging
from sandbox.verhalen.personen import PERSONEN, Persoon

UITGEVER = "uitgever"
Meld = Callable[..., None]
Gebeurtenis = Callable[[str], list[Melding]]


class OnbekendeGebeurtenis(LookupError):
    """This cannot happen in this system; the message lists what can."""

    def __init__(self, soort: str, known: Iterable[str]) -> None:
        super().__init__(f"Onbekende gebeurtenis '{soort}'. Kies uit: {', '.join(known) or 'niets'}.")


class Zandbak:
    """All systems of the sandbox. Use as `async with Zandbak() as zandbak`.

    `latentie` gives answers the time the real systems took (True, or a Ritme to scale it). `bouwers`
    replaces how the app of a connector is built, `personen` who can log in and `machtigingen` for whom; tests use both.
    """

    def __init__(
        self,
        latentie: bool | Ritme = False,
        bronnen: Iterable[Bron] | None = None,
        *,
        bouwers: Mapping[str, Bouw] | None = None,
        personen: Mapping[str, Persoon] = PERSONEN,
        machtigingen: Iterable[Machtiging] = MACHTIGINGEN,
    ) -> None:
        ritme = Ritme() if latentie is True else latentie or None
        self._verkeer: list[Verkeer] = []
        self._verkeer_uitgever: list[Verkeer] = []
        self._luisteraar_nrc = Luisteraar()
        self.notificaties = Notificaties(lambda: self._luisteraar_nrc.url)
        self._luisteraar_nrc.app = self.notificaties.app()
        self._systemen = [
            _System(
                bron,
                (bouwers or {}).get(bron.connector) or _load(bron.connector),
                ritme,
                self._verkeer,
                self.notificaties.meld,
            )
            for bron in (demo_bronnen() if bronnen is None else bronnen)
        ]
        self.uitgever = Uitgever(personen, machtigingen)
        self._storing_uitgever = Storing(self.uitgever.app())
        self._luisteraar_uitgever = Luisteraar()
        self._luisteraar_uitgever.app = Telling(self._storing_uitgever, UITGEVER, self._verkeer_uitgever)
        self.uitgever.url = self._luisteraar_uitgever.url
        self._bediening = Luisteraar()
        self._bediening.app = control_app(self)

    async def __aenter__(self) -> Self:
        async with asyncio.TaskGroup() as starting:
            for luisteraar in self._luisteraars():
                starting.create_task(luisteraar.start())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.notificaties.bezorger.close()
        async with asyncio.TaskGroup() as closing:
            for luisteraar in self._luisteraars():
                closing.create_task(luisteraar.close())

    @property
    def bronnen(self) -> list[BronStand]:
        """Every bron with its address and how it is doing."""
        return [systeem.stand() for systeem in self._systemen]

    @property
    def uitgever_url(self) -> str:
        return self._luisteraar_uitgever.url

    @property
    def bediening_url(self) -> str:
        return self._bediening.url

    def token(
        self,
        persoon: str,
        *,
        geldig_s: int = LIFETIME_S,
        client_id: str = "sandbox",
        header: Mapping[str, str] | None = None,
        **overrides: object,
    ) -> str:
        """A bearer token for a seeded person (see `Inlog.sleutel`); overrides replace claims, None takes one out.

        Raises OnbekendePersoon.
        """
        return self.uitgever.token(persoon, geldig_s=geldig_s, client_id=client_id, header=header, **overrides)

    async def stop(self, code: str) -> None:
        """Close the listening socket and every connection: connecting is refused from now on. Raises OnbekendeBron."""
        await self._find(code)[0].stop()

    async def slow(self, code: str, ms: int, methode: str = "") -> None:
        """Let every answer, or every answer to one HTTP method, wait so many milliseconds. Raises OnbekendeBron."""
        self._find(code)[1].slow(ms, methode)

    async def break_(self, code: str, soort: str, methode: str = "") -> None:
        """Spoil every answer: one of `storing.SOORTEN` or a variant of the system itself; with `methode` only of that one.

        Raises OnbekendeBron and OnbekendeStoring.
        """
        self._find(code)[1].break_(soort, methode)

    async def mend(self, code: str) -> None:
        """Undo stop, slow and break; a stopped system comes back on the same port. Raises OnbekendeBron."""
        luisteraar, storing = self._find(code)
        storing.mend()
        await luisteraar.start()

    def gebeurtenis(self, code: str, soort: str, persoon: str) -> None:
        """Let something happen to a person in a system, and let it be told.

        Raises OnbekendeBron, OnbekendeGebeurtenis and OnbekendePersoon.
        """
        systeem = next((one for one in self._systemen if code in (one.bron.code, one.bron.naam)), None)
        if systeem is None:
            raise OnbekendeBron(code, [one.bron.code for one in self._systemen])
        if persoon not in PERSONEN:
            raise OnbekendePersoon(persoon, list(PERSONEN))
        if soort not in systeem.gebeurtenissen:
            raise OnbekendeGebeurtenis(soort, systeem.gebeurtenissen)
        self.notificaties.meld(*systeem.gebeurtenissen[soort](persoon))

    def aanroepen(self) -> list[Aanroep]:
        """Calls of the bronnen since the last wipe, in order of arrival; those of the issuer are not among them."""
        return [entry.aanroep for entry in self._verkeer]

    def verkeer(self) -> list[Verkeer]:
        """The same calls with their times and statuses."""
        return list(self._verkeer)

    def aanroepen_uitgever(self) -> list[Aanroep]:
        """Calls of the issuer since the last wipe."""
        return [entry.aanroep for entry in self._verkeer_uitgever]

    def wis_aanroepen(self) -> None:
        """Forget all calls so far."""
        self._verkeer.clear()
        self._verkeer_uitgever.clear()

    def schrijf_configuratie(self, folder: Path, poort: int = 8000) -> Path:
        """Write bronnen.toml with its secret files for a gateway on `poort`; gives the path of the file."""
        addresses = [(systeem.bron, systeem.luisteraar.url) for systeem in self._systemen]
        nrc = Nrc(f"{self._luisteraar_nrc.url}{PAD}", self.notificaties.geheim)
        return write_configuration(folder, addresses, self.uitgever_url, poort, nrc)

    def _find(self, code: str) -> tuple[Luisteraar, Storing]:
        for systeem in self._systemen:
            if code in (systeem.bron.code, systeem.bron.naam):
                return systeem.luisteraar, systeem.storing
        if code == UITGEVER:
            return self._luisteraar_uitgever, self._storing_uitgever
        raise OnbekendeBron(code, [*(systeem.bron.code for systeem in self._systemen), UITGEVER])

    def _luisteraars(self) -> list[Luisteraar]:
        own = [self._luisteraar_uitgever, self._luisteraar_nrc, self._bediening]
        return [*(systeem.luisteraar for systeem in self._systemen), *own]


class _System:
    """One bron with its middleware and its port."""

    def __init__(self, bron: Bron, bouw: Bouw, ritme: Ritme | None, verkeer: list[Verkeer], meld: Meld) -> None:
        self.bron = bron
        self.luisteraar = Luisteraar()
        system = bouw(bron, lambda: self.luisteraar.url)
        system.state.meld = meld
        self.gebeurtenissen: Mapping[str, Gebeurtenis] = getattr(system.state, "gebeurtenissen", {})
        app = Latentie(system, bron.code, bron.connector, ritme) if ritme else system
        self.storing = Storing(app, getattr(system.state, "varianten", None))
        self.luisteraar.app = Telling(self.storing, bron.code, verkeer)

    def stand(self) -> BronStand:
        stand = self.storing.stand if self.luisteraar.is_listening else "gestopt"
        bron = self.bron
        return BronStand(bron.code, bron.naam or bron.code, bron.diensten, self.luisteraar.url, stand)


def _load(connector: str) -> Bouw:
    bouw: Bouw = importlib.import_module(f"sandbox.{connector}").bouw
    return bouw
