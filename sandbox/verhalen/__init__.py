"""The stories that all simulated systems tell together: who exists, and what is called how.

A zaak is known by its story name. `namen.uuid("zaak", naam)` is its UUID and `namen.zaaknummer(naam)` its identificatie.
A besluit bears the name of its zaak (`uuid("besluit", "fatima-urgentie")`), a document a name of its own
(`uuid("document", "fatima-urgentie-besluit")`). The zaken live in the Open Zaak of their gemeente:

Havenstad (9901)
  inwoner        sanne-woningaanpassing     wacht op aanvulling, opgeschort; documenten: concept en geheim
                 sanne-dakkapel             in behandeling, termijn verlengd
                 sanne-dakkapel-welstand    deelzaak van sanne-dakkapel, zonder rol van Sanne
                 sanne-bijzondere-bijstand  wacht op aanvulling
                 sanne-bezwaar-woz          bezwaar, hoorzitting (een stap die niet overal bestaat)
                 sanne-rijbewijs            klaar om op te halen
                 sanne-huwelijk, sanne-subsidie-groen, sanne-woo    in behandeling
                 sanne-evenement, sanne-leerlingenvervoer           besloten, met besluit
                 sanne-gehandicaptenparkeerkaart                    afgehandeld, met besluit
                 sanne-kapvergunning        afgehandeld en geweigerd, met besluit
                 sanne-parkeervergunning, sanne-bezwaar-kap, sanne-paspoort, sanne-melding-lantaarn,
                 sanne-uittreksel, sanne-verhuizing, sanne-zonnepanelen, sanne-minimaregeling,
                 sanne-mantelzorgwaardering                         afgehandeld
                 sanne-melding-stoep, sanne-klacht, sanne-bewonersinitiatief, sanne-inrit    ontvangen
                 sanne-afvalcontainer       nog zonder status
                 sanne-intern               intern zaaktype
                 sanne-concept              zaaktype is een concept
                 sanne-verlopen-rol         haar rol is afgelopen
                 sanne-geheim               geheim: niet in lijsten, detail 403
                 sanne-huisbezoek           deelzaak van sanne-geheim, zelf leesbaar
                 sanne-als-belanghebbende   de buurman is initiator
  fatima         fatima-urgentie            verzoek, zaak, aanvullende taak, besluit, product, bericht
  kind, ouder    lotte-paspoort             initiator is Lotte, Daan is gemachtigd belanghebbende
  ouder          daan-schuurtje
  verhuisd       ahmed-uitschrijving, ahmed-parkeren-havenstad
  bijstand       miriam-bijstand (met besluit), miriam-minimaregeling
  eidas          anna-inschrijving
  gepensioneerd  truus-rijbewijs, truus-traplift
  ondernemer     korenaar-exploitatie (KvK-nummer), korenaar-terras (KvK-nummer en vestigingsnummer),
                 korenaar-reclame (vestiging), korenaar-subsidie (RSIN), korenaar-oud (KvK-nummer als RSIN)
  eenmanszaak    yusuf-ontheffing (vestiging), yusuf-melding (BSN)
  vereniging     vereniging-sportsubsidie, vereniging-evenement (RSIN)
Duindorp (9902)
  verhuisd       ahmed-adreswijziging, ahmed-parkeren-duindorp, ahmed-afvalpas
  mantelzorger   jan-mantelzorgwaardering
  vader          piet-scootmobiel (met besluit), Jan is gemachtigd belanghebbende
  student        tim-studietoeslag (met besluit)
  ondernemer     korenaar-standplaats (derde vestiging)

Both also hold zaken of people outside the cast (`vreemde-9901-01` and on), which turn up only when a filter is wrong or
empty. `niets`, `accountant` and `bewindvoerder` are known nowhere; the last two act for others, see `machtigingen`.
"""
