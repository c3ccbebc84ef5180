"""The network at its worst: each fault has its kind, ends by the deadline, and tells no address."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.tls import Tls
from gateway.errors import (
    BronError,
    BronInvalid,
    BronTimeout,
    BronUnreachable,
)
from tests.client.foutserver import (
    BSN,
    OK,
    Peer,
    Script,
    answer,
    answering,
    close_without_answer,
    fault_of,
    get,
    serving,
)


async def _hang(peer: Peer) -> None:
    await peer.request()
    await asyncio.sleep(30)


async def _drip_head(peer: Peer) -> None:
    await peer.request()
    for byte in OK:
        await peer.send(bytes([byte]))
        await asyncio.sleep(0.02)


async def _drip_body(peer: Peer) -> None:
    await peer.request()
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
    while True:
        await peer.send(b" ")
        await asyncio.sleep(0.02)


async def _reset_at_once(peer: Peer) -> None:
    peer.reset()


async def _reset_in_body(peer: Peer) -> None:
    await peer.request()
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nxx")
    await asyncio.sleep(0.02)
    peer.reset()


async def _truncated(peer: Peer) -> None:
    await peer.request()
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{}")


async def _truncated_chunked(peer: Peer) -> None:
    await peer.request()
    await peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")


NETWORK: list[tuple[Script, tuple[type[BronError], ...]]] = [
    (_hang, (BronTimeout,)),
    (_drip_head, (BronTimeout,)),
    (_drip_body, (BronTimeout,)),
    (_reset_at_once, (BronUnreachable,)),
    (_reset_in_body, (BronUnreachable, BronInvalid)),
    (close_without_answer, (BronUnreachable,)),
    (_truncated, (BronInvalid,)),
    (_truncated_chunked, (BronInvalid,)),
]


@pytest.mark.faults
@pytest.mark.parametrize(("script", "faults"), NETWORK)
async def test_a_fault_of_the_network(script: Script, faults: tuple[type[BronError], ...]) -> None:
    """Each has its kind, and none lasts longer than the deadline: drops do not stretch it."""
    started = time.monotonic()
    fault = await fault_of(script, ms=250)

    assert type(fault) in faults
    assert time.monotonic() - started < 0.4


@pytest.mark.faults
async def test_nobody_listens() -> None:
    """A refused connection is told at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with AiohttpTransport(f"http://127.0.0.1:{port}") as transport:
        with pytest.raises(BronUnreachable):
            await get(transport)


@pytest.mark.faults
async def test_a_connection_that_is_never_made() -> None:
    """A host that drops our packets costs no more than the deadline."""
    with socket.socket() as silent, socket.socket() as filler:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        filler.connect(silent.getsockname())
        async with AiohttpTransport(f"http://127.0.0.1:{silent.getsockname()[1]}") as transport:
            started = time.monotonic()
            with pytest.raises(BronTimeout):
                await asyncio.gather(get(transport, 200), get(transport, 200))

    assert time.monotonic() - started < 0.4


def _certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, str]:
    """A self-signed certificate for an address: the server's context, and the file that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, str(file)


@pytest.mark.faults
async def test_certificates_are_checked(tmp_path: Path) -> None:
    """A bron with a certificate of its own is trusted only with its file, and only for its own address."""
    own, own_file = _certificate(tmp_path, "127.0.0.1")
    other, other_file = _certificate(tmp_path, "127.0.0.2")
    async with serving(answering(OK), own) as server:
        async with AiohttpTransport(server.url, tls=Tls(own_file)) as transport:
            assert (await get(transport)).status == 200
        for ca_bestand in (None, other_file):
            async with AiohttpTransport(server.url, tls=Tls(ca_bestand)) as transport:
                with pytest.raises(BronUnreachable):
                    await get(transport)
    async with serving(answering(OK), other) as server:
        async with AiohttpTransport(server.url, tls=Tls(other_file)) as transport:
            with pytest.raises(BronUnreachable):
                await get(transport)
        assert server.heads == []


@pytest.mark.faults
async def test_tls_is_expected() -> None:
    """A server without TLS on an https address is unreachable."""

    async def script(peer: Peer) -> None:
        await peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with serving(script) as server, AiohttpTransport(server.url.replace("http:", "https:")) as transport:
        with pytest.raises(BronUnreachable):
            await get(transport)


async def test_without_time_nothing_is_sent() -> None:
    """A deadline that has passed means no call."""
    async with serving(answering(OK)) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronTimeout):
            await get(transport, ms=-1)

    assert server.connections == 0


@pytest.mark.canary
@pytest.mark.parametrize(
    "script", [script for script, _ in NETWORK] + [answering(answer(s)) for s in (302, 401, 429, 500)]
)
async def test_no_error_tells_the_address(script: Script) -> None:
    """Neither the error nor anything that hangs on it carries the address or the person's number."""
    fault: BaseException | None = await fault_of(script, ms=100)

    assert fault is not None
    assert fault.__cause__ is None
    assert fault.__context__ is None
    told = f"{fault} {fault!r} {fault.args} {vars(fault)}"
    assert not any(secret in told for secret in (BSN, "127.0.0.1", "http", "/zaken"))
