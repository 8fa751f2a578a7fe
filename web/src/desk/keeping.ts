// The desk's acts while there is no network: stored on this laptop, sent in
// their order when it is back. Several tabs of one browser may send the same
// act: its id lets the room do it once.
import { computed, signal } from "@preact/signals";
import { createStore, get, update, type UseStore } from "idb-keyval";
import { roomNow } from "../lib/clock";
import { commandID } from "../lib/commands";
import { post } from "../lib/post";
import type { Problem } from "../lib/problems";
import type { Kept } from "./offline";
import { dropped, renewed, taken, tellsOf } from "./returned";
import { isReplaced } from "./settings";

// So old, in seconds, an id may be before the room would not know it any more.
const knownFor = 14 * 60;

/** forget deletes what was kept in other rooms than key's, where nothing was kept
 * for two days. */
function forget(store: IDBObjectStore, key: string): void {
  store.openCursor(IDBKeyRange.bound("desk:", "desk;")).onsuccess = function () {
    const c = this.result;
    if (!c) return;
    if (c.key !== key && !c.value.some((k: Kept) => k.when > Date.now() - 48 * 3600_000)) c.delete();
    c.continue();
  };
}

/** Keeping holds what one desk keeps in one room. */
export class Keeping {
  /** all are the acts in the order in which they were done, with those that came
   * back. */
  readonly all = signal<readonly Kept[]>([]);
  /** open are those that the room may yet take: a call that waits to be entered
   * otherwise holds up what follows it. */
  readonly open = computed(() => this.all.value.filter((k) => !k.back || k.back.fix === "override"));
  /** waiting are those that are yet to be sent. */
  readonly waiting = computed(() => this.all.value.filter((k) => !k.back));
  /** told are those that the room took, in whose views they may not stand yet. */
  readonly told = signal<readonly Kept[]>([]);
  /** durable is false where the browser stores nothing. */
  readonly durable = signal(true);
  /** ready: what an earlier visit left is there. */
  ready = Promise.resolve();
  readonly #room: string;
  readonly #sees: () => boolean;
  readonly #refused: (kept: readonly Kept[], cmd: string, p: Problem, spare: string) => Kept[];
  #store?: UseStore;
  #sending = false;
  #wake?: () => void;

  /** sees says whether the page shows the room as it is; refused what is kept after
   * the room refused an act, with an id to spare. */
  constructor(room: string, sees: () => boolean, refused: (kept: readonly Kept[], cmd: string, p: Problem, spare: string) => Kept[]) {
    this.#room = room;
    this.#sees = sees;
    this.#refused = refused;
  }

  /** start takes up what an earlier visit left, and sends it. */
  start(): Promise<void> {
    return (this.ready = this.#takeUp());
  }

  async #takeUp(): Promise<void> {
    try {
      this.#store = createStore("parley", "outbox");
      const left = (await get<Kept[]>(this.#key, this.#store)) ?? [];
      const here = new Set(this.all.value.map((k) => k.cmd));
      this.all.value = [...left.filter((k) => !here.has(k.cmd)), ...this.all.value];
      await this.#store("readwrite", (store) => forget(store, this.#key));
    } catch {
      this.durable.value = false;
    }
    this.send();
  }

  get #key(): string {
    return `desk:${this.#room}`;
  }

  /** change makes one change to what is kept, here and stored. */
  async change(f: (kept: readonly Kept[]) => Kept[]): Promise<void> {
    this.all.value = f(this.all.peek());
    if (!this.#store || !this.durable.value) return;
    try {
      await update<Kept[]>(this.#key, (kept) => f(kept ?? []), this.#store);
    } catch {
      this.durable.value = false;
    }
  }

  /** keep stores one more act. */
  async keep(k: Kept): Promise<void> {
    await this.change((kept) => [...kept, k]);
    this.send();
  }

  /** newest is the last act if it certainly did not leave this laptop. */
  newest(): Kept | undefined {
    const k = this.all.value.at(-1);
    return k && !k.tried && !k.back ? k : undefined;
  }

  drop(cmd: string): Promise<void> {
    return this.change((kept) => dropped(kept, cmd));
  }

  /** send begins to send what waits, or goes on at once. */
  send(): void {
    this.#wake?.();
    if (!this.#sending) void this.#run();
  }

  /** next is the first to send; none while a call before it waits to be entered
   * otherwise. */
  #next(): Kept | undefined {
    const k = this.open.value[0];
    return k?.back ? undefined : k;
  }

  async #run(): Promise<void> {
    this.#sending = true;
    for (let k = this.#next(); k; k = this.#next()) {
      const pause = await this.#post(k);
      if (pause) await this.#sleep(pause);
    }
    this.#sending = false;
  }

  /** post sends one act; it gives the ms to wait before the next attempt. */
  async #post(k: Kept): Promise<number> {
    const now = roomNow();
    if (!k.tried && Number(k.cmd.split("-")[0]) < now - knownFor) return this.#anew(k);
    if (!navigator.onLine) return 2000;
    if (isReplaced(k, this.waiting.value)) return this.drop(k.cmd).then(() => 0);
    await this.change((kept) => kept.map((x) => (x.cmd === k.cmd ? { ...x, tried: true } : x)));
    const r = await post(this.#room, { ...k, made: Math.min(k.made, now) });
    if (r.ok) await this.#taken(k, r.answer.facts);
    else if ("offline" in r) return 2000;
    else if (r.retry) return r.retry * 1000 * (0.75 + Math.random() / 2);
    else if (r.problem.code === "paused") return 3000; // until the desk has chosen how the clocks go on
    else if (!this.#sees()) return 2000; // what stands there decides what can be done instead
    else await this.#back(k, r.problem);
    return 0;
  }

  async #back(k: Kept, problem: Problem): Promise<void> {
    const spare = commandID();
    await this.change((kept) => this.#refused(kept, k.cmd, problem, spare));
  }

  /** taken takes an act off what is kept; until the room's view follows, the page
   * shows it as before. */
  async #taken(k: Kept, facts: Record<string, unknown>): Promise<void> {
    const told = tellsOf(k, facts);
    if (told) this.told.value = [...this.told.value, told];
    setTimeout(() => (this.told.value = this.told.peek().filter((x) => x.cmd !== k.cmd)), 3000);
    await this.change((kept) => taken(kept, k.cmd, facts));
  }

  /** followed forgets what the room took and its view has by now: all but turns
   * that began after the last one there. */
  followed(last: number): void {
    if (this.told.peek().length > 0) this.told.value = this.told.peek().filter((k) => (k.turn ?? 0) > last);
  }

  /** anew gives an act that never left another id. */
  async #anew(k: Kept): Promise<number> {
    const cmd = commandID();
    await this.change((kept) => renewed(kept, k.cmd, cmd));
    return 0;
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
