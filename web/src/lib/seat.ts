// A page of one seat that keeps what it does in an outbox: the live view, the
// seat's own, and the acts on their way.
import { computed, effect, signal } from "@preact/signals-core";
import { roomID } from "./dom";
import { doze } from "./doze";
import { listGoes } from "./list";
import { Live } from "./live";
import { Outbox } from "./outbox";
import { Sender } from "./sender";
import type { Me } from "./types";

export class SeatPage {
  readonly room = roomID();
  readonly live: Live;
  /** me is this seat's own; undefined until the server has answered. */
  readonly me = signal<Me | undefined>(undefined);
  /** stranger: this browser has no seat in the room any more. */
  readonly stranger = signal(false);
  readonly seat = computed(() => this.me.value?.seat?.id ?? "");
  readonly outbox = new Outbox();
  readonly sender = new Sender(this.outbox, () => void this.load());
  #asked = 0;

  constructor(as: "phone" | "desk" | "rapporteur") {
    this.live = new Live(as);
    if (as !== "phone") doze(this.live);
  }

  /** act keeps a command of this seat, to be sent. */
  readonly act = (about: string, name: string, payload: Record<string, unknown>): void => {
    void this.outbox.add(about, name, payload, "seat");
  };

  /** load asks for what is this seat's own. */
  async load(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const r = await fetch(`/api/rooms/${this.room}/me`, { cache: "no-store" });
      if (!r.ok || mine !== this.#asked) return;
      const now = (await r.json()) as Me;
      this.stranger.value = !now.seat;
      this.me.value = now;
    } catch {
      // The live line says that the connection is lost; reconnecting asks again.
    }
  }

  /** follow keeps this seat's own up to date, and sends what it did. */
  follow(): void {
    this.live.start();
    void this.load();
    void this.sender.start();
    listGoes(this.live);
    let was = this.live.state.peek();
    effect(() => {
      if (this.live.state.value === "live" && was !== "live") void this.load();
      was = this.live.state.value;
    });
    let roles = "";
    effect(() => {
      const now = this.live.section("table").value.seats?.[this.seat.value]?.roles ?? "";
      if (roles && now !== roles) void this.load();
      roles = now;
    });
  }
}
