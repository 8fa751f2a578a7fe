// The phone's state: the shared frame, what is this browser's own, and the
// outbox.
import { computed, effect, signal } from "@preact/signals-core";
import { now } from "../lib/clock";
import { inlined, roomID } from "../lib/dom";
import { Live } from "../lib/live";
import { Outbox } from "../lib/outbox";
import type { Me, MyHand } from "../lib/types";

export const room = roomID();
export const live = new Live("phone");
export const me = signal<Me>(inlined<Me>("me") ?? { joined: false, statements: {}, objections: {}, epoch: 0, at: 0 });

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const queue = live.section("queue");
export const statements = live.section("statements");
export const questions = live.section("questions");
export const outcomes = live.section("outcomes");
export const standings = live.section("standings");
export const balance = live.section("balance");
export const moderation = live.section("moderation");
export const decided = live.section("decided");

export const outbox = new Outbox();

/** more is what the page loads after its first picture; undefined until then. */
export const more = signal<typeof import("./more") | undefined>(undefined);

export const myHand = computed<MyHand | undefined>(() => me.value.voice?.hand ?? undefined);

/** myPlace counts from 1, from the shared queue; those further back know it
 * from their last answer. 0: the hand cannot be called now. */
export const myPlace = computed(() => {
  const hand = myHand.value;
  if (!hand) return 0;
  const queued = queue.value.hands?.[hand.id];
  return queued ? (queued.place ?? 0) : hand.place;
});

/** myTurn is the running turn when it is one's own: as a voice or as a seat. */
export const myTurn = computed(() => {
  const turn = floor.value.running;
  if (!turn) return undefined;
  const voice = me.value.voice;
  const own = turn.seat
    ? turn.seat === me.value.seat?.id
    : voice !== undefined && (turn.n === voice.turn || (turn.hand !== undefined && turn.hand === held) || turn.who?.guest === voice.guest);
  return own ? turn : undefined;
});

// The id of the hand that was up last: the turn that it became names it.
let held: string | undefined;
effect(() => {
  if (myHand.value) held = myHand.value.id;
});

/** banned is out of everything that a voice does; offFloor is muted or banned. */
export const banned = computed(() => me.value.voice?.banned === true);
export const offFloor = computed(() => banned.value || me.value.voice?.muted === true);

/** waits: what one writes here waits for the moderators. */
export const waits = computed(() => info.value.hold === true || me.value.voice?.muted === true);

/** ahead is how many seconds from now an instant given as seconds from the
 * last answer is. */
export function ahead(seconds: number): number {
  return Math.max(0, me.value.at + seconds - now.value);
}
