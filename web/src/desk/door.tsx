// The door: how many come in, closed and opened by one key, new codes, slips, and
// whom a leaked link let in put out together.
import { now } from "../lib/clock";
import { clockTime, t, tn } from "../lib/words";
import { askAndSend } from "./ask";
import { desk, info, isClosed, may, run } from "./model";
import { sideName } from "./names";
import { Key, Panel, Side } from "./ui";
import { renewCodes } from "./codes";
import { SlipSheet, SlipsPart, wanted } from "./slips";

const sides = ["onsite", "online"] as const;
type Of = (typeof sides)[number];

const shut = (side: Of) => (desk.value.door?.shut ?? "").split(" ").includes(side);
const joins = () => desk.value.door?.joins ?? {};
const inMinute = (minute: number, side: Of) => joins()[minute]?.[side]?.all ?? 0;

/** far says whether so many in a minute are far above the minutes before it. */
export function far(n: number, before: readonly number[]): boolean {
  return n >= 10 && n > 3 * Math.max(1, ...before);
}

/** rush says whether this minute or the last is far above what was before. */
function rush(side: Of, minute: number): boolean {
  const before = (m: number) => Object.keys(joins()).map(Number).filter((k) => k < m).map((k) => inMinute(k, side));
  return [minute - 1, minute].some((m) => far(inMinute(m, side), before(minute - 1)));
}

/** rushing is a side into which far more people come than before, by an open
 * door. */
export function rushing(): Of | undefined {
  return sides.find((side) => !shut(side) && rush(side, Math.floor(now.value / 60)));
}

export function DoorPanel() {
  if (isClosed.value) return null;
  return (
    <Panel id="door" title={t("desk.door")}>
      {sides.map((side) => <DoorSide key={side} side={side} />)}
      <p class="keys">
        {sides.every(shut)
          ? <Key cmd="door.open" hot="KeyG" primary>{t("desk.door.open")}</Key>
          : <Key cmd="door.close" hot="KeyG">{t("desk.door.close")}</Key>}
      </p>
      <details open={sides.some(shut) || !!rushing()}>
        <summary>{t("desk.door.more")}</summary>
        <p class="keys">
          {sides.map((side) => <SideKey key={side} side={side} />)}
          <Key cmd="codes.set" act={renewCodes}>{t("desk.codes.new")}</Key>
          {idle().length > 0 && <Key cmd="door.sweep" act={sweep}>{t("desk.door.sweep")}</Key>}
        </p>
      </details>
      <SlipSheet />
      <SlipsPart sides={sides} />
    </Panel>
  );
}

function DoorSide({ side }: { side: Of }) {
  const minute = Math.floor(now.value / 60);
  const high = rush(side, minute);
  return (
    <p>
      <Side side={side} word={sideName(side)} /> · {shut(side) ? <strong>{t("desk.door.shut")}</strong> : t("desk.door.isopen")}{wanted(side) && ` · ${t("desk.slips.wanted")}`}
      <span class="aside"> · {t("desk.door.joins", { now: inMinute(minute, side), last: inMinute(minute - 1, side) })}</span>{high && <strong> · {t("desk.door.rush")}</strong>}
    </p>
  );
}

/** SideKey closes or opens one side alone. */
function SideKey({ side }: { side: Of }) {
  const name = `${sideName(side)}: ${shut(side) ? t("desk.door.side.open") : t("desk.door.side.close")}`;
  return <Key cmd={shut(side) ? "door.open" : "door.close"} payload={{ side }}>{name}</Key>;
}

/** doorKey closes what is open, and opens when nothing is. */
export function doorKey(): unknown {
  return run(sides.every(shut) ? "door.open" : "door.close");
}

/** idle are the minutes in which somebody joined who did nothing since or only
 * raised a hand, oldest first, and how many. */
function idle(): { minute: number; n: number; hands: number }[] {
  return Object.entries(joins())
    .map(([m, by]) => ({
      minute: Number(m),
      n: sides.reduce((sum, side) => sum + (by[side]?.idle ?? 0), 0),
      hands: sides.reduce((sum, side) => sum + (by[side]?.hands ?? 0), 0),
    }))
    .filter((x) => x.n + x.hands > 0).sort((a, b) => a.minute - b.minute);
}

/** sweep asks from which minute to which, of which side, and whether to put those
 * out too who only raised a hand. */
async function sweep(): Promise<void> {
  if (!may("door.sweep")) return;
  const minutes = idle();
  if (minutes.length === 0) return;
  const worst = minutes.reduce((a, b) => (b.n > a.n ? b : a)).minute;
  const options = minutes.map(({ minute, n, hands }) => ({
    value: String(minute),
    label: `${clockTime((info.value.epoch ?? 0) + minute * 60, info.value.zone)}: ${tn("desk.door.idle", n)}${hands ? `, ${tn("desk.door.hands", hands)}` : ""}`,
  }));
  await askAndSend(t("desk.door.sweep"), [
    ...(minutes.some((x) => x.hands > 0) ? [{ name: "hands", label: t("desk.door.who"), kind: "select" as const, value: "", options: [
      { value: "", label: t("desk.door.who.idle") }, { value: "too", label: t("desk.door.who.hands") },
    ] }] : []),
    { name: "from", label: t("desk.door.from"), kind: "select", options, value: String(worst) },
    { name: "to", label: t("desk.door.to"), kind: "select", options, value: options.at(-1)?.value },
    { name: "side", label: t("desk.side"), kind: "select", value: "online", options: [
      ...[...sides].reverse().map((side) => ({ value: side as string, label: sideName(side) })), { value: "", label: t("desk.door.both") },
    ] },
  ], t("desk.door.sweep"), t("desk.door.sweep.help"), (a) => {
    const [from, to] = [Number(a.from), Number(a.to)].sort((x, y) => x - y) as [number, number];
    return run("door.sweep", { from: from * 60, to: (to + 1) * 60, ...(a.side && { side: a.side }), ...(a.hands && { hands: true }) }, t("desk.door.swept"));
  });
}
