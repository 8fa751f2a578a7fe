// The run of show: the fixed end, the parts and what an overrun costs whom.
import { mmss, now } from "../lib/clock";
import { clockTime, t, td, tn } from "../lib/words";
import { parts, partEnd } from "../lib/plan";
import type { PartKind } from "../lib/types";
import { ask, askAndSend } from "./ask";
import { floor, info, isLive, may, run, session } from "./model";
import { half } from "./notices";
import { following, nextStep } from "./step";
import { Key, Panel } from "./ui";

export function ShowPanel() {
  const s = session.value;
  return (
    <Panel id="show" title={t("desk.show")}>
      {s.phase === "before" && <Before />}
      {s.phase === "live" && <Clock />}
      <table class="parts">
        <caption class="vh">{t("desk.plan")}</caption>
        <thead><tr><th scope="col">{t("desk.part")}</th><th scope="col">{t("desk.planned")}</th><th scope="col">{t("desk.used")}</th></tr></thead>
        <tbody>{parts.map((p) => <PartRow key={p} part={p} />)}</tbody>
      </table>
      {isLive.value && <Moves />}
      <p class="keys">
        {s.phase === "before" && <Key cmd="plan.set" act={editPlan}>{t("desk.plan.edit")}</Key>}
        {isLive.value && <Key cmd="session.close" act={close}>{t("desk.close")}</Key>}
      </p>
    </Panel>
  );
}

function Before() {
  const { start, zone } = info.value;
  return <p>{start ? t("desk.starts", { time: clockTime(start, zone) }) : t("desk.starts.open")}</p>;
}

function Clock() {
  const s = session.value;
  const at = s.gap ? s.gap.since : now.value;
  const part = s.part ?? "opening";
  const left = partEnd(s, part) - at;
  return (
    <div class="clocks">
      <p class={`clock${left < 0 ? " over" : ""}`}><span class="what">{td("part", part)}</span> <span class="time">{mmss(left)}</span></p>
      <p class="clock small"><span class="what">{t("desk.end", { time: clockTime((info.value.epoch ?? 0) + (s.end ?? 0), info.value.zone) })}</span> <span class="time">{mmss((s.end ?? 0) - at)}</span></p>
      {left < 0 && <p class="over">{t(overrun[part], { time: mmss(-left) })}</p>}
      {part === "panel" && <PanelShare at={at} />}
      {part !== "audience" && part !== "closing" && at >= (s.warn_five ?? Infinity) && at < (s.audience ?? 0) &&
        <p class="warn">{tn("desk.warn", Math.max(1, Math.ceil(((s.audience ?? 0) - at) / 60)))}</p>}
    </div>
  );
}

const overrun = {
  opening: "desk.over.opening", panel: "desk.over.panel", audience: "desk.over.audience", closing: "desk.over.closing",
} as const;

/** PanelShare is what is left for each speaker who has not presented yet. */
function PanelShare({ at }: { at: number }) {
  const s = session.value;
  if (!s.left) return null;
  const each = Math.floor(Math.max(0, (s.audience ?? 0) - at) / s.left);
  return <p>{tn("desk.left", s.left, { time: mmss(each) })}</p>;
}

function PartRow({ part }: { part: PartKind }) {
  const s = session.value;
  const current = isLive.value && s.part === part;
  const at = s.gap ? s.gap.since : now.value;
  const used = (s.spent?.[part] ?? 0) + (current ? at - (s.since ?? at) : 0);
  return (
    <tr class={current ? "current" : undefined} aria-current={current ? "step" : undefined}>
      <th scope="row">{td("part", part)}{current && <span class="here"> {t("desk.here")}</span>}</th>
      <td>{mmss(s.plan?.[part] ?? 0)}</td>
      <td>{used ? mmss(used) : ""}</td>
    </tr>
  );
}

/** Moves goes on to the next part, or moves minutes between parts by a key. */
function Moves() {
  const s = session.value;
  const part = s.part ?? "opening";
  const next = following();
  const onStrip = ["opening", "panel-done", "audience-over"].includes(nextStep().do) || half();
  const taken = Object.values(s.taken ?? {}).reduce(
    (sum, x) => sum + (x.from === "audience" && x.for === "panel" ? x.seconds : x.from === "panel" ? -x.seconds : 0), 0);
  return (
    <p class="keys">
      {next && !onStrip && <Key cmd="part.next" payload={{ after: part }}>{t("desk.part.next", { part: td("part", next) })}</Key>}
      {(part === "opening" || part === "panel") &&
        <Key cmd="part.take" payload={{ from: "audience", for: "panel", seconds: 180 }}>{tn("desk.take.panel", exchanges(180))}</Key>}
      {taken > 0 && part === "panel" &&
        <Key cmd="part.take" payload={{ from: "panel", for: "audience", seconds: Math.min(180, taken) }}>{t("desk.take.back", { time: mmss(Math.min(180, taken)) })}</Key>}
      {part === "audience" &&
        <Key cmd="part.take" payload={{ from: "closing", for: "audience", seconds: 60 }}>{t("desk.take.closing")}</Key>}
    </p>
  );
}

/** exchanges is how many audience exchanges fit into a stretch. */
function exchanges(seconds: number): number {
  return Math.max(1, Math.floor(seconds / (floor.value.each || 90)));
}

async function editPlan(): Promise<void> {
  const plan = session.value.plan;
  await askAndSend(t("desk.plan.edit"), parts.map((p) => ({
    name: p, label: td("part", p), kind: "text" as const, required: true, value: String(Math.round((plan?.[p] ?? 0) / 0.6) / 100),
  })), t("desk.save"), t("desk.plan.help"),
  (a) => run("plan.set", { plan: parts.map((p) => ({ kind: p, seconds: Math.round(Number(a[p]?.replace(",", ".")) * 60) || 0 })) }));
}

export async function close(): Promise<void> {
  if (!may("session.close")) return;
  if (await ask(t("desk.close"), [], t("desk.close"), t("desk.close.help"))) await run("session.close");
}
