// How a group, or everybody, answered a statement, in words.
import { answersIn, classOf } from "../lib/standing";
import type { StandingStatement, Tally } from "../lib/types";
import { td } from "../lib/words";

/** cellWords begins with the answer that the statement's class is about. */
export function cellWords(of: StandingStatement, cell: Tally | undefined): string {
  if (!cell) return "—";
  const about = { "common-against": "disagree", unsure: "unsure" }[classOf(of) as string] ?? "agree";
  return td("standing.cell", about, { ...cell, n: answersIn(cell) });
}
