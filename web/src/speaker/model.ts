// What the speaker's page shares: the live sections, this seat's own, and the
// outbox of what the seat did.
import { computed, effect, signal } from "@preact/signals-core";
import { roomID } from "../lib/dom";
import { Live } from "../lib/live";
import { Outbox } from "../lib/outbox";
import { Sender } from "../lib/sender";
import type { Me } from "../lib/types";

export const room = roomID();
export const live = new Live("phone");

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const statements = live.section("statements");
export const questions = live.section("questions");
const decided = live.section("decided");

/** me is this seat's own; undefined until the server has answered. */
export const me = signal<Me | undefined>(undefined);
/** stranger: this browser has no seat in the room any more. */
export const stranger = signal(false);

export const seat = computed(() => me.value?.seat?.id ?? "");
export const isLive = computed(() => session.value.phase === "live");
export const isClosed = computed(() => session.value.phase === "closed");

/** turn is the running turn when it is this seat's. */
export const turn = computed(() => {
  const t = floor.value.running;
  return t && t.seat === seat.value && seat.value ? t : undefined;
});

export const outbox = new Outbox();

/** act keeps a command of this seat, to be sent. */
export function act(about: string, name: string, payload: Record<string, unknown>): void {
  void outbox.add(about, name, payload, "seat");
}

let asked = 0;

async function loadMe(): Promise<void> {
  const mine = ++asked;
  try {
    const r = await fetch(`/api/rooms/${room}/me`, { cache: "no-store" });
    if (!r.ok || mine !== asked) return;
    const now = (await r.json()) as Me;
    stranger.value = !now.seat;
    me.value = now;
  } catch {
    // The live line says that the connection is lost; reconnecting asks again.
  }
}

/** follow keeps this seat's own up to date, and sends what it did. */
export function follow(): void {
  live.start();
  void loadMe();
  const sender = new Sender(outbox, () => void loadMe());
  void sender.start();
  effect(() => {
    if (isClosed.value && outbox.items.value) void sender.forget();
  });
  // A card that the desk brought up is decided; ids stay in the list for a while.
  let seen = new Set<string>();
  effect(() => {
    const all = (decided.value.ids ?? "").split(" ");
    const fresh = all.filter((id) => !seen.has(id));
    seen = new Set(all);
    if (fresh.some((id) => me.peek()?.seat?.cards?.[id])) void loadMe();
  });
  let was = live.state.peek();
  effect(() => {
    if (live.state.value === "live" && was !== "live") void loadMe();
    was = live.state.value;
  });
  let roles = "";
  effect(() => {
    const now = table.value.seats?.[seat.value]?.roles ?? "";
    if (roles && now !== roles) void loadMe();
    roles = now;
  });
}
