// Published statements: shown, hidden, counted and closed.
import { signal } from "@preact/signals";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import type { Kind, Statement } from "../lib/types";
import { Told } from "../ui/told";
import { ask } from "./ask";
import { AllCards } from "./cards";
import { Catch } from "./catch";
import { countStatement } from "./counts";
import { Votes } from "./figures";
import { heldIn, HeldTexts } from "./held";
import { may, run, screen, statements } from "./model";
import { erase, Evidence, HiddenText, refuse, showAgain } from "./moderation";
import { questionName } from "./names";
import { noteReason, Reasons } from "./replies";
import { Reported } from "./reports";
import { newest, show } from "./stage";
import { Key, Panel } from "./ui";

type Row = [string, Statement];

const many = 8; // from so many on a choice of kinds helps

/** only is the kind that is shown alone; "" all. */
const only = signal<Kind | "">("");

export function StatementsPanel() {
  const all = inOrder(statements.value.all, statements.value.order).reverse();
  const shown = only.value ? all.filter(([, s]) => s.kind === only.value) : all;
  return (
    <Panel id="statements" title={t("desk.statements")} count={heldIn("statements").length}>
      {may("statement.add") && <Catch />}
      <AllCards />
      <HeldTexts of="statements" />
      <h3>{t("desk.published")}</h3>
      {all.length === 0 && <p class="empty">{t("desk.statements.none")}</p>}
      <Kinds all={all} />
      <ul class="rows">{shown.map(([id, s]) => <StatementRow key={id} id={id} s={s} />)}</ul>
    </Panel>
  );
}

/** closeVote closes the vote on the statement that the screen shows, else the
 * newest that is open. It asks first: a closed vote stays closed. */
export async function closeVote(): Promise<void> {
  const all = statements.value.all ?? {};
  const shown = screen.value.scene === "statement" ? screen.value.item ?? "" : "";
  const id = all[shown]?.status === "open" ? shown : newest(all, statements.value.order, (s) => s.status === "open");
  if (!id || !may("statement.close")) return;
  if (await ask(t("desk.vote.close"), [], t("desk.vote.close"), `${all[id]?.text ?? ""} ${td("desk.final", "statement.close")}`)) await run("statement.close", { statement: id });
}

/** Kinds shows one kind of statements alone, where there are many. */
function Kinds({ all }: { all: Row[] }) {
  const kinds = [...new Set(all.map(([, s]) => s.kind))];
  if (!only.value && (kinds.length < 2 || all.length < many)) return null;
  return (
    <div class="field">
      <label for="only-kind">{t("desk.only")}</label>
      <select id="only-kind" value={only.value} onChange={(e) => (only.value = e.currentTarget.value as Kind | "")}>
        <option value="">{t("desk.only.all")}</option>
        {kinds.map((k) => <option key={k} value={k} selected={k === only.value}>{td("kind", k)} ({all.filter(([, s]) => s.kind === k).length})</option>)}
      </select>
    </div>
  );
}

function StatementRow({ id, s }: { id: string; s: Statement }) {
  const gone = s.hidden === "erased";
  const open = s.status === "open";
  return (
    <li class="statement">
      {gone ? <p class="aside">{t("desk.erased")}</p> : s.hidden ? <HiddenText id={id} rule={s.hidden} /> : <p dir="auto" lang={s.lang}>{s.text}</p>}
      <Told asks={s} lang={s.lang} of={statements.value.all?.[s.of ?? ""]?.text} />
      <p class="aside">{td("kind", s.kind)} · {td("source", s.source)} · {questionName(s.question)} · {td("desk.status", s.status)}</p>
      <Votes kind={s.kind} shown={s.shown} />
      {s.accepted && <p class="found">{td("accepted", s.accepted)}</p>}
      <Reported id={id} />
      {s.kind === "mechanism" && <Reasons of={id} />}
      <p class="keys">
        {open && <Key cmd="statement.count" act={() => countStatement(id, s)}>{t("desk.count")}</Key>}
        {open && <Key cmd="statement.close" payload={{ statement: id }}>{t("desk.vote.close")}</Key>}
        {open && s.kind === "mechanism" && !s.hidden && <Key cmd="statement.add" act={() => noteReason(id, s)}>{t("desk.because.add")}</Key>}
        {!s.hidden && <Key cmd="screen.show" act={() => show("statement", id)}>{t("desk.to.screen")}</Key>}
        {open && fresh(s) && <Key cmd="card.back" payload={{ statement: id }}>{t("desk.card.back")}</Key>}
        {!gone && (s.hidden
          ? <Key cmd="statement.restore" act={() => showAgain("statement.restore", { statement: id })}>{t("desk.restore")}</Key>
          : <Key cmd="statement.hide" act={() => refuse("statement.hide", { statement: id }, t("desk.hide"))}>{t("desk.hide")}</Key>)}
        <Evidence id={id} />
        {!gone && <Key cmd="text.erase" act={() => erase({ item: id })}>{t("desk.erase")}</Key>}
      </p>
    </li>
  );
}

/** fresh says whether a seat's card may go back to its cards, as far as the
 * desk can know: as long as nobody answered it. */
function fresh(s: Statement): boolean {
  return s.source === "table" && !!s.seat && !s.hidden && s.shown.state === "none" && !s.shown.lines && !s.shown.line_choices && !s.kind.startsWith("title-");
}
