// The outbox: what a person did and the server may not have yet. Every act is
// stored on the phone before it is sent (sender.ts), and the sentence about it
// is made from what is stored, never from an event. Several tabs of one browser
// keep one outbox.
import { signal } from "@preact/signals-core";
import { createStore, get, update, type UseStore } from "idb-keyval";
import { command, type As, type Command } from "./commands";
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

/** Last is the last act sent, at a wall clock's ms. */
export interface Last { ballot: boolean; at: number }

export interface Stored {
  items: Item[];
  last?: Last;
}

const settled = (i: Item) => i.state === "recorded";

/** Outbox keeps the acts of one browser in one room. */
export class Outbox {
  /** items as stored; the order in which they were done. */
  readonly items = signal<Item[]>([]);
  /** durable is false where the browser stores nothing, as in a private window:
   * then acts live as long as the page. */
  readonly durable = signal(true);
  /** last: whoever is here for the first time joined just now. */
  last: Last = { ballot: false, at: Date.now() };
  /** wake is called after an act was kept. */
  wake?: () => void;
  readonly room: string;
  /** key is what the browser stores it under. */
  readonly key: string;
  store?: UseStore;
  #loaded?: Promise<void>;

  constructor(room = roomID()) {
    this.room = room;
    this.key = `outbox:${room}`;
  }

  /** load takes up what an earlier visit left. */
  load(): Promise<void> {
    this.#loaded ??= this.#takeUp();
    return this.#loaded;
  }

  async #takeUp(): Promise<void> {
    try {
      this.store = createStore("parley", "outbox");
    } catch {
      this.durable.value = false;
    }
    const kept = await this.stored();
    this.last = kept?.last ?? this.last;
    // What was on its way may have arrived: sent again, it gets the same answer.
    const unsure = (i: Item): Item => (i.state === "refused" ? i : { ...i, state: "saved" });
    this.items.value = (kept?.items ?? []).map(unsure);
  }

  /** add stores an act, to be sent. An act about the same thing that was not
   * sent yet is replaced. */
  async add(about: string, name: string, payload: Record<string, unknown>, as: As = "voice"): Promise<void> {
    await this.#loaded;
    const item: Item = { ...(await command(name, payload, as)), about, state: "saving" };
    const waits = (i: Item) => i.about === about && i.state !== "sent";
    await this.keep((items) => [...items.filter((i) => !waits(i)), item]);
    this.change(item.cmd, { state: "saved" });
    this.wake?.();
  }

  /** of is the newest act about a thing. */
  of(about: string): Item | undefined {
    return this.items.value.filter((i) => i.about === about).at(-1);
  }

  /** stored is what the browser holds, undefined where it holds nothing. */
  async stored(): Promise<Stored | undefined> {
    if (!this.durable.value || !this.store) return undefined;
    try {
      return await get<Stored>(this.key, this.store);
    } catch {
      this.durable.value = false;
      return undefined;
    }
  }

  /** keep makes one change to what this page has and to what is stored, which
   * may hold acts of other tabs. */
  async keep(change: (items: Item[]) => Item[]): Promise<void> {
    this.items.value = change(this.items.value);
    if (!this.durable.value || !this.store) return;
    try {
      await update<Stored>(this.key, (kept) => ({
        items: change(kept?.items ?? []).filter((i) => !settled(i)),
        last: kept?.last && kept.last.at > this.last.at ? kept.last : this.last,
      }), this.store);
    } catch {
      this.durable.value = false;
    }
  }

  /** change makes one act other than it was. */
  change(cmd: string, with_: Partial<Item>): Promise<void> {
    return this.keep((items) => items.map((i) => (i.cmd === cmd ? { ...i, ...with_ } : i)));
  }
}

/** stateKey is the sentence for an act that was not refused. */
export function stateKey(s: Exclude<ItemState, "refused">, durable: boolean): Key {
  return durable || s === "recorded" || s === "sent" ? `state.act.${s}` : "state.act.unsaved";
}
