"""A folder with lists of trusted documents, read again when a file in it changes.

A list that is wrong never takes away what worked: its last good form stays in use, and the fault is told. A list that is
removed is withdrawn, and its documents with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gateway.plan.trusted.manifest import ManifestInvalid, check_signature, read_manifest

MAX_BYTES = 5_000_000
Stamp = tuple[tuple[int, int], tuple[int, int] | None]
Check = Callable[[str], str | None]
"""What is wrong with a document, in words for an operator; None when nothing is."""


@dataclass(slots=True)
class _Listed:
    stamp: Stamp
    documents: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Folder:
    """The trusted documents of one folder: every `*.json` in it is a list."""

    def __init__(self, path: Path, check: Check, signer: Ed25519PublicKey | None = None) -> None:
        self.path = path
        self._check = check
        self._signer = signer
        self._lists: dict[str, _Listed] = {}

    def refresh(self) -> bool:
        """Read what changed since the last time. True when something did. While the folder is away, nothing changes."""
        if not self.path.is_dir():
            return False
        found = {path.name: path for path in sorted(self.path.glob("*.json"))}
        withdrawn = [name for name in self._lists if name not in found]
        for name in withdrawn:
            del self._lists[name]
        changed = [self._read(path) for path in found.values()]
        return bool(withdrawn) or any(changed)

    @property
    def documents(self) -> dict[str, str]:
        """The text of every document that may be asked, by id."""
        return {key: text for listed in self._lists.values() for key, text in listed.documents.items()}

    @property
    def faults(self) -> list[str]:
        """What is wrong now, each as `file: text`."""
        return [f"{name}: {fault}" for name, listed in self._lists.items() for fault in listed.faults]

    def _read(self, path: Path) -> bool:
        known = self._lists.get(path.name)
        signature = path.with_name(path.name + ".sig")
        try:
            stamp = (_stamp(path), _stamp(signature) if signature.exists() else None)
            if known is not None and known.stamp == stamp:
                return False
            self._lists[path.name] = self._listed(path, signature, stamp)
        except (OSError, ManifestInvalid) as fault:
            text = f"niet te lezen ({fault.strerror})" if isinstance(fault, OSError) else str(fault)
            last_good = known.documents if known is not None else {}
            self._lists[path.name] = _Listed(_stamps(path, signature), last_good, [text])
        return True

    def _listed(self, path: Path, signature: Path, stamp: Stamp) -> _Listed:
        if stamp[0][1] > MAX_BYTES:
            raise ManifestInvalid(f"de lijst is te groot: hier passen {MAX_BYTES} bytes")
        raw = path.read_bytes()
        if self._signer is not None:
            check_signature(raw, signature.read_bytes() if stamp[1] else None, self._signer)
        listed = _Listed(stamp)
        for key, text in read_manifest(raw).items():
            wrong = self._check(text)
            if wrong is None:
                listed.documents[key] = text
            else:
                listed.faults.append(f"{key}: {wrong}")
        return listed


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _stamps(path: Path, signature: Path) -> Stamp:
    """As far as there is something to stamp: a file may have gone in between."""
    nothing = (0, 0)
    return (_stamp(path) if path.exists() else nothing, _stamp(signature) if signature.exists() else None)
