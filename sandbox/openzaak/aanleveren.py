"""Documents that come in: made without their bytes and locked, filled part by part, unlocked, and linked to a zaak.

The Documenten API keeps a lock on a document until every part of its file is there (ZGW Documenten 1.4, large files).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openvtb.velden import Field, Refused, boolean, choice, day, integer, text
from sandbox.openzaak.adressen import Rij, uuid_uit
from sandbox.openzaak.documenten import Document
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.fouten import Fout, verboden, weiger
from sandbox.openzaak.loket import Eindpunt, Loket, lees_object
from sandbox.openzaak.toegang import NIVEAUS
from sandbox.openzaak.varianten import KLEINE_DELEN
from sandbox.verhalen.namen import uuid

API, VERSIE = "/documenten/api/v1", "1.4.2"
EIO = f"{API}/enkelvoudiginformatieobjecten"
DEEL_BYTES, KLEIN_DEEL_BYTES = 4 * 1024**3, 1_000
"""How large a part may be; the real default makes one part of nearly everything."""
STATUSSEN = ("", "in_bewerking", "ter_vaststelling", "definitief", "gearchiveerd")
_VELDEN: Mapping[str, Field] = {
    "identificatie": Field(text(40)),
    "bronorganisatie": Field(text(9, blank=False), required=True),
    "creatiedatum": Field(day, required=True),
    "titel": Field(text(200, blank=False), required=True),
    "vertrouwelijkheidaanduiding": Field(choice("", *NIVEAUS)),
    "auteur": Field(text(200, blank=False), required=True),
    "status": Field(choice(*STATUSSEN)),
    "formaat": Field(text(255)),
    "taal": Field(text(3, blank=False), required=True),
    "bestandsnaam": Field(text(255)),
    "bestandsomvang": Field(integer, required=True),
    "beschrijving": Field(text(1000)),
    "ontvangstdatum": Field(day, nullable=True),
    "indicatieGebruiksrecht": Field(boolean, nullable=True),
    "informatieobjecttype": Field(text(200, blank=False), required=True),
}


@dataclass
class Deel:
    """A part of a file under way."""

    uuid: str
    document: str
    omvang: int
    inhoud: bytes | None = None


@dataclass
class Aanleveren:
    """The addresses that take documents. `delen`: parts by uuid; `sloten`: the lock of each document that is not whole."""

    loket: Loket
    delen: dict[str, Deel] = field(default_factory=dict)
    sloten: dict[str, str] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """Those that are not the address of a document itself."""
        return [
            Route(f"{EIO}/{{uuid}}/unlock", Eindpunt(self.loket, VERSIE, {"POST": self.ontgrendel}, "POST, OPTIONS")),
            Route(f"{API}/bestandsdelen/{{uuid}}", Eindpunt(self.loket, VERSIE, {"PUT": self.vul}, "PUT, OPTIONS")),
        ]

    async def maak(self, request: Request) -> Response:
        """POST of a document without its bytes. It stays locked until they are there."""
        body = await lees_object(request)
        if body.get("inhoud") is not None:
            weiger("inhoud", "invalid", "Hier alleen in delen.")
        row = self._rij(_velden(body))
        document = Document(uuid_uit(row["url"]), row, b"", eigen=uuid_uit(row["url"]))
        row["bestandsdelen"] = [self._toon(deel) for deel in self._verdeel(document)]
        lock = self.sloten[document.uuid] = uuid4().hex
        self.loket.register().documenten[document.uuid] = document
        return _gemaakt({**row, "lock": lock})

    async def verwijder(self, request: Request) -> Response:
        """DELETE of a document that hangs on nothing."""
        document = self._vind(request)
        if any(document in dossier.documenten for dossier in self.loket.register().dossiers):
            weiger("nonFieldErrors", "pending-relations", "Er zijn nog relaties naar dit informatieobject.")
        del self.loket.register().documenten[document.uuid]
        self.sloten.pop(document.uuid, None)
        self.delen = {key: deel for key, deel in self.delen.items() if deel.document != document.uuid}
        return Response(status_code=204)

    async def vul(self, request: Request) -> Response:
        """PUT of the bytes of one part, as a form."""
        deel = self.delen.get(str(request.path_params["uuid"]))
        if deel is None:
            raise Fout("NotFound")
        form = _formulier(request.headers.get("content-type", ""), await request.body())
        self._controleer_slot(deel.document, form.get("lock", b"").decode())
        inhoud = form.get("inhoud", b"")
        if len(inhoud) != deel.omvang:
            weiger("nonFieldErrors", "file-size", "Het meegestuurde bestand heeft een andere grootte.")
        deel.inhoud = inhoud
        return Response(msgspec.json.encode(self._toon(deel)), 200, media_type="application/json")

    async def ontgrendel(self, request: Request) -> Response:
        """POST `lock`: the document is whole from now on."""
        document = self._vind(request)
        self._controleer_slot(document.uuid, str((await lees_object(request)).get("lock", "")))
        mine = [deel for deel in self.delen.values() if deel.document == document.uuid]
        if any(deel.inhoud is None for deel in mine):
            weiger("nonFieldErrors", "incomplete-upload", "Het uploaden van de bestandsdelen is nog niet voltooid.")
        row = document.rij
        row |= {"locked": False, "bestandsdelen": [], "inhoud": f"{row['url']}/download?versie=1"}
        whole = replace(document, inhoud=b"".join(deel.inhoud or b"" for deel in mine))
        self.loket.register().documenten[document.uuid] = whole
        self.sloten.pop(document.uuid)
        self.delen = {key: deel for key, deel in self.delen.items() if deel.document != document.uuid}
        return Response(status_code=204)

    async def koppel(self, request: Request) -> Response:
        """POST of a zaakinformatieobject: the document hangs on the zaak, if its kind may."""
        body, register = await lees_object(request), self.loket.register()
        dossier = register.dossier_bij_uuid.get(uuid_uit(body.get("zaak")))
        document = register.documenten.get(uuid_uit(body.get("informatieobject")))
        if dossier is None or dossier.url != body.get("zaak") or document is None:
            weiger("informatieobject", "bad-url", "De URL geeft als HTTP status 404.")
        if dossier.zaak["einddatum"] is not None:
            raise verboden()
        if document in dossier.documenten:
            weiger("nonFieldErrors", "unique", "De velden zaak, informatieobject moeten een unieke set zijn.")
        self._controleer_soort(dossier, document)
        row = self._relatie(dossier, document, body)
        dossier.documenten.append(document)
        dossier.zaakinformatieobjecten.insert(0, row)
        dossier.zaak["zaakinformatieobjecten"] = [row["url"], *_list(dossier.zaak["zaakinformatieobjecten"])]
        return _gemaakt(row)

    def _rij(self, given: dict[str, object]) -> Rij:
        register = self.loket.register()
        if given["informatieobjecttype"] not in register.typen:
            weiger("informatieobjecttype", "bad-url", "De URL geeft als HTTP status 404.")
        naam = given.get("identificatie") or f"DOCUMENT-{uuid4().hex[:10]}"
        same = (given["bronorganisatie"], naam)
        if any((one.rij["bronorganisatie"], one.rij["identificatie"]) == same for one in register.documenten.values()):
            weiger("identificatie", "identificatie-niet-uniek", "Deze identificatie bestaat al.")
        if given.get("ontvangstdatum") and given.get("status") in ("in_bewerking", "ter_vaststelling"):
            weiger("status", "invalid_for_received", "Deze status past niet bij een ontvangen document.")
        rows: Rij = {
            "url": register.adressen.van("enkelvoudiginformatieobjecten", str(uuid4())),
            "identificatie": naam,
            **{name: given.get(name, "") for name in ("bronorganisatie", "creatiedatum", "titel")},
            "vertrouwelijkheidaanduiding": given.get("vertrouwelijkheidaanduiding") or "zaakvertrouwelijk",
            **{name: given.get(name, "") for name in ("auteur", "status", "formaat", "taal")},
            "versie": 1,
            "beginRegistratie": _nu(),
            "bestandsnaam": given.get("bestandsnaam", ""),
            "inhoud": None,
            "bestandsomvang": given["bestandsomvang"],
            "link": "",
            "beschrijving": given.get("beschrijving", ""),
            "ontvangstdatum": given.get("ontvangstdatum"),
            "verzenddatum": None,
            "indicatieGebruiksrecht": given.get("indicatieGebruiksrecht"),
            "verschijningsvorm": "",
            "ondertekening": None,
            "integriteit": None,
            "informatieobjecttype": given["informatieobjecttype"],
            "locked": True,
            "bestandsdelen": [],
            "trefwoorden": [],
            "_expand": {},
        }
        return rows

    def _verdeel(self, document: Document) -> list[Deel]:
        most = KLEIN_DEEL_BYTES if self.loket.varianten[KLEINE_DELEN] else DEEL_BYTES
        left, made = int(str(document.rij["bestandsomvang"])), []
        while left > 0:
            made.append(Deel(str(uuid4()), document.uuid, min(most, left)))
            left -= made[-1].omvang
        self.delen |= {deel.uuid: deel for deel in made}
        return made

    def _toon(self, deel: Deel) -> Rij:
        place = [one.uuid for one in self.delen.values() if one.document == deel.document].index(deel.uuid) + 1
        url = self.loket.register().adressen.van("bestandsdelen", deel.uuid)
        is_there = deel.inhoud is not None
        lock = self.sloten.get(deel.document, "")
        return {"url": url, "volgnummer": place, "omvang": deel.omvang, "voltooid": is_there, "lock": lock}

    def _relatie(self, dossier: Dossier, document: Document, body: Mapping[str, object]) -> Rij:
        own = uuid("zaakinformatieobject", f"{dossier.url} {document.rij['url']}")
        return {
            "url": self.loket.register().adressen.van("zaakinformatieobjecten", own),
            "uuid": own,
            "zaak": dossier.url,
            "informatieobject": document.rij["url"],
            "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
            "titel": body.get("titel", ""),
            "beschrijving": body.get("beschrijving", ""),
            "registratiedatum": _nu(),
            "vernietigingsdatum": None,
            "status": None,
        }

    def _controleer_soort(self, dossier: Dossier, document: Document) -> None:
        pair = (dossier.zaak["zaaktype"], document.rij["informatieobjecttype"])
        rows = self.loket.register().catalogus["zaaktype-informatieobjecttypen"]
        if pair not in [(row["zaaktype"], row["informatieobjecttype"]) for row in rows]:
            code = "missing-zaaktype-informatieobjecttype-relation"
            weiger("nonFieldErrors", code, "Het informatieobjecttype hoort niet bij het zaaktype van de zaak.")

    def _controleer_slot(self, document: str, lock: str) -> None:
        if self.sloten.get(document) != lock:
            weiger("nonFieldErrors", "incorrect-lock-id", "Lock id is niet correct.")

    def _vind(self, request: Request) -> Document:
        document = self.loket.register().documenten.get(str(request.path_params["uuid"]))
        if document is None:
            raise Fout("NotFound")
        return document


def _velden(body: Mapping[str, object]) -> dict[str, object]:
    """The values of the known fields. Raises Fout (400) at the first that breaks its rule."""
    cleaned: dict[str, object] = {}
    for naam, rule in _VELDEN.items():
        if naam not in body:
            if rule.required:
                weiger(naam, "required", "Dit veld is vereist.")
            continue
        value = body[naam]
        if value is None and not rule.nullable:
            weiger(naam, "null", "Dit veld mag niet leeg zijn.")
        try:
            cleaned[naam] = None if value is None else rule.clean(value)
        except Refused as error:
            weiger(naam, *error.args)
    return cleaned


def _formulier(kind: str, body: bytes) -> dict[str, bytes]:
    """The fields of a multipart form (RFC 7578). Raises Fout (415) for anything else."""
    _, _, boundary = kind.partition("boundary=")
    if not kind.startswith("multipart/form-data") or not boundary:
        raise Fout("UnsupportedMediaType", f'Ongeldige media type "{kind}" in aanvraag.')
    found: dict[str, bytes] = {}
    for part in body.split(b"--" + boundary.strip('"').encode())[1:-1]:
        head, _, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        naam = head.partition(b'name="')[2].partition(b'"')[0].decode()
        found[naam] = value.removesuffix(b"\r\n")
    return found


def _gemaakt(row: Rij) -> Response:
    return Response(msgspec.json.encode(row), 201, media_type="application/json")


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _nu() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
