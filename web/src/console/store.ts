// What the console keeps in this browser alone: who is in the meeting tool, which
// lines of the chat were read and which of them wait, and how the chat answered.
// It is taken away when the room closes, or by a key.
import { signal } from "@preact/signals-core";
import { dropList, listName as name } from "../lib/list";
import type { Choice } from "../lib/types";
import type { Line } from "./chat";
import type { Entry } from "./names";

/** Answers of a chat by name; the last of each counts. */
export type Answers = Record<string, Choice>;

interface Kept {
  people: Entry[];
  /** seen are marks of lines that were read before. */
  seen: string[];
  /** lines are those that wait for somebody to do something with them. */
  lines: Line[];
  /** votes are the chat's answers by what was voted on. */
  votes: Record<string, Answers>;
}

const empty: Kept = { people: [], seen: [], lines: [], votes: {} };
const mostSeen = 20_000;
const mostLines = 2_000;

export const kept = signal<Kept>(read());
/** durable is false where the browser stores nothing: then the list lives as long
 * as the page. */
export const durable = signal(true);

function read(): Kept {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Kept>) };
  } catch {
    return empty;
  }
}

export function keep(change: Partial<Kept>): void {
  kept.value = { ...kept.peek(), ...change };
  try {
    const { seen, lines } = kept.peek();
    localStorage.setItem(name, JSON.stringify({ ...kept.peek(), seen: seen.slice(-mostSeen), lines: lines.slice(-mostLines), at: Date.now() }));
  } catch {
    durable.value = false;
  }
}

export function forget(): void {
  kept.value = empty;
  if (!dropList()) durable.value = false;
}

// Another tab of this browser shows the same list.
addEventListener("storage", (e) => {
  if (e.key === name) kept.value = read();
});

/** mark is a short mark of a line, to know it again. */
export function mark(line: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
