// What the console's panels share: the live sections of the desk, this seat's
// rights, and its acts on their way.
import { computed, effect, signal } from "@preact/signals-core";
import { commandID } from "../lib/commands";
import { SeatPage } from "../lib/seat";
import type { Who } from "../lib/types";
import { t } from "../lib/words";
import { forget } from "./store";

const page = new SeatPage("desk");
export const { room, live, me, stranger, outbox, act } = page;

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const queue = live.section("queue");
export const statements = live.section("statements");
export const outcomes = live.section("outcomes");
export const screen = live.section("screen");
export const desk = live.section("desk");

export const isClosed = computed(() => session.value.phase === "closed");

/** may says whether this seat may send a command now. */
export function may(name: string): boolean {
  return me.value?.seat?.may?.[name] === true && !isClosed.value;
}

/** status is the one sentence about what was done last. */
export const status = signal("");

/** fresh is an id for something new. */
export function fresh(what: string): string {
  return `${what}:${commandID()}`;
}

/** called is what the console calls somebody by. */
export function called(who: Who | undefined): string {
  const number = who?.guest ? t("word.guest", { n: who.guest }) : "";
  const name = who?.name || who?.label || "";
  return name && number ? `${name} · ${number}` : name || number || t("console.somebody");
}

/** published is what others may read of somebody on a side: whom the console entered
 * is called as in the meeting tool. A name typed on a phone stays the desk's, and so
 * does how it recognises somebody in the room: "". */
export function published(who: Who | undefined, side: string | undefined): string {
  if (who?.guest) return who.name || t("word.guest", { n: who.guest });
  return side === "onsite" ? who?.name ?? "" : called(who);
}

export function follow(): void {
  page.follow();
  effect(() => {
    if (isClosed.value || live.state.value === "gone") {
      forget();
      status.value = "";
    }
    if (isClosed.value && outbox.items.value) void page.sender.forget();
  });
}
