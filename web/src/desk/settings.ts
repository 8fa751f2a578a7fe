// What is so until somebody sets it otherwise: the screen, the doors, the queue,
// the current question.
import type { Scene } from "../lib/scenes";
import type { Side } from "../lib/types";
import type { Kept, Shown } from "./offline";

type Fold = (s: Shown, k: Kept) => Shown;

/** settings are the commands, each with what it makes of what is shown. */
export const settings: Record<string, Fold> = {
  "screen.show": (s, { payload: p }) => ({ ...s, screen: { ...s.screen, scene: p.scene as Scene, item: p.item as string | undefined } }),
  "screen.blank": (s, { payload: p }) => ({ ...s, screen: { ...s.screen, blank: p.on === true } }),
  "door.close": (s, k) => door(s, "shut", k, true),
  "door.open": (s, k) => door(s, "shut", k, false),
  "door.slips": (s, k) => door(s, "wants", k, k.payload.on === true),
  "queue.open": (s) => ({ ...s, floor: { ...s.floor, queue_open: true } }),
  "queue.close": (s) => ({ ...s, floor: { ...s.floor, queue_open: false } }),
  "question.now": (s, k) => ({ ...s, session: { ...s.session, question: Number(k.payload.question) } }),
};

/** sidesOf are the sides whose door an act is about. */
export function sidesOf(k: Kept): Side[] {
  return k.payload.side ? [k.payload.side as Side] : ["onsite", "online"];
}

function door(s: Shown, of: "shut" | "wants", k: Kept, on: boolean): Shown {
  const others = (s.door[of] ?? "").split(" ").filter((x) => x && !sidesOf(k).includes(x as Side));
  return { ...s, door: { ...s.door, [of]: [...others, ...(on ? sidesOf(k) : [])].join(" ") } };
}

/** isReplaced says whether an act need not be sent any more, as a later one shows
 * something else: the hall does not see one scene after the other flash by. One that
 * follows on a turn begun here may have to wait for the desk, and replaces nothing. */
export function isReplaced(k: Kept, waiting: readonly Kept[]): boolean {
  const next = waiting.slice(waiting.indexOf(k) + 1).find((x) => x.name === k.name || x.turn);
  return k.name.startsWith("screen.") && next?.name === k.name;
}
