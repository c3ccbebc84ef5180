"""Texts of messages may hold markup of whoever wrote them; people get plain text, scripts left out."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSEEN = ("script", "style", "title")
_LINES = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


class _Reader(HTMLParser):
    """Collects the text a person would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block starts on a line of its own."""
        self._unseen += tag in _UNSEEN
        if tag in _LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What is unseen ends here."""
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        """Text, where it is seen."""
        if not self._unseen:
            self.parts.append(data)


def plain(markup: str) -> str:
    """The text without markup. Read twice, for markup that was written as text (`&lt;script&gt;`)."""
    return _seen(_seen(markup)).strip()


def _seen(markup: str) -> str:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.parts)
