"""Messages come as markdown of whoever sent them, scripts and all; people get plain text."""

from __future__ import annotations

import html
import re

_BLOCKS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\]\(\s*([^)\s]*)[^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`|~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6}|>)\s+", re.MULTILINE)


def plain(markdown: str) -> str:
    """The text without markup. A link keeps its text, and its address only when that starts with https."""
    text = _BLOCKS.sub("", markdown)
    text = _LINK.sub(_link, text)
    text = html.unescape(_TAGS.sub("", text))
    text = _TAGS.sub("", text)
    return _HEADING.sub("", _MARKS.sub("", text)).strip()


def _link(match: re.Match[str]) -> str:
    label, address = match.groups()
    return f"{label} ({address})" if address.startswith("https://") else label
