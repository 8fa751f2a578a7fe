// What a statement of each kind is written with, and where it is offered.
import type { Kind } from "./types";
import type { Key } from "./words";

export type Page = "phone" | "desk";

/** Field is one text of a statement, by its name in the payload; max is in
 * characters. */
export interface Field {
  name: string;
  label: Key;
  max: number;
}

interface Row {
  pages: readonly Page[];
  fields: readonly Field[]; // the sentence first
}

/** sentence is the text that every kind has. */
export const sentence: Field = { name: "text", label: "more.write.text", max: 280 };

const said = (...pages: Page[]): Row => ({ pages, fields: [sentence] });

const kinds: Partial<Record<Kind, Row>> = {
  view: said("phone", "desk"),
  concern: said("phone", "desk"),
  risk: said("phone", "desk"),
  opportunity: said("phone", "desk"),
  mechanism: said("phone", "desk"),
  "title-after": said("desk"),
};

/** kindsOn are the kinds that a page offers, in its order. */
export function kindsOn(page: Page): Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((k) => kinds[k]?.pages.includes(page));
}

/** fieldsOf are the texts that a statement of the kind is written with. */
export function fieldsOf(kind: Kind): readonly Field[] {
  return kinds[kind]?.fields ?? [sentence];
}
