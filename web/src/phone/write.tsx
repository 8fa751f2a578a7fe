// Writing a statement of some kind.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { kindsOn } from "../lib/fields";
import type { Kind } from "../lib/types";
import { t, td } from "../lib/words";
import { asksIn, Fields, sentenceOf } from "../ui/asks";
import { Solo } from "../ui/solo";
import { Own } from "./own";
import { banned, outbox, session, statements } from "./room";
import { Beside, held, setDraft, TextField, writer } from "./writing";

const kind = signal<Kind>("view");
const id = "write";

export function Write() {
  return (
    <div class="stack">
      <Form />
      <Own about="statement:" of={(k) => k !== "question"} objections />
    </div>
  );
}

function Form() {
  const as = writer.value;
  if (session.value.phase === "closed") return <p class="card dim">{t("phone.closed")}</p>;
  if (banned.value) return <p class="card">{t("error.banned")}</p>;
  if (!as) return null;
  const send = (e: Event) => {
    e.preventDefault();
    const filled = e.currentTarget as HTMLFormElement;
    const form = new FormData(filled);
    const words = text(String(form.get("text") ?? ""));
    if (!words.body) return;
    void outbox.add(`statement:${Date.now()}`, "statement.add", {
      kind: kind.value, text: words, lang: form.get("lang"), question: Number(form.get("question")) || undefined, ...asksIn(form, kind.value),
    }, as);
    filled.reset();
    kind.value = "view";
    setDraft(id, "");
  };
  return (
    <form class="card stack" onSubmit={send}>
      <h2>{t("more.write")}</h2>
      <div class="field">
        <label for="kind">{t("more.write.kind")}</label>
        <select id="kind" value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Kind)}>
          {kindsOn("phone").map((k) => <option key={k} value={k} selected={k === kind.value}>{td("kind", k)}</option>)}
        </select>
      </div>
      <TextField id={id} label={sentenceOf(kind.value)} help={t(held.value ? "more.write.held" : "more.write.open")} />
      <Solo on={session.value.solo} />
      <Fields key={kind.value} kind={kind.value} id={id} statements={statements.value.all} />
      <Beside id={id} />
      <button class="key primary big">{t(held.value ? "more.write.send" : "more.write.publish")}</button>
    </form>
  );
}
