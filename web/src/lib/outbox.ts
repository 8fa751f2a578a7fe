// The outbox: what a person did and the server may not have yet. Every act is
// stored on the phone before it is sent, and the sentence about it is made from
// what is stored, never from an event. Votes and voice acts go out at least
// five seconds apart, so that they cannot be joined by their time; several tabs
// of one browser keep one outbox and its pauses.
import { signal } from "@preact/signals-core";
import { createStore, del, get, update, type UseStore } from "idb-keyval";
import { command, commandID, post, type As, type Command } from "./commands";
import { roomID } from "./dom";
import type { Problem } from "./problems";
import type { Key } from "./words";

export type ItemState = "saving" | "saved" | "sent" | "recorded" | "refused";

export interface Item extends Command {
  about: string; // what it is about: "vote:KQRF", "hand"; the newest of one kind wins
  state: ItemState;
  problem?: Problem;
  facts?: Record<string, unknown>;
}

interface Stored {
  items: Item[];
  last?: { ballot: boolean; at: number }; // the last act sent, wall clock in ms
}

const settled = (i: Item) => i.state === "recorded";

const answered = (i: Item) => settled(i) || i.state === "refused";

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

/** Outbox keeps and sends the acts of one browser in one room. */
export class Outbox {
  /** items as stored; the order in which they were done. */
  readonly items = signal<Item[]>([]);
  /** durable is false where the browser stores nothing, as in a private window:
   * then acts live as long as the page. */
  readonly durable = signal(true);
  readonly #room: string;
  readonly #key: string;
  #store?: UseStore;
  #loaded?: Promise<void>;
  #last = { ballot: false, at: Date.now() }; // whoever is here for the first time joined just now
  #apart = apart();
  #running = false;
  #wake?: () => void;
  readonly #done: (i: Item) => void;

  /** done is called after an act was answered, recorded or refused. */
  constructor(done: (i: Item) => void, room = roomID()) {
    this.#room = room;
    this.#key = `outbox:${room}`;
    this.#done = done;
    addEventListener("online", () => this.#kick());
    document.addEventListener("visibilitychange", () => this.#kick());
  }

  /** load takes up what an earlier visit left, and sends it. */
  load(): Promise<void> {
    this.#loaded ??= this.#takeUp();
    return this.#loaded;
  }

  async #takeUp(): Promise<void> {
    try {
      this.#store = createStore("parley", "outbox");
      const kept = await get<Stored>(this.#key, this.#store);
      this.#last = kept?.last ?? this.#last;
      // What was on its way may have arrived: sent again, it gets the same answer.
      const unsure = (i: Item): Item => (i.state === "refused" ? i : { ...i, state: "saved" });
      this.items.value = (kept?.items ?? []).map(unsure);
    } catch {
      this.durable.value = false;
    }
    this.#kick();
  }

  /** add stores an act and sends it. An act about the same thing that was not
   * sent yet is replaced. */
  async add(about: string, name: string, payload: Record<string, unknown>, as: As = "voice"): Promise<void> {
    await this.#loaded;
    const item: Item = { ...(await command(name, payload, as)), about, state: "saving" };
    const waits = (i: Item) => i.about === about && i.state !== "sent";
    await this.#keep((items) => [...items.filter((i) => !waits(i)), item]);
    this.#change(item.cmd, { state: "saved" });
    this.#kick();
  }

  /** of is the newest act about a thing. */
  of(about: string): Item | undefined {
    return this.items.value.filter((i) => i.about === about).at(-1);
  }

  /** forget empties what the browser stores once the session is closed and
   * every act was answered; the page still shows how each ended. */
  async forget(): Promise<void> {
    await this.#loaded;
    if (!this.durable.value || !this.#store || !this.items.value.every(answered)) return;
    const kept = await get<Stored>(this.#key, this.#store);
    if (kept?.items.every(answered)) await del(this.#key, this.#store);
  }

  /** keep makes one change to what this page has and to what is stored, which
   * may hold acts of other tabs. */
  async #keep(change: (items: Item[]) => Item[]): Promise<void> {
    this.items.value = change(this.items.value);
    if (!this.durable.value || !this.#store) return;
    try {
      await update<Stored>(this.#key, (kept) => ({
        items: change(kept?.items ?? []).filter((i) => !settled(i)),
        last: kept?.last && kept.last.at > this.#last.at ? kept.last : this.#last,
      }), this.#store);
    } catch {
      this.durable.value = false;
    }
  }

  #change(cmd: string, with_: Partial<Item>): Promise<void> {
    return this.#keep((items) => items.map((i) => (i.cmd === cmd ? { ...i, ...with_ } : i)));
  }

  #kick(): void {
    this.#wake?.();
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let failures = 0;
    while (this.#next()) {
      const { rest, failed } = await alone(this.#key, () => this.#turn(failures));
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
    if (!this.durable.value || !this.#store) return;
    try {
      const kept = await get<Stored>(this.#key, this.#store);
      if (!kept) return;
      const there = new Set(kept.items.map((i) => i.cmd));
      if (!this.items.value.every((i) => i.state !== "saved" || there.has(i.cmd))) {
        this.items.value = this.items.value.filter((i) => i.state !== "saved" || there.has(i.cmd));
      }
      const last = kept.last;
      if (last && last.at > this.#last.at && last.at <= Date.now()) this.#last = last;
    } catch {
      this.durable.value = false;
    }
  }

  /** next is the oldest act to send. Votes let the others go first: a hand's
   * place is the second at which it came. */
  #next(): Item | undefined {
    const saved = this.items.value.filter((i) => i.state === "saved");
    return saved.find((i) => i.as !== "ballot") ?? saved[0];
  }

  /** send posts one act; it gives the milliseconds to wait before the next
   * attempt, 0 when the act was answered. */
  async #send(item: Item, failures: number): Promise<number> {
    this.#last = { ballot: item.as === "ballot", at: Date.now() };
    this.#apart = apart();
    await this.#change(item.cmd, { state: "sent" });
    const r = await post(this.#room, item);
    if (r.ok) {
      await this.#change(item.cmd, { state: "recorded", facts: r.answer.facts, problem: undefined });
    } else if ("offline" in r) {
      await this.#change(item.cmd, { state: "saved" });
      return Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random());
    } else if (r.retry) {
      await this.#change(item.cmd, { state: "saved" });
      return r.retry * 1000 * (0.75 + Math.random() / 2);
    } else if (item.as === "ballot" && r.problem.code === "already") {
      await this.#change(item.cmd, { state: "recorded", problem: undefined });
    } else if (item.as === "ballot" && r.problem.code === "too_old") {
      // The room no longer knows whether it took this. An answer given twice
      // counts once, so it is asked anew.
      await this.#change(item.cmd, { cmd: commandID(), state: "saved" });
      return 2000;
    } else {
      await this.#change(item.cmd, { state: "refused", problem: r.problem });
    }
    const now = this.items.value.find((i) => i.cmd === item.cmd);
    if (now) this.#done(now);
    return 0;
  }

  /** rest is the milliseconds until a vote, or a voice's act, may go out. A
   * clock that was set back makes it no longer than one pause. */
  #rest(ballot: boolean): number {
    return this.#last.ballot === ballot ? 0 : Math.min(this.#apart, this.#last.at + this.#apart - Date.now());
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

/** stateKey is the sentence for an act that was not refused. */
export function stateKey(s: Exclude<ItemState, "refused">, durable: boolean): Key {
  return durable || s === "recorded" || s === "sent" ? `state.act.${s}` : "state.act.unsaved";
}
