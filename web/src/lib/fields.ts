// What a statement of each kind is written with, and where it is offered.
import type { Asks, Kind } from "./types";
import type { Key } from "./words";

export type Page = "phone" | "desk" | "speaker";

/** Ask is a field beside the sentence, by its name in the payload: a text of at
 * most max characters, one of several values, or any of them. Values have their
 * words under name.value; without values they are statements or seats. */
export interface Ask {
  name: keyof Asks;
  label: Key;
  form: "text" | "select" | "checks";
  max?: number;
  values?: readonly string[];
}

/** sentenceMost is how many characters the sentence has that every kind is
 * written with. */
export const sentenceMost = 280;

const everywhere: readonly Page[] = ["phone", "desk", "speaker"];

// In the order of the pages. A reason against a mechanism is written beside it.
const kinds: Partial<Record<Kind, readonly Page[]>> = {
  view: everywhere,
  concern: everywhere,
  question: ["desk", "speaker"],
  risk: everywhere,
  opportunity: everywhere,
  mechanism: everywhere,
  practice: everywhere,
  shortfall: everywhere,
  measure: everywhere,
  case: everywhere,
  placement: everywhere,
  "title-after": ["desk"],
};

const written = (name: keyof Asks, label: Key, max = 160): Ask => ({ name, label, form: "text", max });

const onWhom: readonly Ask[] = [
  {
    name: "falls", label: "asks.falls", form: "checks",
    values: ["citizens", "vulnerable", "civil-society", "business", "technical", "government", "law-enforcement"],
  },
  written("service", "asks.service", 80),
  { name: "privacy", label: "asks.privacy", form: "select", values: ["weakened", "default"] },
];
const acts = written("acts", "asks.acts");
const of: Ask = { name: "of", label: "asks.of", form: "select" };

const asks: Partial<Record<Kind, readonly Ask[]>> = {
  risk: onWhom,
  opportunity: onWhom,
  mechanism: [written("sees", "asks.sees"), written("orders", "asks.orders"), written("safeguard", "asks.safeguard"), written("breaks", "asks.breaks")],
  practice: [acts],
  shortfall: [of, acts],
  measure: [of, acts],
  question: [{ name: "to", label: "asks.to", form: "select" }],
};

/** asksOf are the fields of a kind beside its sentence. */
export function asksOf(kind: Kind): readonly Ask[] {
  return asks[kind] ?? [];
}

/** kindsOn are the kinds that a page offers, in its order. */
export function kindsOn(page: Page): Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((k) => kinds[k]?.includes(page));
}
