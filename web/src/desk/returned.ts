// What becomes of kept acts when they are sent: the numbers that the room gave
// take the place of the page's, and what was not taken comes back to be entered
// otherwise or dropped.
import type { Problem } from "../lib/problems";
import type { Floor, Outcomes, Queue, Statements, Turn } from "../lib/types";
import { localHand, type Back, type Kept } from "./offline";
import { settings, sidesOf } from "./settings";

/** There is the room as it has it itself. */
interface There {
  floor: Partial<Floor>;
  queue: Partial<Queue>;
  statements: Partial<Statements>;
  outcomes: Partial<Outcomes>;
}

// A turn that began so many seconds from when an act was done may be that act's.
const near = 30;

type Renamed = Partial<Record<"turn" | "after" | "hand", [from: unknown, to: unknown]>>;

function rename(kept: readonly Kept[], names: Renamed): Kept[] {
  return kept.map((k) => {
    const payload = { ...k.payload };
    for (const [field, [from, to]] of Object.entries(names)) if (payload[field] === from) payload[field] = to;
    const { turn } = names;
    if (turn && Array.isArray(payload.turns)) payload.turns = payload.turns.map((n) => (n === turn[0] ? turn[1] : n)).filter(Boolean);
    return { ...k, payload };
  });
}

/** taken is what stays kept after the room took the act and answered facts. */
export function taken(kept: readonly Kept[], cmd: string, facts: Record<string, unknown>): Kept[] {
  const k = kept.find((x) => x.cmd === cmd);
  const rest = kept.filter((x) => x.cmd !== cmd);
  if (k?.turn && typeof facts.turn === "number") return rename(rest, { turn: [k.turn, facts.turn], after: [k.turn, facts.turn] });
  if (k?.name === "hand.add" && facts.hand) return rename(rest, { hand: [localHand(cmd), facts.hand] });
  return rest;
}

/** tellsOf is an act that the room took as it is shown until the room's view has
 * it, with the room's own names; none where showing it twice would change more
 * than showing it once. */
export function tellsOf(k: Kept, facts: Record<string, unknown>): Kept | undefined {
  if (k.name === "turn.extend") return undefined;
  if (k.name === "hand.add") return facts.hand ? { ...k, id: String(facts.hand) } : undefined;
  return k.turn && typeof facts.turn === "number" ? { ...k, turn: facts.turn } : k;
}

/** renewed is what is kept after an act was given another id. */
export function renewed(kept: readonly Kept[], from: string, to: string): Kept[] {
  return rename(kept, { hand: [localHand(from), localHand(to)] }).map((k) => (k.cmd === from ? { ...k, cmd: to } : k));
}

/** dropped is what stays when an act goes without having been done: what was
 * done to the turn or to the hand that it made goes with it. What was said in
 * the turn stays. */
export function dropped(kept: readonly Kept[], cmd: string): Kept[] {
  const rest = kept.filter((x) => x.cmd !== cmd);
  return withdrawn(rest, kept.find((x) => x.cmd === cmd));
}

function withdrawn(rest: readonly Kept[], k: Kept | undefined): Kept[] {
  if (!k?.turn) return [...rest];
  const stays = rest.filter((x) => x.payload.turn !== k.turn || x.name === "statement.add");
  return rename(stays, { after: [k.turn, k.payload.after], turn: [k.turn, undefined] });
}

/** refused is what is kept after the room refused the act. A call that the rule
 * does not name any more waits, with all that follows it, to be entered as the
 * desk's own call; one that does not know of a turn is over, as far as the room
 * goes, and can be entered as a turn given outside. What was written stays, to be
 * sent again, and what was counted or set at a door, to be sent in place of what
 * came later. What is so already is done, and so is what turns out to have arrived
 * though its id is forgotten. Of what was done at both doors each half goes by itself,
 * the second by the id spare. */
export function refused(kept: readonly Kept[], cmd: string, problem: Problem, room: There, now: number, spare: string): Kept[] {
  const k = kept.find((x) => x.cmd === cmd);
  if (!k) return [...kept];
  if (problem.code === "already" && Object.hasOwn(settings, k.name)) return dropped(kept, cmd);
  if (problem.code === "stale" && atDoor(k) && !k.payload.side) {
    const halves = sidesOf(k).map((side, i) => ({ ...k, ...(i && { cmd: spare, tried: false }), payload: { ...k.payload, side } }));
    return kept.flatMap((x) => (x.cmd === cmd ? halves : [x]));
  }
  const stands = problem.code === "too_old" ? standing(k, room) : undefined;
  if (stands !== undefined) {
    const rest = k.turn ? rename(kept, { turn: [k.turn, stands], after: [k.turn, stands] }) : kept;
    return rest.map((x) => (x.cmd === cmd ? { ...k, back: { problem, seconds: 0, stands }, turn: undefined } : x));
  }
  const back = backOf(k, kept, problem, room, now);
  if (back.fix === "override") return kept.map((x) => (x.cmd === cmd ? { ...x, back } : x));
  return withdrawn(kept, k).map((x) => (x.cmd === cmd ? { ...x, back, turn: undefined } : x));
}

const atDoor = (k: Kept) => k.name.startsWith("door.");

function turnsOf(floor: Partial<Floor>): Turn[] {
  return [...Object.values(floor.recent ?? {}), ...(floor.running ? [floor.running] : [])];
}

/** standing is the turn that the act began in the room, 0 when its words stand
 * there; undefined when neither does. */
function standing(k: Kept, { floor, statements, outcomes }: There): number | undefined {
  const is = (t: Turn) => !t.void && Math.abs(t.start - k.made) <= near && (k.hand ? t.hand === k.payload.hand : t.seat === k.payload.seat);
  if (k.turn) return turnsOf(floor).find(is)?.n;
  const all: { text: string }[] = Object.values((k.name === "outcome.draft" ? outcomes.all : k.name === "statement.add" ? statements.all : undefined) ?? {});
  return all.some((x) => x.text === k.texts[0]?.body) ? 0 : undefined;
}

/** isEarlier says whether the turns that the room still shows all began after an act. */
function isEarlier(k: Kept, floor: Partial<Floor>): boolean {
  const shown = Object.values(floor.recent ?? {});
  return shown.length > 0 && shown.every((t) => t.start > k.made);
}

function backOf(k: Kept, kept: readonly Kept[], problem: Problem, { floor, queue }: There, now: number): Back {
  if (k.name === "turn.end") {
    const t = floor.recent?.[Number(k.payload.turn)];
    const seconds = t ? k.made - t.start - t.paused : 0;
    return { problem, seconds, ...(t?.over && !t.void && seconds > 0 && t.seconds !== seconds && { fix: "correct" }) };
  }
  if ((k.name.endsWith(".count") || atDoor(k)) && problem.code === "stale") return { problem, seconds: 0, fix: "instead" };
  if (k.name === "outcome.draft" || k.name === "statement.add") return { problem, seconds: 0, fix: "again" };
  // Only what may have arrived is refused as too old: see Keeping.
  const unsure = problem.code === "too_old" && (!k.turn || isEarlier(k, floor));
  if (!k.turn || !k.hand || kept.some((x) => x.name === "turn.absent" && x.payload.turn === k.turn)) return { problem, seconds: 0, unsure };
  const until = overAt(kept, k, now);
  const seconds = Math.max(1, until - k.made - paused(kept, k.turn, until));
  const waits = problem.code === "stale" && k.payload.after === (floor.last ?? 0) && !!queue.hands?.[String(k.payload.hand)];
  return { problem, seconds, until, unsure, fix: waits && k.name === "turn.call" ? "override" : "enter" };
}

/** overAt is the second at which a turn that began here was over: it was ended,
 * or another began, or it still lasts. */
function overAt(kept: readonly Kept[], k: Kept, now: number): number {
  const later = kept.find((x) => (x.name === "turn.end" && x.payload.turn === k.turn) || (x.turn && x.payload.after === k.turn));
  return later?.made ?? now;
}

function paused(kept: readonly Kept[], turn: number, until: number): number {
  let sum = 0, since: number | undefined;
  for (const k of kept.filter((x) => x.payload.turn === turn)) {
    if (k.name === "turn.pause") since = k.made;
    if (k.name === "turn.resume" && since !== undefined) [sum, since] = [sum + k.made - since, undefined];
  }
  return since === undefined ? sum : sum + until - since;
}
