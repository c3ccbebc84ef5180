"""How a token endpoint knows us without a shared secret: a JWT of our own (RFC 7523), or our certificate (RFC 8705)."""

from __future__ import annotations

import base64
import json
import ssl
import time
from pathlib import Path

import pytest
import trustme
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey
from pydantic import ValidationError

from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import credentials_for
from gateway.bronnen.probeer.verbinden import Onbereikbaar, connect
from gateway.bronnen.tls import Tls
from gateway.config import Geheim, OAuth2Auth
from gateway.domain.persoon import NIEMAND
from gateway.errors import BronError
from tests.client.foutserver import OK, answering, get, serving
from tests.client.test_credentials_oauth2 import soon, token_endpoint

PRIVATE = rsa.generate_private_key(65537, 2048)
CURVE = ec.generate_private_key(ec.SECP256R1())


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    form, encoding = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    return key.private_bytes(encoding, form, serialization.NoEncryption()).decode()


def auth(url: str, **more: object) -> OAuth2Auth:
    table = {
        "soort": "oauth2",
        "token_url": url,
        "client_id": "gw",
        "wijze": "private_key_jwt",
        "sleutel": Geheim(pem(PRIVATE)),
    }
    return OAuth2Auth.model_validate({**table, **more})


def opened(assertion: str, alg: str) -> tuple[dict[str, object], dict[str, object]]:
    """Header and claims of a JWT, whose signature is checked here by hand, without the library that made it."""
    signed, _, signature = assertion.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    match alg:
        case "PS256":
            PRIVATE.public_key().verify(raw, signed.encode(), padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
        case "RS256":
            PRIVATE.public_key().verify(raw, signed.encode(), padding.PKCS1v15(), SHA256())
        case _:
            halves = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
            CURVE.public_key().verify(encode_dss_signature(*halves), signed.encode(), ec.ECDSA(SHA256()))
    head, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in signed.split("."))
    assert head["alg"] == alg
    return head, claims


@pytest.mark.parametrize("alg", ["PS256", "RS256", "ES256"])
async def test_a_jwt_of_our_own_says_who_we_are(alg: str) -> None:
    """Signed with our key, for that endpoint, a minute long and never the same twice; no secret goes along."""
    key = Geheim(pem(CURVE)) if alg == "ES256" else Geheim(pem(PRIVATE))
    seen = []
    async with token_endpoint() as endpoint:
        for _ in range(2):
            credentials = credentials_for(auth(endpoint.url, sleutel=key, algoritme=alg, sleutel_id="k1"))
            assert await credentials.headers(soon(), NIEMAND) == {"Authorization": "Bearer t1"}
            form = endpoint.forms[-1]
            assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            head, claims = opened(form["client_assertion"], alg)
            assert (head["kid"], claims["iss"], claims["sub"], claims["aud"]) == ("k1", "gw", "gw", endpoint.url)
            assert claims["exp"] == pytest.approx(time.time() + 60, abs=3)
            seen.append(claims["jti"])
            await credentials.close()
    assert len(set(seen)) == 2
    assert "client_secret" not in form
    assert "authorization:" not in endpoint.heads[0].lower()


async def test_the_key_may_be_a_jwk_and_be_replaced(tmp_path: Path) -> None:
    """In a file, which is read again when it changes."""
    file = tmp_path / "sleutel"
    file.write_text(json.dumps(ECKey.import_key(pem(CURVE)).as_dict(private=True)))
    other = ec.generate_private_key(ec.SECP256R1())
    async with token_endpoint() as endpoint:
        own = auth(endpoint.url, sleutel=Geheim(file.read_text(), file), algoritme="ES256")
        await credentials_for(own).headers(soon(), NIEMAND)
        opened(endpoint.forms[-1]["client_assertion"], "ES256")
        file.write_text(pem(other))
        assert own.sleutel is not None
        own.sleutel.reveal(now=True)
        await credentials_for(own).headers(soon(), NIEMAND)
        with pytest.raises(InvalidSignature):  # not of the first key any more
            opened(endpoint.forms[-1]["client_assertion"], "ES256")
        file.write_text("geen sleutel")
        assert own.sleutel.reveal(now=True) == pem(other).strip()


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"sleutel": None}, "sleutel"), ({"sleutel": Geheim("x")}, "sleutel"), ({"algoritme": "ES256"}, "sleutel"),
        ({"sleutel": Geheim(pem(CURVE))}, "sleutel"), ({"wijze": "client_secret_post"}, "geheim"),
        ({"sleutel": Geheim(PRIVATE.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode())}, "sleutel"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_sign_is_found_at_the_start(more: dict[str, object], place: str) -> None:
    """Missing, no key, a public one, or one for another algorithm; and a way that needs a secret without one."""
    with pytest.raises(ValidationError) as caught:
        auth("https://bron.nl/token", **more)
    assert {error["loc"][-1] for error in caught.value.errors()} == {place}
    assert "PRIVATE" not in "".join(error["msg"] for error in caught.value.errors())


class Files:
    """A certificate authority, and the files of two clients."""

    def __init__(self, folder: Path) -> None:
        self.ca = trustme.CA()
        self.ca_file = str(folder / "ca.pem")
        self.ca.cert_pem.write_to_path(self.ca_file)
        self.folder = folder
        self.keten, self.privesleutel = str(folder / "keten.pem"), str(folder / "sleutel.pem")

    def client(self, name: str) -> Tls:
        """The files now hold a certificate of this name."""
        made = self.ca.issue_cert(f"{name}@gateway.nl", common_name=name)
        Path(self.keten).write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
        made.private_key_pem.write_to_path(self.privesleutel)
        return Tls(self.ca_file, self.keten, self.privesleutel)

    def spoil(self) -> None:
        """The file of the key now holds no key."""
        Path(self.privesleutel).write_text("geen sleutel")

    def server(self) -> ssl.SSLContext:
        """A server that wants a certificate of a client."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert("127.0.0.1").configure_cert(context)
        self.ca.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
        return context


async def test_our_certificate_is_shown_to_its_bron_and_no_other(tmp_path: Path) -> None:
    """mTLS: without it there is no connection; a bron beside it with the same authority does not get to see it."""
    files = Files(tmp_path)
    own = files.client("een")
    names: list[str] = []

    async def script(peer) -> None:  # type: ignore[no-untyped-def]  # a Peer
        certificate = peer.writer.get_extra_info("peercert") or {}
        names.extend(value for part in certificate.get("subject", ()) for key, value in part if key == "commonName")
        await answering(OK)(peer)

    optional = files.server()
    optional.verify_mode = ssl.CERT_OPTIONAL
    async with serving(script, files.server()) as strict, serving(script, optional) as lax:
        async with AiohttpTransport(strict.url, tls=own) as transport:
            assert (await get(transport)).status == 200
        async with AiohttpTransport(lax.url, tls=Tls(files.ca_file)) as transport:
            assert (await get(transport)).status == 200
        assert names == ["een"]
        async with AiohttpTransport(strict.url, tls=Tls(files.ca_file)) as transport:
            with pytest.raises(BronError):
                await get(transport)


async def test_trying_a_bron_out_says_that_it_wants_a_certificate(tmp_path: Path) -> None:
    """Where the bron says so at once, which TLS 1.2 does; with the certificate there is a connection."""
    files = Files(tmp_path)
    own, context = files.client("een"), files.server()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with serving(answering(OK), context) as server:
        with pytest.raises(Onbereikbaar, match="`certificaat`"):
            await connect(server.url, Tls(files.ca_file))
        assert await connect(server.url, own) == server.url.removeprefix("https://")


async def test_a_certificate_is_replaced_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next connection shows the new one; files that do not belong together leave the old one in place."""
    monkeypatch.setattr("gateway.bronnen.tls.LOOK_EVERY_S", 0.0)
    files = Files(tmp_path)
    tls = files.client("een")
    names: list[str] = []

    async def script(peer) -> None:  # type: ignore[no-untyped-def]  # a Peer
        certificate = peer.writer.get_extra_info("peercert")
        names.extend(value for part in certificate["subject"] for key, value in part if key == "commonName")
        await peer.request()
        await peer.send(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    async with serving(script, files.server()) as server, AiohttpTransport(server.url, tls=tls) as transport:
        await get(transport)
        files.client("twee")
        await get(transport)
        files.spoil()
        await get(transport)
    assert names == ["een", "twee", "twee"]


async def test_a_certificate_alone_says_who_we_are_at_the_token_endpoint(tmp_path: Path) -> None:
    """RFC 8705: the form names the client, and holds no secret."""
    files = Files(tmp_path)
    forms: list[bytes] = []

    async def script(peer) -> None:  # type: ignore[no-untyped-def]  # a Peer
        await peer.request()
        forms.append(peer.body)
        body = b'{"access_token": "t1", "token_type": "Bearer", "expires_in": 60}'
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        await peer.send(head.encode() + body)

    async with serving(script, files.server()) as server:
        own = auth(f"{server.url}/token", wijze="tls_client_auth", sleutel=None)
        credentials = credentials_for(own, files.client("een"))
        assert await credentials.headers(soon(5_000), NIEMAND) == {"Authorization": "Bearer t1"}
        await credentials.close()
    assert forms == [b"grant_type=client_credentials&client_id=gw"]
