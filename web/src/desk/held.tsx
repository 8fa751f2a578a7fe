// Texts that wait for the moderators: published or not, the oldest by one key.
// Questions wait in their own panel, all else with the statements.
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Held } from "../lib/types";
import { Told } from "../ui/told";
import { desk, may, run, statements } from "./model";
import { refuse } from "./moderation";
import { called, questionName, seatName } from "./names";
import { open, tab, type Tab } from "./tabs";
import { Key } from "./ui";

const tabOf = (h: Held): Tab => (h.kind === "question" ? "questions" : "statements");

/** heldIn are the texts that wait in a tab, oldest first. */
export function heldIn(which: Tab): [string, Held][] {
  return inOrder(desk.value.held, desk.value.held_order).filter(([, h]) => tabOf(h) === which);
}

export function HeldTexts({ of }: { of: Tab }) {
  const held = heldIn(of);
  if (held.length === 0) return null;
  return (
    <>
      <h3>{tn("desk.held", held.length)}</h3>
      <ul class="rows">{alike(held).map((all, i) => <HeldRow key={all[0][0]} all={all} first={i === 0} />)}</ul>
    </>
  );
}

type Group = [[string, Held], ...[string, Held][]];

/** alike puts texts together that are nearly equal, where the oldest of them is. */
function alike(held: [string, Held][]): Group[] {
  const groups = new Map<string, Group>();
  for (const [id, h] of held) {
    const root = h.like || id;
    const group = groups.get(root);
    if (group) group.push([id, h]);
    else groups.set(root, [[id, h]]);
  }
  return [...groups.values()];
}

function HeldRow({ all, first }: { all: Group; first: boolean }) {
  const [[id, h], ...others] = all;
  const also = others.map(([x]) => x);
  return (
    <li class="statement held">
      <p dir="auto" lang={h.lang}>{h.text}</p>
      <Told asks={h} lang={h.lang} of={statements.value.all?.[h.of ?? ""]?.text} to={h.to && seatName(h.to)} />
      <p class="aside">{td("kind", h.kind)} · <bdi>{called(h.who)}</bdi> · {questionName(h.question)}</p>
      {h.kept && <p class="aside">{td("desk.kept", h.kept)}</p>}
      {also.length > 0 && (
        <details>
          <summary>{tn("desk.alike", also.length)}</summary>
          <ul class="rows">{others.map(([x, o]) => <li key={x}><p dir="auto" lang={o.lang}>{o.text}</p><p class="aside"><bdi>{called(o.who)}</bdi></p><Key cmd="statement.publish" payload={{ statement: x }}>{t("desk.publish")}</Key></li>)}</ul>
        </details>
      )}
      <p class="keys">
        <Key cmd="statement.publish" payload={{ statement: id }} primary hot={first ? "KeyA" : undefined}>{t("desk.publish")}</Key>
        <Key cmd="statement.reject" act={() => refuse("statement.reject", { statement: id }, t("desk.reject"))} hot={first ? "KeyX" : undefined}>{t("desk.reject")}</Key>
        {also.length > 0 && <Key cmd="statement.reject" act={() => refuse("statement.reject", { statement: id, also }, tn("desk.reject.all", also.length + 1))}>{tn("desk.reject.all", also.length + 1)}</Key>}
      </p>
    </li>
  );
}

/** firstHeld is the oldest held text of the panel that is shown. Where none
 * waits there, the panel of the oldest is opened: nobody decides about a text
 * that is not before their eyes. */
function firstHeld(): string {
  const here = heldIn(tab.value)[0];
  if (here) return here[0];
  const oldest = inOrder(desk.value.held, desk.value.held_order)[0];
  if (oldest) open(tabOf(oldest[1]));
  return "";
}

function decide(command: string, go: (statement: string) => unknown): void {
  const id = may(command) && firstHeld();
  if (id) void go(id);
}

/** heldKeys act on the oldest held text. */
export const heldKeys = {
  publish: () => decide("statement.publish", (statement) => run("statement.publish", { statement })),
  reject: () => decide("statement.reject", (statement) => refuse("statement.reject", { statement }, t("desk.reject"))),
};
