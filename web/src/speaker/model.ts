// What the speaker's page shares: the live sections, this seat's own, and the
// outbox of what the seat did.
import { computed, effect } from "@preact/signals-core";
import { SeatPage } from "../lib/seat";

const page = new SeatPage("phone");
export const { room, live, me, stranger, seat, outbox, act } = page;

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const statements = live.section("statements");
export const questions = live.section("questions");
const decided = live.section("decided");

export const isLive = computed(() => session.value.phase === "live");
export const isClosed = computed(() => session.value.phase === "closed");

/** turn is the running turn when it is this seat's. */
export const turn = computed(() => {
  const t = floor.value.running;
  return t && t.seat === seat.value && seat.value ? t : undefined;
});

/** follow keeps this seat's own up to date, and sends what it did. */
export function follow(): void {
  page.follow();
  effect(() => {
    if (isClosed.value && outbox.items.value) void page.sender.forget();
  });
  // A card that the desk brought up is decided; ids stay in the list for a while.
  let seen = new Set<string>();
  effect(() => {
    const all = (decided.value.ids ?? "").split(" ");
    const fresh = all.filter((id) => !seen.has(id));
    seen = new Set(all);
    if (fresh.some((id) => me.peek()?.seat?.cards?.[id])) void page.load();
  });
}
