import type { Productstatus, ProductRegelFragment } from "../../gql/graphql";
import { bedrag, datum, kenteken } from "../../format";
import { Afgeschermd, Kaart } from "../../parts/kaart";
import { Label, type Toon } from "../../parts/label";
import { PRODUCTSTATUS } from "../../words";

type Getoond = ProductRegelFragment & { kentekens?: string[]; betaling?: { status: string; openstaand: string | null } | null };

const TONEN: Partial<Record<Productstatus, Toon>> = { ACTIEF: "goed", IN_AANVRAAG: "info", GEREED: "info", GEWEIGERD: "fout" };

export function ProductKaart({ product }: { product: Getoond }) {
  const { id, titel, organisatie, einddatum, kentekens, betaling, afscherming } = product;
  return (
    <Kaart
      href={`/producten/${id}`}
      titel={titel}
      organisatie={organisatie.naam}
      label={
        <>
          <Statuslabel product={product} />
          {betaling?.openstaand && Number(betaling.openstaand) > 0 && <Label toon="let-op">Nog {bedrag(betaling.openstaand)} te betalen</Label>}
          <Afgeschermd afscherming={afscherming} />
        </>
      }
    >
      {kentekens && kentekens.length > 0 && <Kentekens kentekens={kentekens} />}
      {einddatum && product.__typename !== "Belastingaanslag" && <p class="klein">Tot en met {datum(einddatum)}</p>}
    </Kaart>
  );
}

export function Statuslabel({ product: { status, statusBronwaarde } }: { product: Pick<Getoond, "status" | "statusBronwaarde"> }) {
  return <Label toon={TONEN[status] ?? "neutraal"}>{PRODUCTSTATUS[status] ?? statusBronwaarde ?? "Stand niet bekend"}</Label>;
}

export function Kentekens({ kentekens }: { kentekens: string[] }) {
  return (
    <p class="kentekens">
      <span class="alleen-voorlezen">Kenteken </span>
      {kentekens.map((one) => (
        <span class="kenteken" key={one}>
          {kenteken(one)}
        </span>
      ))}
    </p>
  );
}
