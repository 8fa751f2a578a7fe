// What else waits for the moderator: one thing at a time, the most urgent first.
import { signal } from "@preact/signals";
import { mmss, now } from "../lib/clock";
import { inOrder } from "../lib/live";
import { clockTime, t, td, tn } from "../lib/words";
import { rushing } from "./door";
import { desk, info, isLive, queue, running, session, table, watching } from "./model";
import { called, sideName } from "./names";

export type Notice =
  | { do: "signal"; kind: string; count: number }
  | { do: "order"; n: number }
  | { do: "rush"; side: string }
  | { do: "absent"; turn: number }
  | { do: "screen" }
  | { do: "half"; minutes: number; left: number }
  | { do: "objection"; n: number }
  | { do: "held"; n: number; question: boolean }
  | { do: "missed"; since: number };

// In seconds: so long after the grace the desk is reminded that somebody who was
// called may not be there; so long a screen may be away, being loaded anew; so long
// nobody touched the desk before it tells what came meanwhile; so long after the
// start people come in together, and so many of a side in a minute are a crowd.
const reminded = 30;
const reloading = 10;
const untouched = 300;
const arriving = 300;
const crowd = 60;

/** notice is the most urgent of what waits; undefined while nothing does. Alone, a
 * moderator is asked for nothing that can wait. */
export function notice(): Notice | undefined {
  const alone = !!session.value.solo;
  return signalled("cant-hear") ?? ordered() ?? rushed() ?? absent() ?? unseen() ?? half() ?? missed()
    ?? (alone ? undefined : signalled() ?? objected() ?? held());
}

function signalled(kind?: string): Notice | undefined {
  const [of, s] = Object.entries(desk.value.signals ?? {}).sort(([, a], [, b]) => a.since - b.since).find(([k]) => !kind || k === kind) ?? [];
  return of && s ? { do: "signal", kind: of, count: s.count } : undefined;
}

function ordered(): Notice | undefined {
  const n = Object.values(desk.value.orders ?? {}).filter((o) => o.state === "asked").length;
  return n && isLive.value ? { do: "order", n } : undefined;
}

/** rushed: who comes in at the beginning was asked to join, unless it is a crowd. */
function rushed(): Notice | undefined {
  const early = now.value - (session.value.started ?? 0) < arriving;
  const side = isLive.value ? rushing(early ? crowd : 0) : undefined;
  return side && { do: "rush", side };
}

function absent(): Notice | undefined {
  const r = running.value;
  const over = now.value - (r?.grace ?? Infinity);
  return r && over >= 0 && over < reminded ? { do: "absent", turn: r.n } : undefined;
}

/** screens is how many screens there were when the moderator last knew of it, and
 * since when there are fewer. */
const screens = signal<{ n: number; fewer?: number }>({ n: 0 });

/** screensKnown has the notice of a lost screen go. */
export function screensKnown(): void {
  screens.value = { n: watching.value.screens ?? 0 };
}

/** followScreens keeps the most screens that were seen. */
export function followScreens(): void {
  const n = watching.value.screens ?? 0;
  const was = screens.peek();
  screens.value = n >= was.n ? { n } : { n: was.n, fewer: was.fewer ?? now.peek() };
}

function unseen(): Notice | undefined {
  const { fewer } = screens.value;
  return isLive.value && fewer !== undefined && now.value - fewer >= reloading ? { do: "screen" } : undefined;
}

/** half is half-time, five and two minutes ahead. */
export function half(): Notice | undefined {
  const { part, warn_five, warn_two, audience, gap, left } = session.value;
  if (!isLive.value || gap || part !== "panel" || now.value < (warn_five ?? Infinity) || now.value >= (audience ?? 0)) return undefined;
  const minutes = now.value < (warn_two ?? Infinity) ? 5 : 2;
  return { do: "half", minutes: Math.min(minutes, Math.ceil(((audience ?? 0) - now.value) / 60)), left: left ?? 0 };
}

function objected(): Notice | undefined {
  const n = Object.keys(desk.value.objections ?? {}).length;
  return n ? { do: "objection", n } : undefined;
}

function held(): Notice | undefined {
  const all = inOrder(desk.value.held, desk.value.held_order);
  return all.length ? { do: "held", n: all.length, question: all[0]?.[1].kind === "question" } : undefined;
}

/** seen is when the moderator last read what came meanwhile. */
const seen = signal(-1);

export function missedRead(): void {
  seen.value = now.value;
}

/** moderates says whether a seat's acts touch the desk. */
function moderates(seat: string): boolean {
  const roles = `${table.value.seats?.[seat]?.roles ?? ""} ${desk.value.rights?.[seat]?.deputy ?? ""}`.split(" ");
  return !!desk.value.helpers?.[seat] || ["organizer", "moderator", "online-moderator"].some((r) => roles.includes(r));
}

/** missed: the desk was left alone. */
function missed(): Notice | undefined {
  const acts = Object.entries(desk.value.acts ?? {}).filter(([seat]) => moderates(seat)).map(([, a]) => a.at);
  const since = Math.max(session.value.started ?? 0, seen.value, ...acts);
  return isLive.value && now.value - since >= untouched ? { do: "missed", since } : undefined;
}

/** came is what reached the desk since an instant, in words. */
function came(since: number): string {
  const after = (all: Record<string, { at: number }> | undefined) => Object.values(all ?? {}).filter((x) => x.at > since).length;
  const counts = [
    ["desk.missed.hands", after(queue.value.hands)], ["desk.missed.texts", after(desk.value.held)],
    ["desk.missed.calls", after(desk.value.orders) + Object.values(desk.value.signals ?? {}).filter((s) => s.since > since).length],
  ] as const;
  return counts.flatMap(([key, n]) => (n ? [tn(key, n)] : [])).join(t("word.comma")) || t("desk.missed.nothing");
}

/** noticed is a notice in one sentence. */
export function noticed(x: Notice): string {
  switch (x.do) {
    case "signal": return `${td("signal", x.kind)}: ${tn("desk.people", x.count)}`;
    case "order": return tn("desk.notice.order", x.n);
    case "rush": return t("desk.notice.rush", { side: sideName(x.side) });
    case "absent": return t("desk.notice.absent", { name: called(running.value?.who) });
    case "screen": return t("desk.notice.screen");
    case "half": return `${tn("desk.warn", x.minutes)}. ${x.left ? tn("desk.notice.left", x.left) : ""}`;
    case "objection": return tn("desk.notice.objection", x.n);
    case "held": return tn("desk.held", x.n);
    case "missed": return t("desk.missed", { time: clockTime((info.value.epoch ?? 0) + x.since, info.value.zone), what: came(x.since) });
  }
}

/** calm says how long the desk can be left alone, and what goes on meanwhile. */
export function calm(): string {
  const { part, audience, closing, end, gap, solo } = session.value;
  if (!isLive.value || gap) return solo ? t("desk.solo.on") : "";
  const until = part === "closing" ? end : part === "audience" ? closing : audience;
  const left = (until ?? 0) - now.value;
  if (left <= 0) return "";
  const next = part === "closing" ? t("desk.calm.end") : td("part", part === "audience" ? "closing" : "audience");
  return t(solo ? "desk.calm.solo" : "desk.calm", { time: mmss(left), part: next });
}
