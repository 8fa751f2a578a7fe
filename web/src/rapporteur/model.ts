// What the rapporteur's page shares: the live sections, what this seat may do,
// the outbox of what it wrote, and what the rule proposes for the form.
import { computed, effect, signal } from "@preact/signals-core";
import { commandID } from "../lib/commands";
import { SeatPage } from "../lib/seat";
import type { FieldName } from "../lib/types";

const page = new SeatPage("rapporteur");
export const { room, live, me, stranger, seat, outbox, act } = page;

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const statements = live.section("statements");
export const questions = live.section("questions");
export const outcomes = live.section("outcomes");
export const standings = live.section("standings");
/** own is what this page alone holds. */
export const own = live.section("rapporteur");

export const isClosed = computed(() => session.value.phase === "closed");

/** may says whether this seat may send a command now. Notes and the form are
 * written after the close too. */
export function may(name: string): boolean {
  const late = name.startsWith("note.") || name === "form.set";
  return me.value?.seat?.may?.[name] === true && (late || !isClosed.value);
}

/** written is an id for something new, until the room gives it its own. */
export function written(what: string): string {
  return `${what}:new:${commandID()}`;
}

/** asked is a statement, question or reason by its id. */
export function asked(id: string | undefined) {
  return id ? (statements.value.all?.[id] ?? questions.value.all?.[id]) : undefined;
}

/** seatName is a seat's name, "" where it was withheld. */
export function seatName(id: string | undefined): string {
  return table.value.seats?.[id ?? ""]?.name ?? "";
}

interface Proposals {
  lang: string;
  fields: Record<FieldName, string>;
}

/** proposals are undefined until the server has answered. */
export const proposals = signal<Proposals | undefined>(undefined);

async function propose(): Promise<void> {
  try {
    const r = await fetch(`/api/rooms/${room}/form`, { cache: "no-store" });
    if (r.ok) proposals.value = (await r.json()) as Proposals;
  } catch {
    // The live line says that the connection is lost; the next change asks again.
  }
}

// What the rule proposes changes with the record: asked for once things rest.
const rest = 3000;

export function follow(): void {
  page.follow();
  void propose();
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    void [statements.value, questions.value, outcomes.value, own.value.record_order, session.value.phase, live.state.value];
    clearTimeout(timer);
    timer = setTimeout(() => void propose(), rest);
  });
}
