// The host body's form: three texts, proposed by rule from the record until
// somebody writes them.
import { effect, signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import type { FieldName } from "../lib/types";
import { t, td } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, may, outbox, own, proposals, seat, seatName } from "./model";

const fields: FieldName[] = ["takeaways", "action", "summary"];
const most = 3000;

/** typed is what was typed here and is not what the room has. */
const typed = signal<Partial<Record<FieldName, string>>>({});

const about = (f: FieldName) => `form:${f}`;

/** waiting is what was saved here and is not in the record yet. */
function waiting(f: FieldName): string | undefined {
  const item = outbox.of(about(f));
  return item && item.state !== "recorded" ? item.texts[0]?.body : undefined;
}

// What the room has need not be kept here.
effect(() => {
  const open = Object.entries(typed.value).filter(([f, words]) => text(words).body !== own.value.form?.[f as FieldName]?.text);
  if (open.length < Object.keys(typed.value).length) typed.value = Object.fromEntries(open);
});

export function FormPanel() {
  return (
    <Card id="form" title={t("rapporteur.form")}>
      <p class="dim">{t("rapporteur.form.help")}</p>
      {fields.map((f) => <Field key={f} f={f} />)}
    </Card>
  );
}

function Field({ f }: { f: FieldName }) {
  const saved = own.value.form?.[f];
  const sent = waiting(f);
  const mine = typed.value[f] ?? sent;
  const proposed = proposals.value?.fields[f] ?? "";
  const value = mine ?? saved?.text ?? proposed;
  const save = (e: Event) => {
    e.preventDefault();
    const words = text(value);
    if (words.body) act(about(f), "form.set", { field: f, text: words });
  };
  const propose = () => {
    typed.value = Object.fromEntries(Object.entries(typed.value).filter(([k]) => k !== f));
    act(about(f), "form.set", { field: f });
  };
  return (
    <form class="stack form-field" onSubmit={save}>
      <div class="field">
        <label for={`form-${f}`}>{td("rapporteur.form", f)}</label>
        <textarea id={`form-${f}`} name={f} rows={6} dir="auto" maxLength={most} required value={value} readOnly={!may("form.set")}
          aria-describedby={`form-${f}-state`} onInput={(e) => (typed.value = { ...typed.value, [f]: e.currentTarget.value })} />
      </div>
      <p class="dim" id={`form-${f}-state`}>{mine !== undefined && text(mine).body === sent ? "" : state(mine !== undefined, saved?.seat, proposed)}</p>
      {may("form.set") && (
        <p class="keys">
          <button class="key primary">{t("rapporteur.save")}</button>
          {saved && <button type="button" class="key" onClick={propose}>{t("rapporteur.form.propose")}</button>}
        </p>
      )}
      <ActLine outbox={outbox} about={about(f)} />
    </form>
  );
}

/** state says whose words stand in a field. */
function state(edited: boolean, by: string | undefined, proposed: string): string {
  if (by && edited) return by === seat.value ? t("rapporteur.form.edited") : t("rapporteur.form.other");
  if (by) return by === seat.value || !seatName(by) ? t("rapporteur.form.saved") : t("rapporteur.form.saved.by", { name: seatName(by) });
  if (edited) return t("rapporteur.form.edited");
  return proposed ? t("rapporteur.form.proposed") : t("rapporteur.form.empty");
}
