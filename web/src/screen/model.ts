// The sections that the projector shows.
import { computed } from "@preact/signals";
import { roomID } from "../lib/dom";
import { Live } from "../lib/live";
import { t, td } from "../lib/words";
import type { Turn, Who } from "../lib/types";
import { nameOf } from "../ui/common";

export const room = roomID();
export const live = new Live("screen");
export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const queue = live.section("queue");
export const statements = live.section("statements");
export const questions = live.section("questions");
export const outcomes = live.section("outcomes");
export const standings = live.section("standings");
export const moderation = live.section("moderation");
export const screen = live.section("screen");

export const zone = computed(() => info.value.zone);

export function sideName(side: string | undefined, line?: string): string {
  const name = side === "onsite" ? t("screen.side.onsite") : t("screen.side.online");
  return line && side === "onsite" ? `${name}, ${line}` : name;
}

export function seatName(id: string): string {
  const s = table.value.seats?.[id];
  if (!s) return t("word.at_the_table");
  return s.name || s.roles.split(" ").map((r) => td("role", r)).join(t("word.comma"));
}

/** speaker is who holds a turn; somebody without name or number is called by
 * where they speak from. */
export function speaker(turn: Turn): string {
  if (turn.seat) return seatName(turn.seat);
  const known = turn.who?.name || turn.who?.guest;
  return known ? nameOf(turn.who) : sideName(turn.side, turn.line);
}

/** nextOf is the first waiting person of a side; undefined when nobody waits
 * there. */
export function nextOf(side: "onsite" | "online"): Who | undefined {
  const q = queue.value;
  for (const id of (q.order ?? "").split(" ")) {
    const h = q.hands?.[id];
    if (h && h.side === side && !h.waits && !h.out) return h.who ?? {};
  }
  return undefined;
}
