// Notes: free, or about one thing of the record. They are on this page alone.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { field } from "../lib/mount";
import type { Entry, Note } from "../lib/types";
import { clockTime, t, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, asked, info, may, outbox, outcomes, own, written } from "./model";
import { Waits } from "./waits";

type About = Pick<Note, "turn" | "statement" | "outcome">;

/** about is what the note that is being written is about. */
const about = signal<About>({});
/** editing is the note that is being changed; "" none. */
const editing = signal("");
let kept = 0;

/** noteOn begins a note about what an entry of the record names. */
export function noteOn(e: Entry): void {
  about.value = e.statement ? { statement: e.statement } : e.outcome ? { outcome: e.outcome } : { turn: e.turn };
  document.getElementById("note-text")?.focus();
}

export function NotesPanel() {
  const all = inOrder(own.value.notes, own.value.note_order).reverse();
  const dropped = all.filter(([, n]) => n.dropped);
  return (
    <Card id="notes" title={t("rapporteur.notes")}>
      <p class="dim">{t("rapporteur.notes.help")}</p>
      {may("note.add") && <Add />}
      <Waits names={["note.add", "note.edit"]} />
      <ul class="rows">
        {all.filter(([, n]) => !n.dropped).map(([id, n]) => <li key={id}>{editing.value === id ? <Edit id={id} n={n} /> : <Row id={id} n={n} />}</li>)}
      </ul>
      {dropped.length > 0 && (
        <details>
          <summary>{tn("rapporteur.notes.dropped", dropped.length)}</summary>
          <ul class="rows">{dropped.map(([id, n]) => <li key={id}><Row id={id} n={n} /></li>)}</ul>
        </details>
      )}
    </Card>
  );
}

function Add() {
  const save = (e: Event) => {
    e.preventDefault();
    const words = field(e, "text");
    if (!words) return;
    act(written("note"), "note.add", { text: text(words), ...about.value });
    kept++;
    about.value = {};
  };
  const label = aboutLabel(about.value);
  return (
    <form class="stack" key={kept} onSubmit={save}>
      <div class="field">
        <label for="note-text">{t("rapporteur.note.text")}</label>
        <textarea id="note-text" name="text" rows={2} dir="auto" maxLength={1000} required />
      </div>
      {label && <p class="aside"><bdi>{label}</bdi> <button type="button" class="plain" onClick={() => (about.value = {})}>{t("rapporteur.remove")}</button></p>}
      <p><button class="key primary">{t("rapporteur.note.keep")}</button></p>
    </form>
  );
}

/** aboutLabel is what a note is about, in words; "" for a free one. */
function aboutLabel(x: About): string {
  if (x.turn) return t("rapporteur.turn", { n: String(x.turn) });
  if (x.statement) return asked(x.statement)?.text || t("rapporteur.hidden");
  if (x.outcome) return outcomes.value.all?.[x.outcome]?.text || t("rapporteur.hidden");
  return "";
}

function Row({ id, n }: { id: string; n: Note }) {
  const line = `note:${id}`;
  const label = aboutLabel(n);
  return (
    <>
      <p class="tag"><span class="clock">{clockTime((info.value.epoch ?? 0) + n.at, info.value.zone)}</span>{label && <> · <bdi>{label}</bdi></>}</p>
      <p class="note" dir="auto">{n.text || t("rapporteur.erased")}</p>
      <p class="keys">
        {n.dropped
          ? may("note.restore") && <button type="button" class="key" onClick={() => act(line, "note.restore", { note: id })}>{t("rapporteur.back")}</button>
          : <>
            {may("note.edit") && <button type="button" class="key" onClick={() => (editing.value = id)}>{t("rapporteur.edit")}</button>}
            {may("note.drop") && <button type="button" class="key" onClick={() => act(line, "note.drop", { note: id })}>{t("rapporteur.drop")}</button>}
          </>}
      </p>
      <ActLine outbox={outbox} about={line} />
    </>
  );
}

function Edit({ id, n }: { id: string; n: Note }) {
  const save = (e: Event) => {
    e.preventDefault();
    const words = field(e, "text");
    if (!words) return;
    if (words !== n.text) act(`note:${id}`, "note.edit", { note: id, text: text(words) });
    editing.value = "";
  };
  return (
    <form class="stack" onSubmit={save}>
      <div class="field">
        <label for={`note-${id}`}>{t("rapporteur.note.text")}</label>
        <textarea id={`note-${id}`} name="text" rows={3} dir="auto" maxLength={1000} required defaultValue={n.text} />
      </div>
      <p class="keys">
        <button class="key primary">{t("rapporteur.save")}</button>
        <button type="button" class="key" onClick={() => (editing.value = "")}>{t("rapporteur.cancel")}</button>
      </p>
    </form>
  );
}
