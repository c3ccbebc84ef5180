"""The HAProxy example before a real gateway: what it lets through, what it cuts off, and what its TLS is worth."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import trustme

from tests.auth.uitgever import LOA3
from tests.faults.wereld import QUERY, World, world

pytestmark = [
    pytest.mark.attacks,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        shutil.which("haproxy") is None, reason="there is no haproxy here (Debian: apt-get install haproxy)"
    ),
]
CONFIG = Path(__file__).resolve().parents[2] / "deploy" / "haproxy" / "haproxy.cfg"
BSN = "999993653"
HOST = "127.0.0.1"


@dataclass
class Edge:
    """HAProxy at work, before a gateway."""

    made: World
    plain: int
    secure: int
    trust: ssl.SSLContext

    async def ask(self, **headers: str) -> httpx.Response:
        token = self.made.issuer.token(bsn=BSN, acr=LOA3)
        async with httpx.AsyncClient(verify=self.trust, trust_env=False) as client:
            return await client.post(
                f"https://{HOST}:{self.secure}/graphql", json={"query": QUERY},
                headers={"Authorization": f"Bearer {token}", **headers},
            )  # fmt: skip

    async def raw(self, *parts: bytes, pause_s: float = 0.0) -> bytes:
        """Send bytes over TLS, with pauses, and read until the other side closes."""
        reader, writer = await asyncio.open_connection(HOST, self.secure, ssl=self.trust)
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        answer = await reader.read()
        writer.close()
        return answer


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def edge(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Edge]:
    folder = tmp_path_factory.mktemp("edge")
    authority = trustme.CA()
    pem = folder / "gateway.pem"
    issued = authority.issue_cert(HOST)
    pem.write_bytes(issued.private_key_pem.bytes() + b"".join(one.bytes() for one in issued.cert_chain_pems))
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    async with world(folder) as made:
        plain, secure = _ports(2)
        address = f"{HOST}:{made.client.base_url.port}"
        environment = {
            **os.environ, "HTTP_ADRES": f"{HOST}:{plain}", "HTTPS_ADRES": f"{HOST}:{secure}", "CERTIFICAAT": str(pem),
            "GATEWAY_1": address, "GATEWAY_2": address,
        }  # fmt: skip
        process = await asyncio.create_subprocess_exec("haproxy", "-db", "-f", str(CONFIG), env=environment)
        try:
            running = Edge(made, plain, secure, trust)
            await _until_it_answers(running)
            yield running
        finally:
            process.terminate()
            await process.wait()


async def _until_it_answers(edge: Edge) -> None:
    async with asyncio.timeout(15):
        while True:
            try:
                if (await edge.ask()).status_code != 503:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)


def _ports(count: int) -> list[int]:
    """Ports that were free a moment ago."""
    with ExitStack() as stack:
        return [stack.enter_context(socket.create_server((HOST, 0))).getsockname()[1] for _ in range(count)]


async def test_a_question_goes_through(edge: Edge) -> None:
    """With the headers that a browser needs, over TLS."""
    answer = await edge.ask()
    assert answer.status_code == 200
    assert answer.json()["data"]["taken"]["volledig"] is True
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


async def test_plain_http_is_sent_to_tls(edge: Edge) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"http://{HOST}:{edge.plain}/graphql")
    assert answer.status_code == 308
    assert answer.headers["location"].startswith("https://")


@pytest.mark.parametrize("path", ["/metrics", "/status", "/readyz", "/graphiql/", "/", "/%2e%2e/metrics"])
async def test_what_is_not_for_outside_is_not_there(edge: Edge, path: str) -> None:
    async with httpx.AsyncClient(verify=edge.trust, trust_env=False) as client:
        assert (await client.get(f"https://{HOST}:{edge.secure}{path}")).status_code in (400, 404)


async def test_who_says_what_address_it_comes_from_is_not_believed(edge: Edge) -> None:
    answer = await edge.ask(
        **{"X-Forwarded-For": "192.0.2.1", "Forwarded": "for=192.0.2.1", "X-Forwarded-Proto": "http"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 0\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET /graphql\r\n\r\n",
    ],
)
async def test_ambiguous_requests_go_no_further(edge: Edge, request_: bytes) -> None:
    """What two servers could read in two ways is refused at the first."""
    before = edge.made.bad.asked
    answer = await edge.raw(request_ + b"GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1\.[01] (4\d\d|5\d\d) ", answer), answer
    assert b" 200 " not in answer
    assert edge.made.bad.asked == before


@pytest.mark.faults
async def test_a_slow_client_is_cut_off_before_the_gateway(edge: Edge) -> None:
    """F5: headers or a body that come byte by byte hold no place at the gateway, and end after some seconds."""
    started = asyncio.get_running_loop().time()
    head = b"POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: "
    body = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
    answers = await asyncio.gather(edge.raw(head, *[b"x"] * 4, pause_s=0.5), edge.raw(body, *[b"x"] * 4, pause_s=0.5))
    assert asyncio.get_running_loop().time() - started < 20
    assert all(answer.startswith((b"HTTP/1.1 408", b"HTTP/1.0 408")) for answer in answers), answers


@pytest.mark.skipif(
    shutil.which("sslscan") is None, reason="there is no sslscan here (Debian: apt-get install sslscan)"
)
async def test_tls_is_good(edge: Edge) -> None:
    """Nothing below TLS 1.2, only forward secrecy with authenticated encryption, no compression, no Heartbleed."""
    command = ["sslscan", "--no-colour", f"{HOST}:{edge.secure}"]
    scan = (await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=True)).stdout
    protocols = dict(re.findall(r"^(SSLv2|SSLv3|TLSv1\.[0-3])\s+(enabled|disabled)", scan, re.MULTILINE))
    assert {name for name, state in protocols.items() if state == "enabled"} == {"TLSv1.2", "TLSv1.3"}
    ciphers = re.findall(r"^(?:Preferred|Accepted)\s+TLSv1\.\d\s+\d+ bits\s+(\S+)", scan, re.MULTILINE)
    assert ciphers
    assert all(re.match(r"TLS_|ECDHE-(RSA|ECDSA)-.*(GCM|POLY1305)", name) for name in ciphers), ciphers
    assert "Compression enabled" not in scan
    assert not re.search(r"\bvulnerable to heartbleed", scan.replace("not vulnerable to heartbleed", ""))
