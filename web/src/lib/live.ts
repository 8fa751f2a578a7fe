// The live view: sections pushed by the server, whole or as merge patches. A
// page never gives up: the stream is reopened with growing, jittered pauses,
// at once when the page is looked at again, and where streams do not come
// through it asks for frames one by one.
import { batch, signal, type Signal } from "@preact/signals-core";
import { setClock } from "./clock";
import { inlined, roomID } from "./dom";
import { mergePatch, type Json } from "./merge";
import type { Me, Sections } from "./types";

export interface Frame {
  at: number;
  frame: number; // its number; they grow
  v?: Record<string, number>;
  set?: Record<string, Json>;
  patch?: Record<string, Json>;
}

export type LiveState = "connecting" | "live" | "stale" | "offline" | "gone" | "unseated";

const staleAfter = 12_000;
const pollAfter = 2; // streams that failed in a row before asking frame by frame

/** Live is one connection of a page to its room. */
export class Live {
  readonly state = signal<LiveState>("connecting");
  /** heardAt is the Unix second of the last frame or beat. */
  readonly heardAt = signal(Math.floor(Date.now() / 1000));
  /** outdated: the server has newer pages than this one. */
  readonly outdated = signal(false);

  readonly #sections = new Map<string, Signal<unknown>>();
  readonly #as: string;
  readonly #room: string;
  #frame = 0;
  #lastHeard = performance.now();
  #source?: EventSource;
  #polling?: AbortController;
  #retry?: ReturnType<typeof setTimeout>;
  #asleep = false;
  #failures = 0;

  constructor(as: "phone" | "desk" | "screen" | "rapporteur", room = roomID()) {
    this.#as = as;
    this.#room = room;
    const first = inlined<Frame>("first");
    if (first) this.#take(first);
  }

  /** section is the newest known content of one section, {} before any. */
  section<K extends keyof Sections>(name: K): Signal<Sections[K]> {
    let s = this.#sections.get(name);
    if (!s) this.#sections.set(name, (s = signal<unknown>({})));
    return s as Signal<Sections[K]>;
  }

  /** start opens the stream and keeps it open. */
  start(): void {
    this.#open();
    setInterval(() => this.#watch(), 1000);
    addEventListener("online", () => this.reopen());
    addEventListener("offline", () => this.#lost());
    // A page that slept, or came back from the browser's cache, may hold a
    // stream that is dead without an error.
    addEventListener("pageshow", (e) => e.persisted && this.reopen());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.reopen();
    });
  }

  /** sleep lets go of the connection until the page is opened anew. */
  sleep(): void {
    if (this.state.peek() !== "live") return;
    this.#drop();
    this.#asleep = true;
  }

  /** reopen drops the connection and makes a new one at once. */
  reopen(): void {
    if (this.#over()) return;
    this.#failures = 0;
    this.#drop();
    this.#open();
  }

  #address(path: string): string {
    return `/api/rooms/${this.#room}/${path}?as=${this.#as}`;
  }

  #drop(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
    this.#polling?.abort();
    this.#polling = undefined;
  }

  #open(): void {
    this.#asleep = false;
    if (this.#failures >= pollAfter) return void this.#poll();
    const source = new EventSource(this.#address("live"));
    this.#source = source;
    source.addEventListener("frame", (e) => this.#take(JSON.parse(e.data) as Frame));
    source.addEventListener("beat", (e) => this.#beat(JSON.parse(e.data) as { at: number }));
    source.onerror = () => source === this.#source && this.#lost();
  }

  async #poll(): Promise<void> {
    const stop = new AbortController();
    this.#polling = stop;
    // The first question is for all that there is, so that its answer does not
    // wait for something to happen.
    let after = 0;
    try {
      while (!stop.signal.aborted) {
        const r = await fetch(`${this.#address("view")}&after=${after}`, { signal: stop.signal, cache: "no-store" });
        if (r.status === 200) this.#take((await r.json()) as Frame);
        else if (r.status === 204) this.#heard();
        else throw new Error(String(r.status));
        after = this.#frame;
      }
    } catch {
      if (!stop.signal.aborted) {
        this.#failures = -1; // give streams another chance
        this.#lost();
      }
    }
  }

  #lost(): void {
    this.#drop();
    this.#failures++;
    if (this.state.peek() !== "connecting" || this.#failures > 1) this.state.value = "offline";
    const pause = Math.min(30_000, 1000 * 2 ** Math.max(0, Math.min(this.#failures - 1, 5)));
    this.#retry = setTimeout(() => this.#open(), pause * (0.5 + Math.random()));
    if (!navigator.onLine) return;
    void this.#checkVersion();
    if (this.#failures > 1 || this.state.peek() === "offline") void this.#checkRoom();
  }

  /** checkVersion asks for this very script: a server with newer pages does
   * not have it any more. */
  async #checkVersion(): Promise<void> {
    try {
      const r = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
      if (r.status === 404) this.outdated.value = true;
    } catch {
      // No network: nothing is known.
    }
  }

  /** over: there is nothing to wait for. */
  #over(): boolean {
    return ["gone", "unseated"].includes(this.state.peek());
  }

  /** checkRoom ends the retries when the room was deleted, and on a seat's page
   * when this browser has no seat there any more. */
  async #checkRoom(): Promise<void> {
    try {
      const r = await fetch(`/api/rooms/${this.#room}/me`, { cache: "no-store" });
      const unseated = r.ok && this.#as !== "phone" && !((await r.json()) as Me).seat;
      if (r.status !== 404 && r.status !== 410 && !unseated) return;
      this.#drop();
      this.state.value = unseated ? "unseated" : "gone";
    } catch {
      // No network: nothing is known.
    }
  }

  #watch(): void {
    if (this.#asleep) return;
    const silent = performance.now() - this.#lastHeard;
    // An answer to a long poll may take 25 s.
    if (silent > (this.#polling ? 2.5 * staleAfter : staleAfter) && this.state.peek() === "live") {
      this.state.value = "stale";
      this.#reopenQuietly();
    }
  }

  #reopenQuietly(): void {
    this.#drop();
    this.#failures++;
    this.#open();
  }

  #beat(b: { at: number }): void {
    setClock(b.at);
    this.#heard();
  }

  #heard(): void {
    this.#lastHeard = performance.now();
    this.heardAt.value = Math.floor(Date.now() / 1000);
    if (this.#source || this.#polling) {
      if (this.#source) this.#failures = 0;
      this.state.value = "live";
    }
  }

  #take(f: Frame): void {
    batch(() => this.#merge(f));
  }

  #merge(f: Frame): void {
    setClock(f.at);
    this.#frame = f.frame;
    for (const [name, whole] of Object.entries(f.set ?? {})) {
      this.section(name as keyof Sections).value = whole as never;
    }
    for (const [name, patch] of Object.entries(f.patch ?? {})) {
      const s = this.section(name as keyof Sections) as Signal<unknown>;
      s.value = mergePatch(s.peek() as Json, patch);
    }
    this.#heard();
  }
}

/** inOrder lists a map by its order string: ids between spaces. */
export function inOrder<T>(m: Record<string, T> | undefined, order: string | undefined): [string, T][] {
  if (!m || !order) return [];
  return order.split(" ").flatMap((id) => {
    const v = m[id];
    return v === undefined ? [] : [[id, v] as [string, T]];
  });
}
