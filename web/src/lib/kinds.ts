// How statements of each kind are answered. Pages take the options from this one
// table; what a kind is written with is in fields.ts, which the phone needs
// later.
import type { Choice, Kind, Shown } from "./types";
import type { Key } from "./words";

/** Option is one way to answer: what is sent and counted, its word, and its
 * look, a shape and a colour. */
export interface Option {
  choice: Choice;
  label: Key;
  look: Look;
}

export type Look = "agree" | "between" | "disagree" | "unsure" | "one" | "two" | "three";

export type Counts = Partial<Record<Choice, number>>;

/** Counted is an option and how many chose it. */
export interface Counted extends Option {
  n: number;
}

const unsure: Option = { choice: "unsure", label: "answer.unsure", look: "unsure" };

/** plain is how outcomes and most kinds are answered. */
export const plain: readonly Option[] = [
  { choice: "agree", label: "answer.agree", look: "agree" },
  { choice: "disagree", label: "answer.disagree", look: "disagree" },
  unsure,
];

const real: readonly Option[] = [
  { choice: "real", label: "answer.real", look: "agree" },
  { choice: "not-real", label: "answer.not-real", look: "disagree" },
  unsure,
];

const own: Partial<Record<Kind, readonly Option[]>> = {
  risk: real,
  opportunity: real,
  mechanism: [
    { choice: "support", label: "answer.support", look: "agree" },
    { choice: "live-with", label: "answer.live-with", look: "between" },
    { choice: "cannot", label: "answer.cannot", look: "disagree" },
    unsure,
  ],
  case: [
    { choice: "needs", label: "answer.needs", look: "one" },
    { choice: "trade-off", label: "answer.trade-off", look: "two" },
    { choice: "costs", label: "answer.costs", look: "three" },
    unsure,
  ],
  placement: [
    { choice: "private", label: "answer.private", look: "one" },
    { choice: "safeguards", label: "answer.safeguards", look: "two" },
    { choice: "public", label: "answer.public", look: "three" },
    unsure,
  ],
  question: [{ choice: "support", label: "answer.support", look: "agree" }],
  because: [],
};

/** weights are how heavy a risk or an opportunity is to those who call it real. */
export const weights: readonly Option[] = [
  { choice: "light", label: "answer.light", look: "one" },
  { choice: "serious", label: "answer.serious", look: "two" },
  { choice: "grave", label: "answer.grave", look: "three" },
];

/** optionsOf are the ways to answer a statement of the kind. */
export function optionsOf(kind: Kind): readonly Option[] {
  return own[kind] ?? plain;
}

/** counted is each option with its count. */
export function counted(options: readonly Option[], counts: Counts): Counted[] {
  return options.map((o) => ({ ...o, n: counts[o.choice] ?? 0 }));
}

/** figures are the counts that the room publishes of a statement's votes;
 * undefined where it publishes none. */
export function figures(kind: Kind, shown: Shown): Counted[] | undefined {
  const counts = shown.choices ?? shown.tally;
  return shown.state === "figures" && counts ? counted(optionsOf(kind), counts) : undefined;
}

/** weighed are the counts of how heavy it is; undefined where none are
 * published. */
export function weighed(shown: Shown): Counted[] | undefined {
  return shown.state === "figures" && shown.choices ? counted(weights, shown.choices) : undefined;
}

/** sum is how many answers there are. */
export function sum(counts: Counts): number {
  return Object.values(counts).reduce((n, x) => n + x, 0);
}
