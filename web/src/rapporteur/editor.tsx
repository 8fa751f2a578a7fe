// The editor of one outcome: its sentence and what it cites until it was read
// out, and the texts that a finding may need.
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import type { Outcome } from "../lib/types";
import { t, td } from "../lib/words";
import { outcomePayload, outcomeTextNames, outcomeTexts, type OutcomeText } from "../ui/outcome";
import { act, asked, info, session, written } from "./model";
import { Stands } from "./stands";
import { fixed, uncite, writing, type Writing } from "./writing";

export function Editor({ w, was }: { w: Writing; was?: Outcome }) {
  const stays = fixed(w.id);
  const save = (e: Event) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const said = (name: string) => text(String(form.get(name) ?? "")).body;
    if (!stays && !said("text")) return; // what else was written stays here
    const texts = Object.fromEntries(outcomeTextNames.map((k) => [k, said(k)]));
    const payload = outcomePayload(stays
      ? { statements: [], turns: [], texts }
      : { text: said("text"), question: Number(form.get("question")), statements: w.statements, turns: w.turns, texts });
    if (w.id) act(`outcome:${w.id}`, "outcome.edit", { outcome: w.id, ...payload });
    else act(written("outcome"), "outcome.draft", payload);
    writing.value = undefined;
  };
  return (
    <form class="stack editor" onSubmit={save}>
      {stays ? <p class="statement" dir="auto">{was?.text}</p> : <Sentence w={w} was={was} />}
      <Texts legend={t("rapporteur.investigate")} names={["blocks", "missing", "finder"]} was={was} />
      <Texts legend={t("rapporteur.open")} names={["for", "against"]} was={was} />
      <p class="keys">
        <button class="key primary">{t("rapporteur.save")}</button>
        <button type="button" class="key" onClick={() => (writing.value = undefined)}>{t("rapporteur.cancel")}</button>
      </p>
    </form>
  );
}

function Sentence({ w, was }: { w: Writing; was?: Outcome }) {
  const current = String(was ? was.question ?? 0 : session.value.question ?? 0);
  return (
    <>
      <div class="field">
        <label for="outcome-text">{t("rapporteur.sentence")}</label>
        <textarea id="outcome-text" name="text" rows={3} dir="auto" maxLength={400} required defaultValue={was?.text} />
      </div>
      <div class="field">
        <label for="outcome-question">{t("rapporteur.about.question")}</label>
        <select id="outcome-question" name="question" defaultValue={current}>
          <option value="0">{t("rapporteur.question.none")}</option>
          {inOrder(info.value.questions, info.value.order).map(([n, q]) => <option key={n} value={n} selected={n === current}>{q.text}</option>)}
        </select>
      </div>
      <p class="dim">{t("rapporteur.cite.help")}</p>
      <ul class="cites">
        {w.statements.map((id) => <Cited key={id} what={id} label={asked(id)?.text || t("rapporteur.hidden")} />)}
        {w.turns.map((n) => <Cited key={n} what={n} label={t("rapporteur.turn", { n: String(n) })} />)}
      </ul>
    </>
  );
}

function Cited({ what, label }: { what: string | number; label: string }) {
  return (
    <li>
      <div><bdi>{label}</bdi>{typeof what === "string" && <Stands of={what} />}</div>
      <button type="button" class="plain" aria-label={t("rapporteur.uncite", { what: label })} onClick={() => uncite(what)}>{t("rapporteur.remove")}</button>
    </li>
  );
}

function Texts({ legend, names, was }: { legend: string; names: OutcomeText[]; was?: Outcome }) {
  return (
    <fieldset class="stack">
      <legend>{legend}</legend>
      {names.map((k) => (
        <div class="field" key={k}>
          <label for={`outcome-${k}`}>{td("desk.field", k)}</label>
          <textarea id={`outcome-${k}`} name={k} rows={2} dir="auto" maxLength={outcomeTexts[k]} defaultValue={was?.[k]} />
        </div>
      ))}
    </fieldset>
  );
}
