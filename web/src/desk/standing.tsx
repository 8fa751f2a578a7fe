// Where the room stands: how each statement stands as votes come, what to do
// about it, and the map, step by step on the screen.
import { signal } from "@preact/signals";
import { clockTime, t, td } from "../lib/words";
import { cellsOf, lettersOf, standingClasses, stood, surenessOf, type Stood } from "../lib/standing";
import type { StandingClass } from "../lib/types";
import { cellWords, moreWords } from "../ui/cell";
import { GroupList, StandMap } from "../ui/standmap";
import { info, isClosed, outcomes, screen, standings, statements } from "./model";
import { draft } from "./outcomes";
import { showScene } from "./screenctl";
import { blank, nextOnMap, show, toShow } from "./stage";
import { Key, Panel } from "./ui";

/** selected is the statement from which the key drafts an outcome. */
const selected = signal("");

/** standing are the statements of some classes as they stand now; of those that
 * too few answered, the ones that fewest answers would decide first. */
function standing(...classes: readonly StandingClass[]): Stood[] {
  const missing = (x: Stood) => x.of.more || Infinity;
  return stood(standings.value, statements.value, ...classes).sort((a, b) => missing(a) - missing(b) || 0);
}

export function StandingPanel() {
  const pictured = standings.value.at !== undefined;
  return (
    <Panel id="standing" title={t("standing.title")}>
      <Found />
      {pictured && <OnScreen />}
      <Advice />
      {standingClasses.map((c) => <Class key={c} of={c} />)}
      {pictured && <Details />}
    </Panel>
  );
}

/** Found says which groups there are, if any, and when they were found. */
function Found() {
  const { state = "few", at = 0, people = 0, votes = 0, groups = {} } = standings.value;
  if (state !== "one" && state !== "groups") return <p>{t(`standing.${state}`)}</p>;
  return (
    <>
      {state === "one" ? <p>{t("standing.one")}</p> : <GroupList groups={groups} letters={lettersOf(standings.value)} />}
      <p class="aside">{t("standing.figures", { at: clockTime((info.value.epoch ?? 0) + at, info.value.zone), people, votes })}</p>
    </>
  );
}

/** OnScreen shows the map, each press one step further. */
function OnScreen() {
  const { scene, item = "" } = screen.value;
  const next = nextOnMap();
  if (!toShow("map")) return null;
  return (
    <>
      <p class="keys">
        <Key cmd="screen.show" act={() => showScene("map")} hot="KeyM">{step("desk.standing.reveal", next)}</Key>
        <Key cmd="screen.blank" act={blank} pressed={!!screen.value.blank} hot="KeyB">{t("desk.blank")}</Key>
      </p>
      {scene === "map" && <p class="aside">{step("desk.standing.shown", item)}</p>}
    </>
  );
}

/** step names a step of the map: veiled, what all hold, or a group. */
function step(prefix: "desk.standing.reveal" | "desk.standing.shown", item: string): string {
  return td(prefix, item === "" ? "veiled" : item === "all" ? "all" : "group", { letter: item });
}

/** Advice is what the discussion could turn to, the clearest case of each kind. */
function Advice() {
  const cited = new Set(Object.values(outcomes.value.all ?? {}).flatMap((o) => (o.statements ?? "").split(" ")));
  const cases: [string, Stood | undefined][] = [
    ["draft", standing("common-for", "common-against").find((x) => !cited.has(x.id))],
    ["between", standing("open-between")[0]],
    ["within", standing("open-within")[0]],
    ["unsure", standing("unsure")[0]],
    ["short", standing("short").find((x) => x.of.more)],
  ];
  const said = cases.filter(([, x]) => x);
  if (said.length === 0 || isClosed.value) return null;
  return (
    <>
      <h3>{t("desk.standing.advice")}</h3>
      <ul class="rows">{said.map(([what, x]) => x && <li key={what}><p>{td("desk.standing.advice", what)}</p><Statement x={x} /></li>)}</ul>
    </>
  );
}

function Class({ of }: { of: StandingClass }) {
  const all = standing(of);
  if (all.length === 0) return null;
  return (
    <details id={`standing-${of}`}>
      <summary>{td("standing.class", of)} <span class="count">{all.length}</span></summary>
      <ul class="rows">{all.map((x) => <li key={x.id}><Statement x={x} /></li>)}</ul>
    </details>
  );
}

/** Statement can be selected, and then be put on the screen or into an outcome. */
function Statement({ x: { id, s, of } }: { x: Stood }) {
  const on = selected.value === id;
  const sureness = surenessOf(of);
  const sure = of.live ? t("desk.standing.moved", { was: td("standing.class", of.class ?? "") })
    : sureness ? td("standing", sureness) : moreWords(of, standings.value.state === "groups");
  return (
    <>
      <button type="button" class="pick" aria-pressed={on} onClick={() => (selected.value = on ? "" : id)}>
        <span dir="auto" lang={s.lang}>{s.text}</span>{sure && <span class="aside">{sure}</span>}
      </button>
      {on && (
        <p class="keys">
          <Key cmd="outcome.draft" act={draftSelected} hot="KeyI">{t("desk.standing.draft")}</Key>
          <Key cmd="screen.show" act={() => show("statement", id)}>{t("desk.to.screen")}</Key>
        </p>
      )}
    </>
  );
}

/** draftSelected drafts an outcome that cites the selected statement, else the
 * first on common ground. */
export function draftSelected(): Promise<void> | undefined {
  const all = standing(...standingClasses);
  const from = all.find((x) => x.id === selected.value) ?? all.find((x) => surenessOf(x.of));
  return from && draft(from.id);
}

/** Details is the map, and how each group answered. */
function Details() {
  const { state, groups = {} } = standings.value;
  const letters = lettersOf(standings.value);
  return (
    <details>
      <summary>{t("desk.standing.details")}</summary>
      {state === "groups" && <StandMap groups={groups} letters={letters} />}
      <div class="wide" tabIndex={0}>
        <table class="cells">
          <caption class="vh">{t("standing.table")}</caption>
          <thead><tr><th scope="col">{t("desk.standing.statement")}</th>{state === "groups" ? letters.map((l) => <th key={l} scope="col">{l}</th>) : <th scope="col">{t("desk.standing.all")}</th>}</tr></thead>
          <tbody>{stood(standings.value, statements.value, ...standingClasses).map((x) => <Cells key={x.id} x={x} letters={letters} />)}</tbody>
        </table>
      </div>
    </details>
  );
}

function Cells({ x, letters }: { x: Stood; letters: string[] }) {
  const { s, of } = x;
  const cells = cellsOf(x, standings.value);
  return (
    <tr>
      <th scope="row"><span dir="auto" lang={s.lang}>{s.text}</span></th>
      {cells
        ? letters.map((l) => <td key={l}>{cellWords(of, cells[l])}</td>)
        : <td colSpan={letters.length} class="aside">{t("standing.cells.none")}</td>}
    </tr>
  );
}
