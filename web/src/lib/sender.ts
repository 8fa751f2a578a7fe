// Sending what the outbox keeps. Votes and voice acts go out at least five
// seconds apart, so that they cannot be joined by their time; several tabs of
// one browser keep the same pauses.
import { del } from "idb-keyval";
import { commandID } from "./commands";
import type { Item, Outbox } from "./outbox";
import { post } from "./post";

const answered = (i: Item) => i.state === "recorded" || i.state === "refused";

// How long to wait for another tab, which may be asleep.
const patience = 10_000;

/** alone runs f while no other tab of this browser runs one of the name. */
async function alone<T>(name: string, f: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return f();
  let mine = false;
  try {
    return await navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, () => {
      mine = true;
      return f();
    });
  } catch (e) {
    if (mine) throw e;
    return f();
  }
}

// A pause of always the same length would itself join the two that it parts.
const apart = () => 5000 + Math.random() * 3000;

/** Sender sends the acts of one outbox. */
export class Sender {
  readonly #outbox: Outbox;
  readonly #done: (i: Item) => void;
  #apart = apart();
  #running = false;
  #wake?: () => void;

  /** done is called after an act was answered, recorded or refused. */
  constructor(outbox: Outbox, done: (i: Item) => void) {
    this.#outbox = outbox;
    this.#done = done;
  }

  /** start sends what is there, and from now on what comes. */
  async start(): Promise<void> {
    const kick = () => this.#kick();
    this.#outbox.wake = kick;
    addEventListener("online", kick);
    document.addEventListener("visibilitychange", kick);
    await this.#outbox.load();
    kick();
  }

  /** forget empties what the browser stores once the session is closed and
   * every act was answered; the page still shows how each ended. */
  async forget(): Promise<void> {
    await this.#outbox.load();
    const { key, store, items } = this.#outbox;
    if (!store || !items.value.every(answered)) return;
    const kept = await this.#outbox.stored();
    if (kept?.items.every(answered)) await del(key, store);
  }

  #kick(): void {
    this.#wake?.();
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let failures = 0;
    while (this.#next()) {
      const { rest, failed } = await alone(this.#outbox.key, () => this.#turn(failures));
      failures = failed ? failures + 1 : 0;
      if (rest > 0) await this.#sleep(rest); // it may be replaced meanwhile, or another go before it
    }
    this.#running = false;
  }

  /** turn sends the next act, if its pause is over; rest is how many
   * milliseconds to wait before the next turn. */
  async #turn(failures: number): Promise<{ rest: number; failed?: boolean }> {
    await this.#hear();
    const item = this.#next();
    if (!item) return { rest: 0 };
    const rest = this.#rest(item.as === "ballot");
    if (rest > 0) return { rest };
    const pause = await this.#send(item, failures);
    return { rest: pause, failed: pause > 0 };
  }

  /** hear learns when another tab sent last, and leaves to it what it replaced
   * or had recorded. */
  async #hear(): Promise<void> {
    const kept = await this.#outbox.stored();
    if (!kept) return;
    const there = new Set(kept.items.map((i) => i.cmd));
    const here = this.#outbox.items;
    const ours = here.value.filter((i) => i.state !== "saved" || there.has(i.cmd));
    if (ours.length < here.value.length) here.value = ours;
    const last = kept.last;
    if (last && last.at > this.#outbox.last.at && last.at <= Date.now()) this.#outbox.last = last;
  }

  /** next is the oldest act to send. Votes let the others go first: a hand's
   * place is the second at which it came. */
  #next(): Item | undefined {
    const saved = this.#outbox.items.value.filter((i) => i.state === "saved");
    return saved.find((i) => i.as !== "ballot") ?? saved[0];
  }

  /** send posts one act; it gives the milliseconds to wait before the next
   * attempt, 0 when the act was answered. */
  async #send(item: Item, failures: number): Promise<number> {
    this.#outbox.last = { ballot: item.as === "ballot", at: Date.now() };
    this.#apart = apart();
    await this.#outbox.change(item.cmd, { state: "sent" });
    const r = await post(this.#outbox.room, item);
    if (r.ok) {
      await this.#outbox.change(item.cmd, { state: "recorded", facts: r.answer.facts, problem: undefined });
    } else if ("offline" in r) {
      await this.#outbox.change(item.cmd, { state: "saved" });
      return Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random());
    } else if (r.retry) {
      await this.#outbox.change(item.cmd, { state: "saved" });
      return r.retry * 1000 * (0.75 + Math.random() / 2);
    } else if (item.as === "ballot" && r.problem.code === "already") {
      await this.#outbox.change(item.cmd, { state: "recorded", problem: undefined });
    } else if (item.as === "ballot" && r.problem.code === "too_old") {
      // The room no longer knows whether it took this. An answer given twice
      // counts once, so it is asked anew.
      await this.#outbox.change(item.cmd, { cmd: commandID(), state: "saved" });
      return 2000;
    } else {
      await this.#outbox.change(item.cmd, { state: "refused", problem: r.problem });
    }
    const now = this.#outbox.items.value.find((i) => i.cmd === item.cmd);
    if (now) this.#done(now);
    return 0;
  }

  /** rest is the milliseconds until a vote, or a voice's act, may go out. A
   * clock that was set back makes it no longer than one pause. */
  #rest(ballot: boolean): number {
    return this.#outbox.last.ballot === ballot ? 0 : Math.min(this.#apart, this.#outbox.last.at + this.#apart - Date.now());
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((ok) => {
      const timer = setTimeout(ok, ms);
      this.#wake = () => {
        clearTimeout(timer);
        ok();
      };
    });
  }
}
