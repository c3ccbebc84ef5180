"""What Open Zaak tells when something changes: notifications on its kanalen, and CloudEvents about zaken.

Each names only the zaak, never the person. Whose it is stands in its rollen; the messages after which somebody may have it
who had not before ask for these.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectors.openzaak.models import Rol
from connectors.openzaak.rollen import rollen
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Nummer, Whose
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Bsn, Kvk, Rsin, Vestiging

ZAKEN = (Dienst.ZAKEN,)
_MORE = ("substatus", "zaakeigenschap", "zaakobject", "klantcontact", "zaakcontactmoment", "zaakverzoek")


def declare(manifest: Manifest) -> None:
    """All messages of the Zaken, Documenten, Besluiten and Catalogi APIs that something here depends on."""
    manifest.event(
        "zaken/zaak/create", "zaken/rol/create", "nl.overheid.zaken.zaak-geregistreerd",
        soort="zaak", diensten=ZAKEN, owners=owners,
    )  # fmt: skip
    # A rol that changes or goes takes a right away, so nothing of before may be shown any more.
    manifest.event("zaken/rol", soort="zaak", diensten=ZAKEN, owners=owners, gone=True)
    manifest.event("zaken/zaak/destroy", "nl.overheid.zaken.zaak-verwijderd", soort="zaak", diensten=ZAKEN, gone=True)
    manifest.event(
        *(f"zaken/{resource}" for resource in ("zaak", "status", "resultaat", "zaakinformatieobject", "zaakbesluit", *_MORE)),
        *(
            f"nl.overheid.zaken.zaak-{wat}"
            for wat in ("gemuteerd", "bijgewerkt", "opgeschort", "verlengd", "afgesloten", "gekoppeld", "ontkoppeld")
        ),
        soort="zaak", diensten=ZAKEN,
    )  # fmt: skip
    manifest.event(
        *(f"documenten/{resource}" for resource in ("enkelvoudiginformatieobject", "gebruiksrechten", "verzending")),
        "nl.overheid.documenten.document-geregistreerd",
        soort="document",
    )
    manifest.event(
        "besluiten/besluit", "besluiten/besluitinformatieobject", "nl.overheid.besluiten.besluit-verwerkt",
        soort="besluit",
    )  # fmt: skip
    manifest.event(
        "zaaktypen/zaaktype", "besluittypen/besluittype", "informatieobjecttypen/informatieobjecttype", is_shared=True
    )


async def owners(call: Call, told: Mapping[str, object]) -> Whose:
    """Everybody who has a rol in the zaak that holds today."""
    return Whose.of(*(number for rol in await rollen(call, call.native) for number in _numbers(rol)))


def _numbers(rol: Rol) -> list[tuple[type[Nummer], str | None]]:
    """The numbers of a betrokkene, each of the kind that it is under this betrokkeneType."""
    who = rol.betrokkene_identificatie
    if who is None or rol.betrokkene_type not in ("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"):
        return []
    if rol.betrokkene_type == "natuurlijk_persoon":
        return [(Bsn, who.inp_bsn)]
    return [(Kvk, who.kvk_nummer), (Rsin, who.inn_nnp_id), (Vestiging, who.vestigings_nummer)]
