// What is to be done next, at each part of the session: one step at a time.
import { signal } from "@preact/signals";
import { now } from "../lib/clock";
import { inOrder } from "../lib/live";
import { parts } from "../lib/plan";
import type { Outcome, PartKind, Side } from "../lib/types";
import { sum } from "../lib/kinds";
import { desk, floor, info, keeping, outcomes, running, session, statements, table } from "./model";

export type Step =
  | { do: "start" | "opening" | "panel-done" | "audience" | "nobody" | "audience-over" | "present" | "draft" | "title" | "close" | "closed" }
  | { do: "panel"; seat: string }
  | { do: "read" | "put" | "count" | "settle"; outcome: string };

/** nextStep is the one thing that the moderator does next. */
export function nextStep(): Step {
  const s = session.value;
  if (s.phase === "closed") return { do: "closed" };
  if (s.phase !== "live") return { do: "start" };
  switch (s.part) {
    case "panel": return ofPanel();
    case "audience": return ofAudience();
    case "closing": return ofClosing();
    default: return { do: "opening" };
  }
}

/** following is the part after the current one. */
export function following(): PartKind | undefined {
  return parts[parts.indexOf(session.value.part ?? "opening") + 1];
}

function ofPanel(): Step {
  const left = inOrder(table.value.seats, table.value.order).find(([id, x]) =>
    x.roles.split(" ").includes("speaker") && !x.absent && !x.turns && running.value?.seat !== id);
  return left ? { do: "panel", seat: left[0] } : { do: "panel-done" };
}

function ofAudience(): Step {
  if ((session.value.gap ? session.value.gap.since : now.value) >= (session.value.closing ?? Infinity)) return { do: "audience-over" };
  return { do: floor.value.next ? "audience" : "nobody" };
}

/** ofClosing finishes one outcome before it begins another. */
function ofClosing(): Step {
  if (!presentCounted()) return { do: "present" };
  const all = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status !== "dropped");
  const of = (status: string) => all.find(([, o]) => o.status === status);
  const put = of("put");
  if (put) return { do: handsWait(put[0], put[1]) ? "count" : "settle", outcome: put[0] };
  const full = all.filter(([, o]) => o.status === "settled").length >= (info.value.put ?? Infinity);
  const read = of("read");
  if (read && !full) return { do: "put", outcome: read[0] };
  const drafted = of("drafted");
  if (drafted && !full) return { do: "read", outcome: drafted[0] };
  if (all.length === 0 && !keeps("outcome.draft")) return { do: "draft" };
  return { do: titleAgain() ? "title" : "close" };
}

/** presentCounted says whether who is present was entered for every side that
 * takes part: what a hub counted is not the room, and not the others online. */
export function presentCounted(): boolean {
  if (keeps("presence.count")) return true;
  const p = desk.value.present ?? {};
  return ("present-room" in p || "present-online" in p) && !desk.value.uncounted;
}

/** keeps says whether this desk keeps such an act, which the room does not have
 * yet. */
function keeps(name: string): boolean {
  return keeping.open.value.some((k) => k.name === name);
}

/** handsWait says whether the desk has hands to count: those in the room, or any
 * while nobody was counted. */
function handsWait(id: string, o: Outcome): boolean {
  const left = uncounted(id);
  return left.includes("room") || (left.length > 0 && Object.keys(o.lines ?? {}).length === 0);
}

/** noHands are the lines, "outcome line", of which this page entered that nobody
 * raised a hand: the room keeps no line of nobody. */
export const noHands = signal<ReadonlySet<string>>(new Set());

/** uncounted are the lines on which people without phones may sit and whose
 * answers to an outcome nobody entered: more are present there than phones. */
export function uncounted(id: string): string[] {
  const { present, phones } = desk.value;
  const without = (line: string, side: Side) => (present?.[line] ?? 0) > (phones?.[side] ?? 0);
  const may = [without("present-room", "onsite") ? "room" : "", without("present-online", "online") ? "chat" : "", ...hubs()];
  const lines = outcomes.value.all?.[id]?.lines ?? {};
  return may.filter((l) => l && !lines[l] && !noHands.value.has(`${id} ${l}`));
}

/** hubs are the lines of the hubs, "hub:<person>". */
export function hubs(): string[] {
  return Object.entries(desk.value.people ?? {}).filter(([, p]) => p.kind === "hub").map(([id]) => `hub:${id}`);
}

/** titleAgain is the title question's text while it was asked at the start and
 * not yet at the end. */
export function titleAgain(): string {
  const all = Object.values(statements.value.all ?? {});
  if (all.some((x) => x.kind === "title-after") || keeping.open.value.some((k) => k.payload.kind === "title-after")) return "";
  return all.find((x) => x.kind === "title-before" && !x.hidden)?.text ?? "";
}

/** byPhone is how many of an outcome's answers came from phones so far. */
export function byPhone(id: string): number {
  const o = outcomes.value.all?.[id];
  if (!o?.totals) return 0;
  return sum(o.totals) - Object.values(o.lines ?? {}).reduce((n, x) => n + sum(x), 0);
}
