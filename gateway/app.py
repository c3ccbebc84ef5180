"""The composition root: the only place that knows domain, resolvers and connectors, and ties them to their surroundings."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import pkgutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import connectors
from gateway.acties import MEEGELEVERD, Regelboek, keuzes, laad
from gateway.acties.regelingen import MEEGELEVERD as VOORBEELDEN
from gateway.acties.regelingen import Regelingenboek, laad_regelingen
from gateway.auth.tempo import Tempi
from gateway.auth.verifier import Identity, TokenVerifier
from gateway.bronnen.bestand import Download
from gateway.bronnen.call import Call
from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Manifest
from gateway.bronnen.proef import Nobody, Probe
from gateway.bronnen.rapport import Acr
from gateway.bronnen.registry import ALLE, LiveBron, Registry
from gateway.bronnen.schrijven.bewaring import Bewaring, Geheugen
from gateway.bronnen.schrijven.eenmalig import Eenmalig
from gateway.bronnen.schrijven.gedeeld import Gedeeld
from gateway.bronnen.schrijven.pad import WritePath
from gateway.bronnen.schrijven.websites import Websites
from gateway.bronnen.seal import seal_keys
from gateway.config import BronConfig, Configuratie, Instellingen, IssuerConfig, UitwisselingAuth
from gateway.config.instellingen import CacheInstellingen
from gateway.context import Deadline, Fetches, Needs
from gateway.domain.bron import Bron, Dienst, Organisatie
from gateway.domain.klant import Ik, Klantsoort, Vertegenwoordiging
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.domain.waarden import Url
from gateway.errors import BronError, BronSwitchedOff, Unauthenticated
from gateway.events.events import Events
from gateway.events.hub import Mark
from gateway.events.live import Changes, Overview
from gateway.http.live import Live
from gateway.interactie.consumenten import Consumenten
from gateway.interactie.zoeken import Zoeker
from gateway.medewerker.kanaal import MedewerkerKanaal
from gateway.plan.engine import Engine, Opened
from gateway.plan.fanout.bestanden import find_download
from gateway.plan.fanout.mogelijk import fetches_erbij
from gateway.plan.fanout.request import Request
from gateway.plan.fanout.scherm import Scherm
from gateway.plan.fanout.sources import SOURCES
from gateway.plan.ids import Ids
from gateway.plan.memo import Memos
from gateway.plan.niveaus import read_niveaus
from gateway.plan.onderzoek.antwoorden import ONDERZOEK
from gateway.plan.onderzoek.toestemmingen import Toestemmingen
from gateway.plan.trusted.watch import TrustedDocuments
from gateway.plan.wijzigen.mutaties import MUTATIES
from gateway.telemetry import log
from gateway.verwerkingen.logboek import Logboek
from resolvers.medewerker.klantbeeld import klantbeeld
from resolvers.schema import maak_schema

if TYPE_CHECKING:
    from gateway.bronnen.l2.courier import Courier
    from gateway.bronnen.l2.server import Server
    from gateway.bronnen.l2.stream import ChangeStream

ANSWERS = {**SOURCES, **MUTATIES, **ONDERZOEK}
WARM_MS = 10_000
KEYS_PAUSE_S = 0.05


def find_connectors() -> dict[str, Manifest]:
    """Every connector, by name: a folder in `connectors` with a `manifest`."""
    found = {}
    for module in pkgutil.iter_modules(connectors.__path__):
        manifest = importlib.import_module(f"connectors.{module.name}").manifest
        found[manifest.naam] = manifest
    return found


def regelboek(config: Instellingen) -> Regelboek:
    """The rules that come with the gateway and those of the municipality. Raises ConfigInvalid with every fault."""
    return laad(MEEGELEVERD, *(Path(one) for one in config.acties.regels))


def regelingenboek(config: Instellingen) -> Regelingenboek:
    """The checks that come with the gateway and those of the municipality. Raises ConfigInvalid with every fault."""
    acties = config.acties
    return laad_regelingen(VOORBEELDEN, *(Path(one) for one in acties.regelingen), voorbeelden=acties.voorbeelden)


class Gateway:
    """One gateway: its bronnen, its schema, and the background work that keeps them ready."""

    def __init__(self, config: Configuratie, manifests: Mapping[str, Manifest]) -> None:
        key = config.gateway.ids.key_bytes
        self.config = config
        self.ids = Ids(key)
        self.adres = config.gateway.public_address
        self.registry = Registry(live_bron(one, manifests[one.connector]) for one in config.bronnen)
        cache = config.gateway.cache
        self.valkey = valkey(cache) if cache is not None else None
        self.second = second_cache(self.valkey, cache) if self.valkey is not None and cache is not None else None
        self.path = FetchPath(second=self.second)
        self.regels = regelboek(config.gateway)
        self.regelingen = regelingenboek(config.gateway)
        subjects = hashlib.blake2b(key, person=b"subject").digest()
        stream = change_stream(self.valkey, cache) if self.valkey is not None and cache is not None else None
        self.events = Events(lambda: self.registry, self.path, config.bronnen, subjects, stream)
        self.memos = Memos()
        schema = maak_schema()
        self.niveaus = read_niveaus(schema, config.gateway.niveaus)
        self.engine = Engine(
            schema,
            plan=config.gateway.plan,
            grenzen=config.gateway.grenzen,
            demo=config.gateway.omgeving == "demo",
            free=config.gateway.omgeving == "demo" or config.gateway.documenten.vrij,
            erbij=fetches_erbij(self.regels),
            niveaus=self.niveaus,
        )
        self.trusted = TrustedDocuments(self.engine.store, config.gateway.documenten)
        self.verifier = TokenVerifier(config, subjects, board=self.valkey, left=self._left)
        self.verifier.keeps_tokens = any(isinstance(bron.auth, UitwisselingAuth) for bron in config.bronnen)
        self.tempo = Tempi(
            config.gateway.tempo,
            hashlib.blake2b(key, person=b"tempo").digest(),
            self.valkey,
        )
        self.logboek = Logboek(config.gateway.verwerkingen) if config.gateway.verwerkingen is not None else None
        self.medewerkers = employee_channel(self)
        self.probes = [self._probe(live) for live in self.registry.bronnen.values()]
        self.acr = {issuer.url: acr_values(issuer) for issuer in config.issuers}
        self.writes = write_path(config, self.path, self.valkey)
        self.consumenten = Consumenten(config.consumenten, self.registry)
        self.live: Live[Identity] = Live(self, config.gateway.live, self)
        self.toestemmingen = Toestemmingen(self.writes.eenmalig.bewaring)
        self._tasks: set[asyncio.Task[None]] = set()
        self._warming: set[asyncio.Task[None]] = set()

    def _probe(self, live: LiveBron) -> Probe:
        proef = self.config.gateway.proef
        return Probe(live, nobody=Nobody(proef.bsn, proef.kvk), every_s=proef.elke_s)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Open connections, start probing and fetching keys; undo it all at the end."""
        await self.verifier.start()
        for live in self.registry.bronnen.values():
            await live.transport.open()
        self._tasks = {asyncio.create_task(probe.run()) for probe in self.probes}
        self._tasks.add(asyncio.create_task(self.trusted.run()))
        self._tasks.add(asyncio.create_task(self.path.views.keep_clean()))
        self._tasks.add(asyncio.create_task(self.events.run()))
        if self.logboek is not None:
            self._tasks.add(asyncio.create_task(self.logboek.run()))
        self._warming = {asyncio.create_task(warm(live)) for live in self.registry.bronnen.values()}
        try:
            async with self.medewerkers.running() if self.medewerkers is not None else nullcontext():
                yield
        finally:
            await self.events.close()
            background = [*self._tasks, *self._warming]
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            await self.writes.close()
            for live in self.registry.bronnen.values():
                await live.transport.close()
            await self.verifier.stop()
            if self.second is not None:
                await self.second.close()

    def _left(self, identity: Identity) -> None:
        """Somebody logged out: what was kept for them goes, while nobody waits for it."""
        task = asyncio.ensure_future(self.path.leave(identity.subject, self.registry.bronnen))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until every bron was probed once and there are keys to check tokens with."""
        await asyncio.gather(*(probe.first.wait() for probe in self.probes), self.events.hub.ready.wait())
        while not self.verifier.ready:  # noqa: ASYNC110  # keys come in the background, from any of several issuers
            await asyncio.sleep(KEYS_PAUSE_S)

    async def warmed(self) -> None:
        """Wait until reading the shared catalogues was tried at every bron. Serving does not wait for it."""
        await asyncio.gather(*self._warming)

    @property
    def ready(self) -> bool:
        """Keys of at least one issuer, every bron probed once (with whatever outcome), and what other workers told known."""
        return (
            self.verifier.ready
            and self.events.hub.ready.is_set()
            and all(probe.first.is_set() for probe in self.probes)
        )

    def status(self) -> dict[str, object]:
        """How each bron and issuer is doing, for an operator; nothing about persons."""
        bronnen = [
            {"code": live.code, "open": live.closed is None, "reden": live.closed.code.value if live.closed else None}
            for live in self.registry.bronnen.values()
        ]
        cache = (
            "geheugen" if self.second is None else "bereikbaar" if self.second.level.is_reachable else "onbereikbaar"
        )
        return {
            "gereed": self.ready,
            "sleutels": self.verifier.ready,
            "cache": cache,
            "documenten": self.trusted.status(),
            "logboek": self.logboek.status() if self.logboek is not None else None,
            "bronnen": bronnen,
        }

    @property
    def has_room(self) -> bool:
        """Can the processing log keep the lines of another question?"""
        return self.logboek is None or self.logboek.has_room

    def record(self, identity: Identity, context: Fetches, *, ok: bool) -> None:
        """Keep in the processing log what a question used. Raises SpoolFull."""
        if self.logboek is not None and isinstance(context, Request):
            self.logboek.record(identity.subject, identity.client, context.begun_s, context.unrecorded(), ok=ok)

    def stream(self, who: Identity, opened: Opened, deadline: Deadline, since: Mark | None) -> Changes | Overview:
        """What a subscription listens to."""
        if opened.key == "overzichtPerBron":
            return Overview(opened, self.request(who, deadline))
        return Changes(self.events.hub, opened, partial(self.request, who), self.config.gateway.deadline_ms, since)

    async def over(self, who: Identity) -> None:
        """Wait until the token counts no more: at its end, or because somebody logged out."""
        await self.verifier.over(who)

    def person(self, who: Identity) -> bytes:
        """A keyed hash that stands for the person."""
        return who.subject.sleutel

    async def verify_portal(self, header: str | None) -> Identity:
        """Who asks, at a portal of our own. Raises Unauthenticated, 403 for a consument: it has its own, narrower way in."""
        identity = await self.verifier.verify(header)
        if self.consumenten.find(identity) is not None:
            raise Unauthenticated("a consument may only use the Interactieservices API", status=403)
        return identity

    async def verify_consument(self, header: str | None) -> Identity:
        """Who asks, at the portal of a consument. Raises Unauthenticated, also for every other portal and without a `sub`."""
        try:
            identity = await self.verifier.verify(header)
        except Unauthenticated as fault:
            # The contract has no 403.
            raise Unauthenticated(fault.reason, status=401 if fault.status == 403 else fault.status) from None
        if self.consumenten.find(identity) is None or not identity.subject.sub:
            raise Unauthenticated("not a consument, or nobody in particular")
        return identity

    def zoeker(self, identity: Identity, deadline: Deadline) -> Zoeker:
        """Searches for this person what the consument of their token may see."""
        consument = self.consumenten.find(identity)
        assert consument is not None
        return Zoeker(self.request(identity, deadline, consument.registry), consument.portaal_url)

    def request(self, identity: Identity, deadline: Deadline, registry: Registry | None = None) -> Request:
        """The context of one request; with `registry` it sees those bronnen only."""
        acr, niveau = self.acr[identity.issuer], identity.subject.niveau
        return Request(
            identity.subject,
            ik_of(identity, self.registry),
            deadline,
            registry or self.registry,
            self.path,
            self.ids,
            ANSWERS,
            acr,
            regels=self.regels,
            kies=keuzes,
            writes=self.writes,
            boek=self.regelingen,
            toestemmingen=self.toestemmingen,
            memos=self.memos,
            adres=self.adres,
            scherm=Scherm(self.niveaus, niveau, acr) if self.niveaus.concern(niveau) else None,
        )

    async def download(self, context: Fetches, opaque: str) -> Download | None:
        """The file of a document by its id, for the person of a context. Raises GatewayError."""
        return await find_download(context, opaque) if isinstance(context, Request) else None

    def of_customer(self, klant: Subject, deadline: Deadline) -> Request:
        """The request of a customer that an employee looks at; there is no login, and nothing that can be done."""
        ik = ik_of(Identity(klant, 0, "", ""), self.registry)
        return Request(klant, ik, deadline, self.registry, self.path, self.ids, SOURCES)


def employee_channel(gateway: Gateway) -> MedewerkerKanaal | None:
    """The channel for employees; none without its settings and a processing log, which the settings demand together."""
    settings = gateway.config.gateway.medewerkers
    if settings is None or gateway.logboek is None:
        return None
    return MedewerkerKanaal(gateway.config, settings, gateway.logboek, gateway.of_customer, klantbeeld)


def valkey(config: CacheInstellingen) -> Server:
    """The server that workers share. Makes no connection before the first question; while it is away, all is a miss."""
    # Late, because a gateway without a shared cache need not carry the client of one in its memory.
    from gateway.bronnen.l2.server import Server

    password = config.geheim.reveal() if config.geheim is not None else None
    return Server(config.url, password=password, ca_bestand=config.ca_bestand)


def second_cache(server: Server, config: CacheInstellingen) -> Courier:
    """The cache that workers share, on that server."""
    from gateway.bronnen.l2.courier import Courier
    from gateway.bronnen.l2.level import SecondLevel
    from gateway.bronnen.seal import seal_keys

    return Courier(SecondLevel(server, seal_keys([config.sleutel.reveal().encode()])))


def change_stream(server: Server, config: CacheInstellingen) -> ChangeStream:
    """What workers tell each other, on that server."""
    from gateway.bronnen.l2.stream import ChangeStream

    return ChangeStream(server, seal_keys([config.sleutel.reveal().encode()]))


def write_path(config: Configuratie, path: FetchPath, server: Server | None) -> WritePath:
    """The way to change something. Workers share what was changed on the server, if there is one."""
    cache, schrijven = config.gateway.cache, config.gateway.schrijven
    bewaring: Bewaring = Geheugen()
    if server is not None and cache is not None:
        bewaring = Gedeeld(server, seal_keys([cache.sleutel.reveal().encode()]))
    return WritePath(
        path, Eenmalig(bewaring),
        terugkeer=Websites(schrijven.terugkeer), betaalpaginas=Websites(schrijven.betaalpaginas),
    )  # fmt: skip


def live_bron(config: BronConfig, manifest: Manifest) -> LiveBron:
    """A bron at work, made of its configuration and its connector."""
    organisatie = Organisatie(
        naam=config.organisatie.naam,
        oin=config.organisatie.oin,
        website=Url(config.organisatie.website) if config.organisatie.website else None,
    )
    bron = Bron(
        code=config.code,
        naam=config.naam,
        organisatie=organisatie,
        diensten=[Dienst[naam] for naam in config.diensten],
        minimaal_niveau=Betrouwbaarheidsniveau[config.minimaal_niveau],
    )
    live = LiveBron(
        bron,
        manifest,
        AiohttpTransport.of(config),
        config.canonieke_url,
        bedient=config.bedient if isinstance(config.bedient, str) else frozenset(config.bedient),
        tenants=frozenset(config.tenants),
        machtigingen=ALLE if config.machtigingen == ALLE else frozenset(one.casefold() for one in config.machtigingen),
        deadline_ms=config.deadline_ms,
        gelijktijdig=config.gelijktijdig,
        versheid_s=config.versheid_s,
        verouderd_s=config.verouderd_s,
        instellingen=config.instellingen,
    )
    if config.uit:
        live.closed = BronSwitchedOff("switched off in the configuration")
    return live


async def warm(live: LiveBron) -> None:
    """Fill the shared catalogues of a bron; it may fail, for the first question fills them too."""
    if live.connector.warm is None or live.is_off:
        return
    nobody = Nobody().subjects()[0]
    call = Call(
        live.bron, nobody, Needs(), Deadline.after(WARM_MS), live.transport, live.shared, live.canonieke_url,
        instellingen=live.instellingen,
    )  # fmt: skip
    try:
        await live.connector.warm(call)
    except BronError as fault:
        log().warning("warm_up_failed", bron=live.code, code=fault.code.value)


def ik_of(identity: Identity, registry: Registry) -> Ik:
    """Who the token says this is, and who acts; a person's number is not in it."""
    subject = identity.subject
    return Ik(
        soort=Klantsoort.ONDERNEMER if subject.is_ondernemer else Klantsoort.INWONER,
        inlognaam=subject.naam,
        kvk_nummer=subject.kvk.waarde if subject.is_ondernemer and subject.kvk else None,
        vestigingsnummer=subject.vestiging.waarde if subject.vestiging else None,
        niveau=subject.niveau,
        ingelogd_tot=datetime.fromtimestamp(identity.expires_at, UTC),
        vertegenwoordiging=vertegenwoordiging_of(subject, registry),
    )


def vertegenwoordiging_of(subject: Subject, registry: Registry) -> Vertegenwoordiging | None:
    """For whom somebody acts, and for what; None for who acts for themself or their own business."""
    handelend = subject.handelend
    if handelend is None or not handelend.namens_ander:
        return None
    return Vertegenwoordiging(namens=subject.naam, handelend=handelend.naam, diensten=registry.opened_for(subject))


def acr_values(issuer: IssuerConfig) -> Acr:
    """Per level, the acr values of this issuer that reach it, the weakest first (RFC 9470)."""
    levels = list(Betrouwbaarheidsniveau)
    known = sorted(issuer.acr.items(), key=lambda item: levels.index(Betrouwbaarheidsniveau[item[1]]))
    return {
        niveau: [value for value, name in known if Betrouwbaarheidsniveau[name].reaches(niveau)] for niveau in levels
    }


def examples() -> dict[str, str]:
    """The example operations that are shipped, by name, for the playground; those that listen come last."""
    folder = Path(__file__).resolve().parent.parent / "examples"
    paths = sorted(folder.rglob("*.graphql"), key=lambda path: (path.parent.name == "live", path))
    return {path.stem: path.read_text("utf-8") for path in paths}
