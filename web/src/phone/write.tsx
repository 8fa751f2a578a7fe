// Writing a statement, and what became of one's own.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { fieldsOf, kindsOn, sentence, type Field } from "../lib/fields";
import { field } from "../lib/mount";
import type { Kind, MyStatement } from "../lib/types";
import { t, td } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { QuestionPick } from "./details";
import { banned, me, outbox, session, waits } from "./room";

export function Write() {
  return (
    <div class="stack">
      <WriteForm />
      <Own />
    </div>
  );
}

const kind = signal<Kind>("view");
const used = signal<Record<string, number>>({}); // characters written so far, by field

function WriteForm() {
  if (session.value.phase === "closed") return <p class="card dim">{t("phone.closed")}</p>;
  if (banned.value) return <p class="card">{t("error.banned")}</p>;
  const asSeat = !me.value.voice && me.value.seat?.may["statement.add"];
  if (!me.value.voice && !asSeat) return null;
  const send = (e: Event) => {
    e.preventDefault();
    if (!field(e, "text")) return;
    const texts = Object.fromEntries(fieldsOf(kind.value).map((f) => [f.name, text(field(e, f.name))]));
    const question = Number(field(e, "question"));
    void outbox.add(`statement:${Date.now()}`, "statement.add", {
      kind: kind.value, ...texts, ...(question && { question }),
    }, asSeat ? "seat" : "voice");
    (e.currentTarget as HTMLFormElement).reset();
    kind.value = "view";
    used.value = {};
  };
  return (
    <form class="card stack" onSubmit={send}>
      <h2>{t("more.write")}</h2>
      <div class="field">
        <label for="kind">{t("more.write.kind")}</label>
        <select id="kind" value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Kind)}>
          {kindsOn("phone").map((k) => <option key={k} value={k}>{td("kind", k)}</option>)}
        </select>
      </div>
      {fieldsOf(kind.value).map((f) => (
        <TextField key={f.name} f={f} help={f !== sentence ? "" : waits.value && !asSeat ? t("more.write.held") : t("more.write.open")} />
      ))}
      <QuestionPick id="write-question" />
      <button class="key primary big">{waits.value && !asSeat ? t("more.write.send") : t("more.write.publish")}</button>
    </form>
  );
}

function TextField({ f, help }: { f: Field; help: string }) {
  const id = `write-${f.name}`;
  const count = (e: { currentTarget: HTMLTextAreaElement }) => (used.value = { ...used.value, [f.name]: [...e.currentTarget.value].length });
  return (
    <div class="field">
      <label for={id}>{t(f.label)}</label>
      <textarea id={id} rows={4} maxLength={f.max} name={f.name} required={f === sentence} dir="auto" onInput={count} aria-describedby={`${id}-help`} />
      <p class="help" id={`${id}-help`}>{t("more.write.left", { n: f.max - (used.value[f.name] ?? 0) })} {help}</p>
    </div>
  );
}

/** Own lists what one wrote, newest first, and where each stands: what is
 * still on this phone, then what the room has. */
function Own() {
  const known = me.value.statements;
  const acts = outbox.items.value.filter((i) => i.about.startsWith("statement:") && !known[String(i.facts?.statement)]);
  const objections = Object.entries(me.value.objections);
  if (!acts.length && !Object.keys(known).length && !objections.length) return null;
  return (
    <Card title={t("more.own")}>
      <ul class="own">
        {acts.reverse().map((i) => (
          <li key={i.cmd}><p dir="auto">{i.texts[0]?.body}</p><ActLine outbox={outbox} about={i.about} /></li>
        ))}
        {Object.entries(known).reverse().map(([id, s]) => (
          <li key={id}><p dir="auto">{s.text || t("report.erased")}</p><p class="dim">{fate(s)}{s.reason && <> <q dir="auto">{s.reason}</q></>}</p></li>
        ))}
        {objections.map(([id, o]) => (
          <li key={id}>
            <p dir="auto">{t("more.objection")} {o.text}</p>
            <p class="dim">{o.withdrawn ? t("more.object.withdrawn") : o.heard ? t("more.object.heard") : t("more.object.waits")}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function fate(s: MyStatement): string {
  const where = s.hidden ? t("more.own.hidden") : t(`more.own.${s.status}`);
  return s.rule ? `${where} ${td("rule", s.rule)}.` : where;
}
