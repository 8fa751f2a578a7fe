// Writing down what was said, by one key from the running turn: its kind, one
// sentence and what the kind asks beside it.
import { signal } from "@preact/signals";
import { text } from "../lib/commands";
import { asksOf, kindsOn, sentenceMost } from "../lib/fields";
import type { Asks, Kind } from "../lib/types";
import { lang, t, td } from "../lib/words";
import { asksIn, Fields } from "../ui/asks";
import { caught, run, statements, table } from "./model";
import { titleAgain } from "./step";
import { Key } from "./ui";

// What is written outlives a look at another panel; a new round is an empty form,
// of the kind that asks least: a forgotten one would give a view the answers of
// something else.
const kind = signal<Kind>("view");
const words = signal("");
const round = signal(0);
let asked: Asks = {};

/** keep remembers what the fields beside the sentence hold. */
function keep(form: HTMLFormElement): void {
  const said = new FormData(form);
  for (const f of asksOf(kind.peek())) asked = { ...asked, [f.name]: said.getAll(f.name).join(" ") };
}

async function add(e: Event): Promise<void> {
  e.preventDefault();
  const form = new FormData(e.currentTarget as HTMLFormElement);
  const turn = caught.value;
  if (!words.value.trim()) return;
  const said = words.value;
  const says = { kind: kind.value, text: text(said), lang, ...asksIn(form, kind.value) };
  if (!(await run("statement.add", { ...says, ...(turn && { turn }) }, opened(kind.value)))) return;
  const begun = words.value !== said || kind.value !== says.kind; // the next one, while this one was sent
  if (words.value === said) words.value = "";
  if (begun) return;
  kind.value = "view";
  asked = {};
  round.value++;
}

/** opened says what becomes of a statement that everybody can now answer. */
export function opened(k: Kind): string {
  return k === "question" ? t("desk.caught.question") : t("desk.caught");
}

/** Catch writes down what was said, with one key for where it was said. */
export function Catch() {
  const turn = caught.value;
  return (
    <form class="catch" onSubmit={add} onInput={(e) => keep(e.currentTarget)}>
      <div class="field">
        <label for="catch">{turn ? t("desk.catch.turn", { n: String(turn) }) : t("desk.catch")} <kbd aria-hidden="true">C</kbd></label>
        <textarea id="catch" rows={2} maxLength={sentenceMost} dir="auto" value={words.value}
          onInput={(e) => (words.value = e.currentTarget.value)} onKeyDown={typed} />
      </div>
      <div class="field">
        <label for="catch-kind">{t("desk.kind")}</label>
        <select id="catch-kind" value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Kind)}>
          {kindsOn("desk").map((k) => <option key={k} value={k}>{td("kind", k)}</option>)}
        </select>
      </div>
      <Fields key={`${kind.value} ${round.value}`} kind={kind.value} id="catch" was={asked} statements={statements.value.all} table={table.value} />
      <p class="keys"><button class="key">{t("desk.catch.add")}</button></p>
    </form>
  );
}

/** typed sends with Ctrl Enter, and leaves the field with Escape: keys act again. */
function typed(e: KeyboardEvent): void {
  const at = e.currentTarget as HTMLTextAreaElement;
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) at.form?.requestSubmit();
  if (e.key === "Escape") at.blur();
}

/** catchNow puts the cursor where a statement is written. */
export function catchNow(): void {
  document.getElementById("catch")?.focus();
}

/** TitleAgain puts the title question to the room a second time. */
export function TitleAgain({ primary, hot }: { primary?: boolean; hot?: string }) {
  const asks = titleAgain();
  if (!asks) return null;
  const again = () => run("statement.add", { kind: "title-after", text: text(asks) }, t("desk.caught"));
  return <Key cmd="statement.add" act={again} primary={primary} hot={hot}>{t("desk.title.again")}</Key>;
}
