// Whom a leaked link let in, put out together.
import { clockTime, t, tn } from "../lib/words";
import { askAndSend, type Answers } from "./ask";
import { far, inMinute, joins, sides } from "./door";
import { desk, info, run } from "./model";
import { sideName } from "./names";
import { Key } from "./ui";

/** SweepKey stands where somebody joined who can be put out. */
export function SweepKey() {
  return idleMinutes().length > 0 ? <Key cmd="door.sweep" act={sweep}>{t("desk.sweep")}</Key> : null;
}

/** idle is how many joined from one minute to another, on a side or both, and did
 * nothing since; with hands also who only raised a hand or wrote what was refused. */
function idle(from: number, to: number, hands: boolean, side?: string): number {
  return Object.entries(joins()).filter(([m]) => from <= Number(m) && Number(m) <= to)
    .flatMap(([, by]) => sides.map((of) => (side && side !== of ? 0 : (by[of]?.idle ?? 0) + (hands ? by[of]?.hands ?? 0 : 0))))
    .reduce((a, b) => a + b, 0);
}

/** idleMinutes are those in which somebody joined who can be put out, oldest first. */
function idleMinutes(): number[] {
  return Object.keys(joins()).map(Number).filter((m) => idle(m, m, true)).sort((a, b) => a - b);
}

/** worst is the newest minute in which far more came in than before; where none
 * is, the newest of those in which most did who can be put out. */
function worst(minutes: number[]): number {
  const all = Object.keys(joins()).map(Number);
  const rushed = minutes.filter((m) => sides.some((side) => {
    const before = all.filter((k) => k < m).map((k) => inMinute(k, side));
    return before.length > 0 && far(inMinute(m, side), before);
  }));
  return rushed.at(-1) ?? minutes.reduce((a, b) => (idle(b, b, true) >= idle(a, a, true) ? b : a));
}

/** sweep asks from which minute to which, of which side, and whether to put those
 * out too who only raised a hand. */
async function sweep(): Promise<void> {
  const minutes = idleMinutes();
  if (minutes.length === 0) return;
  const options = minutes.map((m) => {
    const n = idle(m, m, false), hands = idle(m, m, true) - n;
    return {
      value: String(m),
      label: `${clockTime((info.value.epoch ?? 0) + m * 60, info.value.zone)} · ${tn("desk.sweep.idle", n)}${hands ? ` · ${tn("desk.sweep.little", hands)}` : ""}`,
    };
  });
  const value = String(worst(minutes));
  const span = (a: Answers) => [Number(a.from), Number(a.to)].sort((x, y) => x - y) as [number, number];
  await askAndSend(t("desk.sweep"), [
    ...(minutes.some((m) => idle(m, m, true) > idle(m, m, false)) ? [{
      name: "hands", label: t("desk.sweep.also"), kind: "checks" as const, options: [{ value: "too", label: t("desk.sweep.also.little") }],
    }] : []),
    { name: "from", label: t("desk.sweep.from"), kind: "select", options, value },
    { name: "to", label: t("desk.sweep.to"), kind: "select", options, value },
    { name: "side", label: t("desk.side"), kind: "select", value: "online", options: [
      ...[...sides].reverse().map((side) => ({ value: side as string, label: sideName(side) })), { value: "", label: t("desk.sweep.both") },
    ] },
  ], (a) => t("desk.sweep.go", { who: tn("desk.people", idle(...span(a), !!a.hands, a.side)) }), t("desk.sweep.help"), (a) => {
    const [from, to] = span(a);
    // Nobody of whom this page did not hear is put out.
    return run("door.sweep", { from: from * 60, to: (to + 1) * 60, newest: desk.value.door.newest, ...(a.side && { side: a.side }), ...(a.hands && { hands: true }) }, t("desk.sweep.done"));
  });
}
