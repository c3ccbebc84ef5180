"""What the sandbox answers, kept so that a bench can measure the gateway without anybody else's CPU in the figure."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from strawberry import ID

from gateway.app import Gateway, find_connectors
from gateway.auth.verifier import Identity
from gateway.bronnen.call import Params, Response, Stroom, Transport
from gateway.config import Geheim, VerwerkingenInstellingen, load
from gateway.context import Deadline, Fetches, Needs
from gateway.domain.persoon import Subject
from gateway.domain.ref import Ref
from gateway.plan.fanout.request import Request
from sandbox.server import Zandbak

OVERZICHT = (Path(__file__).resolve().parents[2] / "examples" / "overzicht.graphql").read_text("utf-8")
PERSON = "inwoner"
Asked = tuple[str, str, str, bytes]


@asynccontextmanager
async def gateway_on_sandbox(
    *, latentie: bool = False, logboek: bool = False
) -> AsyncIterator[tuple[Gateway, Zandbak, Path]]:
    """A gateway in this process on a sandbox in this process, past its first probes. `logboek`: lines are kept on disk."""
    async with Zandbak(latentie=latentie) as zandbak:
        with tempfile.TemporaryDirectory() as folder:
            path = zandbak.schrijf_configuratie(Path(folder))
            config = load(path, connectors=find_connectors())
            if logboek:
                own = config.gateway.model_copy(update={"verwerkingen": _logboek(Path(folder))})
                config = config.model_copy(update={"gateway": own})
            gateway = Gateway(config, find_connectors())
            async with gateway.running():
                await gateway.settled()
                yield gateway, zandbak, path


def _logboek(folder: Path) -> VerwerkingenInstellingen:
    """A processing log that nobody takes lines from: they stay on disk."""
    spool = folder / "spool"
    spool.mkdir()
    return VerwerkingenInstellingen(
        collector="http://127.0.0.1:9/v1/traces", map=str(spool), sleutel=Geheim("5c" * 64), max_mb=1_000,
        activiteit="https://register.example/verwerkingen",
    )  # fmt: skip


@dataclass
class Recorder:
    """A transport that keeps every answer of the one behind it."""

    behind: Transport
    kept: dict[Asked, Response] = field(default_factory=dict)

    async def open(self) -> None:
        """It is open already."""

    async def close(self) -> None:
        """Close the one behind."""
        await self.behind.close()

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token of the one behind."""
        return await self.behind.mint(claims)

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        """Ask, and keep the answer. A sealed token in a body differs each time, so a body is not told apart by it."""
        answer = await self.behind.send(
            method, path, params=params, headers=headers, body=body, deadline=deadline, subject=subject
        )
        self.kept[asked(method, path, params, body)] = answer
        return answer

    def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AbstractAsyncContextManager[Stroom]:
        """A file of the one behind."""
        return self.behind.stream(path, params=params, headers=headers, deadline=deadline, subject=subject)

    async def upload(
        self, method: str, path: str, *, headers: Mapping[str, str], brokken: AsyncIterator[bytes], omvang: int,
        deadline: Deadline, subject: Subject,
    ) -> Response:  # fmt: skip
        """A file to the one behind."""
        return await self.behind.upload(
            method, path, headers=headers, brokken=brokken, omvang=omvang, deadline=deadline, subject=subject
        )


@dataclass
class Replay(Recorder):
    """A transport that gives the kept answers, and asks nobody."""

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        """The answer kept for this question."""
        return self.kept[asked(method, path, params, body)]


def asked(method: str, path: str, params: Params, body: bytes | None) -> Asked:
    """What tells one question from another. Moments move with the clock, so only a filter's name counts for those."""
    fixed = "&".join(f"{key}={'' if key.endswith('__lte') else value}" for key, value in sorted(params.items()))
    return method, path, fixed, b"" if body and b'"token"' in body else body or b""


class Ready:
    """A context whose source functions give answers that are ready, made once by a real request."""

    def __init__(self, real: Request) -> None:
        self.real = real
        self.person = real.subject.id_sleutel
        self.answers: dict[str, Sequence[object]] = {}

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """The answer made before; the first time it is made by the real request."""
        known = self.answers.get(key)
        if known is None:
            known = self.answers[key] = await self.real.fetch(key, parents, args, needs)
        return known

    def id(self, ref: Ref) -> ID:
        """An id for the person of this context."""
        return ref.kept_id if ref.kept_for == self.person else self.real.ids.encode(ref, self.person)

    def of(self, person: bytes) -> Fetches:
        """The same answers for another person, whose ids are made anew."""
        other = Ready(self.real)
        other.answers, other.person = self.answers, person
        return other

    def copy_for(self, person: bytes) -> Ready:
        """Views of their own for another person."""
        other = Ready(self.real)
        ids = self.real.ids
        other.answers, other.person = copy.deepcopy(self.answers, {id(ids): ids}), person
        return other


async def identity(gateway: Gateway, zandbak: Zandbak, person: str = PERSON) -> Identity:
    """Who a sandbox token proves."""
    return await gateway.verifier.verify(f"Bearer {zandbak.token(person)}")
