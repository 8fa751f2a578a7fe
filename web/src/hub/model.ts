// What the hub's page shares: the live sections, this seat's hub, and the outbox
// of what it did.
import { computed, effect } from "@preact/signals-core";
import { now } from "../lib/clock";
import { SeatPage } from "../lib/seat";

const page = new SeatPage("phone");
export const { live, me, stranger, outbox, act } = page;

export const info = live.section("info");
export const session = live.section("session");
export const table = live.section("table");
export const floor = live.section("floor");
export const queue = live.section("queue");
export const statements = live.section("statements");
export const outcomes = live.section("outcomes");
const decided = live.section("decided");

export const isClosed = computed(() => session.value.phase === "closed");

/** hub is what is this hub's own; undefined until the desk has named one. */
export const hub = computed(() => me.value?.seat?.hub);

/** line is the hub's line, of hands and of counts. */
export const line = computed(() => (hub.value ? `hub:${hub.value.person}` : ""));

/** turn is the running turn when it is this hub's. */
export const turn = computed(() => {
  const t = floor.value.running;
  return t && !t.over && line.value && t.line === line.value ? t : undefined;
});

/** ahead is how many seconds from now an instant is that was given as seconds
 * from the last answer. */
export function ahead(seconds: number): number {
  return Math.max(0, (me.value?.at ?? 0) + seconds - now.value);
}

let soon: ReturnType<typeof setTimeout> | undefined;

/** ask gets what is the hub's own within a second: one press at the desk may
 * change much at once. */
function ask(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    void page.load();
  }, Math.random() * 1000);
}

/** moved changes with whatever moves the hub's hands, or the end of waiting. */
const moved = computed(() => {
  const own = Object.entries(queue.value.hands ?? {}).filter(([, h]) => h.line === line.value && line.value).map(([id, h]) => `${id} ${h.place}`);
  const { phase, part, audience, closing } = session.value;
  return [own.sort(), floor.value.running?.n, floor.value.done, queue.value.total, phase, part, audience, closing].join();
});

/** follow keeps what is the hub's own up to date, and sends what it did. */
export function follow(): void {
  page.follow();
  let was = moved.peek();
  effect(() => {
    if (moved.value !== was) ask();
    was = moved.value;
  });
  effect(() => {
    const mark = hub.value?.mark;
    if (mark && (decided.value.ids ?? "").split(" ").includes(mark)) ask();
  });
  effect(() => {
    if (isClosed.value && outbox.items.value) void page.sender.forget();
  });
}
