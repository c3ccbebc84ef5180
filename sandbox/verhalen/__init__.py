"""The stories that all simulated systems tell together: who exists, and what is called how.

A zaak is known by its story name. ``namen.uuid("zaak", naam)`` is its UUID, ``namen.zaaknummer(naam)``
its identificatie, ``namen.zaak_urn(gemeente, naam)`` the URN by which a taak, bericht or product
names it. The zaken live in the Open Zaak of their gemeente:

Havenstad (9901)
  inwoner        sanne-woningaanpassing       Wmo, in behandeling, beslistermijn verlengd
                 sanne-parkeervergunning      afgerond, verleend -> product parkeervergunning (Egis)
                 sanne-gehandicaptenparkeerkaart  afgerond, besluit -> product gehandicaptenparkeerkaart
                 sanne-evenement              beslist, besluit -> product evenementenvergunning
                 sanne-dakkapel               in behandeling, opgeschort -> taak: tekening aanvullen
                 sanne-dakkapel-welstand      deelzaak van sanne-dakkapel (Sanne heeft er geen rol in)
                 sanne-bezwaar-woz            bezwaar in behandeling (aanslag van de belastingen)
                 sanne-bezwaar-kap            bezwaar afgerond
                 sanne-paspoort               afgerond
                 sanne-rijbewijs              in behandeling -> taak: leges betalen
                 sanne-melding-lantaarn       afgerond
                 sanne-melding-stoep          ontvangen
                 sanne-kapvergunning          afgerond, afgewezen, besluit
                 sanne-uittreksel             afgerond
                 sanne-verhuizing             afgerond
                 sanne-huwelijk               in behandeling -> taak: getuigen opgeven
                 sanne-klacht                 ontvangen
                 sanne-subsidie-groen         in behandeling -> taak: offerte meesturen
                 sanne-zonnepanelen           afgerond
                 sanne-bewonersinitiatief     ontvangen
                 sanne-minimaregeling         afgerond
                 sanne-leerlingenvervoer      beslist, besluit
                 sanne-woo                    in behandeling
                 sanne-afvalcontainer         zonder status
                 sanne-mantelzorgwaardering   afgerond
                 sanne-inrit                  ontvangen
                 sanne-intern                 zaaktype is intern, mag een burger niet zien
                 sanne-concept                zaaktype is nog concept
                 sanne-verlopen-rol           haar rol gold tot vorig jaar
                 sanne-geheim                 geheim: niet in lijsten, detail 403
                 sanne-als-belanghebbende     Sanne is alleen belanghebbende, initiator is een buurman
  fatima         fatima-huishoudelijke-hulp   verzoek -> zaak -> aanvullende taak -> besluit -> product -> bericht
  kind, ouder    lotte-paspoort               initiator Lotte; Daan is belanghebbende (gemachtigde)
  ouder          daan-schuurtje               in behandeling
  verhuisd       ahmed-verhuizing-uit         afgerond
                 ahmed-parkeren-havenstad     afgerond (vergunning beeindigd)
  bijstand       miriam-bijstand              beslist, besluit -> bericht; taak: inkomsten doorgeven
                 miriam-minimaregeling        in behandeling
  mantelzorger   jan-mantelzorgwaardering     afgerond
  vader          piet-scootmobiel             beslist, besluit; Jan is belanghebbende (gemachtigde) -> gedeeld product
  eidas          anna-inschrijving            in behandeling
  ondernemer     korenaar-exploitatie         betrokkene nietNatuurlijkPersoon, kvkNummer
                 korenaar-terras              nietNatuurlijkPersoon, kvkNummer en vestigingsNummer
                 korenaar-reclame             vestiging, vestigingsNummer en kvkNummer
                 korenaar-subsidie            nietNatuurlijkPersoon, innNnpId = RSIN
                 korenaar-oud                 nietNatuurlijkPersoon, innNnpId = KvK-nummer (oude registratie)
  eenmanszaak    yusuf-ontheffing             vestiging
                 yusuf-melding                natuurlijkPersoon
  vereniging     vereniging-sportsubsidie     nietNatuurlijkPersoon, innNnpId = RSIN
                 vereniging-evenement         nietNatuurlijkPersoon, innNnpId = RSIN
Duindorp (9902)
  verhuisd       ahmed-verhuizing-in          afgerond
                 ahmed-parkeren-duindorp      in behandeling
                 ahmed-afvalpas               ontvangen
  ondernemer     korenaar-standplaats         vestiging (de derde)
  student        tim-studietoeslag            beslist, besluit
  gepensioneerd  truus-traplift               in behandeling
                 truus-rijbewijs              afgerond

Besides these both systems hold zaken of people outside the cast (``vreemde-01`` and on); they appear
only when a filter is wrong or empty. ``niets`` is known nowhere.

Besluiten are called after their zaak (``uuid("besluit", "fatima-huishoudelijke-hulp")``) and documents
``<zaak>/<n>`` (``uuid("document", "fatima-huishoudelijke-hulp/1")`` is the decision letter's own zaak's first).
"""
