// The phone's state: the shared frame, what is this browser's own, and the
// outbox. What is one's own is asked for after own acts, and when the frame
// says that something one holds was decided.
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
export const outcomes = live.section("outcomes");
export const balance = live.section("balance");
const decided = live.section("decided");

export const outbox = new Outbox((item) => {
  // A refusal mostly means that the room is not as this page thought.
  if (item.state === "recorded" || item.problem) void askMine();
});

let asked = 0;

/** askMine gets what is this browser's own. */
export async function askMine(): Promise<void> {
  const mine = ++asked;
  try {
    const r = await fetch(`/api/rooms/${room}/me`, { cache: "no-store" });
    if (r.ok && mine === asked) me.value = (await r.json()) as Me;
  } catch {
    // The live line says that the connection is lost; reconnecting asks again.
  }
}

let soon: ReturnType<typeof setTimeout> | undefined;

/** askMineSoon asks within a random three seconds, so that a hall of phones
 * does not ask at once. */
function askMineSoon(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    void askMine();
  }, Math.random() * 3000);
}

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

export const banned = computed(() => me.value.voice?.banned === true || me.value.voice?.muted === true);

/** follow keeps what is one's own up to date. */
export function follow(): void {
  effect(() => {
    if (myHand.value) held = myHand.value.id;
  });
  // Whoever has the floor, or is next, may have the phone in the pocket.
  const called = computed(() => myTurn.value?.n ?? (floor.value.opened && myHand.value && floor.value.next?.hand === myHand.value.id ? -1 : 0));
  effect(() => {
    if (called.value && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(called.value > 0 ? [200, 100, 200] : 200);
  });
  // Ids stay in the list for a while; each is acted on once.
  let seen = new Set<string>();
  effect(() => {
    const all = (decided.value.ids ?? "").split(" ");
    const ids = new Set(all.filter((id) => !seen.has(id)));
    seen = new Set(all);
    const mine = me.peek();
    const held = [...Object.keys(mine.statements), ...Object.keys(mine.objections), mine.voice?.hand?.id, mine.voice?.order?.id];
    if (held.some((id) => id && ids.has(id))) askMineSoon();
  });
  let turn = floor.peek().running?.n;
  let place = myPlace.peek();
  effect(() => {
    if (myPlace.value !== place && myHand.peek()) askMineSoon();
    place = myPlace.value;
  });
  effect(() => {
    // The end of one's own turn, and a call, change what one may do next.
    const running = floor.value.running?.n;
    if (running !== turn && (myTurn.peek() || me.peek().voice?.turn)) askMineSoon();
    turn = running;
  });
  let state = live.state.peek();
  effect(() => {
    if (live.state.value === "live" && state !== "live" && state !== "connecting") askMineSoon();
    state = live.state.value;
  });
  effect(() => {
    if (session.value.phase === "closed" && outbox.items.value) void outbox.forget();
  });
  // A part that begins early changes every expected wait.
  const where = () => `${session.value.phase} ${session.value.part} ${session.value.audience} ${session.value.closing}`;
  let last = where();
  effect(() => {
    if (where() !== last && (myHand.peek() || session.peek().phase === "closed")) askMineSoon();
    last = where();
  });
}

/** ahead is how many seconds from now an instant given as seconds from the
 * last answer is. */
export function ahead(seconds: number): number {
  return Math.max(0, me.value.at + seconds - now.value);
}
