// How a statement stands in the room, beside it wherever it is read or cited.
import { classOf, isConfirmed } from "../lib/standing";
import { t, td } from "../lib/words";
import { standings } from "./model";

/** Stands is nothing where the room says nothing of the statement. */
export function Stands({ of }: { of: string | undefined }) {
  const x = standings.value.statements?.[of ?? ""];
  if (!x) return null;
  const sure = isConfirmed(x) ? `${t("word.comma")}${t("standing.confirmed")}` : "";
  return <p class="dim stands">{td("standing.class", classOf(x))}{sure}</p>;
}
