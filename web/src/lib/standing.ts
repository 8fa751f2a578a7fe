// What pages say of where the room stands, from the section of that name.
import { inOrder } from "./live";
import type { StandingClass, StandingHold, Standings, StandingStatement, Statement, Statements, Tally } from "./types";

/** standingClasses are the ways in which a statement stands, in the order in
 * which pages list them. */
export const standingClasses = ["common-for", "common-against", "open-between", "open-within", "unsure", "short"] as const;

/** surenessOf is how sure common ground is: whether it holds however often one
 * looked. Nothing of other classes. */
export function surenessOf(of: StandingStatement): "confirmed" | "provisional" | undefined {
  if (!classOf(of)?.startsWith("common")) return undefined;
  return of.confirmed && classOf(of) === of.class ? "confirmed" : "provisional";
}

/** Stood is a statement and how it stands. */
export interface Stood {
  id: string;
  s: Statement;
  of: StandingStatement;
}

/** classOf is how a statement stands now; nothing is said of the title question. */
export function classOf(of: StandingStatement): StandingClass | undefined {
  return of.live ?? of.class;
}

/** stood are the statements that stand in one of the classes and may be read,
 * what is confirmed first, else in the order of pages. */
export function stood(standings: Partial<Standings>, all: Partial<Statements>, ...classes: readonly StandingClass[]): Stood[] {
  const later = (x: Stood) => (surenessOf(x.of) === "confirmed" ? 0 : 1);
  return inOrder(all.all, all.order).flatMap(([id, s]) => {
    const of = standings.statements?.[id];
    const as = of && classOf(of);
    return as && !s.hidden && classes.includes(as) ? [{ id, s, of }] : [];
  }).sort((a, b) => later(a) - later(b));
}

/** cellsOf are the answers to a statement by letter, or, where there are no groups,
 * everybody's as they are published; undefined where none are shown. */
export function cellsOf({ s, of }: Stood, standings: Partial<Standings>): Record<string, Tally> | undefined {
  return standings.state === "groups" ? of.cells : s.shown.tally && { A: s.shown.tally };
}

/** Held is a statement that stands for a group. */
export interface Held {
  id: string;
  s: Statement;
  hold: StandingHold;
}

/** heldBy are the statements that stand for a group, the clearest first. */
export function heldBy(letter: string, standings: Partial<Standings>, all: Partial<Statements>): Held[] {
  return Object.entries(standings.groups?.[letter]?.holds ?? {}).sort(([, a], [, b]) => a.rank - b.rank).flatMap(([id, hold]) => {
    const s = all.all?.[id];
    return s && !s.hidden ? [{ id, s, hold }] : [];
  });
}

/** lettersOf are the letters of the groups, the largest first; one letter where
 * there are none. */
export function lettersOf(standings: Partial<Standings>): string[] {
  return (standings.order ?? "A").split(" ");
}

/** answersIn is how many answers a cell counts. */
export function answersIn(cell: Tally): number {
  return cell.agree + cell.disagree + cell.unsure;
}

/** Beside is how many of a group gave an answer, of how many who answered, and
 * the same of all others. */
export interface Beside {
  own: number;
  n: number;
  rest: number;
  others: number;
}

/** beside sets a group's cell beside the others'; undefined where the cells are
 * not shown. */
export function beside(letter: string, hold: StandingHold, cells: Record<string, Tally> | undefined): Beside | undefined {
  const own = cells?.[letter];
  if (!own) return undefined;
  const out = { own: own[hold.answer], n: answersIn(own), rest: 0, others: 0 };
  for (const [other, cell] of Object.entries(cells)) {
    if (other === letter) continue;
    out.rest += cell[hold.answer];
    out.others += answersIn(cell);
  }
  return out;
}
