// Writing down what was said, by one key from the running turn.
import { signal } from "@preact/signals";
import { text } from "../lib/commands";
import { fieldsOf, kindsOn, sentence } from "../lib/fields";
import type { Kind } from "../lib/types";
import { t, td } from "../lib/words";
import { caught, run } from "./model";
import { titleAgain } from "./step";
import { Key } from "./ui";

const draft = signal<{ kind: Kind; texts: Record<string, string> }>({ kind: "view", texts: {} });

/** Catch writes down what was said, with one key for where it was said. */
export function Catch() {
  const turn = caught.value;
  const add = async (e: Event) => {
    e.preventDefault();
    const { kind, texts } = draft.value;
    if (!texts.text?.trim()) return;
    const said = Object.fromEntries(fieldsOf(kind).map((f) => [f.name, text(texts[f.name] ?? "")]));
    const done = await run("statement.add", { kind, ...said, ...(turn && { turn }) }, t("desk.caught"));
    if (done) draft.value = { kind, texts: {} };
  };
  return (
    <form class="catch" onSubmit={add}>
      {fieldsOf(draft.value.kind).map((f) => {
        const id = f === sentence ? "catch" : `catch-${f.name}`;
        return (
          <div key={f.name} class="field">
            <label for={id}>{f !== sentence ? t(f.label) : <>{turn ? t("desk.catch.turn", { n: String(turn) }) : t("desk.catch")} <kbd aria-hidden="true">C</kbd></>}</label>
            <textarea id={id} rows={2} maxLength={f.max} dir="auto" value={draft.value.texts[f.name] ?? ""}
              onInput={(e) => (draft.value = { ...draft.value, texts: { ...draft.value.texts, [f.name]: e.currentTarget.value } })}
              onKeyDown={(e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) void add(e); if (e.key === "Escape") e.currentTarget.blur(); }} />
          </div>
        );
      })}
      <p class="keys">
        <label class="vh" for="catch-kind">{t("desk.kind")}</label>
        <select id="catch-kind" value={draft.value.kind} onChange={(e) => (draft.value = { ...draft.value, kind: e.currentTarget.value as Kind })}>
          {kindsOn("desk").map((k) => <option key={k} value={k}>{td("kind", k)}</option>)}
        </select>
        <button class="key">{t("desk.catch.add")}</button>
      </p>
    </form>
  );
}

/** catchNow puts the cursor where a statement is written. */
export function catchNow(): void {
  document.getElementById("catch")?.focus();
}

/** TitleAgain puts the title question to the room a second time. */
export function TitleAgain({ primary }: { primary?: boolean }) {
  const words = titleAgain();
  if (!words) return null;
  const again = () => run("statement.add", { kind: "title-after", text: text(words) }, t("desk.caught"));
  return <Key cmd="statement.add" act={again} primary={primary}>{t("desk.title.again")}</Key>;
}
