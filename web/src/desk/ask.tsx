// One dialog for everything that the desk asks before a command: a reason, a
// rule, figures, words. It is the browser's own modal dialog, so that focus and
// Escape work as everywhere.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../lib/words";
import { busy, refused, status } from "./model";

export interface Field {
  name: string;
  label: string;
  kind?: "text" | "area" | "number" | "select" | "checks";
  options?: { value: string; label: string }[];
  value?: string; // checks: values with spaces between
  required?: boolean;
  max?: number; // characters, or the greatest number
  pattern?: string; // of a text, as the browser checks it
}

export type Answers = Record<string, string>;

interface Asked {
  title: string;
  help?: string;
  fields: Field[];
  go: Go;
  send?: Send;
  done: (a: Answers | undefined) => void;
}

/** Go is what the key says that does it; it may follow what is chosen. */
type Go = string | ((a: Answers) => string);

/** Send does what was asked for; it gives something once that is done or kept. */
export type Send = (a: Answers) => Promise<unknown>;

const asked = signal<Asked | undefined>(undefined);
const sending = signal<Asked | undefined>(undefined);
const typed = signal<Answers>({}); // what the form says now
const trouble = signal<typeof status.value>(undefined); // why what was asked last was not done

/** ask opens the dialog; undefined when it was closed without an answer.
 * Ticked boxes come back as values with spaces between. */
export function ask(title: string, fields: Field[], go: Go, help?: string, send?: Send): Promise<Answers | undefined> {
  asked.peek()?.done(undefined);
  trouble.value = undefined;
  typed.value = Object.fromEntries(fields.map((f) => [f.name, f.value ?? ""]));
  return new Promise((done) => (asked.value = { title, help, fields, go, send, done }));
}

/** askAndSend is ask for a form whose answers are sent: it stays open, with all
 * that was typed, until send is through. */
export async function askAndSend(title: string, fields: Field[], go: Go, help: string | undefined, send: Send): Promise<void> {
  await ask(title, fields, go, help, send);
}

function finish(a: Answers | undefined): void {
  const now = asked.peek();
  asked.value = undefined;
  now?.done(a);
}

/** answer closes the dialog, or sends first what it asked for. */
async function answer(a: Answers): Promise<void> {
  const now = asked.peek();
  if (!now?.send) return finish(a);
  if (sending.peek() === now) return;
  sending.value = now;
  trouble.value = undefined;
  let through: unknown;
  try {
    through = await now.send(a);
  } catch (e) {
    reportError(e);
    refused({ code: "internal" });
  }
  if (sending.peek() === now) sending.value = undefined;
  if (asked.peek() !== now) return;
  if (through) finish(a);
  else if (status.peek()?.bad) trouble.value = status.peek();
}

export function AskDialog() {
  const ref = useRef<HTMLDialogElement>(null);
  const shown = useRef<Asked | undefined>(undefined);
  const now = asked.value;
  useEffect(() => {
    if (now && !ref.current?.open) ref.current?.showModal();
    if (!now) ref.current?.close();
    shown.current = now;
  }, [now]);
  const read = (e: Event): Answers => {
    const data = new FormData(e.currentTarget as HTMLFormElement);
    return Object.fromEntries((now?.fields ?? []).map((f) => [f.name, data.getAll(f.name).join(" ").trim()]));
  };
  const submit = (e: Event) => {
    e.preventDefault();
    void answer(read(e));
  };
  // The browser tells of a close later: by then the next question may be asked.
  const waits = now !== undefined && sending.value === now;
  const why = trouble.value;
  const said = why?.waits && !busy.value.has(why.waits) ? undefined : why;
  const closed = () => ref.current?.open || shown.current !== asked.peek() || finish(undefined);
  return (
    <dialog ref={ref} class="ask" aria-labelledby="ask-title" onClose={closed} onCancel={(e) => waits && e.preventDefault()}>
      {now && (
        <form onSubmit={submit} onInput={(e) => (typed.value = read(e))} key={now.title}>
          <h2 id="ask-title">{now.title}</h2>
          {now.help && <p class="help">{now.help}</p>}
          {now.fields.map((f) => <AskField key={f.name} f={f} />)}
          {said && <p class="warn" role="alert">{said.say}</p>}
          <p class="keys">
            <button class="key primary" aria-disabled={waits || undefined}><GoWords go={now.go} /></button>
            <button class="key" type="button" aria-disabled={waits || undefined} onClick={() => waits || finish(undefined)}>{t("desk.cancel")}</button>
          </p>
        </form>
      )}
    </dialog>
  );
}

/** GoWords alone are drawn again while somebody types. */
function GoWords({ go }: { go: Go }) {
  return <>{typeof go === "string" ? go : go(typed.value)}</>;
}

function AskField({ f }: { f: Field }) {
  const id = `ask-${f.name}`;
  if (f.kind === "checks") {
    const on = (f.value ?? "").split(" ");
    return (
      <fieldset class="checks">
        <legend>{f.label}</legend>
        {f.options?.map((o) => (
          <label class="check" key={o.value}>
            <input type="checkbox" name={f.name} value={o.value} defaultChecked={on.includes(o.value)} /> <span dir="auto">{o.label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div class="field">
      <label for={id}>{f.label}</label>
      {f.kind === "area" && <textarea id={id} name={f.name} rows={3} dir="auto" maxLength={f.max} required={f.required} defaultValue={f.value} />}
      {f.kind === "select" && (
        <select id={id} name={f.name} required={f.required} defaultValue={f.value}>
          {f.options?.map((o) => <option key={o.value} value={o.value} selected={o.value === f.value}>{o.label}</option>)}
        </select>
      )}
      {f.kind === "number" && <input id={id} name={f.name} type="number" min={0} max={f.max} inputMode="numeric" required={f.required} defaultValue={f.value} />}
      {(!f.kind || f.kind === "text") && <input id={id} name={f.name} dir="auto" autoComplete="off" maxLength={f.max} pattern={f.pattern} required={f.required} defaultValue={f.value} />}
    </div>
  );
}
