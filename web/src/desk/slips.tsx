// Slips: one-time codes on paper. This page draws them and prints them, the room
// has their hashes; they are on no screen.
import { signal } from "@preact/signals";
import { where } from "../lib/dom";
import type { Side as Of, Slips } from "../lib/types";
import { clockTime, t, tn } from "../lib/words";
import { askAndSend } from "./ask";
import { desk, info, may, run } from "./model";
import { sideName } from "./names";
import { newSlip } from "./secrets";
import { Key, Side } from "./ui";

const ready = signal<string[] | undefined>(undefined);

const batches = () => Object.entries(desk.value.door?.slips ?? {}).sort(([a], [b]) => Number(a) - Number(b));

/** wanted says whether a side lets nobody new in without a slip. */
export const wanted = (side: Of) => (desk.value.door?.wants ?? "").split(" ").includes(side);

export function SlipsPart({ sides }: { sides: readonly Of[] }) {
  const all = batches();
  if (!may("slips.issue") && all.length === 0) return null;
  return (
    <details class="slips-part">
      <summary>{t("desk.slips")}</summary>
      <p class="help">{t("desk.slips.help")}</p>
      {all.length === 0 ? <p class="empty">{t("desk.slips.none")}</p> : <ul class="rows">{all.map(([n, x]) => <Batch key={n} n={Number(n)} x={x} />)}</ul>}
      <p class="keys">
        <Key cmd="slips.issue" act={make}>{t("desk.slips.make")}</Key>
        {sides.map((side) => (
          <Key key={side} cmd="door.slips" payload={{ side, on: !wanted(side) }} pressed={wanted(side)}>
            <Side side={side} word={sideName(side)} /> {t("desk.slips.want")}
          </Key>
        ))}
      </p>
    </details>
  );
}

function Batch({ n, x }: { n: number; x: Slips }) {
  const time = clockTime((info.value.epoch ?? 0) + x.at, info.value.zone);
  return (
    <li>
      <span><Side side={x.side} word={sideName(x.side)} /> · {time} · {t("desk.slips.batch", { used: x.used, n: x.issued })}{x.void && ` · ${t("desk.slips.void")}`}</span>
      {!x.void && x.used < x.issued && <Key cmd="slips.void" payload={{ batch: n }} label={`${sideName(x.side)}, ${time}: ${t("desk.slips.void.do")}`}>{t("desk.slips.void.do")}</Key>}
    </li>
  );
}

/** make asks how many and for which side. Hashes go out sorted: their order tells
 * nothing of the paper's. */
async function make(): Promise<void> {
  await askAndSend(t("desk.slips.make"), [
    { name: "n", label: t("desk.slips.count"), kind: "select", value: "80", options: ["20", "40", "80"].map((value) => ({ value, label: value })) },
    { name: "side", label: t("desk.side"), kind: "select", value: "onsite", options: (["onsite", "online"] as const).map((value) => ({ value, label: sideName(value) })) },
  ], t("desk.slips.make"), t("desk.slips.make.help"), async (a) => {
    const made = Array.from({ length: Number(a.n) }, newSlip);
    const done = await run("slips.issue", { side: a.side, hashes: made.map((x) => x.hash).sort() });
    if (done) ready.value = made.map((x) => x.code);
    return done;
  });
}

/** SlipSheet is what the printer gets; the screen has a sentence and the keys. */
export function SlipSheet() {
  const codes = ready.value;
  if (!codes) return null;
  return (
    <div class="warn ready">
      <p>{tn("desk.slips.ready", codes.length)}</p>
      <p class="keys">
        <button type="button" class="key primary" onClick={() => print()}>{t("desk.slips.print")}</button>
        <button type="button" class="key" onClick={() => (ready.value = undefined)}>{t("desk.slips.done")}</button>
      </p>
      <ul class="slips" aria-label={t("desk.slips.sheet")}>
        {codes.map((code) => (
          <li key={code}>
            <img src={`/j/${code}/qr.svg`} alt="" />
            <span><b dir="ltr" translate={false}>{code}</b>{t("desk.slips.how", { url: `${where()}/j` })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
