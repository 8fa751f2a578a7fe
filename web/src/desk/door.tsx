// The door: how many come in, closed and opened by one key, new codes and slips.
import type { ComponentChildren } from "preact";
import { now } from "../lib/clock";
import { t } from "../lib/words";
import { desk, isClosed, run } from "./model";
import { sideName } from "./names";
import { Key, Panel, Side } from "./ui";
import { renewCodes } from "./codes";
import { SlipSheet, SlipsPart, wanted } from "./slips";

export const sides = ["onsite", "online"] as const;
type Of = (typeof sides)[number];

const shut = (side: Of) => (desk.value.door?.shut ?? "").split(" ").includes(side);
export const joins = () => desk.value.door?.joins ?? {};
export const inMinute = (minute: number, side: Of) => joins()[minute]?.[side]?.all ?? 0;

/** far says whether so many in a minute are far above the minutes before it. */
export function far(n: number, before: readonly number[]): boolean {
  return n >= 10 && n > 3 * Math.max(1, ...before);
}

/** rush says whether this minute or the last has so many at least, and is far above
 * what was before. */
function rush(side: Of, minute: number, least = 0): boolean {
  const before = (m: number) => Object.keys(joins()).map(Number).filter((k) => k < m).map((k) => inMinute(k, side));
  return [minute - 1, minute].some((m) => inMinute(m, side) >= least && far(inMinute(m, side), before(minute - 1)));
}

/** rushing is a side into which far more people come than before, so many in a
 * minute at least, by an open door. */
export function rushing(least = 0): Of | undefined {
  return sides.find((side) => !shut(side) && rush(side, Math.floor(now.value / 60), least));
}

/** DoorPanel has the key that puts people out come from outside: it is loaded later. */
export function DoorPanel({ sweep }: { sweep: ComponentChildren }) {
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
          {sweep}
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
