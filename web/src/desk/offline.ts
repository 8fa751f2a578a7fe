// What the desk shows while it has no network: the floor as it was last
// published, with what was done since. The order is frozen: the next is the next
// of the order that was last seen, and hands entered here go to its end.
import { Text, type Command } from "../lib/commands";
import { partEnd, parts } from "../lib/plan";
import type { Problem } from "../lib/problems";
import type { Door, Floor, FloorPolicy, Hand, Next, Queue, ScreenView, SessionView, Side, Turn } from "../lib/types";
import { settings } from "./settings";

/** Kept is an act that waits on this laptop to be sent. Turns and hands that it
 * made here have numbers and ids of this page, until the room has named them. */
export interface Kept extends Command {
  made: number; // room second at which it was done, by the local clock
  when: number; // the same as a wall clock's ms
  tried?: boolean; // it may have arrived
  hand?: Hand; // whom it is about, as last seen or as entered here
  turn?: number; // the number of the turn that it began
  id?: string; // the hand that it entered, as the room named it
  back?: Back; // the room did not take it
}

/** Back is why an act came back, and what can be entered in its place. */
export interface Back {
  problem: Problem;
  fix?: "override" | "enter" | "correct" | "again" | "instead";
  seconds: number; // how long the turn was that it began or ended
  until?: number; // room second at which that turn was over
  stands?: number; // the room has it all the same: the turn that it began, 0 for words
  unsure?: boolean; // the room may have it
}

/** What the acts are folded into. */
export interface Shown {
  floor: Partial<Floor>;
  queue: Partial<Queue>;
  session: Partial<SessionView>;
  screen: Partial<ScreenView>;
  door: Partial<Door>;
}

type Fold = (s: Shown, k: Kept, policy: Partial<FloorPolicy>) => Shown;

// What the room shows when it has it.
const later: Fold = (s) => s;

const keeps: Record<string, Fold> = {
  "turn.call": call,
  "turn.override": call,
  "turn.seat": (s, k, p) => begin(s, k, { kind: "panel", seat: String(k.payload.seat), length: seatLength(s, k.made, p) }),
  "turn.answer": (s, k, p) => begin(s, k, { kind: "answer", seat: String(k.payload.seat), to: s.floor.answers, length: p.answer ?? 0 }),
  "turn.end": (s, k) => onTurn(s, k, () => end(s, k.made)),
  "turn.absent": (s, k) => onTurn(s, k, () => absent(s, k.made)),
  "turn.pause": (s, k) => onTurn(s, k, (t) => (t.in_pause ? s : running(s, { ...t, in_pause: true, paused_at: k.made }))),
  "turn.resume": (s, k) => onTurn(s, k, (t) => (t.in_pause ? running(s, { ...t, in_pause: false, paused: t.paused + k.made - (t.paused_at ?? k.made) }) : s)),
  "turn.extend": (s, k) => onTurn(s, k, (t) => running(s, { ...t, length: t.length + Number(k.payload.seconds) })),
  "hand.add": waits,
  "hand.drop": (s, k) => without(s, String(k.payload.hand)),
  "part.next": part,
  ...settings,
  "door.sweep": later,
  "statement.add": later,
  "statement.count": later,
  "outcome.draft": later,
  "outcome.count": later,
  "presence.count": later,
};

/** isKept says whether a command is kept while there is no network. */
export function isKept(name: string): boolean {
  return Object.hasOwn(keeps, name);
}

/** whyNot names the reason for which a command is not kept. */
export function whyNot(name: string): "texts" | "votes" | "codes" | "rest" {
  if (/^(text|appeal|objection)\.|\.(publish|reject|hold|hide|restore)$/.test(name)) return "texts";
  if (/^(outcome|session)\.|^statement\.close$/.test(name)) return "votes";
  return /^(codes|helper|hub|seat|slips)\./.test(name) ? "codes" : "rest";
}

/** isOrdered says whether a command that is not kept must not overtake what is. */
export function isOrdered(name: string): boolean {
  return /^(turn|part|session|block)\.|^outcome\.(put|settle|drop|back)$|^order\.grant$|^statement\.close$/.test(name);
}

/** unfit is why an act cannot be kept: it is about a turn that has not the floor any
 * more, or whoever was called may still begin. */
export function unfit(k: Kept, floor: Partial<Floor>): Problem | undefined {
  const t = floor.running;
  if (/^turn\.(end|absent|pause|resume|extend)$/.test(k.name) && t?.n !== k.payload.turn) return { code: "stale", field: "turn" };
  return k.name === "turn.absent" && k.made < (t?.grace ?? Infinity) ? { code: "too_early", field: "turn" } : undefined;
}

/** keptOf is a command as it is kept, with whom it is about; undefined when that
 * is nobody who is known. payload is the command's with its words. */
export function keptOf(c: Command, payload: Record<string, unknown>, { floor, queue }: Shown, made: number, when: number): Kept | undefined {
  const whose = c.name === "turn.call" ? floor.next?.hand : c.payload.hand;
  const hand = c.name === "hand.add" ? entered(payload, made) : queue.hands?.[String(whose)];
  if (!hand && ["turn.call", "turn.override"].includes(c.name)) return undefined;
  const begins = "after" in c.payload && c.name !== "part.next";
  return {
    ...c, made, when, ...(hand && { hand }), ...(begins && { turn: (floor.last ?? 0) + 1 }),
    ...(c.name === "turn.call" && { payload: { ...c.payload, hand: whose } }),
  };
}

function entered(payload: Record<string, unknown>, at: number): Hand {
  const words = (v: unknown) => (v instanceof Text ? v.body : "");
  const read = words(payload.read);
  return {
    side: payload.side as Side, line: payload.line as string | undefined, who: { label: words(payload.label), person: payload.person as string | undefined },
    first: true, question: payload.question as number | undefined, at, ...(read && { read: true, words: read }),
  };
}

/** localHand is the id that this page gives to a hand entered without network. */
export function localHand(cmd: string): string {
  return `kept-${cmd}`;
}

/** project is what the desk shows: what the room last published, with the acts
 * that it does not have yet. An act that the room has, or that is not current,
 * changes nothing. */
export function project(s: Shown, kept: readonly Kept[], policy: Partial<FloorPolicy>): Shown {
  return kept.reduce((now, k) => keeps[k.name]?.(now, k, policy) ?? now, s);
}

function waits(s: Shown, k: Kept): Shown {
  const id = k.id ?? localHand(k.cmd);
  if (!k.hand || s.queue.hands?.[id]) return s;
  return order(s, { ...s.queue.hands, [id]: k.hand }, `${s.queue.order ?? ""} ${id}`.trim());
}

function running(s: Shown, t: Turn | undefined): Shown {
  return { ...s, floor: { ...s.floor, running: t } };
}

function onTurn(s: Shown, k: Kept, f: (t: Turn) => Shown): Shown {
  const t = s.floor.running;
  return t && t.n === k.payload.turn ? f(t) : s;
}

function end(s: Shown, at: number): Shown {
  const t = s.floor.running;
  if (!t) return s;
  const over = { ...t, over: true, in_pause: false, seconds: Math.max(0, (t.in_pause ? (t.paused_at ?? at) : at) - t.start - t.paused) };
  return running({ ...s, floor: { ...s.floor, undo: undefined, recent: { ...s.floor.recent, [t.n]: over } } }, undefined);
}

/** absent ends a turn that nobody began. The next of its side comes first; the hand
 * is back when the room says so, which keeps its place only once. */
function absent(s: Shown, at: number): Shown {
  const { side, n } = s.floor.running ?? {};
  const after = end(s, at);
  const { hands = {}, order: ids = "" } = after.queue;
  const [next] = ids.split(" ").filter((id) => hands[id]?.side === side && !hands[id]?.waits && !hands[id]?.out);
  const gone = { ...after, floor: { ...after.floor, recent: { ...after.floor.recent, [n ?? 0]: { ...after.floor.recent?.[n ?? 0] as Turn, void: true } } } };
  return next ? order(gone, hands, [next, ...ids.split(" ").filter((id) => id !== next)].join(" ")) : gone;
}

function begin(s: Shown, k: Kept, t: Pick<Turn, "kind" | "length"> & Partial<Turn>): Shown {
  if (k.payload.after !== (s.floor.last ?? 0)) return s;
  const n = k.turn ?? (s.floor.last ?? 0) + 1;
  const after = end(s, k.made);
  const turn = { n, start: k.made, question: s.session.question ?? 0, paused: 0, in_pause: false, first: false, ...t };
  return running({ ...after, floor: { ...after.floor, undo: undefined, last: n, ...(k.hand && { answers: n }) } }, turn);
}

/** seatLength is a seat's time as the room will reckon it: a share of the panel,
 * what is left of opening and closing, else as long as anybody's turn. */
function seatLength({ session }: Shown, at: number, p: Partial<FloorPolicy>): number {
  const part = session.part ?? "opening";
  if (part === "audience") return p.turn ?? 0;
  return Math.max(30, Math.floor((partEnd(session, part) - at) / (part === "panel" ? session.left || 1 : 1)));
}

function call(s: Shown, k: Kept, p: Partial<FloorPolicy>): Shown {
  const h = k.hand;
  if (!h || k.payload.after !== (s.floor.last ?? 0)) return s;
  const hand = String(k.payload.hand);
  const grace = k.made + ((h.side === "online" ? p.grace_online : p.grace_onsite) ?? 0);
  const length = (p.turn ?? 0) * (h.access ? 2 : 1);
  return without(begin(s, k, {
    kind: k.name === "turn.call" ? "audience" : "override", why: k.payload.why as string | undefined, length, grace, hand,
    side: h.side, line: h.line, who: h.who, first: h.first, question: s.session.question || h.question || 0, read: h.words,
  }), hand);
}

function without(s: Shown, hand: string): Shown {
  if (!s.queue.hands?.[hand]) return s;
  const { [hand]: _, ...hands } = s.queue.hands;
  return order(s, hands, (s.queue.order ?? "").split(" ").filter((id) => id !== hand).join(" "));
}

/** callable is how many of the hands count as waiting: not those of people who are
 * kept off the floor. */
export function callable(hands: Record<string, Hand> | undefined): number {
  return Object.values(hands ?? {}).filter((h) => h.waits !== "barred").length;
}

/** order puts a queue, and names the next two of it. */
function order(s: Shown, hands: Record<string, Hand>, ids: string): Shown {
  const total = Math.max(0, (s.queue.total ?? 0) + callable(hands) - callable(s.queue.hands));
  const [next, second] = ids.split(" ").flatMap((id): Next[] => {
    const h = hands[id];
    return h && !h.waits && !h.out ? [{ hand: id, side: h.side, line: h.line, who: h.who, first: h.first, question: h.question, read: h.read, why: "frozen" }] : [];
  });
  return { ...s, queue: { ...s.queue, hands, order: ids, total }, floor: { ...s.floor, next, second } };
}

function part(s: Shown, k: Kept): Shown {
  const next = parts[parts.indexOf(s.session.part ?? "opening") + 1];
  if (!next || k.payload.after !== s.session.part) return s;
  const over = end(s, k.made);
  return { ...over, session: { ...over.session, part: next, since: k.made } };
}
