"""What a downloaded file is called, and what a browser may do with it: save it, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

OCTETS = "application/octet-stream"
MAX_LENGTH = 120
_MEDIA = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")
_RUNS = re.compile(r"html|svg|xml|script|flash|java", re.IGNORECASE)
_NAMELESS = "document"
# RFC 5987, 3.2.1: what may stand unencoded in `filename*`.
_ATTR = "!#$&+-.^_`|~"


def media_type(told: str | None) -> str:
    """The media type for an answer; anything a browser would run, or that is no media type, is plain bytes."""
    text = (told or "").partition(";")[0].strip().lower()
    return text if _MEDIA.fullmatch(text) and not _RUNS.search(text) else OCTETS


def disposition(naam: str) -> str:
    """The Content-Disposition (RFC 6266) that saves a file under a safe form of this name."""
    safe = file_name(naam)
    plain = re.sub(r'[^ -~]|["\\%]', "_", safe)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe=_ATTR)}"


def file_name(naam: str) -> str:
    """The last part of a name as one line of text: no path, no control or direction marks, and not endless."""
    last = re.split(r"[/\\]", naam)[-1]
    shown = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    trimmed = re.sub(r'[<>:"|?*]', "_", shown).strip(" .")
    stem, dot, ending = trimmed.rpartition(".")
    if dot and len(ending) <= 10:
        trimmed = f"{stem[: MAX_LENGTH - len(ending) - 1]}.{ending}"
    return trimmed[:MAX_LENGTH] or _NAMELESS
