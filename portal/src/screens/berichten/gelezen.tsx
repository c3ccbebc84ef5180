// Opening a bericht makes it read, where the source keeps that; the person can make it new again.
import { useEffect } from "preact/hooks";
import { BerichtMarkerenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Knop } from "../../parts/knop";
import { go } from "../../route";

export function useGelezen({ id, gelezen }: { id: string; gelezen: boolean | null }) {
  const { doe, bezig, fout } = useMutation(BerichtMarkerenDocument);
  useEffect(() => {
    if (gelezen === false) void doe({ berichtId: id, gelezen: true });
  }, [id]);
  const unread = async () => {
    if (await doe({ berichtId: id, gelezen: false })) go("/berichten");
  };
  if (fout) return <p class="nl-paragraph klein">Als gelezen markeren lukt nu niet. {fout.melding}</p>;
  return gelezen ? (
    <Knop soort="subtle" bezig={bezig} onClick={() => void unread()}>
      Markeer als nieuw
    </Knop>
  ) : null;
}
