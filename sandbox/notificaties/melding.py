"""The messages systems send when something changes, as the real ones look: notifications and CloudEvents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from starlette.requests import Request

NOTIFICATIE, CLOUDEVENT = "application/json", "application/cloudevents+json"
TEST = {
    "kanaal": "test",
    "hoofdObject": "http://some.hoofdobject.nl/",
    "resource": "some_resource",
    "resourceUrl": "http://some.resource.nl/",
    "actie": "create",
    "aanmaakdatum": "2019-01-01T12:00:00Z",
    "kenmerken": {},
}
"""What a new subscription is tried out with."""


@dataclass(frozen=True)
class Melding:
    """One message: its body, the media type it is sent with, and what subscriptions are matched on."""

    soort: str
    media_type: str
    body: Mapping[str, object] = field(repr=False)


def notificatie(
    kanaal: str, hoofd_object: str, resource: str, resource_url: str, actie: str, **kenmerken: str
) -> Melding:
    """A notification (Notificaties API 1.0)."""
    return Melding(
        kanaal,
        NOTIFICATIE,
        {
            "kanaal": kanaal,
            "hoofdObject": hoofd_object,
            "resource": resource,
            "resourceUrl": resource_url,
            "actie": actie,
            "aanmaakdatum": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "kenmerken": kenmerken,
        },
    )


def cloudevent(
    soort: str, subject: str, systeem: str, data: Mapping[str, object], dataref: str | None = None
) -> Melding:
    """A CloudEvent (NL GOV profile); `systeem` is the last part of its source."""
    return Melding(
        soort,
        CLOUDEVENT,
        {
            "id": str(uuid4()),
            "source": f"urn:nld:oin:00000001823288444000:systeem:{systeem}",
            "specversion": "1.0",
            "type": soort,
            "subject": subject,
            "time": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "dataref": dataref,
            "datacontenttype": "application/json",
            "data": data,
        },
    )


def meld(request: Request, meldingen: Iterable[Melding]) -> None:
    """Tell what this request changed, where the system it came to is connected to somebody who passes it on."""
    tell = getattr(request.app.state, "meld", None)
    if tell is not None:
        tell(*meldingen)
