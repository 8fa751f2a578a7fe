// How a group, or everybody, answered a statement, in words, and what would decide
// it.
import { answersIn, classOf } from "../lib/standing";
import type { StandingStatement, Tally } from "../lib/types";
import { t, td, tn } from "../lib/words";

/** cellWords begins with the answer that the statement's class is about. */
export function cellWords(of: StandingStatement, cell: Tally | undefined): string {
  if (!cell) return "—";
  const about = { "common-against": "disagree", unsure: "unsure" }[classOf(of) as string] ?? "agree";
  return td("standing.cell", about, { ...cell, n: answersIn(cell) });
}

/** moreWords is what would decide a statement that too few answered. */
export function moreWords(of: StandingStatement, groups: boolean): string {
  if (classOf(of) !== "short") return "";
  if (of.beyond) return t("standing.beyond");
  if (!of.more) return "";
  return tn(groups ? "standing.more" : "standing.more.one", of.more);
}
