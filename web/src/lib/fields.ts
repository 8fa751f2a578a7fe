// What a statement of each kind is written with, and where it is offered.
import type { Asks, Kind } from "./types";
import type { Key } from "./words";

export type Page = "phone" | "desk" | "speaker";

/** Field is one text of a statement, by its name in the payload; max is in
 * characters. */
export interface Field {
  name: string;
  label: Key;
  max: number;
}

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

interface Row {
  pages: readonly Page[];
  fields: readonly Field[]; // the sentence first
}

/** sentence is the text that every kind has. */
export const sentence: Field = { name: "text", label: "more.write.text", max: 280 };

const said = (...pages: Page[]): Row => ({ pages, fields: [sentence] });

const kinds: Partial<Record<Kind, Row>> = {
  view: said("phone", "desk", "speaker"),
  concern: said("phone", "desk", "speaker"),
  question: said("desk", "speaker"),
  risk: said("phone", "desk", "speaker"),
  opportunity: said("phone", "desk", "speaker"),
  mechanism: said("phone", "desk", "speaker"),
  practice: said("phone", "desk", "speaker"),
  shortfall: said("phone", "desk", "speaker"),
  measure: said("phone", "desk", "speaker"),
  case: said("phone", "desk", "speaker"),
  placement: said("phone", "desk", "speaker"),
  "title-after": said("desk"),
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
  return (Object.keys(kinds) as Kind[]).filter((k) => kinds[k]?.pages.includes(page));
}

/** fieldsOf are the texts that a statement of the kind is written with. */
export function fieldsOf(kind: Kind): readonly Field[] {
  return kinds[kind]?.fields ?? [sentence];
}
