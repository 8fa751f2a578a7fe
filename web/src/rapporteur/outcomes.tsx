// Outcomes: those being drafted, read out, put to the room and settled.
import { signal } from "@preact/signals-core";
import { inOrder } from "../lib/live";
import type { Outcome } from "../lib/types";
import { t, td } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { outcomeSays, OutcomeTexts } from "../ui/outcome";
import { Editor } from "./editor";
import { act, asked, may, outbox, outcomes } from "./model";
import { Stands } from "./stands";
import { Waits } from "./waits";
import { write, writing } from "./writing";

/** dropped is the last outcome that was dropped on this page. */
const dropped = signal<{ id: string; text: string } | undefined>(undefined);

export function OutcomesPanel() {
  const all = inOrder(outcomes.value.all, outcomes.value.order);
  const w = writing.value;
  const gone = dropped.value && !outcomes.value.all?.[dropped.value.id] ? dropped.value : undefined;
  return (
    <Card id="outcomes" title={t("rapporteur.outcomes")}>
      {all.length === 0 && <p class="dim">{t("rapporteur.outcomes.none")}</p>}
      <ul class="rows">
        {all.map(([id, o]) => <li key={id}>{w?.id === id ? <Editor key={id} w={w} was={o} /> : <Row id={id} o={o} />}</li>)}
        {gone && <Gone id={gone.id} text={gone.text} />}
      </ul>
      <Waits names={["outcome.draft", "outcome.edit", "statement.add"]} />
      {w && !w.id ? <Editor key="new" w={w} /> : may("outcome.draft") && <p><button type="button" class="key" onClick={() => write()}>{t("rapporteur.draft")}</button></p>}
    </Card>
  );
}

function Row({ id, o }: { id: string; o: Outcome }) {
  const about = `outcome:${id}`;
  const key = (name: string, label: string, payload: Record<string, unknown> = {}) =>
    may(name) && <button type="button" class="key" onClick={() => act(about, name, { outcome: id, ...payload })}>{label}</button>;
  const drop = () => {
    dropped.value = { id, text: o.text };
    act(about, "outcome.drop", { outcome: id });
  };
  return (
    <>
      <p class="tag">{o.found ? td("outcome", o.found.kind) : td("rapporteur.status", o.status)}</p>
      <p class="statement" dir="auto">{outcomeSays(o)}</p>
      <Rests o={o} />
      <OutcomeTexts o={o} />
      <p class="keys">
        {o.status !== "settled" && may("outcome.edit") && <button type="button" class="key" onClick={() => write(id)}>{t("rapporteur.edit")}</button>}
        {o.status === "drafted" && key("outcome.read", t("rapporteur.read"))}
        {o.status === "read" && key("outcome.back", t("rapporteur.unread"), { from: "read" })}
        {(o.status === "drafted" || o.status === "read") && may("outcome.drop") && <button type="button" class="key" onClick={drop}>{t("rapporteur.drop")}</button>}
      </p>
      <ActLine outbox={outbox} about={about} />
    </>
  );
}

/** Rests is what an outcome was drafted from. */
function Rests({ o }: { o: Outcome }) {
  const on = (o.statements ?? "").split(" ").filter(Boolean);
  const turns = (o.turns ?? "").split(" ").filter(Boolean);
  if (on.length + turns.length === 0) return null;
  return (
    <details>
      <summary>{t("rapporteur.rests")}</summary>
      <ul>
        {on.map((id) => <li key={id}><span dir="auto" lang={asked(id)?.lang}>{asked(id)?.text || t("rapporteur.hidden")}</span><Stands of={id} /></li>)}
        {turns.map((n) => <li key={n}>{t("rapporteur.turn", { n })}</li>)}
      </ul>
    </details>
  );
}

function Gone({ id, text }: { id: string; text: string }) {
  const about = `outcome:${id}`;
  return (
    <li>
      <p class="tag">{t("rapporteur.dropped")}</p>
      <p class="statement" dir="auto">{text}</p>
      {may("outcome.back") && <p><button type="button" class="key" onClick={() => act(about, "outcome.back", { outcome: id, from: "dropped" })}>{t("rapporteur.back")}</button></p>}
      <ActLine outbox={outbox} about={about} />
    </li>
  );
}
