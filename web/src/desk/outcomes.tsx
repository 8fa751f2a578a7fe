// Outcomes: drafted from statements and turns, read out, put to the room,
// counted and settled by the rule.
import { counted, plain } from "../lib/kinds";
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Outcome } from "../lib/types";
import { Bars } from "../ui/bars";
import { outcomePayload, outcomeSays, outcomeTextNames, outcomeTexts, OutcomeTexts } from "../ui/outcome";
import { askAndSend, type Answers, type Field } from "./ask";
import { TitleAgain } from "./catch";
import { countOutcome, countPresent, settle } from "./counts";
import { Lines, lineName } from "./figures";
import { desk, info, may, outcomes, room, run, session, statements } from "./model";
import { refuse, showAgain } from "./moderation";
import { questionName, questionOptions } from "./names";
import { ObjectionRows, object } from "./objections";
import { show } from "./stage";
import { byPhone } from "./step";
import { Key, Panel } from "./ui";

export function OutcomesPanel() {
  const all = inOrder(outcomes.value.all, outcomes.value.order);
  const put = all.filter(([, o]) => o.status === "put" || o.status === "settled").length;
  return (
    <Panel id="outcomes" title={t("desk.outcomes")} count={all.length}>
      <p class="help">{t("desk.outcomes.help", { most: info.value.put ?? 6, put })}</p>
      <p class="keys">
        <Key cmd="outcome.draft" act={draft} hot="KeyD">{t("desk.draft")}</Key>
        <Key cmd="presence.count" act={countPresent}>{t("desk.present.count")}</Key>
        {session.value.part === "closing" && <TitleAgain />}
        {may("form.set") && <a class="key" href={`/r/${room}/rapporteur`}>{t("desk.rapporteur")}</a>}
      </p>
      <Present />
      <ul class="rows">{all.map(([id, o]) => <OutcomeRow key={id} id={id} o={o} />)}</ul>
    </Panel>
  );
}

function Present() {
  const place = (line: string) => (line === "present-room" ? 0 : line === "present-online" ? 1 : 2);
  const lines = Object.entries(desk.value.present ?? {}).sort(([a], [b]) => place(a) - place(b));
  if (lines.length === 0) return null;
  const counted = <p class="aside">{t("desk.present.now")} {lines.map(([l, n]) => `${lineName(l)} ${n}`).join(" · ")}</p>;
  return desk.value.present_short ? <>{counted}<p>{t("desk.present.few")}</p></> : counted;
}

function OutcomeRow({ id, o }: { id: string; o: Outcome }) {
  return (
    <li class="outcome">
      <p class="words" dir="auto">{outcomeSays(o)}</p>
      <p class="aside">{td("desk.outcome", o.status)} · {questionName(o.question)}{o.hidden_by ? ` · ${t("desk.hidden", { rule: td("rule", o.hidden_by) })}` : ""}</p>
      {o.totals && <Bars counts={counted(plain, o.totals)} />}
      {o.status === "put" && <p class="aside">{tn("desk.step.phones", byPhone(id), { joined: info.value.guests ?? 0 })}</p>}
      <Lines options={plain} lines={o.lines} />
      {o.found && <p class="found"><strong>{td("outcome", o.found.kind)}</strong>{o.found.word && o.found.kind !== "too-few" ? `: ${td("report.word", o.found.word)}` : ""}</p>}
      <OutcomeTexts o={o} />
      <ObjectionRows outcome={id} o={o} />
      <Steps id={id} o={o} />
    </li>
  );
}

/** Steps are what can be done with an outcome where it stands. */
function Steps({ id, o }: { id: string; o: Outcome }) {
  const payload = { outcome: id };
  return (
    <p class="keys">
      {o.status === "drafted" && <Key cmd="outcome.read" payload={payload}>{t("desk.outcome.read")}</Key>}
      {o.status === "read" && <Key cmd="outcome.put" payload={payload}>{t("desk.outcome.put")}</Key>}
      {o.status === "put" && <Key cmd="outcome.settle" act={() => settle(id)}>{t("desk.outcome.settle")}</Key>}
      {o.status === "put" && <Key cmd="outcome.count" act={() => countOutcome(id)}>{t("desk.count")}</Key>}
      {(o.status === "put" || o.status === "read") && <Key cmd="objection.make" act={() => object(id)}>{t("desk.object")}</Key>}
      {o.status !== "drafted" && <Key cmd="screen.show" act={() => show("outcome", id)}>{t("desk.to.screen")}</Key>}
      {o.status !== "drafted" && (o.hidden_by
        ? <Key cmd="outcome.restore" act={() => showAgain("outcome.restore", { outcome: id })}>{t("desk.restore")}</Key>
        : <Key cmd="outcome.hide" act={() => refuse("outcome.hide", { outcome: id }, t("desk.hide"))}>{t("desk.hide")}</Key>)}
      {o.status !== "settled" && <Key cmd="outcome.edit" act={() => edit(id, o)}>{t("desk.edit")}</Key>}
      {(o.status === "drafted" || o.status === "read") && <Key cmd="outcome.drop" payload={payload}>{t("desk.outcome.drop")}</Key>}
    </p>
  );
}

function fields(o?: Outcome, from = ""): Field[] {
  const fixed = o !== undefined && o.status !== "drafted";
  const cited = statements.value.all?.[from];
  const own: Field[] = fixed ? [] : [
    { name: "text", label: t("desk.outcome.text"), kind: "area", required: true, max: 400, value: o?.text ?? cited?.text },
    { name: "question", label: t("desk.question"), kind: "select", options: questionOptions(), value: String(o ? o.question ?? 0 : cited?.question ?? session.value.question) },
    { name: "statements", label: t("desk.outcome.statements"), kind: "checks", value: o?.statements ?? from,
      options: inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.text).map(([id, s]) => ({ value: id, label: s.text })) },
    { name: "turns", label: t("desk.outcome.turns"), value: o?.turns ?? "", max: 60 },
  ];
  return [...own, ...outcomeTextNames.map((k): Field => ({ name: k, label: td("desk.field", k), kind: "area", max: outcomeTexts[k], value: o?.[k] }))];
}

function payload(a: Answers) {
  return outcomePayload({
    text: a.text, question: Number(a.question ?? 0), statements: (a.statements ?? "").split(" ").filter(Boolean),
    turns: (a.turns ?? "").split(/[\s,]+/).filter(Boolean).map(Number), texts: a,
  });
}

/** draft asks for a new outcome; from is a statement that it cites. */
export async function draft(from = ""): Promise<void> {
  await askAndSend(t("desk.draft"), fields(undefined, from), t("desk.save"), t("desk.draft.help"), (a) => run("outcome.draft", payload(a)));
}

/** edit replaces what an outcome says; once it was read out its sentence and
 * links stay as they are. */
async function edit(id: string, o: Outcome): Promise<void> {
  const kept: Answers = o.status === "drafted" ? {} : { text: o.text, question: String(o.question ?? 0), statements: o.statements ?? "", turns: o.turns ?? "" };
  await askAndSend(t("desk.edit"), fields(o), t("desk.save"), o.status === "drafted" ? undefined : o.text,
    (a) => run("outcome.edit", { outcome: id, ...payload({ ...a, ...kept }) }));
}
