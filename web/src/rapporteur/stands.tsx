// How a statement stands in the room, beside it wherever it is read or cited.
import { classOf, surenessOf } from "../lib/standing";
import { t, td } from "../lib/words";
import { standings } from "./model";

/** Stands is nothing where the room says nothing of the statement. */
export function Stands({ of }: { of: string | undefined }) {
  const x = standings.value.statements?.[of ?? ""];
  const as = x && classOf(x);
  if (!as) return null;
  const sureness = surenessOf(x);
  return <p class="dim stands">{td("standing.class", as)}{sureness && `${t("word.comma")}${td("standing", sureness)}`}</p>;
}
