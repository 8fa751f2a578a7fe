// Keeping what is one's own up to date: it is asked for after own acts
// (send.ts), and when the frame says that something one holds was decided.
import { computed, effect, untracked } from "@preact/signals-core";
import { now } from "../lib/clock";
import type { Me } from "../lib/types";
import { decided, floor, live, me, myHand, myPlace, myTurn, outbox, room, session, standings, statements } from "./room";
import { followDrawn } from "./next";
import { followPicture } from "./standing";
import { mine as answerTo } from "./vote";

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

/** forget drops what this browser knows of its answer to a statement, until the
 * room says what it has. */
function forget(id: string): void {
  asked++; // what is on its way may be older
  askMineSoon();
  const { ballot } = me.peek();
  if (ballot) {
    const { [id]: _, ...votes } = ballot.votes;
    const { [id]: __, ...weights } = ballot.weights ?? {};
    me.value = { ...me.peek(), ballot: { ...ballot, votes, weights } };
  }
  void outbox.keep((items) => items.filter((i) => i.about !== `vote:${id}` && i.about !== `weigh:${id}`));
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

/** follow keeps what is one's own up to date. */
export function follow(): void {
  // What was decided while all this was on its way is in no list any more.
  const { at } = me.peek();
  if (!at) void askMine();
  else if (now.peek() > at + 2) askMineSoon();
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
    const held = [...Object.keys(mine.statements), ...Object.keys(mine.objections), mine.voice?.hand?.id, mine.voice?.order?.id, mine.voice?.mark];
    if (held.some((id) => id && ids.has(id))) askMineSoon();
  });
  // A card that was taken back, changed and shown again is answered anew; its
  // answers stay when it was not changed.
  const was = new Map<string, string>();
  effect(() => {
    for (const [id, s] of Object.entries(statements.value.all ?? {})) {
      if (s.hidden) continue;
      const is = `${s.at} ${s.kind} ${s.text}`;
      if ((was.get(id) ?? is) !== is) untracked(() => answerTo(id) && forget(id));
      was.set(id, is);
    }
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
  followDrawn();
  followPicture();
  // In a new picture one may stand elsewhere.
  let picture = standings.peek().at;
  effect(() => {
    if (standings.value.at !== picture && me.peek().ballot) askMineSoon();
    picture = standings.value.at;
  });
  effect(() => {
    if (me.value.ballot?.placing) setTimeout(askMineSoon, 8000);
  });
  // A part that begins early changes every expected wait.
  const where = () => `${session.value.phase} ${session.value.part} ${session.value.audience} ${session.value.closing}`;
  let last = where();
  effect(() => {
    if (where() !== last && (myHand.peek() || session.peek().phase === "closed")) askMineSoon();
    last = where();
  });
}
