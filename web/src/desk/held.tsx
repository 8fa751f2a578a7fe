// Texts that wait for the moderators: published or not, the oldest by one key.
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Held } from "../lib/types";
import { desk, may, run } from "./model";
import { refuse } from "./moderation";
import { called, questionName } from "./names";
import { Key } from "./ui";

/** HeldTexts are the texts that wait, oldest first. */
export function HeldTexts() {
  const held = inOrder(desk.value.held, desk.value.held_order);
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
      <p dir="auto">{h.text}</p>
      <p class="aside">{td("kind", h.kind)} · <bdi>{called(h.who)}</bdi> · {questionName(h.question)}</p>
      <p class="keys">
        <Key cmd="statement.publish" payload={{ statement: id }} primary hot={first ? "KeyA" : undefined}>{t("desk.publish")}</Key>
        <Key cmd="statement.reject" act={() => refuse("statement.reject", { statement: id }, t("desk.reject"))} hot={first ? "KeyX" : undefined}>{t("desk.reject")}</Key>
      </p>
    </li>
  );
}

const firstHeld = () => (desk.value.held_order ?? "").split(" ")[0] ?? "";

/** heldKeys act on the oldest held statement. */
export const heldKeys = {
  publish: () => firstHeld() && may("statement.publish") && run("statement.publish", { statement: firstHeld() }),
  reject: () => firstHeld() && may("statement.reject") && refuse("statement.reject", { statement: firstHeld() }, t("desk.reject")),
};
