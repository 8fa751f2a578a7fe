// Small parts that pages share.
import type { ComponentChildren } from "preact";
import type { Live } from "../lib/live";
import type { Side, Table, Turn, Who } from "../lib/types";
import { clockTime, t } from "../lib/words";

/** SideMark is where a person speaks from: a shape and a word, never a colour
 * alone. */
export function SideMark({ side }: { side: Side }) {
  return <span class={`side side-${side}`}>{t(side === "onsite" ? "side.onsite" : "side.online")}</span>;
}

/** nameOf is how a page calls a person. */
export function nameOf(who: Who | undefined): string {
  if (who?.name) return who.name;
  if (who?.label) return who.label;
  return who?.guest ? t("word.guest", { n: who.guest }) : t("word.somebody");
}

/** known says whether a page can call a person by a number or a name. */
export function known(who: Who | undefined): boolean {
  return !!(who?.guest || who?.name || who?.label);
}

/** Name isolates a name from the text's direction. */
export function Name({ who }: { who?: Who }) {
  return <bdi>{nameOf(who)}</bdi>;
}

/** speaker is who holds a turn: a seat's name or role, or a person. */
export function speaker(turn: Turn, table: Partial<Table>): string {
  const seat = turn.seat ? table.seats?.[turn.seat] : undefined;
  if (seat) return seat.name || t("word.at_the_table");
  return turn.number ? t("word.hand_of", { name: nameOf(turn.who), n: turn.number }) : nameOf(turn.who);
}

/** leftOf is how many seconds a turn has at a room second; below 0 over. */
export function leftOf(turn: Turn, now: number): number {
  const end = turn.in_pause ? (turn.paused_at ?? now) : now;
  return turn.length - (end - turn.start - turn.paused);
}

/** LiveLine is the state of the connection: a status sentence of fixed height
 * with one action where there is one. */
export function LiveLine({ live, zone }: { live: Live; zone?: string }) {
  const at = clockTime(live.heardAt.value, zone, live.state.value === "stale");
  const state = live.state.value;
  const text =
    state === "live" ? t("state.live")
    : state === "connecting" ? t("state.connecting")
    : state === "gone" ? t("state.gone")
    : state === "unseated" ? t("state.unseated")
    : state === "stale" ? t("state.stale", { at })
    : t("state.offline", { at });
  return (
    <p class={`live live-${state}`} role="status">
      <span>{live.outdated.value ? t("state.new_version") : text}</span>
      {live.outdated.value && <button type="button" class="plain" onClick={() => location.reload()}>{t("state.reload")}</button>}
    </p>
  );
}

/** Card is a titled box. */
export function Card(p: { title?: string; class?: string; level?: 2 | 3; id?: string; children: ComponentChildren }) {
  const H = p.level === 3 ? "h3" : "h2";
  return (
    <section class={`card ${p.class ?? ""}`} id={p.id}>
      {p.title && <H>{p.title}</H>}
      {p.children}
    </section>
  );
}
