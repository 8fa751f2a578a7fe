// The outcome that is being written: a new one or one that is there, and what it
// cites.
import { signal } from "@preact/signals-core";
import type { Entry } from "../lib/types";
import { outcomes } from "./model";

export interface Writing {
  id: string; // of the outcome; "" a new one
  statements: string[];
  turns: number[];
}

/** writing is undefined while the editor is shut. */
export const writing = signal<Writing | undefined>(undefined);

/** write opens the editor, for a new outcome unless one is named. */
export function write(id = ""): void {
  const o = outcomes.value.all?.[id];
  const words = (list: string | undefined) => (list ?? "").split(" ").filter(Boolean);
  writing.value = { id, statements: words(o?.statements), turns: words(o?.turns).map(Number) };
}

/** fixed says whether the sentence was read out: it and what it cites stay. */
export function fixed(id: string): boolean {
  return outcomes.value.all?.[id]?.read ?? false;
}

/** cite adds what the entry names to the outcome that is being written, or to a
 * new one. */
export function cite(e: Entry): void {
  if (!writing.value || fixed(writing.value.id)) write();
  const w = writing.value;
  if (!w) return;
  const add = <T>(all: T[], one: T | undefined) => (one && !all.includes(one) ? [...all, one] : all);
  writing.value = { ...w, statements: add(w.statements, e.statement), turns: add(w.turns, e.statement ? undefined : e.turn) };
  document.getElementById("outcomes")?.scrollIntoView({ block: "nearest" });
}

/** uncite takes one of them off again. */
export function uncite(what: string | number): void {
  const w = writing.value;
  if (w) writing.value = { ...w, statements: w.statements.filter((x) => x !== what), turns: w.turns.filter((x) => x !== what) };
}
