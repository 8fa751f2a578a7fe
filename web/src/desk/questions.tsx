// Questions to the table: held ones first, then those that wait for an answer,
// the most supported first, each brought to the screen and marked as answered
// by one key.
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Asked } from "../lib/types";
import { askAndSend } from "./ask";
import { heldIn, HeldTexts } from "./held";
import { caught, isClosed, questions, run, screen } from "./model";
import { questionName, seatName } from "./names";
import { AskedWords, HideKeys, ReplyKeys, waits } from "./replies";
import { show } from "./stage";
import { open } from "./tabs";
import { Key, Panel } from "./ui";

type Row = [string, Asked];

/** asked are all written questions, the most supported first. */
function asked(): Row[] {
  return inOrder(questions.value.all, questions.value.order).filter(([, q]) => q.kind === "question");
}

const waiting = (): Row[] => asked().filter(([, q]) => waits(q));

/** onScreen is the question that the screen shows while it waits. */
function onScreen(): string {
  const { scene, item } = screen.value;
  return scene === "statement" && waiting().some(([id]) => id === item) ? item ?? "" : "";
}

/** next is the waiting question after the one on the screen; from the last it
 * goes back to the first. */
function next(): string {
  const ids = waiting().map(([id]) => id);
  return ids[ids.indexOf(onScreen()) + 1] ?? ids[0] ?? "";
}

/** questionKeys take the next question to the screen, and mark it as answered
 * in the turn that runs or was the last. */
export const questionKeys = {
  take: (): unknown => {
    const id = next();
    if (!id) return false;
    open("questions");
    return id === onScreen() || show("statement", id);
  },
  answered: (): unknown => (onScreen() && caught.value ? run("reply.give", { statement: onScreen(), turn: caught.value }) : false),
};

export function QuestionsPanel() {
  const all = asked();
  const open = all.filter(([, q]) => waits(q));
  const rest = all.filter(([, q]) => !waits(q) && !q.into);
  return (
    <Panel id="questions" title={t("desk.questions")} count={heldIn("questions").length}>
      <HeldTexts of="questions" />
      {open.length > 0 && !isClosed.value && <p class="keys"><Key cmd="screen.show" act={questionKeys.take} hot="KeyT">{t("desk.question.take")}</Key></p>}
      <h3>{open.length === 0 ? t("desk.questions.none") : tn(isClosed.value ? "desk.questions.missed" : "desk.questions.open", open.length)}</h3>
      <ul class="rows">{open.map(([id, q]) => <QuestionRow key={id} id={id} q={q} all={all} />)}</ul>
      {rest.length > 0 && <h3>{t("desk.questions.done")}</h3>}
      <ul class="rows">{rest.map(([id, q]) => <QuestionRow key={id} id={id} q={q} all={all} />)}</ul>
    </Panel>
  );
}

function QuestionRow({ id, q, all }: { id: string; q: Asked; all: Row[] }) {
  const here = onScreen() === id;
  const merged = all.filter(([, x]) => x.into === id);
  const others = all.filter(([other, x]) => other !== id && !x.hidden && !x.into);
  return (
    <li class={here ? "question here-now" : "question"}>
      <AskedWords id={id} q={q} />
      <p class="aside">{[
        here ? t("desk.question.here") : "", q.support ? tn("question.support", q.support) : "", td("source", q.source),
        questionName(q.question), q.to ? t("desk.question.to", { name: seatName(q.to) }) : "",
      ].filter(Boolean).join(" · ")}</p>
      {merged.length > 0 && <Merged rows={merged} />}
      <p class="keys">
        {waits(q) && !here && <Key cmd="screen.show" act={() => show("statement", id)}>{t("desk.to.screen")}</Key>}
        <ReplyKeys id={id} q={q} hot={here ? "KeyW" : undefined} />
        {waits(q) && merged.length === 0 && others.length > 0 && <Key cmd="question.merge" act={() => merge(id, q, others)}>{t("desk.question.merge")}</Key>}
        <HideKeys id={id} q={q} />
      </p>
    </li>
  );
}

/** Merged are the questions that were asked with this one. */
function Merged({ rows }: { rows: Row[] }) {
  return (
    <ul class="rows merged">
      {rows.map(([id, q]) => (
        <li key={id}>
          <p class="aside">{t("desk.question.merged")}</p>
          <AskedWords id={id} q={q} />
          <Key cmd="question.unmerge" payload={{ statement: id }}>{t("desk.unmerge")}</Key>
        </li>
      ))}
    </ul>
  );
}

async function merge(statement: string, q: Asked, others: Row[]): Promise<void> {
  await askAndSend(t("desk.question.merge"), [
    { name: "into", label: t("desk.question.merge.into"), kind: "select", required: true, options: others.map(([id, x]) => ({ value: id, label: x.text })) },
  ], t("desk.question.merge"), `${q.text} ${t("desk.question.merge.help")}`, (a) => run("question.merge", { statement, into: a.into }));
}
