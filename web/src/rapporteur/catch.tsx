// A statement caught from a turn: what was said, in one sentence, for the room
// to vote on.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { kindsOn } from "../lib/fields";
import { field } from "../lib/mount";
import type { Kind } from "../lib/types";
import { lang, t, td } from "../lib/words";
import { asksIn, Fields } from "../ui/asks";
import { act, statements, table, written } from "./model";

const kind = signal<Kind>("view");

export function CatchForm({ turn, done }: { turn: number; done: () => void }) {
  const save = (e: Event) => {
    e.preventDefault();
    const words = field(e, "text");
    if (!words) return;
    const asks = asksIn(new FormData(e.currentTarget as HTMLFormElement), kind.value);
    act(written("caught"), "statement.add", { kind: kind.value, text: text(words), lang, turn, ...asks });
    done();
  };
  const key = `catch-${turn}`;
  return (
    <form class="stack" onSubmit={save}>
      <div class="field">
        <label for={`${key}-kind`}>{t("rapporteur.catch.kind")}</label>
        <select id={`${key}-kind`} value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Kind)}>
          {kindsOn("speaker").map((k) => <option key={k} value={k} selected={k === kind.value}>{td("kind", k)}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${key}-text`}>{t("rapporteur.catch.text")}</label>
        <textarea id={`${key}-text`} name="text" rows={2} dir="auto" maxLength={280} required />
      </div>
      <Fields key={kind.value} kind={kind.value} id={key} statements={statements.value.all} table={table.value} />
      <p class="keys">
        <button class="key primary">{t("rapporteur.catch.save")}</button>
        <button type="button" class="key" onClick={done}>{t("rapporteur.cancel")}</button>
      </p>
    </form>
  );
}
