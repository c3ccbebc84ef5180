"""What can be listened to: changes, and an overview in parts."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable

from gateway.context import Deadline
from gateway.events.hub import Hub, Mark
from gateway.events.listener import Listener, Told
from gateway.plan.engine import Opened
from gateway.plan.fanout.delen import chosen, overview
from gateway.plan.fanout.request import Request

NewRequest = Callable[[Deadline], Request]


class Changes:
    """The stream `wijzigingen` for one person."""

    def __init__(self, hub: Hub, opened: Opened, new_request: NewRequest, deadline_ms: int, since: Mark | None) -> None:
        self._listener = Listener(
            hub, lambda: new_request(Deadline.after(deadline_ms)), chosen(opened.arguments), since
        )

    def events(self) -> AsyncGenerator[Told, None]:
        """Changes, for ever."""
        return self._listener.listen()

    @property
    def quiet_at(self) -> Mark | None:
        """Up to where everything was told."""
        return self._listener.quiet_at


class Overview:
    """The stream `overzichtPerBron` for one person. It ends, and is simply asked again."""

    quiet_at: Mark | None = None

    def __init__(self, opened: Opened, request: Request) -> None:
        self._opened = opened
        self._request = request

    async def events(self) -> AsyncGenerator[Told, None]:
        """The parts, to the last."""
        async for part in overview(self._request, self._opened.arguments, self._opened.needs):
            yield Told(part, self._request)
