// What pages say of where the room stands, from the section of that name.
import { inOrder } from "./live";
import type { StandingClass, StandingHold, Standings, StandingStatement, Statement, Statements, Tally } from "./types";

/** standingClasses are the ways in which a statement stands, in the order in
 * which pages list them. */
export const standingClasses = ["common-for", "common-against", "open-between", "open-within", "unsure", "short"] as const;

/** isConfirmed says whether common ground holds however often one looked. */
export function isConfirmed(of: StandingStatement): boolean {
  return of.confirmed === true && classOf(of) === of.class;
}

/** Stood is a statement and how it stands. */
export interface Stood {
  id: string;
  s: Statement;
  of: StandingStatement;
}

/** classOf is how a statement stands now. */
export function classOf(of: StandingStatement): StandingClass {
  return of.live ?? of.class;
}

/** stood are the statements that stand in one of the classes and may be read,
 * in the order of pages. */
export function stood(standings: Partial<Standings>, all: Partial<Statements>, ...classes: readonly StandingClass[]): Stood[] {
  return inOrder(all.all, all.order).flatMap(([id, s]) => {
    const of = standings.statements?.[id];
    return of && !s.hidden && classes.includes(classOf(of)) ? [{ id, s, of }] : [];
  });
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
