"""The forms that settings share: strict frozen tables, addresses, certificates and numbers."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from gateway.config.geheim import Check, Geheim

KEY_HEX = 128

Niveau = Literal["BASIS", "MIDDEN", "SUBSTANTIEEL", "HOOG"]
"""The names of the domain's Betrouwbaarheidsniveau."""

DienstNaam = Literal[
    "ZAKEN", "TAKEN", "BERICHTEN", "PRODUCTEN", "CONTACTMOMENTEN", "VERZOEKEN", "PERSOONSGEGEVENS", "INKOMEN"
]
"""The names of the domain's Dienst."""


_start: ContextVar[Path] = ContextVar("start of relative paths", default=Path())


class Tabel(BaseModel):
    """One table of the configuration: unknown keys are refused, and nothing changes after the start."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def fault(text: str) -> PydanticCustomError:
    """A fault with a text of our own, in Dutch, without the value."""
    return PydanticCustomError("eigen", "{text}", {"text": text})


def secret(check: Check) -> Callable[[Geheim], Geheim]:
    """A validator of a setting: the secret must pass this check, now and whenever it is replaced."""

    def validate(geheim: Geheim) -> Geheim:
        wrong = geheim.check(check)
        if wrong is not None:
            raise fault(wrong)
        return geheim

    return validate


@secret
def check_siv_key(text: str) -> str | None:
    """A key for AES-SIV with 512 bits, in hex."""
    if len(text) == KEY_HEX and set(text) <= set("0123456789abcdefABCDEF"):
        return None
    return f"de sleutel moet {KEY_HEX} hexadecimale tekens zijn (512 bits); maak er een met `openssl rand -hex 64`"


def is_loopback(host: str) -> bool:
    """Does this host name or address stay inside the machine?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_link(url: str) -> str:
    if not (url.isascii() and url.isprintable()) or " " in url:
        raise fault("een adres heeft alleen gewone ASCII-tekens, zonder spaties")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise fault("dit is geen geldig adres") from None
    if parts.scheme not in ("http", "https") or not host:
        raise fault("een adres begint met https:// en noemt een host")
    if parts.username is not None or parts.query or parts.fragment or url.endswith(("?", "#")):
        raise fault("een adres heeft hier geen gebruikersnaam, ? of #")
    return url


def _check_safe(url: str) -> str:
    parts = urlsplit(_check_link(url))
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise fault("gebruik https://; http:// mag alleen binnen deze machine (127.0.0.1, ::1, localhost)")
    return url


def is_safe_address(url: str) -> bool:
    """May the gateway call this address: https, or http on loopback, and nothing odd in it?"""
    try:
        return bool(_check_safe(url))
    except PydanticCustomError:
        return False


def _without_slash(url: str) -> str:
    return url.rstrip("/")


@contextmanager
def paths_from(folder: Path) -> Iterator[None]:
    """Relative paths start at this folder. Not pydantic's own context, which settings lose on the way to a table in them."""
    token = _start.set(folder)
    try:
        yield
    finally:
        _start.reset(token)


def _certificates(path: str) -> str:
    found = _start.get() / path
    if not found.is_file():
        raise fault(f"bestand '{found}' bestaat niet")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(found)
    except (ssl.SSLError, OSError):
        raise fault(f"bestand '{found}' is geen PEM-bestand met certificaten") from None
    return str(found)


def belongs(keten: str, privesleutel: str) -> bool:
    """Is this the key, without a password, of the first certificate in the chain?"""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(keten, privesleutel, password="")
    except (ssl.SSLError, OSError):
        return False
    return True


def _existing(path: str) -> str:
    found = _start.get() / path
    if not found.is_file():
        raise fault(f"bestand '{found}' bestaat niet")
    return str(found)


def _folder(path: str) -> str:
    found = _start.get() / path
    if not found.is_dir():
        raise fault(f"map '{found}' bestaat niet")
    return str(found)


Adres = Annotated[str, AfterValidator(_check_safe)]
"""An address the gateway calls: https, or http on loopback."""

Basisadres = Annotated[str, AfterValidator(_check_safe), AfterValidator(_without_slash)]
"""As Adres, without a slash at the end, so that a path can follow."""

Linkadres = Annotated[str, AfterValidator(_check_link), AfterValidator(_without_slash)]
"""An address that only stands in links, and so is never called."""

Bestand = Annotated[str, AfterValidator(_certificates)]
"""The path of a file with certificates; a relative one starts at the folder of the configuration."""

Bestaand = Annotated[str, AfterValidator(_existing)]
"""The path of a file that is there; a relative one starts at the folder of the configuration."""

Map = Annotated[str, AfterValidator(_folder)]
"""The path of a folder that is there; a relative one starts at the folder of the configuration."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
Kopregel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$")]
Tekst = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Gemeentecode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Oin = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$")]
