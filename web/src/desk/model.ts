// What every panel of the desk shares: the live sections, what this seat may
// do, commands on their way and what became of the last one.
import { computed, effect, signal } from "@preact/signals";
import { roomNow } from "../lib/clock";
import { command, hashing, type Command } from "../lib/commands";
import { acting, type Acted, type Answer } from "../lib/post";
import { roomID } from "../lib/dom";
import { doze } from "../lib/doze";
import { Live } from "../lib/live";
import { sentence, type Problem } from "../lib/problems";
import type { Door, Me, Side } from "../lib/types";
import { t, td } from "../lib/words";
import { Keeping } from "./keeping";
import { isKept, isOrdered, keptOf, project, unfit, whyNot, type Kept } from "./offline";
import { refused as returned } from "./returned";

export const room = roomID();
export const live = new Live("desk");
doze(live);

export const info = live.section("info");
export const table = live.section("table");
export const balance = live.section("balance");
export const statements = live.section("statements");
export const questions = live.section("questions");
export const outcomes = live.section("outcomes");
export const standings = live.section("standings");
export const moderation = live.section("moderation");
export const watching = live.section("watching");

// The room's own, which the page shows with what it keeps.
const published = { floor: live.section("floor"), queue: live.section("queue"), session: live.section("session"), screen: live.section("screen"), desk: live.section("desk") };

/** keeping is what this desk did that the room does not have yet. */
export const keeping = new Keeping(room, () => !away.peek(), (kept, cmd, problem, spare) => {
  const { floor: { value: floor }, queue: { value: queue } } = published;
  return returned(kept, cmd, problem, { floor, queue, statements: statements.value, outcomes: outcomes.value }, roomNow(), spare);
});

const noDoor: Partial<Door> = {};
const shown = computed(() => project(
  {
    floor: published.floor.value, queue: published.queue.value, session: published.session.value,
    screen: published.screen.value, door: published.desk.value.door ?? noDoor,
  },
  [...keeping.told.value, ...keeping.open.value], info.value.floor ?? {}));
export const floor = computed(() => shown.value.floor);
export const queue = computed(() => shown.value.queue);
export const session = computed(() => shown.value.session);
export const screen = computed(() => shown.value.screen);
const door = computed(() => shown.value.door);
export const desk = computed(() => ({ ...published.desk.value, door: door.value }));

/** away says that this page does not hear from the room. */
export const away = computed(() => live.state.value === "offline" || live.state.value === "stale");

/** stay keeps what is done without network, sends it when the network is back,
 * and has the browser ask before the page is left meanwhile. */
export function stay(): void {
  void hashing();
  void keeping.start();
  effect(() => {
    if (live.state.value === "gone") void keeping.change(() => []);
    else if (!away.value) keeping.send();
  });
  effect(() => {
    if (keeping.open.value.length === 0 && status.peek()?.kept) status.value = undefined;
  });
  effect(() => {
    void [published.queue.value, published.session.value, published.screen.value, published.desk.value];
    keeping.followed(published.floor.value.last ?? 0);
  });
  addEventListener("beforeunload", (e) => {
    if (away.peek() || keeping.waiting.peek().length > 0) e.preventDefault();
  });
}

/** me is this seat and its rights; undefined until the server has answered. */
export const me = signal<Me | undefined>(undefined);

// Commands that a closed session takes from nobody.
const endsWithSession = new Set(`block.open card.back card.show codes.set door.close door.open door.slips door.sweep door.unsweep hand.add helper.code hub.add objection.make outcome.count outcome.draft
  outcome.drop outcome.edit outcome.settle person.merge person.unmerge plan.set presence.count question.add question.merge question.now question.unmerge
  seat.roles slips.issue slips.void solo.set statement.add statement.close statement.count statement.publish`.split(/\s+/));

/** may says whether this seat may send a command now; what it may not is not
 * shown. */
export function may(name: string): boolean {
  return me.value?.seat?.may?.[name] === true && !(isClosed.value && endsWithSession.has(name));
}

/** mayEnter says whether this seat enters hands, turns, absences and counts of a
 * side: the online moderator those of Online, the moderator all. */
export function mayEnter(side: Side | undefined): boolean {
  const roles = (me.value?.seat?.roles ?? "").split(" ");
  return roles.includes("moderator") || (side === "online" && roles.includes("online-moderator"));
}

export async function loadMe(): Promise<void> {
  try {
    const r = await fetch(`/api/rooms/${room}/me`, { cache: "no-store" });
    if (r.ok) me.value = (await r.json()) as Me;
    else if (r.status < 500) status.value = { bad: true, say: sentence({ code: "no_seat", status: r.status }) };
    else setTimeout(loadMe, 3000);
  } catch {
    setTimeout(loadMe, 3000);
  }
}

/** own is what this seat holds; when it changes, so do its rights. */
const own = computed(() => {
  const id = me.value?.seat?.id ?? "";
  return `${table.value.seats?.[id]?.roles ?? ""} ${desk.value.rights?.[id]?.deputy ?? ""}`;
});

export function followRights(): void {
  let held = "";
  effect(() => {
    const now = own.value;
    if (me.peek() && held !== now) {
      if (held) void loadMe();
      held = now;
    }
  });
}

/** status is the one sentence about the last command; kept is whether it says that
 * something waits on this device, which goes with the last of what does; waits is
 * the command that it says has no answer yet, which goes with the answer. */
export const status = signal<{ bad: boolean; say: string; kept?: boolean; waits?: string } | undefined>(undefined);

/** busy names the commands that wait for an answer. */
export const busy = signal<ReadonlySet<string>>(new Set());

function mark(name: string, on: boolean): void {
  const next = new Set(busy.peek());
  if (on) next.add(name);
  else next.delete(name);
  busy.value = next;
}

// underway is over when the room has answered, or this laptop has kept, what was
// pressed last of what is kept: what is pressed later does not overtake it.
let underway: Promise<unknown> = Promise.resolve();

let presses = 0;

/** isUnderway says whether an act waits for its answer that would be kept. */
export const isUnderway = computed(() => [...busy.value].some(isKept));

/** run sends a command as this seat. A refusal becomes the status line's
 * sentence; nothing changes on the page until the room has said so. What is
 * kept is answered too, without facts: it is sent by itself. done is said once it is
 * done, unless another press came meanwhile. */
export async function run(name: string, payload: Record<string, unknown> = {}, done = ""): Promise<Answer | undefined> {
  if (busy.peek().has(name)) {
    status.value = { bad: true, say: t("desk.waits", { act: td("desk.act", name) }), waits: name };
    return undefined;
  }
  mark(name, true);
  status.value = undefined;
  const press = ++presses;
  const made = roomNow(), when = Date.now();
  const before = Promise.all([underway, keeping.ready]);
  const acted = (async () => {
    const c = await command(name, payload);
    if (isKept(name) || isOrdered(name)) await before;
    const k = isKept(name) ? keptOf(c, payload, shown.peek(), made, when) : undefined;
    return k ? sendOrKeep(k) : send(c);
  })();
  if (isKept(name)) underway = acted.catch(() => undefined);
  try {
    const answer = await acted;
    if (status.peek()?.waits === name) status.value = undefined;
    if (answer && done && press === presses && !status.peek()) status.value = { bad: false, say: done };
    return answer;
  } finally {
    mark(name, false);
  }
}

/** send sends what is not kept, unless it would overtake what is. */
async function send(c: Command): Promise<Answer | undefined> {
  if (isOrdered(c.name) && keeping.open.peek().length > 0) {
    status.value = { bad: true, say: t("desk.kept.first") };
    return undefined;
  }
  const { answer, problem } = await acting(room, c);
  if (problem) refused(problem);
  if (problem?.code === "offline") status.value = { bad: true, say: `${sentence(problem)} ${td("desk.unkept", whyNot(c.name))}` };
  return answer;
}

/** sendOrKeep sends an act, or keeps it where there is no network, no answer, or
 * another one that goes first. */
async function sendOrKeep(k: Kept): Promise<Answer | undefined> {
  const later = (away.peek() && !session.peek().gap) || keeping.open.peek().length > 0;
  const unfitting = later && unfit(k, floor.peek());
  if (unfitting) return void refused(unfitting);
  const { answer, problem, lost } = later ? { lost: true } as Acted : await acting(room, { ...k, made: undefined }, true);
  if (lost) {
    void keeping.keep({ ...k, tried: !later });
    status.value = { bad: false, say: problem?.code === "unanswered" ? t("desk.kept.again") : t("desk.kept.said"), kept: true };
    return { at: k.made, facts: {} };
  }
  if (problem) refused(problem);
  return answer;
}

export function refused(p: Problem): void {
  status.value = { bad: true, say: sentence(p) };
}

/** running is the turn that has the floor. */
export const running = computed(() => floor.value.running);

/** caught is the turn that a statement is caught from: the running one, else
 * the last that is over. */
export const caught = computed(() => floor.value.running?.n ?? lastOver());

function lastOver(): number {
  return Math.max(0, ...Object.values(floor.value.recent ?? {}).filter((t) => !t.void).map((t) => t.n));
}

/** rules are the codes of the moderation rules. */
export const rules = computed(() => (info.value.rules ?? "").split(" ").filter(Boolean));

export const mics = computed(() => (floor.value.mics ?? "").split(" ").filter(Boolean));

export const isLive = computed(() => session.value.phase === "live");
export const isClosed = computed(() => session.value.phase === "closed");
