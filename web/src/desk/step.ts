// What is to be done next, at each part of the session: one step at a time.
import { now } from "../lib/clock";
import { inOrder } from "../lib/live";
import { parts } from "../lib/plan";
import type { PartKind } from "../lib/types";
import { sum } from "../lib/kinds";
import { desk, floor, info, outcomes, running, session, statements, table } from "./model";

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
  if (Object.keys(desk.value.present ?? {}).length === 0) return { do: "present" };
  const all = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status !== "dropped");
  const of = (status: string) => all.find(([, o]) => o.status === status);
  const put = of("put");
  if (put) return { do: put[1].lines && Object.keys(put[1].lines).length > 0 ? "settle" : "count", outcome: put[0] };
  const full = all.filter(([, o]) => o.status === "settled").length >= (info.value.put ?? Infinity);
  const read = of("read");
  if (read && !full) return { do: "put", outcome: read[0] };
  const drafted = of("drafted");
  if (drafted && !full) return { do: "read", outcome: drafted[0] };
  if (all.length === 0) return { do: "draft" };
  return { do: titleAgain() ? "title" : "close" };
}

/** titleAgain is the title question's text while it was asked at the start and
 * not yet at the end. */
export function titleAgain(): string {
  const all = Object.values(statements.value.all ?? {});
  if (all.some((x) => x.kind === "title-after")) return "";
  return all.find((x) => x.kind === "title-before" && !x.hidden)?.text ?? "";
}

/** byPhone is how many of an outcome's answers came from phones so far. */
export function byPhone(id: string): number {
  const o = outcomes.value.all?.[id];
  if (!o?.totals) return 0;
  return sum(o.totals) - Object.values(o.lines ?? {}).reduce((n, x) => n + sum(x), 0);
}
