// What a kind asks beside its sentence, as the fields of a form. As a list of
// facts it is read in told.tsx.
import { text, type Text } from "../lib/commands";
import { asksOf, type Ask } from "../lib/fields";
import type { Asks, Kind, Statement, Table } from "../lib/types";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";

/** sentenceOf is the label of the text that a kind is written with. */
export function sentenceOf(kind: Kind): string {
  return td("speaker.sentence", kind === "question" || kind === "placement" ? kind : "other");
}

export interface Choices {
  statements?: Record<string, Statement>;
  table?: Partial<Table>;
}

/** Fields are the fields of a kind's form but its sentence, with what was said
 * before. id keeps the ids of several forms apart. */
export function Fields(p: { kind: Kind; id: string; was?: Asks } & Choices) {
  return <>{asksOf(p.kind).map((f) => <One key={f.name} f={f} {...p} />)}</>;
}

function One({ f, id, kind, was, statements, table }: { f: Ask; kind: Kind; id: string; was?: Asks } & Choices) {
  const own = `${id}-${f.name}`;
  const value = was?.[f.name] ?? "";
  if (f.form === "checks") {
    const on = value.split(" ");
    return (
      <fieldset class="checks">
        <legend>{t(f.label)}</legend>
        {f.values?.map((v) => (
          <label class="check" key={v}><input type="checkbox" name={f.name} value={v} defaultChecked={on.includes(v)} /> <span>{td(f.name, v)}</span></label>
        ))}
      </fieldset>
    );
  }
  const options = f.form === "select" ? offered(f, kind, { statements, table }) : [];
  if (f.form === "select" && options.length === 0) return f.name === "of" ? <p class="help">{td("asks.none", kind)}</p> : null;
  return (
    <div class="field">
      <label for={own}>{t(f.label)}</label>
      {f.form === "select"
        ? (
          <select id={own} name={f.name} defaultValue={value}>
            <option value="">{t(f.name === "to" ? "asks.to.table" : "asks.unsaid")}</option>
            {options.map(([v, words]) => <option key={v} value={v} selected={v === value}>{words}</option>)}
          </select>
        )
        : <input id={own} name={f.name} dir="auto" autoComplete="off" maxLength={f.max} defaultValue={value} />}
    </div>
  );
}

/** offered are the values of a choice: the words of the catalogue, statements of
 * the kind that a statement can be of, or seats. */
function offered(f: Ask, kind: Kind, { statements, table }: Choices): [string, string][] {
  if (f.name === "of") {
    const wanted = kind === "shortfall" ? "practice" : kind === "measure" ? "shortfall" : "mechanism";
    return Object.entries(statements ?? {}).filter(([, s]) => s.kind === wanted && s.text).map(([id, s]) => [id, s.text]);
  }
  if (f.name === "to") {
    return inOrder(table?.seats, table?.order).filter(([, s]) => !s.absent && s.name && s.roles.split(" ").includes("speaker")).map(([id, s]) => [id, s.name]);
  }
  return (f.values ?? []).map((v) => [v, td(f.name, v)]);
}

/** asksIn is what a posted form says beside its sentence, as a command's payload
 * takes it. */
export function asksIn(form: FormData, kind: Kind): Record<string, string | string[] | Text> {
  const out: Record<string, string | string[] | Text> = {};
  for (const f of asksOf(kind)) {
    const said = form.getAll(f.name).map(String).map((x) => x.trim()).filter(Boolean);
    if (said.length === 0) continue;
    out[f.name] = f.form === "checks" ? said : f.form === "select" ? said[0]! : text(said[0]!);
  }
  return out;
}
