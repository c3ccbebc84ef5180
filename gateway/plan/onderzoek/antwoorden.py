"""Which answer belongs to which field about checks and consent."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.plan.fanout.request import SourceAnswer
from gateway.plan.onderzoek.aanbod import toestemmingen
from gateway.plan.onderzoek.onderzoeken import regeling_onderzoeken, toestemming_intrekken
from gateway.plan.wijzigen.uitvoeren import mutatie

ONDERZOEK: Mapping[str, SourceAnswer] = {
    "ik.toestemmingen": toestemmingen,
    "regelingOnderzoeken": mutatie(regeling_onderzoeken),
    "toestemmingIntrekken": mutatie(toestemming_intrekken),
}
