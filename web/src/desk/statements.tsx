// Statements: caught from the running turn by one key, held ones published or
// not, published ones hidden, counted and closed.
import { signal } from "@preact/signals";
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import { fieldsOf, kindsOn, sentence } from "../lib/fields";
import type { Held, Kind, Statement } from "../lib/types";
import { ask } from "./ask";
import { countStatement } from "./counts";
import { Votes } from "./figures";
import { caught, desk, may, room, rules, run, screen, statements } from "./model";
import { called, questionName } from "./names";
import { newest, show } from "./stage";
import { titleAgain } from "./step";
import { Key, Panel } from "./ui";

const draft = signal<{ kind: Kind; texts: Record<string, string> }>({ kind: "view", texts: {} });

export function StatementsPanel() {
  const held = inOrder(desk.value.held, desk.value.held_order);
  const all = inOrder(statements.value.all, statements.value.order).reverse();
  return (
    <Panel id="statements" title={t("desk.statements")} count={held.length}>
      {may("statement.add") && <Catch />}
      {held.length > 0 && <h3>{tn("desk.held", held.length)}</h3>}
      <ul class="rows">{held.map(([id, h], i) => <HeldRow key={id} id={id} h={h} first={i === 0} />)}</ul>
      <h3>{t("desk.published")}</h3>
      {all.length === 0 && <p class="empty">{t("desk.statements.none")}</p>}
      <ul class="rows">{all.map(([id, s]) => <StatementRow key={id} id={id} s={s} />)}</ul>
    </Panel>
  );
}

/** Catch writes down what was said, with one key for where it was said. */
function Catch() {
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

/** TitleAgain puts the title question to the room a second time. */
export function TitleAgain({ primary }: { primary?: boolean }) {
  const words = titleAgain();
  if (!words) return null;
  const again = () => run("statement.add", { kind: "title-after", text: text(words) }, t("desk.caught"));
  return <Key cmd="statement.add" act={again} primary={primary}>{t("desk.title.again")}</Key>;
}

/** catchNow puts the cursor where a statement is written. */
export function catchNow(): void {
  document.getElementById("catch")?.focus();
}

/** closeVote closes the vote on the statement that the screen shows, else the
 * newest that is open. It asks first: a closed vote stays closed. */
export async function closeVote(): Promise<void> {
  const all = statements.value.all ?? {};
  const shown = screen.value.scene === "statement" ? screen.value.item ?? "" : "";
  const id = all[shown]?.status === "open" ? shown : newest(all, statements.value.order, (s) => s.status === "open");
  if (!id || !may("statement.close")) return;
  if (await ask(t("desk.vote.close"), [], t("desk.vote.close"), all[id]?.text)) await run("statement.close", { statement: id });
}

function HeldRow({ id, h, first }: { id: string; h: Held; first: boolean }) {
  return (
    <li class="statement held">
      <p dir="auto">{h.text}</p>
      <p class="aside">{td("kind", h.kind)} · <bdi>{called(h.who)}</bdi> · {questionName(h.question)}</p>
      <p class="keys">
        <Key cmd="statement.publish" payload={{ statement: id }} primary hot={first ? "KeyA" : undefined}>{t("desk.publish")}</Key>
        <Key cmd="statement.reject" act={() => refuse("statement.reject", { statement: id }, t("desk.reject"))} hot={first ? "KeyX" : undefined}>{t("desk.reject")}</Key>
      </p>
    </li>
  );
}

function StatementRow({ id, s }: { id: string; s: Statement }) {
  const gone = s.hidden === "erased";
  return (
    <li class="statement">
      {gone ? <p class="aside">{t("desk.erased")}</p> : s.hidden ? <HiddenText id={id} rule={s.hidden} /> : <p dir="auto">{s.text}</p>}
      <p class="aside">{td("kind", s.kind)} · {td("source", s.source)} · {questionName(s.question)} · {td("desk.status", s.status)}</p>
      <Votes kind={s.kind} shown={s.shown} />
      <p class="keys">
        {s.status === "open" && <Key cmd="statement.count" act={() => countStatement(id, s)}>{t("desk.count")}</Key>}
        {s.status === "open" && <Key cmd="statement.close" payload={{ statement: id }}>{t("desk.vote.close")}</Key>}
        {!s.hidden && <Key cmd="screen.show" act={() => show("statement", id)}>{t("desk.to.screen")}</Key>}
        {!gone && (s.hidden
          ? <Key cmd="statement.restore" act={() => showAgain("statement.restore", { statement: id })}>{t("desk.restore")}</Key>
          : <Key cmd="statement.hide" act={() => refuse("statement.hide", { statement: id }, t("desk.hide"))}>{t("desk.hide")}</Key>)}
        {!gone && <Key cmd="text.erase" act={() => erase(id)}>{t("desk.erase")}</Key>}
      </p>
    </li>
  );
}

/** HiddenText keeps its words closed: the desk may stand on the projector. */
function HiddenText({ id, rule }: { id: string; rule: string }) {
  const words = desk.value.hidden?.[id];
  return (
    <details>
      <summary>{t("desk.hidden", { rule: td("rule", rule) })}</summary>
      <p dir="auto">{words?.text}</p>
      {words?.reason && <p class="aside" dir="auto">{words.reason}</p>}
    </details>
  );
}

/** refuse asks for the rule and the reason that hiding and rejecting need. */
export async function refuse(command: string, item: Record<string, string>, title: string): Promise<void> {
  const a = await ask(title, [
    { name: "rule", label: t("desk.rule"), kind: "select", options: rules.value.map((r) => ({ value: r, label: td("rule", r) })) },
    { name: "reason", label: t("desk.reason.words"), required: true, max: 280 },
  ], title, t("desk.told"));
  if (a) await run(command, { ...item, rule: a.rule, reason: text(a.reason ?? "") });
}

export async function showAgain(command: string, item: Record<string, string>): Promise<void> {
  const a = await ask(t("desk.restore"), [{ name: "reason", label: t("desk.reason.words"), required: true, max: 280 }], t("desk.restore"));
  if (a) await run(command, { ...item, reason: text(a.reason ?? "") });
}

/** exportsMade are the instants of exports that an erased text may still be in. */
async function exportsMade(): Promise<string[]> {
  try {
    const r = await fetch(`/api/rooms/${room}/exports`, { cache: "no-store" });
    if (r.ok) return ((await r.json()) as { made: { at: string }[] }).made.map((x) => new Date(x.at).toLocaleString());
  } catch {
    // Without a connection nothing can be erased either; the act itself says so.
  }
  return [];
}

/** erase destroys a statement's words for good. */
async function erase(item: string): Promise<void> {
  const why = ["asked", ...rules.value].map((r) => ({ value: r, label: td("rule", r) }));
  const made = await exportsMade();
  const help = t("desk.erase.help") + (made.length ? ` ${t("desk.erase.exports", { list: made.join(", ") })}` : "");
  const a = await ask(t("desk.erase"), [{ name: "rule", label: t("desk.erase.why"), kind: "select", options: why }], t("desk.erase.go"), help);
  if (a) await run("text.erase", { item, rule: a.rule });
}

const firstHeld = () => (desk.value.held_order ?? "").split(" ")[0] ?? "";

/** heldKeys act on the oldest held statement. */
export const heldKeys = {
  publish: () => firstHeld() && may("statement.publish") && run("statement.publish", { statement: firstHeld() }),
  reject: () => firstHeld() && may("statement.reject") && refuse("statement.reject", { statement: firstHeld() }, t("desk.reject")),
};
