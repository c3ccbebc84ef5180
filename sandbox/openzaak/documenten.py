"""Documents as the Documenten API (ZGW 1.4) shows them, each with a small file to download."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.openvtb.kalender import Kalender
from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.catalogus import Catalogus
from sandbox.openzaak.toegang import mag_lezen
from sandbox.verhalen.namen import uuid, volgnummer
from sandbox.verhalen.zaken import Stuk


@dataclass(frozen=True)
class Document:
    """Metadata and content of one document; `naam` is its name in the stories, `eigen` the uuid of one that is in none."""

    naam: str
    rij: Rij
    inhoud: bytes
    eigen: str = ""

    @property
    def uuid(self) -> str:
        return self.eigen or uuid("document", self.naam)

    @property
    def leesbaar(self) -> bool:
        """Whether the application may see it at all."""
        return mag_lezen(str(self.rij["vertrouwelijkheidaanduiding"]))

    @classmethod
    def van(cls, stuk: Stuk, catalogus: Catalogus, kalender: Kalender) -> Document:
        """The document of a story; a date of receipt and one of sending exclude each other."""
        url = catalogus.adressen.van("enkelvoudiginformatieobjecten", uuid("document", stuk.naam))
        inhoud, dag = _pdf(stuk.titel), kalender.dag(stuk.dag)
        gemeente = catalogus.gemeente
        row: Rij = {
            "url": url,
            "identificatie": f"DOCUMENT-2026-{volgnummer('document', stuk.naam):010d}",
            "bronorganisatie": gemeente.rsin,
            "creatiedatum": dag,
            "titel": stuk.titel,
            "vertrouwelijkheidaanduiding": stuk.vertrouwelijkheid,
            "auteur": "Aanvrager" if stuk.richting == "in" else f"Gemeente {gemeente.naam}",
            "status": stuk.status,
            "formaat": "application/pdf",
            "taal": "nld",
            "versie": 1,
            "beginRegistratie": kalender.moment(stuk.dag, 8, 40),
            "bestandsnaam": f"{stuk.naam}.pdf",
            "inhoud": f"{url}/download?versie=1",
            "bestandsomvang": len(inhoud),
            "link": "",
            "beschrijving": "",
            "ontvangstdatum": dag if stuk.richting == "in" else None,
            "verzenddatum": dag if stuk.richting == "uit" else None,
            "indicatieGebruiksrecht": False,
            "verschijningsvorm": "",
            "ondertekening": None,
            "integriteit": None,
            "informatieobjecttype": catalogus.informatieobjecttype(stuk.soort),
            "locked": False,
            "bestandsdelen": [],
            "trefwoorden": [],
            "_expand": {},
        }
        return cls(stuk.naam, row, inhoud)


def _pdf(titel: str) -> bytes:
    """A PDF of one page with the title on it (ISO 32000), its cross-reference table right."""
    safe = titel.encode("latin-1", "replace").translate(None, b"()\\")
    stream = b"BT /F1 18 Tf 72 720 Td (" + safe + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(body),
    )  # fmt: skip
