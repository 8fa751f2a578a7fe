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
      <ul class="rows">{held.map(([id, h], i) => <HeldRow key={id} id={id} h={h} first={i === 0} />)}</ul>
    </>
  );
}

function HeldRow({ id, h, first }: { id: string; h: Held; first: boolean }) {
  return (
    <li class="statement held">
      <p dir="auto" lang={h.lang}>{h.text}</p>
      <Told asks={h} lang={h.lang} of={statements.value.all?.[h.of ?? ""]?.text} to={h.to && seatName(h.to)} />
      <p class="aside">{td("kind", h.kind)} · <bdi>{called(h.who)}</bdi> · {questionName(h.question)}</p>
      <p class="keys">
        <Key cmd="statement.publish" payload={{ statement: id }} primary hot={first ? "KeyA" : undefined}>{t("desk.publish")}</Key>
        <Key cmd="statement.reject" act={() => refuse("statement.reject", { statement: id }, t("desk.reject"))} hot={first ? "KeyX" : undefined}>{t("desk.reject")}</Key>
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
